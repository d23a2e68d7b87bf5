"""The figures of a text: numbers in digits or words with their units, hedges and head nouns; before/after pairs.

Dates, times of day, versions, ids, ordinals and idioms are set aside first, so that no part of them counts as a
figure. One pass over the tokens; the cost grows with the length of the text and with nothing else.
"""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from service.domain.clock import clock_times
from service.domain.figure_pairs import SITTINGS, add, change_pairs
from service.domain.figure_units import currency_before, is_pronoun, names_a_thing, rate, unit_behind
from service.domain.figures_in_words import multiple, one_unit
from service.domain.hedges import after_figure, before_figure
from service.domain.moments import moments
from service.domain.not_figures import marks
from service.domain.noun_phrases import head_noun, is_person
from service.domain.numerals import NUMBER_WORD, Numeral, Tokens, numeral, tokens
from service.domain.quantity import Change, Comparator, Quantity
from service.domain.units import MINUTE, PART, WORDS, Measure

__all__ = ["Change", "Comparator", "Quantity", "changes", "quantities"]


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of `text`, in order, not overlapping."""
    return _read_all(text)[1]


def changes(text: str) -> tuple[Change, ...]:
    """The before/after pairs of `text`: "from X to Y", "X -> Y", "Y, down from X", "was X, now Y" and their like."""
    cut, found = _read_all(text)
    return tuple(change_pairs(cut, found))


# A claim and its entries are read by several checks in a row; a short memory spares the work.
@lru_cache(maxsize=512)
def _read_all(text: str) -> tuple[Tokens, tuple[Quantity, ...]]:
    if NUMBER_WORD.search(text) is None:
        return Tokens(text, (), (), ()), ()
    aside = bytearray(len(text))
    places = [(m.start, m.end) for some in (moments(text), marks(text), clock_times(text)) for m in some]
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
            add(cut, found, quantity)
    return cut, tuple(found)


def _figure(cut: Tokens, at: int) -> tuple[Quantity | None, int] | None:
    """The figure that starts at `at` and the token after it; (None, after) for a number that is no figure."""
    word = cut.word(at)
    number = numeral(cut, at)
    if number is None:
        return one_unit(cut, at) or multiple(cut, at)
    after = number.after
    if not number.spelled and names_a_thing(cut, at, after):
        return None, after
    if number.spelled and word == "one" and number.value == 1 and is_pronoun(cut, at, after):
        return None, after
    return _measured(cut, at, number)


def _measured(cut: Tokens, at: int, number: Numeral) -> tuple[Quantity | None, int] | None:
    after, begin = number.after, at
    currency, begin = currency_before(cut, at)
    unit, after = (currency, after) if currency else unit_behind(cut, number)
    if unit is None and not number.spelled and cut.glued(after) and cut.word(after).isalpha():
        return None, after + 1  # "12abc"
    end_of_figure = after
    open_ended, after = after_figure(cut, after)
    noun, beyond = "", after
    nouns: tuple[str, ...] = ()
    measure = unit.measure if unit else Measure.COUNT
    if unit is None and number.share:
        unit, measure = PART, Measure.SHARE
        one = after + 1 if cut.word(after) == "of" else after
        if cut.word(one) in ("a", "an") and cut.word(one + 1) in WORDS:
            unit = WORDS[cut.word(one + 1)]
            measure, after = unit.measure, one + 2
            end_of_figure = beyond = after
    if measure in (Measure.COUNT, Measure.SHARE):
        noun, nouns, beyond = head_noun(cut, after, number.value, of_only=measure is Measure.SHARE)
    if unit is None and _million_is_minutes(cut, number, noun):
        number, unit, measure = _as_minutes(number), MINUTE, Measure.TIME
    if measure not in (Measure.COUNT, Measure.SHARE) and cut.word(after) == "of":
        beyond = head_noun(cut, after, number.value, of_only=True)[2]
    per, after_per = rate(cut, beyond)
    hedge, _ = before_figure(cut, begin)
    comparator = open_ended.comparator or hedge.comparator
    if measure is Measure.TIME and comparator is Comparator.MORE and cut.word(begin - 1) == "over" and unit is not None:
        # "Over six months" mostly says how long, and seldom how much longer.
        comparator = Comparator.EXACT if unit.factor >= WORDS["day"].factor else comparator
    if comparator is Comparator.LESS and number.spelled and is_person(noun) and cut.word(begin - 1) == "under":
        comparator = Comparator.EXACT  # "five lines under two supervisors"
    if noun in SITTINGS and cut.word(begin - 1) == "over":
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


def _million_is_minutes(cut: Tokens, number: Numeral, noun: str) -> bool:
    """ "15m" with nothing counted is a quarter of an hour; "15m users" and "1.2m" are millions."""
    written = number.value / 10**6
    last = cut.word(number.after - 1)
    return last == "m" and not noun and written == written.to_integral_value() and written <= 90


def _as_minutes(number: Numeral) -> Numeral:
    return replace(number, value=number.value / 10**6, step=Decimal(1))
