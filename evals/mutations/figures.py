"""Lies about figures: another value, unit or fraction, two values exchanged, a hedge left out, a figure from nowhere."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator
from itertools import pairwise, permutations

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import base_of, tells_work
from service.domain.claims import Kind, Ruling

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
_DIGITS = (
    r"(?<![\w.,:/#±–-])(?P<money>[£$€])?(?P<number>\d{1,3}(?:,\d{3})+|\d+\.\d+|\d+)(?P<glued>%|ms|k|kg|h|m)?"
    r"(?![\w:/–]|[.,]\d|-\d)"
)
_WORDS = rf"(?<![\w-])(?P<word>{'|'.join(NUMBER_WORDS)})(?![\w-])"
# A number after one of these is a name, not an amount: ward 7, year 12, plots 4 to 11.
_LABEL = re.compile(
    r"(?:\b(?:ward|bay|plots?|level|year|band|grade|phase|week|day|room|route|version|step|incident|aim|sections?|part"
    r"|no|number|block|aisle|dock|class|stage|tier|gate|line|sprint|zone|form|question|chapter|item|Q|floor|module|to"
    rf"|the|on|since|until|{MONTHS})\.?|[A-Z][\w.]+)\s(?:\d+ (?:to|and) )?$"
)
_DATE_AFTER = re.compile(rf"\s?(?:-|–|to|and)?\s?\d*\s?(?:{MONTHS}|am\b|pm\b|a\.m|p\.m|o'clock|percentile)|-year-old")
_CALENDAR = re.compile(
    r"[ -](?:calendar |working |school )?(?:day|week|month|year|term|quarter|fortnight|season|half)s?\b"
)
_AT_LEAST = re.compile(r"\b(?:more than|over|at least|above|beyond|upwards of)\s[£$€]?$", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:under|less than|fewer than|nearly|almost|up to|at most|within|below|not quite)\s[£$€]?$", re.IGNORECASE
)
HEDGE = r"(?:about|around|roughly|approximately|some|nearly|almost|up to|just over|just under|close to|maybe|perhaps)"


def amounts(telling: Telling) -> Iterator[re.Match[str]]:
    """The amounts of the sentence, in digits or words: no dates, no durations in days or longer, no labels."""
    for match in telling.find(f"{_DIGITS}|{_WORDS}"):
        before, after = telling.text[: match.start()], telling.text[match.end() :]
        year = match["number"] and re.fullmatch(r"(?:19|20)\d\d", match["number"]) and not match["money"]
        # "Trained 24 nurses": a verb that opens the sentence has a capital and is no name.
        label = _LABEL.search(before) and not base_of(before.strip())
        if year or label or _DATE_AFTER.match(after) or _CALENDAR.match(after):
            continue
        if re.match(r"[ -](?:thirds?|quarters?|fifths?|halves|tenths|in|out)\b|-", after):
            continue
        yield match


def value_of(match: re.Match[str]) -> float:
    """The size of an amount, without its unit."""
    return NUMBER_WORDS[match["word"]] if match["word"] else float(match["number"].replace(",", ""))


def borne_out(telling: Telling) -> set[float]:
    """Every value the entry has, and what any two of them come to: none of these may serve as a wrong value."""
    found = re.findall(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d+", telling.written + "\n" + telling.text)
    values = {float(number.replace(",", "")) for number in found}
    words = re.findall(r"[a-z]+", f"{telling.written} {telling.text}".lower())
    values |= {float(NUMBER_WORDS[word]) for word in words if word in NUMBER_WORDS}
    values |= {1.0, 100.0}
    derived = {100 - one for one in values}
    for one, other in permutations(sorted(values)[:40], 2):
        derived |= {abs(one - other), one + other, one * other}
        if other:
            derived |= {round(one / other), round(100 * one / other), abs(round(100 * (one - other) / other))}
    return values | derived


def wrong_values(telling: Telling) -> Iterator[Lie]:
    """Another value in the place of one that stands there: far enough off that no rounding makes it true."""
    taken = borne_out(telling)
    for match in amounts(telling):
        before = telling.text[: match.start()]
        value = value_of(match)
        ups = [value + 2, value + 3, value * 2, value + 5] if value <= 10 else [value * 1.4, value * 1.8, value * 2.3]
        downs = [value / 2, value - 3] if value <= 10 else [value * 0.6, value * 0.45, value * 0.3]
        options = [*([] if _AT_MOST.search(before) else ups), *([] if _AT_LEAST.search(before) else downs)]
        for option in telling.shuffled(options, "value"):
            new = _rounded(option, match)
            percent = match["glued"] == "%" or re.match(r" ?(?:%|per ?cent)", telling.text[match.end() :])
            if new in taken or new < 2 or (percent and new > 97) or abs(new - value) < 0.25 * value:
                continue
            if written := _written(new, match):
                yield telling.change(Kind.FIGURES, Ruling.CONTRADICTED, "figures.value", *match.span(), written)
                break


def transposed(telling: Telling) -> Iterator[Lie]:
    """Two digits of a figure exchanged: 86 for 68."""
    taken = borne_out(telling)
    for match in amounts(telling):
        digits = match["number"] or ""
        if not re.fullmatch(r"\d{2,4}", digits) or digits[0] == digits[1] or digits[1] == "0":
            continue
        new = digits[1] + digits[0] + digits[2:]
        near = abs(float(new) - float(digits)) < 0.1 * float(digits)
        hedged = re.search(rf"\b{HEDGE}\s$|\b(?:over|under|than|least)\s$", telling.text[: match.start()])
        if float(new) not in taken and not (near or hedged):
            written = f"{match['money'] or ''}{new}{match['glued'] or ''}"
            yield telling.change(Kind.FIGURES, Ruling.CONTRADICTED, "figures.transposed", *match.span(), written)


_FRACTIONS = (
    (r"\b(?:a|one) third\b", ("two thirds", "three quarters")),
    (r"\b(?:a|one) quarter\b(?! (?:past|to|of an hour|later|ago|long))", ("half", "two thirds")),
    (r"\b(?:a|one) fifth\b", ("a half", "two thirds")),
    (r"\b(?:a|one) tenth\b", ("a third", "a half")),
    (r"\bby half\b", ("by three quarters", "by nine tenths")),
    (r"\btwo thirds\b", ("nine tenths",)),
    (r"\bthree quarters\b", ("nine tenths",)),
    (r"\bhalved\b", ("quartered",)),
    (r"\b(?:a )?dozen\b", ("four dozen", "three dozen")),
)


def fractions(telling: Telling) -> Iterator[Lie]:
    """A bigger part than the entry has."""
    for pattern, bigger in _FRACTIONS:
        for match in telling.find(pattern, re.IGNORECASE):
            new = telling.shuffled(bigger, "fraction")[0]
            if telling.lacks(new) and not re.search(r"(?:year|last|this|next|each) $", telling.text[: match.start()]):
                yield telling.change(
                    Kind.FIGURES, Ruling.CONTRADICTED, "figures.fraction", *match.span(), like(match[0], new)
                )


_UNITS = (
    (r"(?<=\d)ms\b", "s"),
    (r"(?<=\d)k\b", "m"),
    (r"(?<=\d) ?min(?:ute)?s?\b", " hours"),
    (r"(?<=[a-z]) minutes\b", " hours"),
    (r"(?<=\d) ?(?:h|hours)\b", " days"),
    (r"(?<=\d)-minute\b", "-hour"),
    (r"(?<=\d)-hour\b", "-day"),
    (r"(?<=\d) ?kg\b", " tonnes"),
    (r"(?<=\d)% ?points?\b", "%"),
    (r"(?<=[a-z\d]) percentage points\b", " per cent"),
    (r"\b(?:a|per|each) week\b", "a day"),
    (r"\b(?:a|per|each) month\b", "a week"),
    (r"\b(?:a|per|each) year\b", "a month"),
    (r"(?<=\d)/(?:hr|h)\b", "/min"),
    (r"\ban hour\b", "a minute"),
    (r"(?<=£)(?=\d)", None),
)


def wrong_units(telling: Telling) -> Iterator[Lie]:
    """The same number of something bigger."""
    if not re.search(r"\d|\b(?:" + "|".join(NUMBER_WORDS) + r")\b", telling.text):
        return
    for pattern, new in _UNITS:
        for match in telling.find(pattern):
            clause = telling.text[max(0, match.start() - 40) : match.start()]
            number = re.search(r"\d|\b(?:" + "|".join(NUMBER_WORDS) + r")\b", clause)
            if new and number and not telling.says(re.escape(new.strip(" -/"))):
                yield telling.change(Kind.FIGURES, Ruling.CONTRADICTED, "figures.unit", *match.span(), new)


def exchanged(telling: Telling) -> Iterator[Lie]:
    """Two counts of different things, each given the other's number: "interviewed 2 and hired 14"."""
    counts = [match for match in amounts(telling) if not match["money"] and not match["glued"]]
    for one, other in pairwise(counts):
        between = telling.text[one.end() : other.start()]
        nouns = [re.match(r" (?:[a-z]+ ){0,1}([a-z]{3,})", telling.text[match.end() :]) for match in (one, other)]
        same_kind = bool(one["word"]) == bool(other["word"])
        apart = not re.search(r"\b(?:to|of|from|against|than|or|into|vs|out|for|per)\s[\w\s]*$|[-–(]", between)
        if not (same_kind and apart and nouns[0] and nouns[1] and value_of(one) != value_of(other)):
            continue
        if nouns[0][1].rstrip("s") == nouns[1][1].rstrip("s") or one[0][:1].isupper() or len(between) > 60:
            continue
        new = f"{other[0]}{between}{one[0]}"
        yield telling.change(Kind.FIGURES, Ruling.CONTRADICTED, "figures.exchanged", one.start(), other.end(), new)


