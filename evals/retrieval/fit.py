"""Where the ranking's weights come from: a logistic regression on each half of the labelled logs, tried on the other.

    python -m evals.retrieval.fit

Prints the weights fitted on either half beside those in use, how either fit ranks the half it has not seen, and how
often the chance it gives comes true. Nothing is written: `service/retrieval/weights.py` is edited by hand.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.retrieval.labelled import labelled_logs
from evals.retrieval.measure import GAIN, Gains, Read, gains_of, ndcg, our_scores, precision, read
from service.adapters.local_embedder import LocalEmbedder
from service.domain.packet import Level
from service.retrieval.concepts import embedded_concepts
from service.retrieval.ranking import exactly_near, signals
from service.retrieval.weights import RELEVANCE, SHOWS_NEXT, STRENGTH, STRENGTH_BIAS

Matrix = npt.NDArray[np.float64]

LEARNT = ("outcome", "quantified", "corroborated")
"""Parts of strength that the labels can say something about: they do not look at who wrote a thing, or when."""
RIDGE = 3.0
STEPS = 50
SIGNALS = (*RELEVANCE._fields[:-1], *LEARNT)


@dataclass(frozen=True, slots=True)
class Signalled:
    """One (log, dimension): what the ranking sees of each entry, what the labels say, and the score in use."""

    half: str
    seen: Matrix
    gains: Gains
    scores: Gains


def signalled(one: Read) -> list[Signalled]:
    """The signals of a log, a dimension at a time."""
    found = signals(one.log, one.dimensions, exactly_near(one.log, one.dimensions))
    strength = one.log.strength[:, : len(LEARNT)]
    return [
        Signalled(one.labelled.half, np.column_stack([relevance, strength]), gains, scores)
        for relevance, gains, scores in zip(found, gains_of(one.labelled), our_scores(one), strict=True)
    ]


def fitted(some: Sequence[Signalled]) -> tuple[Matrix, float]:
    """The weights a signal's unit, and the bias, of a ridge logistic regression on standardised signals."""
    seen = np.concatenate([one.seen for one in some])
    shows = np.concatenate([one.gains == GAIN[Level.NEXT] for one in some]).astype(np.float64)
    centre, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    rows = np.column_stack([(seen - centre) / spread, np.ones(len(seen))])
    ridge = np.diag([RIDGE] * seen.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - shows) + ridge @ weights
        weights = weights - np.linalg.solve((rows.T * (chance * (1 - chance))) @ rows + ridge, slope)
    unit = weights[:-1] / spread
    return unit, float(weights[-1] - unit @ centre)


def main() -> int:
    reads = asyncio.run(_all_read())
    rows = [row for one in reads for row in signalled(one)]
    halves = {half: [row for row in rows if row.half == half] for half in ("development", "test")}
    fits = {half: fitted(some) for half, some in halves.items()} | {"all": fitted(rows)}
    used = (*RELEVANCE[:-1], *STRENGTH[: len(LEARNT)])
    print(f"{'signal':14s} {'in use':>8s}" + "".join(f"{half:>13s}" for half in fits))
    for n, name in enumerate(SIGNALS):
        print(f"{name:14s} {used[n]:8.2f}" + "".join(f"{fit[0][n]:13.2f}" for fit in fits.values()))
    biases = "".join(f"{fit[1]:13.2f}" for fit in fits.values())
    print(f"{'bias':14s} {RELEVANCE.bias + STRENGTH_BIAS:8.2f}{biases}")
    for seen, other in (("development", "test"), ("test", "development")):
        weights, _ = fits[seen]
        held = [one for one in halves[other] if (one.gains == GAIN[Level.NEXT]).any()]
        print(
            f"fitted on {seen}, ranking {other}: nDCG@5 {np.mean([ndcg(o.gains, o.seen @ weights) for o in held]):.3f}"
            f" (in use {np.mean([ndcg(o.gains, o.scores) for o in held]):.3f}),"
            f" P@3 {np.mean([precision(o.gains, o.seen @ weights) for o in held]):.3f}"
        )
    scores = np.concatenate([row.scores for row in rows])
    shows = np.concatenate([row.gains == GAIN[Level.NEXT] for row in rows])
    levels = np.concatenate([row.gains for row in rows])
    print("score        entries  show next  at current level")
    for low in np.arange(0, 1, 0.1):
        within = (scores >= low) & (scores < low + 0.1)
        if within.any():
            current = float((levels[within] == GAIN[Level.CURRENT]).mean())
            print(f"{low:.1f} to {low + 0.1:.1f} {within.sum():9d} {shows[within].mean():10.2f} {current:17.2f}")
    counted = scores >= SHOWS_NEXT
    print(
        f"SHOWS_NEXT {SHOWS_NEXT}: {shows[counted].mean():.2f} of what counts shows the next level,"
        f" {shows[counted].sum() / shows.sum():.2f} of what shows it counts"
    )
    return 0


async def _all_read() -> list[Read]:
    embedder = LocalEmbedder()
    concepts = await embedded_concepts(embedder)
    return [await read(labelled, embedder, concepts) for labelled in labelled_logs()]


if __name__ == "__main__":
    sys.exit(main())
