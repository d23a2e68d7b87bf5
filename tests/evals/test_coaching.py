"""Decisions are read as labelled, those no fit has seen among them; nobody is wronged."""

import asyncio
import json

import numpy as np
import pytest

from evals.coaching import train
from evals.coaching.command import measured
from evals.coaching.measure import decisions_wrong, goalposts_wrong
from evals.coaching.parts import Part, invented
from service.coaching.gap_reader import WEIGHTS
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


# "held-out" is read by no fit, and below the 0.9 aimed at: docs/coaching.md says so. The weights saw the others.
@pytest.mark.parametrize(("half", "least"), [("development", 0.95), ("blind", 0.9), ("held-out", 0.75)])
def test_a_gap_is_told_from_a_soft_no(half: str, least: float) -> None:
    wrong, rows = decisions_wrong(half)
    assert rows >= 24
    assert 1 - len(wrong) / rows >= least, wrong


def test_the_weights_are_those_that_the_script_fits_and_no_text_held_out_is_among_what_it_reads() -> None:
    kept, made = json.loads(WEIGHTS.read_text(encoding="utf-8")), train.fitted()
    assert made["embedder"] == kept["embedder"]
    assert np.allclose([made["bias"], *made["weights"]], [kept["bias"], *kept["weights"]], atol=1e-3)
    told = {
        row["text"] for name in (*(f"decisions-{one}" for one in train.TEXTS), "sentences") for row in train.rows(name)
    }
    held = [row["text"] for row in train.rows("decisions-held-out")]
    assert len(held) == len(set(held)) == 60
    assert told.isdisjoint(held)


def test_no_stable_goalpost_is_said_to_have_moved_and_moved_ones_are_found() -> None:
    accused, missed, rows = goalposts_wrong()
    assert rows >= 20
    assert accused == []
    assert len(missed) <= 1
