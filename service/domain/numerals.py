"""Numbers in digits or words, read from tokens: "1.2m", "twenty-one", "a dozen", "two thirds", "half a million"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from service.domain.word_sets import word_list

_TOKEN = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|->|=>|\S"
)
# Longer runs of digits are account numbers or noise, never a figure somebody achieved.
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into words, figures and signs, each in lower case with its place."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def word(self, at: int) -> str:
        """The token at `at`, or nothing beyond either end."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether no space stands before this token."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]


def tokens(text: str) -> Tokens:
    """The tokens of `text`; only ASCII digits make a figure, so no other script is folded into one."""
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(text):
        words.append(match.group().lower().replace("’", "'"))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, tuple(words), tuple(starts), tuple(ends))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the token after it. `step` is the worth of its last written place (1.2m: 100,000).

    `share` marks a fraction ("a third"); `vague` a plural of size ("hundreds"); `spelled` a number in words.
    """

    value: Decimal
    after: int
    step: Decimal
    share: bool = False
    vague: bool = False
    spelled: bool = False


ONES = {
    word: n
    for n, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
TENS = {w: 10 * n for n, w in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)}
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "mil": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
GLUED_SCALES = {
    "k": Decimal(1000),
    "m": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "mm": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
}
_PLURAL_SIZES = {"dozens": 24, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "billions": 2_000_000_000}
_FRACTIONS = {
    "half": 2,
    "halves": 2,
    **{f"{word}{s}": n for word, n in {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6}.items() for s in ("", "s")},
    **{f"{word}{s}": n for word, n in {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}.items() for s in ("", "s")},
    **{f"{word}{s}": n for word, n in {"twelfth": 12, "twentieth": 20}.items() for s in ("", "s")},
}
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": 1 / Decimal(3), "⅔": 2 / Decimal(3)}
_ONE = Decimal(1)

NUMBER_WORD = re.compile(
    r"[0-9½¼¾⅓⅔]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|\w{3,4}ty|dozens?"
    r"|hundreds?|thousands?|millions?|billions?|couple|pair|half|halv\w+|third|quarter|fifth|tenth|an?|twice|thrice"
    r"|doubl\w+|tripl\w+|quadrupl\w+|\w{3,5}fold)\b",
    re.IGNORECASE,
)


def numeral(cut: Tokens, at: int) -> Numeral | None:
    """The number that starts at token `at`, or None where none does."""
    word = cut.word(at)
    if not word:
        return None
    if word[0].isdigit() and word.isascii():
        return _digits(cut, at)
    if word in _SIGNS:
        return Numeral(_SIGNS[word], at + 1, Decimal("0.01"), share=True)
    if word in ("a", "an", "one"):
        return _after_article(cut, at)
    if word in ("half", "halves"):
        return _half(cut, at)
    if word in _PLURAL_SIZES and cut.word(at - 1) not in ("tens", "the"):
        after = at + 3 if (cut.word(at + 1), cut.word(at + 2)) == ("of", "thousands") else at + 1
        size = Decimal(_PLURAL_SIZES[word])
        return Numeral(size, after, size, vague=True, spelled=True)
    if word in ONES or word in TENS:
        return _spelled(cut, at)
    if word == "dozen":
        return Numeral(Decimal(12), at + 1, _ONE, spelled=True)
    return None


def _digits(cut: Tokens, at: int) -> Numeral | None:
    raw = cut.word(at).replace(",", "")
    if len(raw) > _LONGEST:
        return None
    value = Decimal(raw)
    step = Decimal(1).scaleb(-len(raw.partition(".")[2]))
    at += 1
    below = cut.word(at + 1)
    if (
        cut.word(at) == "/"
        and below.isdecimal()
        and len(below) < 3
        and cut.word(at + 2) == "of"
        and 0 < value < int(below)
        and cut.word(at + 3) in ("a", "an", "the")
    ):
        return Numeral(value / int(below), at + 2, Decimal("0.01"), share=True)
    if cut.word(at) in _SIGNS and cut.glued(at):
        return Numeral(value + _SIGNS[cut.word(at)], at + 1, Decimal("0.01"))
    if cut.glued(at) and cut.word(at) in GLUED_SCALES:
        scale = GLUED_SCALES[cut.word(at)]
        return Numeral(value * scale, at + 1, step * scale)
    return _scaled(cut, value, at, step, spelled=False)


def _scaled(cut: Tokens, value: Decimal, at: int, step: Decimal, *, spelled: bool) -> Numeral:
    """Folds in "hundred", "thousand", "million", "dozen", and "and a half"."""
    if cut.word(at) == "-" and cut.word(at + 1) in SCALES:
        at += 1
    while cut.word(at) in SCALES or cut.word(at) == "dozen":
        scale = SCALES.get(cut.word(at), Decimal(12))
        value, step, at = value * scale, step * scale, at + 1
        if scale >= 100 and spelled and (rest := _rest(cut, at, scale)):
            value, at, step = value + rest.value, rest.after, _ONE
    if (cut.word(at), cut.word(at + 1), cut.word(at + 2)) == ("and", "a", "half"):
        return Numeral(value + step / 2, at + 3, step / 2, spelled=spelled)
    return Numeral(value, at, step, spelled=spelled)


def _rest(cut: Tokens, at: int, below: Decimal) -> Numeral | None:
    """The "and twenty-one" after a hundred."""
    start = at + 1 if cut.word(at) == "and" else at
    if cut.word(start) not in ONES and cut.word(start) not in TENS:
        return None
    rest = _below_hundred(cut, start)
    if below > 100 and cut.word(rest.after) == "hundred":
        rest = Numeral(rest.value * 100, rest.after + 1, _ONE, spelled=True)
    return rest if rest.value < below else None


def _below_hundred(cut: Tokens, at: int) -> Numeral:
    word = cut.word(at)
    if word in ONES:
        return Numeral(Decimal(ONES[word]), at + 1, _ONE, spelled=True)
    value, after = TENS[word], at + 1
    unit = after + 1 if cut.word(after) == "-" else after
    if 0 < ONES.get(cut.word(unit), 0) < 10:
        value, after = value + ONES[cut.word(unit)], unit + 1
    return Numeral(Decimal(value), after, _ONE, spelled=True)


def _spelled(cut: Tokens, at: int) -> Numeral:
    plain = _below_hundred(cut, at)
    if share := _fraction(cut, plain.value, plain.after):
        return share
    if cut.word(plain.after) == "point" and cut.word(plain.after + 1) in ONES:
        digits, after = "", plain.after + 1
        while ONES.get(cut.word(after), 10) < 10 and len(digits) < _LONGEST:
            digits, after = digits + str(ONES[cut.word(after)]), after + 1
        step = Decimal(1).scaleb(-len(digits))
        return _scaled(cut, plain.value + int(digits or 0) * step, after, step, spelled=True)
    return _scaled(cut, plain.value, plain.after, _ONE, spelled=True)


def _fraction(cut: Tokens, above: Decimal, at: int) -> Numeral | None:
    """ "two thirds", "two-thirds of": never "two quarters", which are half a year."""
    name = at + 1 if cut.word(at) == "-" else at
    below = _FRACTIONS.get(cut.word(name))
    if below is None or not 0 < above < below:
        return None
    quarters = cut.word(name) in ("quarter", "quarters")
    if quarters and above != 1 and cut.word(name + 1) != "of" and cut.word(at) != "-":
        return None
    if above == 1 and cut.word(name + 1) != "of" and not _by(cut, name - 1):
        return None
    return Numeral(above / below, name + 1, Decimal("0.01"), share=True, spelled=True)


def _by(cut: Tokens, at: int) -> bool:
    """Whether the words before an article say that what follows is a share: "by a third", "about a quarter less"."""
    near = [cut.word(n) for n in range(max(0, at - 4), at)]
    return "by" in near or cut.word(at + 2) in ("fewer", "less", "more", "faster", "shorter", "lower", "higher", "off")


def _after_article(cut: Tokens, at: int) -> Numeral | None:
    word, following = cut.word(at), cut.word(at + 1)
    if following == "-" and word == "one":
        following = cut.word(at + 2)
    if following in ("hundred", "thousand", "million", "billion"):
        return _scaled(cut, _ONE, at + 1, _ONE, spelled=True)
    if following == "dozen":
        return Numeral(Decimal(12), at + 2, _ONE, spelled=True)
    if following in ("couple", "pair") and word == "a":
        after = at + 3 if cut.word(at + 2) == "of" else at + 2
        return Numeral(Decimal(2), after, _ONE, spelled=True)
    if following in ("half", "third", "quarter") or following in _FRACTIONS:
        share = _fraction(cut, _ONE, at + 1)
        if share or word != "one":
            return share
    return _spelled(cut, at) if word == "one" else None


def _half(cut: Tokens, at: int) -> Numeral | None:
    following = cut.word(at + 1)
    if following in ("a", "an") and cut.word(at + 2) in ("million", "billion", "dozen"):
        scale = SCALES.get(cut.word(at + 2), Decimal(12))
        return Numeral(scale / 2, at + 3, scale / 10, spelled=True)
    if cut.word(at - 1) in ("first", "second", "other", "latter", "better") or following in ("term", "year", "-"):
        return None
    return Numeral(Decimal("0.5"), at + 1, Decimal("0.01"), share=True, spelled=True)
