"""Settles which deeds of a sentence the entry tells of somebody else: claimed as one's own, or two people swapped."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from service.domain.names import GIVEN_NAMES, names
from service.domain.wording import is_past, stem
from service.verification.doers import told_by
from service.verification.doings import Doer, Doing, same_deed, same_verb
from service.verification.known_people import BODIES, ROLES
from service.verification.reading import Reading, Source
from service.verification.scopes import Scoped


class Misplaced(NamedTuple):
    """A deed as the sentence tells it, and as the entry does."""

    told: Doing
    there: Doing


def claimed_from_others(reading: Reading) -> Iterator[Misplaced]:
    """Deeds the sentence tells of its writer and every matching sentence of the entry of another person."""
    mine = claimed_deeds(reading)
    theirs = _of_entry(reading)
    for told in mine:
        if told.doer is not Doer.SELF and not (told.doer is Doer.SHARED and told.beside and told.verb):
            continue
        matches = [there for there in theirs if same_deed(told, there)]
        if not matches or any(there.doer is not Doer.PERSON for there in matches):
            continue
        if any(other.doer is Doer.PERSON and any(same_deed(other, there) for there in matches) for other in mine):
            continue
        yield Misplaced(told, matches[0])


def shared_deeds(reading: Reading) -> Iterator[Misplaced]:
    """Deeds the sentence tells of its writer alone and every matching sentence of the entry of several."""
    theirs = _of_entry(reading)
    for told in claimed_deeds(reading):
        if told.doer is not Doer.SELF or not told.verb:
            continue
        matches = [there for there in theirs if there.verb and same_deed(told, there)]
        if matches and all(there.doer is Doer.SHARED for there in matches):
            yield Misplaced(told, matches[0])


def own_deed(reading: Reading, at: int) -> bool:
    """Whether the entry tells of the writer alone the deed whose verb stands at character `at` of the sentence."""
    theirs = _of_entry(reading)
    mine = [told for told in claimed_deeds(reading) if told.start == at and told.doer is Doer.SELF]
    return any(
        there.doer is Doer.SELF and (same_deed(told, there) or (not told.heads and same_verb(told, there)))
        for told in mine
        for there in theirs
    )


def shares_another_deed(reading: Reading, at: int, text: str, place: int) -> bool:
    """Whether whoever stands at character `place` of an entry's sentence is in another deed there than the one told."""
    before = [there for there in told_by(text) if there.verb and there.start < place]
    mine = [told for told in claimed_deeds(reading) if told.start == at]
    return bool(before and mine) and not any(same_verb(told, before[-1]) for told in mine) and own_deed(reading, at)


def told_of_self(reading: Reading, at: int) -> bool:
    """Whether the sentence tells the deed whose verb stands at character `at` of its writer, alone or among others."""
    return any(told.start == at and told.doer in (Doer.SELF, Doer.SHARED) for told in claimed_deeds(reading))


def told_of_another(reading: Reading, at: int) -> bool:
    """Whether the sentence itself tells the deed whose verb stands at character `at` of somebody or something else."""
    return any(told.start == at and told.doer in (Doer.PERSON, Doer.THING) for told in claimed_deeds(reading))


def whole_for_share(reading: Reading) -> Iterator[Misplaced]:
    """Deeds claimed whole where the entry gives *the rest* to another: `I wrote the method and Idris the rest`."""
    theirs = _of_entry(reading)
    rest = [there for there in theirs if there.doer is Doer.PERSON and there.heads & _THE_REST]
    if not rest:
        return
    mine = frozenset(head for there in theirs if there.doer is Doer.SELF for head in there.heads)
    for told in claimed_deeds(reading):
        alone = told.doer is Doer.SELF and told.verb and told.heads
        if alone and told.heads.isdisjoint(mine) and any(_may_be(told, there) for there in rest):
            yield Misplaced(told, rest[0])


_THE_REST = frozenset({"rest", "remaind", "other", "remain"})


def _may_be(told: Doing, there: Doing) -> bool:
    return same_deed(replace(told, heads=_ANYTHING), replace(there, heads=_ANYTHING))


_ANYTHING = frozenset({"rest"})


_SHORTEST = 2
"""Letters of a name: one alone is an initial, or what is left of a list."""


def swapped(reading: Reading, roles: Mapping[str, frozenset[str]]) -> Iterator[Misplaced]:
    """Deeds told of one named person that the entry tells of another, or done to one that were done to another."""
    if any(_thinned(reading.scoped, source) for source in reading.every if source.speaker is None):
        return  # the entry's own sentence with words left out: nobody has changed places
    theirs = _of_entry(reading)
    known = frozenset(there.word.lower.removesuffix("'s") for source in reading.every for there in source.scoped)
    persons = GIVEN_NAMES | roles.keys() | {name for there in theirs for name in (*there.who, *there.beside)}
    for told in claimed_deeds(reading):
        there = (
            _done_by_another(told, theirs, roles, known)
            or _done_to_another(told, theirs, persons)
            or _done_with_another(told, theirs, known)
        )
        if there is not None:
            yield Misplaced(told, there)


