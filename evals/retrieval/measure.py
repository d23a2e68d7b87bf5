"""How well the ranking finds what a committee would call evidence: ours beside BM25, plain cosine, and both fused.

    python -m evals.retrieval.measure

The logs in `logs/` were written and labelled by hand, each by one person, with no ranking in sight. Gains: 3 for an
entry that shows the next level of a dimension, 1 for one that shows the current level. nDCG@5 uses those gains;
precision@3 counts the next level alone. Both are means over (log, dimension); intervals are a bootstrap over logs,
paired.
"""

import asyncio
import math
import random
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict, Field

from service.adapters.local_embedder import LocalEmbedder
from service.domain.brag import BragEntry, Corroboration, EntryId
from service.domain.built_in import built_in_rubric
from service.domain.packet import Level
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.domain.wording import content_words
from service.ports import Embedder
from service.retrieval.concepts import Concepts, asked, embedded_concepts
from service.retrieval.ranking import ReadDimension, ReadLog, embedded_text, rank

LOGS = Path(__file__).parent / "logs"
TODAY = date(2026, 11, 1)
GAINS = {Level.NEXT: 3.0, Level.CURRENT: 1.0}
SAMPLES = 2_000

Scores = npt.NDArray[np.float64]


class LabelledEntry(BaseModel):
    """An entry with the dimensions it shows, and at which level."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    when: str | None = None
    text: str
    outcome: str | None = None
    dimensions: tuple[str, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()
    shows: Mapping[str, Level] = Field(default_factory=dict)


class LabelledLog(BaseModel):
    """A profession's log and what its entries show."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profession: str
    rubric: str | Rubric
    entries: tuple[LabelledEntry, ...]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (built_in_rubric() if isinstance(self.rubric, str) else self.rubric).dimensions

    def brag_entries(self) -> list[BragEntry]:
        """The entries without their labels."""
        return [BragEntry.model_validate(entry.model_dump(exclude={"shows"})) for entry in self.entries]

    def gains(self, dimension: DimensionId) -> list[float]:
        return [GAINS[entry.shows[dimension]] if dimension in entry.shows else 0.0 for entry in self.entries]


class Quality(NamedTuple):
    ndcg5: float
    precision3: float


class Rankings(NamedTuple):
    """Every system's quality for one dimension of one log."""

    log: str
    dimension: str
    quality: Mapping[str, Quality]


class Difference(NamedTuple):
    """Ours minus another system's nDCG@5 (or precision@3), with the 95 % interval of a paired bootstrap over logs."""

    measure: str
    other: str
    mean: float
    low: float
    high: float


def read_logs(folder: Path = LOGS) -> dict[str, LabelledLog]:
    """The labelled logs by file name."""
    return {
        path.stem: LabelledLog.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.yaml"))
    }


def ndcg(gains_in_order: Sequence[float], depth: int) -> float:
    """Discounted cumulative gain of the first `depth`, over that of the best order (Järvelin and Kekäläinen, 2002)."""

    def discounted(gains: Sequence[float]) -> float:
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:depth]))

    return discounted(gains_in_order) / discounted(sorted(gains_in_order, reverse=True))


async def measure(logs: Mapping[str, LabelledLog], embedder: Embedder) -> list[Rankings]:
    """Every system on every dimension that some entry of its log shows."""
    concepts = await embedded_concepts(embedder)
    rows: list[Rankings] = []
    for name, log in logs.items():
        read = await _read(log, embedder, concepts)
        for dimension in log.dimensions:
            gains = log.gains(dimension.id)
            if not any(gains):
                continue
            systems = await _systems(read, dimension, embedder, concepts)
            rows.append(
                Rankings(name, dimension.id, {system: _quality(scores, gains) for system, scores in systems.items()})
            )
    return rows


async def _read(log: LabelledLog, embedder: Embedder, concepts: Concepts) -> ReadLog:
    entries = log.brag_entries()
    vectors = await embedder.embed([embedded_text(entry) for entry in entries])
    return ReadLog.of(entries, vectors, concepts)


async def _systems(read: ReadLog, dimension: Dimension, embedder: Embedder, concepts: Concepts) -> dict[str, Scores]:
    vectors = await embedder.embed([asked(dimension), dimension.next])
    wanted = ReadDimension.of(dimension, vectors[0], vectors[1], concepts)
    cosine = (read.vectors @ wanted.behaviour).astype(np.float64)
    example = (read.vectors @ wanted.example).astype(np.float64)
    words = [word.stem for word in content_words(f"{dimension.name} {dimension.next}")]
    bm25 = read.bm25.scores(words)
    ours = np.zeros(len(read.entries))
    for ranked in rank(read, wanted, example, cosine, TODAY):
        ours[read.places[EntryId(ranked.entry)]] = ranked.score
    return {"ours": ours, "bm25": bm25, "cosine": cosine, "fused": _standard(bm25) + _standard(cosine)}


def _standard(scores: Scores) -> Scores:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 0 else scores * 0.0


def _quality(scores: Scores, gains: Sequence[float]) -> Quality:
    order = np.argsort(-scores, kind="stable").tolist()
    ranked = [gains[place] for place in order]
    return Quality(ndcg(ranked, 5), sum(gain == GAINS[Level.NEXT] for gain in ranked[:3]) / 3)


def mean(rows: Sequence[Rankings], system: str) -> Quality:
    """A system's quality over all rows."""
    found = [row.quality[system] for row in rows]
    return Quality(*(sum(values) / len(found) for values in zip(*found, strict=True)))


def differences(rows: Sequence[Rankings], seed: int = 11) -> list[Difference]:
    """Ours against every other system, on both measures."""
    by_log: dict[str, list[Rankings]] = {}
    for row in rows:
        by_log.setdefault(row.log, []).append(row)
    chance = random.Random(seed)
    draws = [chance.choices(sorted(by_log), k=len(by_log)) for _ in range(SAMPLES)]
    found: list[Difference] = []
    for measure_name in Quality._fields:
        for other in (system for system in rows[0].quality if system != "ours"):
            gaps = {
                log: [
                    getattr(row.quality["ours"], measure_name) - getattr(row.quality[other], measure_name) for row in of
                ]
                for log, of in by_log.items()
            }
            means = sorted(sum(sum(gaps[log]) for log in draw) / sum(len(gaps[log]) for log in draw) for draw in draws)
            every = [gap for of in gaps.values() for gap in of]
            low, high = means[round(0.025 * SAMPLES)], means[round(0.975 * SAMPLES) - 1]
            found.append(Difference(measure_name, other, sum(every) / len(every), low, high))
    return found


def report(rows: Sequence[Rankings]) -> str:
    """The table a person reads."""
    logs = {row.log for row in rows}
    lines = [f"{len(logs)} logs, {len(rows)} dimensions", "", "system    nDCG@5  precision@3"]
    for system in rows[0].quality:
        quality = mean(rows, system)
        lines.append(f"{system:8s}  {quality.ndcg5:6.3f}  {quality.precision3:11.3f}")
    lines += ["", "ours minus   measure      mean   95 % interval"]
    lines += [
        f"{gap.other:10s}   {gap.measure:10s}  {gap.mean:+.3f}  [{gap.low:+.3f}, {gap.high:+.3f}]"
        for gap in differences(rows)
    ]
    return "\n".join(lines)


def main() -> None:
    rows = asyncio.run(measure(read_logs(), LocalEmbedder()))
    sys.stdout.write(report(rows) + "\n")


if __name__ == "__main__":
    main()
