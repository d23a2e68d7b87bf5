"""Settles whether a hedge of the entry (*I think*, *probably*, *about 200*) was dropped; not how sure one may be."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.quantities import quantities
from service.domain.wording import stem, words
from service.verification.directions import CHANGES
from service.verification.reading import ClaimClause, Reading, read

_APPROXIMATE = (
    r"(?:about|around|roughly|approx(?:imately)?\.?|circa|c\.|ca\.|nearly|almost|close\s+to|some|up\s+to"
    r"|more\s+or\s+less|an?\s+estimated|estimated|perhaps|maybe|probably|~|≈)"
)
_ABOUT = re.compile(
    rf"(?i){_APPROXIMATE}\s*(?:[£$€]\s*)?(\d[\d.,]*|(?:one|two|three|four|five|six|seven|eight|nine|ten"
    rf"|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|doubl\w+|halv\w+"
    rf"|tripl\w+|quadrupl\w+|twice|a\s+(?:hundred|thousand|dozen|third|quarter|half)|half))"
)
_ISH = re.compile(r"(?i)\b(\d[\d.,]{0,20}|[a-z]{1,20}?)(?:-?ish\b|\s+or\s+so\b)")
_ANY_APPROXIMATE = re.compile(
    rf"(?i)(?<!\w){_APPROXIMATE}|\bor\s+so\b|\d-?ish\b|\b(?:over|under|more than|less than|at least|at most)\b"
)
_HEDGES = re.compile(
    r"(?i)\b(?:I\s+(?:think|believe|guess|suspect|feel|reckon)|I'd\s+(?:say|guess)|maybe|perhaps|probably"
    r"|possibly|presumably|apparently|seem(?:s|ed|ingly)?|appear(?:s|ed)?|likely|(?-i:may)|might|could"
    r"|not\s+sure|unclear|looks?|suggest\w*|indicat\w+|anecdotal\w*|partly|in\s+part|sometimes|mostly"
    r"|mainly|often|usually|generally|tend\w*|early|unconfirmed|provisional\w*|tentative\w*|felt|feels?"
    r"|potentially)\b"
)


_UNVERIFIED = re.compile(
    r"(?i)\b(?:not\s+(?:yet\s+)?(?:been\s+)?(?:independently\s+)?(?:verified|confirmed|audited|validated)"
    r"|unverified|unaudited|yet\s+to\s+be\s+(?:verified|confirmed|audited|validated))\b"
)
_VERIFIED = re.compile(r"(?i)\b(?:un)?(?:verif|confirm|audit|validat|estimat)\w*")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects where what the sentence states flatly is hedged in the entry."""
    reading = read(claim, evidence)
    for clause in reading.clauses:
        found = _hedged(clause, reading)
        if found:
            return (found,)
    return _about(reading) or _sharper(reading) or _unverified(reading) or _foretold(reading)


def _hedged(clause: ClaimClause, reading: Reading) -> Finding | None:
    if _HEDGES.search(reading.text) or not clause.sources:
        return None
    matched, hedged = 0, 0
    weighs = False  # a change that is only thought to have come is the whole of the claim
    hedge, source_found, place = "", clause.sources[0], None
    for here in clause.content:
        theres = clause.matched(here)
        if not theres:
            continue
        matched += 1
        if all(there.hedge for there, _ in theres):
            weighs = weighs or here.word.stem in CHANGES
            hedged += 1
            hedge, source_found, place = theres[0][0].hedge, theres[0][1], place or here
    if place is None or (5 * hedged < 3 * matched and not weighs):
        return None
    return Finding(
        kind=Kind.CERTAINTY,
        ruling=Ruling.OVERSTATED,
        because=f"the entry says *{hedge.lower()}*; the sentence drops it",
        question="Do you know this for sure by now, and from what?",
        spans=(source_found.span(),),
        claimed=(place.word.start, place.word.end),
    )


