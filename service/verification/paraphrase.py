"""Words that may stand for one another in an honest rewording.

Each group is one meaning. A group must hold no word that claims more than another in it: `cut` and `reduced` may trade
places, `cut` and `eliminated` may not. Kinds go one way: a nurse is a colleague, a colleague need not be a nurse.
Words that claim ownership, progress, reach or degree are ruled on by their own checks and are light here.
"""

from functools import cache

from service.domain.wording import stem
from service.verification.meanings_of_deeds import DEEDS
from service.verification.meanings_of_things import KINDS, QUALITIES, THINGS

_SHARED = "co-"


@cache
def stand_ins(claimed: str) -> frozenset[str]:
    """Every stem in an entry that an honest sentence may word as the stem `claimed`, itself included.

    A deed done with others is the deed: `co-wrote` may rest on `wrote`, and `wrote` on `co-wrote`. Whether it was
    shared is the credit check's business.
    """
    bare = claimed.removeprefix(_SHARED) if claimed.removeprefix(_SHARED) in _deeds() else claimed
    found = {claimed, bare, *_hyponyms().get(bare, ())}
    for group in _meanings().get(bare, ()):
        found |= _groups()[group]
    return frozenset(found | {_SHARED + meant for meant in found & _deeds()})


@cache
def _deeds() -> frozenset[str]:
    return frozenset(stem(word) for word in DEEDS.split())


@cache
def _groups() -> tuple[frozenset[str], ...]:
    lines = (DEEDS + THINGS + QUALITIES).split("\n")
    return tuple(frozenset(stem(word) for word in line.split()) for line in lines if line)


@cache
def _meanings() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_groups()):
        for word in group:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


@cache
def _hyponyms() -> dict[str, frozenset[str]]:
    return {stem(kind): frozenset(stem(word) for word in below.split()) for kind, below in KINDS.items()}
