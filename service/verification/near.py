"""Whether a word adds a fact to an entry, or only says in another word what one of the entry's words says.

Wider than a stand-in, and one-sided on purpose: it clears a word of being *invented*, and nothing else. Ownership,
progress, direction, figures, people and the rest are compared by their own checks, on the words as they stand.
"""

from functools import cache, lru_cache

from service.domain.wording import stem
from service.verification.paraphrase import stand_ins
from service.verification.wider_deeds import WIDER_DEEDS
from service.verification.wider_qualities import WIDER_QUALITIES
from service.verification.wider_things import CLIPPED, WIDER_THINGS

_CLIP = 4  # letters a shortened form keeps at least: `prep`, `cert`
_SUFFIXES = (
    *("isation", "ization", "ation", "ition", "ement", "ment", "ness", "ship", "able", "ible", "ance", "ence", "ancy"),
    *("ency", "ical", "ally", "hood", "ings", "ing", "ion", "ity", "ive", "ous", "ful", "ant", "ent", "ery", "ary"),
    *(
        "ory",
        "age",
        "ist",
        "ism",
        "ise",
        "ize",
        "ian",
        "ial",
        "als",
        "ers",
        "ors",
        "al",
        "est",
        "er",
        "or",
        "ee",
        "ed",
        "ly",
    ),
    *("en", "es", "ic", "th", "y", "e", "s"),
)
_PREFIXES = ("re-", "re", "co-", "co", "pre-", "pre", "up", "out", "over", "en")


def near(word: str, stems: frozenset[str]) -> bool:
    """Whether a word, given as its stem, is near a word among `stems`: a meaning in common, a root, a short form."""
    return (
        not _neighbours(word).isdisjoint(_roots_of(stems))
        or not _roots(word).isdisjoint(_roots_of(stems))
        or _clips(word, stems)
    )


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (WIDER_DEEDS + WIDER_THINGS + WIDER_QUALITIES + CLIPPED).split("\n"):
        group = {stem(word) for word in line.split()}
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in found.items()}


@lru_cache(maxsize=16_384)
def _neighbours(word: str) -> frozenset[str]:
    groups = _groups()
    found = set(stand_ins(word))
    for root in _roots(word) | {word}:
        found |= groups.get(root, frozenset())
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _roots(word: str) -> frozenset[str]:
    """The word without what makes a noun, an adjective or a deed done again of it: `renewal` -> renewal, renew, new."""
    if len(word) < _CLIP:
        return frozenset({word})
    if not word.isalpha():  # `hand-overs`: as one word, and without its plural
        joined = word.replace("-", "")
        return frozenset({word, word.removesuffix("s"), stem(joined)})
    found = {word}
    for ending in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= _CLIP - 1:
            bare = word[: -len(ending)]
            found.add(bare)
            if len(bare) >= _CLIP and bare[-1] == bare[-2]:
                found.add(bare[:-1])
            if bare[-1] == "i":
                found |= {bare[:-1], stem(bare[:-1] + "y")}
    for whole in tuple(found):
        for prefix in _PREFIXES:
            if whole.startswith(prefix) and len(whole) - len(prefix) >= _CLIP - 1:
                found.add(whole[len(prefix) :])
    return frozenset(root for root in found if len(root) >= _CLIP - 1)


@lru_cache(maxsize=1_024)
def _roots_of(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(root for one in stems for root in _roots(one))


def _clips(word: str, stems: frozenset[str]) -> bool:
    """`cert` for certificate and the other way round: one opens the other."""
    return len(word) >= _CLIP and any(
        len(there) >= _CLIP and (word.startswith(there) or there.startswith(word)) for there in stems
    )
