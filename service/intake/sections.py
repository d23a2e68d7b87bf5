"""Which parts of a log are wins: a heading or label may announce goals, instructions or lists of tools instead.

A goal is not an achievement, whatever is written under it, until the person ticks it off; instructions and left-over
template prompts are not the person's words about their work. All of them are reported as unread, never dropped.
"""

import re
from enum import StrEnum


class SectionKind(StrEnum):
    """What stands under a heading."""

    WINS = "wins"
    GOALS = "a goal or plan, not yet a win"
    GUIDANCE = "instructions or a template, not a win"
    KEYWORDS = "a list of names or keywords, not a win"
    NOTES = "notes"  # read like wins, unless they talk about the file itself


_LEAD = r"^(?:[^\w]*)(?:(?:my|our|the|personal|professional|career|team|learning|development|performance|\d{4}|q[1-4]|h[12])\s+)*"
_GOALS = re.compile(
    _LEAD
    + r"(?:goals?|objectives?|targets?|aspirations?|resolutions?|to[- ]?dos?|plans?|okrs?|wish ?list)"
    + r"(?:\s*(?:\d{4}|[:(&/–—-].*|(?:for|in|this|next|summary|setting|and|list|of)\b.*))?$"
    r"|^\W*(?:next\s+(?:year|quarter|month|week|half|steps|cycle|up)|roadmap|backlog|upcoming|future(?: \w+)?|looking ahead|"
    r"what['’]?s next|what is next|coming up|ideas|in progress|ongoing|planned|on hold|not done|missed|failed|"
    r"things i want to (?:do|improve)|areas (?:for|of) (?:growth|improvement|development)|growth areas|someday)\b[^.]{0,40}$"
    r"|\b(?:goals|plans|objectives|priorities|focus) for (?:next|the (?:next|coming|upcoming)|this|\d{4}|q[1-4]|h[12])\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:achieved|reached|completed|accomplished|met|hit|done|exceeded|delivered)\b", re.IGNORECASE)
