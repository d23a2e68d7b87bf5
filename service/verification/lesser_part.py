"""Settles whether a co-owner the sentence names still stands in the deed itself, and not beside it as a helper."""

import re

from service.domain.agency import Agency
from service.domain.claims import Finding, Kind, Ruling
from service.domain.wording import is_past, stem
from service.verification.co_owners import sharing
from service.verification.paraphrase import stand_ins
from service.verification.reading import ClaimClause, Reading, Source
from service.verification.scopes import Actor, Scoped

# A part that is named beside the deed, where the entry has it in the deed: help, a look, a side of it.
_LESSER = (
    r"(?:help|support|assistance|input|advice|feedback|comments|suggestions|encouragement|guidance|review|backing"
    r"|sponsorship|ideas|contributions?)"
)
_BEFORE_NAME = re.compile(
    rf"(?i)(?:\b{_LESSER}\s+(?:from|of|by)|\b(?:helped|assisted|supported|advised|reviewed|checked|edited|proofread"
    r"|backed|encouraged|sponsored|credit(?:s|ed)?|thanks)\s+(?:by|to)|\b(?:for|to|under|after|before|via|from))"
    r"\s+(?:my\s+|our\s+|the\s+)?(?:\w+\s+){0,1}$"
)
_AFTER_NAME = re.compile(
    rf"(?i)^(?:\s+[A-Z][\w'-]+)?(?:'s\s+(?:\w+\s+)?{_LESSER}\b|\s+(?:only\s+)?(?:\w+ly\s+)?(?:on|for|in|with)\s+(?:the|a|its)\s+"
    r"(?:\w+\s+){1,2}(?:side|part|bits?|end|half|section)\b"
    r"|,?\s+(?:who\s+)?(?:only\s+|also\s+|then\s+|mainly\s+)?(?:help|assist|support|advis|review|check|edit|proofread"
    r"|comment|contribut|observ|shadow|watch|look)(?:ed|ing|s|es)?\b"
    r"|\s+(?:doing|handling|covering|providing|giving|adding|taking)\b|\s+as\s+(?:an?\s+|my\s+)?(?:\w+er|\w+or|assistant)\b)"
)
_EQUALLY = re.compile(r"(?i)\b(?:we|our|us|jointly|together|co-\w+|both of us|half of|shared)\b")


def made_less_of(reading: Reading) -> tuple[Finding, ...]:
    """*Wrote it; Tom did the legal side* for *co-wrote it with Tom*: named, but no longer in the deed.

    Only where the entry has them share the very deed, and the sentence names them beside it and nowhere in it.
    """
    deed = next(
        (found for clause in reading.clauses if (found := claims_deed(clause)) and found.agency > Agency.CONTRIBUTED),
        None,
    )
    if deed is None or deed.word.text != deed.governor or _EQUALLY.search(reading.text):
        return ()
    for clause in reading.clauses:
        if deed not in clause.words:
            continue
        theres = [pair for pair in clause.matched(deed) if pair[1].speaker is None]
        for there, source in theres:
            owners = sharing(there, source)
            places = [found for owner in owners for found in re.finditer(rf"\b{re.escape(owner)}\b", reading.text)]
            if places and not any(_in_the_deed(found, deed, reading, source) for found in places):
                return (
                    shared_credit(
                        f"in the entry {places[0][0]} shares the deed itself (*{there.word.lower}*)", source, deed
                    ),
                )
    return ()


def _in_the_deed(name: "re.Match[str]", deed: Scoped, reading: Reading, source: Source) -> bool:
    """Whether the name stands in the deed itself: `with Tom`, `Tom and I`; not beside another verb or a lesser part."""
    before, after = reading.text[: name.start()], reading.text[name.end() :]
    if _BEFORE_NAME.search(before) or _AFTER_NAME.match(after):
        return False
    if name.start() < deed.word.start:
        # "With Tom, wrote it" and "Tom and I wrote it", but not "Edited it with Tom and wrote the rest".
        return not any(_is_deed(told) and told.word.start < name.start() for told in reading.scoped)
    between = [told for told in reading.scoped if deed.word.end <= told.word.start <= name.start()]
    verbs = [told for told in between if _is_deed(told) and told.word.start != name.start()]
    known = {stem(there.governor.lower()) for there in source.scoped if there.governor}
    others = [told for told in verbs if stand_ins(told.word.stem).isdisjoint(known)]
    if any(told.actor is Actor.OTHER for told in between[-1:]) or re.match(r"\s+\w+(?:ed|id|ade|ote|an|ok)\b", after):
        return False
    return not others


def _is_deed(told: Scoped) -> bool:
    return told.word.text == told.governor and is_past(told.word.lower)


def claims_deed(clause: ClaimClause) -> Scoped | None:
    """The first word under a deed that the clause claims for its writer."""
    return next((here for here in clause.words if here.actor is Actor.SELF and here.agency > Agency.HELPED), None)


def shared_credit(because: str, source: Source, deed: Scoped) -> Finding:
    """The objection that a shared deed is told as the writer's own."""
    return Finding(
        kind=Kind.CREDIT,
        ruling=Ruling.OVERSTATED,
        because=because,
        question="Which part was yours, and whom should the sentence name beside you?",
        spans=(source.span(),),
        claimed=(deed.word.start, deed.word.end),
    )