def hedge_left_out(telling: Telling) -> Iterator[Lie]:
    """ "About 30" told as 30, where the entry has no plain 30."""
    for match in telling.find(rf"\b{HEDGE} (?=[£$€]?\d)", re.IGNORECASE):
        figure = re.match(r"[£$€]?[\d.,]+\w*", telling.text[match.end() :])
        if not figure:
            continue
        plain = re.escape(figure[0].strip("£$€.,"))
        hedged = rf"(?:{HEDGE}|~|c\.|ish|-ish|over|under|than)"
        bare = [
            there
            for there in re.finditer(rf"(?<![\d.]){plain}(?![\d%])", telling.written)
            if not re.search(rf"{hedged} ?[£$€]?$", telling.written[: there.start()], re.IGNORECASE)
        ]
        doubted = re.search(rf"\b{hedged}\b|~|\dish\b|I think|estimate", telling.written, re.IGNORECASE)
        if not bare and doubted:
            yield telling.change(Kind.FIGURES, Ruling.OVERSTATED, "figures.hedge", *match.span(), "")


_FROM_NOWHERE = (
    ", a {n}% improvement",
    ", saving about {n} hours a month",
    ", which saved roughly £{n},000",
    ", an improvement of more than {n}%",
    ", with {n}% fewer errors",
    ", and cut the workload by {n}%",
    " for {n} colleagues",
    ", with a success rate of {n}%",
    ", with feedback averaging {d} out of 5",
    ", reaching more than {h} people",
    " across {s} locations",
    ", at a cost of only £{h}",
)


