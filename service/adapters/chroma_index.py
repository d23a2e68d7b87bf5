"""Chroma as a cache of vectors: one collection an embedder, every row under its owner, rebuilt whenever in doubt.

One process owns an embedded directory, by an exclusive lock: two writers raise nothing and lose each other's rows.
In it every part of the index is a Chroma of its own, whose files keep rows that were deleted until they go as a whole.
"""

import asyncio
import contextlib
import hashlib
import re
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from filelock import FileLock, Timeout

from service.adapters.chroma_part import ChromaPart
from service.domain.brag import EntryId, LogId, Owner
from service.domain.parts import PARTS, part_of
from service.errors import Conflict, StorageUnavailable
from service.ports import Neighbour, Vectors

if TYPE_CHECKING:
    from chromadb.api.types import GetResult, Metadata, Where

BATCH = 5_000
"""Rows of one call; Chroma takes at most 5,461."""

COMPARED = 1_000
"""A log of up to so many rows is compared row by row: to search everybody's graph for one person's few rows takes a
hundred times as long among 100,000, and may miss some."""

_DIGESTS = "digests"
_FOR_ONE_RUN = "chroma-run-"
"""How the folder of a one-off command's own index begins."""


class ChromaIndex:
    """`EvidenceIndex` over an embedded Chroma directory, or over a Chroma server.

    Raises Conflict when another process holds the directory, and StorageUnavailable when Chroma cannot answer; `reset`
    then makes the part it was asked of empty and usable again. A server has one part.
    """

    def __init__(self, parts: Sequence[ChromaPart], folder: Path | None = None, lock: FileLock | None = None) -> None:
        self._parts = parts
        self._folder = folder
        self._lock = lock
        self._for_one_run = False

    @classmethod
    def embedded(cls, folder: Path) -> "ChromaIndex":
        """The directory `folder`, held by this process until `close`."""
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            # The lock goes first: a folder without a held one belongs to nobody.
            lock = _lock_of(folder)
            lock.acquire(timeout=0)
            if (folder / "chroma.sqlite3").exists():
                shutil.rmtree(folder)  # of an earlier version, in one piece
            folder.mkdir(exist_ok=True)
        except Timeout:
            raise Conflict(
                "Another process is using this index", mend="Stop it, or choose another PROMOCASE_DATA_DIR"
            ) from None
        except OSError:
            raise StorageUnavailable(
                "The index directory cannot be written", mend="Make PROMOCASE_DATA_DIR a folder this user can write"
            ) from None
        return cls([ChromaPart.embedded(folder / f"part-{n}") for n in range(PARTS)], folder, lock)

    @classmethod
    def of_data_dir(cls, data_dir: Path, *, alone: bool) -> "ChromaIndex":
        """The data directory's own index. With `alone`, one for this run beside it while another process holds that.

        What runs that were killed left behind is removed first.
        """
        _clear_leftovers(data_dir)
        try:
            return cls.embedded(data_dir / "chroma")
        except Conflict:
            if not alone:
                raise
            index = cls.embedded(data_dir / f"{_FOR_ONE_RUN}{secrets.token_hex(8)}")
            index._for_one_run = True
            return index

    @classmethod
    def server(cls, url: str) -> "ChromaIndex":
        """A Chroma server at `http://host:port`; raises Misconfigured."""
        return cls([ChromaPart.server(url)])

    async def put(
        self, owner: Owner, log: LogId, embedder: str, entries: Sequence[EntryId], vectors: Vectors, digest: str
    ) -> None:
        part = self._part(owner)

        def put() -> None:
            rows, digests = part.collection(_name(embedder)), part.collection(_DIGESTS)
            key = _key(owner, log)
            mark = f"{key}:{_name(embedder)}"
            # The mark goes first and comes back last: an index half-written is one that does not hold the log.
            digests.delete(ids=[mark])
            ids = [f"{key}:{entry}" for entry in entries]
            kept = set(ids)
            stale = [id for id in rows.get(where=_only(owner, log), include=[])["ids"] if id not in kept]
            for start in range(0, len(stale), BATCH):
                rows.delete(ids=stale[start : start + BATCH])
            row: Metadata = {"owner": _owner_key(owner), "log": key}
            for start in range(0, len(ids), BATCH):
                some = slice(start, start + BATCH)
                rows.upsert(ids=ids[some], embeddings=vectors[some], metadatas=[row] * len(ids[some]))
            kept_mark: Metadata = {**row, "digest": digest}
            digests.upsert(ids=[mark], embeddings=np.ones((1, 1), dtype=np.float32), metadatas=[kept_mark])

        await part.ask(put)

    async def holds(self, owner: Owner, log: LogId, embedder: str, digest: str) -> bool:
        part = self._part(owner)

        def holds() -> bool:
            mark = f"{_key(owner, log)}:{_name(embedder)}"
            found = part.collection(_DIGESTS).get(ids=[mark], include=["metadatas"])["metadatas"] or []
            return [row.get("digest") for row in found] == [digest]

        return await part.ask(holds)

    async def nearest(
        self, owner: Owner, log: LogId, embedder: str, queries: Vectors, limit: int
    ) -> list[list[Neighbour]]:
        part = self._part(owner)

        def nearest() -> list[list[Neighbour]]:
            rows, mine, skip = part.collection(_name(embedder)), _only(owner, log), len(_key(owner, log)) + 1
            few = rows.get(where=mine, include=["embeddings"], limit=COMPARED + 1)
            if len(few["ids"]) <= COMPARED:
                return _compared(few, queries, limit, skip)
            found = rows.query(query_embeddings=queries, n_results=limit, where=mine, include=["distances"])
            return [
                [Neighbour(EntryId(id[skip:]), 1.0 - distance) for id, distance in zip(ids, distances, strict=True)]
                for ids, distances in zip(found["ids"], found["distances"] or [], strict=True)
            ]

        return await part.ask(nearest)

    async def forget(self, owner: Owner, log: LogId) -> None:
        part = self._part(owner)

        def forget() -> None:
            for collection in part.collections():
                collection.delete(where=_only(owner, log))

        await part.ask(forget)

    async def reset(self, part: int) -> None:
        await self._parts[part % len(self._parts)].empty()

    async def close(self) -> None:
        for part in self._parts:
            await part.close()
        if self._for_one_run and self._folder is not None:
            await asyncio.to_thread(_remove, self._folder)
        if self._lock is not None:
            self._lock.release()

    def _part(self, owner: Owner) -> ChromaPart:
        return self._parts[part_of(owner) % len(self._parts)]


