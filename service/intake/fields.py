"""What the names people give to fields and columns mean: `Impact`, `who_said`, `Date:`, `Win`."""

import re
from collections.abc import Sequence
from enum import StrEnum

from service.intake.field_words import (
    DONE_ELSEWHERE_TEXT,
    NAMES_ELSEWHERE,
    ONLY_COLUMNS,
    SPEAKERS_ELSEWHERE_TEXT,
    UNDONE_ELSEWHERE,
    plain_letters,
)


class Field(StrEnum):
    """The part of an entry that a field or column holds."""

    ID = "id"
    WHEN = "when"
    TITLE = "title"
    TEXT = "text"
    ASIDE = "aside"  # belongs to the text, but never starts an entry: context, situation, action
    OUTCOME = "outcome"
    QUOTE = "quote"
    WHO = "who"
    ROLE = "role"
    WHERE = "where"
    DIMENSIONS = "dimensions"
    LINKS = "links"
    STATUS = "status"
    KEYWORDS = "keywords"  # lists of skills and tools: neither a win nor evidence of one


_NAMES: dict[Field, str] = {
    Field.ID: "id|#",
    Field.WHEN: "when|date|dates|day|month|quarter|year|period|timeframe|date completed|completed|completed on",
    Field.TITLE: "title|headline|project|project name|initiative",
    Field.TEXT: (
        "text|what|what i did|what happened|win|wins|achievement|achievements|accomplishment|accomplishments|"
        "entry|brag|contribution|contributions|activity|task done|did|highlight|work|event|story"
    ),
    Field.ASIDE: (
        "description|context|situation|background|problem|challenge|task|action|actions|approach|details|detail|summary|how|"
        "my role|my part|why|why it matters|solution|notes|note|scope of work|learning|learnings|lesson|"
        "lessons learned"
    ),
    Field.OUTCOME: (
        "outcome|outcomes|impact|impacts|result|results|metric|metrics|measure|measurable outcome|effect|"
        "benefit|benefits|business impact|value|so what|quantified impact|outcome/impact|impact/outcome"
    ),
    Field.QUOTE: "quote|quotes|feedback|kudos|praise|testimonial|what they said|peer quote|peer feedback|corroboration",
    Field.WHO: "who|who said|who said it|said by|by whom|speaker|quoted|from|feedback from|corroborator|witness",
    Field.ROLE: "role|their role|speaker role|who role|title of speaker|job",
    Field.WHERE: "where|channel|said where|where said",
    Field.DIMENSIONS: (
        "dimension|dimensions|rubric dimension|rubric dimensions|tag|tags|label|labels|level dimension|shows|"
        "demonstrates|competency|competencies"
    ),
    Field.LINKS: "link|links|url|urls|pr|prs|evidence|proof|reference|references|artifact|artifacts|doc|docs|ticket",
    Field.STATUS: "status|state|done",
    Field.KEYWORDS: "skill|skills|keyword|keywords|technology|technologies|tech|tech stack|stack|tools",
}
# In many a sheet these say whom the work was for; beside a quotation, and with no better column, whom it is from.
_SPEAKERS = frozenset(
    "stakeholder stakeholders sponsor customer client manager reviewer peer colleague teammate name person".split()
)
_SPEAKERS_ELSEWHERE = frozenset(SPEAKERS_ELSEWHERE_TEXT.split())
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
# An English name is never another language's; where two of those share one, the first part of an entry has it.
for _part, _names in NAMES_ELSEWHERE.items():
    for _name in filter(None, (" ".join(name.split()) for name in _names.replace("\n", "|").split("|"))):
        _FIELDS.setdefault(_name, Field(_part))
        _FIELDS.setdefault(plain_letters(_name), Field(_part))
_COLUMNS = {name: Field(part) for part, names in ONLY_COLUMNS.items() for name in names.split()}
# Vowel signs of Thai and Hindi are no letters to Python; a full-width colon needs no space behind it.
_LABELLED = re.compile(
    r"\s*[¿¡]?([^\W\d](?:[\w /'’-]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u0e7f]){0,40}?)\s*\??\s*(?:::?(?=\s|$)|：)\s*"
)
_WHOSE = re.compile(r"(?P<what>.+) (?:from|by|von|de|du|di|da|do|van|od|от|por|par|av|från|fra|af)")
_TRIM = re.compile(r"[\s_-]+")


