"""What follows from written figures by a named piece of arithmetic, each with the sum in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise, permutations

from service.domain.brag import EntryId
from service.domain.claims import Span
from service.domain.noun_phrases import is_person
from service.domain.quantity import Comparator, Quantity
from service.domain.units import Measure
from service.domain.wording_of_figures import plain, plain_number, plain_share
from service.verification.figure_roles import Aim, roles
from service.verification.written_figures import Written, WrittenChange


class Way(StrEnum):
    """How a figure may follow from others."""

    DIFFERENCE = "difference"
    SHARE = "share"
    REMAINING = "remaining"
    RATIO = "ratio"
    SUM = "sum"
    PART = "part"
    LISTED = "listed"
    SAME = "same"
    OF_GOAL = "of the goal"


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that follows from written ones; `sum_up` is the arithmetic in words."""

    figure: Quantity
    way: Way
    sum_up: str
    spans: tuple[Span, ...]


_FINE = Decimal("1e-12")


def _as(figure: Quantity, value: Decimal, unit: str, measure: Measure, factor: Decimal, *, loose: bool) -> Quantity:
    return Quantity(
        value=value, start=figure.start, end=figure.end, text="", unit=unit, measure=measure, factor=factor, step=_FINE,
        approximate=loose,
    )  # fmt: skip


_AS_IT_IS = (Comparator.EXACT, Comparator.WITHIN)


def derived_from_change(pair: WrittenChange) -> Iterator[Derived]:
    """Difference, percentage, share left and ratio of a before/after pair."""
    before, after, spans = pair.change.before, pair.change.after, pair.spans
    if before.high is not None or after.high is not None or before.vague or after.vague:
        return
    b, a = before.base, after.base
    loose = any(side.approximate or side.comparator not in _AS_IT_IS for side in (before, after))
    saying = f"from {plain(before)} to {plain(after)}"
    if before.measure is Measure.SHARE:
        points = _as(before, abs(b - a) * 100, "percentage point", Measure.POINTS, Decimal(1), loose=loose)
        yield Derived(points, Way.DIFFERENCE, f"{saying} is {plain(points)}", spans)
    else:
        gap = _as(before, abs(b - a) / before.factor, before.unit, before.measure, before.factor, loose=loose)
        gap = replace(gap, noun=before.noun, nouns=before.nouns, per=before.per)
        yield Derived(gap, Way.DIFFERENCE, f"{saying} is a difference of {plain(gap)}", spans)
    if b > 0:
        share = _as(before, abs(b - a) / b * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=loose)
        more = "more" if a > b else "less"
        yield Derived(share, Way.SHARE, f"{saying} is {plain_share(share.base)} {more}", spans)
        if a < b:
            left = _as(before, a / b * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=loose)
            yield Derived(left, Way.REMAINING, f"{plain(after)} is {plain_share(left.base)} of {plain(before)}", spans)
    if a > 0 and b > 0:
        ratio = _as(before, max(a, b) / min(a, b), "times", Measure.MULTIPLE, Decimal(1), loose=loose)
        yield Derived(ratio, Way.RATIO, f"{saying} is a factor of {plain(ratio)}", spans)


# A passage with more figures than this is a table: what follows from its pairs is nobody's claim.
_MOST_PAIRED = 120


def derived(figures: Sequence[Written], changes: Sequence[WrittenChange]) -> Iterator[Derived]:
    """What follows from the figures and changes of some entries without summing."""
    for pair in changes[:_MOST_PAIRED]:
        yield from derived_from_change(pair)
    for one, two in pairwise(figures[:_MOST_PAIRED]):
        if one.entry == two.entry and one.field == two.field:
            yield from _parts(one, two)
    for written in figures[:_MOST_PAIRED]:
        yield from _other_names(written)
    for result, goal in against_goals(figures):
        yield from _of_goal(result, goal)


