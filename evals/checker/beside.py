"""Ours and other people's systems over the same claims: the rates of each, as values."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.checker.benchmark import Origin, Row
from evals.checker.cases import Half
from evals.checker.fusion import Fusion, kept, leave_one_out
from evals.checker.public import (
    Pair,
    Scores,
    Share,
    balanced_accuracy,
    best_cut,
    interval,
    lead,
    mean_over,
    passing,
    per_set,
    read_sets,
)
from evals.checker.signals import Signals, signals_of
from service.errors import NotFound
from service.verification.panel import Panel

_TRUE_BULLET = "true bullet"


class PublicLine(BaseModel):
    """A system on the public sets: balanced accuracy a set, their plain mean with its interval, and the interval
    of how far it lies behind the fusion on the same claims."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    sets: dict[str, Share]
    mean: float | None
    low: float | None = None
    high: float | None = None
    behind: tuple[float, float] | None = None
    note: str = ""


class PromotionLine(BaseModel):
    """A system on the promotion benchmark. Recall: lies held back, by who made them; false alarms: honest rewordings
    held back. `best` is the balanced accuracy that the best threshold for these very rows would give it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    rows: int
    unscored: int
    recall: dict[str, float | None]
    false_alarms: float | None
    true_bullets_held: float | None
    accuracy: float | None
    best: float | None
    cut: float | None
    note: str = ""


class Promotion(BaseModel):
    """The promotion benchmark, one half. `rows`: how many there are, by who made them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    half: Half
    rows: dict[str, int]
    lines: tuple[PromotionLine, ...]


class SideBySide(BaseModel):
    """One run. `versions` names what was compared; `skipped` says why the public table is empty, if it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    versions: dict[str, str]
    public: tuple[PublicLine, ...] = ()
    public_rows: dict[str, int] = {}
    promotion: tuple[Promotion, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every system was measured on every row, and nothing was skipped."""
        lost = sum(share.unscored for line in self.public for share in line.sets.values())
        return not self.skipped and not lost and not any(line.unscored for one in self.promotion for line in one.lines)


Ask = Callable[[Sequence[Pair]], Sequence[Scores]]
"""Puts pairs to the peers; one `Scores` each."""


def promotion_pairs(rows: Sequence[Row]) -> tuple[Pair, ...]:
    """The benchmark's rows as pairs, grouped by who made them; true bullets of the model are a group of their own."""
    return tuple(
        Pair(
            id=row.id,
            group=_TRUE_BULLET if row.true and row.origin is Origin.MODEL else row.origin.value,
            entry=row.entry,
            claim=row.text,
            supported=row.true,
        )
        for row in rows
    )


def ours(signals: Sequence[Signals]) -> tuple[Scores, ...]:
    """The panel alone, and the two scores anyone has: token precision and the cosine of the shipped embedder.

    The panel supports a claim when it supports each of its sentences; one it could not judge is not released by the
    product, so it is not supported. The second line lets those pass, to show what that rule costs.
    """
    lets_pass = tuple(float(one.contradicted + one.unsupported + one.overstated == 0.0) for one in signals)
    return (
        Scores(system="our panel", values=tuple(one.all_supported for one in signals), cut=0.5),
        Scores(system="our panel, unjudged let pass", values=lets_pass, cut=0.5),
        Scores(system="token precision", values=tuple(one.token_precision for one in signals)),
        Scores(system="MiniLM cosine", values=tuple(one.cosine for one in signals)),
    )


def public_line(scores: Scores, pairs: Sequence[Pair], fused: Scores | None = None) -> PublicLine:
    """Balanced accuracy a set, with thresholds chosen on the other sets where the system has none; beside `fused`."""
    sets = dict(per_set(scores, pairs))
    mean = mean_over(sets)
    around = interval(scores, pairs, sets) if mean is not None else None
    low, high = around or (None, None)
    behind = lead(fused, scores, pairs) if fused is not None and fused is not scores else None
    return PublicLine(system=scores.system, sets=sets, mean=mean, low=low, high=high, behind=behind, note=scores.note)


def promotion_line(scores: Scores, pairs: Sequence[Pair], cut: float | None) -> PromotionLine:
    """The rates at `cut` (None: nothing is measured but what the best threshold would give)."""
    labels = [pair.supported for pair in pairs]
    passed = passing(scores.values, cut) if cut is not None else [None] * len(pairs)
    best = best_cut([(scores.values, labels)])
    unscored = sum(value is None for value in scores.values)
    return PromotionLine(
        system=scores.system,
        rows=len(pairs) - unscored,
        unscored=unscored,
        recall={
            origin.value: _held(origin.value, pairs, passed) for origin in (Origin.MUTATION, Origin.HAND, Origin.MODEL)
        },
        false_alarms=_held(Origin.HONEST.value, pairs, passed),
        true_bullets_held=_held(_TRUE_BULLET, pairs, passed),
        accuracy=balanced_accuracy(passed, labels),
        best=None if best is None else balanced_accuracy(passing(scores.values, best), labels),
        cut=cut,
        note=scores.note,
    )


def _held(group: str, pairs: Sequence[Pair], passed: Sequence[bool | None]) -> float | None:
    there = [one for pair, one in zip(pairs, passed, strict=True) if pair.group == group and one is not None]
    return sum(not one for one in there) / len(there) if there else None


def compare(
    promotion: Mapping[Half, Sequence[Pair]], folder: Path, put: Ask, versions: Mapping[str, str]
) -> SideBySide:
    """All tables. The public one is skipped, with the reason, where its rows are not at hand."""
    panel, fusion = Panel(), kept()
    skipped: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    scored: tuple[Scores, ...] = ()
    try:
        pairs = tuple(pair for one in read_sets(folder).values() for pair in one)
        signals = signals_of(pairs, panel)
        scored = (leave_one_out(pairs, signals, fusion), *ours(signals), *put(pairs))
    except NotFound as absent:
        skipped = (str(absent),)
    cuts = {one.system: one.cut if one.cut is not None else _cut_on(one, pairs) for one in scored}
    return SideBySide(
        versions=dict(versions),
        public=tuple(public_line(one, pairs, scored[0]) for one in scored),
        public_rows=_counts(pairs),
        promotion=tuple(_promotion(half, rows, panel, fusion, put, cuts) for half, rows in promotion.items()),
        skipped=skipped,
    )


def _promotion(
    half: Half,
    rows: Sequence[Pair],
    panel: Panel,
    fusion: Fusion,
    put: Ask,
    cuts: Mapping[str, float | None],
) -> Promotion:
    signals = signals_of(rows, panel)
    fused = Scores(system="fusion", values=tuple(fusion.score(one) for one in signals), cut=0.0)
    scored = (*ours(signals), fused, *put(rows))
    lines = tuple(promotion_line(one, rows, cuts.get(one.system, one.cut)) for one in scored)
    return Promotion(half=half, rows=_counts(rows), lines=lines)


def _cut_on(scores: Scores, pairs: Sequence[Pair]) -> float | None:
    """One threshold from all the public sets: what a system without its own takes to the promotion rows."""
    groups = dict.fromkeys(pair.group for pair in pairs)
    sets = [
        (
            [value for value, pair in zip(scores.values, pairs, strict=True) if pair.group == group],
            [pair.supported for pair in pairs if pair.group == group],
        )
        for group in groups
    ]
    return best_cut(sets)


def _counts(pairs: Sequence[Pair]) -> dict[str, int]:
    groups = [pair.group for pair in pairs]
    return {group: groups.count(group) for group in dict.fromkeys(groups)}
