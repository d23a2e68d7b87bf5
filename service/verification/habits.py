"""Habits told without a word of frequency: "hosts webinars" of one that was hosted, "errors" of an error caught."""

import re
from collections.abc import Iterator

from service.domain.claims import Finding, Kind, Ruling
from service.domain.how_often import SOMETIMES, highest
from service.domain.noun_phrases import is_plural
from service.domain.word_sets import word_set
from service.domain.wording import Word, carries_meaning, is_participle, is_past, words
from service.verification.paraphrase import stand_ins
from service.verification.reading import Reading


def habits(reading: Reading) -> Iterator[Finding]:
    """One objection for each way of making a habit of a deed the entry tells of once."""
    said = reading.source_text
    told = words(reading.text)
    yield from _in_the_present(told, said, reading)
    yield from _every_one(said, reading)
    yield from _many_of_one(told, words(said), said, reading)


_WRITERS = word_set("i we she he")
_SOON = word_set("now also currently personally still")
_NOUN_FOLLOWS = word_set("of from per to was were is are fell rose went came and has have had")
_PLACES = word_set("in by at on with for")
_ENDS = word_set("when whenever who which that after before since while because if as so where")
_PRESENT = re.compile(r"(?i)\b(?:now|still|currently|these days|nowadays|since|so far|ongoing|my job|my role)\b")


def _in_the_present(told: tuple[Word, ...], said: str, reading: Reading) -> Iterator[Finding]:
    """ "Hosts webinars", "I host webinars" where the entry says "hosted"."""
    for at, word in enumerate(told):
        if not _opens(told, at, reading.text) or not _in_present_form(told, at, reading.text):
            continue
        meant = stand_ins(word.stem)
        past = [one for one in words(said) if one.stem in meant and is_past(one.lower)]
        if not past or any(_is_habit(_sentence(said, one)) for one in past):
            continue
        if any(one.lower == word.lower for one in words(said)):
            continue
        yield _finding(
            word, Ruling.OVERSTATED, f'the entry says *{past[0].lower}*, once; "{word.text}" makes it a habit', reading
        )
        return


def _is_habit(sentence: str) -> bool:
    return highest(sentence) >= SOMETIMES or _PRESENT.search(sentence) is not None


def _sentence(said: str, word: Word) -> str:
    start = max(said.rfind(stop, 0, word.start) for stop in (". ", "\n", "; ")) + 1
    ends = [end for stop in (". ", "\n", "; ") if (end := said.find(stop, word.end)) >= 0]
    return said[start : min(ends, default=len(said))]


def _opens(told: tuple[Word, ...], at: int, text: str) -> bool:
    """Whether the word stands where the writer's own verb does: first, or after "I", "she" or "and"."""
    before = at - 1
    while before >= 0 and (told[before].lower in _SOON or told[before].lower.endswith("ly")):
        before -= 1
    if before < 0:
        return True
    if told[before].lower in _WRITERS:
        return True
    return bool(re.search(r"[.;]\s*$", text[told[before].end : told[before + 1].start]))


def _in_present_form(told: tuple[Word, ...], at: int, text: str) -> bool:
    word, then = told[at], told[at + 1] if at + 1 < len(told) else None
    if is_past(word.lower) or is_participle(word.lower) or not carries_meaning(word):
        return False
    after_writer = at > 0 and any(one.lower in _WRITERS for one in told[max(0, at - 2) : at])
    if after_writer:
        return True
    if then is None or then.lower in _NOUN_FOLLOWS:
        return False
    if then.lower in _PLACES and (not word.lower.endswith("s") or any(one.text[0].isdigit() for one in told)):
        return False  # "Visits in May: 12"
    for place, one in enumerate(told[at + 1 :], at + 1):
        if re.search(r"[,;:.(]", text[told[place - 1].end : one.start]) or one.lower in _ENDS:
            break
        if is_past(one.lower) or one.lower in ("is", "are"):
            return False  # "Calls to the desk fell": a noun
    return True


_ONE_OFF = re.compile(
    r"(?i)\bone-off\b|\bonce\b(?=[,.;)]| (?:in|for|at|on|with|to|during|only)\b|$)|\bfor the first time\b"
    r"|\bon one occasion\b|\bone (?:afternoon|morning|evening|day|night|session|occasion)\b"
    r"|\ba single (?:time|session)\b"
)
_PERIODS = word_set("hour day week month quarter year term season shift sprint night morning afternoon evening time of")
_EACH = re.compile(r"(?i)\b(?:each|every|any time|whenever)\s+(?:new |single |other )?(\w+)")


