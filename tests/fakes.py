"""Parts that need no disk, no weights and no network: an embedder of words, an index and the records in memory."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import numpy as np

from service.domain.brag import BragLog, EntryId, LogId, Owner
from service.domain.packet import Unread
from service.domain.parts import part_of
from service.errors import NotFound, StorageUnavailable
from service.ports import Neighbour, StoredLog, Vectors


class FixedClock:
    """Always the same day."""

    def __init__(self, day: date = date(2026, 11, 1)) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)

    def today(self) -> date:
        return self.day


class WordEmbedder:
    """Texts that share words are near each other; nothing is learnt or loaded. `texts` is what it was given."""

    WIDTH = 64

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.texts: list[str] = []

    async def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        vectors = np.zeros((len(texts), self.WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                place = int.from_bytes(hashlib.sha256(word.encode(errors="surrogatepass")).digest()[:4], "big")
                vectors[row, place % self.WIDTH] += 1.0
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class InMemoryIndex:
    """`EvidenceIndex` in a dictionary. `broken` makes the next so many calls fail; `puts` counts rebuilds."""

    def __init__(self) -> None:
        self.rows: dict[tuple[Owner, LogId, str], tuple[str, dict[EntryId, Vectors]]] = {}
        self.broken = 0
        self.puts = 0

    def _may_break(self) -> None:
        if self.broken:
            self.broken -= 1
            raise StorageUnavailable("The index cannot be used")

    async def put(
        self, owner: Owner, log: LogId, embedder: str, entries: Sequence[EntryId], vectors: Vectors, digest: str
    ) -> None:
        self._may_break()
        self.puts += 1
        self.rows[owner, log, embedder] = (digest, dict(zip(entries, vectors, strict=True)))

    async def holds(self, owner: Owner, log: LogId, embedder: str, digest: str) -> bool:
        self._may_break()
        return self.rows.get((owner, log, embedder), ("", {}))[0] == digest

    async def nearest(
        self, owner: Owner, log: LogId, embedder: str, queries: Vectors, limit: int
    ) -> list[list[Neighbour]]:
        self._may_break()
        _, kept = self.rows.get((owner, log, embedder), ("", {}))
        found = [[Neighbour(entry, float(vector @ query)) for entry, vector in kept.items()] for query in queries]
        return [sorted(near, key=lambda one: -one.similarity)[:limit] for near in found]

    async def forget(self, owner: Owner, log: LogId) -> None:
        for key in [key for key in self.rows if key[:2] == (owner, log)]:
            del self.rows[key]

    async def reset(self, part: int) -> None:
        for key in [key for key in self.rows if part_of(key[0]) == part]:
            del self.rows[key]

    async def close(self) -> None: ...


class InMemoryRecords:
    """The part of `Records` that retrieval uses, in dictionaries."""

    def __init__(self) -> None:
        self.stored: dict[tuple[Owner, LogId], StoredLog] = {}
        self.kept: dict[tuple[Owner, LogId, str], dict[EntryId, tuple[str, bytes]]] = {}

    async def save_log(self, owner: Owner, log: BragLog, unread: Sequence[Unread] = ()) -> StoredLog:
        stored = StoredLog(LogId(f"log-{log.digest()[:12]}"), log, tuple(unread))
        self.stored[owner, stored.id] = stored
        return stored

    async def log(self, owner: Owner, log: LogId) -> StoredLog:
        if (owner, log) not in self.stored:
            raise NotFound("There is no log with this id")
        return self.stored[owner, log]

    async def save_vectors(
        self, owner: Owner, log: LogId, embedder: str, vectors: Mapping[EntryId, tuple[str, bytes]]
    ) -> None:
        await self.log(owner, log)
        self.kept.setdefault((owner, log, embedder), {}).update(vectors)

    async def vectors(self, owner: Owner, log: LogId, embedder: str) -> dict[EntryId, tuple[str, bytes]]:
        await self.log(owner, log)
        return dict(self.kept.get((owner, log, embedder), {}))
