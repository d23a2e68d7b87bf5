"""What figures some entries hold, and which others follow from them by a named piece of arithmetic."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Span
from service.domain.noun_phrases import is_person, stem
from service.domain.numerals import tokens
from service.domain.quantities import changes, quantities
from service.domain.quantity import Change, Comparator, Quantity
from service.domain.units import PERIODS, Measure
from service.domain.word_sets import word_set
from service.domain.wording_of_figures import plain, plain_number, plain_share


@dataclass(frozen=True, slots=True)
class Written:
    """A figure of an entry, where it stands, and the words of its clause."""

    figure: Quantity
    entry: EntryId
    field: str
    about: frozenset[str]

    @property
    def span(self) -> Span:
        return Span(entry=self.entry, field=self.field, start=self.figure.start, end=self.figure.end)


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A before/after pair of an entry. `told` is False for two like figures that nothing ties into a pair."""

    change: Change
    entry: EntryId
    fields: tuple[str, str]
    told: bool = True

    @property
    def spans(self) -> tuple[Span, ...]:
        sides = (self.change.before, self.change.after)
        return tuple(
            Span(entry=self.entry, field=name, start=side.start, end=side.end)
            for name, side in zip(self.fields, sides, strict=True)
        )


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


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that follows from written ones; `sum_up` is the arithmetic in words."""

    figure: Quantity
    way: Way
    sum_up: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Known:
    """Everything the checks ask of some entries' figures."""

    figures: tuple[Written, ...] = ()
    changes: tuple[WrittenChange, ...] = ()
    entries: tuple[BragEntry, ...] = ()
    words: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    lists: tuple[int, ...] = ()

    @cached_property
    def by_size(self) -> Mapping[Decimal, tuple[Written, ...]]:
        """The figures by their size in base units."""
        found: dict[Decimal, list[Written]] = {}
        for written in self.figures:
            found.setdefault(written.figure.base, []).append(written)
        return {size: tuple(some) for size, some in found.items()}

    @cached_property
    def following(self) -> tuple[Derived, ...]:
        """What follows from the figures without summing."""
        return tuple(_derived(self))

    @cached_property
    def sums(self) -> tuple[Derived, ...]:
        """Figures of one kind taken together."""
        return tuple(_sums(self.figures))


_LETTERS = re.compile(r"[^\W\d_]+")
# A clause ends at a comma, a colon, a sentence's end, or the word that starts another thing.
_CLAUSE_END = re.compile(r",(?![0-9])|[;:()!?\n]|\.\s|\s(?:and|but|while|whereas|with|as well as)\s", re.IGNORECASE)
_EMPTY = word_set("""
    the a an of to from by in on at for and or with we i my our us it its this that was is were be been are has had have
    than more less about around over under nearly almost roughly up down per each every percent per cent as per which
    after before now then so their they them he she his her into within between
    """)


def know(entries: Sequence[BragEntry]) -> Known:
    """Reads the figures of every passage of `entries`."""
    figures: list[Written] = []
    told: list[WrittenChange] = []
    words: set[str] = set()
    lists: list[int] = []
    for entry in entries:
        for passage in entry.passages():
            said = passage.words
            words |= content_words(said)
            lists += listed(said)
            here = quantities(said)
            if not here:
                continue
            figures += [Written(q, entry.id, passage.field, clause_words(said, q)) for q in here]
            told += [WrittenChange(c, entry.id, (passage.field,) * 2) for c in changes(said)]
    # "Weekly", "a week": what a rate may be by; and any other thing named here ("per run").
    periods = frozenset(PERIODS.get(word) or stem(word) for word in words if word not in _PLURAL_PERIODS)
    loose = _untold(figures, told)
    return Known(tuple(figures), (*told, *loose), tuple(entries), frozenset(words), periods, tuple(lists))


def content_words(text: str) -> frozenset[str]:
    """The words of `text` in lower case, numbers and small words left out."""
    return frozenset(word for word in (w.lower() for w in _LETTERS.findall(text)) if word not in _EMPTY)


