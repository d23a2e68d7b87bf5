"""A deed as a text tells it: its doer, its verb, its object; and when two tellings may be of one deed."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.word_sets import word_set
from service.verification.paraphrase import stand_ins


class Doer(StrEnum):
    """The writer, the writer among others, a person or team beside the writer, a thing."""

    SELF = "self"
    SHARED = "shared"
    PERSON = "person"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed: who did it (`who`: names in lower case), its verb ("" where a thing is only somebody's), its object.

    `heads` are the stems of the direct object, `extent` those of everything said with it, `people` the names among the
    objects, `beside` the names after *with*. `start` and `end` are the characters of the verb.
    """

    doer: Doer
    who: frozenset[str]
    verb: str
    start: int
    end: int
    heads: frozenset[str]
    extent: frozenset[str]
    people: frozenset[str]
    beside: frozenset[str]
    shown: str


_LIGHT_DOING = word_set(
    "do did done doe got handl mak carri run tak complet finish deliv produc perform conduct get manag creat undertak"
    " work prepar"
)
_MAKES = word_set(
    "build creat design author write develop mak produc draft invent cod rebuild rewrit redesign redo drew draw do"
    " prepar paint compos script assembl"
)


def same_deed(told: Doing, there: Doing, *, closely: bool = False) -> bool:
    """Whether `told` and `there` may tell of one deed: the same object, and a verb that can mean the other.

    `closely`: two verbs of making are no more alike than any two ("wrote it", "designed it").
    """
    if not told.heads:
        # "Traced it to two receipts": known by its very verb and what else is said of it.
        if not told.verb or told.verb != there.verb or not told.extent:
            return False
        return told.extent == there.extent or (told.extent <= there.extent and told.verb not in _LIGHT_DOING)
    if not there.heads and there.verb:
        # "Compliance signed off": of whatever it is about.
        return told.verb == there.verb and told.verb not in _LIGHT_DOING
    if (told.verb == "") != (there.verb == ""):
        if told.verb and told.verb not in _MAKES:
            return False
        if there.verb and there.verb not in _MAKES:
            return False
    if (there.verb == "" and told.verb in there.heads) or (told.verb == "" and there.verb in told.heads):
        return True  # "Sunil designed it" and "the design was Sunil's"
    held = there.heads | ({there.verb} if there.verb else frozenset())
    if not all(_stands(head, held) for head in told.heads):
        return False
    return _same_verb(told.verb, there.verb, closely)


def _stands(head: str, held: frozenset[str]) -> bool:
    return head in held or not stand_ins(head).isdisjoint(held)


def _same_verb(one: str, other: str, closely: bool) -> bool:
    if one == other or not one or not other or one in _LIGHT_DOING or other in _LIGHT_DOING:
        return True
    return other in stand_ins(one) or one in stand_ins(other) or (not closely and one in _MAKES and other in _MAKES)


def same_verb(told: Doing, there: Doing) -> bool:
    """Whether two deeds have one verb, or two of one meaning."""
    if not told.verb or not there.verb:
        return False
    return told.verb == there.verb or there.verb in stand_ins(told.verb) or told.verb in stand_ins(there.verb)
