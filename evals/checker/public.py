"""Claims beside evidence, labelled by people: the public sets of ../shared/data/claims, and how a system does on them.

Nothing of those sets is kept here: they are read where they lie, and without them a reader is told so.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError

from service.domain.brag import BragEntry, EntryId
from service.domain.when import When
from service.errors import Invalid, NotFound

CLAIMS = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims"
DRAWS = 1_000
SEED = 20_261_123
_CUTS = 400  # places tried for a threshold


class Pair(BaseModel):
    """A claim, the one entry it must rest on, and whether it does. `group` is its set, or who made it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    group: str
    entry: BragEntry
    claim: str
    supported: bool

    @property
    def evidence(self) -> str:
        """The entry as plain text, date and quotations included: what a system sees that knows no entries."""
        said = (f'{one.who}, {one.role or ""}: "{one.quote}"' for one in self.entry.corroborations)
        when = "" if self.entry.when == When() else str(self.entry.when)
        return "\n".join(part for part in (when, self.entry.text, self.entry.outcome or "", *said) if part.strip())


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    evidence: str
    claim: str
    label: int


class Scores(BaseModel):
    """What a system gave each pair, in their order: higher is better supported, None where it gave nothing.

    `cut` is the score from which the system itself says "supported"; without one the threshold comes from other sets.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    values: tuple[float | None, ...]
    cut: float | None = None
    note: str = ""


class Share(BaseModel):
    """Balanced accuracy on one set, or over several: `rows` were scored, `unscored` were not and count for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    unscored: int
    accuracy: float | None
    cut: float | None = None


def read_sets(folder: Path = CLAIMS) -> Mapping[str, tuple[Pair, ...]]:
    """Every `*.jsonl` of the folder as set name -> pairs. Raises NotFound where there is none, Invalid by file and
    line."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise NotFound("The public claims are not beside this checkout (../shared/data/claims)")
    return {path.stem: tuple(_pairs(path)) for path in paths}


def _pairs(path: Path) -> list[Pair]:
    found: list[Pair] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = _Written.model_validate(json.loads(line))
            entry = BragEntry(id=EntryId("evidence"), text=row.evidence)
        except (ValidationError, ValueError):
            raise Invalid(f"{path.name}, line {number}: not a claim with its evidence and label") from None
        found.append(Pair(id=row.id, group=path.stem, entry=entry, claim=row.claim, supported=bool(row.label)))
    return found


def balanced_accuracy(passed: Sequence[bool | None], supported: Sequence[bool]) -> float | None:
    """Half the share of supported claims passed plus half the share of others held back, of those that were scored.

    None where either kind has no scored row: nothing was measured then.
    """
    truths = [one for one, true in zip(passed, supported, strict=True) if true and one is not None]
    lies = [one for one, true in zip(passed, supported, strict=True) if not true and one is not None]
    if not truths or not lies:
        return None
    return (sum(truths) / len(truths) + sum(not one for one in lies) / len(lies)) / 2


def best_cut(sets: Sequence[tuple[Sequence[float | None], Sequence[bool]]]) -> float | None:
    """The threshold with the highest mean balanced accuracy over sets of (scores, labels); None where none has any."""
    known = sorted({score for scores, _ in sets for score in scores if score is not None})
    if not known:
        return None
    tried = known[:: max(1, len(known) // _CUTS)]

    def mean(cut: float) -> float:
        found = [balanced_accuracy(passing(scores, cut), labels) for scores, labels in sets]
        return float(np.mean([one for one in found if one is not None] or [0.0]))

    return max(tried, key=mean)


def passing(scores: Sequence[float | None], cut: float) -> list[bool | None]:
    """Whether each score reaches the cut; None stays None."""
    return [None if score is None else score >= cut for score in scores]


def per_set(scores: Scores, pairs: Sequence[Pair]) -> Mapping[str, Share]:
    """Balanced accuracy a set: with the system's own cut, else one chosen on all the other sets."""
    sets = _by_group(pairs, scores.values)
    found: dict[str, Share] = {}
    for name, (values, labels) in sets.items():
        others = [one for other, one in sets.items() if other != name]
        cut = scores.cut if scores.cut is not None else best_cut(others)
        accuracy = None if cut is None else balanced_accuracy(passing(values, cut), labels)
        unscored = sum(value is None for value in values)
        found[name] = Share(rows=len(values) - unscored, unscored=unscored, accuracy=accuracy, cut=cut)
    return found


def mean_over(shares: Mapping[str, Share]) -> float | None:
    """The plain mean over sets; None unless every set was measured."""
    found = [share.accuracy for share in shares.values() if share.accuracy is not None]
    return float(np.mean(found)) if found and len(found) == len(shares) else None


def interval(scores: Scores, pairs: Sequence[Pair], shares: Mapping[str, Share]) -> tuple[float, float] | None:
    """A 95 % percentile bootstrap of the mean over sets, that draws whole texts of evidence; thresholds stay put."""
    drawn = _drawn(scores, pairs, shares)
    return None if drawn is None else _middle(drawn)


def lead(first: Scores, second: Scores, pairs: Sequence[Pair]) -> tuple[float, float] | None:
    """The same of how far the first system's mean lies above the second's, over the same draws; None where either
    left a row unscored."""
    if None in first.values or None in second.values:
        return None
    one, other = (_drawn(scores, pairs, per_set(scores, pairs)) for scores in (first, second))
    return None if one is None or other is None else _middle(one - other)


def _middle(drawn: npt.NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def _drawn(scores: Scores, pairs: Sequence[Pair], shares: Mapping[str, Share]) -> npt.NDArray[np.float64] | None:
    drawn: list[npt.NDArray[np.float64]] = []
    chance = np.random.default_rng(SEED)
    for name, share in shares.items():
        if share.accuracy is None or share.cut is None:
            return None
        counts = _tally(pairs, scores.values, name, share.cut)
        picks = chance.integers(0, len(counts), size=(DRAWS, len(counts)))
        passed, truths, held, lies = counts[picks].sum(axis=1).T
        drawn.append((passed / np.maximum(truths, 1) + held / np.maximum(lies, 1)) / 2)
    mean: npt.NDArray[np.float64] = np.mean(drawn, axis=0)
    return mean


def _tally(pairs: Sequence[Pair], values: Sequence[float | None], name: str, cut: float) -> npt.NDArray[np.float64]:
    """A row a text of evidence: truths passed, truths, lies held, lies."""
    tally: dict[str, list[float]] = {}
    for pair, value in zip(pairs, values, strict=True):
        if pair.group != name or value is None:
            continue
        row = tally.setdefault(pair.evidence, [0.0] * 4)
        at = 0 if pair.supported else 2
        row[at] += (value >= cut) is pair.supported
        row[at + 1] += 1
    return np.array(list(tally.values()), np.float64)


def _by_group(
    pairs: Sequence[Pair], values: Sequence[float | None]
) -> dict[str, tuple[list[float | None], list[bool]]]:
    found: dict[str, tuple[list[float | None], list[bool]]] = {}
    for pair, value in zip(pairs, values, strict=True):
        scores, labels = found.setdefault(pair.group, ([], []))
        scores.append(value)
        labels.append(pair.supported)
    return found
