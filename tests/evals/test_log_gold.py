"""Brag logs in many shapes and languages read as a person reads them: held to gold written by hand."""

import pytest

from evals.intake.logs import (
    SHARED_GOLD,
    WRITTEN,
    GoldLog,
    compared,
    fingerprint,
    gold_logs,
    score_log,
    score_logs,
)
from service.intake.decoding import decode
from service.intake.logs import read_log
from tests.shared import SHARED, needs_shared

_OURS = gold_logs(WRITTEN)


def test_every_written_log_has_gold() -> None:
    assert {gold.file for gold in _OURS} == {path.name for path in WRITTEN.iterdir() if path.suffix != ".yaml"}


@pytest.mark.parametrize("gold", _OURS, ids=lambda gold: gold.file)
def test_a_log_is_read_as_its_writer_meant_it(gold: GoldLog) -> None:
    score = score_log(gold, WRITTEN)
    assert score.refused == ""
    assert score.boundaries_f1 >= 0.95
    assert score.dates == score.found
    assert score.words == score.found
    assert score.quotes == score.found
    assert (score.invented, score.lost) == ((), ())


@needs_shared
@pytest.mark.shared
def test_every_public_log_has_gold() -> None:
    assert {gold.file for gold in gold_logs(SHARED_GOLD)} == {path.name for path in (SHARED / "logs").iterdir()}


@needs_shared
@pytest.mark.shared
def test_public_logs_reach_the_targets() -> None:
    scores = score_logs(SHARED / "logs", gold_logs(SHARED_GOLD))
    found = sum(score.found for score in scores)
    assert 2 * found / sum(score.gold + score.read for score in scores) >= 0.95
    assert sum(score.dates for score in scores) >= 0.98 * found
    assert sum(score.words for score in scores) >= 0.98 * found
    assert [score.invented for score in scores] == [()] * len(scores)
    assert [score.lost for score in scores] == [()] * len(scores)


def test_the_score_falls_where_a_reading_is_wrong() -> None:
    gold = next(own for own in _OURS if own.file == "otel_tr.md")
    raw = (WRITTEN / gold.file).read_bytes()
    text = decode(raw)
    right = compared(gold, read_log(raw, filename=gold.file), text)
    moved = gold.entries[0].model_copy(update={"when": gold.entries[1].when})
    other = gold.entries[1].model_copy(update={"text": "", "sha256": fingerprint("other words")})
    joined = gold.entries[2].model_copy(update={"lines": "10-14"})
    wrong = compared(
        gold.model_copy(update={"entries": (moved, other, joined)}), read_log(raw, filename=gold.file), text
    )
    assert (right.dates, right.words, right.invented, right.boundaries_f1) == (3, 3, (), 1.0)
    assert (wrong.found, wrong.words, wrong.invented) == (2, 1, (5,))
    assert wrong.boundaries_f1 < right.boundaries_f1


def test_lines_that_hold_words_and_were_taken_for_structure_are_lost() -> None:
    gold = next(own for own in _OURS if own.file == "otel_tr.md")
    raw = (WRITTEN / gold.file).read_bytes()
    claims_a_heading = gold.model_copy(update={"unread": "1, 14"})
    assert compared(claims_a_heading, read_log(raw, filename=gold.file), decode(raw)).lost == (1,)