_GUIDANCE = re.compile(
    r"^\W*(?:how to\b|how i use\b|instructions?\b|(?:entry |blank |log )?templates?\b|adding (?:new|an?|more|entries)\b|usage\b|format\b|about this\b|"
    r"guidelines?\b|guide\b|tips?\b|legend\b|(?:table of )?contents$|toc$|read ?me$|example entr|examples?$|sample entr|"
    r"writing prompts?\b|prompts?$|questions to ask|what to (?:include|write|log|track)|why keep)",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(
    r"^\W*(?:(?:technology|tech|my|core|key|technical|soft|hard)\s+)*(?:stack|technolog(?:y|ies)|skills?|tools?|keywords?|"
    r"tools (?:and|&) technolog\w+|skills (?:and|&) \w+|tags|glossary|acronyms|abbreviations|contacts?|colleagues)\W*(?:used)?\W*$",
    re.IGNORECASE,
)
_NOTES = re.compile(r"^\W*(?:notes?|remarks?|important|disclaimer|misc(?:ellaneous)?|reminders?)\W*$", re.IGNORECASE)

_ABOUT_THE_FILE = re.compile(
    r"\b(?:these (?:accomplishments|achievements|entries|wins|examples|bullets)|each (?:accomplishment|achievement|entry|win|bullet)|"
    r"this (?:file|document|doc|log|template|page)\s+(?:is|stores?|contains?|holds?|lists?|tracks?|records?|serves?|should|will|helps?|captures?)|"
    r"use this template|using this template|copy (?:this|the) (?:template|block|section)|add (?:this|new|your|an?) (?:accomplishment|entry|entries|win|wins|achievement)|"
    r"your (?:accomplishments?|achievements?|wins?|resume|résumé|manager|impact|work|results?|role|contributions?|name|team)\b|"
    r"keep (?:this|it) (?:updated|up to date)|fill (?:this |it )?(?:in|out)|delete this|replace this|lorem ipsum)",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"^\W*(?:\[[^\[\]]{3,}\]|<[^<>]{3,}>|\{[^{}]{3,}\})\W*$"
    r"|^\W*(?:e\.g\.|for example[,:]|example:|tip:|hint:|instructions?:|reminder:|template:|note to self:|format:|legend:)"
    r"|^\W*(?:remember to|don['’]?t forget|describe (?:the|your|what|how)|list (?:the|your|any|all)|write (?:down|about) (?:what|your|the)|"
    r"explain (?:what|how|your|why)|include (?:any|the|your|links?|numbers|metrics)|be specific|think about|fill in|insert|add (?:your|here|a|more)\b|tell (?:us|me) about|"
    r"what (?:did|was|were|are|is|have) (?:you|your|the|did)|how (?:did|many|much) (?:you|did|your)|who (?:did you|benefit))",
    re.IGNORECASE,
)
_GOAL_LINE = re.compile(
    r"^\W*(?:goals?|to[- ]?do|plan|planned|next|next steps?|stretch goal|want to|would like to|hope to|aim to|need to|planning to|"
    r"(?:i )?(?:plan|want|hope|aim|intend|need) to)\b\s*(?:[:\-–—]|(?<=to)\s)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^\W*$|^\W*(?:n/?a|tbd|tba|to be added|none|nothing yet|coming soon|empty|xxx+)\W*$", re.IGNORECASE
)
_NAMES_ITS_LIST = re.compile(
    r"\b(?:outline|agenda|topics|curriculum|syllabus|following|as follows|including|included|consist\w*|covers|covering|modules|steps)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^(?:\w{3,}ed|led|built|wrote|ran|cut|made|won|gave|took|set|held|taught|got|became|began|drove|grew|kept|brought|found|"
    r"spoke|sold|met|put|saw|sent|spent|stood|thought|understood|chose|fought|dealt|\w{3,}ing)$",
    re.IGNORECASE,
)


def kind_of(title: str, above: SectionKind) -> SectionKind:
    """What a heading or label announces; what it does not say, it inherits."""
    plain = title.strip().rstrip(":").strip()
    if len(plain) <= 80:
        if _REACHED.search(plain) and len(plain.split()) <= 6 and above is not SectionKind.GUIDANCE:
            return SectionKind.WINS
        if _GUIDANCE.search(plain):
            return SectionKind.GUIDANCE
        if _GOALS.search(plain):
            return SectionKind.GOALS
        if _KEYWORDS.search(plain):
            return SectionKind.KEYWORDS
        if _NOTES.search(plain) and above is SectionKind.WINS:
            return SectionKind.NOTES
    return above


def is_guidance(words: str) -> bool:
    """Whether a line talks about the file or to its reader instead of about work done."""
    return bool(_PROMPT.search(words) or (_ABOUT_THE_FILE.search(words)))


def talks_about_the_file(words: str) -> bool:
    """Whether a line explains the file; under a heading like `Notes`, one such line speaks for all of them."""
    return bool(_ABOUT_THE_FILE.search(words))


def is_question(words: str) -> bool:
    """Whether the whole line is a question: a template's prompt, not something done."""
    return words.rstrip("*_ ").endswith("?") and not re.search(r"[.!]\s", words)


def is_goal(words: str) -> bool:
    """Whether a line says of itself that it is still to come."""
    return bool(_GOAL_LINE.search(words))


def is_placeholder(words: str) -> bool:
    """Whether a line holds no words of its own: a dash, `n/a`, `TBD`."""
    return bool(_PLACEHOLDER.search(words))


def introduces_a_list(words: str) -> bool:
    """Whether a paragraph says that the list after it is a part of it (a course outline, an agenda)."""
    return (words.rstrip().endswith(":") and len(words.split()) > 7) or bool(_NAMES_ITS_LIST.search(words))


def is_label(words: str) -> bool:
    """Whether a bullet with others under it only groups them: it ends in a colon, or is a few words without a verb."""
    plain = words.strip()
    if plain.endswith(":"):
        return len(plain.split()) <= 12
    parts = plain.split()
    return (
        len(parts) <= 4 and not any(_DOING.match(part.strip(",.;")) for part in parts) and not re.search(r"\d", plain)
    )