_DOERS = frozenset("i we he she they who you".split())


def _thinned(claim: Sequence[Scoped], source: Source) -> bool:
    """Whether the claim opens as the sentence does and leaves words out, none of them somebody who does something."""
    mine = [here.word.lower for here in claim]
    left = [there.word.lower for there in source.scoped]
    if not mine or mine[:1] != left[:1]:
        return False
    for word in mine:
        if word not in left:
            return False
        at = left.index(word)
        if any(skipped in _DOERS or is_past(skipped) for skipped in left[:at]):
            return False
        left = left[at + 1 :]
    return True


def _done_by_another(
    told: Doing, theirs: Sequence[Doing], roles: Mapping[str, frozenset[str]], known: frozenset[str]
) -> Doing | None:
    if told.doer is not Doer.PERSON or not told.who & known or all(len(name) < _SHORTEST for name in told.who):
        return None
    matches = [there for there in theirs if same_deed(told, there, closely=True)]
    if told.verb and told.who <= ROLES | BODIES and not all(there.doer is Doer.SELF for there in matches):
        return None  # a role may be anybody's
    return matches[0] if matches and all(_is_another(told, there, roles) for there in matches) else None


def _done_to_another(told: Doing, theirs: Sequence[Doing], persons: Set[str]) -> Doing | None:
    if not told.people or not told.people <= persons or not told.verb:
        return None
    alike = [there for there in theirs if same_verb(told, there) and there.people]
    return alike[0] if alike and not any(told.people & (there.people | there.who) for there in alike) else None


def _done_with_another(told: Doing, theirs: Sequence[Doing], known: frozenset[str]) -> Doing | None:
    if not told.beside or not told.beside <= known or not told.heads or told.doer is Doer.PERSON:
        return None
    matches = [there for there in theirs if there.verb and same_deed(told, there)]
    partners = [there for there in matches if there.beside or there.doer is Doer.PERSON]
    if partners and len(partners) == len(matches):
        return partners[0] if all(_differ(told.beside, there.beside | there.who) for there in partners) else None
    # Done alone in the entry, where the one named beside it does something else.
    busy = {name for there in theirs if there not in matches for name in (*there.who, *there.beside)}
    alone = matches and all(there.doer is Doer.SELF for there in matches)
    named = not any(stem(name) in there.extent for there in matches for name in told.beside)
    return matches[0] if alone and named and told.beside <= busy else None


def _is_another(told: Doing, there: Doing, roles: Mapping[str, frozenset[str]]) -> bool:
    """Whether the entry's doer is surely not the one told of: no shared name, and no name whose role is the other."""
    if there.doer is Doer.SELF:
        # "The client renewed" may tell of "renewed the client".
        return all(stem(name) not in there.extent for name in told.who)
    doers = there.who | (there.beside if there.doer is Doer.SHARED else frozenset())
    if not doers - _PRONOUNS or there.doer is Doer.THING:
        return False
    return (
        _differ(told.who, doers)
        and not any(told.who & roles.get(name, frozenset()) for name in doers)
        and not any(doers & roles.get(name, frozenset()) for name in told.who)
    )


_PRONOUNS = frozenset({"they", "she", "he"})


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two wordings of somebody share no word; *payments team* and *sales team* share only what any team is."""
    plain, bare = one - BODIES, other - BODIES
    return not (plain & bare if plain and bare else one & other)


def claimed_deeds(reading: Reading) -> tuple[Doing, ...]:
    """The deeds of the sentence, its opening word read as a name where the entry has it as one."""
    return told_by(reading.text, names_in(_texts(reading)))


@lru_cache(maxsize=1_024)
def names_in(texts: tuple[str, ...]) -> frozenset[str]:
    """The names that surely are names in the texts, in lower case."""
    return frozenset(name.text.lower() for text in texts for name in names(text) if name.certain)


def _of_entry(reading: Reading) -> tuple[Doing, ...]:
    return tuple(there for text in _texts(reading) for there in told_by(text))


def _texts(reading: Reading) -> tuple[str, ...]:
    """The entry's own fields, whole: a *she* in one sentence is somebody of the sentence before."""
    fields: dict[tuple[str, str], list[str]] = {}
    for source in reading.every:
        if source.speaker is None:
            fields.setdefault((source.entry, source.field), []).append(source.text)
    return tuple("\n".join(lines) for lines in fields.values())
