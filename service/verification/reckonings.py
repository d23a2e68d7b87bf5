"""Figures that follow from an entry's by plain arithmetic the sentence speaks of: the rest, a gap, a sum, a ratio."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from service.domain.brag import BragEntry
from service.domain.quantity import Comparator, Quantity
from service.domain.units import Measure
from service.verification.claimed_figures import Claimed, bare, same_kind, same_noun
from service.verification.figure_relations import Relation, relation
from service.verification.known_figures import Known
from service.verification.written_figures import Written

# In a longer entry some sum or other gives nearly any number: what follows there needs a stricter tie.
_MOST_FIGURES = 14
_FEW_FIGURES = 3
_NEAR = Decimal("0.3")
_STEP = Decimal("1e-12")
_NOT = re.compile(
    r"(?i)\b(?:no|not|never|none|nothing|nobody|neither|without|outside|apart|rest|remain\w*|other|others|fail\w*|miss\w*"
    r"|bad|poor|los[et]\w*|late|un[a-z]{3,}|still|left|yet|against|wrong|drop(?:ped|s)? out|cancel\w*|dnas?|outstanding"
    r"|pending|declin\w*|refus\w*|reject\w*|wait\w*|absent|faulty|damaged|broken|stale|overdue|to go|except|bar|open"
    r"|lack\w*|away|out|sick|ill|vacant|empty|spare|free|unable|cannot)\b|n't\b"
)
_GAP = re.compile(
    r"(?i)\b(?:fewer|less|more|lower|higher|shorter|longer|faster|quicker|slower|sooner|earlier|later|cheaper|dearer"
    r"|larger|smaller|bigger|short of|ahead of|behind|gap|difference|margin|separat\w*|ris[ei]\w*|rose|fell|fall\w*"
    r"|dropp?\w*|gain\w*|sav(?:ed?|es|ings?)|trim\w*|shav\w*|grew|grow\w*|improv\w*|reduc\w*|increas\w*|decreas\w*"
    r"|extra"
    r"|exceed\w*|miss\w*|beat|better|worse|steeper)\b|\bby (?:some |about |around |roughly |only |just )?(?=\W?\d)"
)
_SUM = re.compile(r"(?i)\b(?:total\w*|altogether|together|combined|in all|overall|all told|sum|across|both)\b")
_LEVEL = re.compile(r"(?i)\b(?:from|to|at|of|for) (?:some |about |around |roughly |only |just )?$")
_LEFT_AT = re.compile(r"(?i)\b(?:leaving|leaves|remaining) (?:some |about |around |roughly |only |just )?$")
_ONE_IN = re.compile(r"(?i)\b(?:in|per|out of|from|each|every) (?:every |each )?$")
_ORDINAL = re.compile(r"(?<![\w.])(\d{1,5})(?:st|nd|rd|th)\b")
_EACH = re.compile(r"(?i)\b(?:per|each|every|apiece|a head|an?)\b")
_BREAK = re.compile(r"[,;:.!?()\n](?!\d)|\s[-–—]\s|\b(?:but|and|while|whereas|though|although|against)\b")


def follows_from(claimed: Claimed, known: Known) -> bool:
    """Whether the figure follows from those of one entry in the way its own clause tells it."""
    q = claimed.figure
    if q.vague or q.high is not None or q.base <= 0 or len(known.figures) > _MOST_FIGURES:
        return False
    if _is_number_of_a_thing(claimed, known) or _unit_left_out(q, known):
        return True
    return any(_carried(q, value) for value in _values(claimed, known))


def _carried(q: Quantity, there: Quantity) -> bool:
    """A bound holds only of a figure close to it: 80 % is not told as *over a fifth*."""
    if not _within(q, there):
        return False
    return relation(q, there, derived=True) is Relation.SAID


def _within(q: Quantity, there: Quantity) -> bool:
    if q.comparator is Comparator.EXACT:
        return True
    if abs(q.base - there.base) > _NEAR * max(q.base, there.base):
        return False
    if q.comparator is Comparator.MORE:
        return there.base > q.base
    if q.comparator is Comparator.LEAST:
        return there.base >= q.base
    if q.comparator in (Comparator.LESS, Comparator.NEARLY):
        return there.base < q.base
    return there.base <= q.base


def _values(claimed: Claimed, known: Known) -> Iterator[Quantity]:
    q = claimed.figure
    if q.comparator is not Comparator.EXACT and len(known.figures) > _FEW_FIGURES:
        return
    own = [w for w in known.figures if w.figure.high is None and not w.figure.vague and w.figure.per == q.per]
    if q.measure is Measure.SHARE:
        yield from _shares(claimed, own)
    elif q.measure is Measure.POINTS:
        yield from _points(q, own)
    elif q.measure is Measure.MULTIPLE:
        yield from _ratios(q, own, known)
    else:
        pool = [w for w in own if same_kind(q, w.figure) and _may_count(q, w, known)]
        yield from _gaps(claimed, pool)
        yield from _sums(claimed, pool)
        if q.measure is Measure.COUNT:
            yield from _rests(claimed, pool)
        if q.measure is Measure.MONEY and _EACH.search(claimed.sentence, q.end, q.end + 24):
            yield from _apiece(q, own)


def _may_count(q: Quantity, written: Written, known: Known) -> bool:
    k = written.figure
    if q.measure is not Measure.COUNT or bare(q) or bare(k) or same_noun(q, k):
        return True
    return q.noun in {noun for other in known.figures for noun in other.figure.nouns}


def _as(q: Quantity, base: Decimal, *sides: Quantity) -> Quantity:
    loose = any(side.approximate or side.comparator is not Comparator.EXACT for side in sides)
    return replace(
        q, value=base / q.factor, text="", step=_STEP, approximate=loose, comparator=Comparator.EXACT, spelled=False
    )


def _gaps(claimed: Claimed, pool: Sequence[Written]) -> Iterator[Quantity]:
    """ "25 minutes shorter" of 5 h 10 and 4 h 45; "could drop to 2,050" of 250 off 2,300."""
    q = claimed.figure
    left_at = _LEFT_AT.search(claimed.sentence[: q.start]) is not None
    if _LEVEL.search(claimed.sentence[: q.start]):
        return
    near = claimed.sentence[max(0, q.start - 60) : q.end + 50]
    if not (left_at or _GAP.search(near)):
        return
    for one, two in combinations(pool, 2):
        a, b = one.figure, two.figure
        if a.base != b.base and (a.measure is not Measure.COUNT or same_noun(a, b)):
            yield _as(q, abs(a.base - b.base), a, b)


def _sums(claimed: Claimed, pool: Sequence[Written]) -> Iterator[Quantity]:
    """ "40 votes in all" of 31 to 9."""
    q = claimed.figure
    if not _SUM.search(claimed.sentence):
        return
    for many in (2, 3):
        for first in range(len(pool) - many + 1):
            some = [w.figure for w in pool[first : first + many]]
            yield _as(q, sum((k.base for k in some), Decimal(0)), *some)


def _rests(claimed: Claimed, pool: Sequence[Written]) -> Iterator[Quantity]:
    """ "823 of the 860 were good" of 37 bad: the rest of a whole, told the other way round than the part."""
    q = claimed.figure
    turned = _NOT.search(_clause(claimed.sentence, q)) is not None
    for whole in pool:
        for part in pool:
            if part.figure.base >= whole.figure.base or part is whole:
                continue
            if turned != (_NOT.search(_clause(part.said, part.figure)) is not None):
                yield _as(q, whole.figure.base - part.figure.base, whole.figure, part.figure)


def _shares(claimed: Claimed, own: Sequence[Written]) -> Iterator[Quantity]:
    """A part in its whole, or its complement where that is told the other way round."""
    q = claimed.figure
    turned = _NOT.search(_clause(claimed.sentence, q)) is not None
    for one, two in combinations(own, 2):
        a, b = sorted((one.figure, two.figure), key=lambda k: k.base)
        if a.measure is not b.measure or a.measure is Measure.SHARE or a.base <= 0 or a.base == b.base:
            continue
        if a.measure is Measure.COUNT and not same_noun(a, b):
            continue
        yield _as(q, a.base / b.base, a, b)
        if turned:
            yield _as(q, 1 - a.base / b.base, a, b)


def _points(q: Quantity, own: Sequence[Written]) -> Iterator[Quantity]:
    """Points between two shares, one of which may be a part in its whole."""
    told = [w.figure for w in own if w.figure.measure is Measure.SHARE]
    counts = [w.figure for w in own if w.figure.measure is Measure.COUNT]
    parts = [min(a.base, b.base) / max(a.base, b.base) for a, b in combinations(counts, 2) if a.base and b.base]
    bases = [k.base for k in told]
    bares = [k.base / 100 for k in counts if bare(k)]
    for base in bases:
        for other in (*bases, *parts, *bares):
            if other != base:
                yield _as(q, abs(other - base) * 100)


def _ratios(q: Quantity, own: Sequence[Written], known: Known) -> Iterator[Quantity]:
    """ "Four times as often" of every 50th, once every 200th."""
    for one, two in combinations(own, 2):
        a, b = one.figure, two.figure
        if a.measure is b.measure and a.base > 0 and b.base > 0:
            yield _as(q, max(a.base, b.base) / min(a.base, b.base), a, b)
    for first, second in combinations(_ordinals(known.entries), 2):
        yield _as(q, Decimal(max(first, second)) / min(first, second))


def _apiece(q: Quantity, own: Sequence[Written]) -> Iterator[Quantity]:
    for one in own:
        for two in own:
            if one.figure.measure is Measure.MONEY and two.figure.measure is Measure.COUNT and two.figure.base > 0:
                yield _as(q, one.figure.base / two.figure.base, one.figure, two.figure)


def _clause(text: str, q: Quantity) -> str:
    """The words between the marks nearest to a figure."""
    start = max((m.end() for m in _BREAK.finditer(text, 0, q.start)), default=0)
    end = next((m.start() for m in _BREAK.finditer(text, q.end)), len(text))
    return text[start:end]


@lru_cache(maxsize=64)
def _ordinals(entries: tuple[BragEntry, ...]) -> tuple[int, ...]:
    found = (int(m[1]) for entry in entries for p in entry.passages() for m in _ORDINAL.finditer(p.words))
    return tuple(sorted({number for number in found if number > 0}))


def _is_number_of_a_thing(claimed: Claimed, known: Known) -> bool:
    """ "The 41" of route 41, "one in fifty" of every 50th: the entry has the number, and counts nothing with it."""
    q = claimed.figure
    if q.measure is not Measure.COUNT or q.value != q.value.to_integral_value():
        return False
    if int(q.value) in _ordinals(known.entries) and _ONE_IN.search(claimed.sentence[: q.start]):
        return True
    if q.spelled or not claimed.sentence[: q.start].rstrip().lower().endswith(
        ("the", "a", "of", "on", "no.", "number")
    ):
        return False
    counted = {(w.entry, w.field, w.figure.start) for w in known.figures}
    number = re.compile(rf"(?<![\w.,:£$€]){re.escape(q.text.split()[0])}(?![\w%]|[.,:]\d)")
    return any(
        (entry.id, passage.field, match.start()) not in counted
        for entry in known.entries
        for passage in entry.passages()
        for match in number.finditer(passage.words)
    )


def _unit_left_out(q: Quantity, known: Known) -> bool:
    """ "47%, aim was 50": the bare figure is of the unit the others have."""
    if q.measure not in (Measure.SHARE, Measure.MONEY) or q.spelled:
        return False
    if not any(w.figure.measure is q.measure for w in known.figures):
        return False
    return any(
        bare(w.figure) and w.figure.value == q.value and not w.figure.high and not w.figure.approximate
        for w in known.figures
    )
