"""Vectors of library texts come from the file the second time, and from the embedder whenever the file is in doubt."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from service.adapters.kept_vectors import KeptVectors
from service.ports import Vectors


class Counting:
    def __init__(self, name: str = "one") -> None:
        self.name = name
        self.calls = 0

    async def embed(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        return np.full((len(texts), 2), len(self.name), dtype=np.float32)


def embed(embedder: Counting, folder: Path, *texts: str) -> Vectors:
    return asyncio.run(KeptVectors(embedder, folder).embed(texts))


def test_a_second_run_embeds_nothing(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    made = embed(first, tmp_path, "a", "b")
    assert np.array_equal(embed(second, tmp_path, "a", "b"), made)
    assert (first.calls, second.calls) == (1, 0)


def test_other_texts_and_other_embedders_are_embedded(tmp_path: Path) -> None:
    embed(Counting(), tmp_path, "a", "b")
    changed, other = Counting(), Counting("another")
    embed(changed, tmp_path, "a", "c")
    assert embed(other, tmp_path, "a", "b")[0, 0] == 7
    assert (changed.calls, other.calls) == (1, 1)


@pytest.mark.parametrize("harm", [b"", b"garbage", b"\x93NUMPY\x01\x00"])
def test_a_damaged_file_is_made_again(tmp_path: Path, harm: bytes) -> None:
    made = embed(Counting(), tmp_path, "a")
    [kept] = tmp_path.glob("*.npy")
    kept.write_bytes(harm)
    again = Counting()
    assert np.array_equal(embed(again, tmp_path, "a"), made)
    assert again.calls == 1
    assert np.array_equal(embed(Counting(), tmp_path, "a"), made)


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    assert embed(Counting(), blocked, "a").shape == (1, 2)
