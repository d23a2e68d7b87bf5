"""Settles whether a sentence says something happened more often than its entry does; not how often is often."""

import re
from collections.abc import Iterator
from itertools import pairwise

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.how_often import OFTEN, ONCE, WEEKDAYS, Often, bears_out, habits_told, highest, how_often
from service.domain.quantities import quantities
from service.domain.wording import Word, is_participle, is_past, words
from service.verification.habits import habits
from service.verification.reading import Reading, in_stems, read


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a wording of frequency that stands higher than any in the sentences the claim rests on.

    One told of another deed, or only wished for, bears nothing out; nor does a deed of one time bear out a habit.
    """
    reading = read(claim, evidence)
    if not reading.sources:
        return ()
    for claimed in sorted(how_often(reading.text), key=lambda one: -one.rank):
        if finding := _object(claimed, reading):
            return (finding,)
    return tuple(habits(reading))[:1]


def _object(claimed: Often, reading: Reading) -> Finding | None:
    said = "\n".join(source.text for source in reading.near(claimed.start))
    if not _is_said(claimed, said, reading):
        top = highest(said)
        says = "tells of it once" if top == ONCE else "says it happened less often"
        return _finding(claimed, Ruling.OVERSTATED, f"the entry {says}; the sentence says *{_lower(claimed)}*", reading)
    if not claimed.period and (once := _other_deed_than(claimed, said, reading.text)):
        because = f"the entry says no more than *{once}* of this; the sentence says *{_lower(claimed)}*"
        return _finding(claimed, Ruling.OVERSTATED, because, reading)
    if not claimed.period and claimed.rank < OFTEN:
        return None
    if _lower(claimed) in _AS_A_RULE and _not_these_figures(claimed, said, reading.text):
        because = f"the entry gives this figure of one time; the sentence says *{_lower(claimed)}*"
        return _finding(claimed, Ruling.OVERSTATED, because, reading)
    if claimed.period in _PARTS_OF_TIME:
        return None
    if other := _told_of_another(claimed, said, reading.text):
        because = f"the entry says *{_lower(other)}* of this; the sentence says *{_lower(claimed)}*"
        return _finding(claimed, Ruling.CONTRADICTED, because, reading)
    if claimed.period and (now := _given_up(claimed, said, reading.text)):
        because = f"the entry moves from *{_lower(claimed)}* to *{_lower(now)}*"
        return _finding(claimed, Ruling.CONTRADICTED, because, reading)
    if claimed.period and _only_wished(claimed, said, reading.text):
        because = f"the entry tells *{_lower(claimed)}* only as wished for or planned"
        return _finding(claimed, Ruling.OVERSTATED, because, reading)
    return None


_AS_A_RULE = (
    "usually",
    "normally",
    "typically",
    "always",
    "often",
    "generally",
    "regularly",
    "consistently",
    "routinely",
)


def _lower(one: Often) -> str:
    return one.text.lower()


_STATES = {
    "ongoing": re.compile(
        r"(?i)\b(?:still|so far|yet|not (?:done|finished|complete)|in progress|under ?way|continu\w+)"
    ),
    "usual": re.compile(r"(?i)\b(?:usual|normal|standard|typical|ordinary|average)"),
    "regular": re.compile(r"(?i)\b(?:regulars?)\b"),
}


def _is_said(claimed: Often, said: str, reading: Reading) -> bool:
    if any(bears_out(one, claimed) for one in habits_told(said)) or _stands(claimed, said):
        return True
    if claimed.period:
        return claimed.times == 1 and _named(claimed, said)
    if claimed.rank <= highest(said):
        return True
    state = _STATES.get(_lower(claimed).removesuffix("ly"))
    if state is not None and state.search(said):
        return True
    return claimed.rank < OFTEN and all(in_stems(word, reading.stems) for word in words(claimed.text))


def _stands(claimed: Often, said: str) -> bool:
    if claimed.period in WEEKDAYS:
        return False  # "three Saturdays" holds the word and not the habit
    return re.search(rf"\b{re.escape(_lower(claimed))}\b", said.lower()) is not None


_NAMED = re.compile(
    rf"(?i)\b(?:the|our|my|a|their) (?P<day>{'|'.join(WEEKDAYS)}) (?!and\b|or\b|when\b|in\b|of\b|so\b)[a-z]"
)
_RATE = re.compile(r"(?i)(?:\bper |/ ?)(?P<unit>[a-z]+)")


def _named(claimed: Often, said: str) -> bool:
    """ "Three clinics a week" and "the Wednesday clinic" bear out "weekly"; "nights" bears out "on nights"."""
    periods = [q.per for q in quantities(said) if q.per]
    periods += [match["unit"].lower() for match in _RATE.finditer(said)]
    periods += [match["day"].lower() for match in _NAMED.finditer(said)]
    if any(bears_out(Often(0, 0, per, OFTEN, per), claimed) for per in periods):
        return True
    return (
        claimed.period in _PARTS_OF_TIME
        and re.search(rf"(?i)(?<!one )(?<!two )(?<!three )(?<!four )(?<!\d )\b{claimed.period}s\b", said) is not None
    )


_PARTS_OF_TIME = ("morning", "afternoon", "evening", "night", "weekend", "weekday")
_PARTS = re.compile(r"[,;:.()\n–—](?!\d)|\b(?:but|and|while|whereas|although|though)\b", re.IGNORECASE)


def _parts(text: str) -> Iterator[str]:
    return (part for part in _PARTS.split(text) if part.strip())


def _deeds(part: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(part) if _is_verb(word))


def _is_verb(word: Word) -> bool:
    return is_past(word.lower) or is_participle(word.lower) or word.lower in ("meet", "meets")


def _around(claimed: Often, text: str) -> str:
    """The part of the claim the wording stands in."""
    start = 0
    for cut in _PARTS.finditer(text):
        if cut.end() <= claimed.start:
            start = cut.end()
        elif cut.start() >= claimed.end:
            return text[start : cut.start()]
    return text[start:]


_PERIODS = frozenset(
    "hour day week month quarter year term season shift sprint night morning afternoon evening".split()
)


def _not_these_figures(claimed: Often, said: str, text: str) -> bool:
    """ "Usually runs at 94%" of 94% on one day, with another figure for the usual."""
    figures = frozenset(_FIGURE.findall(text))
    sentences = [one for one in _SENTENCES.split(said) if not figures.isdisjoint(_FIGURE.findall(one))]
    return bool(sentences) and all(highest(one) < claimed.rank and not _stands(claimed, one) for one in sentences)


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _told_of_another(claimed: Often, said: str, text: str) -> Often | None:
    """ "Met her monthly, her supervisor weekly" has no "met her weekly": what it says of the deed itself instead."""
    stems = frozenset(word.stem for word in words(_around(claimed, text))) - _PERIODS
    rival: Often | None = None
    for part in _parts(said):
        deeds = _deeds(part) | {word.stem for word in words(part) if word.lower.endswith("s") and word.stem in stems}
        told = [one for one in how_often(part) if one.period not in _PARTS_OF_TIME]
        if not told or deeds.isdisjoint(stems):
            continue
        if any(bears_out(one, claimed) for one in told):
            return None
        rival = rival or told[-1]
    return rival


_BEFORE_IT = re.compile(
    r"(?i)\b(?:from|was|were|used to|until|before|previously|formerly|instead|rather|than|no longer|not)\b"
)


def _given_up(claimed: Often, said: str, text: str) -> Often | None:
    """What a habit gave way to: "from daily to weekly" makes nothing daily now."""
    if _BEFORE_IT.search(text):
        return None
    written = how_often(said)
    for before, after in pairwise(written):
        if not re.fullmatch(r"(?i)[\w ]{0,12}\bto(?: [\w]+)?\s+", said[before.end : after.start]):
            continue
        if (
            bears_out(before, claimed)
            and not bears_out(after, claimed)
            and re.search(r"(?i)from", said[: before.start])
        ):
            return after
    return None


_SENTENCES = re.compile(r"(?<=[.;])\s+|\n")


def _other_deed_than(claimed: Often, said: str, text: str) -> str:
    """ "Regularly interpreted" where another sentence tells of something regular: how this deed is told instead."""
    beside = [word for word in words(text) if abs(word.start - claimed.end) < 3 or abs(claimed.start - word.end) < 3]
    deed = next((word for word in beside if is_past(word.lower)), None)
    if deed is None:
        return ""
    sentences = [one for one in _SENTENCES.split(said) if one.strip()]
    told = ""
    for n, sentence in enumerate(sentences):
        alike = [word for word in words(sentence) if word.stem == deed.stem and is_past(word.lower)]
        if not alike:
            continue
        if highest("\n".join(sentences[n : n + 2])) >= claimed.rank or _stands(claimed, sentence):
            return ""
        told = alike[0].lower
    return told


_WISH = re.compile(
    r"(?i)\b(?:want\w*|ask\w*|would like|should|hop(?:e|es|ed|ing)|plan\w*|propos\w+|suggest\w*|request\w*|to be"
    r"|will be|going to|target\w*|goal|aim\w*|meant to|supposed to|wish(?:es|ed) to|recommend\w*)\b"
)


def _only_wished(claimed: Often, said: str, text: str) -> bool:
    """ "Wants it monthly" is nothing sent monthly."""
    if _WISH.search(text):
        return False
    parts = [part for part in _parts(said) if any(bears_out(one, claimed) for one in how_often(part))]
    return bool(parts) and all(_WISH.search(part) for part in parts)


def _finding(claimed: Often, ruling: Ruling, because: str, reading: Reading) -> Finding:
    return Finding(
        kind=Kind.FREQUENCY,
        ruling=ruling,
        because=because,
        question="How often did you do this, and between which dates?",
        spans=(reading.sources[0].span(),),
        claimed=(claimed.start, claimed.end),
    )
