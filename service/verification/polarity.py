"""Whether two clauses that say nearly the same differ by a *not*: one affirms what the other denies."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from service.domain.wording import content_words

_BREAK = re.compile(
    r"[.;:!?]+\s+|[()]|\n+|,\s+|\s[-–—]\s"
    r"|\s+(?:but|and|although|though|while|which|who|so|because|when|where|with no|without)\s+",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?i)\b(?:not(?! (?:only|just|merely|least)\b)|never|no longer"
    r"|no(?! (?:more|less|fewer|later|sooner|doubt|matter)\b)|none|nobody|nothing|without|neither|nor|cannot)\b|n't\b"
)
# Another way to say that something is not so: whoever uses one means more than a plain *not* would tell.
_ASIDE = re.compile(
    r"(?i)\b(?:yet|still|fail\w*|miss(?:ed|ing)?|lack\w*|refus\w+|declin\w+|only|until|unless|if|whether|instead|rather"
    r"|avoid\w*|prevent\w*|stop\w*|un(?:able|likely|til)|hardly|barely|rest|other|others|remaining|nobody|would|should"
    r"|may|might|could)\b"
)
_HELPING = frozenset("do does did be is are was were been has have had will won would can could no not never".split())
_FEWEST = 2
_OF_MINE, _OF_THEIRS = 0.75, 0.5


class Said(NamedTuple):
    """A clause and the stems that carry its meaning; `plain` where a *not*, if any, is all that turns it."""

    start: int
    end: int
    stems: frozenset[str]
    denied: bool
    plain: bool


@lru_cache(maxsize=4_096)
def clauses_said(text: str) -> tuple[Said, ...]:
    """The clauses of a text, cut at every mark and joining word."""
    return tuple(_clauses(text))


def _clauses(text: str) -> Iterator[Said]:
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        words = text[start:end]
        stems = frozenset(
            word.stem for word in content_words(words) if word.lower not in _HELPING and not _NO.fullmatch(word.lower)
        )
        if len(stems) >= _FEWEST:
            denials = len(_NO.findall(words))
            yield Said(start, end, stems, denials % 2 == 1, denials < 2 and not _ASIDE.search(words))
        start = after


def turned_by_a_not(claim: str, source: str) -> Said | None:
    """The clause of `claim` that a clause of `source` says word for word, but for a *not* on one side."""
    theirs = clauses_said(source)
    for mine in clauses_said(claim):
        if not mine.plain:
            continue
        alike = [
            (len(mine.stems & there.stems), there)
            for there in theirs
            if len(mine.stems & there.stems) >= max(_FEWEST, _OF_MINE * len(mine.stems), _OF_THEIRS * len(there.stems))
        ]
        if not alike:
            continue
        most = max(count for count, _ in alike)
        nearest = [there for count, there in alike if count == most]
        if all(there.plain and there.denied is not mine.denied for there in nearest):
            return mine
    return None
