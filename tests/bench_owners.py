"""`make bench-owners`: what one person waits for among a thousand others, beside the same person alone.

    python -m tests.bench_owners [--owners 1000] [--entries 100] [--repeats 7]

The others' logs go in through the real records and the real index. Their vectors are those of a thousand texts, each
moved a little: embedding a hundred thousand texts would take an hour. The measured person's are embedded as ever. Both
data directories are open at once and take turns, and so does what anybody would write: one Chroma collection of
everybody's vectors, asked with an owner filter.
"""

import argparse
import asyncio
import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings as ChromaSettings

from evals.long_logs import a_log_of
from service.adapters.chroma_index import ChromaIndex
from service.adapters.clock import SystemClock
from service.adapters.kept_vectors import KeptVectors
from service.adapters.local_embedder import LocalEmbedder
from service.adapters.sql_records import SqlRecords
from service.casework import Casework
from service.domain.brag import BragLog, Owner
from service.domain.built_in import built_in_rubric
from service.ports import StoredLog, Vectors
from service.retrieval.retrieval import Retrieval
from service.settings import read_settings
from service.wiring import assemble

ME = Owner("me")
AT_MOST = 1.5
MAPS = 5
"""How often a log is mapped in each repeat."""
TEXTS = 1_000
"""How many texts the others' vectors come from."""
MOVED = 0.35
"""How far each is moved: its cosine with the text's own vector is then about .94."""


class Crowd:
    """`Embedder` under the local one's name: each text gets the vector of one of the texts it knows, moved a little."""

    def __init__(self, known: Vectors) -> None:
        self.name = LocalEmbedder().name
        self._known = known

    async def embed(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        chance = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        step = chance.normal(size=self._known.shape[1])
        moved = self._known[chance.integers(len(self._known))] + MOVED * step / np.linalg.norm(step)
        unit: Vectors = (moved / np.linalg.norm(moved)).astype(np.float32)
        return unit


def logs_of(owners: int, entries: int) -> Iterator[tuple[Owner, BragLog]]:
    """The others and their logs; no entry is another's."""
    everything = a_log_of(owners * entries, seed=11).entries
    for n in range(owners):
        yield Owner(f"owner-{n}"), BragLog(entries=everything[n * entries : (n + 1) * entries])


async def fill(folder: Path, owners: int, entries: int) -> None:
    """Everybody else, in a data directory of ours and in a plain collection."""
    local = LocalEmbedder()
    crowd = Crowd(await local.embed([entry.text for entry in a_log_of(TEXTS, seed=5).entries]))
    records = SqlRecords.open(None, folder / "among", SystemClock())
    index = ChromaIndex.of_data_dir(folder / "among", alone=False)
    library = KeptVectors(local, folder / "among")
    retrieval = Retrieval(records, index, crowd, SystemClock(), library=library)
    plain = plain_collection(folder)
    begun = time.monotonic()
    for n, (owner, log) in enumerate(logs_of(owners, entries), start=1):
        stored = await records.save_log(owner, log, ())
        await retrieval.prepare(owner, stored)
        add_plainly(plain, owner, stored, await crowd.embed([entry.text for entry in log.entries]))
        if n % 100 == 0:
            say(f"  {n:,} owners after {time.monotonic() - begun:.0f} s")
    await index.close()
    await records.close()


def plain_collection(folder: Path) -> Collection:
    client = chromadb.PersistentClient(str(folder / "plain"), ChromaSettings(anonymized_telemetry=False))
    return client.get_or_create_collection("plain", embedding_function=None)


def add_plainly(plain: Collection, owner: Owner, stored: StoredLog, vectors: Vectors) -> None:
    ids = [f"{owner}:{stored.id}:{entry.id}" for entry in stored.log.entries]
    plain.add(ids=ids, embeddings=vectors, metadatas=[{"owner": str(owner)} for _ in ids])


class House:
    """A data directory in use, and what the measured person waited for in it, in seconds."""

    def __init__(self, called: str, folder: Path) -> None:
        self.called, self.folder = called, folder
        self.taken: dict[str, list[float]] = {}

    async def measure(self, casework: Casework, log: BragLog) -> StoredLog:
        """One log: stored, indexed, mapped, drafted; then indexed again from the vectors that are kept."""
        stored = await casework.keep_log(ME, log)
        await self.clock("index", lambda: casework.retrieval.prepare(ME, stored))
        for _ in range(MAPS):
            await self.clock("map", lambda: casework.map(ME, stored, built_in_rubric()))
        await self.clock("draft", lambda: casework.draft(ME, stored, built_in_rubric()))
        await casework.retrieval.forget(ME, stored.id)
        await self.clock("again", lambda: casework.retrieval.prepare(ME, stored))
        return stored

    async def clock(self, work: str, once: Callable[[], Awaitable[object]]) -> None:
        begun = time.perf_counter()
        await once()
        self.taken.setdefault(work, []).append(time.perf_counter() - begun)

    def median(self, work: str) -> float:
        return statistics.median(self.taken[work])

    @property
    def disk_mb(self) -> float:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file()) / 1e6


