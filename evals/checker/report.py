"""What a run of the checker's benchmark says: rates with intervals beside their targets, as values and as a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from evals.checker.benchmark import Answer, Answers, Origin
from evals.checker.cases import KINDS, Half
from service.domain.claims import Kind, Ruling

DRAWS = 2_000
SEED = 20_261_123
FALSE_ALARMS = 0.02
HAND_RECALL = 0.90
MODEL_RECALL = 0.95
CLAIMS_A_SECOND = 500.0
KIND_RECALL: Mapping[Kind, float] = {
    **dict.fromkeys(KINDS, 0.80),
    **dict.fromkeys((Kind.FIGURES, Kind.DATES, Kind.PEOPLE, Kind.QUOTES), 0.97),
    **dict.fromkeys((Kind.INVENTION, Kind.CAUSE, Kind.RUBRIC_ECHO), 0.95),
    **dict.fromkeys((Kind.AGENCY, Kind.REACH, Kind.COMPLETION, Kind.CREDIT), 0.92),
    **dict.fromkeys((Kind.ABSOLUTES, Kind.NEGATION, Kind.FREQUENCY), 0.92),
}


class Rate(BaseModel):
    """`hits` of `rows` with a 95 % percentile bootstrap that draws whole entries. `target` is a floor or a ceiling."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    hits: int
    rows: int
    rate: float
    low: float
    high: float
    floor: float | None = None
    ceiling: float | None = None

    @property
    def met(self) -> bool:
        """Whether the target is reached; a target nothing was measured for is not."""
        if self.floor is None and self.ceiling is None:
            return True
        if not self.rows:
            return False
        return (self.floor is None or self.rate >= self.floor) and (self.ceiling is None or self.rate <= self.ceiling)


