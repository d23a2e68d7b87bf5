"""Decisions are read as labelled, on the half the rules were written with and on the other; nobody is wronged."""

import pytest

from evals.coaching.measure import decisions_wrong, goalposts_wrong


@pytest.mark.parametrize(("half", "least"), [("development", 0.95), ("test", 0.9)])
def test_a_gap_is_told_from_a_soft_no(half: str, least: float) -> None:
    wrong, rows = decisions_wrong(half)
    assert rows >= 24
    assert 1 - len(wrong) / rows >= least, wrong


def test_no_stable_goalpost_is_said_to_have_moved_and_moved_ones_are_found() -> None:
    accused, missed, rows = goalposts_wrong()
    assert rows >= 20
    assert accused == []
    assert len(missed) <= 1
