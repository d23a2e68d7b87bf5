"""The ranking beside what anybody could take off the shelf, on the labelled logs; and the measure itself."""

import asyncio

import numpy as np
import pytest

from evals.retrieval.baselines import bm25, cosine, fused_by_rank, fused_by_score
from evals.retrieval.labelled import labelled_logs
from evals.retrieval.measure import OURS, Judged, Quality, measure, ndcg, precision, quality, table
from service.retrieval.concepts import written_concepts
from tests.builders import a_dimension, a_rubric


@pytest.fixture(scope="module")
def qualities() -> tuple[Quality, ...]:
    return asyncio.run(measure())


def ours(part: Quality) -> tuple[float, float]:
    return next((figure.ndcg, figure.precision) for figure in part.figures if figure.ranker == OURS)


def test_there_are_enough_logs_of_enough_trades() -> None:
    logs = labelled_logs()
    assert len({log.profession for log in logs}) >= 12
    assert sum(len(log.entries) for log in logs) >= 300


def test_no_labelled_entry_stands_in_the_library_the_ranking_compares_with() -> None:
    library = written_concepts()
    ours = {text.lower() for concept in library.concepts for text in concept.wins} | set(library.ordinary.wins)
    assert not ours & {entry.text.lower() for log in labelled_logs() for entry in log.entries}


def test_the_ranking_beats_bm25_cosine_and_both_fused_beyond_chance(qualities: tuple[Quality, ...]) -> None:
    assert [part.which for part in qualities] == ["all", "development", "test"]
    for part in qualities:
        assert len(part.figures) == 5
        assert part.beats_all
        assert all(one.precision_ahead is None or one.precision_ahead[0] > 0 for one in part.figures)


def test_the_ranking_is_as_good_as_it_was_when_it_was_last_weighed(qualities: tuple[Quality, ...]) -> None:
    found, right = ours(qualities[0])
    assert found >= 0.58
    assert right >= 0.53


def test_logs_the_weights_were_not_fitted_on_are_ranked_as_well(qualities: tuple[Quality, ...]) -> None:
    assert ours(qualities[2])[0] >= ours(qualities[1])[0] - 0.05


def test_the_table_names_every_ranker(qualities: tuple[Quality, ...]) -> None:
    for figure in qualities[0].figures:
        assert table(qualities).count(figure.ranker) >= 3


def test_ndcg_is_one_for_the_best_order_and_falls_with_every_swap() -> None:
    gains = np.array([3.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    assert ndcg(gains, np.arange(6.0)[::-1]) == pytest.approx(1.0)
    assert ndcg(gains, np.array([4.0, 5.0, 3.0, 2.0, 1.0, 0.0])) < 1.0
    assert ndcg(gains, np.array([0.0, 0.5, 0.6, 7.0, 8.0, 9.0])) < 0.3
    assert ndcg(np.array([0.0] * 5 + [3.0]), np.arange(6.0)[::-1]) == 0.0


def test_precision_counts_the_next_level_alone() -> None:
    assert precision(np.array([3.0, 1.0, 3.0, 3.0]), np.array([4.0, 3.0, 2.0, 1.0])) == pytest.approx(2 / 3)


def test_an_interval_around_no_difference_holds_zero_and_beats_nothing() -> None:
    chance = np.random.default_rng(5)
    judged = [
        Judged(f"log{n % 9}", "test", {OURS: (a, a), "other": (b, b)})
        for n, (a, b) in enumerate(chance.random((90, 2)))
    ]
    part = quality("test", judged, ())
    ahead = part.figures[1].ndcg_ahead
    assert ahead is not None
    assert ahead[0] < 0 < ahead[1]
    assert not part.beats_all


def test_the_baselines_find_what_they_should() -> None:
    rubric = a_rubric(
        a_dimension("x", name="Teaching", next="Teaches colleagues."), a_dimension("y", next="Saves money.")
    )
    texts = ["Taught a colleague to weld.", "Saved money on paper.", "Teaching two colleagues."]
    words = bm25(texts, rubric)
    assert int(words[0].argmax()) == 2
    assert int(words[1].argmax()) == 1
    near = cosine(np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32)[:2])
    assert near.tolist() == [[1, 0, 0], [0, 1, 0]]
    assert int(fused_by_score(words, near)[1].argmax()) == 1
    assert int(fused_by_rank(words, near)[1].argmax()) == 1
