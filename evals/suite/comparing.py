"""Two runs beside each other, case by case: what got better, what got worse, and what cannot be told."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import comb

import numpy as np
from pydantic import BaseModel, ConfigDict

from evals.suite.metrics import METRICS, RESAMPLES, SEED, Better, Metric, Scored, Share
from evals.suite.runs import CaseRun, Made, Run

_FEW = 8  # cases: below this no interval is believed
_SIGNIFICANT = 0.05


class Told(StrEnum):
    """What may be said of a difference."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    CANNOT_TELL = "cannot tell, n too small"


class Difference(BaseModel):
    """One metric in both runs over the cases both have. `change` is after minus before, with its 95 % interval."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    says: str
    before: float | None
    after: float | None
    change: float | None
    low: float | None
    high: float | None
    cases: int
    told: Told


class Moved(BaseModel):
    """A case whose packet changed: the sentences only one of the two released, and whether it passed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    passed_before: bool
    passed_after: bool
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    withheld_before: tuple[str, ...] = ()
    withheld_after: tuple[str, ...] = ()


class Comparison(BaseModel):
    """Two runs compared. `refused` says why they cannot be; nothing else is then filled in.

    `p` is exact McNemar's over cases that pass in one run alone (two-sided); `fixed` and `broken` count those.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: str
    after: str
    refused: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    fixed: int = 0
    broken: int = 0
    p: float = 1.0
    passes: Told = Told.SAME
    moved: tuple[Moved, ...] = ()

    @property
    def worse(self) -> tuple[Difference, ...]:
        return tuple(difference for difference in self.differences if difference.told is Told.WORSE)


def compare(before: Run, after: Run, scored_before: Sequence[Scored], scored_after: Sequence[Scored]) -> Comparison:
    """`after` against `before`; refused where model, judge, cases or checker differ, or where nothing is scored."""
    refused = tuple(_unlike(before.made, after.made))
    earlier = {one.run.case: one for one in scored_before if not one.run.unscored}
    later = {one.run.case: one for one in scored_after if not one.run.unscored}
    shared = [case for case in earlier if case in later]
    if not refused and not shared:
        refused = ("no case was scored in both runs",)
    if refused:
        return Comparison(before=before.name, after=after.name, refused=refused)
    pairs = [(earlier[case], later[case]) for case in shared]
    fixed = sum(not passed(a) and passed(b) for a, b in pairs)
    broken = sum(passed(a) and not passed(b) for a, b in pairs)
    p = mcnemar(fixed, broken)
    return Comparison(
        before=before.name,
        after=after.name,
        prompts=tuple(_changed(before.made.prompts, after.made.prompts)),
        differences=tuple(_difference(metric, pairs) for metric in METRICS),
        fixed=fixed,
        broken=broken,
        p=p,
        passes=_passes(fixed, broken, p),
        moved=tuple(moved for a, b in pairs if (moved := _moved(a, b)) is not None),
    )


def passed(one: Scored) -> bool:
    """Whether a case holds: nothing untrue or forbidden released, every planted lie caught, all strongest told."""
    return not one.run.unscored and not any(
        share.hits for share in _shares(one, ("released_untrue", "never_words"))
    ) and all(share.hits == share.of for share in _shares(one, ("lies_caught", "coverage")))  # fmt: skip


def _shares(one: Scored, ids: Sequence[str]) -> list[Share]:
    return [metric.counted(one) for metric in METRICS if metric.id in ids]


def mcnemar(fixed: int, broken: int) -> float:
    """The exact two-sided p of McNemar's test: how likely so uneven a split of the cases that changed is by chance."""
    changed = fixed + broken
    tail = sum(comb(changed, n) for n in range(min(fixed, broken) + 1))
    return min(1.0, 2.0 * tail / float(2**changed))


