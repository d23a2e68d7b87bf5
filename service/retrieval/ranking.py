"""Entries against dimensions: relevance from named signals, score from named parts, best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from service.domain.brag import BragEntry, EntryId
from service.domain.completion import Completion, completion_of
from service.domain.evidence import RankedEntry, Ranking, Strength
from service.domain.rubric import Dimension, Rubric
from service.domain.wording import content_words
from service.ports import Vectors
from service.retrieval.columns import Column
from service.retrieval.concepts import Concepts
from service.retrieval.concepts import asked as asked_words
from service.retrieval.lexical import Bm25
from service.retrieval.strength import entry_strength, recency
from service.retrieval.weights import BM25_HALF, LANGUAGE, RELEVANCE, SHOWS_NEXT, STRENGTH, STRENGTH_BIAS, TAG

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
class Direction:
    """A direction to look in: a vector of length 1 for the index, and how much of it is meant."""

    unit: Vectors
    length: float

    @classmethod
    def of(cls, vector: Vectors) -> "Direction":
        length = float(np.linalg.norm(vector))
        unit: Vectors = (vector / (length or 1.0)).astype(np.float32)
        return cls(unit, length)


@dataclass(frozen=True)
class ReadDimension:
    """A dimension as the ranking asks for it: where to look, its words, and the concepts it means."""

    dimension: Dimension
    behaviour: Direction
    example: Direction
    meant: Column
    stems: tuple[str, ...]

    @classmethod
    def all_of(cls, rubric: Rubric, asked: Vectors, concepts: Concepts) -> "tuple[ReadDimension, ...]":
        """Every dimension of a rubric; `asked` has a row for each, of its name and next level together.

        What a dimension shares with its neighbours and with rubrics at large is taken off its vector: an entry that
        merely sounds like a rubric, or like this whole rubric, is no nearer to one dimension than to another.
        """
        count = len(rubric.dimensions)
        shared = (asked.sum(axis=0) + LANGUAGE * concepts.rubric_language) / (count + LANGUAGE)
        return tuple(
            cls(
                dimension=dimension,
                behaviour=Direction.of(vector - shared),
                example=Direction.of(concepts.example(meant)),
                meant=meant,
                stems=tuple(word.stem for word in content_words(asked_words(dimension))),
            )
            for dimension, vector in zip(rubric.dimensions, asked, strict=True)
            for meant in (concepts.meant_by(vector),)
        )


def embedded_text(entry: BragEntry) -> str:
    """What is embedded and searched of an entry: the person's words and what others said of it."""
    quotes = [f'"{said.quote}"' for said in entry.corroborations]
    return "\n".join([entry.own_words(), *quotes])


def rank(
    log: ReadLog, dimensions: Sequence[ReadDimension], near: Sequence[tuple[Column, Column]], today: date
) -> list[Ranking]:
    """For each dimension every entry, best first.

    `near` holds for each dimension the cosines of all entries to its `example` and to its `behaviour`.
    """
    own = np.column_stack([log.strength, recency(log.last_days, today)])
    weights = np.array(RELEVANCE[:-1])
    return [
        _ranked(log, one, found @ weights + RELEVANCE.bias, own)
        for one, found in zip(dimensions, signals(log, dimensions, near), strict=True)
    ]


def exactly_near(log: ReadLog, dimensions: Sequence[ReadDimension]) -> list[tuple[Column, Column]]:
    """The cosines that `rank` takes, from the log's own vectors: what an index that loses nothing would find."""
    vectors = log.vectors.astype(np.float64)
    return [(vectors @ one.example.unit, vectors @ one.behaviour.unit) for one in dimensions]


def _ranked(log: ReadLog, one: ReadDimension, odds: Column, own: Column) -> Ranking:
    tagged = log.tagged(one.dimension)
    odds = odds + TAG * tagged
    parts = np.round(np.column_stack([_probability(odds), own]), 4)
    scores = np.round(_probability(odds + own @ np.array(STRENGTH) + STRENGTH_BIAS), 4)
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


def _rubric_words(log: ReadLog, dimensions: Sequence[ReadDimension]) -> list[Column]:
    """BM25 of each dimension's own words, squashed, less what the entry shares with the rubric as a whole."""
    found = np.stack([log.bm25.scores(one.stems) for one in dimensions])
    squashed = found / (found + BM25_HALF)
    return list(squashed - squashed.sum(axis=0) / (len(dimensions) + 1))


def signals(log: ReadLog, dimensions: Sequence[ReadDimension], near: Sequence[tuple[Column, Column]]) -> list[Column]:
    """For each dimension the signals of relevance, shape (entries, 7), in the order of RelevanceWeights."""
    return [
        np.column_stack(
            [
                one.example.length * example,
                one.behaviour.length * behaviour,
                log.words @ one.meant,
                log.cues @ one.meant,
                words,
                log.ordinary,
                log.ordinary_cues,
            ]
        )
        for one, (example, behaviour), words in zip(dimensions, near, _rubric_words(log, dimensions), strict=True)
    ]


def _probability(odds: Column) -> Column:
    probability: Column = 1.0 / (1.0 + np.exp(-odds))
    return probability


def _tags(entries: Sequence[BragEntry]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for tag in entry.dimensions:
            places.setdefault(_tag(tag), []).append(place)
    return places


def _tag(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
