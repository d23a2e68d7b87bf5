"""What looks like a number and is none: addresses, versions, ids, times of day, ordinals, idioms, phone numbers."""

import re
from typing import NamedTuple

from service.domain.word_sets import word_set


class Mark(NamedTuple):
    """A stretch that must not be read as a figure. An `identifier` (PR #12, v2.3.1) may still be compared as text."""

    start: int
    end: int
    identifier: bool


# Every repetition is bounded or meets its end at once, so hostile text costs no more than its length.
_ADDRESS = r"(?P<address>https?://\S{1,2000}|\bwww\.\S{1,500}|[\w.+-]{1,40}@[\w.-]{1,60})"
_OTHERS = (
    r"|(?P<clock>(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    r"|(?<![\d.])\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b(?!\s*i))"
    r"|(?P<idiom>\b24/7\b|\b24[x×]7\b|\b9-to-5\b|\b[5-9]0/[1-5]0\b"
    r"|\b360[- ](?:degree|review|feedback|view)s?\b|\b9/11\b)"
    r"|(?P<version>\b[vV]\d{1,4}(?:\.\d{1,6}){0,4}\b|(?<![\d.,])\d{1,5}(?:\.\d{1,6}){2,5}(?![\d]))"
    r"|(?P<hash>(?:\b(?:PR|MR|issue|ticket|no\.|number)\s?)?\#\s?\d{1,12}\b)"
    r"|(?P<phone>\+\d{1,3}[ -]\(?\d{2,5}\)?(?:[ -]\d{2,5}){1,4}\b|\b\d{3}-\d{3,4}-\d{4}\b)"
    r"|(?P<ordinal>\b\d{1,9}(?:,\d{3})?(?:st|nd|rd|th)\b)"
    r"|(?P<decade>\b(?:19|20)?\d0s\b)"
    r"|(?P<code>(?<![\w$£€])(?!(?:USD|GBP|EUR|[xX]|to|sub|over|mid|pre|post)-?\d)[A-Za-z][A-Za-z]{0,14}-?\d[\w]{0,20}"
    r"(?:-[A-Za-z\d]{1,12}){0,3})"
)
_MARKS = re.compile(_ADDRESS + _OTHERS)
# Every word may begin an address of mail, so a text without one is read much faster by a pattern without it.
_NO_ADDRESS = re.compile(_OTHERS.removeprefix("|"))
_MAY_HOLD_ADDRESS = re.compile(r"@|://|www\.")
_HAS_DIGIT = re.compile(r"\d")
_PLAIN_WORD = re.compile(r"[a-z]{2,15}-\d")


def marks(text: str) -> tuple[Mark, ...]:
    """The stretches to leave alone, in order, not overlapping."""
    if _HAS_DIGIT.search(text) is None:
        return ()
    found = []
    for match in (_MARKS if _MAY_HOLD_ADDRESS.search(text) else _NO_ADDRESS).finditer(text):
        kind = match.lastgroup
        if kind == "code" and _PLAIN_WORD.match(match.group()):
            continue  # "sub-20", "around-40": a word with a figure hung on it
        found.append(Mark(match.start(), match.end(), kind in ("version", "hash", "code")))
    return tuple(found)


# A figure right after one of these names a thing ("ward 7", "Python 3.11", "ISO 27001"), it does not count.
LABELS = word_set("""
    iso iec rfc rule section article clause form band grade level tier phase stage step sprint ward room bay zone
    year week day module unit chapter part volume class route bus line gate shelf aisle pr mr issue ticket version
    python java node windows ios android php ruby kubernetes postgres postgresql django rails angular react vue
    turbine platform pump boiler theatre court pitch studio tank kiln furnace berth dock pier lane floor block plot
    hl7 wcag type key exhibit schedule track pillar priority severity sev p epic story build release revision
    """)