def _compared(rows: "GetResult", queries: Vectors, limit: int, skip: int) -> list[list[Neighbour]]:
    """The rows nearest to each query; `skip` letters of a row's id are not the entry's."""
    entries = [EntryId(id[skip:]) for id in rows["ids"]]
    if not entries:
        return [[] for _ in queries]
    similarities = queries @ np.asarray(rows["embeddings"], dtype=np.float32).T
    nearest = np.argsort(-similarities, axis=1, kind="stable")[:, :limit]
    return [
        [Neighbour(entries[place], float(row[place])) for place in places]
        for row, places in zip(similarities, nearest, strict=True)
    ]


def _lock_of(folder: Path) -> FileLock:
    return FileLock(folder.with_name(f"{folder.name}.lock"))


def _clear_leftovers(data_dir: Path) -> None:
    """Removes the indexes of runs that ended without doing so: those whose lock nobody holds."""
    for path in data_dir.glob(f"{_FOR_ONE_RUN}*"):
        # Only names this class makes: a person's own folder beside them is theirs.
        if not re.fullmatch(f"{_FOR_ONE_RUN}[0-9a-f]{{16}}(?:\\.lock)?", path.name):
            continue
        folder = path.with_name(path.name.removesuffix(".lock"))
        lock = _lock_of(folder)
        with contextlib.suppress(Timeout, OSError):
            lock.acquire(timeout=0)
            _remove(folder)
            lock.release()


def _remove(folder: Path) -> None:
    """The folder and its lock file; call it with the lock held."""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # where an open file cannot be removed, the next start removes it
        Path(_lock_of(folder).lock_file).unlink(missing_ok=True)


def _name(embedder: str) -> str:
    """What the collection of an embedder's vectors is called."""
    return _sha(embedder)[:24]


def _owner_key(owner: Owner) -> str:
    return _sha(owner)


def _key(owner: Owner, log: LogId) -> str:
    # Stored ids carry the owner: get, upsert and delete by id do not look at filters.
    return _sha(f"{_sha(owner)}:{log}")[:40]


def _only(owner: Owner, log: LogId) -> "Where":
    # Both values are digests made here: nothing a client sends is ever part of a filter.
    return cast("Where", {"$and": [{"owner": _owner_key(owner)}, {"log": _key(owner, log)}]})


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
