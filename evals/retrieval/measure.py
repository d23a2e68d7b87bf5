"""How well the ranking finds what people say shows the next level, beside BM25, plain cosine, and both fused.

    python -m evals.retrieval.measure

Runs the service's own ranking over the labelled logs. nDCG@5 counts 3 for an entry that shows the next level of the
dimension, 1 for one at the current level, 0 for the rest; precision@3 counts next-level entries alone. Both are means
over (log, dimension). Intervals are 95 % percentile bootstraps of the paired difference, drawing whole logs, because
the dimensions of one log are not independent. Exit 1 when one baseline is not beaten.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from evals.retrieval.baselines import Scores, bm25, cosine, fused_by_rank, fused_by_score
from evals.retrieval.labelled import LabelledLog, labelled_logs
from service.adapters.local_embedder import LocalEmbedder
from service.domain.packet import Level
from service.ports import Embedder
from service.retrieval.concepts import Concepts, asked, embedded_concepts
from service.retrieval.ranking import ReadDimension, ReadLog, embedded_text, exactly_near, rank

Gains = npt.NDArray[np.float64]

OURS = "ours"
DEPTH, PRECISION_DEPTH = 5, 3
GAIN = {Level.NEXT: 3.0, Level.CURRENT: 1.0}
DRAWS = 10_000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Figure:
    """nDCG@5 and precision@3 of one ranker, each with the interval of ours less theirs (None for ours)."""

    ranker: str
    ndcg: float
    precision: float
    ndcg_ahead: tuple[float, float] | None
    precision_ahead: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of all rankers over some of the logs."""

    which: str
    logs: int
    entries: int
    questions: int
    figures: tuple[Figure, ...]

    @property
    def beats_all(self) -> bool:
        """Whether the whole nDCG interval lies above zero against every other ranker."""
        return all(figure.ndcg_ahead is None or figure.ndcg_ahead[0] > 0 for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Judged:
    """One (log, dimension): the log's name and half, and each ranker's (nDCG, precision)."""

    log: str
    half: str
    marks: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled log, read as the service reads it."""

    labelled: LabelledLog
    log: ReadLog
    dimensions: tuple[ReadDimension, ...]


def ndcg(gains: Gains, scores: Gains, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of the ranking by `scores`; ties keep the log's order."""
    discount = 1 / np.log2(np.arange(2, depth + 2))
    found = gains[np.argsort(-scores, kind="stable")][:depth]
    best = np.sort(gains)[::-1][:depth]
    return float((found * discount[: len(found)]).sum() / (best * discount[: len(best)]).sum())


def precision(gains: Gains, scores: Gains, depth: int = PRECISION_DEPTH) -> float:
    """The share of next-level entries among the first `depth`."""
    return float((gains[np.argsort(-scores, kind="stable")][:depth] == GAIN[Level.NEXT]).mean())


async def read(labelled: LabelledLog, embedder: Embedder, concepts: Concepts) -> Read:
    """The log and its rubric, embedded and read by the service's own code."""
    vectors = await embedder.embed([embedded_text(entry) for entry in labelled.entries])
    wanted = await embedder.embed([asked(dimension) for dimension in labelled.rubric.dimensions])
    log = ReadLog.of(labelled.entries, vectors, concepts)
    return Read(labelled, log, ReadDimension.all_of(labelled.rubric, wanted, concepts))


def gains_of(labelled: LabelledLog) -> Gains:
    """Shape (dimensions, entries)."""
    rows = [labelled.shown[dimension.id] for dimension in labelled.rubric.dimensions]
    return np.array(
        [[GAIN[levels[entry.id]] if entry.id in levels else 0.0 for entry in labelled.entries] for levels in rows]
    )


def our_scores(one: Read) -> Scores:
    """The service's ranking, on the day of the log's last entry."""
    days = [entry.when.last for entry in one.log.entries if entry.when.last]
    rankings = rank(one.log, one.dimensions, exactly_near(one.log, one.dimensions), max(days, default=date(2026, 1, 1)))
    scores = np.zeros((len(rankings), len(one.log.entries)))
    for row, ranking in enumerate(rankings):
        for ranked in ranking:
            scores[row, one.log.places[ranked.entry]] = ranked.score
    return scores


async def judge(logs: Sequence[LabelledLog], embedder: Embedder) -> tuple[Judged, ...]:
    """Every (log, dimension) with a next-level entry, marked for every ranker."""
    concepts = await embedded_concepts(embedder)
    judged: list[Judged] = []
    for labelled in logs:
        one = await read(labelled, embedder, concepts)
        texts = [embedded_text(entry) for entry in labelled.entries]
        behaviours = await embedder.embed([dimension.next for dimension in labelled.rubric.dimensions])
        words, near = bm25(texts, labelled.rubric), cosine(one.log.vectors, behaviours)
        rankers = {
            OURS: our_scores(one),
            "BM25": words,
            "cosine": near,
            "fused (scores)": fused_by_score(words, near),
            "fused (ranks)": fused_by_rank(words, near),
        }
        for row, gains in enumerate(gains_of(labelled)):
            if (gains == GAIN[Level.NEXT]).any():
                marks = {name: (ndcg(gains, s[row]), precision(gains, s[row])) for name, s in rankers.items()}
                judged.append(Judged(labelled.name, labelled.half, marks))
    return tuple(judged)


def quality(which: str, judged: Sequence[Judged], logs: Sequence[LabelledLog]) -> Quality:
    """The figures over `judged`, with bootstrap intervals over whole logs."""
    names = sorted({one.log for one in judged})
    marks = {ranker: np.array([one.marks[ranker] for one in judged]) for ranker in judged[0].marks}
    member = np.array([[one.log == name for one in judged] for name in names], dtype=np.float64)
    drawn = np.random.default_rng(SEED).multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)
    weight = drawn @ member

    def ahead(ranker: str) -> list[tuple[float, float]]:
        means = (weight @ (marks[OURS] - marks[ranker])) / weight.sum(axis=1, keepdims=True)
        low, high = np.percentile(means, [2.5, 97.5], axis=0)
        return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]

    figures = []
    for ranker, both in marks.items():
        intervals = ahead(ranker) if ranker != OURS else [None, None]
        mean = both.mean(axis=0)
        figures.append(Figure(ranker, float(mean[0]), float(mean[1]), intervals[0], intervals[1]))
    entries = sum(len(log.entries) for log in logs if log.name in names)
    return Quality(which, len(names), entries, len(judged), tuple(figures))