def _every_one(said: str, reading: Reading) -> Iterator[Finding]:
    """ "Brief each intake" of a one-off briefing."""
    once = _ONE_OFF.search(said)
    if once is None or re.search(r"(?i)\b(?:each|every|whenever)\b", said):
        return
    for match in _EACH.finditer(reading.text):
        if match[1].lower() in _PERIODS:
            continue  # how often in so many words is the frequency check's own
        because = f"the entry says *{once[0].lower()}*; the sentence says *{match[0].lower()}*"
        word = Word(match[0], match[0].lower(), "", match.start(), match.end())
        yield _finding(word, Ruling.OVERSTATED, because, reading)
        return


_BOUND = word_set(
    """
    the these those this that both all several few some any no not my our its their his her your each every other such
    same many more fewer most half without zero or nor
    """
)
# Figures go by the plural of these as readily as by the singular.
_MEASURED = word_set(
    """
    times waits costs prices rates levels scores savings hours days weeks months years quarters terms conditions needs
    details results findings skills amounts volumes numbers totals sales works goods news thanks means series minutes
    delays drops falls rises cuts gains losses increases reductions improvements words
    """
)
_AVERAGES = re.compile(r"(?i)\b(?:average|mean|median|typical)\b")


def _many_of_one(told: tuple[Word, ...], written: tuple[Word, ...], said: str, reading: Reading) -> Iterator[Finding]:
    """ "Caught errors on charts" of an error on a chart."""
    if any(one.text[0].isdigit() or one.lower in _SEVERAL for one in told):
        return  # "four pickers try headsets": one each
    for at, word in enumerate(told):
        if not _bare_plural(told, at, reading.text):
            continue
        alike = [n for n, one in enumerate(written) if one.stem == word.stem and not is_past(one.lower)]
        if not alike or any(is_plural(written[n].lower) or is_participle(written[n].lower) for n in alike):
            continue
        if all(_is_one(written, n, said) and highest(_sentence(said, written[n])) < SOMETIMES for n in alike):
            because = f"the entry tells of one {written[alike[0]].lower}; the sentence says *{word.lower}*"
            yield _finding(word, Ruling.OVERSTATED, because, reading)
            return


def _bare_plural(told: tuple[Word, ...], at: int, text: str) -> bool:
    """A plural in lower case with nothing before it that counts or points: "errors", "tenfold errors"."""
    word = told[at]
    if not word.text.islower() or not is_plural(word.lower) or word.lower in _MEASURED or not carries_meaning(word):
        return False
    if at == 0 or "-" in word.lower:
        return False
    if at + 1 < len(told) and told[at + 1].lower in ("the", "a", "an", "it", "them", "him", "her", "us", "me"):
        return False  # a verb: "the report covers the ward"
    for place in range(at - 1, max(-1, at - 5), -1):
        one = told[place]
        gap = text[one.end : told[place + 1].start]
        if one.lower in _BOUND or one.text[0].isdigit() or one.lower.endswith("'s"):
            return False
        if one.lower in _NUMBERS:
            return False
        if re.search(r"[,;:.()]", gap) or is_past(one.lower) or not carries_meaning(one):
            return True
    return True


_NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred"
)
_SEVERAL = _NUMBERS - {"one"} | {"both", "each", "all", "every", "their"}
_ONE = word_set("a an one single")


def _is_one(written: tuple[Word, ...], at: int, said: str) -> bool:
    """Whether the noun stands as one thing: "a chart", "one tenfold error"."""
    head = at + 1 < len(written) and not re.search(r"[^\s-]", said[written[at].end : written[at + 1].start])
    if (
        head
        and carries_meaning(written[at + 1])
        and not is_past(written[at + 1].lower)
        and not written[at + 1].lower.endswith("ly")
    ):
        return False  # "an error log" is no error
    for place in range(at - 1, max(-1, at - 5), -1):
        one = written[place]
        if re.search(r"[,;:.()]", said[one.end : written[place + 1].start]):
            return False
        if _AVERAGES.match(one.text):
            return False
        if one.lower in _ONE:
            return place == 0 or written[place - 1].lower not in ("per", "times", "twice", "once")
        if not carries_meaning(one):
            return False
    return False


def _finding(word: Word, ruling: Ruling, because: str, reading: Reading) -> Finding:
    return Finding(
        kind=Kind.FREQUENCY,
        ruling=ruling,
        because=because,
        question="Did you do this once or more often, and when?",
        spans=(reading.sources[0].span(),),
        claimed=(word.start, word.end),
    )