def from_nowhere(telling: Telling) -> Iterator[Lie]:
    """A figure glued on that the entry has nothing of."""
    if not tells_work(telling):
        return
    taken = borne_out(telling)
    n = next((n for n in telling.shuffled(range(12, 60), "n") if n not in taken), 61)
    s = next((n for n in telling.shuffled(range(5, 40), "s") if n not in taken), 41)
    for tail in telling.shuffled(_FROM_NOWHERE, "tail")[:1]:
        figure = tail.format(n=n, s=s, h=10 * n, d=f"4.{n % 10}")
        lie = telling.ending(Kind.FIGURES, Ruling.UNSUPPORTED, "figures.nowhere", figure)
        if lie and telling.lacks(re.sub(r"about|roughly|than", "", figure)):
            yield lie


def _rounded(value: float, like_this: re.Match[str]) -> float:
    if like_this["number"] and "." in like_this["number"]:
        return round(value, len(like_this["number"].split(".")[1]))
    old = value_of(like_this)
    if old >= 1_000:
        return float(round(value, -2))
    if old >= 40 and old % 10 == 0:
        return float(round(value, -1))
    return float(round(value))


def _written(value: float, like_this: re.Match[str]) -> str:
    if like_this["word"]:
        words = [word for word, size in NUMBER_WORDS.items() if size == value]
        return like(like_this["word"], words[0]) if words else ""
    old = like_this["number"]
    if "." in old:
        number = f"{value:.{len(old.split('.')[1])}f}"
    else:
        number = f"{int(value):,}" if "," in old else str(int(value))
    return f"{like_this['money'] or ''}{number}{like_this['glued'] or ''}"


RULES = (wrong_values, transposed, fractions, wrong_units, exchanged, hedge_left_out, from_nowhere)
