"""Which of two levels stands higher: by their names (`L4` below `L5`, Senior below Staff), else by a ladder's order."""

import re
from collections.abc import Sequence

_NUMBERED = re.compile(r"^(?P<stem>[^\d]{0,30}?)\s*[-_.]?\s*(?P<number>\d{1,3})(?!\d)")
# Ranks whose order is the same wherever they are used; what is not here is not compared.
_RANKS = (
    ("intern", "trainee", "apprentice"),
    ("junior", "entry", "graduate", "associate"),
    ("mid", "intermediate"),
    ("senior",),
    ("staff",),
    ("principal",),
    ("distinguished", "fellow"),
)


def goes_down(start: str, end: str, ladder: Sequence[str] = ()) -> bool:
    """Whether going from `start` to `end` is a step down: as their names tell, else as `ladder`, lowest first, does."""
    if steps_down(start, end) or steps_down(end, start):
        return steps_down(start, end)
    return start in ladder and end in ladder and ladder.index(end) < ladder.index(start)


def upwards(levels: Sequence[str]) -> tuple[str, ...]:
    """The levels of a ladder lowest first: turned round where their names tell that it is written downwards."""
    pairs = [(first, second) for n, first in enumerate(levels) for second in levels[n + 1 :]]
    down = sum(steps_down(first, second) for first, second in pairs)
    up = sum(steps_down(second, first) for first, second in pairs)
    return tuple(levels[::-1] if down > up else levels)


def steps_down(lower: str, upper: str) -> bool:
    """Whether going from `lower` to `upper` surely is a step down; False where the names do not tell."""
    here, there = _NUMBERED.match(lower.strip()), _NUMBERED.match(upper.strip())
    if here and there and here["stem"].strip(" -_.").casefold() == there["stem"].strip(" -_.").casefold():
        return int(there["number"]) < int(here["number"])
    first, second = _rank(lower), _rank(upper)
    return first is not None and second is not None and second < first


def _rank(name: str) -> int | None:
    # "Senior Staff" and "Associate Director" are ranks of their own, whose place differs from firm to firm.
    told = [n for n, words in enumerate(_RANKS) for word in re.findall(r"[a-z]+", name.casefold()) if word in words]
    others = [word for word in re.findall(r"[a-z]+", name.casefold()) if word in _HEADS]
    return told[0] if len(told) == 1 and not others else None


_HEADS = frozenset({"manager", "director", "lead", "head", "chief", "president", "partner", "professor"})
