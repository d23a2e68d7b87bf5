"""Settles whether planned, piloted or reviewed work is told as finished or adopted; not whether it worked."""

import re

from service.domain.agency import Agency
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.completion import Completion, completion_marks
from service.domain.wording import is_participle, is_past, stem
from service.verification.reading import ClaimClause, Reading, Source, direct_objects, read
from service.verification.scopes import Scoped

_SHIPS = re.compile(
    r"(?i)\b(?:shipped|launched|released|deployed|roll(?:ed|ing)\s+out|went\s+live|in\s+production"
    r"|production-ready|fully\s+(?:live|rolled))\b"
)
_SHIPPED = re.compile(
    r"(?i)\b(?:ship\w*|launch\w*|releas\w*|deploy\w*|roll\w*[- ]?out|went\s+live|live|production|publish\w*"
    r"|introduc\w*|implement\w*|open(?:ed|ing)|install\w*|merg\w*|migrat\w*|moved|deliver\w*|started"
    r"|set\s+up|put\s+in|now|adopt\w*|us(?:e|es|ed|ing)|switch\w*|replac\w*|in\s+place|sent|posted)\b"
)

_PAPER = re.compile(r"(?i)proposals?|recommendations?|suggestions?|drafts?")
_INTENDS = re.compile(r"(?i)plan(?:s|ning|ned)?\b|will\b|going to|intend|intention|hop(?:e|ing)|want|aim|to-?do|not ")
_DID_SO = re.compile(r"(?i)\bdid (?:so|it|that|both|this)\b|\bwhich I did\b")

