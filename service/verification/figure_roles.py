"""What part a figure plays where it stands: a result, a goal, the whole of a part, so many each, under which word."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from service.domain.quantities import quantities
from service.domain.quantity import Comparator, Quantity
from service.domain.units import DAY_S, Measure
from service.domain.wording import is_past, plain
from service.verification.deeds import is_whole


class Aim(StrEnum):
    """Whether a figure is what came of it, what was wanted, or a goal that the words say was met."""

    RESULT = "result"
    GOAL = "goal"
    MET = "goal met"


@dataclass(frozen=True, slots=True)
class Role:
    """The part of one figure. `whole`: the 9 of "2 of 9"; `each`: so many for each; `contrasts`: words such as "off".

    `own_deed`: a goal that is itself what was done ("planned 6 sessions", "managed a budget of £2m").
    """

    aim: Aim = Aim.RESULT
    whole: bool = False
    each: bool = False
    own_deed: bool = False
    contrasts: frozenset[str] = frozenset()


_NOUN = (
    r"(?:targets?|goals?|plan|budgets?|capacity|maximum|limit|quota|aim|objective|forecast|estimate|projection|ceiling"
    r"|cap|allowance|allocation|expectations?)"
)
_WANTED = (
    r"(?:planned|planning|aimed|aiming|targeted|targeting|hoped|hoping|expected|expecting|forecast|forecasted"
    r"|projected|budgeted|intended|pencilled in)"
)
_DET = r"(?:the |a |an |our |my |its |their |this |that |his |her )?"
_ADJ = r"(?:(?:original|initial|annual|yearly|monthly|weekly|quarterly|stretch|agreed|full|stated|set|\w+'s) )?"
_LINK = (
    r"(?:(?:was|were|is|had been|being|set|stood|at|of|for|to|reach|reaching|sell|hire|get|hit|only|just|about)\b ?)"
)
_BEFORE = re.compile(
    rf"\b(?:{_NOUN}(?: (?:for|in|on) (?:the |this |that |a )?\w+(?= (?:was|is|were)))?"
    rf"[: ] ?(?:{_LINK}){{0,4}}(?:around |roughly |a |the )?"
    rf"|{_WANTED} (?:(?:for|at|on|to \w+(?: up| out| on| to)?) )?(?:{_DET}(?:total of )?)(?:about |around |roughly )?"
    rf"|(?:(?<!just )short of|shy of|fell short of) {_DET}{_ADJ})$"
)
_AGAINST = re.compile(rf"(?:against|versus|vs\.?) {_DET}{_ADJ}$")
_SMALL = (
    r"(?:against|of|to|over|under|above|below|vs|short|shy|than|from|beyond|on|in|per|within|and|or|for|with|by|at)"
)
_AFTER = re.compile(
    rf"[- ](?:(?!{_SMALL}\b)[\w-]+ ){{0,2}}?{_NOUN}\b"
    rf"|(?: (?!{_SMALL}\b)[\w-]+){{0,3}}?(?: that| which)?(?: (?:we|i|they|it|the team|management)(?:'d| had| have)?)?"
    rf"(?: (?:were|was|had been|originally|initially))* (?:planned|aimed|targeted|hoped|expected|budgeted|projected)\b"
)
_MET = re.compile(
    r"\b(?:met|meeting|hit|hitting|reach(?:ed|ing)|beat(?:ing)?|exceed(?:ed|ing)|surpass(?:ed|ing)|achiev(?:ed|ing)"
    r"|passed|topp(?:ed|ing)|smash(?:ed|ing)|attain(?:ed|ing)|above|over|ahead of|beyond)\b[^,;]*$"
)
_UNMET = re.compile(r"\b(?:not|never|fail\w*|missed|missing|short|shy|without|unable|yet to)\b|n't\b|\b(?:aim|hop)\w+ ")
_DOING = re.compile(
    rf"\b(?:planned|planning|forecast|projected|budgeted)[^,;]*$|\b(?!was|were|is\b)\w+(?:ed|an|ld|et|aw|ok|ew)"
    rf" {_DET}{_ADJ}(?:\w+ ){{0,2}}?{_NOUN}\b[^,;]*$"
)
_STOP = re.compile(r"[;!?\n—–]|\.(?=\s|$)")
_PAST_COMMA = re.compile(r"[,()]\s")
_REACH = 64

_OPPOSITES = {
    one: other
    for pair in (
        "before after", "on off", "with without", "old new", "morning evening", "morning afternoon", "inside outside",
        "first last", "online offline", "manual automatic", "manually automatically", "enabled disabled",
        "weekday weekend", "men women", "boys girls", "previously now", "earlier later", "paid unpaid",
        "open closed", "internal external", "domestic international", "remote onsite",
    )
    for one, other in (pair.split(), pair.split()[::-1])
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_SEGMENT = re.compile(r",(?![0-9])|[;:()!?\n—–]|\.(?=\s|$)|\s(?:and|but|while|whereas)\s", re.IGNORECASE)
_HARD = re.compile(r"[;!?\n]|\.(?=\s|$)")
_EACH_AFTER = re.compile(
    r"(?: (?!and\b|but\b|while\b|for every\b)[\w'-]+){0,5}?"
    r" (?:each\b|apiece\b|per (?!cent\b|annum\b)[a-z]+|for every\b|every [a-z]+)"
)
_EACH_BEFORE = re.compile(
    r"\b(?:each|every)(?: of (?:the |our |my |its )?[\w-]+)?"
    r"(?: (?!(?:and|but|to|for|in|at|of|by|with|across)\b)[\w'-]+){0,4}"
    r" $|\bper [a-z]+,? (?:\w+ing )?$"
)
_FOR_ONE = re.compile(r" an? (?!half\b|(?:few|couple|little|lot|bit)\b)[a-z]")
_EACH_OF_IT = re.compile(r"\b(?:each|every one) of (?:the |our |those |my |its )?$")
_EACH_OF_THEM = re.compile(r"\beach of (?:the |our |my |those |these )?[\w-]+ (?:[\w-]+ )*(?:[\w-]+ ){0,4}$")
_EACH_OPENS = re.compile(r"(?:^|[.;,:] )(?:each|every one) of (?:the |our )?$")
_PERIOD = re.compile(
    r"\b(?:each|every|per) (?:other )?(?:working |school |calendar |financial )?"
    r"(?:hour|day|week|month|quarter|year|night|shift|sprint|term|season|semester"
    r"|morning|evening|afternoon|weekend|fortnight|minute|second|time|\w+day)s?\b"
)


@lru_cache(maxsize=256)
def roles(text: str) -> dict[int, Role]:
    """The role of every figure of `text`, by the place where the figure starts."""
    figures = quantities(text)
    if not figures:
        return {}
    low = plain(text).lower()
    return {q.start: _role(low, figures, n) for n, q in enumerate(figures)}


def _role(low: str, figures: tuple[Quantity, ...], n: int) -> Role:
    q = figures[n]
    before, after = _around(low, q, figures[n - 1].end if n else 0)
    aim = _aim(before, after, q)
    return Role(
        aim=aim,
        whole=is_whole(low, figures, n),
        each=_each(low, figures, n),
        own_deed=aim is Aim.GOAL and _AGAINST.search(before) is None and _DOING.search(before) is not None,
        contrasts=_contrasts(low, figures, n),
    )


def _around(low: str, q: Quantity, floor: int) -> tuple[str, str]:
    """What stands before and behind a figure in its own stretch, up to the figure before it."""
    before = low[max(floor, q.start - _REACH) : q.start]
    cut = max((mark.end() for mark in _STOP.finditer(before)), default=0)
    after = low[q.end : q.end + _REACH]
    stop = _STOP.search(after)
    return before[cut:], after[: stop.start()] if stop else after


def _aim(before: str, after: str, q: Quantity) -> Aim:
    if _NOUN_ITSELF.fullmatch(q.noun) and not _BEFORE.search(before):
        return Aim.RESULT  # "set four goals" counts the goals
    if q.comparator is Comparator.NEARLY:
        return Aim.RESULT
    comma = max((mark.end() for mark in _PAST_COMMA.finditer(before)), default=0)
    near = before[comma:]
    ahead = _BEFORE.search(near)
    if not (ahead or _AFTER.match(after)):
        return Aim.RESULT
    met = _MET.search(near)
    return Aim.MET if met and not _UNMET.search(near) and not near[: met.start()].endswith("to ") else Aim.GOAL


_NOUN_ITSELF = re.compile(_NOUN)


def _segments(low: str, figures: tuple[Quantity, ...], n: int) -> str:
    """The words a figure stands among: its own stretch, and the ones beside it that hold no figure."""
    q = figures[n]
    floor = figures[n - 1].end if n else 0
    roof = figures[n + 1].start if n + 1 < len(figures) else len(low)
    marks_before = [mark.span() for mark in _SEGMENT.finditer(low, floor, q.start)]
    marks_after = [mark.span() for mark in _SEGMENT.finditer(low, q.end, roof)]
    start = floor
    if n and marks_before:
        start = marks_before[0][1]
    hard = [mark.end() for mark in _HARD.finditer(low, floor, q.start)]
    start = max([start, *hard])
    end = roof
    if n + 1 < len(figures) and marks_after:
        end = marks_after[-1][0]
    hard = [mark.start() for mark in _HARD.finditer(low, q.end, roof)]
    return low[start : min([end, *hard])]


def _contrasts(low: str, figures: tuple[Quantity, ...], n: int) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(_segments(low, figures, n)) if word in _OPPOSITES)


def opposed(claimed: Role, written: Role) -> str:
    """The word of the claim that the entry turns round, "" where none: "on" of a figure that stands with "off"."""
    for word in claimed.contrasts - written.contrasts:
        other = _OPPOSITES[word]
        if other in written.contrasts and other not in claimed.contrasts:
            return word
    return ""


def _each(low: str, figures: tuple[Quantity, ...], n: int) -> bool:
    """Whether the words deal the figure out: "3 talks each", "one in each of 4 hospitals"; a rate by time does not."""
    q = figures[n]
    roof = figures[n + 1].start if n + 1 < len(figures) else len(low)
    after = low[q.end : roof]
    cut = _SEGMENT.search(after)
    after = after[: cut.start()] if cut else after
    floor = figures[n - 1].end if n else 0
    before = low[floor : q.start]
    if _EACH_OF_IT.search(before):
        return False  # the 4 of "each of 4 hospitals" is how many there are
    if q.measure is not Measure.COUNT and _FOR_ONE.match(after):
        return True
    if (match := _EACH_AFTER.match(after)) and not _PERIOD.search(match.group() + after[match.end() :][:12]):
        words = match.group().split()
        if words[-2:-1] != ["every"] or not any(is_past(word) for word in words[:-2]):
            return True  # "three students completed every task" deals nothing out
    if q.measure in (Measure.COUNT, Measure.TIME, Measure.MONEY) and _EACH_OF_THEM.search(low[: q.start]):
        return not (q.measure is Measure.TIME and q.factor >= DAY_S)
    first = figures[n - 1].start if n else 0
    if n and not _SEGMENT.search(before) and _EACH_OPENS.search(low[max(0, first - 32) : first]):
        return q.measure is Measure.COUNT  # "each of the 6 tutors taught 4 pupils"
    marks = list(_SEGMENT.finditer(before))
    before = before[marks[-1].end() :] if marks and marks[-1].group() != "," else before
    match = _EACH_BEFORE.search(before)
    return match is not None and not _PERIOD.search(match.group())
