"""Words a sentence may hold though its entry lacks them, because of what stands around them or is measured there.

A turn of phrase (*at best*, *on account of*), letters and the words they stand for, a unit or a word of size where the
entry has a figure of that measure, a hedge. None of them adds a fact; which way a figure went is the comparison's.
"""

import re
from functools import lru_cache

from service.domain.names import names
from service.domain.quantities import quantities
from service.domain.quantity import Quantity
from service.domain.units import Measure
from service.domain.word_sets import word_set
from service.domain.wording import FUNCTION_WORDS, Word, is_number, lowered, stem, words
from service.verification.reading import Reading

# Turns of phrase that claim nothing by themselves. What they govern is compared like any other word.
_PHRASES = re.compile(
    r"\b(?:at (?:best|worst|any rate|odds|stake|hand|issue|present|least|most|first|last|length|that point|the time)"
    r"|on (?:account of|the part of|the side of|behalf of|the basis of|the grounds that|the other hand|the whole"
    r"|the day|time|average|top of)"
    r"|in (?:the main|the end|the event|turn|all|total|place of|place|lieu of|line with|terms of|the course of"
    r"|the wake of|the light of|light of|view of|the case of|case|person|advance|due course|the meantime|question"
    r"|keeping with|relation to|respect of|regard to|response to|return(?: for)?|exchange for|addition(?: to)?|use)"
    r"|by (?:chance|way of|means of|virtue of|the way|comparison|contrast|then|now|turns|name|hand|myself)"
    r"|for (?:the most part|the time being|the sake of|the purposes? of|good|now|its part|the moment|the first time)"
    r"|(?:to|until) date|thus far|as it (?:happens|happened|stands|stood)|as (?:against|opposed to|for|regards|well as)"
    r"|as far as .{1,20}? (?:goes|concerned)|(?:what|when) it comes to|came? to light|all told|of which|so to speak"
    r"|(?:at|with) (?:the|a) (?:price|cost|risk|caveat|proviso|exception) (?:of|that)|(?:had|has|have|came at) a price"
    r"|provided (?:that|\w+ )|providing that|given (?:that|the)|subject to|on condition that|in the hope"
    r"|key (?:points?|details?|facts?|figures?|takeaways?|results?)|(?:bear|bore|keep|kept|with) .{0,12}in mind"
    r"|(?:lend|lent|gave|give|had|took|take|play|played) (?:a|an|the) (?:hand|part|turn|look|share|say)"
    r"|took (?:place|part|over|on|care of|account of|stock of)|made (?:use|sure|up|do|note|room|way|the case)"
    r"|(?:put|set|placed) (?:forward|out|in place|aside|down|up|back|right|together|on hold|to use)"
    r"|account(?:s|ed|ing)? for|amount(?:s|ed|ing)? to|c[ao]me(?:s)? (?:to|in|from|out|down|up|about)"
    r"|due (?:to (?:be|begin|start|end|finish|go|come|open|close|meet|decide|launch|ship|land|report|return|join|leave"
    r"|run|move)|in|on|by|for|at|back|out|next)\b|turn(?:s|ed)? (?:out|up|down|into)|(?:no|any) longer"
    r"|fall(?:s|en)? short|fell short|short (?:of|by)|well (?:over|under|above|below|short|within)"
    r"|\w+ strong\b|from (?:scratch|then on|the outset|the start)|one of|a (?:number|range|variety|couple|handful) of"
    r"|the (?:latter|former|likes of|same|rest|remainder|remaining)|up (?:and running|front|to)|side by side"
    r"|let .{2,40}? know|straight ?away|on top|in spite of|at (?:his|her|their|my|its) side|to grips with|o'clock"
    r"|any good|under ?way|out of (?:date|hours|order|the way|sight|use|stock|print)|in good time|by heart|in hand"
    r"|get rid of|got rid of|put up with|looked? (?:after|at|into|for|through|over)|kept? (?:on|up|back|out|to|at)"
    r"|hand in hand|step by step|day[- ]to[- ]day|year[- ]on[- ]year|month[- ]on[- ]month|week[- ]on[- ]week"
    r"|in (?:answer|reply) to|with (?:regard|respect|reference) to|in and out|back to|next to|next in line"
    r"|point(?:ed|ing|s)? out|carr(?:y|ied|ying) out|work(?:ed|ing|s)? (?:out|on|with|through)"
    r"|break(?:s|ing)? down|broke down|goes? (?:on|down|up|out|in|over|through|with)|going (?:on|down|up|out|in)"
    r"|f[ae]ll(?:s|en)? (?:in between|between|within|outside|under|into|due|behind|to (?:me|us|him|her|them)\b)"
    r"|went (?:on|down|up|out|in|over|through|with|live|wrong|ahead))\b"
)
_FELL_TO = re.compile(r"\b(?:fell|falls|fallen) to (?=[A-Z])")  # whose turn it was
_HEDGES = word_set(
    "likely probably possibly perhaps maybe apparently seemingly presumably supposedly arguably reportedly may might "
    "could would seem seems seemed appear appears appeared suggest suggests suggested unclear uncertain unsure unknown "
    "estimated roughly approximately allegedly potential potentially tentative tentatively provisional provisionally"
)
_TIME = word_set("second minute hour day week month quarter year time duration term spell annual weekly monthly daily")
_MONEY = word_set(
    "price cost costs priced pay paid payment money sum fee bill spend spent spending expense expenditure worth value "
    "budget amount saving outlay revenue income fund funding bid euro dollar pound pence cent cheap cheaper dear "
    "dearer expensive charge"
)
_SHARE = word_set("rate share proportion percentage ratio percent portion fraction rates shares majority minority part")
_SIZE = word_set(
    "higher lower longer shorter slower faster quicker cheaper dearer larger smaller bigger greater above below under "
    "over ahead behind less fewer more up down older younger later earlier heavier lighter costlier beyond within "
    "exceeded exceeding exceeds "
)
_DAY_PARTS = word_set("morning afternoon evening night overnight midnight noon midday lunchtime dawn")
_CLOCK = re.compile(r"\d\s?(?:am|pm|a\.m|p\.m)\b|\b\d{1,2}:\d\d\b|\bo'clock\b")
_LASTS = word_set("longer shorter slower faster quicker later earlier")
_MORE = word_set("higher larger bigger greater more above over up ahead rose rise grew exceeded beyond extra")
_LESS = word_set("lower smaller less fewer below under down fell fall dropped drop reduced cut behind")
_OPPOSITES = {
    stem(word): frozenset(map(stem, there.split()))
    for pair in (
        "higher upper above/lower below under down",
        "longer/shorter",
        "slower/faster quicker",
        "cheaper/dearer costlier",
        "larger bigger greater/smaller",
        "more/less fewer",
        "up over/down under",
        "ahead/behind",
        "older/younger newer",
        "later/earlier",
        "heavier/lighter",
    )
    for here, there in (pair.split("/"), pair.split("/")[::-1])
    for word in here.split()
}
_COMPARES = re.compile(r"\b(?:than|earlier|previous(?:ly)?|before|prior|compared|against|versus|vs|other)\b")
_MEASURED = {
    Measure.TIME: frozenset(map(stem, _TIME)),
    Measure.MONEY: frozenset(map(stem, _MONEY)),
    Measure.SHARE: frozenset(map(stem, _SHARE)),
}
_ANYBODY = word_set("colleague teammate coworker people person individual man woman member counterpart other")
_PERSONS = frozenset(map(stem, _ANYBODY))
_LETTERS = re.compile(r"\b[A-Z][A-Z&]{1,5}s?\b")
# Letters whose words cannot be told from the letters alone.
_KNOWN_LETTERS = {
    "csat": "customer satisfaction score",
    "nps": "net promoter score recommend",
    "p50": "median half latency response",
    "p90": "latency percentile response",
    "p95": "latency percentile response tail",
    "p99": "latency percentile response tail worst",
    "1:1": "one-to-one meeting conversation",
    "1-1": "one-to-one meeting conversation",
    "pt": "patient",
    "pts": "patient",
    "a&e": "accident emergency department",
    "h&s": "health safety",
    "l&d": "learning development",
    "r&d": "research development",
    "p&l": "profit loss",
    "q&a": "question answer",
}


