"""The grammar of written dates: what counts, at which precision, and what is left alone."""

import pytest

from service.domain.when import When
from service.intake.dated_text import dated_field, dated_heading, dated_line
from service.intake.dates import (
    BACKWARDS,
    FISCAL,
    NO_END,
    NO_SUCH_DAY,
    WHICH_MONTH,
    whole_date,
)
from service.intake.day_order import SlashOrder, slash_order

NOWHERE = When()
UNDECIDED = SlashOrder.UNDECIDED


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2026-03-14", "2026-03-14"),
        ("2026/03/14", "2026-03-14"),
        ("2026.3.14", "2026-03-14"),
        ("2026-03-14T10:00:00Z", "2026-03-14"),
        ("Mar 30, 2022", "2022-03-30"),
        ("Mar. 30 2022", "2022-03-30"),
        ("March 30th, 2022", "2022-03-30"),
        ("30 March 2022", "2022-03-30"),
        ("30-Mar-2022", "2022-03-30"),
        ("Monday, 30 March 2022", "2022-03-30"),
        ("2022 March 30", "2022-03-30"),
        ("2022-03", "2022-03"),
        ("March 2022", "2022-03"),
        ("Sept 2022", "2022-09"),
        ("Mar '22", "2022-03"),
        ("03/2022", "2022-03"),
        ("Q1 2022", "2022-Q1"),
        ("2022 Q1", "2022-Q1"),
        ("2022-Q1", "2022-Q1"),
        ("H1 2024", "2024-01..2024-06"),
        ("2024 H2", "2024-07..2024-12"),
        ("2022", "2022"),
        ("Nov 22-24, 2022", "2022-11-22..2022-11-24"),
        ("22–24 November 2022", "2022-11-22..2022-11-24"),
        ("Sep 27 - Oct 2, 2022", "2022-09-27..2022-10-02"),
        ("Dec 28, 2021 – Jan 3, 2022", "2021-12-28..2022-01-03"),
        ("2024-01..2024-03", "2024-01..2024-03"),
        ("Jan-Mar 2024", "2024-01..2024-03"),
        ("October to December 2024", "2024-10..2024-12"),
        ("Q1-Q2 2024", "2024-Q1..2024-Q2"),
        ("2022-2023", "2022..2023"),
        ("2023-24", "2023..2024"),
        ("2023/24", "2023..2024"),
        ("2023-10", "2023-10"),
        ("Week of 3 March 2025", "2025-03-03..2025-03-09"),
        ("2024-W12", "2024-03-18..2024-03-24"),
        ("05/05/2024", "2024-05-05"),
    ],
)
def test_a_written_date_keeps_its_precision(written: str, canonical: str) -> None:
    found = whole_date(written, UNDECIDED, NOWHERE)
    assert found is not None
    assert found.when.canonical == canonical


@pytest.mark.parametrize(
    "written",
    [
        *("last week", "yesterday", "next quarter", "summer", "soon", "12", "3 of 11", "v2.3.2024", "1.5x"),
        *("Mar 30", "Q1", "20:26", "2026-", "Marching 2022", "Mars 2020", "15. März", "2026-13", "FYI 2025"),
    ],
)
def test_what_is_no_date_or_lacks_its_year_is_left_alone(written: str) -> None:
    assert whole_date(written, UNDECIDED, NOWHERE) is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        *((day, NO_SUCH_DAY) for day in ("31/02/2025", "Feb 30, 2022", "2022-13-01", "2025-13-45", "31 April 2024")),
        *((day, NO_SUCH_DAY) for day in ("2024-W60", "13/13/2025", "30 février 2025", "27 Feb - 30 Feb 2025")),
        *((period, FISCAL) for period in ("FY24", "Q3 FY25", "FY2025 Q3", "Q3-Q4 FY25", "H1 FY 2025", "FY24/25")),
        *((period, NO_END) for period in ("2024 - present", "March 2024 to now")),
        *((period, BACKWARDS) for period in ("2025-05-10 to 2025-03-01", "May 2025 - Mar 2025")),
        ("03/04/2025", WHICH_MONTH),
    ],
)
def test_a_date_that_cannot_be_told_says_why(written: str, why: str) -> None:
    found = whole_date(written, UNDECIDED, When.parse("2025"))
    assert found is not None
    assert (found.when.known, found.doubtful) == (False, why)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("15. März 2025", "2025-03-15"),
        ("15 mars 2025", "2025-03-15"),
        ("1er mars 2025", "2025-03-01"),
        ("15 de marzo de 2025", "2025-03-15"),
        ("15 maart 2025", "2025-03-15"),
        ("Oktober 2025", "2025-10"),
        ("15. March 2025", "2025-03-15"),
    ],
)
def test_dates_in_other_languages_are_read_whole(written: str, canonical: str) -> None:
    found = whole_date(written, UNDECIDED, NOWHERE)
    assert found is not None
    assert found.when.canonical == canonical


