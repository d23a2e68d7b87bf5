"""Real ladders read as a person reads them: held to gold written by hand."""

import pytest

from evals.intake.ladders import GoldLadder, fingerprint, gold_ladders, score_ladder, score_ladders
from tests.shared import SHARED, needs_shared

pytestmark = [pytest.mark.shared, needs_shared]


def test_every_ladder_beside_the_checkout_has_gold() -> None:
    assert {gold.file for gold in gold_ladders()} == {path.name for path in (SHARED / "ladders").iterdir()}


@pytest.mark.parametrize("gold", gold_ladders(), ids=lambda gold: gold.file)
def test_a_real_ladder_is_read_as_a_person_reads_it(gold: GoldLadder) -> None:
    score = score_ladder(gold, SHARED / "ladders")
    assert score.refused == ""
    assert score.levels_right
    assert score.dimensions_f1 >= 0.98
    assert score.exact >= 0.98 * score.cells
    assert score.invented == 0


def test_the_cells_of_all_real_ladders_are_exact() -> None:
    scores = score_ladders(SHARED / "ladders")
    assert sum(score.exact for score in scores) >= 0.98 * sum(score.cells for score in scores)


def test_the_score_falls_when_a_cell_is_wrong() -> None:
    gold = next(own for own in gold_ladders() if own.file.endswith("Developer.md"))
    first = gold.dimensions[0]
    wrong = first.model_copy(update={"cells": {**first.cells, gold.levels[0]: fingerprint("other words")}})
    spoilt = gold.model_copy(update={"dimensions": (wrong, *gold.dimensions[1:])})
    right, lower = (score_ladder(own, SHARED / "ladders") for own in (gold, spoilt))
    assert (right.exact, lower.exact) == (right.cells, right.cells - 1)