def is_turn_of_phrase(word: Word, reading: Reading) -> bool:
    """Whether a word is part of a turn of phrase that claims nothing by itself."""
    return any(start <= word.start < end for start, end in _phrases(reading.text))


def is_free(word: Word, reading: Reading) -> bool:
    """Whether a word of the sentence claims nothing of its own where it stands."""
    return (
        word.lower in _HEDGES
        or _is_size(word, reading)
        or (word.lower in _DAY_PARTS and _CLOCK.search(reading.source_text) is not None)
        or (word.stem in _PERSONS and any(name.certain for name in names(reading.source_text)))
        or _spelt_out(word, reading)
    )


@lru_cache(maxsize=256)
def _phrases(text: str) -> tuple[tuple[int, int], ...]:
    found = (*_PHRASES.finditer(lowered(text)), *_FELL_TO.finditer(text))
    return tuple(match.span() for match in found)


@lru_cache(maxsize=2_048)
def _figures(text: str) -> tuple[Quantity, ...]:
    return quantities(text)


def _is_size(word: Word, reading: Reading) -> bool:
    """A word of time, money or share where the entry measures one; a word of size where it has two figures alike."""
    found = _figures(reading.source_text)
    if word.lower in _SIZE:
        same_way = next((way for way in (_MORE, _LESS) if word.lower in way), frozenset())
        return not turned_round(word, reading) and (
            _has_two(found, timed=word.lower in _LASTS)
            or any(there.word.lower in same_way for source in reading.sources for there in source.scoped)
        )
    if any(word.stem in _MEASURED.get(figure.measure, ()) for figure in found):
        return True
    # A rate or a share may be worked out of any two figures; whether it is right is the figures check's.
    return word.stem in _MEASURED[Measure.SHARE] and len(found) > 1


