"""Tidies a sentence without touching what it says: a capital, a full stop, no date or bullet mark in front of it."""

import re
import unicodedata

from service.domain.wording import is_past, words

_DATE = (
    r"(?:\d{4}-\d{2}(?:-\d{2})?|\d{4}-Q[1-4]|Q[1-4]\s+\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s+\d{1,2}(?:-\d{1,2})?,?)?\s+\d{4})"
)
_LEADING_DATE = re.compile(rf"^(?:\[{_DATE}\]|\({_DATE}\)|{_DATE})\s*(?:[:–—-]+\s+|(?<=[\])])\s*)")
_LEADING_MARK = re.compile(r"^(?:[-*•·▪◦–—>]+\s+|\[[xX ]\]\s+)+")
# A label names the field, not the work: `Impact: cut ...`.
_LEADING_LABEL = re.compile(
    r"^\**(?:impact|outcome|result|results|what|what i did|achievement|accomplishment)\**:\**\s+", re.IGNORECASE
)
_FILING = re.compile(
    r"^\W{0,3}(?:skills?|keywords?|tags?|tools?|tech(?:nolog(?:y|ies))?(?: stack)?|links?|date|rubric|dimensions?)"
    r"\**\s*:",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^\W*(?:see|link|details?|read more|more|cf)\b.{0,80}(?:https?://|\bhere\b)", re.IGNORECASE | re.DOTALL
)
# What the person means to find out is the gap question's business, not the committee's.
_REMINDER = re.compile(
    r"^\W*(?:todo|to[- ]do|note to self|remember to"
    r"|(?:i\s+)?(?:should|need to|must)\s+(?:get|ask|check|find|write|add|look)|ask \w+ (?:for|about))\b(?!.{80})",
    re.IGNORECASE,
)
_LATIN_END = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿ0-9%)\]\"'’”»€$£]$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[a-z][a-z'-]*[,:;.]?$")


def seen(text: str) -> str:
    """The text without what nobody sees; a control character counts as a space."""
    return "".join(
        " " if category == "Cc" else "" if category in _UNSEEN and mark not in _KEPT else mark
        for mark in text
        for category in [unicodedata.category(mark)]
    )


def hides_letters(text: str) -> bool:
    """Whether an invisible character stands inside a word or a figure, or the order of the text is tampered with."""
    if any(mark in _OVERRIDES for mark in text):
        return True
    before, hidden = "", False
    for mark in text:
        if unicodedata.category(mark) in _UNSEEN | {"Cc"} and mark not in _KEPT and not mark.isspace():
            hidden = True
            continue
        if hidden and before.isalnum() and mark.isalnum():
            return True
        before, hidden = mark, False
    return False


def on_one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def unwrapped(text: str) -> str:
    """Lines that a hard wrap broke are joined again; a line that starts a new thought stays a line of its own."""
    joined: list[str] = []
    before = ""
    for line in (line.strip() for line in text.split("\n")):
        if line and before and _goes_on(before, line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def without_lead(sentence: str, *, dated: bool) -> str:
    """The sentence without bullet marks, a field label, and (when the entry keeps its date) the date before it."""
    before = None
    while before != sentence:
        before = sentence
        sentence = _LEADING_MARK.sub("", sentence)
        sentence = _LEADING_LABEL.sub("", sentence)
        if dated:
            sentence = _LEADING_DATE.sub("", sentence)
    return sentence.strip()


def is_filing(sentence: str) -> bool:
    """Whether a line files or points (keywords, tags, `see here`) rather than tells."""
    told = sum(mark.isalpha() for mark in sentence)
    if told < 3 or _FILING.match(sentence) or _REMINDER.match(sentence):
        return True
    return bool(_POINTER.match(sentence)) and not any(is_past(word.lower) for word in words(sentence)[1:])


def as_sentence(span: str, *, english: bool | None = None) -> str:
    """A span of an entry as a sentence: an English one gets its capital, one in a script with full stops its stop.

    `english` says so of the whole entry, where that is known; a short span alone often cannot tell.
    """
    span = on_one_line(seen(span))
    first, _, _ = span.partition(" ")
    if (
        _PLAIN_WORD.fullmatch(first)
        and (reads_as_english(span) if english is None else english)
        and re.search(r"[aeiouy]", first)
    ):
        span = span[0].upper() + span[1:]
    if _LATIN_END.search(span) and not _ADDRESS_END.search(span) and not re.search(r"[.!?][\"'’”»)\]]+$", span):
        span = span.rstrip(",;:") + "."
    elif span.endswith((",", ";", ":")):
        span = span.rstrip(",;: ") + "."
    return span


def reads_as_english(text: str) -> bool:
    """Whether a short text is surely English; anything else is left byte for byte."""
    if not text.isascii() and sum(not mark.isascii() and mark.isalpha() for mark in text) > len(text) // 20:
        return False
    lower = {word.lower for word in words(text)}
    return bool(lower & _ENGLISH) or any(word.endswith(("ed", "ing")) for word in lower if len(word) > 4)


_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_KEPT = "\u200c\u200d\u00ad"
_OVERRIDES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_ENGLISH = frozenset(
    {"the", "and", "of", "to", "for", "from", "with", "by", "our", "my", "was", "were", "that", "which"}
)


def _goes_on(line: str, following: str) -> bool:
    if re.match(r"(?:[-*•·▪◦>]|\d{1,2}[.)])\s|[^\s:]{1,24}(?: [^\s:]{1,16}){0,2}:\s", following):
        return False
    return following[:1].islower() or (not re.search(r"[.!?:;。！？…][\"'”’)\]]*$", line) and len(line) >= 66)
