"""What rubrics ask for, under whatever name: concepts with example wins, and which of them a dimension means."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from service.domain.rubric import Dimension
from service.domain.wording import content_words
from service.ports import Embedder, Vectors
from service.retrieval.columns import Column

TEMPERATURE = 0.06
MEANT = 4
"""Concepts a dimension may mean at once."""


class Concept(BaseModel):
    """`asks`: how ladders put it. `wins`: entries that show it. `cues`: turns of phrase such wins share (patterns)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    asks: tuple[str, ...]
    wins: tuple[str, ...]
    cues: tuple[str, ...]


class Ordinary(BaseModel):
    """What a log holds beside wins at the next level: one's own share, attendance, praise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wins: tuple[str, ...]
    cues: tuple[str, ...]


class WrittenConcepts(BaseModel):
    """The library as it lies in the package."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concepts: tuple[Concept, ...]
    ordinary: Ordinary


@dataclass(frozen=True)
class Concepts:
    """The library with its vectors, for one embedder."""

    ids: tuple[str, ...]
    asks: tuple[Vectors, ...]
    rubric_language: Vectors
    """The mean of everything ladders ask: what a text is near to merely by sounding like a rubric."""
    examples: Vectors
    """One row a concept: the mean of its wins, less the mean over all concepts."""
    ordinary: Vectors
    stems: tuple[frozenset[str], ...]
    cues: tuple[tuple[re.Pattern[str], ...], ...]
    ordinary_cues: tuple[re.Pattern[str], ...]
    idf: Mapping[str, float]
    idf_unknown: float

    def meant_by(self, dimension: Vectors) -> Column:
        """How much of each concept a dimension means (sums to 1): by its words' nearness to what ladders ask."""
        near = np.array([float(np.sort(asks @ dimension)[-2:].mean()) for asks in self.asks])
        share = np.exp((near - near.max()) / TEMPERATURE)
        share[np.argsort(-share, kind="stable")[MEANT:]] = 0.0
        total: Column = share / share.sum()
        return total

    def example(self, meant: Column) -> Vectors:
        """The direction of a win that shows the meant concepts rather than any other; not of length 1."""
        blended: Vectors = (meant @ self.examples).astype(np.float32)
        return blended

    def shared_words(self, stems: Iterable[str]) -> Column:
        """For each concept, the root of the summed idf of the words a text shares with its wins."""
        weights = {stem: self.idf.get(stem, self.idf_unknown) for stem in sorted(set(stems))}
        sums = [sum(weight for stem, weight in weights.items() if stem in known) for known in self.stems]
        return np.sqrt(np.array(sums, dtype=np.float64))

    def cues_in(self, text: str) -> Column:
        """For each concept, the root of how many of its turns of phrase a text has: each further one says less."""
        lower = text.lower()
        return np.sqrt(np.array([_found(cues, lower) for cues in self.cues], dtype=np.float64))

    def ordinary_cues_in(self, text: str) -> float:
        """The root of how many turns of phrase of ordinary work a text has."""
        return float(_found(self.ordinary_cues, text.lower()) ** 0.5)


@cache
def written_concepts() -> WrittenConcepts:
    """The library as it lies in the package."""
    raw = (files("service.retrieval") / "concepts.yaml").read_text(encoding="utf-8")
    return WrittenConcepts.model_validate(yaml.safe_load(raw))


async def embedded_concepts(embedder: Embedder) -> Concepts:
    """The library with vectors from `embedder`; raises EmbedderUnavailable."""
    written = written_concepts()
    concepts = written.concepts
    texts = [text for concept in concepts for text in (*concept.asks, *concept.wins)] + list(written.ordinary.wins)
    vectors = await embedder.embed(texts)
    asks, examples, at = [], [], 0
    for concept in concepts:
        asks.append(vectors[at : at + len(concept.asks)])
        at += len(concept.asks)
        examples.append(vectors[at : at + len(concept.wins)].mean(axis=0))
        at += len(concept.wins)
    sentences = [{word.stem for word in content_words(text)} for text in texts]
    counts = Counter(stem for sentence in sentences for stem in sentence)

    def idf(count: int) -> float:
        return log(1 + (len(sentences) - count + 0.5) / (count + 0.5))

    return Concepts(
        ids=tuple(concept.id for concept in concepts),
        asks=tuple(asks),
        rubric_language=np.concatenate(asks).mean(axis=0),
        examples=np.stack(examples) - np.mean(examples, axis=0),
        ordinary=vectors[at:],
        stems=tuple(frozenset(w.stem for text in concept.wins for w in content_words(text)) for concept in concepts),
        cues=tuple(tuple(_cue(cue) for cue in concept.cues) for concept in concepts),
        ordinary_cues=tuple(_cue(cue) for cue in written.ordinary.cues),
        idf={stem: idf(count) for stem, count in counts.items()},
        idf_unknown=idf(0),
    )


def asked(dimension: Dimension) -> str:
    """What a dimension asks for, as it is embedded."""
    return f"{dimension.name}: {dimension.next}"


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b)(?:{pattern})")


def _found(cues: Sequence[re.Pattern[str]], lower: str) -> int:
    return sum(1 for cue in cues if cue.search(lower))
