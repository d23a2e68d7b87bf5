"""Two figures side by side: joined into one (a range, hours with minutes), lending a unit, or a before and an after."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from service.domain.figure_units import DASHES
from service.domain.numerals import Tokens, tokens
from service.domain.quantity import Change, Quantity
from service.domain.units import PART, Measure
from service.domain.word_sets import word_set

ARROWS = frozenset(("->", "=>", "→", "⇒", "➜", "➔"))


GREW = word_set(
    "grew grow growing increased increase increasing rose rise raised raise raising went going improved improve "
    "improving lifted lift up scaled scale climbed expanded expand boosted doubled tripled moved took taking brought "
    "reduced reduce reducing cut cutting dropped drop dropping fell falling down shortened lowered decreased shrank "
    "trimmed slashed sped halved jumped progressed extended"
)


def add(cut: Tokens, found: list[Quantity], quantity: Quantity) -> None:
    """Appends a figure, joined to the one before where both make one: a range, or hours with minutes."""
    if found and not quantity.noun and quantity.measure is Measure.COUNT and _OF_THOSE.match(cut.text, quantity.end):
        counted = next((one for one in reversed(found[-4:]) if one.noun), quantity)
        quantity = replace(quantity, noun=counted.noun, nouns=counted.nouns)
    if found and 0 <= quantity.start - found[-1].end <= 40:
        last = found[-1]
        gap = cut.text[last.end : quantity.start].lower()
        if joined := _compound(last, quantity, gap) or _one_in(last, quantity, gap) or _range(cut, last, quantity, gap):
            found[-1] = joined
            return
        found[-1], quantity = _share_units(last, quantity, gap)
    found.append(quantity)


def _compound(one: Quantity, two: Quantity, gap: str) -> Quantity | None:
    """ "3 hours 40 minutes"."""
    if not (one.measure is two.measure is Measure.TIME and one.high is None and one.factor > two.factor):
        return None
    if gap.strip() not in ("", "and") or one.per or two.comparator:
        return None
    in_two = one.base / two.factor + two.value
    return replace(
        two, value=in_two, start=one.start, text=f"{one.text}{gap}{two.text}", comparator=one.comparator,
        approximate=one.approximate or two.approximate,
    )  # fmt: skip


def _one_in(one: Quantity, two: Quantity, gap: str) -> Quantity | None:
    """ "1 in 4 customers" is a share of them."""
    if gap.strip() != "in" or one.noun or one.measure is not two.measure or one.measure is not Measure.COUNT:
        return None
    if not 0 < one.value < two.value or two.high is not None:
        return None
    text = f"{one.text}{gap}{two.text}"
    share = replace(one, value=one.value / two.value, end=two.end, text=text, step=Decimal("0.01"))
    return replace(share, unit=PART.name, measure=Measure.SHARE, noun=two.noun, nouns=two.nouns)


def _range(cut: Tokens, one: Quantity, two: Quantity, gap: str) -> Quantity | None:
    """ "4-6 weeks", "between 10 and 12", "two or three days"; "4 to 6" unless something went from 4 to 6."""
    sign = gap.strip()
    low, high = _share_units(one, two, " to ")
    if low.high is not None or high.high is not None or low.measure is not high.measure or low.base >= high.base:
        return None
    if low.measure is Measure.COUNT and low.noun and high.noun and low.noun != high.noun:
        return None
    before = cut.text[max(0, one.start - 60) : one.start].lower().split()
    either = sign in DASHES or (sign == "or" and one.noun in ("", two.noun) and high.base <= 2 * low.base)
    between = sign == "and" and "between" in before[-3:]
    spread = sign == "to" and "from" not in before[-3:] and GREW.isdisjoint(before[-7:])
    if not (either or between or spread):
        return None
    return replace(
        high,
        value=low.base / high.factor,
        high=high.value,
        start=one.start,
        text=cut.text[one.start : two.end],
        approximate=one.approximate or two.approximate or sign == "or",
        comparator=one.comparator,
        step=min(one.step, two.step),
    )


def _share_units(one: Quantity, two: Quantity, gap: str) -> tuple[Quantity, Quantity]:
    """In "from 4 to 2 hours" both are hours; in "from 40 tickets to 12" both are tickets."""
    words = gap.replace("-", " ").split()
    if one.measure is two.measure and not one.noun and gap.strip() in _PART_OF:
        return replace(one, noun=two.noun, nouns=two.nouns), two
    if one.measure is Measure.SHARE and words[-1:] == ["from"] and two.measure is not Measure.SHARE:
        return one, two  # "fell by 78%, from 140" tells what fell, and 140 of that
    if one.noun in SITTINGS:
        return one, two  # "in one quarter, up from 193" counts no quarters before
    beside = (
        gap.strip() in DASHES
        or _WERE.fullmatch(gap) is not None
        or not ARROWS.isdisjoint(words)
        or _TIED.search(gap) is not None
    )
    if not beside or len(words) > 8 or ";" in gap or ". " in gap:
        return one, two
    bare_one = one.measure is Measure.COUNT and not one.noun
    bare_two = two.measure is Measure.COUNT and not two.noun
    if bare_one and not bare_two:
        return _in_units_of(two, one), two
    if bare_two and not bare_one:
        return one, _in_units_of(one, two)
    if one.measure is not two.measure or (one.noun and two.noun and one.noun != two.noun):
        return one, two
    if not one.per and two.per:
        one = replace(one, per=two.per)
    elif one.per and not two.per:
        two = replace(two, per=one.per)
    return one, two


_WERE = re.compile(r"(?: now)?,? were ")


_PART_OF = frozenset(("of", "out of", "of the", "of our", "out of the"))


# What ties two figures so that one may lend the other its unit; "from" lends backwards only after "up" or "down".
_TIED = re.compile(
    r"(?:^|\s)\(?(?:to|or|instead of|rather than|not|versus|vs\.?|against|compared (?:to|with)|(?:down|up) from|it was"
    r"|(?:it|we|i|they) took|before that|it had been|used to be|\(was|was(?=\s*(?:\w+\s*)?$)|previously|from)(?:\s|$)"
)


def _in_units_of(known: Quantity, bare: Quantity) -> Quantity:
    return replace(
        bare,
        unit=known.unit,
        measure=known.measure,
        factor=known.factor,
        noun=known.noun,
        nouns=known.nouns,
        per=bare.per or known.per,
    )


SITTINGS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday weekend evening morning afternoon session shift term "
    "season sprint semester visit round night summer quarter"
)


_OF_THOSE = re.compile(r"\s+of (?:them|those|these)\b", re.IGNORECASE)


_BACKWARD = word_set("was took from previously instead rather formerly originally against were")


_SENTENCE_ENDS = frozenset((";", "!", "?", "•", "\n"))


def change_pairs(cut: Tokens, found: tuple[Quantity, ...]) -> Iterator[Change]:
    for one, two in pairwise(found):
        if two.start - one.end > 90 or one.measure is not two.measure:
            continue
        if one.noun and two.noun and one.noun != two.noun:
            continue
        gap = cut.text[one.end : two.start].lower()
        if ". " in gap or ";" in gap:
            continue
        words = tokens(gap).words
        after = cut.text[two.end : two.end + 30].lower().split()
        before = cut.text[max(0, one.start - 80) : one.start].lower().split()
        if _goes_back(words, before, after):
            yield Change(two, one, one.start, two.end)
        elif _goes_on(words, before, after):
            yield Change(one, two, one.start, two.end)


def _goes_on(gap: tuple[str, ...], before: list[str], after: list[str]) -> bool:
    if ARROWS & set(gap):
        return True
    if "to" in gap and ("from" in before[-4:] or not GREW.isdisjoint([*before[-10:], *gap])):
        return len(gap) <= 9
    if "now" in gap or "today" in gap:
        return len(gap) <= 9
    return "before" in gap and bool({"after", "after.", "afterwards", "now", "now."} & set(after[:3]))


def _goes_back(gap: tuple[str, ...], before: list[str], after: list[str]) -> bool:
    if "by" in before[-2:] and "from" in gap:
        return False  # "by 11 minutes (from 43)" takes 11 off
    if ("to" in gap and "used" not in gap) or len(gap) > 9:
        return False
    if "from" in gap:
        return bool({"down", "up"} & set(gap)) or "to" in before[-4:]
    if not {"instead", "rather", "previously", "formerly", "originally"}.isdisjoint(gap):
        return True
    if {"against", "versus"} & set(gap) and {"before", "last"} & {word.strip(".,;") for word in after[:2]}:
        return True
    return not _BACKWARD.isdisjoint(gap[-3:]) and (
        "to" in before[-4:] or "now" in before[-4:] or bool({"(", ","} & set(gap))
    )
