"""Figures that a sentence itself says it worked out: "118 fewer", "the other seven", "a third of them", "£168k in all".

A reckoning is tried only where the words beside the figure name it, or where the figure is a share of two written
ones; a figure that stands in the very slot of another written figure is that figure told wrong, and is never reckoned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from service.domain.noun_phrases import stem
from service.domain.quantity import Comparator, Quantity
from service.domain.units import DAY_S, WORDS, Measure
from service.domain.word_sets import word_set
from service.domain.wording_of_figures import plain, plain_number
from service.verification.claimed_figures import Claimed, same_noun
from service.verification.derived_figures import Derived, Way
from service.verification.figure_relations import same
from service.verification.implied_figures import implied
from service.verification.known_figures import Known
from service.verification.written_figures import Written

_APART = word_set("""
    fewer less more faster shorter quicker earlier sooner later lower higher longer bigger larger smaller dearer cheaper
    cut saved saving saves savings by difference gap improvement increase decrease drop rise reduction gain gained lost
    up down above below under over short shy behind ahead extra additional off improved fell rose dropped grew climbed
    slipped shed reduced increased gone risen fallen than better worse beyond missed excess against beat lifted trimmed
    """)
_LEFT = word_set("""
    remaining remain remained remains other others rest left kept keep keeps keeping still open outstanding unfinished
    without missing short over unresolved pending untouched unfilled yet else further otherwise spare unsold balance
    not never unused didn hadn weren haven failed never unaffected waiting survive survived stayed stay again
    """)
_IN_ALL = re.compile(
    r"(?i)\b(?:in all|all told|total(?:s|led|ling)?|altogether|over (?:its|the|their|his|her|my|our)|com(?:es?|ing) to"
    r"|came to|amount(?:s|ed|ing)? to|add(?:s|ed|ing)? up|worth|across|spread over|overall|together|between them"
    r"|some|sum|running to|ran to|makes|made up)\b"
)
_EACH = re.compile(
    r"(?i)\b(?:each|apiece|a ?head|average[ds]?|mean|per|every|a (?:time|piece|person|day|week|month))\b"
)
_MEAN = re.compile(r"(?i)\b(?:average[ds]?|mean|per|a (?:head|time|piece|person|day|week|month|year))\b")
_FELL = re.compile(
    r"(?i)\b(?:fell|fall(?:s|en|ing)?|drop\w*|cut\w*|down|less|fewer|lower|reduc\w*|declin\w*|decreas\w*|sav\w+|shrank"
    r"|faster|quicker|shorter|cheaper|off|trim\w*|sank|smaller)\b"
)
_ROSE = re.compile(
    r"(?i)\b(?:rose|ris(?:e|es|en|ing)|grew|grow\w*|up|more|higher|increas\w*|gain\w*|improv\w*|clim\w+|longer|again"
    r"|slower|dearer|lift\w*|larger|bigger)\b"
)
_PART_OF = re.compile(r" of (?:the |our |my |those |these )?[\w]+")
_MONEY_WORDS = word_set("spend spending spent cost costs costing revenue income price prices budget turnover profit")
_ROUGHLY = re.compile(r" (?:or so|or thereabouts|-?ish)\b")
_WORD = re.compile(r"[^\W_]+")
_FINE = Decimal("1e-9")
# A passage with more figures than this is a table: what follows from its pairs is nobody's claim.
_MOST = 14
_FRACTION_SLACK, _ABOUT_SLACK = Decimal("0.02"), Decimal("0.07")


def reckoned_from(claimed: Claimed, known: Known) -> Derived | None:
    """The reckoning that carries a figure no entry holds as it stands, or None."""
    q = claimed.figure
    if q.high is not None or q.vague or q.base <= 0:
        return None
    figures = _readable(known)
    if not 0 < len(figures) <= _MOST or _in_slot(claimed, known.figures):
        return None
    for one in _ways(claimed, figures, known):
        if _fits(claimed, one.figure):
            return one
    return None


def _readable(known: Known) -> tuple[Written, ...]:
    """The written figures that arithmetic may use, with those that words imply ("a fortnight", "3x20 min")."""
    written = (*known.figures, *implied(known.entries))
    return tuple(w for w in written if not w.figure.vague and w.figure.base > 0)


def _in_slot(claimed: Claimed, figures: Sequence[Written]) -> bool:
    """Whether the words on both sides are those around another written figure: "cut 40 jobs" where 39 were cut."""
    q = claimed.figure
    before, behind = _around(claimed.sentence, q)
    for w in figures:
        if w.figure.measure is not q.measure:
            continue
        if _EACH.search(claimed.sentence, q.end, q.end + 40) and not _EACH.search(w.said):
            continue  # "30 hours of coaching apiece" beside "90 hours of coaching"
        ahead, after = _around(w.said, w.figure)
        alike_before = bool(before) and before[-1:] == ahead[-1:]
        alike_after = behind[:1] == after[:1]
        if not alike_after and not (_APART | _LEFT).isdisjoint(behind):
            continue  # "six days above target" beside "31 days on average"
        if (
            (alike_before and alike_after)
            or (len(before) > 1 and before == ahead)
            or (len(behind) > 1 and behind == after)
        ):
            return True
    return False


def _around(text: str, q: Quantity) -> tuple[list[str], list[str]]:
    before = [word.lower() for word in _WORD.findall(text[max(0, q.start - 40) : q.start])]
    behind = [word.lower() for word in _WORD.findall(text[q.end : q.end + 40])]
    return before[-2:], behind[:2]


def _fits(claimed: Claimed, got: Quantity) -> bool:
    """Whether the claimed figure tells the reckoned one, rounded no further than it says."""
    q = claimed.figure
    c, v = q.base, got.base
    if v <= 0:
        return False
    match q.comparator:
        case Comparator.MORE | Comparator.LEAST:
            return v * Decimal("0.85") <= c and (c < v or (c == v and q.comparator is Comparator.LEAST))
        case Comparator.LESS | Comparator.MOST:
            return c <= v * Decimal("1.17") and (c > v or (c == v and q.comparator is Comparator.MOST))
        case Comparator.NEARLY:
            return c * Decimal("0.92") <= v <= c
    apart = abs(c - v) / max(c, v)
    if q.approximate or _ROUGHLY.match(claimed.sentence, q.end):
        return apart <= _ABOUT_SLACK
    if got.approximate and not _loosely_said(q):
        return False
    if q.measure is Measure.SHARE:
        slack = _FRACTION_SLACK * c if q.spelled and q.unit != "percent" else q.step * q.factor / 2
        return abs(c - v) <= slack
    return apart <= _FINE or same(q, replace(got, unit=q.unit)) or (q.step < 1 and abs(c - v) <= q.step * q.factor / 2)


def _loosely_said(q: Quantity) -> bool:
    return q.spelled and q.text.lower().startswith(("halv", "doubl", "tripl"))


def _ways(claimed: Claimed, figures: Sequence[Written], known: Known) -> Iterator[Derived]:
    q, sentence = claimed.figure, claimed.sentence
    ahead, behind = claimed.near(5, 6)
    if _PART_OF.match(sentence, q.end):
        behind = [word.lower() for word in _WORD.findall(sentence[q.end :])]
    by = ahead[-1:] == ["by"] or ahead[-2:-1] == ["by"]
    if len(ahead) > 1 and ahead[-1] == "than":
        ahead = ahead[:-2]
    told = {*ahead, *behind}
    if q.measure is Measure.SHARE:
        yield from _shares(claimed, figures, known, by=by)
        return
    if claimed.in_change and not by:
        return  # a side of a change is written, or it is wrong
    yield from _as_they_stand(claimed, figures)
    if q.measure is Measure.MULTIPLE:
        for one, two in _pairs(figures):
            small, large = sorted((one.figure, two.figure), key=_base)
            if small.base < large.base:
                yield _made(q, large.base / small.base, Way.RATIO, f"{plain(large)} to {plain(small)}", one, two)
        return
    if not told.isdisjoint(_APART) or not told.isdisjoint(_LEFT):
        yield from _differences(q, figures, known, thrice=not told.isdisjoint(_LEFT))
    if _IN_ALL.search(sentence) or q.base >= 20 or q.per:
        yield from _products(q, figures)
    # Money and time are shared out evenly as people speak; twelve workshops in four towns need not be three in each.
    if (_EACH if q.measure is not Measure.COUNT else _MEAN).search(sentence) and not q.per:
        yield from _quotients(q, figures)


def _base(q: Quantity) -> Decimal:
    return q.base


def _made(q: Quantity, base: Decimal, way: Way, sum_up: str, *of: Written) -> Derived:
    loose = any(w.figure.approximate or w.figure.comparator not in _PLAIN for w in of)
    figure = replace(q, value=base / q.factor, comparator=Comparator.EXACT, approximate=loose, text="", step=_FINE)
    return Derived(figure, way, f"{sum_up} is {plain_number(figure.value)}", tuple(w.span for w in of))


_PLAIN = (Comparator.EXACT, Comparator.WITHIN)


def _as_they_stand(claimed: Claimed, figures: Sequence[Written]) -> Iterator[Derived]:
    """One figure under another name: 0.2 is a fifth, tenfold ten times, plots 4 to 11 are eight."""
    q = claimed.figure
    for w in figures:
        k = w.figure
        if k.high is not None and k.measure is q.measure is Measure.COUNT and not k.noun and not k.spelled:
            yield _made(q, k.high - k.value + 1, Way.SAME, f"from {plain(k)}, both counted,", w)
        if k.high is not None:
            continue
        if q.measure is Measure.SHARE and k.measure is Measure.COUNT and k.value < 1:
            yield _made(q, k.value, Way.SAME, plain(k), w)
        times = q.measure is Measure.COUNT and q.noun == "time"
        if times and k.measure is Measure.MULTIPLE:
            yield _made(q, k.value, Way.SAME, plain(k), w)
        if not w.figure.text and k.measure is q.measure and same_noun(q, k):
            yield _made(q, k.base, Way.SAME, plain(k), w)


def _pairs(figures: Sequence[Written]) -> Iterator[tuple[Written, Written]]:
    """Figures of one entry and measure; a bare number ("47 min, was 70") takes the unit of the one beside it."""
    for one, two in combinations(figures, 2):
        if one.entry != two.entry or one.figure.high is not None or two.figure.high is not None:
            continue
        a, b = one.figure, two.figure
        if a.measure is not b.measure:
            if _bare(b) and a.measure in _MEASURED:
                two = replace(two, figure=replace(b, measure=a.measure, unit=a.unit, factor=a.factor))
            elif _bare(a) and b.measure in _MEASURED:
                one = replace(one, figure=replace(a, measure=b.measure, unit=b.unit, factor=b.factor))
            else:
                continue
        if one.figure.currency == two.figure.currency:
            yield one, two


_MEASURED = (Measure.TIME, Measure.MONEY, Measure.SHARE)


def _bare(q: Quantity) -> bool:
    return q.measure is Measure.COUNT and not q.noun


def _shares(claimed: Claimed, figures: Sequence[Written], known: Known, *, by: bool) -> Iterator[Derived]:
    """Part of a whole, what is missing from it, and how much a figure moved, as a share."""
    q, sentence = claimed.figure, claimed.sentence
    written = [w for w in figures if w.figure.measure is Measure.SHARE]
    marked = q.approximate or q.comparator or (q.spelled and q.unit != "percent")
    yield from _as_they_stand(claimed, figures)
    for w in written:
        if not by and w.figure.high is None and w.figure.base < 1 and _other_words(claimed, written):
            yield _made(q, 1 - w.figure.base, Way.REMAINING, f"all but {plain(w.figure)}", w)
    if not marked and any(not any(same(w.figure, one) for one in claimed.beside) for w in written):
        return  # an exact percentage beside others is one of them told wrong
    fell, rose = _FELL.search(sentence) is not None, _ROSE.search(sentence) is not None
    of_money = any(w.lower() in _MONEY_WORDS and w.lower() not in known.words for w in _WORD.findall(sentence))
    for one, two in _pairs(figures):
        small, large = sorted((one.figure, two.figure), key=_base)
        if small.base == large.base or (of_money and small.measure is Measure.COUNT):
            continue  # forty per cent fewer kits are not forty per cent less spent
        part = small.base / large.base
        said = f"{plain(small)} of {plain(large)}"
        if not by:
            yield _made(q, part, Way.PART, said, one, two)
        if fell or not _LEFT.isdisjoint(w.lower() for w in _WORD.findall(sentence)) or " no " in sentence:
            yield _made(q, 1 - part, Way.REMAINING, f"{plain(large)} less {plain(small)}, as a share,", one, two)
        if rose:
            yield _made(q, 1 / part - 1, Way.SHARE, f"{plain(large)} over {plain(small)}, as a rise,", one, two)


def _other_words(claimed: Claimed, written: Sequence[Written]) -> bool:
    """Whether the claim tells of something else than the written shares do: absence for attendance, the others."""
    spoken = {stem(word.lower()) for word in _WORD.findall(claimed.sentence)}
    about = {stem(word) for one in written for word in one.about}
    return bool(about - spoken)


def _differences(q: Quantity, figures: Sequence[Written], known: Known, *, thrice: bool) -> Iterator[Derived]:
    for one, two in _pairs(figures):
        a, b = one.figure, two.figure
        gap = abs(a.base - b.base)
        said = f"{plain(a)} against {plain(b)}"
        if a.measure is Measure.SHARE:
            if q.measure is Measure.POINTS or (q.measure is Measure.COUNT and q.noun in ("", "point")):
                yield _made(q, gap * 100, Way.DIFFERENCE, said, one, two)
        elif a.measure is q.measure and _alike(q, a, b, known):
            yield _made(q, gap, Way.DIFFERENCE, said, one, two)
            yield from _priced(q, gap, figures, one, two)
        elif a.measure is Measure.COUNT and (_same_things(a, b)):
            if q.measure is Measure.POINTS and _bare(a) and _bare(b):
                yield _made(q, gap, Way.DIFFERENCE, said, one, two)
            yield from _priced(q, gap, figures, one, two)
    counts = [w for w in figures if w.figure.measure is Measure.COUNT and w.figure.high is None]
    if thrice and q.measure is Measure.COUNT and 3 <= len(counts) <= 5:
        for some in combinations(counts, 3):
            large, *rest = sorted((w.figure.base for w in some), reverse=True)
            yield _made(q, large - sum(rest), Way.DIFFERENCE, " and ".join(plain(w.figure) for w in some), *some)


def _priced(q: Quantity, gap: Decimal, figures: Sequence[Written], *of: Written) -> Iterator[Derived]:
    """So many fewer at so much each."""
    for w in figures:
        if q.measure is w.figure.measure is Measure.MONEY and of[0].figure.measure is Measure.COUNT:
            yield _made(q, gap * w.figure.base, Way.DIFFERENCE, f"{plain_number(gap)} at {plain(w.figure)}", *of, w)


def _same_things(a: Quantity, b: Quantity) -> bool:
    return not a.noun or not b.noun or a.noun == b.noun


def _alike(q: Quantity, a: Quantity, b: Quantity, known: Known) -> bool:
    """Whether a difference of `a` and `b` may be what `q` counts."""
    if q.measure is Measure.MONEY:
        return q.currency == a.currency or q.unit.endswith(" cent")
    if q.measure is not Measure.COUNT:
        return True
    if not _same_things(a, b):
        return False
    if not q.noun or q.noun == "point" or not (a.noun or b.noun):
        return True
    if (a.noun and same_noun(q, a)) or (b.noun and same_noun(q, b)):
        return True
    return not any(w.figure.noun and same_noun(q, w.figure) for w in known.figures)


def _products(q: Quantity, figures: Sequence[Written]) -> Iterator[Derived]:
    for one, two in combinations(figures, 2):
        if one.entry != two.entry or one.figure.high is not None or two.figure.high is not None:
            continue
        for x, y in ((one, two), (two, one)):
            a, b = x.figure, y.figure
            said = f"{plain(a)} times {plain(b)}"
            if b.measure is not q.measure:
                continue
            if a.measure is Measure.COUNT and b.measure in _MULTIPLIED and (b.measure is not Measure.COUNT or one is x):
                yield _made(q, a.base * b.base, Way.SUM, said, x, y)
            if a.measure is not Measure.TIME or a.factor < DAY_S:
                continue
            unit = WORDS.get(b.per)
            if unit is not None and unit.measure is Measure.TIME:
                yield _made(q, round(a.base / unit.factor, 1) * b.base, Way.SUM, said, x, y)
            if q.measure is Measure.COUNT:
                yield _made(q, a.value * b.base, Way.SUM, said, x, y)


_MULTIPLIED = (Measure.TIME, Measure.MONEY, Measure.COUNT)


def _quotients(q: Quantity, figures: Sequence[Written]) -> Iterator[Derived]:
    for one, two in combinations(figures, 2):
        if one.entry != two.entry or one.figure.high is not None or two.figure.high is not None:
            continue
        for x, y in ((one, two), (two, one)):
            if x.figure.measure is q.measure and y.figure.measure is Measure.COUNT and y.figure.base > 1:
                said = f"{plain(x.figure)} shared by {plain(y.figure)}"
                yield _made(q, x.figure.base / y.figure.base, Way.PART, said, x, y)
