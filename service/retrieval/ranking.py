"""Entries against dimensions: relevance from named signals, score from named parts, best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from service.domain.brag import BragEntry, EntryId
from service.domain.completion import Completion, completion_of
from service.domain.evidence import RankedEntry, Ranking, Strength
from service.domain.rubric import Dimension
from service.domain.wording import content_words
from service.ports import Vectors
from service.retrieval.columns import Column
from service.retrieval.concepts import Concepts
from service.retrieval.lexical import Bm25
from service.retrieval.strength import entry_strength, recency
from service.retrieval.weights import BM25_HALF, RELEVANCE, SCORE, SHOWS_NEXT, TAG

SIMILAR = 0.86
"""The cosine from which two entries may tell the same thing."""
SHARED_WORDS = 0.6
"""The share of the shorter entry's words that the other must hold too."""


@dataclass(frozen=True)
class ReadLog:
    """A log with everything the ranking needs that does not depend on a rubric, computed once."""

    entries: tuple[BragEntry, ...]
    places: dict[EntryId, int]
    vectors: Vectors
    stems: tuple[frozenset[str], ...]
    bm25: Bm25
    words: Column
    cues: Column
    ordinary: Column
    ordinary_cues: Column
    planned: frozenset[EntryId]
    """Entries that tell only of what is still to be done: they show nothing yet."""
    tags: Mapping[str, Sequence[int]]
    """The person's own tags, folded, with the places of the entries that bear them."""
    last_days: Column
    """The last day each entry can mean, as an ordinal; NaN for an unknown date."""
    strength: Column
    """Shape (entries, 5): the parts of EntryStrength."""

    @classmethod
    def of(cls, entries: Sequence[BragEntry], vectors: Vectors, concepts: Concepts) -> "ReadLog":
        """Reads the entries; `vectors` has one row for each."""
        documents = [[word.stem for word in content_words(embedded_text(entry))] for entry in entries]
        own = [entry.own_words() for entry in entries]
        ordinary = np.sort(vectors @ concepts.ordinary.T, axis=1)[:, -3:].mean(axis=1).astype(np.float64)
        return cls(
            entries=tuple(entries),
            places={entry.id: place for place, entry in enumerate(entries)},
            vectors=vectors,
            stems=tuple(frozenset(document) for document in documents),
            bm25=Bm25(documents),
            words=np.stack([concepts.shared_words(document) for document in documents]),
            cues=np.stack([concepts.cues_in(text) for text in own]),
            ordinary=ordinary,
            ordinary_cues=np.array([concepts.ordinary_cues_in(text) for text in own]),
            planned=frozenset(
                entry.id for entry, text in zip(entries, own, strict=True) if completion_of(text) is Completion.PLANNED
            ),
            tags=_tags(entries),
            last_days=np.array([entry.when.last.toordinal() if entry.when.last else np.nan for entry in entries]),
            strength=np.array([entry_strength(entry) for entry in entries], dtype=np.float64),
        )

    def tagged(self, dimension: Dimension) -> Column:
        """1 for each entry the person tagged with the dimension's id or name, else 0."""
        found = np.zeros(len(self.entries))
        for words in (dimension.id, dimension.name):
            found[list(self.tags.get(_tag(words), ()))] = 1.0
        return found


@dataclass(frozen=True)
class ReadDimension:
    """A dimension as the ranking asks for it: its vectors, its words, and the concepts it means."""

    dimension: Dimension
    behaviour: Vectors
    example: Vectors
    meant: Column
    stems: tuple[str, ...]

    @classmethod
    def of(cls, dimension: Dimension, asked: Vectors, behaviour: Vectors, concepts: Concepts) -> "ReadDimension":
        """`asked` is the vector of name and next level together, `behaviour` that of the next level alone."""
        meant = concepts.meant_by(asked)
        return cls(
            dimension=dimension,
            behaviour=behaviour,
            example=concepts.example(meant),
            meant=meant,
            stems=tuple(word.stem for word in content_words(dimension.next)),
        )


def embedded_text(entry: BragEntry) -> str:
    """What is embedded and searched of an entry: the person's words and what others said of it."""
    quotes = [f'"{said.quote}"' for said in entry.corroborations]
    return "\n".join([entry.own_words(), *quotes])


def rank(log: ReadLog, dimension: ReadDimension, example: Column, behaviour: Column, today: date) -> Ranking:
    """Every entry for one dimension, best first; `example` and `behaviour` are its cosines, one an entry."""
    tagged = log.tagged(dimension.dimension)
    relevance = np.minimum(1.0, _relevance(log, dimension, example, behaviour) + TAG * tagged)
    parts = np.round(np.column_stack([relevance, log.strength, recency(log.last_days, today)]), 4)
    scores = np.round(parts @ np.array(SCORE), 4)
    order = np.argsort(-scores, kind="stable")

    def row(place: int) -> RankedEntry:
        at = int(order[place])
        entry, score = log.entries[at].id, float(scores[at])
        return RankedEntry(
            entry=entry,
            score=score,
            strength=Strength(*parts[at].tolist()),
            tagged=bool(tagged[at]),
            shows_next=score >= SHOWS_NEXT and entry not in log.planned,
        )

    return Ranking(len(scores), row)


def near_duplicates(log: ReadLog, one: EntryId, other: EntryId) -> bool:
    """Whether two entries tell the same thing: near in meaning, and mostly in the same words."""
    a, b = log.places[one], log.places[other]
    if float(log.vectors[a] @ log.vectors[b]) < SIMILAR:
        return False
    fewer = min(len(log.stems[a]), len(log.stems[b]))
    return fewer == 0 or len(log.stems[a] & log.stems[b]) / fewer >= SHARED_WORDS


def _relevance(log: ReadLog, dimension: ReadDimension, example: Column, behaviour: Column) -> Column:
    found = log.bm25.scores(dimension.stems)
    odds = (
        RELEVANCE.bias
        + RELEVANCE.example * example
        + RELEVANCE.behaviour * behaviour
        + RELEVANCE.words * (log.words @ dimension.meant)
        + RELEVANCE.cues * (log.cues @ dimension.meant)
        + RELEVANCE.rubric_words * found / (found + BM25_HALF)
        + RELEVANCE.ordinary * log.ordinary
        + RELEVANCE.ordinary_cues * log.ordinary_cues
    )
    relevance: Column = 1.0 / (1.0 + np.exp(-odds))
    return relevance


def _tags(entries: Sequence[BragEntry]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for tag in entry.dimensions:
            places.setdefault(_tag(tag), []).append(place)
    return places


def _tag(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
