"""A small logistic fusion of the signals, for claims on any subject: ten numbers in, "supported" or not out.

The weights are plain numbers in `fusion.json`, made again by `python -m evals.checker.fusion`. It never rules in the
product: there, what a check refused stays refused.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from evals.checker.public import CLAIMS, Pair, Scores, read_sets
from evals.checker.signals import Signals, signals_of
from service.errors import CaseError
from service.verification.panel import Panel

WEIGHTS_FILE = Path(__file__).parent / "fusion.json"
SIGNALS = (
    *("near_words", "far_words", "shared_words", "neighbours", "lacking_figures", "lacking_names", "cosine"),
    *("contradicted", "unsupported", "all_supported"),
)
# RAGTruth came under CC BY-NC, for measuring only: it is never trained on, in no run and for no weights kept.
TRAINED_ON = ("wice", "vitaminc_text", "summedits_business")
_PENALTY = 30.0
_STEPS = 30
_FAR = 4.0  # standard deviations: what lies farther says no more


class Weight(BaseModel):
    """One signal: its mean and spread where it was trained, and what a spread of it counts for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signal: str
    mean: float
    spread: float
    weight: float


class Fusion(BaseModel):
    """A trained fusion. `trained_on` names the sets; `rows` is how many claims they held."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trained_on: tuple[str, ...]
    rows: int
    intercept: float
    weights: tuple[Weight, ...]

    def score(self, signals: Signals) -> float:
        """Log odds that the claim is supported; "supported" from 0."""
        return self.intercept + sum(
            one.weight * float(np.clip((getattr(signals, one.signal) - one.mean) / one.spread, -_FAR, _FAR))
            for one in self.weights
        )


def train(pairs: Sequence[Pair], signals: Sequence[Signals]) -> Fusion:
    """Logistic regression with an L2 penalty; every set, and every label within it, weighs the same.

    So the decision lies at log odds 0 whatever the share of supported claims, and no threshold need be chosen.
    """
    rows = np.array([[getattr(one, name) for name in SIGNALS] for one in signals], np.float64)
    labels = np.array([pair.supported for pair in pairs], np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    found = _fit(np.clip((rows - mean) / spread, -_FAR, _FAR), labels, _fair(pairs))
    return Fusion(
        trained_on=tuple(dict.fromkeys(pair.group for pair in pairs)),
        rows=len(pairs),
        intercept=round(float(found[0]), 4),
        weights=tuple(
            Weight(signal=name, mean=round(m, 4), spread=round(s, 4) or 1e-4, weight=round(w, 4))
            for name, m, s, w in zip(SIGNALS, mean.tolist(), spread.tolist(), found[1:].tolist(), strict=True)
        ),
    )


def _fair(pairs: Sequence[Pair]) -> npt.NDArray[np.float64]:
    kinds = [(pair.group, pair.supported) for pair in pairs]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    weights = np.array([1.0 / counts[kind] for kind in kinds])
    fair: npt.NDArray[np.float64] = weights * len(weights) / weights.sum()
    return fair


def _fit(
    rows: npt.NDArray[np.float64], labels: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    # Newton's method: a dozen unknowns, so each step is a small linear system.
    rows = np.column_stack([np.ones(len(rows)), rows])
    penalty = np.diag([0.0] + [_PENALTY] * (rows.shape[1] - 1))
    found: npt.NDArray[np.float64] = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1.0 / (1.0 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (chances - labels)) + penalty @ found
        bend = (rows * (weights * chances * (1.0 - chances))[:, None]).T @ rows + penalty
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(found)), slope)
        found -= step
        if np.abs(step).max() < 1e-7:
            break
    return found


def kept(path: Path = WEIGHTS_FILE) -> Fusion:
    """The weights in this checkout."""
    return Fusion.model_validate_json(path.read_text("utf-8"))


def leave_one_out(pairs: Sequence[Pair], signals: Sequence[Signals], fallback: Fusion) -> Scores:
    """Each set scored by a fusion trained on the others of `TRAINED_ON`; where fewer than two of them are at hand, by
    `fallback`, unless it was trained on that very set: its rows are unscored then."""
    by_set: dict[str, float | None] = {}
    fusions: Mapping[str, Fusion | None] = {
        name: _for(name, pairs, signals, fallback) for name in dict.fromkeys(pair.group for pair in pairs)
    }
    for pair, one in zip(pairs, signals, strict=True):
        fusion = fusions[pair.group]
        by_set[f"{pair.group}/{pair.id}"] = None if fusion is None else fusion.score(one)
    return Scores(system="fusion", values=tuple(by_set[f"{one.group}/{one.id}"] for one in pairs), cut=0.0)


def _for(name: str, pairs: Sequence[Pair], signals: Sequence[Signals], fallback: Fusion) -> Fusion | None:
    there = [n for n, pair in enumerate(pairs) if pair.group in TRAINED_ON and pair.group != name]
    if len({pairs[n].group for n in there}) >= 2:
        return train([pairs[n] for n in there], [signals[n] for n in there])
    return None if name in fallback.trained_on else fallback


def main(folder: Path = CLAIMS, out: Path = WEIGHTS_FILE) -> int:
    """Trains on the sets of `TRAINED_ON` and writes the weights; 2 where the claims are not at hand."""
    try:
        sets = read_sets(folder)
    except CaseError as told:
        print(f"Not trained: {told}", file=sys.stderr)
        return 2
    pairs = [pair for name in TRAINED_ON for pair in sets.get(name, ())]
    fusion = train(pairs, signals_of(pairs, Panel()))
    out.write_text(fusion.model_dump_json(indent=2) + "\n", "utf-8")
    print(f"Trained on {fusion.rows:,} claims of {', '.join(fusion.trained_on)}; the weights are in {out.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
