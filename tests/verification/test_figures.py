"""The figures and dates checks together on entries of many professions: firing on lies, quiet on honest rewordings."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.quantities import quantities
from service.domain.word_sets import word_list
from service.verification.checks import dates, figures
from tests.builders import a_brag_entry, a_quote
from tests.verification.figure_cases import ENTRIES, HONEST, LIES, Case


def findings(sentence: str, *cited: BragEntry, others: Sequence[BragEntry] = ()) -> tuple[Finding, ...]:
    claim = Claim(text=sentence, cites=tuple(entry.id for entry in cited))
    evidence = Evidence(cited=cited, others=tuple(others))
    return figures.check(claim, evidence) + dates.check(claim, evidence)


def ruled(sentence: str, entry: str) -> list[Ruling]:
    return [finding.ruling for finding in findings(sentence, a_brag_entry(entry))]


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case.sentence)
def test_an_honest_rewording_is_left_alone(case: Case) -> None:
    assert findings(case.sentence, ENTRIES[case.entry]) == ()


@pytest.mark.parametrize("case", LIES, ids=lambda case: case.sentence)
def test_a_planted_figure_or_date_is_caught(case: Case) -> None:
    found = findings(case.sentence, ENTRIES[case.entry])
    assert found
    for finding in found:
        assert finding.because.endswith(".")
        assert finding.question.endswith("?")
        assert finding.claimed is not None
        assert case.sentence[slice(*finding.claimed)]
        for span in finding.spans:
            words = {p.field: p.words for p in ENTRIES[case.entry].passages()}[span.field]
            assert words[span.start : span.end]


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_a_sentence_copied_from_its_entry_is_left_alone(entry: BragEntry) -> None:
    assert findings(entry.text, entry) == ()
    for sentence in entry.text.replace("; ", ". ").split(". "):
        assert findings(sentence, entry) == ()


@pytest.mark.parametrize(
    ("sentence", "entry", "ruling"),
    [
        ("Answered 40 tickets.", "Answered about 40 tickets.", Ruling.OVERSTATED),
        ("Answered 40 tickets.", "Answered 38 tickets.", Ruling.OVERSTATED),
        ("Answered over 40 tickets.", "Answered 40 tickets.", Ruling.OVERSTATED),
        ("Cut costs by 20%.", "Cut costs by up to 20%.", Ruling.OVERSTATED),
        ("Answered 90 tickets.", "Answered 40 tickets.", Ruling.CONTRADICTED),
        ("Went from 20 to 40 tickets.", "Went from 40 to 20 tickets.", Ruling.CONTRADICTED),
        ("Built 3 services.", "Spent 3 weeks on it.", Ruling.UNSUPPORTED),
        ("Answered 40 tickets.", "Answered tickets.", Ruling.UNSUPPORTED),
        ("Saved four hours a month.", "Saved four hours a week.", Ruling.CONTRADICTED),
        ("Saved £40.", "Saved $40.", Ruling.CONTRADICTED),
        ("Trained 12 engineers.", "Trained 12 nurses.", Ruling.UNSUPPORTED),
        ("Cut errors by 5%.", "Cut errors by 5 percentage points.", Ruling.CONTRADICTED),
        ("Cut cost by 40%.", "Cut errors by 40%, cost by 15%.", Ruling.CONTRADICTED),
        ("Took 2 days.", "Took 20 days.", Ruling.CONTRADICTED),
        ("Trained ４０ nurses.", "Trained 40 nurses.", Ruling.UNSUPPORTED),
    ],
)
def test_the_ruling_tells_stronger_from_absent_from_otherwise(sentence: str, entry: str, ruling: Ruling) -> None:
    assert ruled(sentence, entry)[:1] == [ruling]


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("Answered over 40 tickets.", "Answered 42 tickets."),
        ("Answered about 40 tickets.", "Answered 40 tickets."),
        ("Answered roughly 40 tickets.", "Answered about 40 tickets."),
        ("Answered nearly 40 tickets.", "Answered 38 tickets."),
        ("Answered at least 40 tickets.", "Answered 40+ tickets."),
        ("Trained 12 people.", "Trained 12 engineers."),
        ("Worked with three teammates.", "Worked with Ana, Bo and Chen."),
        ("Had zero incidents.", "Had no incidents all year."),
        ("Reached 1.2m users.", "Reached 1,210,000 users."),
        ("Ran two drills.", "Ran a couple of drills."),
        ("Cut a third of the cost.", "Cut 33% of the cost."),
        ("Tripled sign-ups.", "Sign-ups went from 100 to 300."),
        ("Half a year of work.", "Six months of work."),
        ("Trained 14 people in total.", "Trained 6 nurses and 8 porters."),
        ("Took 2,000 ms.", "Took 2 seconds."),
        ("Saved 16 hours.", "Took 20 hours before. Now it takes 4 hours."),
    ],
)
def test_the_same_said_otherwise_is_left_alone(sentence: str, entry: str) -> None:
    assert ruled(sentence, entry) == []


def test_a_dropped_hedge_is_offered_back() -> None:
    (finding,) = findings("Answered 40 tickets.", a_brag_entry("Answered about 40 tickets."))
    assert "about 40" in finding.because
    assert finding.question == "Was it about 40, or exactly 40?"
    assert [(span.field, span.start, span.end) for span in finding.spans] == [("text", 15, 17)]
    assert finding.claimed == (9, 11)


def test_the_arithmetic_is_shown() -> None:
    (finding,) = findings("Cut it by 95%.", ENTRIES["finance"])
    assert finding.because == (
        'From four hours to twenty minutes is 91.7 % less; "95%" is rounded up and not marked. '
        "True would be: about 92 %."
    )
    claim = Claim(text="Cut it by 92%.")
    assert figures.arithmetic(claim, Evidence(cited=(ENTRIES["finance"],))) == (
        "from four hours to twenty minutes is 91.7 % less",
    )


def test_a_figure_of_another_entry_is_a_wrong_citation() -> None:
    other = a_brag_entry("Trained 12 nurses.", id="e7")
    (finding,) = findings("Trained 12 nurses.", a_brag_entry("Ran the clinic."), others=[other])
    assert finding.ruling is Ruling.UNSUPPORTED
    assert finding.because == '"12" stands in e7, which this sentence does not cite.'


def test_outcome_and_quotes_count_as_evidence() -> None:
    entry = a_brag_entry(
        "Automated the close.", outcome="four hours to twenty minutes", corroborations=[a_quote("it saved us 3 days")]
    )
    assert findings("Cut the close from 4 hours to 20 minutes, which saved 3 days.", entry) == ()


def test_two_entries_may_be_told_in_one_sentence() -> None:
    cited = (a_brag_entry("Trained 12 nurses."), a_brag_entry("Trained 8 nurses.", id="e2"))
    assert findings("Trained 20 nurses in total.", *cited) == ()
    assert findings("Trained 25 nurses in total.", *cited) != ()


def test_a_name_with_a_number_must_stand_as_it_is() -> None:
    entry = a_brag_entry("Moved ward 7 to v2.3.1.")
    assert findings("Moved ward 7 to v2.3.1.", entry) == ()
    assert [f.kind for f in findings("Moved ward 8 to v2.3.1.", entry)] == [Kind.FIGURES]


NOUNS = ("tickets", "nurses", "routes", "invoices", "pupils", "minutes", "hours", "users", "£", "%")
VERBS = ("Handled", "Reached", "Planned", "Covered")


@st.composite
def told_figures(draw: st.DrawFn) -> tuple[str, int, str]:
    """A verb, a number and what it counts."""
    return draw(st.sampled_from(VERBS)), draw(st.integers(2, 5000)), draw(st.sampled_from(NOUNS))


def sentence_of(verb: str, number: int | str, noun: str, hedge: str = "") -> str:
    hedge = f"{hedge} " if hedge else ""
    if noun == "£":
        return f"{verb} {hedge}£{number}."
    return f"{verb} {hedge}{number}{'' if noun == '%' else ' '}{noun}."


@given(told_figures())
def test_a_copied_figure_is_never_objected_to(told: tuple[str, int, str]) -> None:
    assert findings(sentence_of(*told), a_brag_entry(sentence_of(*told))) == ()


@given(st.lists(told_figures(), min_size=1, max_size=3), st.data())
def test_one_more_than_the_figure_is_always_objected_to(told: list[tuple[str, int, str]], data: st.DataObject) -> None:
    assume(len({noun for _, _, noun in told}) == len(told))
    which = data.draw(st.integers(0, len(told) - 1))
    verb, number, noun = told[which]
    # Sixty minutes are an hour: a grown figure may be true of its neighbour in another unit.
    assume(not ({"minutes", "hours"} <= {n for _, _, n in told}))
    entry = a_brag_entry(" ".join(sentence_of(*one) for one in told))
    assert findings(sentence_of(verb, number + 1, noun), entry) != ()


@given(told_figures())
def test_a_hedge_may_be_added_and_never_dropped(told: tuple[str, int, str]) -> None:
    plain, hedged = sentence_of(*told), sentence_of(*told, hedge="about")
    assert findings(hedged, a_brag_entry(plain)) == ()
    assert [f.ruling for f in findings(plain, a_brag_entry(hedged))] == [Ruling.OVERSTATED]


@given(st.integers(2, 400))
def test_another_unit_for_the_same_time_is_left_alone(hours: int) -> None:
    entry = a_brag_entry(f"It took {hours} hours.")
    assert findings(f"It took {hours * 60} minutes.", entry) == ()
    assert findings(f"It took {hours * 60 + 1} minutes.", entry) != ()


@given(st.text(max_size=200), st.text(min_size=1, max_size=200))
def test_no_text_makes_the_checks_fail(sentence: str, entry: str) -> None:
    findings(sentence, a_brag_entry(entry))


_WORDS = st.sampled_from(
    word_list(
        """from to 4 12 1.2m £3 20% hours a week about over between and 4-6 days 3x half of two thirds tickets nurses Q3
        2025 in March 2026 on time was now instead of per 40+ up to since by for six months total less 92% last year #12
        ٤"""
    )
)


@given(st.lists(_WORDS, max_size=25), st.lists(_WORDS, min_size=1, max_size=25))
def test_no_jumble_of_figures_makes_the_checks_fail(claimed: list[str], written: list[str]) -> None:
    entry = a_brag_entry(" ".join(written))
    for finding in findings(" ".join(claimed), entry):
        assert finding.ruling in (Ruling.OVERSTATED, Ruling.UNSUPPORTED, Ruling.CONTRADICTED)


def test_a_flood_of_figures_is_answered_at_once() -> None:
    flood = "1 " * 5000
    assert len(quantities(flood)) == 5000
    assert len(findings(flood, a_brag_entry("Trained 12 nurses."))) == 1
    assert EntryId("e1") == a_brag_entry().id


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("Cut the close from six days to one.", "Cut the close from six days to two."),
        ("Cut the close from one day to two.", "Cut the close from six days to two."),
        ("Complaints were four before, now one.", "Complaints were four before, now three."),
    ],
)
def test_one_is_a_figure_where_another_leads_up_to_it(sentence: str, entry: str) -> None:
    assert ruled(sentence, entry) != []
    assert ruled(entry, entry) == []
    assert ruled("I went from one to another and nobody noticed.", "I went from one to another.") == []
