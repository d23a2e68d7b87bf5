"""What stands around a number: its unit, currency and rate, or the sign that it names a thing and counts nothing."""

from decimal import Decimal

from service.domain.not_figures import LABELS
from service.domain.noun_phrases import head_noun, stem
from service.domain.numerals import Numeral, Tokens, numeral
from service.domain.units import (
    CURRENCIES,
    GLUED,
    PERCENT,
    PERIOD_ADVERBS,
    PERIODS,
    POINT,
    TIMES,
    WORDS,
    Measure,
    Unit,
)
from service.domain.word_sets import word_set

DASHES = frozenset(("-", "–", "—", "‑"))


_WHICH_PERIOD = word_set("this last next that each every per a one same the past previous")


def names_a_thing(cut: Tokens, at: int, after: int) -> bool:
    """ "Ward 7", "Python 3.11": a label before, and nothing after that the figure could measure."""
    before = cut.word(at - 1)
    if currency_before(cut, at)[0] is not None:
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


_NOT_ONE_BEFORE = word_set("no any each every this that which the another day - some only not")


_NOT_ONE_AFTER = word_set("of another on by - who that which and or where to . , ; : ) ! ?") | {""}


def is_pronoun(cut: Tokens, at: int, after: int) -> bool:
    before = cut.word(at - 1)
    # "From six days to one", "four before, now one": where another figure leads up to it, *one* is what it came to.
    if before in ("to", "now") and any(numeral(cut, earlier) is not None for earlier in range(max(0, at - 9), at - 1)):
        return False
    if before == "from" and "to" in cut.words[after : after + 4]:
        return False
    if cut.word(at - 1) in _NOT_ONE_BEFORE or cut.word(after) in _NOT_ONE_AFTER:
        return not (cut.word(after) == "-" and cut.word(after + 1) in WORDS)
    return False


def currency_before(cut: Tokens, at: int) -> tuple[Unit | None, int]:
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


COMPARED = word_set(
    "as the what faster slower quicker more less fewer higher lower larger bigger smaller better cheaper longer "
    "shorter greater their our its"
)


def unit_behind(cut: Tokens, number: Numeral) -> tuple[Unit | None, int]:
    at = number.after
    found = _unit_at(cut, at)
    return found if found is not None else (None, at)


def _unit_at(cut: Tokens, at: int) -> tuple[Unit, int] | None:
    """The unit written at token `at` and the token after it."""
    word, then = cut.word(at), cut.word(at + 1)
    if word in DASHES and (then in WORDS or then in ("fold", "times", "percent")) and cut.glued(at):
        at, word, then = at + 1, then, cut.word(at + 2)
        if word in WORDS and then in DASHES and cut.word(at + 2) == "old":
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
    if word == "fold" or (word == "times" and then in COMPARED):
        return TIMES, at + 1
    if cut.glued(at) and word in GLUED:
        return GLUED[word], at + 1
    if word in WORDS and then in (*DASHES, "old") and "old" in (then, cut.word(at + 2)):
        return None  # an age
    if word == "year" and then.isdigit():
        return None  # "8 Year 2 children"
    if word in WORDS:
        return None if word == "second" and then in DASHES else (WORDS[word], at + 1)
    if then in WORDS and WORDS[then].measure is Measure.TIME and len(then) > 3 and _qualifies_time(word):
        return WORDS[then], at + 2
    return None


def _qualifies_time(word: str) -> bool:
    """ "Working days", "staff hours": an adjective before the unit, and no other noun's plural or small word."""
    return word.isalpha() and len(word) > 3 and word[-1] != "s" and word not in _NO_QUALIFIER


_NO_QUALIFIER = word_set(
    "times with over from and last this next that each every past same following previous within before after during"
)


def rate(cut: Tokens, at: int) -> tuple[str, int]:
    """The period a figure is counted by, from "a week", "per shift", "/month", "monthly"."""
    word, then = cut.word(at), cut.word(at + 1)
    if word in ("a", "an", "per", "each", "every", "/") and then in PERIODS:
        return PERIODS[then], at + 2
    if word == "per" and cut.word(at + 2) in DASHES and cut.word(at + 4) in PERIODS:
        return PERIODS[cut.word(at + 4)], at + 5  # per on-call week
    if word in ("per", "/") and then.isalpha() and then != "cent":
        return stem(then), at + 2
    if word in PERIOD_ADVERBS and word != "annual":
        return PERIODS[word], at + 1
    return "", at
