"""The figures of a text: numbers in digits or words with their units, hedges and head nouns; before/after pairs.

Dates, times of day, versions, ids, ordinals and idioms are set aside first, so that no part of them counts as a
figure. One pass over the tokens; the cost grows with the length of the text and with nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from service.domain.hedges import after_figure, before_figure
from service.domain.moments import moments
from service.domain.not_figures import LABELS, marks
from service.domain.noun_phrases import head_noun, is_person, stem
from service.domain.numerals import NUMBER_WORD, Numeral, Tokens, numeral, tokens
from service.domain.quantity import Change, Comparator, Quantity
from service.domain.units import (
    CURRENCIES,
    GLUED,
    MINUTE,
    PART,
    PERCENT,
    PERIOD_ADVERBS,
    PERIODS,
    POINT,
    TIMES,
    WORDS,
    Measure,
    Unit,
)
from service.domain.word_sets import word_list, word_set

__all__ = ["Change", "Comparator", "Quantity", "changes", "quantities"]

_DASHES = frozenset(("-", "–", "—", "‑"))
_ARROWS = frozenset(("->", "=>", "→", "⇒", "➜", "➔"))
_COMPARED = word_set(
    "as the what faster slower quicker more less fewer higher lower larger bigger smaller better cheaper longer "
    "shorter greater their our its"
)
_BEFORE_ONE_UNIT = word_set(
    "in within took takes take taking under to from about over of than for by around nearly almost roughly "
    "approximately only just every exactly up into saved saves saving half least"
)
_AFTER_ONE_UNIT = word_set("early late earlier later ahead sooner faster quicker longer shorter")
_WHICH_PERIOD = word_set("this last next that each every per a one same the past previous")
_SPELLS = word_set("weekend term semester sprint shift season")
_AFTER_ONE_SECOND = _AFTER_ONE_UNIT | word_set("or and to for on in from per each after before and with instead than")
_NOT_ONE_BEFORE = word_set("no any each every this that which the another day - some only not")
_NOT_ONE_AFTER = word_set("of another on by - who that which and or where to . , ; : ) ! ?") | {""}
_MULTIPLES = {
    **dict.fromkeys(("doubled", "doubling", "doubles"), 2),
    **dict.fromkeys(("tripled", "tripling", "trebled", "trebling", "triples"), 3),
    **dict.fromkeys(("quadrupled", "quadrupling"), 4),
    **{f"{word}fold": n for n, word in enumerate(word_list("two three four five six seven eight nine ten"), start=2)},
}
_HALVED = frozenset(("halved", "halving", "halve", "halves"))
_GREW = word_set(
    "grew grow growing increased increase increasing rose rise raised raise raising went going improved improve "
    "improving lifted lift up scaled scale climbed expanded expand boosted doubled tripled moved took taking brought "
    "reduced reduce reducing cut cutting dropped drop dropping fell falling down shortened lowered decreased shrank "
    "trimmed slashed sped halved jumped progressed extended"
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of `text`, in order, not overlapping."""
    return _read_all(text)[1]


def changes(text: str) -> tuple[Change, ...]:
    """The before/after pairs of `text`: "from X to Y", "X -> Y", "Y, down from X", "was X, now Y" and their like."""
    cut, found = _read_all(text)
    return tuple(_pairs(cut, found))


# A claim and its entries are read by several checks in a row; a short memory spares the work.
@lru_cache(maxsize=128)
def _read_all(text: str) -> tuple[Tokens, tuple[Quantity, ...]]:
    if NUMBER_WORD.search(text) is None:
        return Tokens(text, (), (), ()), ()
    aside = bytearray(len(text))
    places = [*((m.start, m.end) for m in moments(text)), *((m.start, m.end) for m in marks(text))]
    for start, end in places:
        aside[start:end] = b"\x01" * (end - start)
    cut = tokens(text)
    found: list[Quantity] = []
    at = 0
    while at < len(cut.words):
        if aside[cut.starts[at]]:
            at += 1
            continue
        read = _figure(cut, at)
        if read is None:
            at += 1
            continue
        quantity, after = read
        at = max(after, at + 1)
        if after > 0 and quantity is not None:
            _add(cut, found, quantity)
    return cut, tuple(found)