def _parts(one: Written, two: Written) -> Iterator[Derived]:
    """ "11 of 12 audits" is 91.7 %; "40% of 50 tickets" is 20 tickets; "by 11 minutes (from 43)" leaves 32."""
    x, y, spans = one.figure, two.figure, (one.span, two.span)
    if y.start - x.end > 24 or y.high is not None or x.high is not None or y.base <= 0:
        return
    gap = one.said[x.end : y.start].strip().lower()
    if x.measure is y.measure is not Measure.SHARE and 0 < x.base < y.base and gap in _FROM:
        yield from _shrunk(x, y, spans)
    if x.measure is y.measure is Measure.COUNT and x.base > y.base and (more := _MORE_THAN.match(one.said, y.end)):
        before = x.base - y.base if more[1] == "more" else x.base + y.base
        other = replace(x, value=before, text="", step=_FINE, approximate=x.approximate or y.approximate)
        yield Derived(other, Way.PART, f"{plain(x)} is {plain(y)} {more[1]} than {plain_number(before)}", spans)
    if y.measure is not Measure.COUNT and not (x.measure is y.measure is Measure.MONEY and x.currency == y.currency):
        return
    loose = x.approximate or y.approximate
    if x.measure is y.measure and x.base <= y.base and gap in _OF:
        part = _as(x, x.base / y.base * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=loose)
        part = replace(part, noun=y.noun, nouns=y.nouns)
        yield Derived(part, Way.PART, f"{plain(x)} of {plain(y)} is {plain_share(part.base)}", spans)
        rest = replace(y, value=(y.base - x.base) / y.factor, text="", step=_FINE, approximate=loose)
        yield Derived(rest, Way.DIFFERENCE, f"{plain(x)} of {plain(y)} leaves {plain_number(rest.value)}", spans)
    elif x.measure is Measure.SHARE and gap in _OF:
        part = replace(y, value=x.base * y.base, text="", step=_FINE, approximate=loose)
        yield Derived(part, Way.PART, f"{plain(x)} of {plain(y)} is {plain_number(part.value)}", spans)


def _shrunk(by: Quantity, whole: Quantity, spans: tuple[Span, ...]) -> Iterator[Derived]:
    """ "By 11 minutes (from 43)" leaves 32, and is 25.6 % less."""
    loose = by.approximate or whole.approximate
    left = replace(whole, value=(whole.base - by.base) / whole.factor, text="", step=_FINE, approximate=loose)
    said = f"{plain(by)} from {plain(whole)}"
    yield Derived(left, Way.PART, f"{said} leaves {plain(left)}", spans)
    share = _as(by, by.base / whole.base * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=loose)
    yield Derived(share, Way.SHARE, f"{said} is {plain_share(share.base)}", spans)


_FROM = frozenset(("(from", "from", "(from a baseline of", "from a baseline of", "(out of", "off"))

_OF = frozenset(("of", "out of", "/", "of the", "of our", "out of the"))

_MORE_THAN = re.compile(r" (more|fewer|less) than\b")


def _other_names(written: Written) -> Iterator[Derived]:
    """Doubled is 100 % more, halved a factor of two: one figure under two names."""
    q = written.figure
    if q.high is not None or q.comparator or q.base <= 0:
        return
    if q.measure is Measure.MULTIPLE and q.base > 1:
        more = _as(q, (q.base - 1) * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=q.approximate)
        yield Derived(more, Way.SAME, f"{plain(q)} is {plain_share(more.base)} more", (written.span,))
        less = _as(q, (1 - 1 / q.base) * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=q.approximate)
        yield Derived(less, Way.SAME, f"{plain(q)} is {plain_share(less.base)} less", (written.span,))
    elif q.measure is Measure.SHARE and (q.base >= 1 or q.base == Decimal("0.5")):
        times = Decimal(2) if q.base < 1 else 1 + q.base
        ratio = _as(q, times, "times", Measure.MULTIPLE, Decimal(1), loose=q.approximate)
        yield Derived(ratio, Way.SAME, f"{plain(q)} is a factor of {plain_number(times)}", (written.span,))


_MOST_AIMED = 16


