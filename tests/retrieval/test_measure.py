"""The ranking beside what anybody could take off the shelf, on the labelled logs; and the measure itself."""

import asyncio

import pytest

from evals.retrieval.measure import Rankings, differences, mean, measure, ndcg, read_logs
from service.adapters.local_embedder import LocalEmbedder


@pytest.fixture(scope="module")
def rows() -> list[Rankings]:
    return asyncio.run(measure(read_logs(), LocalEmbedder()))


def test_there_are_enough_logs_of_enough_trades() -> None:
    logs = read_logs()
    assert len({log.profession for log in logs.values()}) >= 12
    assert sum(len(log.entries) for log in logs.values()) >= 300


def test_every_label_names_a_dimension_of_its_rubric() -> None:
    for log in read_logs().values():
        known = {dimension.id for dimension in log.dimensions}
        assert all(set(entry.shows) <= known for entry in log.entries)


def test_the_ranking_beats_bm25_cosine_and_both_fused_beyond_chance(rows: list[Rankings]) -> None:
    assert len(differences(rows)) == 6
    assert [gap for gap in differences(rows) if gap.low <= 0] == []


def test_the_ranking_is_as_good_as_it_was_when_it_was_last_weighed(rows: list[Rankings]) -> None:
    assert mean(rows, "ours").ndcg5 >= 0.55
    assert mean(rows, "ours").precision3 >= 0.52


def test_ndcg_is_one_for_the_best_order_and_falls_with_every_swap() -> None:
    assert ndcg([3, 1, 1, 0, 0], 5) == pytest.approx(1.0)
    assert ndcg([1, 3, 1, 0, 0], 5) < 1.0
    assert ndcg([0, 0, 0, 0, 0, 3], 5) == 0.0
    assert ndcg([0, 1, 1, 0, 3], 5) < ndcg([1, 3, 1, 0, 0], 5)