_OWNS_UP = re.compile(
    r"(?i)\b(?:trial|tried|test run|so far|awaits?|awaiting|(?:yet|still) to|(?:is|are) to be|slated"
    r"|asked (?:if|whether)|expects?|would|may|might|away from the)\b"
)
_PART_OF_PLAN = re.compile(r"(?i)\b[\w-]+ (?:out )?of (?:the |our |my )?planned \d+")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects where what the sentence tells as done stands under a plan, a pilot or a review in its entry."""
    reading = read(claim, evidence)
    for clause in reading.clauses:
        found = _unfinished(clause, reading)
        if found:
            return (found,)
    return _adopted(reading) or _shipped(reading) or _finished(reading)


_FINISHES = re.compile(r"(?i)\b(?:finished|completed|concluded|wrapped up)\b")
_BEGINS = re.compile(r"(?i)\b(?:started|starting|began|begun|beginning|kicked off|under way|underway)\b")
_ENDS = re.compile(
    r"(?i)\b(?:finish\w*|complet\w*|conclud\w*|wrap\w* up|done|end(?:ed|s)?|closed?|deliver\w*|last|live|full\w*|all"
    r"|ship\w*|launch\w*|through)\b"
)


def _finished(reading: Reading) -> tuple[Finding, ...]:
    """*Finished the double check* of "started the double check", where nothing in the entry came to an end."""
    told = _FINISHES.search(reading.text)
    begun = next((m for source in reading.sources for m in [_BEGINS.search(source.text)] if m), None)
    if told is None or begun is None or _ENDS.search("\n".join(source.text for source in reading.every)):
        return ()
    return (
        Finding(
            kind=Kind.COMPLETION,
            ruling=Ruling.OVERSTATED,
            because=f"the entry says *{begun[0].lower()}*, and of no end",
            question="Is it finished by now, and since when?",
            spans=(reading.sources[0].span(),),
            claimed=told.span(),
        ),
    )


def _unfinished(clause: ClaimClause, reading: Reading) -> Finding | None:
    if _OWNS_UP.search(reading.text):
        return None
    if planned := _only_planned(clause, reading):
        return planned
    told = [mark.rung for mark in completion_marks(reading.text) if mark.rung < Completion.SHIPPED]
    if not told and (early := _only_begun(clause)):
        return early
    matched: list[tuple[Scoped, Scoped, Source]] = []
    weaker: list[tuple[Scoped, Scoped, Source]] = []
    for here in clause.content:
        if here.status is not None and here.status < Completion.SHIPPED:
            continue
        theres = clause.matched(here)
        if not theres:
            continue
        there, source = max(theres, key=lambda pair: Completion.SHIPPED if pair[0].status is None else pair[0].status)
        matched.append((here, there, source))
        if there.status is not None and there.status < Completion.SHIPPED:
            weaker.append((here, there, source))
    if not weaker or 5 * len(weaker) < 3 * len(matched):
        return None
    here, there, source = weaker[0]
    if there.status is not None and any(rung <= there.status for rung in told):
        return None
    if _DID_SO.search(source.text):
        return None
    if _keeps(there, clause) or _is_part_done(there, source):
        return None
    return _finding(there, source, here)


def _only_planned(clause: ClaimClause, reading: Reading) -> Finding | None:
    """*Wrote up the proposal*: a proposal is a thing too, and this one was only going to be written."""
    if any(
        not _PAPER.fullmatch(mark.words) for mark in completion_marks(reading.text) if mark.rung < Completion.SHIPPED
    ):
        return None
    for here in clause.words:
        if here.word.text != here.governor or not is_past(here.word.lower):
            continue
        theres = [pair for pair in clause.matched(here) if pair[0].word.stem == here.word.stem]
        if theres and all(
            _is_unfinished(there) and _INTENDS.match(there.status_words) and not _is_part_done(there, source)
            for there, source in theres
        ):
            return _finding(*theres[0], here)
    return None


def _only_begun(clause: ClaimClause) -> Finding | None:
    """The verb itself, or all of what it was done to, is unfinished in the entry wherever it stands there."""
    objects = direct_objects(clause)
    verbs = tuple(here for here in clause.words if is_past(here.word.lower) and here.agency is not Agency.UNSTATED)
    for group in (objects, *((verb,) for verb in verbs)):
        found = [(here, clause.matched(here)) for here in group]
        found = [(here, theres) for here, theres in found if theres]
        if not found or not all(_is_unfinished(there) for _, theres in found for there, _ in theres):
            continue
        there, source = found[0][1][0]
        if _DID_SO.search(source.text) or _keeps(there, clause) or _is_part_done(there, source):
            continue
        return _finding(there, source, found[0][0])
    return None


def _is_part_done(there: Scoped, source: Source) -> bool:
    """ "Moved 12 of the planned 30": twelve were moved, and only the thirty were planned."""
    return there.status_words.lower().startswith("planned") and _PART_OF_PLAN.search(source.text) is not None


def _is_unfinished(there: Scoped) -> bool:
    return there.status is not None and there.status < Completion.SHIPPED


def _finding(there: Scoped, source: Source, here: Scoped) -> Finding:
    return Finding(
        kind=Kind.COMPLETION,
        ruling=Ruling.OVERSTATED,
        because=f"the entry says *{' '.join(there.status_words.split())}*; the sentence tells it as done",
        question="Has this been finished since, and when?",
        spans=(source.span(),),
        claimed=(here.word.start, here.word.end),
    )


def _keeps(there: Scoped, clause: ClaimClause) -> bool:
    """The sentence itself still says *proposed* (or *proposal*), *started*, *piloted*."""
    said = there.status_words.split()[0].lower()
    return any(
        here.word.lower == said
        or (here.word.stem == stem(said) and (is_past(here.word.lower) or is_participle(here.word.lower)))
        for here in clause.words
    )


def _adopted(reading: Reading) -> tuple[Finding, ...]:
    marks = [mark for mark in completion_marks(reading.text) if mark.rung is Completion.ADOPTED]
    if not marks or not reading.sources:
        return ()
    said = [mark for mark in completion_marks(reading.source_text) if mark.rung is Completion.ADOPTED]
    in_use = re.search(
        r"(?i)\bus(?:e|es|ed|ing|ers?)\b|\brel(?:y|ies|ied)\b|\badopt|\bstandard|\bdefault|\buptake",
        reading.source_text,
    )
    if said or in_use:
        return ()
    mark = marks[0]
    return (
        Finding(
            kind=Kind.COMPLETION,
            ruling=Ruling.OVERSTATED,
            because=f"no cited entry says anybody took it up; the sentence says *{mark.words}*",
            question="Who uses it today, and since when?",
            spans=(reading.sources[0].span(),),
            claimed=(mark.start, mark.end),
        ),
    )


def _shipped(reading: Reading) -> tuple[Finding, ...]:
    match = _SHIPS.search(reading.text)
    if match is None or not reading.sources or _SHIPPED.search(reading.source_text):
        return ()
    return (
        Finding(
            kind=Kind.COMPLETION,
            ruling=Ruling.OVERSTATED,
            because=f"no cited entry says it was put to use; the sentence says *{match[0].lower()}*",
            question="Did this go live, and when?",
            spans=(reading.sources[0].span(),),
            claimed=match.span(),
        ),
    )
