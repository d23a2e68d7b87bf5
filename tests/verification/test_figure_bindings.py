"""A figure tells in a sentence what it tells in its entry: the same deed, goal, part, side, so many each or in all."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from service.domain.claims import Kind, Ruling
from service.drafting.pairs import PairRuling, check_pair
from service.verification.panel import Panel

PANEL = Panel()


class Row(NamedTuple):
    """A sentence beside the entry it is told of; `mark` is H, L or C as in the rows."""

    mark: str
    sentence: str
    entry: str


def rows() -> Iterator[Row]:
    entry = ""
    for line in (Path(__file__).parent / "bound_rows.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(": ")
        if mark == "E":
            entry = rest
        elif mark in ("H", "L", "C"):
            yield Row(mark, rest, entry)


def ruled(sentence: str, entry: str) -> PairRuling:
    return check_pair(entry, sentence, PANEL)


def marked(mark: str) -> list[Row]:
    return [row for row in rows() if row.mark == mark]


@pytest.mark.parametrize("row", marked("L"), ids=lambda row: f"{row.sentence} / {row.entry}")
def test_a_figure_bound_otherwise_is_not_supported(row: Row) -> None:
    assert ruled(row.sentence, row.entry).ruling is not Ruling.SUPPORTED


@pytest.mark.parametrize("row", marked("H"), ids=lambda row: f"{row.sentence} / {row.entry}")
def test_an_honest_rewording_keeps_its_figures(row: Row) -> None:
    told = ruled(row.sentence, row.entry)
    assert told.ruling is Ruling.SUPPORTED, told.because


@pytest.mark.parametrize("row", marked("C"), ids=lambda row: row.sentence)
def test_of_a_change_told_as_brought_about_only_the_cause_is_questioned(row: Row) -> None:
    assert ruled(row.sentence, row.entry).settled_by is Kind.CAUSE


# Pairs of deeds of which neither may word the other; each is done to people.
DEEDS = st.sampled_from(
    [
        ("interviewed", "hired"),
        ("trained", "passed"),
        ("called", "visited"),
        ("invited", "treated"),
        ("screened", "referred"),
        ("surveyed", "vaccinated"),
        ("tested", "discharged"),
    ]
)
PEOPLE = st.sampled_from(["candidates", "patients", "donors", "residents", "students"])
COUNTS = st.integers(min_value=2, max_value=900)


@given(DEEDS, PEOPLE, COUNTS, COUNTS, st.booleans(), st.booleans())
def test_a_figure_moved_to_the_other_deed_is_never_supported(
    deeds: tuple[str, str], who: str, one: int, two: int, turned: bool, passive: bool
) -> None:
    assume(one != two)
    first, second = deeds[::-1] if turned else deeds
    entry = f"{first.capitalize()} {one} {who} and {second} {two}."
    moved = f"{one} {who} were {second}." if passive else f"{second.capitalize()} {one} {who}."
    assert ruled(moved, entry).ruling is not Ruling.SUPPORTED
    assert ruled(f"{first.capitalize()} {two} {who}.", entry).ruling is not Ruling.SUPPORTED
    assert ruled(f"{first.capitalize()} and {second} {one} {who}.", entry).ruling is not Ruling.SUPPORTED


@given(DEEDS, PEOPLE, COUNTS, COUNTS)
def test_a_figure_left_with_its_own_deed_is_supported(deeds: tuple[str, str], who: str, one: int, two: int) -> None:
    first, second = deeds
    entry = f"{first.capitalize()} {one} {who} and {second} {two}."
    assert ruled(f"{first.capitalize()} {one} {who}.", entry).ruling is Ruling.SUPPORTED


@given(DEEDS, PEOPLE, COUNTS, st.sampled_from(["none", "nobody", "no one", "none of them", "zero"]))
def test_a_deed_done_to_none_is_never_told_of_any(deeds: tuple[str, str], who: str, one: int, none: str) -> None:
    first, second = deeds
    entry = f"{first.capitalize()} {one} {who} and {second} {none}."
    for lie in (f"{second.capitalize()} {one} {who}.", f"{second.capitalize()} one of {one} {who}."):
        assert ruled(lie, entry).ruling is not Ruling.SUPPORTED
    assert ruled(f"{first.capitalize()} {one} {who}.", entry).ruling is Ruling.SUPPORTED


GOALS = st.sampled_from(
    [
        "Sold {one} {what} against a target of {two}.",
        "Sold {one} {what}, short of the {two} goal.",
        "Aimed for {two} {what} and sold {one}.",
        "Sold {one} of the {two} {what} we aimed for.",
        "Sold {one} {what}; the plan was {two}.",
        "Forecast {two} {what}, sold {one}.",
    ]
)
THINGS = st.sampled_from(["tickets", "units", "boxes", "licences"])


@given(GOALS, THINGS, COUNTS, COUNTS)
def test_a_goal_is_never_told_as_what_came_of_it(told: str, what: str, one: int, two: int) -> None:
    assume(one < two)
    entry = told.format(one=one, two=two, what=what)
    for lie in (f"Sold {two} {what}.", f"{two} {what} were sold.", f"Met the target of {two} {what}."):
        assert ruled(lie, entry).ruling is not Ruling.SUPPORTED


@settings(deadline=None)
@given(st.sampled_from(marked("H")), st.integers(1, 3))
def test_a_figure_made_greater_is_never_supported(row: Row, more: int) -> None:
    words = row.sentence.split(" ")
    places = [n for n, word in enumerate(words) if word.strip(".,;").isdecimal()]
    assume(places)
    for n in places:
        digits = words[n].strip(".,;")
        raised = [*words[:n], words[n].replace(digits, str(int(digits) + more)), *words[n + 1 :]]
        sentence = " ".join(raised)
        if str(int(digits) + more) in row.entry:
            continue  # another figure of the entry may carry it
        assert ruled(sentence, row.entry).ruling is not Ruling.SUPPORTED


@pytest.mark.parametrize(
    "piece", ["ran 3 ", "and hired none of them ", "each of 2 in ", "a target of 9 ", "7 of 8 to ", "1 "]
)
def test_a_flood_of_figures_is_ruled_on_without_raising(piece: str) -> None:
    entry = (piece * (12_000 // len(piece)))[:12_000]
    assert ruled("Hired 14 candidates in each of 4 towns against a target of 9.", entry).ruling in Ruling