async def measure_plainly(plain: House, collection: Collection, casework: Casework, stored: StoredLog) -> None:
    """The same log in what anybody would write: embed and add; embed each next level and ask with a filter."""
    embedder = casework.retrieval.embedder
    owner = Owner(f"{ME}-{stored.id}")  # one log an owner, as the others have
    wanted = [dimension.next for dimension in built_in_rubric().dimensions]
    limit = min(10, len(stored.log))

    async def index() -> None:
        vectors = await embedder.embed([entry.text for entry in stored.log.entries])
        await asyncio.to_thread(add_plainly, collection, owner, stored, vectors)

    async def search() -> None:
        queries, where = await embedder.embed(wanted), {"owner": str(owner)}
        # The type asks for a union that a plain dictionary of strings is part of.
        await asyncio.to_thread(collection.query, query_embeddings=queries, n_results=limit, where=where)  # type: ignore[arg-type]

    await plain.clock("index", index)
    for _ in range(MAPS):
        await plain.clock("map", search)


async def measure(folder: Path, entries: int, repeats: int) -> tuple[House, House, House]:
    """Alone, among the others, and plainly."""
    alone, among, plain = (House(called, folder / called) for called in ("alone", "among", "plain"))
    logs = [a_log_of(entries, seed=100 + n) for n in range(repeats + 1)]
    async with AsyncExitStack() as opened:
        settings = {house.called: read_settings(data_dir=house.folder, model="none") for house in (alone, among)}
        caseworks = {}
        for house in (alone, among):
            before = resident_mb()
            casework = await opened.enter_async_context(assemble(settings[house.called]))
            await house.measure(casework, logs[0])  # what is loaded once, is loaded
            house.taken.clear()
            caseworks[house.called] = casework
            say(f"{house.called}: memory {before:.0f} MB before it was opened, {resident_mb():.0f} MB in use")
        before = resident_mb()
        collection = plain_collection(folder)
        for log in logs[1:]:
            for house in (alone, among):
                stored = await house.measure(caseworks[house.called], log)
            await measure_plainly(plain, collection, caseworks[among.called], stored)
        say(f"plain: memory {before:.0f} MB before it was opened, {resident_mb():.0f} MB at the end")
    return alone, among, plain


def resident_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) / 1_000


def report(alone: House, among: House, plain: House) -> bool:
    """Prints the medians and their ratios; whether the promise is kept."""
    say(f"{'':12}{'index s':>10}{'again s':>10}{'map s':>10}{'draft s':>10}{'disk MB':>10}")
    for house in (alone, among, plain):
        figures = (f"{house.median(work):.3f}" if work in house.taken else "" for work in WORKS)
        say(f"{house.called:12}" + "".join(f"{figure:>10}" for figure in figures) + f"{house.disk_mb:>10,.0f}")
    for house in (alone, plain):
        ratios = (f"{among.median(w) / house.median(w):.2f}" if w in house.taken else "" for w in WORKS)
        say(f"among/{house.called:6}" + "".join(f"{ratio:>10}" for ratio in ratios))
    kept = all(among.median(work) <= AT_MOST * alone.median(work) for work in ("index", "map", "draft"))
    say(f"{'kept  ' if kept else 'BROKEN'}  index, map and draft take at most {AT_MOST} times what they take alone")
    return kept


WORKS = ("index", "again", "map", "draft")


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench_owners")
    parser.add_argument("--owners", type=int, default=1_000)
    parser.add_argument("--entries", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.fill:
        asyncio.run(fill(asked.fill, asked.owners, asked.entries))
        return 0
    with tempfile.TemporaryDirectory() as made:
        say(f"{asked.owners:,} owners of {asked.entries} entries each are stored and indexed")
        command = [sys.executable, "-m", "tests.bench_owners", "--owners", str(asked.owners)]
        # A process of its own: what filling leaves in memory is not what a service has there after a start.
        subprocess.run([*command, "--entries", str(asked.entries), "--fill", made], check=True)
        houses = asyncio.run(measure(Path(made), asked.entries, asked.repeats))
        return 0 if report(*houses) else 1


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