def _has_two(found: tuple[Quantity, ...], *, timed: bool) -> bool:
    """Whether two figures that differ can be set beside each other; of a length of time, two times."""
    return any(
        one.measure is two.measure
        and one.base != two.base
        and (one.measure is Measure.TIME if timed else one.noun == two.noun or not one.noun or not two.noun)
        for first, one in enumerate(found)
        for two in found[first + 1 :]
    )


def turned_round(word: Word, reading: Reading) -> bool:
    """Whether the entry has the opposite of a word of size, and the sentence sets nothing beside something else."""
    opposites = _OPPOSITES.get(word.stem, frozenset())
    return not reading.stems.isdisjoint(opposites) and _COMPARES.search(lowered(reading.text)) is None


def _spelt_out(word: Word, reading: Reading) -> bool:
    """`standard operating procedure` for SOP, SOP for `standard operating procedure`."""
    if word.text.isupper() and 2 <= len(word.text) <= 6 and word.lower in _initials(reading.source_text):
        return True
    told = _letters(reading.source_text)
    if told and any(start <= word.start < end and letters in told for letters, start, end in _runs(reading.text)):
        return True
    return any(word.stem in _stems(meant) for letters, meant in _KNOWN_LETTERS.items() if letters in reading.stems)


@lru_cache(maxsize=2_048)
def _letters(text: str) -> frozenset[str]:
    return frozenset(match.group().rstrip("s").replace("&", "").lower() for match in _LETTERS.finditer(text))


@lru_cache(maxsize=64)
def _stems(meant: str) -> frozenset[str]:
    return frozenset(map(stem, meant.split()))


@lru_cache(maxsize=1_024)
def _runs(text: str) -> tuple[tuple[str, int, int], ...]:
    """The first letters of every two to five words in a row, small words left out, and where the words stand."""
    told = [word for word in words(text.replace("-", " ")) if word.lower not in FUNCTION_WORDS and not is_number(word)]
    return tuple(
        ("".join(word.lower[0] for word in told[at : at + length]), told[at].start, told[at + length - 1].end)
        for length in range(2, 6)
        for at in range(len(told) - length + 1)
    )


@lru_cache(maxsize=1_024)
def _initials(text: str) -> frozenset[str]:
    return frozenset(letters for letters, _, _ in _runs(text))
