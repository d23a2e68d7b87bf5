"""The figures and dates of a text: what is read, what is left alone, and that no text costs more than its length."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.moments import moments
from service.domain.quantities import changes, quantities
from service.domain.quantity import Comparator
from service.domain.units import Measure
from service.domain.word_sets import word_list


def only(text: str) -> tuple[Decimal, str]:
    (figure,) = quantities(text)
    return figure.value, figure.unit or figure.noun


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("took four hours", "4", "hour"),
        ("twenty-one nurses", "21", "nurse"),
        ("a dozen porters", "12", "porter"),
        ("half of the tickets", "0.5", "share"),
        ("a couple of teams", "2", "team"),
        ("1.2m users", "1200000", "user"),
        ("12k rows", "12000", "row"),
        ("$200K+ in licences", "200000", "USD"),
        ("£3,400 raised", "3400", "GBP"),
        ("3.5x faster", "3.5", "times"),
        ("twice as fast", "2", "times"),
        ("doubled revenue", "2", "times"),
        ("at 820ms", "820", "millisecond"),
        ("in 4h", "4", "hour"),
        ("99.5% uptime", "99.5", "percent"),
        ("90 percent of it", "90", "percent"),
        ("5 pp better", "5", "percentage point"),
        ("up 5 percentage points", "5", "percentage point"),
        ("8+ KPIs", "8", "kpi"),
        ("1 in 4 customers", "0.25", "share"),
        ("two and a half hours", "2.5", "hour"),
        ("half an hour", "0.5", "hour"),
        ("half a million dollars", "500000", "USD"),
        ("one point two million rows", "1200000", "row"),
        ("three hundred and forty-two calls", "342", "call"),
        ("3 hours 40 minutes", "220", "minute"),
        ("10 working days", "10", "day"),
        ("within a week", "1", "week"),
        ("a six-week trial", "6", "week"),
        ("a 12-person team", "12", "person"),
        ("14 senior backend engineers", "14", "engineer"),
        ("presented twice", "2", "time"),
        ("halved the queue", "0.5", "share"),
        ("cut it by a quarter", "0.25", "share"),
        ("two quarters in a row", "2", "quarter"),
        ("2.5 tonnes of parcels", "2.5", "tonne"),
    ],
)
def test_a_figure_is_read_with_its_unit_or_noun(text: str, value: str, unit: str) -> None:
    assert only(text) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "on 2026-03-14 at 10:30",
        "in March 2026",
        "shipped v2.3.1",
        "moved to Python 3.11",
        "merged PR #12",
        "taught DS525",
        "closed JIRA-123",
        "in Q3 2025",
        "all of H1",
        "cites e3",
        "call +44 20 7946 0958",
        "see https://example.com/pr/12?page=4",
        "passed the ISO 27001 audit",
        "on call 24/7",
        "the 1st on-call",
        "one of the best weeks",
        "a one-on-one with Omar",
        "no one noticed",
        "this one was hard",
        "ran ward 7",
        "a 360 review",
        "since 2024",
        "starts at 9am",
        "the first of many",
        "12abc",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "comparator", "approximate"),
    [
        ("~40 tickets", Comparator.EXACT, True),
        ("about six tickets", Comparator.EXACT, True),
        ("some 40 tickets", Comparator.EXACT, True),
        ("40 or so tickets", Comparator.EXACT, True),
        ("over 100 tickets", Comparator.MORE, False),
        ("more than 40 tickets", Comparator.MORE, False),
        ("at least 3 tickets", Comparator.LEAST, False),
        ("3 or more tickets", Comparator.LEAST, False),
        ("up to 20%", Comparator.MOST, False),
        ("under 90 seconds", Comparator.LESS, False),
        ("fewer than 5 tickets", Comparator.LESS, False),
        ("nearly £900", Comparator.NEARLY, True),
        ("40+ tickets", Comparator.MORE, False),
        ("within two hours", Comparator.WITHIN, False),
        ("over six months", Comparator.EXACT, False),
        ("gave a talk about 3 tickets", Comparator.EXACT, False),
        ("exactly 40 tickets", Comparator.EXACT, False),
    ],
)
def test_hedges_and_bounds_are_read(text: str, comparator: Comparator, approximate: bool) -> None:
    (figure,) = quantities(text)
    assert (figure.comparator, figure.approximate) == (comparator, approximate)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4-6 weeks", 4, 6),
        ("4–6 weeks", 4, 6),
        ("between 10 and 12 sites", 10, 12),
        ("four to six weeks", 4, 6),
        ("two or three days", 2, 3),
    ],
)
def test_a_range_is_one_figure(text: str, low: int, high: int) -> None:
    (figure,) = quantities(text)
    assert (figure.value, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("from four hours to twenty minutes", "four hours", "twenty minutes"),
        ("820ms -> 610ms", "820ms", "610ms"),
        ("4% → 1%", "4%", "1%"),
        ("20 minutes, down from four hours", "four hours", "20 minutes"),
        ("reduced to 20 minutes (was 4 hours)", "4 hours", "20 minutes"),
        ("40 tickets before, 12 after", "40", "12"),
        ("dropped sharply from 40 tickets a week to 12", "40 tickets a week", "12"),
        ("was 3 days, now 2 hours", "3 days", "2 hours"),
        ("two minutes instead of a day", "a day", "two minutes"),
        ("from about six weeks to three", "six weeks", "three"),
    ],
)
def test_before_and_after_are_told_apart(text: str, before: str, after: str) -> None:
    (change,) = changes(text)
    assert (change.before.text, change.after.text) == (before, after)
    assert change.before.unit == change.after.unit or change.before.measure is change.after.measure


def test_a_spread_is_no_change() -> None:
    assert changes("takes 4 to 6 weeks") == ()


def test_a_rate_keeps_its_period() -> None:
    assert [figure.per for figure in quantities("four hours a week, 12 tickets per shift, £900/month, 3 a day")] == [
        "week",
        "shift",
        "month",
        "day",
    ]


def test_digits_of_another_script_are_not_folded() -> None:
    assert quantities("trained ٤٠ nurses and ４０ porters") == ()


def test_offsets_point_at_the_words() -> None:
    text = "Trained about 12 nurses in 3½ weeks for £3,400 a month."
    for figure in quantities(text):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-14", "2026-03-14", "2026-03-14"),
        ("14 March 2026", "2026-03-14", "2026-03-14"),
        ("March 14th, 2026", "2026-03-14", "2026-03-14"),
        ("March 2026", "2026-03-01", "2026-03-31"),
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("the first quarter of 2026", "2026-01-01", "2026-03-31"),
        ("H2 2025", "2025-07-01", "2025-12-31"),
        ("in 2026", "2026-01-01", "2026-12-31"),
        ("March to May 2026", "2026-03-01", "2026-05-31"),
        ("from 2024 to 2025", "2024-01-01", "2025-12-31"),
    ],
)
def test_dates_are_read_at_their_own_precision(text: str, first: str, last: str) -> None:
    (moment,) = moments(text)
    ((begin, end),) = moment.days(1999)
    assert (begin.isoformat(), end.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["We may march on", "May I help", "a second look", "quarter of an hour"])
def test_verbs_and_fractions_are_no_dates(text: str) -> None:
    assert moments(text) == ()


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for figure in quantities(text):
        assert 0 <= figure.start < figure.end <= len(text)
    changes(text)
    moments(text)


_PIECES = st.sampled_from(
    word_list(
        """from to 4 12 1.2m $ % hours a week about over between and - – x half two thirds of million dozen twenty one
        3,400 Q3 2025 March 14 : / . , ( was now instead of per + k pp ½ #12 v2 in out of twice not"""
    )
)