class Figures(BaseModel):
    """The figures of one half. Recall: lies not ruled supported. Accuracy: of the lies caught, those ruled or pointed
    at as labelled. A row the checker could not judge is a false alarm when true, and caught when not. A checker that
    objects to everything would catch everything, so `told_apart` counts only lies whose true source it supports."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    half: Half
    entries: int
    false_alarms: Rate
    false_alarms_by_ruling: dict[Ruling, int]
    recall: tuple[Rate, ...]
    all_mutations: Rate
    told_apart: Rate
    told_apart_kinds: tuple[Rate, ...]
    by_hand: Rate
    by_hand_kinds: tuple[Rate, ...]
    model_lies: Rate
    model_truths_held: Rate
    ruling_accuracy: Rate
    kind_accuracy: Rate
    span_accuracy: Rate
    claims_a_second: float
    sentences: int

    @property
    def targeted(self) -> tuple[Rate, ...]:
        """Every rate that has a target, in report order."""
        return (self.false_alarms, *self.recall, self.by_hand, self.model_lies)

    @property
    def met(self) -> bool:
        """Whether every target is reached, speed included."""
        return all(rate.met for rate in self.targeted) and self.claims_a_second >= CLAIMS_A_SECOND


def figures(run: Answers) -> Figures:
    """The rates of a run; the same run gives the same intervals."""
    answers = run.answers
    honest = [one for one in answers if one.row.origin is Origin.HONEST]
    mutated = [one for one in answers if one.row.origin is Origin.MUTATION]
    hand = [one for one in answers if one.row.origin is Origin.HAND]
    model = [one for one in answers if one.row.origin is Origin.MODEL]
    apart = [one for one in mutated if one.row.id in run.cleared]
    caught = [one for one in answers if not one.row.true and one.right]
    alarms = [one.ruling for one in honest if not one.right]
    return Figures(
        half=run.half,
        entries=len({one.row.entry.id for one in honest}),
        false_alarms=_rate("false alarms on honest rewordings", honest, _is_wrong, ceiling=FALSE_ALARMS),
        false_alarms_by_ruling={ruling: alarms.count(ruling) for ruling in Ruling if ruling in alarms},
        recall=tuple(_rate(kind.value, _of(kind, mutated), _is_right, floor=KIND_RECALL[kind]) for kind in KINDS),
        all_mutations=_rate("all lies made by rule", mutated, _is_right),
        told_apart=_rate("of those with a supported source", apart, _is_right),
        told_apart_kinds=tuple(_rate(kind.value, _of(kind, apart), _is_right) for kind in KINDS),
        by_hand=_rate("lies written by hand", hand, _is_right, floor=HAND_RECALL),
        by_hand_kinds=tuple(_rate(kind.value, _of(kind, hand), _is_right) for kind in KINDS),
        model_lies=_rate(
            "untrue bullets of the model", [one for one in model if not one.row.true], _is_right, floor=MODEL_RECALL
        ),
        model_truths_held=_rate("true bullets of the model held", [one for one in model if one.row.true], _is_wrong),
        ruling_accuracy=_rate(
            "ruled as labelled", [one for one in caught if one.row.ruling], lambda one: one.ruling is one.row.ruling
        ),
        kind_accuracy=_rate("settled by its kind", caught, lambda one: one.settled_by is one.row.kind),
        span_accuracy=_rate(
            "points at the changed words", [one for one in caught if one.row.span], lambda one: one.points_at_it
        ),
        claims_a_second=round(run.sentences / run.cpu_s, 1) if run.cpu_s > 0 else 0.0,
        sentences=run.sentences,
    )


def failures(run: Answers) -> tuple[Answer, ...]:
    """The rows the checker got wrong, in order."""
    return tuple(one for one in run.answers if not one.right)


def table(found: Figures) -> str:
    """The figures for a terminal."""
    lines = [
        f"The checker on the {found.half} half: {found.entries} entries, {found.sentences:,} sentences",
        "",
        f"{'':38s}{'rate':>8s}  {'95 % interval':16s}{'rows':>6s}  target",
        _line(found.false_alarms),
        "",
        "recall, lies made by rule",
        *map(_line, found.recall),
        _line(found.all_mutations),
        _line(found.told_apart),
        "",
        "recall, lies written by hand",
        *(_line(rate) for rate in found.by_hand_kinds if rate.rows),
        _line(found.by_hand),
        "",
        "bullets of the local model",
        _line(found.model_lies),
        _line(found.model_truths_held),
        "",
        "of the lies caught",
        *map(_line, (found.ruling_accuracy, found.kind_accuracy, found.span_accuracy)),
        "",
        f"{found.claims_a_second:,.0f} sentences a second on one core (target {CLAIMS_A_SECOND:,.0f})",
    ]
    if found.false_alarms_by_ruling:
        told = ", ".join(f"{count} {ruling.value}" for ruling, count in found.false_alarms_by_ruling.items())
        lines.append(f"false alarms by ruling: {told}")
    missed = [rate.name for rate in found.targeted if not rate.met]
    if found.claims_a_second < CLAIMS_A_SECOND:
        missed.append("speed")
    lines.append("every target is met" if not missed else f"targets missed: {', '.join(missed)}")
    return "\n".join(lines)


def _line(rate: Rate) -> str:
    if not rate.rows:
        target = "  not measured, so not met" if rate.floor or rate.ceiling else ""
        return f"  {rate.name:36s}{'-':>8s}  {'':16s}{0:6d}{target}"
    target = f"≥ {rate.floor:.0%}" if rate.floor is not None else f"≤ {rate.ceiling:.0%}" if rate.ceiling else ""
    mark = "" if rate.met else "  missed"
    interval = f"{100 * rate.low:.1f} to {100 * rate.high:.1f}"
    return f"  {rate.name:36s}{100 * rate.rate:7.1f}%  {interval:16s}{rate.rows:6d}  {target}{mark}".rstrip()


def _of(kind: Kind, answers: Iterable[Answer]) -> list[Answer]:
    return [one for one in answers if one.row.kind is kind]


def _is_right(one: Answer) -> bool:
    return one.right


def _is_wrong(one: Answer) -> bool:
    return not one.right


def _rate(
    name: str,
    answers: Sequence[Answer],
    hit: Callable[[Answer], bool],
    *,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Rate:
    if not answers:
        return Rate(name=name, hits=0, rows=0, rate=0, low=0, high=1, floor=floor, ceiling=ceiling)
    # Rows of one entry stand and fall together, so whole entries are drawn.
    tally: dict[str, tuple[int, int]] = {}
    for one in answers:
        hits, rows = tally.get(one.row.entry.id, (0, 0))
        tally[one.row.entry.id] = hits + hit(one), rows + 1
    counts = np.array(list(tally.values()), dtype=np.float64)
    drawn = np.random.default_rng(SEED).integers(0, len(counts), size=(DRAWS, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    hits, rows = int(counts[:, 0].sum()), int(counts[:, 1].sum())
    return Rate(
        name=name,
        hits=hits,
        rows=rows,
        rate=hits / rows,
        low=float(low),
        high=float(high),
        floor=floor,
        ceiling=ceiling,
    )