def clause_words(text: str, figure: Quantity) -> frozenset[str]:
    """The content words of the clause a figure stands in."""
    before = text[max(0, figure.start - 160) : figure.start]
    after = text[figure.end : figure.end + 160]
    start = max((m.end() for m in _CLAUSE_END.finditer(before)), default=0)
    stop = next((m.start() for m in _CLAUSE_END.finditer(after)), len(after))
    return content_words(before[start:] + " " + after[:stop])


def _untold(figures: Sequence[Written], told: Sequence[WrittenChange]) -> Iterator[WrittenChange]:
    """Two figures of one kind in one entry, and no more than two: arithmetic between them is plain to any reader."""
    paired = {(w.entry, w.change.before.measure) for w in told}
    groups: dict[tuple[EntryId, Measure, str, str], list[Written]] = {}
    for one in figures:
        q = one.figure
        groups.setdefault((one.entry, q.measure, q.noun, q.currency), []).append(one)
    for (entry, measure, noun, currency), group in groups.items():
        if measure is Measure.COUNT and noun:
            # "250 visitors on the first day and 310 on the last": the second counts the same.
            group = [*group, *groups.get((entry, measure, "", currency), ())]
        if len(group) != 2 or (entry, measure) in paired or measure is Measure.MULTIPLE:
            continue
        if measure is Measure.COUNT and not noun:
            continue
        one, two = group
        change = Change(one.figure, two.figure, one.figure.start, two.figure.end)
        yield WrittenChange(change, entry, (one.field, two.field), told=False)


_PLURAL_PERIODS = frozenset(word for word in PERIODS if word.endswith("s") and word[:-1] in PERIODS)
_LIST_STOP = re.compile(r"[.;:()!?\n\u2014\u2013]")


def listed(text: str) -> list[int]:
    """How many things each enumeration of `text` names: 3 for "Ana, Bo and Chen"."""
    found = []
    for stretch in _LIST_STOP.split(text):
        if " and " not in stretch and "&" not in stretch and "," not in stretch:
            continue
        length, gap = 1, 0
        cut = tokens(stretch)
        last = ""
        for word in cut.words:
            if word in (",", "and", "&", "or"):
                if last not in (",", "and", "&", "or") and gap <= 5:
                    length += 1
                elif gap > 5:
                    if length > 1:
                        found.append(length)
                    length = 2
                gap = 0
            else:
                gap += 1
            last = word
        if length > 1:
            found.append(length)
    return found


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


def _derived(known: Known) -> Iterator[Derived]:
    for pair in known.changes[:_MOST_PAIRED]:
        yield from derived_from_change(pair)
    for one, two in pairwise(known.figures[:_MOST_PAIRED]):
        if one.entry == two.entry and one.field == two.field:
            yield from _parts(one, two, known)
    for written in known.figures[:_MOST_PAIRED]:
        yield from _other_names(written)


def _parts(one: Written, two: Written, known: Known) -> Iterator[Derived]:
    """ "11 of 12 audits" is 91.7 %; "40% of 50 tickets" is 20 tickets; "by 11 minutes (from 43)" leaves 32."""
    x, y, spans = one.figure, two.figure, (one.span, two.span)
    if y.start - x.end > 24 or y.high is not None or x.high is not None or y.base <= 0:
        return
    gap = _between(known, one, two)
    if x.measure is y.measure is not Measure.SHARE and 0 < x.base < y.base and gap in _FROM:
        yield from _shrunk(x, y, spans)
    if x.measure is y.measure is Measure.COUNT and x.base > y.base and (more := _MORE_THAN.match(_after(known, two))):
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


def _after(known: Known, one: Written) -> str:
    """The stretch right after a written figure."""
    for entry in known.entries:
        if entry.id == one.entry:
            for passage in entry.passages():
                if passage.field == one.field:
                    return passage.words[one.figure.end : one.figure.end + 60]
    return ""


def _between(known: Known, one: Written, two: Written) -> str:
    for entry in known.entries:
        if entry.id == one.entry:
            for passage in entry.passages():
                if passage.field == one.field:
                    return passage.words[one.figure.end : two.figure.start].strip().lower()
    return ""


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


_MOST_SUMMED = 40


def _sums(figures: Sequence[Written]) -> Iterator[Derived]:
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