def test_a_day_that_never_was_has_no_say_in_the_order_of_day_and_month() -> None:
    assert slash_order("31/02/2025 and 03/04/2025") is UNDECIDED
    assert slash_order("31/02/2025 and 04/13/2025") is SlashOrder.MONTH_FIRST
    assert slash_order("- 3/14/25 Ran it\n- 3/4/25 Cut it\n") is SlashOrder.MONTH_FIRST
    assert slash_order("cut 24/12/36 of them") is UNDECIDED


def test_a_date_with_one_possible_month_is_read_in_a_file_that_decides_nothing() -> None:
    for written in ("13/04/2025", "04/13/2025"):
        found = whole_date(written, UNDECIDED, NOWHERE)
        assert found is not None
        assert found.when.canonical == "2025-04-13"


@pytest.mark.parametrize(
    ("written", "within", "canonical"),
    [
        ("Mar 30", "2022", "2022-03-30"),
        ("30 March", "2022-Q1", "2022-03-30"),
        ("March", "2022", "2022-03"),
        ("Q3", "2022", "2022-Q3"),
        ("H2", "2022", "2022-07..2022-12"),
        ("Nov 3", "2023-10..2024-03", "2023-11-03"),
        ("Nov 22-24", "2022", "2022-11-22..2022-11-24"),
        ("Jan-Mar", "2024", "2024-01..2024-03"),
    ],
)
def test_a_section_lends_its_year(written: str, within: str, canonical: str) -> None:
    found = whole_date(written, UNDECIDED, When.parse(within))
    assert found is not None
    assert found.when.canonical == canonical


@pytest.mark.parametrize(("written", "within"), [("Apr 2", "2022-03"), ("Mar 30", "2022..2023"), ("Feb 29", "2023")])
def test_a_year_that_does_not_follow_is_not_guessed(written: str, within: str) -> None:
    assert whole_date(written, UNDECIDED, When.parse(within)) is None


def test_the_file_as_a_whole_says_which_part_of_a_slashed_date_is_the_month() -> None:
    assert slash_order("03/04/2024 and 30/04/2024") is SlashOrder.DAY_FIRST
    assert slash_order("03/04/2024 and 04/30/2024") is SlashOrder.MONTH_FIRST
    assert slash_order("03/04/2024") is UNDECIDED
    assert slash_order("30/04/2024 and 04/30/2024") is UNDECIDED
    for order, canonical in ((SlashOrder.DAY_FIRST, "2024-04-03"), (SlashOrder.MONTH_FIRST, "2024-03-04")):
        found = whole_date("03/04/2024", order, NOWHERE)
        assert found is not None
        assert found.when.canonical == canonical


def test_an_undecided_slashed_date_is_taken_off_the_line_and_reported() -> None:
    dated = dated_line("03/04/2024 Shipped it", UNDECIDED, NOWHERE)
    assert (dated.when.known, dated.rest, dated.doubtful) == (False, "Shipped it", "03/04/2024")


@pytest.mark.parametrize(
    ("line", "canonical", "rest"),
    [
        ("2026-03-14 Cut it", "2026-03-14", "Cut it"),
        ("2026-03-14: Cut it", "2026-03-14", "Cut it"),
        ("2026-03-14 - Cut it", "2026-03-14", "Cut it"),
        ("[Mar 30, 2022] Cut it", "2022-03-30", "Cut it"),
        ("(March 2022) Cut it", "2022-03", "Cut it"),
        ("**Mar 30, 2022:** Cut it", "2022-03-30", "Cut it"),
        ("2022: Cut it", "2022", "Cut it"),
        ("Q1 2024 – Cut it", "2024-Q1", "Cut it"),
        ("March 2022 Cut it", "2022-03", "Cut it"),
        ("Cut it (2026-03-14)", "2026-03-14", "Cut it"),
        ("Cut it [Mar 2026]", "2026-03", "Cut it"),
    ],
)
def test_a_date_in_front_or_in_brackets_behind_is_the_lines_own(line: str, canonical: str, rest: str) -> None:
    dated = dated_line(line, UNDECIDED, NOWHERE)
    assert (dated.when.canonical, dated.rest.strip()) == (canonical, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Must be live by 2025",
        "2000 users moved over",
        "2024 was hard",
        "March 2022 was hard",
        "May I suggest",
        "Launched on Aug 22, 2022",
        "Upgraded SQL Server 2019",
        "Cut it (see 2025 plan)",
        "March: of the penguins",
        "Last week: shipped it",
        "FY25 revenue grew by a tenth",
        "2025 and 2024 were hard",
        "2024 to now was hard",
    ],
)
def test_a_date_inside_the_sentence_is_not_the_lines_own(line: str) -> None:
    dated = dated_line(line, UNDECIDED, NOWHERE)
    assert (dated.when.known, dated.rest) == (False, line)