def against_goals(figures: Sequence[Written]) -> Iterator[tuple[Written, Written]]:
    """Each result with a goal of its kind in its own passage."""
    for result, goal in permutations(figures[:_MOST_AIMED], 2):
        if (result.entry, result.field) != (goal.entry, goal.field):
            continue
        part = roles(result.said)
        if part[result.figure.start].aim is not Aim.RESULT or part[goal.figure.start].aim is Aim.RESULT:
            continue
        if _of_a_nearer(result, goal, figures):
            continue
        one, two = result.figure, goal.figure
        if one.measure is two.measure and (one.noun == two.noun or not one.noun or not two.noun) and one.high is None:
            yield result, goal


def _of_a_nearer(result: Written, goal: Written, figures: Sequence[Written]) -> bool:
    """Whether a bare goal ("31 days on average (target 25)") belongs to a measured figure right before it."""
    if goal.figure.measure is not Measure.COUNT or goal.figure.noun:
        return False
    before = [w for w in figures[:_MOST_AIMED] if (w.entry, w.field) == (goal.entry, goal.field)]
    last = max((w for w in before if w.figure.start < goal.figure.start), key=lambda w: w.figure.start, default=None)
    if last is None or last is result or last.figure.measure is Measure.COUNT:
        return False
    return ". " not in goal.said[last.figure.end : goal.figure.start]


def _of_goal(result: Written, goal: Written) -> Iterator[Derived]:
    """ "18 short of the goal", "40% of the target"."""
    one, two, spans = result.figure, goal.figure, (result.span, goal.span)
    loose = one.approximate or two.approximate or bool(one.comparator or two.comparator)
    if two.high is not None or two.base <= 0 or one.vague or two.vague:
        return
    gap = replace(one, value=abs(two.base - one.base) / one.factor, text="", step=_FINE, approximate=loose)
    said = f"{plain(one)} against {plain(two)}"
    yield Derived(gap, Way.OF_GOAL, f"{said} is {plain_number(gap.value)} apart", spans)
    share = _as(one, one.base / two.base * 100, "percent", Measure.SHARE, Decimal("0.01"), loose=loose)
    yield Derived(share, Way.OF_GOAL, f"{said} is {plain_share(share.base)} of it", spans)


_MOST_SUMMED = 40


def sums(figures: Sequence[Written]) -> Iterator[Derived]:
    """Figures of one kind taken together: all of an entry's, all of the cited entries', and neighbours."""
    groups: dict[tuple[Measure, str, str, str], list[Written]] = {}
    kinds: dict[EntryId, set[str]] = {}
    for one in figures[:_MOST_SUMMED]:
        if one.figure.measure is Measure.COUNT and one.figure.noun not in ("", "time"):
            kinds.setdefault(one.entry, set()).add(_kind(one.figure))
    only = {entry: next(iter(nouns)) for entry, nouns in kinds.items() if len(nouns) == 1}
    for one in figures[:_MOST_SUMMED]:
        q = one.figure
        noun = _kind(q)
        if not noun and one.entry in only:
            noun = only[one.entry]  # "86 donors in spring, 104 in autumn"
        if q.high is None and not q.vague and q.measure not in (Measure.MULTIPLE, Measure.SHARE, Measure.POINTS):
            groups.setdefault((q.measure, noun, q.currency, q.per), []).append(one)
    for group in groups.values():
        by_entry: dict[EntryId, list[Written]] = {}
        for one in group:
            by_entry.setdefault(one.entry, []).append(one)
        together = [group, *by_entry.values(), *([one, two] for one, two in pairwise(group))]
        for some in together:
            if len(some) > 1:
                first = some[0].figure
                total = sum((one.figure.base for one in some), Decimal(0)) / first.factor
                loose = any(one.figure.approximate or one.figure.comparator for one in some)
                sum_up = " + ".join(plain_number(one.figure.base / first.factor) for one in some)
                nouns = {one.figure.noun for one in some if one.figure.noun}
                noun = next(iter(nouns)) if len(nouns) == 1 else "person" if nouns else ""
                figure = replace(first, value=total, text="", step=_FINE, approximate=loose, noun=noun, nouns=(noun,))
                yield Derived(figure, Way.SUM, f"{sum_up} is {plain_number(total)}", tuple(one.span for one in some))


def _kind(figure: Quantity) -> str:
    return "person" if is_person(figure.noun) else figure.noun
