"""A run as one self-contained page: plots with their intervals, and the cases that moved with both texts."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template

from evals.suite.comparing import Comparison, Told, passed
from evals.suite.gates import Failed
from evals.suite.metrics import Better, Measured, Scored, by_kind, measure
from evals.suite.runs import Run

_SHARES = 1.0000001


class Bar(NamedTuple):
    """One line of a plot: positions in per cent of its width."""

    label: str
    shown: str
    at: float
    low: float
    high: float
    note: str = ""


class Stack(NamedTuple):
    """One case's or dimension's bar in parts: (what, how many, share in per cent)."""

    label: str
    parts: tuple[tuple[str, int, float], ...]


def page(
    run: Run, ones: Sequence[Scored], against: Comparison | None, failed: Sequence[Failed], why: Sequence[str]
) -> str:
    """The page's HTML; it asks for nothing from any network."""
    measured = measure(ones)
    return _template().render(
        run=run,
        scored=len(run.cases) - len(run.unscored),
        held=sum(passed(one) for one in ones),
        failed=failed,
        why=why,
        shares=[_bar(one) for one in measured if one.value is not None and one.value <= _SHARES and not _mean(one)],
        means=[one for one in measured if one.value is not None and _mean(one)],
        kinds=[_bar(one) for one in by_kind(ones)],
        fates=_fates(ones),
        dimensions=_dimensions(ones),
        tokens=_tokens(ones),
        broken=[one for one in ones if not one.run.unscored and not passed(one)],
        unscored=run.unscored,
        against=against,
        turns=[d for d in against.differences if d.told is not Told.SAME and d.change is not None] if against else [],
    )


def _mean(one: Measured) -> bool:
    return one.id in {"calls", "prompt_tokens", "reply_tokens", "seconds"}


def _bar(one: Measured) -> Bar:
    value, low, high = one.value or 0.0, one.low or 0.0, one.high or 0.0
    arrow = "higher is better" if one.better is Better.HIGHER else "lower is better"
    shown = f"{value:.1%} ({one.hits:g} of {one.of:g})"
    mark = "; the checker's own word" if one.by_checker else ""
    # A share of sentences proposed can pass one; the plot ends there, the figure does not.
    return Bar(one.says, shown, min(100, 100 * value), min(100, 100 * low), min(100, 100 * high), arrow + mark)


def _fates(ones: Sequence[Scored]) -> list[Stack]:
    """What became of the model's sentences, family by family."""
    counts: dict[str, Counter[str]] = {}
    for one in ones:
        counted = counts.setdefault(one.run.family.value.replace("_", " "), Counter())
        counted["released"] += sum(sentence.by == "model" for sentence in one.run.released)
        counted.update(withheld.ruling.value for withheld in one.run.withheld)
    return [_stack(family, counted) for family, counted in sorted(counts.items()) if counted.total()]


def _stack(label: str, counted: Counter[str]) -> Stack:
    order = ("released", "overstated", "unsupported", "contradicted", "unjudged")
    total = counted.total()
    return Stack(label, tuple((what, counted[what], 100 * counted[what] / total) for what in order if counted[what]))


def _dimensions(ones: Sequence[Scored]) -> list[Bar]:
    """For each dimension the share of cases in which the model's or the log's words reached its section."""
    asked: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for one in ones:
        if one.run.unscored:
            continue
        asked.update(dimension.name for dimension in one.case.rubric.dimensions)
        reached = {sentence.dimension for sentence in one.run.released}
        told.update(dimension.name for dimension in one.case.rubric.dimensions if dimension.id in reached)
    return [
        Bar(name, f"{told[name]} of {count} cases", 100 * told[name] / count, 0, 0)
        for name, count in sorted(asked.items())
    ]


def _tokens(ones: Sequence[Scored]) -> list[Bar]:
    most = max((one.run.usage.prompt_tokens + one.run.usage.completion_tokens for one in ones), default=0)
    bars = []
    for run in (one.run for one in ones):
        if spent := run.usage.prompt_tokens + run.usage.completion_tokens:
            shown = f"{spent:,} tokens, {run.usage.calls} calls, {run.seconds:g} s"
            bars.append(Bar(run.case, shown, 100 * spent / most, 0, 0))
    return bars


@lru_cache(maxsize=1)
def _template() -> Template:
    source = files("evals.suite.report").joinpath("page.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        source
    )