def field_named(name: str) -> Field | None:
    """The field a column or key of this name holds; None when the name is not known."""
    plain = _plain(name)
    return _FIELDS.get(plain) or (None if plain.isascii() else _FIELDS.get(plain_letters(plain)))


def column_named(name: str) -> Field | None:
    """The field a column of this name holds, among other columns."""
    return field_named(name) or _COLUMNS.get(_plain(name))


def _plain(name: str) -> str:
    return _TRIM.sub(" ", re.sub(r"\([^()]*\)", "", name).strip(" *_:：`!?¿¡？.\t\"'").lower()).strip()


def _is_a_speaker(name: str) -> bool:
    """`Feedback von`, `Kudos from`: whose words stand in the column beside it."""
    found = _WHOSE.fullmatch(_plain(name))
    return found is not None and column_named(found["what"]) is Field.QUOTE


def fields_named(names: Sequence[str]) -> list[Field | None]:
    """The fields that columns or keys hold which stand side by side; a lone Stakeholder is who spoke where one did."""
    fields = [Field.WHO if _is_a_speaker(name) else column_named(name) for name in names]
    if Field.QUOTE in fields and Field.WHO not in fields:
        who = next(
            (
                n
                for n, name in enumerate(names)
                if fields[n] is None and _plain(name) in (_SPEAKERS | _SPEAKERS_ELSEWHERE)
            ),
            None,
        )
        if who is not None:
            fields[who] = Field.WHO
    return fields


def labelled(line: str) -> tuple[str, str] | None:
    """`Label: value` taken apart, whatever the label; None when the line does not start with one."""
    match = _LABELLED.match(line)
    return (match[1], line[match.end() :]) if match else None


def field_line(line: str) -> tuple[Field, str, str] | None:
    """`Impact: six weeks to three` as (field, label, value), for the labels that are known."""
    parts = labelled(line)
    field = field_named(parts[0]) if parts else None
    return (field, parts[0], parts[1]) if parts and field else None


# In running text only labels that cannot be the start of an ordinary sentence open a field.
_ELSEWHERE = sorted(
    set(filter(None, re.split(r"[|\n]", NAMES_ELSEWHERE["outcome"].replace(" ", "")))), key=len, reverse=True
)
_CASED = "|".join(name.capitalize() for name in _ELSEWHERE if name[0].islower())
_UNCASED = "|".join(name for name in _ELSEWHERE if not name[0].islower())
_INLINE = re.compile(
    r"(?:(?<=[.!?;)\]\"”])|(?<= [-–—|]))\s+"
    rf"(?:Business impact|Impact|Outcome|Result|Results|Metric|Metrics|{_CASED}):\s+(?=\S)|"
    rf"(?<=[。！？；])\s*(?:{_UNCASED})[:：]\s*(?=\S)"
)


def inline_outcome(text: str) -> tuple[str, str]:
    """`Did this. Outcome: that.` as the text and its outcome; the outcome is empty when none is labelled."""
    match = _INLINE.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(" -–—|"), text[match.end() :].strip()


DONE_WORDS = frozenset(
    ("done", "complete", "completed", "shipped", "finished", "achieved", "yes", "y", "x", "true", "ok")
) | frozenset(DONE_ELSEWHERE_TEXT.split("|"))
NOT_DONE = re.compile(
    r"\s*(?:planned|to ?do|not started|in progress|ongoing|wip|blocked|failed|missed|cancell?ed|dropped|abandoned|"
    rf"not done|not achieved|no|n|open|pending|on hold|delayed)\b|\s*(?:{UNDONE_ELSEWHERE})",
    re.IGNORECASE,
)


def is_done(status: str) -> bool:
    """Whether a status cell says no more than that this was done."""
    return status.strip(" .!✅✔").lower() in DONE_WORDS | {""}


def is_undone(status: str) -> bool:
    """Whether a status cell says that this did not happen, or not yet."""
    return NOT_DONE.match(status) is not None
