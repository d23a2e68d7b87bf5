"""What pasting from Word, Google Docs, Notion, chats and mail leaves in a text: bullets, boxes, heads and days."""

import re
from collections.abc import Sequence

from service.intake.months import ENGLISH
from service.intake.named_points import WORD, month_named

_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f]"
_GLYPHS = "•◦▪●‣∙○■➢➤►▶·⁃❖✦\uf0b7\uf0a7\uf0d8"
_BULLET = re.compile(rf"^({_SPACE}*)(?:[{_GLYPHS}]|[-*+](?=[\u00a0\u2000-\u200a\u202f])){_SPACE}+", re.MULTILINE)
_TIGHT_BULLET = re.compile(rf"^([ \t]*)(?:-|[{_GLYPHS.replace('·', '')}])(?=[^\W\d_a-z])", re.MULTILINE)
# Word's second level is the letter o, set apart from the text.
_LETTER_O = re.compile(rf"^({_SPACE}*)o(?:\t|{_SPACE}{{2,}})(?=\S)", re.MULTILINE)
_LETTERED = re.compile(r"[ \t]*([a-h])[.)][ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*\d{1,3}[.)][ \t]")
_DASHED = re.compile(r"([ \t]*)[–—][ \t]+(?=\S)")
_QUOTED_BEFORE = re.compile(r"[\"”»'’][.,]?\s*$|^\s*>")
_WRAPPER = re.compile(r"[ \t]*</?(?:aside|details|summary|div|center)(?:\s[^<>]*)?>[ \t]*", re.IGNORECASE)

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_RELATIVE = r"(?:last|this) (?:week|month|quarter|year)|yesterday|today|earlier this (?:week|month|year)"
_DAY = (
    rf"(?:{_WEEKDAY}\b\.?,? ?)?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{ENGLISH.replace('?P<mon>', '?:')}"
    rf"|{ENGLISH.replace('?P<mon>', '?:')} \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}/\d{{1,2}}(?!\d))"
)
_PERIOD = rf"Q[1-4]|H[12]|{ENGLISH.replace('?P<mon>', '?:')}"
_NAMELESS = re.compile(rf"\W*(?:{_DAY}|{_WEEKDAY}|(?:week|wk) \d{{1,2}}|{_PERIOD}|{_RELATIVE})\W*", re.IGNORECASE)
_MONTH = f"(?:{ENGLISH}|(?P<name>{WORD}))".replace("?P<mon>", "?:")
_OPENING_DAY = re.compile(
    rf"(?:(?:week|wk) of )?(?:{_DAY}(?:,? \d{{4}})?|\d{{1,2}}\.? (?:de )?{_MONTH},?(?: de)? \d{{4}}|"
    rf"\d{{4}}-\d\d(?:-\d\d)?|{ENGLISH.replace('?P<mon>', '?:')} \d{{4}}|"
    rf"{_WEEKDAY}|{_RELATIVE}|Q[1-4](?: \d{{4}})?)(?:\s*(?::|[-–—](?=\s))|\s*$)",
    re.IGNORECASE,
)
_CHAT_HEAD = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}(?:\s+APP)?(?:\s{2,}|\s*\[|\s+at\s+|\s+)"
    rf"(?:(?i:yesterday|today|{_WEEKDAY})(?: at)? )?\d{{1,2}}:\d\d(?:\s?[APap][Mm])?\]?\s*:?"
)
_MAIL_KEY = re.compile(r"\W*(from|to|cc|sent|subject|date|reply-to|betreff|von|an)\W*:\W", re.IGNORECASE)

NO_YEAR = "a date without its year"
CHAT = "a pasted chat message: quote it under the win it is about"


def usual_bullets(text: str) -> str:
    """The text with every sort of bullet made a dash, line by line: the numbers of its lines stay."""
    lines = _LETTER_O.sub(r"\1  - ", _TIGHT_BULLET.sub(r"\1- ", _BULLET.sub(r"\1- ", text))).split("\n")
    dashed = sum(_DASHED.match(line) is not None for line in lines)
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else ""
        if dashed > 1 and (match := _DASHED.match(line)) and not _QUOTED_BEFORE.search(before):
            lines[n] = f"{match[1]}- {line[match.end() :]}"
        elif match := _LETTERED.match(line):
            if (match[1] == "a" and _NUMBERED.match(before)) or (match[1] != "a" and before.startswith("    - ")):
                lines[n] = f"    - {line[match.end() :]}"
        elif _WRAPPER.fullmatch(line):
            lines[n] = ""
    return "\n".join(lines)


def is_wrapper(line: str) -> bool:
    """Whether a line is a box of Notion's or a fold of GitHub's, without words."""
    return _WRAPPER.fullmatch(line) is not None


def is_without_year(words: str) -> bool:
    """Whether a line is nothing but `Tuesday 4 March`, `3/14`, `Week 23`, `Q1` or `Last week`."""
    return _NAMELESS.fullmatch(words.strip()) is not None


def opens_with_a_day(line: str) -> bool:
    """Whether a line begins with a day or period set off from what follows, whatever its year."""
    match = _OPENING_DAY.match(line)
    return match is not None and (match["name"] is None or month_named(match["name"]) is not None)


def is_chat(lines: Sequence[str]) -> bool:
    """Whether a paragraph is a chat message under its sender and time: `Priya N.  10:42 AM`."""
    return len(lines) > 1 and _CHAT_HEAD.fullmatch(lines[0].strip()) is not None


def is_mail_head(lines: Sequence[str]) -> bool:
    """Whether a paragraph is the head of a mail: three of From, To, Subject, Sent, Date, Cc."""
    keys = {match[1].lower() for line in lines if (match := _MAIL_KEY.match(line))}
    return len(keys) >= 3 and bool(keys & {"from", "von"})
