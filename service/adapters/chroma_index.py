"""Chroma as a cache of vectors: one collection an embedder, every row under its owner, rebuilt whenever in doubt.

One process owns an embedded directory, by an exclusive lock: two writers raise nothing and lose each other's rows.
"""

import asyncio
import contextlib
import hashlib
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from filelock import FileLock, Timeout

from service.domain.brag import EntryId, LogId, Owner
from service.errors import Conflict, Misconfigured, StorageUnavailable
from service.ports import Neighbour, Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult, Metadata, Where

T = TypeVar("T")

BATCH = 5_000
"""Rows of one call; Chroma takes at most 5,461."""

COMPARED = 1_000
"""A log of up to so many rows is compared row by row: to search everybody's graph for one person's few rows takes a
hundred times as long among 100,000, and may miss some."""

_OURS = "promocase-"
_DIGESTS = f"{_OURS}digests"
_FOR_ONE_RUN = "chroma-run-"
"""How the folder of a one-off command's own index begins."""
_SEARCHED = 400
"""How widely a search of the graph looks (`ef`): as many as the ranking asks for, so that few of them are missed."""


class ChromaIndex:
    """`EvidenceIndex` over an embedded Chroma directory, or over a Chroma server.

    Raises Conflict when another process holds the directory, and StorageUnavailable when Chroma cannot answer; `reset`
    then makes it empty and usable again.
    """

    def __init__(self, open_client: "Callable[[], ClientAPI]", folder: Path | None, lock: FileLock | None) -> None:
        self._open_client = open_client
        self._folder = folder
        self._lock = lock
        self._for_one_run = False
        self._client: ClientAPI | None = None
        # Chroma's client is used from several threads; opening and wiping it is for one of them at a time.
        self._opening = threading.RLock()

    @classmethod
    def embedded(cls, folder: Path) -> "ChromaIndex":
        """The directory `folder`, held by this process until `close`."""
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            # The lock goes first: a folder without a held one belongs to nobody.
            lock = _lock_of(folder)
            lock.acquire(timeout=0)
            folder.mkdir(exist_ok=True)
        except Timeout:
            raise Conflict(
                "Another process is using this index", mend="Stop it, or choose another PROMOCASE_DATA_DIR"
            ) from None
        except OSError:
            raise StorageUnavailable(
                "The index directory cannot be written", mend="Make PROMOCASE_DATA_DIR a folder this user can write"
            ) from None

        def open_client() -> "ClientAPI":
            import chromadb
            from chromadb.config import Settings

            return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))

        return cls(open_client, folder, lock)

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
        """A Chroma server at `http://host:port`."""
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misconfigured("PROMOCASE_CHROMA_URL is not an address", mend="Write http://HOST:PORT")

        def open_client() -> "ClientAPI":
            import chromadb
            from chromadb.config import Settings

            return chromadb.HttpClient(
                host=str(parts.hostname),
                port=parts.port or (443 if parts.scheme == "https" else 8000),
                ssl=parts.scheme == "https",
                settings=Settings(anonymized_telemetry=False),
            )

        return cls(open_client, None, None)

    async def put(
        self, owner: Owner, log: LogId, embedder: str, entries: Sequence[EntryId], vectors: Vectors, digest: str
    ) -> None:
        def put() -> None:
            rows, digests = self._collection(embedder), self._collection(_DIGESTS)
            key = _key(owner, log)
            mark = f"{key}:{rows.name}"
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
            kept_mark: Metadata = {"digest": digest, "log": key}
            digests.upsert(ids=[mark], embeddings=np.ones((1, 1), dtype=np.float32), metadatas=[kept_mark])

        await self._in_thread(put)

    async def holds(self, owner: Owner, log: LogId, embedder: str, digest: str) -> bool:
        def holds() -> bool:
            mark = f"{_key(owner, log)}:{_collection_name(embedder)}"
            found = self._collection(_DIGESTS).get(ids=[mark], include=["metadatas"])["metadatas"] or []
            return [row.get("digest") for row in found] == [digest]

        return await self._in_thread(holds)

    async def nearest(
        self, owner: Owner, log: LogId, embedder: str, queries: Vectors, limit: int
    ) -> list[list[Neighbour]]:
        def nearest() -> list[list[Neighbour]]:
            rows, mine, skip = self._collection(embedder), _only(owner, log), len(_key(owner, log)) + 1
            few = rows.get(where=mine, include=["embeddings"], limit=COMPARED + 1)
            if len(few["ids"]) <= COMPARED:
                return _compared(few, queries, limit, skip)
            found = rows.query(query_embeddings=queries, n_results=limit, where=mine, include=["distances"])
            return [
                [Neighbour(EntryId(id[skip:]), 1.0 - distance) for id, distance in zip(ids, distances, strict=True)]
                for ids, distances in zip(found["ids"], found["distances"] or [], strict=True)
            ]

        return await self._in_thread(nearest)

    async def forget(self, owner: Owner, log: LogId) -> None:
        def forget() -> None:
            key = _key(owner, log)
            for collection in self._opened().list_collections():
                if collection.name == _DIGESTS:
                    marks = collection.get(where={"log": key}, include=[])["ids"]
                    if marks:
                        collection.delete(ids=marks)
                elif collection.name.startswith(_OURS):
                    collection.delete(where=_only(owner, log))

        await self._in_thread(forget)

    async def reset(self) -> None:
        """Makes the index empty: an embedded directory is wiped, a server's collections of ours are dropped."""

        def wipe() -> None:
            with self._opening:
                if self._folder is None:
                    client = self._opened()
                    for collection in client.list_collections():
                        if collection.name.startswith(_OURS):
                            client.delete_collection(collection.name)
                    return
                self._let_go()
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder.mkdir(parents=True, exist_ok=True)

        await self._in_thread(wipe)

    async def close(self) -> None:
        await asyncio.to_thread(self._let_go)
        if self._for_one_run and self._folder is not None:
            await asyncio.to_thread(_remove, self._folder)
        if self._lock is not None:
            self._lock.release()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        def translated() -> T:
            try:
                return work()
            except BaseException as failed:
                # Chroma's errors have no common base, and its Rust core panics with a BaseException of its own.
                if isinstance(failed, KeyboardInterrupt | SystemExit | GeneratorExit):
                    raise
                raise StorageUnavailable("The index cannot be used", mend="It is a cache: it will be rebuilt") from None

        return await asyncio.to_thread(translated)

    def _opened(self) -> "ClientAPI":
        with self._opening:
            if self._client is None:
                try:
                    self._client = self._open_client()
                except BaseException:
                    _forget_failed_opening()
                    raise
            return self._client

    def _let_go(self) -> None:
        with self._opening:
            client, self._client = self._client, None
            if client is not None:
                # The type it is declared as does not say so, but every client it can be closes.
                cast("Client", client).close()
                _close_connections(client)

    def _collection(self, embedder: str) -> "Collection":
        return self._opened().get_or_create_collection(
            _collection_name(embedder),
            configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCHED}},
            embedding_function=None,
        )


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


def _close_connections(client: "ClientAPI") -> None:
    import httpx

    # Chroma's client for a server closes neither its session nor that of the admin client inside it: their connections
    # would stay open for good.
    for holder in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(holder, "_server", None), "_session", None)
        if isinstance(session, httpx.Client):
            session.close()


def _forget_failed_opening() -> None:
    # Chroma keeps a directory's system under its path, also one that failed to open: a wiped directory would meet it.
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _collection_name(embedder: str) -> str:
    return embedder if embedder == _DIGESTS else f"{_OURS}{_sha(embedder)[:24]}"


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
