"""Entries in, evidence out: keeps a log's vectors, keeps the index in step with them, maps and shortlists the log."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.domain.brag import LogId, Owner
from service.domain.evidence import CaseMap, MappedDimension, Ranking, Shortlist
from service.domain.language import notices_of
from service.domain.parts import part_of
from service.domain.rubric import DimensionId, Rubric
from service.errors import StorageUnavailable
from service.operations.spans import Spans, Untraced
from service.ports import Clock, Embedder, EvidenceIndex, Neighbour, Records, StoredLog, Vectors
from service.retrieval.columns import Column
from service.retrieval.concepts import Concepts, asked, embedded_concepts
from service.retrieval.ranking import ReadDimension, ReadLog, embedded_text, rank
from service.retrieval.shortlisting import counted, shortlist

NEAREST = 400
"""Entries the index is asked for, a query; farther ones are taken to be as near as the farthest it names."""
UNLIKE = 0.2
"""Below this cosine an entry has nothing to do with the words somebody searches for."""
LOGS_KEPT = 8
RUBRICS_KEPT = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """What it took to make a log searchable: entries embedded now, entries whose vectors were kept, and the index."""

    embedded: int
    reused: int
    rebuilt: bool

    @property
    def told(self) -> str:
        """In words without brag text."""
        index = "index rebuilt" if self.rebuilt else "index up to date"
        return f"{self.embedded} embedded, {self.reused} kept, {index}"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A log read for ranking, with the digest the index remembers it by."""

    log: ReadLog
    digest: str


