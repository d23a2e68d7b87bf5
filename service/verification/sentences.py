"""Splitting drafts and entries into sentences: by code, so that nobody who inflates gets to choose the cut.

Splits at sentence ends and line breaks, never inside a figure (1.2), an abbreviation (e.g., Dr., approx.), an initial
(Priya N.), a domain name or a quotation.
"""

import re

from service.domain.word_sets import word_set

_ABBREVIATIONS = word_set(
    """
    e.g i.e etc vs approx dr mr mrs ms prof st no nos fig cf al inc ltd co corp dept est jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue wed thu fri sat sun min max avg p.m a.m u.s u.k ca resp incl excl jr sr
    """
)
_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s)|[。！？]+|\n+")
_OPENS, _CLOSES = "“«", "”»"


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, trimmed, in order; none is empty, and together they hold every visible character."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends (code points, end exclusive), without the white space around it."""
    spans: list[tuple[int, int]] = []
    start = 0
    depth = _QuoteDepth(text)
    for match in _END.finditer(text):
        if match[0].startswith("\n") or (
            not _inside_a_word(text, match, start) and not depth.inside(match.start(), match.end())
        ):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


class _QuoteDepth:
    """Answers, from left to right, whether a place lies inside a quotation that closes on the same line."""

    def __init__(self, text: str) -> None:
        self._pairs: list[tuple[int, int]] = []
        self._next = 0
        for match in re.finditer(r'“[^”\n]{0,600}”|«[^»\n]{0,600}»|(?<!\w)"[^"\n]{0,600}"', text):
            self._pairs.append((match.start(), match.end()))

    def inside(self, start: int, end: int) -> bool:
        while self._next < len(self._pairs) and self._pairs[self._next][1] <= start:
            self._next += 1
        return self._next < len(self._pairs) and self._pairs[self._next][0] < start and end < self._pairs[self._next][1]


def _inside_a_word(text: str, match: re.Match[str], sentence_start: int) -> bool:
    """A stop that ends an abbreviation, an initial or a quotation within the sentence, not the sentence."""
    following = text[match.end() : match.end() + 3].lstrip(" \t")
    if len(match[0]) > 1 and match[0][-1] in "\"'”’)]»" and following[:1].islower():
        return True
    if match[0] != ".":
        return False
    before = text[max(sentence_start, match.start() - 12) : match.start()].rsplit(None, 1)
    last = before[-1].lower().lstrip("(\"'“") if before else ""
    rest = text[match.end() : match.end() + 3].lstrip(" \t")
    if last in _ABBREVIATIONS:
        return last not in {"etc", "no"} or not rest[:1].isupper()
    if len(last) == 1 and last.isalpha() and before[-1].isupper():
        # An initial: "Priya N. said" goes on; "Plan B. Then" cannot be told apart, and joining loses nothing.
        return bool(rest) and not rest.startswith("\n")
    # A list number ("1. Cut the ...") belongs to what follows.
    return last.isdigit() and text[sentence_start : match.start()].strip() == last


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