def _figure(cut: Tokens, at: int) -> tuple[Quantity | None, int] | None:
    """The figure that starts at `at` and the token after it; (None, after) for a number that is no figure."""
    word = cut.word(at)
    number = numeral(cut, at)
    if number is None:
        return _one_unit(cut, at) or _multiple(cut, at)
    after = number.after
    if not number.spelled and _names_a_thing(cut, at, after):
        return None, after
    if number.spelled and word == "one" and number.value == 1 and _pronoun(cut, at, after):
        return None, after
    return _measured(cut, at, number)


def _measured(cut: Tokens, at: int, number: Numeral) -> tuple[Quantity | None, int] | None:
    after, begin = number.after, at
    currency, begin = _currency_before(cut, at)
    unit, after = (currency, after) if currency else _unit(cut, number)
    if unit is None and not number.spelled and cut.glued(after) and cut.word(after).isalpha():
        return None, after + 1  # "12abc"
    end_of_figure = after
    open_ended, after = after_figure(cut, after)
    noun, beyond = "", after
    nouns: tuple[str, ...] = ()
    measure = unit.measure if unit else Measure.COUNT
    if unit is None and number.share:
        unit, measure = PART, Measure.SHARE
        if cut.word(after) in ("a", "an") and cut.word(after + 1) in WORDS:
            unit = WORDS[cut.word(after + 1)]
            measure, after = unit.measure, after + 2
            end_of_figure = beyond = after
    if measure in (Measure.COUNT, Measure.SHARE):
        noun, nouns, beyond = head_noun(cut, after, number.value, of_only=measure is Measure.SHARE)
    if unit is None and _million_is_minutes(cut, number, noun):
        number, unit, measure = _as_minutes(number), MINUTE, Measure.TIME
    if measure not in (Measure.COUNT, Measure.SHARE) and cut.word(after) == "of":
        beyond = head_noun(cut, after, number.value, of_only=True)[2]
    per, after_per = _rate(cut, beyond)
    hedge, _ = before_figure(cut, begin)
    comparator = open_ended.comparator or hedge.comparator
    if measure is Measure.TIME and comparator is Comparator.MORE and cut.word(begin - 1) == "over" and unit is not None:
        # "Over six months" mostly says how long, and seldom how much longer.
        comparator = Comparator.EXACT if unit.factor >= WORDS["day"].factor else comparator
    if comparator is Comparator.LESS and number.spelled and is_person(noun) and cut.word(begin - 1) == "under":
        comparator = Comparator.EXACT  # "five lines under two supervisors"
    if noun in _SITTINGS and cut.word(begin - 1) == "over":
        comparator = Comparator.EXACT  # "over three Saturdays" says how long as well
    end = cut.ends[max(end_of_figure, after_per if per else 0, after if open_ended.after else 0) - 1]
    quantity = Quantity(
        value=number.value,
        start=cut.starts[begin],
        end=end,
        text=cut.text[cut.starts[begin] : end],
        unit=unit.name if unit else "",
        measure=measure,
        factor=unit.factor if unit else Decimal(1),
        step=number.step,
        noun=noun,
        nouns=nouns,
        per=per,
        approximate=hedge.approximate or open_ended.approximate or number.vague,
        comparator=Comparator.LEAST if number.vague else comparator,
        vague=number.vague,
        spelled=number.spelled,
    )
    return quantity, max(end_of_figure, after_per if per else 0)


def _names_a_thing(cut: Tokens, at: int, after: int) -> bool:
    """ "Ward 7", "Python 3.11": a label before, and nothing after that the figure could measure."""
    before = cut.word(at - 1)
    if _currency_before(cut, at)[0] is not None:
        return False
    if before in LABELS and not cut.glued(at):
        if before not in PERIODS or cut.word(at - 2) not in _WHICH_PERIOD:
            return _unit_at(cut, after) is None  # "year 9 children" are no nine children
        return not head_noun(cut, after, Decimal(2))[0] and _unit_at(cut, after) is None
    if not before.isalpha() or len(before) < 2 or cut.glued(at):
        return False
    raw = cut.text[cut.starts[at - 1]]
    if not raw.isupper() or at < 2 or cut.word(at - 2) in (".", "!", "?", ":", "•", "*"):
        return False
    return (
        not head_noun(cut, after, Decimal(2))[0]
        and _unit_at(cut, after) is None
        and cut.word(after)
        in (
            "",
            ".",
            ",",
            ")",
            ";",
        )
    )


