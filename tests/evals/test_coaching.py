"""Decisions are read as labelled, on the half the rules were written with and on the other; nobody is wronged."""

import asyncio

import pytest

from evals.coaching.command import measured
from evals.coaching.measure import decisions_wrong, goalposts_wrong
from evals.coaching.parts import Part, invented
from service.domain.brag import BragLog, EntryId
from service.domain.coached import Quoted
from service.domain.decisions import Stretch


@pytest.fixture(scope="module")
def parts() -> dict[str, Part]:
    return asyncio.run(measured())


def test_no_part_shows_words_that_nobody_wrote(parts: dict[str, Part]) -> None:
    assert sum(part.cases for part in parts.values()) >= 40
    assert {name: part.invented for name, part in parts.items() if part.invented} == {}


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("answers", 8),
        ("brief", 6),
        ("committee", 4),
        ("legibility", 6),
        ("assessment", 5),
        ("plan", 5),
        ("alignments", 6),
    ],
)
def test_each_part_reads_as_many_cases_as_labelled(parts: dict[str, Part], name: str, least: int) -> None:
    assert parts[name].cases - len(parts[name].wrong) >= least, parts[name].wrong


def test_words_that_nobody_wrote_are_found() -> None:
    log = BragLog.model_validate({"entries": [{"id": "a", "text": "Cut it to 20 minutes."}]})
    true = Quoted(entry=EntryId("a"), field="text", words="Cut it to 20 minutes.")
    for lie in ({"words": "Cut it to 10 minutes."}, {"entry": EntryId("b")}):
        assert list(invented((true.model_copy(update=lie),), log, None, ""))
    assert not list(invented((true,), log, None, ""))
    assert list(invented(Stretch(words="yes", start=0, end=3), None, None, "no, sorry"))


# "blind": the first look, kept as a floor; below what is aimed at, and said so in docs/coaching.md.
@pytest.mark.parametrize(
    ("half", "least"), [("development", 0.95), ("test", 0.9), ("blind", 0.78), ("blind-2", 0.68), ("blind-3", 0.38)]
)
def test_a_gap_is_told_from_a_soft_no(half: str, least: float) -> None:
    wrong, rows = decisions_wrong(half)
    assert rows >= 24
    assert 1 - len(wrong) / rows >= least, wrong


def test_no_stable_goalpost_is_said_to_have_moved_and_moved_ones_are_found() -> None:
    accused, missed, rows = goalposts_wrong()
    assert rows >= 20
    assert accused == []
    assert len(missed) <= 1