class Retrieval:
    """Finds the strongest evidence of a log for each dimension of a rubric."""

    def __init__(
        self,
        records: Records,
        index: EvidenceIndex,
        embedder: Embedder,
        clock: Clock,
        *,
        library: Embedder | None = None,
        spans: Spans | None = None,
    ) -> None:
        """`library` embeds our own texts where it knows a shorter way to the vectors `embedder` would give."""
        self.embedder = embedder
        self._records = records
        self._index = index
        self._clock = clock
        self._spans = spans or Untraced()
        self._library = library or embedder
        self._concepts: Concepts | None = None
        self._logs: OrderedDict[tuple[Owner, LogId, str], _Kept] = OrderedDict()
        self._rubrics: OrderedDict[str, tuple[ReadDimension, ...]] = OrderedDict()

    async def prepare(self, owner: Owner, stored: StoredLog) -> Prepared:
        """Embeds what is new or changed, keeps the vectors with the records, and brings the index in step.

        Vectors of another embedder are left alone and not used. Raises EmbedderUnavailable, StorageUnavailable.
        """
        with self._spans.span("index", entries=len(stored.log)) as note:
            kept, embedded = await self._read(owner, stored)
            rebuilt = await self._in_step(owner, stored.id, kept)
            note(embedded=embedded, rebuilt=rebuilt)
        return Prepared(embedded=embedded, reused=len(stored.log) - embedded, rebuilt=rebuilt)

    async def map(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> CaseMap:
        """Every entry ranked for every dimension, best first, with the standings."""
        kept, _ = await self._read(owner, stored)
        ranked = await self._ranked(owner, stored.id, kept, rubric)
        lists = _shortlists(kept.log, ranked)
        return CaseMap.model_construct(
            dimensions=tuple(
                MappedDimension.model_construct(
                    id=listed.dimension,
                    standing=listed.standing,
                    why_this_standing=listed.why_this_standing,
                    evidence=ranked[listed.dimension],
                )
                for listed in lists
            ),
            notices=notices_of(stored.log),
        )

    async def shortlists(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> tuple[Shortlist, ...]:
        """The strongest distinct entries of each dimension, in the rubric's order."""
        kept, _ = await self._read(owner, stored)
        return _shortlists(kept.log, await self._ranked(owner, stored.id, kept, rubric))

    async def search(self, owner: Owner, stored: StoredLog, wanted: str) -> list[Neighbour]:
        """The entries nearest in meaning to some words, best first; those a reader would call unlike are left out."""
        kept, _ = await self._read(owner, stored)
        (found,) = await self._nearest(owner, stored.id, kept, await self.embedder.embed([wanted]))
        return [neighbour for neighbour in found if neighbour.similarity >= UNLIKE]

    async def forget(self, owner: Owner, log: LogId) -> None:
        """Drops a deleted log from memory and from the index."""
        for key in [key for key in self._logs if key[:2] == (owner, log)]:
            del self._logs[key]
        await self._index.forget(owner, log)

    async def forget_part(self, part: int) -> None:
        """Drops the logs of a part from memory, and that part of the index as a whole: its files keep deleted rows."""
        for key in [key for key in self._logs if part_of(key[0]) == part]:
            del self._logs[key]
        await self._index.reset(part)

    async def _ranked(self, owner: Owner, log: LogId, kept: _Kept, rubric: Rubric) -> dict[DimensionId, Ranking]:
        dimensions = await self._read_rubric(rubric)
        queries = np.stack([towards.unit for one in dimensions for towards in (one.example, one.behaviour)])
        with self._spans.span("retrieval", entries=len(kept.log.entries), dimensions=len(dimensions)):
            found = await self._nearest(owner, log, kept, queries)
        near = [_similarities(kept.log, neighbours) for neighbours in found]
        rankings = rank(kept.log, dimensions, list(zip(near[::2], near[1::2], strict=True)), self._clock.today())
        return {one.dimension.id: ranking for one, ranking in zip(dimensions, rankings, strict=True)}

    async def _nearest(self, owner: Owner, log: LogId, kept: _Kept, queries: Vectors) -> list[list[Neighbour]]:
        limit = min(NEAREST, len(kept.log.entries))
        for last_try in (False, True):
            try:
                found = await self._index.nearest(owner, log, self.embedder.name, queries, limit)
                # An index that lost rows says nothing about it: it only finds fewer.
                if last_try or all(len(neighbours) == limit for neighbours in found):
                    return found
            except StorageUnavailable:
                if last_try:
                    raise
                await self._index.reset(part_of(owner))
            await self._put(owner, log, kept)
        raise AssertionError("the last try returns or raises")

    async def _in_step(self, owner: Owner, log: LogId, kept: _Kept) -> bool:
        try:
            if await self._index.holds(owner, log, self.embedder.name, kept.digest):
                return False
            await self._put(owner, log, kept)
        except StorageUnavailable:
            # A damaged cache is no reason to fail: the records hold everything it held.
            await self._index.reset(part_of(owner))
            await self._put(owner, log, kept)
        return True

    async def _put(self, owner: Owner, log: LogId, kept: _Kept) -> None:
        entries = [entry.id for entry in kept.log.entries]
        await self._index.put(owner, log, self.embedder.name, entries, kept.log.vectors, kept.digest)

    async def _read(self, owner: Owner, stored: StoredLog) -> tuple[_Kept, int]:
        key = (owner, stored.id, stored.log.digest())
        if key in self._logs:
            self._logs.move_to_end(key)
            return self._logs[key], 0
        vectors, embedded = await self._vectors(owner, stored)
        concepts = await self._read_concepts()
        # Seconds of work for thousands of entries: other people's requests go on meanwhile.
        read = await asyncio.to_thread(ReadLog.of, stored.log.entries, vectors, concepts)
        # The order is part of the digest: rows are told apart by their ids, and an id may change hands.
        ids = "\n".join(entry.id for entry in stored.log.entries)
        digest = hashlib.sha256(ids.encode() + np.ascontiguousarray(vectors, "<f4").tobytes()).hexdigest()
        self._logs[key] = _Kept(read, digest)
        if len(self._logs) > LOGS_KEPT:
            self._logs.popitem(last=False)
        return self._logs[key], embedded

    async def _vectors(self, owner: Owner, stored: StoredLog) -> tuple[Vectors, int]:
        """One row an entry, and how many had to be embedded."""
        name = self.embedder.name
        texts = [embedded_text(entry) for entry in stored.log.entries]
        digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        known = await self._records.vectors(owner, stored.id, name)
        new = [n for n, entry in enumerate(stored.log.entries) if not _same(known.get(entry.id), digests[n])]
        made = await self.embedder.embed([texts[n] for n in new])
        fresh = {
            stored.log.entries[n].id: (digests[n], np.ascontiguousarray(row, "<f4").tobytes())
            for n, row in zip(new, made, strict=True)
        }
        if fresh:
            await self._records.save_vectors(owner, stored.id, name, fresh)
        kept = {**known, **fresh}
        rows = [_row(kept[entry.id][1]) for entry in stored.log.entries]
        return np.stack(rows), len(new)

    async def _read_rubric(self, rubric: Rubric) -> tuple[ReadDimension, ...]:
        key = rubric.digest()
        if key not in self._rubrics:
            concepts = await self._read_concepts()
            vectors = await self.embedder.embed([asked(one) for one in rubric.dimensions])
            self._rubrics[key] = ReadDimension.all_of(rubric, vectors, concepts)
            if len(self._rubrics) > RUBRICS_KEPT:
                self._rubrics.popitem(last=False)
        return self._rubrics[key]

    async def _read_concepts(self) -> Concepts:
        if self._concepts is None:
            self._concepts = await embedded_concepts(self._library)
        return self._concepts


def _shortlists(log: ReadLog, ranked: dict[DimensionId, Ranking]) -> tuple[Shortlist, ...]:
    may = counted(ranked)
    return tuple(shortlist(log, dimension, entries, may[dimension]) for dimension, entries in ranked.items())


def _similarities(log: ReadLog, neighbours: Sequence[Neighbour]) -> Column:
    """One cosine an entry; entries the index did not name are at most as near as the last it named."""
    farthest = neighbours[-1].similarity if neighbours else 0.0
    near = np.full(len(log.entries), farthest, dtype=np.float64)
    for neighbour in neighbours:
        near[log.places[neighbour.entry]] = neighbour.similarity
    return near


def _same(kept: tuple[str, bytes] | None, digest: str) -> bool:
    return kept is not None and kept[0] == digest


def _row(raw: bytes) -> Vectors:
    return np.frombuffer(raw, dtype="<f4").astype(np.float32)