def _pronoun(cut: Tokens, at: int, after: int) -> bool:
    before = cut.word(at - 1)
    # "From six days to one", "four before, now one": where another figure leads up to it, *one* is what it came to.
    if before in ("to", "now") and any(numeral(cut, earlier) is not None for earlier in range(max(0, at - 9), at - 1)):
        return False
    if before == "from" and "to" in cut.words[after : after + 4]:
        return False
    if cut.word(at - 1) in _NOT_ONE_BEFORE or cut.word(after) in _NOT_ONE_AFTER:
        return not (cut.word(after) == "-" and cut.word(after + 1) in WORDS)
    return False


def _currency_before(cut: Tokens, at: int) -> tuple[Unit | None, int]:
    sign = cut.word(at - 1)
    if sign in CURRENCIES:
        dollar = {"us": "usd", "a": "aud", "au": "aud", "c": "cad", "ca": "cad"}.get(cut.word(at - 2), "")
        if sign == "$" and dollar and cut.glued(at - 1):
            return WORDS[dollar], at - 2
        return CURRENCIES[sign], at - 1
    unit = WORDS.get(sign)
    if unit is not None and unit.measure is Measure.MONEY and len(sign) == 3:
        return unit, at - 1
    return None, at


def _unit(cut: Tokens, number: Numeral) -> tuple[Unit | None, int]:
    at = number.after
    found = _unit_at(cut, at)
    return found if found is not None else (None, at)


def _unit_at(cut: Tokens, at: int) -> tuple[Unit, int] | None:
    """The unit written at token `at` and the token after it."""
    word, then = cut.word(at), cut.word(at + 1)
    if word in _DASHES and (then in WORDS or then in ("fold", "times", "percent")) and cut.glued(at):
        at, word, then = at + 1, then, cut.word(at + 2)
        if word in WORDS and then in _DASHES and cut.word(at + 2) == "old":
            return None
    if word in ("%", "percent", "pct") or (word == "per" and then == "cent"):
        after = at + 2 if word == "per" else at + 1
        if cut.word(after) in ("point", "points"):
            return POINT, after + 1
        return PERCENT, after
    if word in ("percentage", "basis") and then in ("point", "points"):
        return (POINT if word == "percentage" else WORDS["bps"]), at + 2
    if word in ("x", "×") and (cut.glued(at) or word == "×"):
        return None if cut.word(at + 1)[:1].isdigit() else (TIMES, at + 1)
    if word == "fold" or (word == "times" and then in _COMPARED):
        return TIMES, at + 1
    if cut.glued(at) and word in GLUED:
        return GLUED[word], at + 1
    if word in WORDS and then in (*_DASHES, "old") and "old" in (then, cut.word(at + 2)):
        return None  # an age
    if word in WORDS:
        return None if word == "second" and then in _DASHES else (WORDS[word], at + 1)
    if then in WORDS and WORDS[then].measure is Measure.TIME and len(then) > 3 and _qualifies_time(word):
        return WORDS[then], at + 2
    return None


def _qualifies_time(word: str) -> bool:
    """ "Working days", "staff hours": an adjective before the unit, and no other noun's plural or small word."""
    return word.isalpha() and len(word) > 3 and word[-1] != "s" and word not in _NO_QUALIFIER


_NO_QUALIFIER = word_set(
    "times with over from and last this next that each every past same following previous within before after during"
)


