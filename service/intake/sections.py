"""Which parts of a log are wins: a heading or label may announce goals, instructions or lists of tools instead.

A goal is not an achievement, whatever is written under it, until the person ticks it off; instructions and left-over
template prompts are not the person's words about their work. All of them are reported as unread, never dropped.
"""

import re
from enum import StrEnum

from service.intake.section_words import MASTHEAD_ELSEWHERE, Announced, announced, says_example, says_goal


class SectionKind(StrEnum):
    """What stands under a heading."""

    WINS = "wins"
    GOALS = "a goal or plan, not yet a win"
    GUIDANCE = "instructions or a template, not a win"
    KEYWORDS = "a list of names or keywords, not a win"
    PRAISE = "praise for no win in particular: put it under the win it is about"
    MESSAGE = "a pasted mail, told by somebody else: quote it under the win it is about"
    NOTES = "notes"  # read like wins, unless they talk about the file itself


_LEAD = (
    r"^(?:[^\w]*)(?:(?:my|our|the|personal|professional|career|team|learning|development|performance|\d{4}|q[1-4]|"
    r"h[12])\s+)*"
)
_GOALS = re.compile(
    _LEAD
    + r"(?:goals?|objectives?|targets?|aspirations?|resolutions?|to[- ]?dos?|plans?|okrs?|wish ?list)"
    + r"(?:\s*(?:\d{4}|[:(&/–—-].*|(?:for|in|this|next|summary|setting|and|list|of|not|missed|failed|"
    r"still|open)\b.*))?$"
    r"|^\W*(?:next\s+(?:year|quarter|month|week|half|steps|cycle|up)|looking ahead|what['’]?s next|what is next|"
    r"things i want to (?:do|improve)|areas (?:for|of) (?:growth|improvement|development)|growth areas)\b[^.]{0,40}$"
    # Alone these announce plans; "Failed payments" and "Backlog reduction" are projects.
    r"|^\W*(?:roadmap|backlog|upcoming|future(?: work| plans)?|coming up|ideas|in progress|ongoing|planned|on hold|"
    r"not done|missed|failed|someday|blockers?|blocked(?: on)?|waiting (?:on|for)|"
    r"open (?:questions|issues|items|points)|"
    r"(?:what |things that )?could (?:have gone|have been|be) better|what (?:went wrong|(?:did not|didn['’]t) go well)|"
    r"(?:to|needs|room for) improve(?:ment)?)\W*$"
    r"|\bi(?:['’]d)? (?:want|plan|hope|intend|would like|like|aim|need) to\b[^.]{0,40}$"
    r"|\b(?:goals|plans|objectives|priorities|focus) for (?:next|the (?:next|coming|upcoming)|this|\d{4}|"
    r"q[1-4]|h[12])\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:achieved|reached|completed|accomplished|met|hit|done|exceeded|delivered|achievements?|accomplishments?|"
    r"outcomes|results|wins)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(r"\b(?:not|un\w+|missed|failed|never|yet)\b", re.IGNORECASE)
_GUIDANCE = re.compile(
    r"^\W*(?:how to (?:use|read|add|write|update|fill|keep|maintain|format)\b.*|how i use .*|instructions?(?: for .*)?|"
    r"(?:entry |blank |log |bullet )?templates?|usage|format|about this (?:file|document|doc|log|page)|guidelines?|"
    r"guide|adding (?:new|an?|more)? ?(?:entry|entries|wins?|accomplishments?|achievements?|bullets?)|legend|"
    r"tips(?: for .*)?|"
    r"(?:table of )?contents|toc|read ?me|(?:sample |example )(?:entry|entries)|examples?|(?:writing )?prompts?|"
    r"questions to ask(?: .*)?|what to (?:include|write|log|track)(?: .*)?|why keep .*)\W*$",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(
    r"^\W*(?:(?:technology|tech|my|core|key|technical|soft|hard)\s+)*(?:stack|technolog(?:y|ies)|skills?|"
    r"tools?|keywords?|tools (?:and|&) technolog\w+|skills (?:and|&) \w+|tags|glossary|acronyms|abbreviations)"
    r"\W*(?:used)?\W*$",
    re.IGNORECASE,
)
_NOTES = re.compile(r"^\W*(?:notes?|remarks?|important|disclaimer|misc(?:ellaneous)?|reminders?)\W*$", re.IGNORECASE)

_PRAISE = re.compile(
    r"^\W*(?:(?:my|team|customer|client|peer|stakeholder|recent|other|more)\s+)*"
    r"(?:kudos|praise|testimonials?|shout[- ]?outs?|thank[- ]yous?|compliments|kind words|nice words|accolades|"
    r"(?:peer|customer|client|positive|360|stakeholder) (?:feedback|quotes)|feedback (?:received|from others|i got)|"
    r"(?:nice things|what) (?:people|others|colleagues|peers|customers|they|my \w+|the team) "
    r"(?:say|said|wrote|have said)(?: about me)?|quotes)"
    r"(?:\s*(?:received|board|corner|wall|log|folder|file|and \w+|& \w+|/ ?\w+|from \w+|"
    r"(?:in )?(?:q[1-4] )?\d{4}))*\W*$",
    re.IGNORECASE,
)
# A line that is nothing else names what stands below it, with or without a heading's mark.
_SECTION_NAME = re.compile(
    r"^\W*(?:(?:my|our|key|top|big|biggest|main|other|more|recent|notable|work|team|personal|professional)\s+)*"
    r"(?:wins?|achievements?|accomplishments?|highlights?|successes|contributions|what (?:i|we) did|"
    r"what (?:i|we)['’]?(?:ve| have)? (?:done|accomplished|achieved)|things i did|brag (?:log|doc|document|sheet|list))"
    r"(?:\s*(?:(?:in |for |of |from )?(?:(?:q[1-4]|h[12]),? ?)?(?:19|20)\d\d|(?:for |in )?q[1-4]|so far|"
    r"(?:this|last) (?:week|month|quarter|year|half)))?\W*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_ABOUT_THE_FILE = re.compile(
    r"\bthese (?:accomplishments|achievements|entries|wins|examples|bullets) (?:are|should|will|were|can|may|must)\b|"
    r"\beach (?:accomplishment|achievement|entry|win|bullet) (?:includes?|has|should|needs?|must|is)\b|"
    r"^\W*this (?:file|document|doc|log|template|page) (?:stores?|contains?|holds?|lists?|tracks?|records?|serves?|"
    r"should|is (?:for|where|my|a|an|meant|used))\b|"
    r"\b(?:use|using|copy) (?:this|the) (?:template|block|section)\b|\blorem ipsum\b|"
    r"\badd (?:this|new|your|an?) (?:accomplishment|achievement|win|wins)\b|"
    r"\byour (?:accomplishments?|achievements?|wins|resume|résumé|brag (?:doc|document|log))\b",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"^\W*(?:\[[^\[\]]{3,}\]|<[^<>]{3,}>|\{[^{}]{3,}\})\W*$"
    r"|^\W*(?:e\.g\.|for example[,:]|example:|tip:|hint:|instructions?:|reminder:|template:|note to self:|"
    r"format:|legend:)"
    r"|^\W*(?:remember to\b|don['’]?t forget\b|keep this (?:updated|up to date|current)\b|be specific\b|"
    r"fill (?:this |it )?in\b|"
    r"describe (?:your|what you|how you)\b|"
    r"list (?:your|any)\b|write (?:down|about) (?:what you|your)\b|explain (?:what you|how you|your|why you)\b|"
    r"include (?:any|your|numbers|metrics|links to)\b|think about (?:your|what you|how you)\b|"
    r"insert (?:your|here|name)\b|add (?:your|here\b|more (?:entries|wins|here))|tell us about\b|"
    r"your (?:\w+ )?(?:here|goes)\b|"
    r"your (?:win|wins|entry|text|role) |"
    r"what (?:did|was|were|are|is|have) (?:you|your)\b|how (?:did|many|much) (?:you|your|did)\b|"
    r"who (?:did you|benefit))",
    re.IGNORECASE,
)
_GOAL_LINE = re.compile(
    r"^\W*(?:goals?|to[- ]?do|plan|planned|next|next steps?|stretch goal|want to|would like to|hope to|"
    r"aim to|need to|planning to|"
    r"(?:i )?(?:plan|want|hope|aim|intend|need) to)\b\s*(?:[:\-–—]|(?<=to)\s)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^\W*$|^\W*(?:n/?a|tbd|tba|to be added|none|nothing yet|coming soon|empty|xxx+)\W*$", re.IGNORECASE
)
_MASTHEAD = re.compile(
    r"\W*(?:name|employee|author|owner|role|job title|position|team|department|company|employer|manager|reviewer|level|"
    r"grade|location|email|last updated|updated|created(?: time| by)?|last edited(?: time| by)?|tags|url|"
    rf"{MASTHEAD_ELSEWHERE})\s*[:：]",
    re.IGNORECASE,
)
_NAMES_ITS_LIST = re.compile(
    r"\b(?:outline|agenda|topics|curriculum|syllabus|following|as follows|including|included|consist\w*|"
    r"covers|covering|modules|steps)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^(?:re|over|out|un|under|up|with)?-?(?:\w{3,}ed|led|built|wrote|ran|cut|made|won|gave|took|set|held|taught|got|became|began|drove|grew|"
    r"kept|brought|found|"
    r"spoke|sold|met|put|saw|sent|spent|stood|thought|understood|chose|fought|dealt|"
    r"did|drew|paid|told|lent|lost|hit|split|shut|spun|swept|sought|stuck|threw|tore|flew|fed|froze|caught|broke|bought|"
    r"held|saw|went|came|hired|fixed|\w{3,}ing)$",
    re.IGNORECASE,
)


def kind_of(title: str, above: SectionKind) -> SectionKind:
    """What a heading or label announces; what it does not say, it inherits."""
    plain = title.strip().rstrip(":").strip()
    if len(plain) <= 80:
        if _GUIDANCE.search(plain):
            return SectionKind.GUIDANCE
        reached = _REACHED.search(plain) and not _MISSED.search(plain) and len(plain.split()) <= 6
        if reached and above is not SectionKind.GUIDANCE:
            return SectionKind.WINS
        if _GOALS.search(plain):
            return SectionKind.GOALS
        if _KEYWORDS.search(plain):
            return SectionKind.KEYWORDS
        if _PRAISE.search(plain):
            return SectionKind.PRAISE
        if _SECTION_NAME.search(plain) and above is SectionKind.PRAISE:
            return SectionKind.WINS
        if (elsewhere := announced(plain)) is not None:
            keeps = elsewhere is Announced.WINS and above is SectionKind.GUIDANCE
            return above if keeps else SectionKind[elsewhere.name]
        if _NOTES.search(plain) and above is SectionKind.WINS:
            return SectionKind.NOTES
    return above


def names_a_section(words: str) -> bool:
    """Whether a line is nothing but the name of a section people keep: `Wins`, `What I did!!!`, `Kudos`."""
    plain = words.strip()
    return len(plain) <= 60 and (
        bool(_SECTION_NAME.search(plain) or _PRAISE.search(plain))
        or announced(plain) in (Announced.WINS, Announced.PRAISE)
    )


def opens_a_section(line: str) -> bool:
    """Whether a line among others opens a section: wins and praise by their names, goals and the like by theirs.

    `Goals: learn more Rust.` is a whole section on one line.
    """
    plain = line.strip()
    if not plain[:1].isupper() and plain[:1].isalpha():
        return False
    if names_a_section(plain):
        return True
    if kind_of(plain, SectionKind.WINS) in (SectionKind.WINS, SectionKind.NOTES):
        return False
    label, colon, rest = plain.partition(":")
    short = len(plain.split()) <= 6 and not plain.endswith((".", "!", ","))
    return short or (bool(colon and rest) and kind_of(label, SectionKind.WINS) is SectionKind.GOALS)


def is_guidance(words: str) -> bool:
    """Whether a line talks about the file or to its reader instead of about work done. Quotations do not count."""
    own = _QUOTED.sub(" ", words)
    return bool(_PROMPT.search(own) or says_example(own) or _ABOUT_THE_FILE.search(own))


def talks_about_the_file(words: str) -> bool:
    """Whether a line explains the file; under a heading like `Notes`, one such line speaks for all of them."""
    return bool(_ABOUT_THE_FILE.search(_QUOTED.sub(" ", words)))


def opens_with_a_deed(words: str) -> bool:
    """Whether the first word is a verb of doing in the past: `Built`, `Led`, `Wrote`."""
    first = words.split(None, 1)[0].strip(",.;:") if words.strip() else ""
    return bool(_DOING.match(first)) and not first.lower().endswith("ing")


def is_question(words: str) -> bool:
    """Whether the whole line is a question: a template's prompt, not something done."""
    return words.rstrip("*_ ").endswith(("?", "？", "؟")) and not re.search(r"[.!]\s|[。！]", words)


def is_goal(words: str) -> bool:
    """Whether a line says of itself that it is still to come."""
    return bool(_GOAL_LINE.search(words)) or says_goal(words)


def is_placeholder(words: str) -> bool:
    """Whether a line holds no words of its own: a dash, `n/a`, `TBD`."""
    return bool(_PLACEHOLDER.search(words))


def is_masthead(words: str) -> bool:
    """Whether a line at the top of a file says whose log it is: `Name: ...`, `Team: ...`."""
    return bool(_MASTHEAD.match(words)) and len(words) <= 100


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