def _passes(fixed: int, broken: int, p: float) -> Told:
    if fixed == broken == 0:
        return Told.SAME
    if p < _SIGNIFICANT:
        return Told.BETTER if fixed > broken else Told.WORSE
    return Told.CANNOT_TELL


def _unlike(before: Made, after: Made) -> list[str]:
    wrong = []
    if (before.model, before.base_url, before.samples) != (after.model, after.base_url, after.samples):
        wrong.append("they asked different models")
    if before.judge != after.judge:
        wrong.append("they were judged by different judges")
    if before.checker != after.checker:
        wrong.append("the checker changed between them")
    if before.embedder != after.embedder:
        wrong.append("they used different embedders")
    if any(before.cases[case] != after.cases[case] for case in before.cases.keys() & after.cases.keys()):
        wrong.append("a case changed between them")
    if before.cases.keys() != after.cases.keys():
        wrong.append("they ran different cases")
    return wrong


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [
        f"{id}: {before.get(id, 'absent').partition('@')[0]} -> {after.get(id, 'absent').partition('@')[0]}"
        for id in sorted(before.keys() | after.keys())
        if before.get(id) != after.get(id)
    ]


def _difference(metric: Metric, pairs: Sequence[tuple[Scored, Scored]]) -> Difference:
    shares = [(metric.counted(a), metric.counted(b)) for a, b in pairs]
    kept = np.array([[*a, *b] for a, b in shares if a.of or b.of], dtype=np.float64)
    before, after = _rate(kept, 0), _rate(kept, 2)
    change = after - before if before is not None and after is not None else None
    low, high = _interval(kept)
    return Difference(
        id=metric.id,
        says=metric.says,
        before=before,
        after=after,
        change=change,
        low=low,
        high=high,
        cases=len(kept),
        told=_told(metric.better, kept, change, low, high),
    )


def _rate(kept: np.ndarray, at: int) -> float | None:
    of = kept[:, at + 1].sum() if len(kept) else 0.0
    return float(kept[:, at].sum() / of) if of else None


def _interval(kept: np.ndarray) -> tuple[float | None, float | None]:
    """The interval of the paired change when whole cases are drawn again; None where a draw may have no denominator."""
    if not len(kept):
        return None, None
    draws = np.random.default_rng(SEED).integers(0, len(kept), (RESAMPLES, len(kept)))
    sums = kept[draws].sum(axis=1)
    usable = sums[(sums[:, 1] > 0) & (sums[:, 3] > 0)]
    if not len(usable):
        return None, None
    low, high = np.percentile(usable[:, 2] / usable[:, 3] - usable[:, 0] / usable[:, 1], (2.5, 97.5))
    return float(low), float(high)


def _told(better: Better, kept: np.ndarray, change: float | None, low: float | None, high: float | None) -> Told:
    if change is None or low is None or high is None:
        return Told.CANNOT_TELL
    if not np.any(kept[:, :2] != kept[:, 2:]):
        return Told.SAME
    if len(kept) < _FEW or low <= 0 <= high:
        return Told.CANNOT_TELL
    return Told.BETTER if (change > 0) == (better is Better.HIGHER) else Told.WORSE


def _moved(before: Scored, after: Scored) -> Moved | None:
    only_before, only_after = _apart(_texts(before.run), _texts(after.run))
    if not (only_before or only_after or passed(before) != passed(after)):
        return None
    withheld_before, withheld_after = _apart(
        [one.text for one in before.run.withheld], [one.text for one in after.run.withheld]
    )
    return Moved(
        case=before.run.case,
        passed_before=passed(before),
        passed_after=passed(after),
        only_before=only_before,
        only_after=only_after,
        withheld_before=withheld_before,
        withheld_after=withheld_after,
    )


def _texts(run: CaseRun) -> list[str]:
    return [sentence.text for sentence in run.released] + [one.after for one in run.rewritten]


def _apart(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(text for text in dict.fromkeys(before) if text not in after),
        tuple(text for text in dict.fromkeys(after) if text not in before),
    )
