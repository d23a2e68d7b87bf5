"""Finds what somebody else said about the work: a quotation with its speaker, taken off the person's own words."""

import re
from typing import NamedTuple

from service.domain.brag import Corroboration
from service.domain.when import When
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder
from service.intake.fields import field_named

_QUOTED = (
    r"(?:\"(?P<q1>[^\"\n]+)\"|“(?P<q2>[^“”\n]+)”|«(?P<q3>[^«»\n]+)»|„(?P<q4>[^„“”\n]+)[“”]|「(?P<q5>[^「」\n]+)」|"
    r"『(?P<q6>[^『』\n]+)』)"
)
_DASH = r"\s*(?:—+|――?|–|--+|-|~)\s*"
# A quotation is its own sentence: it opens the text, or follows the end of one. "quick quote" inside a sentence is not.
_BOUNDARY = r"(?:^|(?<=[.!?;:,)\]→])\s+|(?<=[。！？：；])|(?<=[\"”»])\s+|\s{1,8}[-–—|→]+\s{1,8}|\n\s{0,8})"
_NAME_WORD = r"(?:@[\w.-]+|[^\W\d_a-z][\w'’-]*\.?)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:(?:de|van|von|der|la|el|bin|al|dos|da)\s+)?{_NAME_WORD}){{0,3}}"
_SAID = (
    r"(?:said|says|wrote|writes|told\s+\w+|commented|noted|put\s+it|called\s+it|replied|added|shared|posted|messaged|"
    r"remarked|quoted|thanked\s+\w+)"
)

_QUOTE_THEN_SPEAKER = re.compile(rf"{_BOUNDARY}{_QUOTED}[.,]?(?:{_DASH}|\s*\((?=[^()]+\)\s*$))(?P<speaker>[^\n\"“”]+)$")
_SPEAKER_THEN_QUOTE = re.compile(
    rf"{_BOUNDARY}(?:(?:Quote|Feedback|Kudos|Praise|Thanks)\s+(?:from|by)\s+)?"
    rf"(?P<who>{_NAME})(?:\s*\((?P<role>[^()\n]+)\)|,\s*(?P<role2>[^\n,:\"“”]{{2,60}}?)(?=\s*(?:,\s*)?(?::|{_SAID}\b)))?"
    rf"(?:,?\s+{_SAID}(?P<place>\s+(?:in|on|via)\s+[#\w@-]+(?:\s\w+)?)?\s*[,:]?|(?P<place2>\s+(?:in|on)\s+#[\w-]+)?\s*:)\s*"
    rf"{_QUOTED}[.,!]?(?=\s|$)"
)
_NAMED_WORDS = re.compile(
    rf"\s*(?P<speaker>(?P<who>{_NAME})(?:\s*\([^()\n]+\)|,[^:\"“”\n]{{2,60}})?)\s*:\s+(?P<words>\S.*)$", re.DOTALL
)
_PLACE = re.compile(
    r"(?:(?:in|on|via|at)\s+)?(#[\w-]+|slack|email|e-mail|teams|retro\w*|standup|linkedin|chat)$", re.IGNORECASE
)
_NOT_NAMES_TEXT = (
    "title talk paper article book blog post motto award course certificate goal slogan theme theory "
    "thesis topic name project headline subject song film keynote session workshop presented launched "
    "built wrote created i we my our the this that it a an as in on at for from when then also and but so "
    "someone somebody everyone everybody nobody they he she people another anonymous one "
)
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
# A voice, but nobody's name: the words stay in the text.
_NOBODY = frozenset(
    ("customer", "client", "manager", "colleague", "teammate", "boss", "patient", "parent", "user", "me")
)
_ANY_MARK = re.compile(r"[\"“”„«»「『]")
_MARKS = ('""', "“”", "«»", "„“", "„”", "''", "‘’", "「」", "『』")


class Heard(NamedTuple):
    """The person's own words, and what others said."""

    own: str
    said: tuple[Corroboration, ...]


def hear(text: str, order: SlashOrder) -> Heard:
    """Takes quotations with a named speaker off `text`; a quotation without one stays where it is."""
    said: list[Corroboration] = []
    own = text
    if _ANY_MARK.search(text) is None:
        return Heard(text.strip(), ())
    for _ in range(20):
        taken = _last_quote(own, order) or _spoken_quote(own)
        if taken is None:
            break
        own, corroboration = taken
        said.append(corroboration)
    return Heard(own.strip(), tuple(reversed(said)))


def hear_blockquote(text: str, order: SlashOrder) -> Corroboration | None:
    """A block quote with a speaker: `> "this saved us" -- Sam`; the quotation marks may be missing."""
    heard = hear(text, order)
    if len(heard.said) == 1 and not heard.own:
        return heard.said[0]
    for dash in (" — ", " – ", " -- ", "\n— ", "\n- ", "\n– ", "\n-- ", " - "):
        quote, found, speaker = text.rpartition(dash)
        if found and quote.strip():
            return _corroboration(bare_quote(quote), speaker, order)
    return None


def hear_praise(text: str, order: SlashOrder) -> tuple[Corroboration, ...]:
    """What is said under a heading like Kudos, where `Sam: you rock` is Sam's words without any mark; empty when
    nobody is named, or the person speaks as well."""
    heard = hear(text, order)
    if heard.said:
        return heard.said if not any(char.isalnum() for char in heard.own) else ()
    said = hear_blockquote(text, order)
    if said is None and (match := _NAMED_WORDS.match(text)) and match["who"].lower() not in _NOBODY:
        known = field_named(match["who"]) is not None or match["who"].split()[0].lower() in _NOT_NAMES
        said = None if known else _corroboration(bare_quote(match["words"]), match["speaker"], order)
    return (said,) if said else ()