def _unverified(reading: Reading) -> tuple[Finding, ...]:
    """*Saved 40k, not verified with finance* is not *saved 40k*: the figure lost what was said against it."""
    if _VERIFIED.search(reading.text):
        return ()
    for source in reading.sources:
        match = _UNVERIFIED.search(source.text)
        told = match and next((q for q in quantities(reading.text) if q.text in source.text), None)
        if match and told:
            return (
                Finding(
                    kind=Kind.CERTAINTY,
                    ruling=Ruling.OVERSTATED,
                    because=f"the entry says *{match[0].lower()}*; the sentence drops it",
                    question="Has anybody confirmed the figure by now?",
                    spans=(source.span(match.start(), match.end()),),
                    claimed=(told.start, told.end),
                ),
            )
    return ()


def _foretold(reading: Reading) -> tuple[Finding, ...]:
    """*Is considering it* is not *will have it*."""
    match = re.search(r"(?i)\b(?:will|is going to|are going to)\b", reading.text)
    if match is None or re.search(
        r"(?i)\b(?:will|going to|shall|scheduled|agreed|confirmed|due)\b|'ll\b", reading.source_text
    ):
        return ()
    weaker = re.search(
        r"(?i)\b(?:consider\w*|would|might|could|hop\w+ to|want\w* to|plan\w*|propos\w+|suggest\w*"
        r"|think\w* (?:of|about)|may|asked|exploring)\b",
        reading.source_text,
    )
    if weaker is None:
        return ()
    return (
        Finding(
            kind=Kind.CERTAINTY,
            ruling=Ruling.OVERSTATED,
            because=f"the entry says *{weaker[0].lower()}*; the sentence says *{match[0].lower()}*",
            question="Has this been decided, and by whom?",
            spans=(reading.sources[0].span(),),
            claimed=match.span(),
        ),
    )


_EXACTLY = re.compile(r"(?i)\b(?:exactly|precisely|no less than)\b\s*(?=[£$€\d]|\w+)")


def _sharper(reading: Reading) -> tuple[Finding, ...]:
    """*Exactly 8%* of "32.10 to 34.80": exact is what the entry counts, not what somebody reckons and rounds."""
    match = _EXACTLY.search(reading.text)
    if match is None or _EXACTLY.search(reading.source_text):
        return ()
    figure = next((q for q in quantities(reading.text) if 0 <= q.start - match.end() <= _NEAR), None)
    if figure is None:
        return ()
    counted = {q.base for source in reading.sources for q in quantities(source.text) if not q.approximate}
    if figure.base in counted:
        return ()
    return (
        Finding(
            kind=Kind.CERTAINTY,
            ruling=Ruling.OVERSTATED,
            because=f"the entry has no such figure to be *{match[0].strip().lower()}* about",
            question="Do you know the exact figure?",
            spans=(reading.sources[0].span(),) if reading.sources else (),
            claimed=(match.start(), figure.end),
        ),
    )


_NEAR = 3


def _about(reading: Reading) -> tuple[Finding, ...]:
    if _ANY_APPROXIMATE.search(reading.text):
        return ()
    told = {stem(word.lower) for word in words(reading.text)}
    for source in reading.sources:
        exact = {match[0] for match in re.finditer(r"\d[\d.,]*\d|\d", source.text)}
        for match in (*_ABOUT.finditer(source.text), *_ISH.finditer(source.text)):
            figure = match[1].lower().rstrip(".,")
            bare = re.sub(r"^a\s+", "", figure)
            repeated = sum(found == figure for found in exact) and source.text.count(figure) > 1
            if not repeated and (bare in {word.lower for word in words(reading.text)} or stem(bare) in told):
                at = reading.text.lower().find(bare)
                return (
                    Finding(
                        kind=Kind.CERTAINTY,
                        ruling=Ruling.OVERSTATED,
                        because=f"the entry says *{match[0].strip().lower()}*; the sentence drops the hedge",
                        question="Do you know the exact figure?",
                        spans=(source.span(match.start(), match.end()),),
                        claimed=(max(at, 0), max(at, 0) + len(bare)),
                    ),
                )
    return ()