@given(st.lists(_PIECES, max_size=40), st.sampled_from(["", " "]))
def test_no_jumble_of_number_words_makes_the_reader_fail(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    for figure in quantities(text):
        assert text[figure.start : figure.end]
        assert figure.measure in Measure
    changes(text)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "7",
            "1 ",
            "1,111",
            "one ",
            "1-",
            "twenty-",
            "a.b",
            "2026-",
            "from 4 to ",
            "Jan 1 ",
            "hundred and ",
            "$",
            "1:",
        ),
        *("1:", "5 hours ", "v1.", "abc1-", "two and a half ", "1.", "one thousand ", "+44 1", "the early ", "x", "½"),
    ],
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * (20_000 // len(piece) + 1))[:20_000]
    assert all(0 <= figure.start < figure.end <= len(text) for figure in quantities(text))


@pytest.mark.parametrize("told", ["a third of an hour", "one third of an hour", "1/3 of an hour"])
def test_a_fraction_of_a_unit_is_read_in_that_unit(told: str) -> None:
    (figure,) = quantities(f"Cut the wait by {told}.")
    assert figure.measure is Measure.TIME
    assert round(figure.base) == 20 * 60


def test_a_rate_stays_with_the_noun_it_was_written_for() -> None:
    lessons, classes = quantities("Gave 2 lessons per class to 5 classes.")
    assert (lessons.per, classes.per) == ("class", "")