@pytest.mark.parametrize(
    ("heading", "canonical"),
    [
        ("2022", "2022"),
        ("March 2026", "2026-03"),
        ("Brag document 2022", "2022"),
        ("2022 Projects", "2022"),
        ("Wins for Q1 2024", "2024-Q1"),
        ("Accomplishments (2023-2024)", "2023..2024"),
        ("Platform team – H1 2024", "2024-01..2024-06"),
        ("October to December 2024", "2024-10..2024-12"),
    ],
)
def test_a_heading_names_a_period(heading: str, canonical: str) -> None:
    assert dated_heading(heading, 2, UNDECIDED, NOWHERE).when.canonical == canonical


@pytest.mark.parametrize("heading", ["Moved to Windows Server 2019", "2000 users migrated", "Migrated 2020 rows", "Q1"])
def test_a_number_in_a_heading_is_not_a_year(heading: str) -> None:
    assert not dated_heading(heading, 3, UNDECIDED, NOWHERE).when.known


def test_a_field_takes_the_year_of_a_vaguer_date_and_no_more() -> None:
    assert dated_field("Summer 2023", UNDECIDED, NOWHERE).when.canonical == "2023"
    assert dated_field("a while ago", UNDECIDED, NOWHERE).doubtful == "a while ago"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("14-Mar-25", "2025-03-14"),  # what Excel makes of a date by default
        ("14 Mar 25", "2025-03-14"),
        ("14-03-2025", "2025-03-14"),
        ("03-14-2025", "2025-03-14"),
        ("14.03.25", "2025-03-14"),
        ("Freitag, 14. März 2025", "2025-03-14"),
        ("vendredi 14 mars 2025", "2025-03-14"),
        ("viernes, 14 de marzo de 2025", "2025-03-14"),
    ],
)
def test_the_dates_that_spreadsheets_and_other_countries_write_are_read(written: str, canonical: str) -> None:
    assert dated_field(written, UNDECIDED, NOWHERE).when.canonical == canonical
    line = dated_line(f"{written}: ran it", UNDECIDED, NOWHERE)
    assert (line.when.canonical, line.rest) == (canonical, "ran it")


@pytest.mark.parametrize("written", ["04-03-2025", "04.03.25", "31-02-2025", "31-Feb-25"])
def test_a_day_that_cannot_be_told_or_never_was_is_doubtful_with_any_sign_between_its_parts(written: str) -> None:
    found = dated_field(written, UNDECIDED, NOWHERE)
    assert not found.when.known
    assert found.doubtful == written


@pytest.mark.parametrize("decided", ["14-03-2025 a\n", "- 14.03.25: a\n", "14.03.2025 a\n"])
def test_one_day_that_can_only_be_read_one_way_decides_for_the_file(decided: str) -> None:
    assert slash_order(decided) is SlashOrder.DAY_FIRST


@pytest.mark.parametrize(
    "words", ["14 Mar 25 nurses were trained", "1.2.25 went out to customers", "10-12-20 rule kept"]
)
def test_what_may_as_well_count_something_is_no_year(words: str) -> None:
    assert dated_line(words, UNDECIDED, NOWHERE) == (NOWHERE, words, "", "")


@pytest.mark.parametrize("line", ["🎉 2025-05-10 Won it", "📅 2025-05-10: Won it", "⭐️ 🎉 10 May 2025 - Won it"])
def test_a_date_behind_a_picture_is_the_lines_date(line: str) -> None:
    found = dated_line(line, UNDECIDED, NOWHERE)
    assert found.when.canonical == "2025-05-10"
    assert found.rest.endswith("Won it")
    assert "2025" not in found.rest
    assert dated_heading(line, 2, UNDECIDED, NOWHERE).when.canonical == "2025-05-10"