async def measure(embedder: Embedder | None = None) -> tuple[Quality, ...]:
    """The quality over all labelled logs, over those for development, and over those for testing."""
    logs = labelled_logs()
    judged = await judge(logs, embedder or LocalEmbedder())
    halves = {half: [one for one in judged if one.half == half] for half in ("development", "test")}
    return tuple(quality(which, some, logs) for which, some in {"all": judged, **halves}.items())


def table(qualities: Sequence[Quality]) -> str:
    """The figures as people read them."""
    lines = []
    for part in qualities:
        lines.append(f"{part.which}: {part.logs} logs, {part.entries} entries, {part.questions} dimensions")
        lines.append(f"  {'ranker':15s} nDCG@5  ours ahead by (95 %)   P@3    ours ahead by (95 %)")
        lines += [
            f"  {one.ranker:15s} {one.ndcg:.3f}   {_interval(one.ndcg_ahead):20s}  "
            f"{one.precision:.3f}  {_interval(one.precision_ahead)}".rstrip()
            for one in part.figures
        ]
    return "\n".join(lines)


def _interval(ahead: tuple[float, float] | None) -> str:
    return f"{ahead[0]:+.3f} to {ahead[1]:+.3f}" if ahead else ""


def main() -> int:
    qualities = asyncio.run(measure())
    print(table(qualities))
    return 0 if qualities[0].beats_all else 1


if __name__ == "__main__":
    sys.exit(main())
