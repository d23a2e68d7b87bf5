"""Figures without a number: "within a week", "doubled", "twice", "halved"."""

from dataclasses import replace
from decimal import Decimal

from service.domain.figure_units import COMPARED, DASHES, rate
from service.domain.hedges import before_figure
from service.domain.numerals import Tokens
from service.domain.quantity import Quantity
from service.domain.units import PART, TIMES, WORDS, Measure, Unit
from service.domain.word_sets import word_list, word_set

_BEFORE_ONE_UNIT = word_set(
    "in within took takes take taking under to from about over of than for by around nearly almost roughly "
    "approximately only just every exactly up into saved saves saving half least"
)


_AFTER_ONE_UNIT = word_set("early late earlier later ahead sooner faster quicker longer shorter")


_SPELLS = word_set("weekend term semester sprint shift season")


_AFTER_ONE_SECOND = _AFTER_ONE_UNIT | word_set("or and to for on in from per each after before and with instead than")


_MULTIPLES = {
    **dict.fromkeys(("doubled", "doubling", "doubles"), 2),
    **dict.fromkeys(("tripled", "tripling", "trebled", "trebling", "triples"), 3),
    **dict.fromkeys(("quadrupled", "quadrupling"), 4),
    **{f"{word}fold": n for n, word in enumerate(word_list("two three four five six seven eight nine ten"), start=2)},
}


_HALVED = frozenset(("halved", "halving", "halve", "halves"))


def one_unit(cut: Tokens, at: int) -> tuple[Quantity, int] | None:
    """ "Within a week", "took an hour": one of the unit; "four hours a week" is read with its figure."""
    if cut.word(at) not in ("a", "an"):
        return None
    and_a_half = tuple(cut.words[at + 2 : at + 5]) == ("and", "a", "half")
    if not and_a_half and cut.word(at - 1) not in _BEFORE_ONE_UNIT and cut.word(at + 2) not in _AFTER_ONE_UNIT:
        return None
    if cut.word(at - 1) == "up" and cut.word(at - 2) in DASHES:
        return None  # "catch-up a week"
    half = cut.word(at - 1) == "half"
    unit = WORDS.get(cut.word(at + 1))
    if cut.word(at + 1) in _SPELLS:
        start, end, noun = cut.starts[at], cut.ends[at + 1], cut.word(at + 1)
        one = Quantity(Decimal(1), start, end, cut.text[start:end], noun=noun, nouns=(noun,), spelled=True)
        return one, at + 2
    if cut.word(at + 1) == "second" and cut.word(at + 2).isalpha() and cut.word(at + 2) not in _AFTER_ONE_SECOND:
        return None  # "a second hearing"
    if unit is None or half or unit.measure is not Measure.TIME or cut.word(at + 1).endswith("s"):
        return None
    after, value, step = at + 2, Decimal(1), Decimal(1)
    if tuple(cut.words[after : after + 3]) == ("and", "a", "half"):
        after, value, step = after + 3, Decimal("1.5"), Decimal("0.5")
    bare = Quantity(value, 0, 0, "", unit=unit.name, factor=unit.factor, measure=unit.measure, step=step)
    return _figure(cut, at, after, bare), after


def multiple(cut: Tokens, at: int) -> tuple[Quantity, int] | None:
    """ "Doubled", "threefold", "twice as fast"; "twice" alone counts times; "halved" is a share."""
    word, value, unit, noun = cut.word(at), Decimal(0), TIMES, ""
    if word in _MULTIPLES:
        value = Decimal(_MULTIPLES[word])
    elif word in ("double", "triple", "treble") and (
        cut.word(at + 1) in ("the", "our", "what", "its", "their") or cut.word(at - 1) in ("to", "than", "nearly")
    ):
        value = Decimal(2 if word == "double" else 3)
    elif word in ("twice", "thrice"):
        value = Decimal(2 if word == "twice" else 3)
        if cut.word(at + 1) not in COMPARED:
            unit, noun = Unit("", Measure.COUNT, Decimal(1)), "time"
    elif word in _HALVED:
        value, unit = Decimal("0.5"), PART
    else:
        return None
    per, after = rate(cut, at + 1) if noun else ("", at + 1)
    after = after if per else at + 1
    counted = (noun,) if noun else ()
    bare = Quantity(value, 0, 0, "", unit=unit.name, measure=unit.measure, noun=noun, nouns=counted, per=per)
    return _figure(cut, at, after, bare), after


def _figure(cut: Tokens, at: int, after: int, bare: Quantity) -> Quantity:
    """The figure of tokens `at` to `after`, with its place, its words and the hedge before it."""
    hedge, _ = before_figure(cut, at)
    start, end = cut.starts[at], cut.ends[after - 1]
    return replace(
        bare,
        start=start,
        end=end,
        text=cut.text[start:end],
        approximate=hedge.approximate,
        comparator=hedge.comparator,
        spelled=True,
    )
