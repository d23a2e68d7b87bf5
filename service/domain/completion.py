"""The completion ladder: how far the work is said to have come."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from service.domain.ladder import Rung
from service.domain.wording import is_past, lowered, words


class Completion(Rung):
    """PLANNED < PROTOTYPE < IN_REVIEW < SHIPPED < ADOPTED."""

    PLANNED = 0
    PROTOTYPE = 1
    IN_REVIEW = 2
    SHIPPED = 3
    ADOPTED = 4


class CompletionMark(NamedTuple):
    """Words that say how far work has come, and where they stand."""

    rung: Completion
    words: str
    start: int
    end: int


_PATTERNS: tuple[tuple[Completion, str], ...] = (
    (
        Completion.IN_REVIEW,
        r"(?:(?:in|under|out\s+for|up\s+for|awaiting|for)\s+(?:final\s+|legal\s+|peer\s+)?(?:review|approval"
        r"|sign-?off)|awaiting|pending|not\s+yet\s+(?:merged|approved|signed)|waiting\s+(?:for|on)\s+\w+"
        r"|(?:sent|submitted|handed\s+in)\b(?=.{0,40}\b(?:review|approval|sign-?off|committee|board)\b))",
    ),
    (
        Completion.PLANNED,
        r"(?:plan(?:s|ned|ning)?\s+(?:is\s+|was\s+)?to|plans?(?=\s*:|\s+for\s+(?:q\d|h\d|20\d\d|next"
        r"|the\s+(?:next|coming|new))\b)|planned|planning|propos(?:e|ed|es|ing|als?)|will|going\s+to|intend(?:s"
        r"|ed|ing)?|intention"
        r"|suggest(?:s|ed|ing|ions?)?|pitch(?:ed|ing)?|recommend(?:s|ed|ing|ations?)?|scop(?:ed"
        r"|ing)\b(?=\s+(?:out|a|an|the|how))|roadmap"
        r"|aim(?:s|ed|ing)?\s+(?:to|for|at)|hop(?:e|es|ed|ing)\s+(?:to|for|that|it)|want(?:s|ed)?\s+to"
        r"|goals?(?=\W*(?::|is|was|to|for))|target(?=\s*(?::|is|was|to\b))"
        r"|to-?do|next\s+(?:quarter|year|month|week|sprint|steps?)|would|should|idea(?=\s+(?:is|was|to|for))"
        r"|considering|considered|asked\s+to|volunteered|offered\s+to"
        r"|agreed\s+to|meant\s+to|supposed\s+to|due\s+to\s+(?:ship|launch|start|go)|not\s+(?:yet\s+)?(?:started"
        r"|begun)|scheduled\s+(?:for|to)|upcoming|invited\s+to"
        r"|shortlisted|nominated|case\s+for|argued\s+for|pushed\s+for|lobbied\s+for|applied\s+(?:to|for)"
        r"|bid\s+for|requested)",
    ),
    (
        Completion.PROTOTYPE,
        r"(?:start(?:ed|ing|s)?\b(?!\s+(?:a|an|our|my|up)\b)|began|begun|begin(?:ning)?|prototyp(?:e|ed|es|ing)"
        r"|proofs?[\s-]+of[\s-]+concept|po?cs?|spiked|pilot(?:s|ed|ing)?|trial(?:led|ed|ling|ing)"
        r"|(?:a|as\s+a|on)\s+trial|experiment(?:ed|ing)|(?:a|first|early|rough|in)\s+draft|draft\s+of|beta"
        r"|alpha|mvp|in\s+progress|under\s?way|ongoing|partial(?:ly)?|half-?\s?(?:way|done|finished|built)"
        r"|part-?way|working\s+(?:on|towards)|explor(?:ed|ing|e)|investigat(?:ed|ing|e)|unfinished"
        r"|not\s+(?:yet\s+)?(?:finished|done|completed?|live|shipped|launched|released|rolled|in\s+use)"
        r"|mock-?\s?ups?|sketch(?:ed|es)?|attempt(?:ed|s|ing)?|tried\s+to|trying\s+to|dry\s+run|so\s+far"
        r"|still\s+\w+ing)",
    ),
    (
        Completion.ADOPTED,
        r"(?:adopt(?:s|ed|ion|ing)?|(?:is|are|was|were|been|being|now|still)\s+(?:now\s+|being\s+|still\s+"
        r"|in\s+)*used?\s+(?:by|in|across|for|daily|every|on)|(?:now|still)\s+(?:us(?:e|es|ing)|run(?:s"
        r"|ning)?\s+on|rel(?:y|ies))|in\s+(?:daily\s+|regular\s+|everyday\s+|active\s+)?use|rel(?:y|ies"
        r"|ied)\s+on|(?:became|become|is\s+now|now)\s+(?:the\s+|our\s+|a\s+)?(?:standard|default|norm|policy"
        r"|template)|the\s+(?:standard|default)\b|\w+\s+(?:use|uses)\s+(?:it|this|them|the)|standardi[sz]ed"
        r"|embedded|taken\s+up|took\s+(?:it|them)\s+up|copied\s+(?:it|by)|uptake)",
    ),
    (
        Completion.SHIPPED,
        r"(?:shipped|launch(?:ed|es|ing)?|releas(?:ed|es|ing)|deploy(?:ed|s|ing|ment|ments)?|roll(?:ed"
        r"|ing)?[- ]?out|delivered|delivering|complet(?:ed|es|ing|ion)|finish(?:ed|es|ing)|went\s+live|go-?live"
        r"|live|implement(?:ed|s|ing|ation)|introduc(?:ed|es|ing|tion)|published|merged|in\s+production"
        r"|productioni[sz]ed|installed|opened|done|signed\s+off|approved|passed)",
    ),
)


_KEPT = 4_000  # characters; longer texts are not kept


@cache
def _matcher() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{rung.name}>\b{pattern}\b)" for rung, pattern in _PATTERNS))


def completion_marks(text: str) -> tuple[CompletionMark, ...]:
    """Every wording of progress in a text, in order."""
    return _completion_marks_kept(text) if len(text) <= _KEPT else _completion_marks(text)


def _completion_marks(text: str) -> tuple[CompletionMark, ...]:
    return tuple(
        CompletionMark(Completion[match.lastgroup], text[match.start() : match.end()], match.start(), match.end())
        for match in _matcher().finditer(lowered(text))
        if match.lastgroup
    )


_completion_marks_kept = lru_cache(maxsize=4_096)(_completion_marks)


_STOPS = re.compile(r"[;!?\n]|\.(?=\s|$)|\bbut\b|, then\b")


def completion_of(text: str) -> Completion:
    """How far the furthest thing in the text has come. A plain past tense with no other word about it is SHIPPED."""
    clauses = (part for clause in _STOPS.split(text) for part in _parts(clause) if part.strip())
    return max(map(_of_clause, clauses), default=Completion.SHIPPED)


# `and` joins a clause of its own after a comma, or where it has its own subject: "proposed a plan and we cut it".
_JOINED = re.compile(r",\s+and\s+|\s+and\s+(?=(?:i|we|they|he|she|it)\s)", re.IGNORECASE)


def _parts(clause: str) -> list[str]:
    """The clause cut at `, and` where a verb of its own follows: `proposed two ways, and the one we chose cut it`."""
    first, *rest = _JOINED.split(clause)
    parts = [first]
    for part in rest:
        # "planned the launch, and the venue" tells one plan.
        if any(is_past(word.lower) for word in words(part)):
            parts.append(part)
        else:
            parts[-1] += f", and {part}"
    return parts


def _of_clause(clause: str) -> Completion:
    rungs = [mark.rung for mark in completion_marks(clause)]
    unfinished = [rung for rung in rungs if rung < Completion.SHIPPED]
    finished = [rung for rung in rungs if rung >= Completion.SHIPPED]
    if unfinished and not finished:
        return min(unfinished)
    if unfinished and completion_marks(clause)[0].rung < Completion.SHIPPED:
        return min(unfinished)
    return max(finished, default=Completion.SHIPPED)