def _one_unit(cut: Tokens, at: int) -> tuple[Quantity, int] | None:
    """ "Within a week", "took an hour": one of the unit; "four hours a week" is read with its figure."""
    if cut.word(at) not in ("a", "an"):
        return None
    if cut.word(at - 1) not in _BEFORE_ONE_UNIT and cut.word(at + 2) not in _AFTER_ONE_UNIT:
        return None
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
    hedge, _ = before_figure(cut, at)
    start, end = cut.starts[at], cut.ends[after - 1]
    return (
        Quantity(
            value=value,
            start=start,
            end=end,
            text=cut.text[start:end],
            unit=unit.name,
            measure=unit.measure,
            factor=unit.factor,
            step=step,
            approximate=hedge.approximate,
            comparator=hedge.comparator,
            spelled=True,
        ),
        after,
    )


def _multiple(cut: Tokens, at: int) -> tuple[Quantity, int] | None:
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
        if cut.word(at + 1) not in _COMPARED:
            unit, noun = Unit("", Measure.COUNT, Decimal(1)), "time"
    elif word in _HALVED:
        value, unit = Decimal("0.5"), PART
    else:
        return None
    per, after = _rate(cut, at + 1) if noun else ("", at + 1)
    hedge, _ = before_figure(cut, at)
    start, end = cut.starts[at], cut.ends[(after if per else at + 1) - 1]
    return (
        Quantity(
            value=value,
            start=start,
            end=end,
            text=cut.text[start:end],
            unit=unit.name,
            measure=unit.measure,
            noun=noun,
            nouns=(noun,) if noun else (),
            per=per,
            approximate=hedge.approximate,
            comparator=hedge.comparator,
            spelled=True,
        ),
        after if per else at + 1,
    )


def _rate(cut: Tokens, at: int) -> tuple[str, int]:
    """The period a figure is counted by, from "a week", "per shift", "/month", "monthly"."""
    word, then = cut.word(at), cut.word(at + 1)
    if word in ("a", "an", "per", "each", "every", "/") and then in PERIODS:
        return PERIODS[then], at + 2
    if word == "per" and cut.word(at + 2) in _DASHES and cut.word(at + 4) in PERIODS:
        return PERIODS[cut.word(at + 4)], at + 5  # per on-call week
    if word in ("per", "/") and then.isalpha() and then != "cent":
        return stem(then), at + 2
    if word in PERIOD_ADVERBS and word != "annual":
        return PERIODS[word], at + 1
    return "", at


def _million_is_minutes(cut: Tokens, number: Numeral, noun: str) -> bool:
    """ "15m" with nothing counted is a quarter of an hour; "15m users" and "1.2m" are millions."""
    written = number.value / 10**6
    last = cut.word(number.after - 1)
    return last == "m" and not noun and written == written.to_integral_value() and written <= 90


def _as_minutes(number: Numeral) -> Numeral:
    return replace(number, value=number.value / 10**6, step=Decimal(1))


def _add(cut: Tokens, found: list[Quantity], quantity: Quantity) -> None:
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
    either = sign in _DASHES or (sign == "or" and one.noun in ("", two.noun) and high.base <= 2 * low.base)
    between = sign == "and" and "between" in before[-3:]
    spread = sign == "to" and "from" not in before[-3:] and _GREW.isdisjoint(before[-7:])
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
    if one.noun in _SITTINGS:
        return one, two  # "in one quarter, up from 193" counts no quarters before
    beside = (
        gap.strip() in _DASHES
        or _WERE.fullmatch(gap) is not None
        or not _ARROWS.isdisjoint(words)
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
    if not one.per and two.per and one.measure is two.measure:
        one = replace(one, per=two.per)
    elif one.per and not two.per and one.measure is two.measure:
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


_SITTINGS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday weekend evening morning afternoon session shift term "
    "season sprint semester visit round night summer quarter"
)
_OF_THOSE = re.compile(r"\s+of (?:them|those|these)\b", re.IGNORECASE)


_BACKWARD = word_set("was took from previously instead rather formerly originally against were")
_SENTENCE_ENDS = frozenset((";", "!", "?", "•", "\n"))


def _pairs(cut: Tokens, found: tuple[Quantity, ...]) -> Iterator[Change]:
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
    if _ARROWS & set(gap):
        return True
    if "to" in gap and ("from" in before[-4:] or not _GREW.isdisjoint([*before[-10:], *gap])):
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
