"""The dates check alone: what a claim may say less exactly, and what it may not add, change or sharpen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.verification.checks import dates
from service.verification.panel import Panel
from tests.builders import a_brag_entry


def findings(sentence: str, when: str | None, text: str = "Shipped the planner.") -> tuple[Finding, ...]:
    return dates.check(Claim(text=sentence), Evidence(cited=(a_brag_entry(text, when=when),)))


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Shipped the planner on 14 March 2026.", "2026-03-14"),
        ("Shipped the planner on March 14.", "2026-03-14"),
        ("Shipped the planner in March 2026.", "2026-03-14"),
        ("Shipped the planner in March.", "2026-03-14"),
        ("Shipped the planner in Q1 2026.", "2026-03-14"),
        ("Shipped the planner in Q1.", "2026-03-14"),
        ("Shipped the planner in H1 2026.", "2026-03-14"),
        ("Shipped the planner in 2026.", "2026-03-14"),
        ("Shipped the planner in early 2026.", "2026-03-14"),
        ("Shipped the planner in spring 2026.", "2026-03-14"),
        ("Shipped the planner by the end of March 2026.", "2026-03-14"),
        ("Shipped the planner before April 2026.", "2026-03-14"),
        ("Shipped the planner after 2025.", "2026-03-14"),
        ("Shipped the planner on a Saturday.", "2026-03-14"),
        ("Shipped the planner in 2026.", "2026-Q1"),
        ("Worked on the planner from March to May 2026.", "2026-03..2026-05"),
        ("Worked on the planner for three months.", "2026-03..2026-05"),
        ("Worked on the planner since March 2026.", "2026-03..2026-05"),
        ("Worked on the planner in 2026.", "2026-03..2026-05"),
        ("Shipped the planner.", None),
    ],
)
def test_a_date_may_be_told_less_exactly(sentence: str, when: str | None) -> None:
    assert findings(sentence, when) == ()


@pytest.mark.parametrize(
    ("sentence", "when", "ruling"),
    [
        ("Shipped the planner on 14 March 2026.", "2026-03", Ruling.OVERSTATED),
        ("Shipped the planner in March 2026.", "2026-Q1", Ruling.OVERSTATED),
        ("Shipped the planner in Q1 2026.", "2026", Ruling.OVERSTATED),
        ("Shipped the planner in April 2026.", "2026-03..2026-05", Ruling.OVERSTATED),
        ("Shipped the planner on 15 March 2026.", "2026-03-14", Ruling.CONTRADICTED),
        ("Shipped the planner in April 2026.", "2026-03-14", Ruling.CONTRADICTED),
        ("Shipped the planner in 2025.", "2026-03-14", Ruling.CONTRADICTED),
        ("Shipped the planner in Q2.", "2026-03-14", Ruling.CONTRADICTED),
        ("Shipped the planner in late 2026.", "2026-03-14", Ruling.CONTRADICTED),
        ("Shipped the planner on Monday.", "2026-03-14", Ruling.CONTRADICTED),
        ("Shipped the planner before March 2026.", "2026-03-14", Ruling.CONTRADICTED),
        ("Has run the planner since March 2026.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Shipped the planner in March 2026.", None, Ruling.UNSUPPORTED),
        ("Shipped the planner last quarter.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Shipped the planner in FY26.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Worked on the planner for six months.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Worked on the planner for nine months.", "2026-03..2026-05", Ruling.UNSUPPORTED),
        ("Shipped the planner within two weeks.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Shipped the planner ahead of the deadline.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Shipped the planner on time.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Shipped the planner two weeks early.", "2026-03-14", Ruling.UNSUPPORTED),
        ("Shipped the planner under budget.", "2026-03-14", Ruling.UNSUPPORTED),
    ],
)
def test_a_date_added_changed_or_sharpened_is_objected_to(sentence: str, when: str | None, ruling: Ruling) -> None:
    found = findings(sentence, when)
    assert found
    assert found[0].ruling is ruling
    assert found[0].kind is Kind.DATES


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Ran the clinic for half a year.", "Ran the clinic for six months."),
        ("Has run the clinic since 2024.", "Running the clinic since 2024."),
        ("Finished the audit on time.", "Finished the audit ahead of schedule."),
        ("Finished the audit before the deadline.", "Finished the audit ahead of the deadline."),
        ("Finished the audit within 14 days.", "Finished the audit within two weeks."),
        ("Opened the ward in May.", "Opened the ward on 3 May."),
        ("Opened the ward last year.", "Opened the ward last year."),
    ],
)
def test_what_the_words_say_may_be_said_otherwise(sentence: str, text: str) -> None:
    assert findings(sentence, None, text) == ()


def test_on_time_is_weaker_than_early() -> None:
    (finding,) = findings("Done ahead of schedule.", None, "Done on time.")
    assert finding.ruling is Ruling.OVERSTATED
    assert finding.because == 'The entry says "on time", not "ahead of schedule".'


def test_a_date_of_another_entry_is_named() -> None:
    other = a_brag_entry("Shipped in June 2025.", id="e9", when=None)
    evidence = Evidence(cited=(a_brag_entry("Shipped.", when="2026-03"),), others=(other,))
    (finding,) = dates.check(Claim(text="Shipped in June 2025."), evidence)
    assert "e9" in finding.because


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2039, 12, 31)))
def test_the_day_its_month_and_its_year_always_hold(day: date) -> None:
    when = day.isoformat()
    for told in (day.isoformat(), f"{day:%B} {day.year}", f"{day.day} {day:%B} {day.year}", str(day.year)):
        assert findings(f"Shipped the planner in {told}.", when) == ()
    assert findings(f"Shipped the planner in {day.year + 1}.", when) != ()


@pytest.mark.parametrize(
    "told",
    [
        "in Q1 2025", "in early 2025", "early in 2025", "in the first quarter of 2025", "in the first half of 2025",
        "in 2025 Q1", "in H1 2025", "in quarter 1 2025", "in March 2025", "in 2025",
    ],
)  # fmt: skip
def test_a_coarser_date_than_the_entry_gives_is_supported_whole(told: str) -> None:
    entry = a_brag_entry("Rewrote the letter.", when="2025-03-14")
    claim = Claim(text=f"Rewrote the letter {told}.", cites=(entry.id,))
    assert Panel().rule_by_code(claim, Evidence(cited=(entry,))).verdict.ruling is Ruling.SUPPORTED


@pytest.mark.parametrize(
    "told", ["in Q2 2025", "in late 2025", "in the second half of 2025", "in early 2024", "in H2 2025"]
)
def test_a_coarser_date_that_leaves_the_day_out_is_not(told: str) -> None:
    entry = a_brag_entry("Rewrote the letter.", when="2025-03-14")
    claim = Claim(text=f"Rewrote the letter {told}.", cites=(entry.id,))
    assert Panel().rule_by_code(claim, Evidence(cited=(entry,))).verdict.ruling is not Ruling.SUPPORTED
