"""A real Chroma directory: owners apart, one process at a time, exactly what was put."""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from service.adapters.chroma_index import ChromaIndex
from service.domain.brag import EntryId, LogId, Owner
from service.domain.parts import PARTS, part_of
from service.errors import Conflict, Misconfigured, StorageUnavailable
from service.ports import Vectors

ANA, BEN, LOG = Owner("ana"), Owner("ben"), LogId("log-1")
IDS = [EntryId("a"), EntryId("b"), EntryId("c")]


def unit(*rows: list[float]) -> Vectors:
    vectors = np.array(rows, dtype=np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


THREE = unit([1, 0, 0], [0, 1, 0], [0, 0, 1])


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex.embedded(tmp_path / "chroma")
    yield opened
    asyncio.run(opened.close())


def test_the_nearest_come_first_with_their_cosine(index: ChromaIndex) -> None:
    async def go() -> None:
        await index.put(ANA, LOG, "e", IDS, THREE, "d")
        [found] = await index.nearest(ANA, LOG, "e", unit([3, 1, 0]), 2)
        assert [near.entry for near in found] == ["a", "b"]
        assert found[0].similarity == pytest.approx(3 / 10**0.5, abs=1e-4)

    asyncio.run(go())


@pytest.mark.parametrize("stranger", ["ben", "", '{"$ne": "me"}', "ana\x00", "*", "ana' OR 1=1"])
def test_nobody_finds_or_touches_anothers_entries(index: ChromaIndex, stranger: str) -> None:
    async def go() -> None:
        other = Owner(stranger)
        await index.put(ANA, LOG, "e", IDS, THREE, "d")
        assert await index.nearest(other, LOG, "e", THREE, 3) == [[], [], []]
        assert not await index.holds(other, LOG, "e", "d")
        await index.put(other, LOG, "e", IDS[:1], THREE[2:], "other")
        await index.forget(other, LOG)
        [found] = await index.nearest(ANA, LOG, "e", unit([1, 0, 0]), 3)
        assert found[0].entry == "a"
        assert len(found) == 3
        assert await index.holds(ANA, LOG, "e", "d")

    asyncio.run(go())


def test_a_put_replaces_what_was_there_and_is_known_by_its_digest(index: ChromaIndex) -> None:
    async def go() -> None:
        await index.put(ANA, LOG, "e", IDS, THREE, "first")
        await index.put(ANA, LOG, "e", IDS[:2], THREE[1:], "second")
        [found] = await index.nearest(ANA, LOG, "e", unit([0, 1, 0]), 3)
        assert [near.entry for near in found] == ["a", "b"]
        assert await index.holds(ANA, LOG, "e", "second")
        assert not await index.holds(ANA, LOG, "e", "first")
        assert not await index.holds(ANA, LOG, "another embedder", "second")

    asyncio.run(go())


def test_logs_and_embedders_are_apart(index: ChromaIndex) -> None:
    async def go() -> None:
        await index.put(ANA, LOG, "e", IDS, THREE, "d")
        await index.put(ANA, LogId("log-2"), "e", IDS[:1], THREE[:1], "d")
        await index.put(ANA, LOG, "wide", IDS[:1], unit([1, 0, 0, 0]), "d")
        assert [len(found) for found in await index.nearest(ANA, LogId("log-2"), "e", THREE, 3)] == [1, 1, 1]
        await index.forget(ANA, LOG)
        assert await index.nearest(ANA, LOG, "wide", unit([1, 0, 0, 0]), 1) == [[]]
        assert len((await index.nearest(ANA, LogId("log-2"), "e", THREE, 3))[0]) == 1
        assert await index.holds(ANA, LogId("log-2"), "e", "d")

    asyncio.run(go())


def test_more_rows_than_chroma_takes_at_once(index: ChromaIndex) -> None:
    async def go() -> None:
        chance = np.random.default_rng(3)
        vectors = unit(*chance.normal(size=(6_000, 8)).tolist())
        await index.put(ANA, LOG, "e", [EntryId(f"e{n}") for n in range(6_000)], vectors, "d")
        [found] = await index.nearest(ANA, LOG, "e", vectors[4_321:4_322], 1)
        assert found[0].entry == "e4321"

    asyncio.run(go())


def test_a_few_rows_among_many_of_others_are_all_found_in_their_true_order(index: ChromaIndex) -> None:
    async def go() -> None:
        chance = np.random.default_rng(5)
        for n in range(20):
            theirs = unit(*chance.normal(size=(200, 8)).tolist())
            await index.put(Owner(f"owner-{n}"), LOG, "e", [EntryId(f"e{m}") for m in range(200)], theirs, "d")
        mine = unit(*chance.normal(size=(50, 8)).tolist())
        await index.put(ANA, LOG, "e", [EntryId(f"mine{n}") for n in range(50)], mine, "d")
        queries = unit(*chance.normal(size=(4, 8)).tolist())
        for query, found in zip(queries, await index.nearest(ANA, LOG, "e", queries, 30), strict=True):
            cosines = mine @ query
            assert [near.entry for near in found] == [f"mine{n}" for n in np.argsort(-cosines)[:30]]
            assert [near.similarity for near in found] == pytest.approx(sorted(cosines, reverse=True)[:30], abs=1e-5)

    asyncio.run(go())


def test_a_second_process_is_told_to_keep_out(index: ChromaIndex, tmp_path: Path) -> None:
    asyncio.run(index.put(ANA, LOG, "e", IDS, THREE, "d"))
    program = (
        "import sys, pathlib\n"
        "from service.adapters.chroma_index import ChromaIndex\n"
        "from service.errors import Conflict\n"
        "try: ChromaIndex.embedded(pathlib.Path(sys.argv[1]))\n"
        "except Conflict: sys.exit(7)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / "chroma")], check=False)
    assert ended.returncode == 7
    with pytest.raises(Conflict):
        ChromaIndex.embedded(tmp_path / "chroma")


def test_a_closed_index_can_be_opened_again(tmp_path: Path) -> None:
    async def go() -> None:
        for _ in range(2):
            index = ChromaIndex.embedded(tmp_path / "chroma")
            await index.put(ANA, LOG, "e", IDS, THREE, "d")
            await index.close()

    asyncio.run(go())


def test_a_reset_index_is_empty_and_usable(index: ChromaIndex) -> None:
    async def go() -> None:
        await index.put(ANA, LOG, "e", IDS, THREE, "d")
        await index.reset(part_of(ANA))
        assert not await index.holds(ANA, LOG, "e", "d")
        await index.put(ANA, LOG, "e", IDS, THREE, "d")
        assert await index.holds(ANA, LOG, "e", "d")

    asyncio.run(go())


ELSEWHERE = next(Owner(f"owner-{n}") for n in range(100) if part_of(Owner(f"owner-{n}")) != part_of(ANA))
"""Somebody in another part of the index."""


def test_a_part_goes_from_the_files_and_nobody_elsewhere_loses_anything(index: ChromaIndex, tmp_path: Path) -> None:
    def holding(vectors: Vectors) -> list[str]:
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        return [path.name for path in files if any(vector.tobytes() in path.read_bytes() for vector in vectors)]

    async def go() -> None:
        # As many as Chroma writes into the files of its graph, beside its log of them.
        mine, theirs = (unit(*np.random.default_rng(n).normal(size=(1_500, 8)).tolist()) for n in range(2))
        ids = [EntryId(f"e{n}") for n in range(1_500)]
        await index.put(ANA, LOG, "e", ids, mine, "mine")
        await index.put(ELSEWHERE, LOG, "e", ids, theirs, "theirs")
        await index.forget(ANA, LOG)
        assert holding(mine)
        await index.reset(part_of(ANA))
        assert not holding(mine)
        assert await index.holds(ELSEWHERE, LOG, "e", "theirs")
        [found] = await index.nearest(ELSEWHERE, LOG, "e", theirs[7:8], 1)
        assert found[0].entry == "e7"
        await index.put(ANA, LOG, "e", ids[:3], mine[:3], "again")
        assert await index.holds(ANA, LOG, "e", "again")

    asyncio.run(go())


def test_a_damaged_part_is_mended_beside_others_in_use_and_all_are_closed(index: ChromaIndex, tmp_path: Path) -> None:
    async def go() -> None:
        for owner in (ANA, ELSEWHERE):
            await index.put(owner, LOG, "e", IDS, THREE, "d")
        await index.close()
        (tmp_path / "chroma" / f"part-{part_of(ANA)}" / "chroma.sqlite3").write_bytes(b"no index" * 512)
        opened = ChromaIndex.embedded(tmp_path / "chroma")
        assert await opened.holds(ELSEWHERE, LOG, "e", "d")
        with pytest.raises(StorageUnavailable):
            await opened.holds(ANA, LOG, "e", "d")
        await opened.reset(part_of(ANA))
        await opened.put(ANA, LOG, "e", IDS, THREE, "d")
        assert await opened.holds(ANA, LOG, "e", "d")
        await opened.close()

    def held() -> list[Path]:
        files = [link.resolve() for link in Path("/proc/self/fd").glob("*")]
        return [path for path in files if path.is_relative_to(tmp_path) and "part-" in str(path)]

    asyncio.run(go())
    # Chroma's own threads let go of a file a moment after its client is closed.
    until = time.monotonic() + 20
    while held() and time.monotonic() < until:
        time.sleep(0.05)
    assert not held()


def test_an_index_of_an_earlier_version_makes_room(tmp_path: Path) -> None:
    (tmp_path / "chroma" / "segment").mkdir(parents=True)
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"in one piece")
    asyncio.run(ChromaIndex.embedded(tmp_path / "chroma").close())
    assert list((tmp_path / "chroma").iterdir()) == []


def test_owners_are_spread_over_the_parts_and_stay_where_they_are() -> None:
    spread = Counter(part_of(Owner(f"owner-{n}")) for n in range(800))
    assert set(spread) == set(range(PARTS))
    assert max(spread.values()) < 2 * 800 / PARTS
    assert part_of(ANA) == 4


def test_vectors_of_another_length_are_a_clear_error_not_a_crash(index: ChromaIndex) -> None:
    async def go() -> None:
        await index.put(ANA, LOG, "e", IDS, THREE, "d")
        with pytest.raises(StorageUnavailable):
            await index.nearest(ANA, LOG, "e", unit([1, 0]), 1)

    asyncio.run(go())


def killed_run(data_dir: Path) -> None:
    """A one-off command beside a holder of the index, killed in the middle of its work."""
    program = (
        "import asyncio, os, pathlib, signal, sys\n"
        "import numpy as np\n"
        "from service.adapters.chroma_index import ChromaIndex\n"
        "index = ChromaIndex.of_data_dir(pathlib.Path(sys.argv[1]), alone=True)\n"
        "asyncio.run(index.put('ana', 'log-1', 'e', ['a'], np.ones((1, 3), dtype=np.float32), 'd'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(data_dir)], check=False)
    assert ended.returncode < 0


def for_one_run(data_dir: Path) -> set[str]:
    return {path.name for path in data_dir.glob("chroma-run-*")}


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_what_a_killed_run_left_is_removed_at_the_next_start_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "chroma-run-of-mine").mkdir()
    (tmp_path / "chroma-backup").mkdir()

    async def go() -> None:
        holder = ChromaIndex.of_data_dir(tmp_path, alone=False)
        await holder.put(ANA, LOG, "e", IDS, THREE, "d")
        killed_run(tmp_path)
        left = for_one_run(tmp_path) - {"chroma-run-of-mine"}
        assert len(left) == 2  # the folder and its lock
        living = ChromaIndex.of_data_dir(tmp_path, alone=True)
        await living.put(ANA, LOG, "e", IDS, THREE, "d")
        assert not left & for_one_run(tmp_path)
        # A third start leaves the living one alone, and so does its own end.
        third = ChromaIndex.of_data_dir(tmp_path, alone=True)
        await third.close()
        assert await living.holds(ANA, LOG, "e", "d")
        await living.close()
        assert for_one_run(tmp_path) == {"chroma-run-of-mine"}
        assert (tmp_path / "chroma-backup").is_dir()
        assert await holder.holds(ANA, LOG, "e", "d")
        with pytest.raises(Conflict):
            ChromaIndex.of_data_dir(tmp_path, alone=False)
        await holder.close()

    asyncio.run(go())


def test_a_server_is_named_by_its_address() -> None:
    with pytest.raises(Misconfigured):
        ChromaIndex.server("somewhere")