def speaker_says(quote: str, who: str, role: str, where: str, order: SlashOrder) -> Corroboration | None:
    """A quotation whose speaker stands in a column or field of its own."""
    words = bare_quote(quote)
    if not who.strip():
        return hear_blockquote(quote.strip(), order)
    speaker = _speaker(who.strip(), order)
    if not words or speaker is None or not _short(speaker.who, role, where):
        return None
    return Corroboration(
        quote=words,
        who=speaker.who,
        role=role.strip() or speaker.role,
        when=speaker.when,
        where=where.strip() or speaker.where,
    )


def told_by_nobody(quote: str, who: str) -> str:
    """A quotation that no name stands behind: it corroborates nothing, but must not read as the person's own words."""
    words = f'"{bare_quote(quote)}"'
    return f"{who.strip()}: {words}" if who.strip() else words


def bare_quote(quote: str) -> str:
    """The words without the one pair of quotation marks around them."""
    words = quote.strip()
    for marks in _MARKS:
        if len(words) > 2 and words[0] == marks[0] and words[-1] == marks[1] and marks[0] not in words[1:-1]:
            return words[1:-1].strip()
    return words


class _Speaker(NamedTuple):
    who: str
    role: str | None
    when: When
    where: str | None


def _last_quote(text: str, order: SlashOrder) -> tuple[str, Corroboration] | None:
    match = next(iter(_QUOTE_THEN_SPEAKER.finditer(text)), None)
    if match is None:
        return None
    corroboration = _corroboration(_words(match), match["speaker"], order)
    return None if corroboration is None else (_without(text, match), corroboration)


def _spoken_quote(text: str) -> tuple[str, Corroboration] | None:
    for match in _SPEAKER_THEN_QUOTE.finditer(text):
        who = match["who"]
        said = re.search(_SAID, match[0][: match[0].find(_words(match))]) is not None
        first = who.split()[0].lower().strip(".,")
        if (
            first in _NOT_NAMES
            or who.lower() in _NOBODY
            or (not said and (field_named(who) is not None or field_named(first) is not None))
        ):
            continue
        follows = text[match.end() :].strip()
        # `Phoenix: "Quote engine" shipped` is a sentence of the person's own: a quotation ends where its sentence does.
        if follows and not said and not (follows[0].isupper() or follows[0] in '[(#"“—–-'):
            continue
        if follows[:1].islower():
            continue
        role = (match["role"] or match["role2"] or "").strip()
        place = (match["place"] or match["place2"] or "").strip()
        where = re.sub(r"^(?:in|on|via)\s+", "", place)
        if not _short(who, role, where) or not _words(match):
            continue
        corroboration = Corroboration(quote=_words(match), who=who, role=role or None, where=where or None)
        return _without(text, match), corroboration
    return None


def _words(match: re.Match[str]) -> str:
    return next(filter(None, (match[f"q{n}"] for n in range(1, 7))), "").strip()


def _without(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()].rstrip(" \n"), text[match.end() :].lstrip()
    return f"{before} {after}".strip().removesuffix(" —").rstrip("-–—| ").strip() if before or after else ""


def _corroboration(quote: str, speaker: str, order: SlashOrder) -> Corroboration | None:
    named = _speaker(speaker, order)
    if named is None or not quote or not _short(named.who, named.role or "", named.where or ""):
        return None
    return Corroboration(quote=quote, who=named.who, role=named.role, when=named.when, where=named.where)


def _speaker(written: str, order: SlashOrder) -> _Speaker | None:
    """`Priya N. (Finance lead), 31 March 2026, #finance`; None when it does not read like somebody's name."""
    if len(written) > 300:
        return None
    cleaned = written.strip().rstrip(")") if written.count("(") < written.count(")") else written.strip()
    roles: list[str] = []
    while match := re.search(r"\s*\(([^()]*)\)", cleaned):
        roles.append(match[1])
        cleaned = cleaned[: match.start()] + cleaned[match.end() :]
    parts = [part.strip() for part in re.split("[,，、]", cleaned)]
    initial = re.search(r"\b\w\.$", parts[0]) is not None
    who, rest = parts[0].strip(" .") + ("." if initial else ""), [*roles, *_with_whole_dates(parts[1:], order)]
    words = who.split()
    first = words[0] if words else ""
    if not words or len(words) > 5 or len(who) > 60 or re.search(r"[!?:;\"“”]|\.\s+\w{3,}", who):
        return None
    if (
        not (first.startswith("@") or (first[0].isalpha() and not first[0].islower()))
        or first.lower() in _NOT_NAMES
        or who.lower() in _NOBODY
    ):
        return None
    role, when, where = [], When(), None
    for part in filter(None, rest):
        date = whole_date(part, order, When())
        if date is not None:
            when = date.when
        elif place := _PLACE.match(part.strip()):
            where = place[1]
        else:
            role.append(part.strip())
    inline = re.search(r"\s+(?:in|on|via)\s+(#[\w-]+)$", who)
    if inline:
        who, where = who[: inline.start()], inline[1]
    return _Speaker(who, ", ".join(role) or None, when, where)


def _with_whole_dates(parts: list[str], order: SlashOrder) -> list[str]:
    """`March 31`, `2026` are one date that its comma has parted."""
    joined: list[str] = []
    for part in parts:
        if joined and whole_date(f"{joined[-1]}, {part}", order, When()):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _short(*names: str) -> bool:
    return all(len(name) <= 500 for name in names)
