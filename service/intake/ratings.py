"""Tells a rating (`3`, `High`, four stars) from an outcome: a mark that somebody gave is not what came of the work."""

import re

_RATING = re.compile(
    r"\W*(?:(?:10|\d)(?:\.\d)?(?:\s*(?:/|of|out of)\s*(?:5|10))?|(?:very |extremely )?(?:high|medium|mid|low"
    r"|big|small|large|"
    r"major|minor|moderate|critical|huge|significant|none|normal)(?: impact)?|[smlx]{1,3}|p[0-4]|true|false"
    r"|[★☆⭐*️]+)\W*",
    re.IGNORECASE,
)
A_RATING = "a rating, not an outcome"


def is_rating(words: str) -> bool:
    """Whether the words are nothing but a mark on a scale."""
    plain = words.strip()
    return len(plain) <= 20 and bool(plain) and ("%" not in plain) and _RATING.fullmatch(plain) is not None
