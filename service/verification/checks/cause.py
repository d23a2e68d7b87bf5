"""Settles whether a sentence makes a cause of what its entry only sets side by side; not whether the cause is real."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.quantities import changes, quantities
from service.domain.wording import carries_meaning
from service.verification.directions import AFTER, CHANGES, DOWN, HEDGED_CAUSE, LABEL, SAYS_CAUSE, UP
from service.verification.reading import ClaimClause, Reading, Source, in_stems, read
from service.verification.scopes import Actor, Scoped, Tail

_CAUSE_IN_ENTRY = re.compile(
    r"(?i)\b(?:because|caus(?:e|ed|es|ing)|led to|leading to|leads to|result(?:ed|s|ing)? (?:in|of|was)"
    r"|as a (?:direct )?(?:result|consequence)|thanks to|due to|owing to|thereby|therefore|hence|thus"
    r"|consequently|so that|so|enabl\w+|allow\w*|let|lets|letting|mean(?:s|t|ing)|driv\w+ by|drove"
    r"|contribut\w+|help\w*|made|makes|making|ensur\w+|brought|attribut\w+|credit\w*|which|saved|to (?:cut"
    r"|reduce|raise|increase|stop|prevent|avoid|save|let|make|ensure)|by \w+ing|at my (?:suggestion|request"
    r"|urging)|on my advice)\b|->|→|=>"
)


_BRINGS = re.compile(
    r"(?i)\b(?:brought|bringing|took|taking|pushed|pushing|pulled|got)\s+(?:[\w'-]+\s+){1,6}?(?:down|up"
    r"|from\s+[£$€]?\d)\b"
)
# What a writer adds to keep a coincidence from being read as a cause.
_DISCLAIMS = re.compile(
    r"(?i)\b(?:hard to (?:say|tell|know)|who knows|no control group|(?:can(?:no|')t|cannot|could(?:n't"
    r"| not)) (?:say|tell|know|be sure)"
    r"|(?:do|did)(?:n't| not) know (?:whether|if|how much|which)|not (?:sure|clear|certain) (?:whether|if"
    r"|how much|that|it|which)"
    r"|would(?:n't| not) read (?:too )?much into|might (?:be|have been) (?:a )?(?:coincidence|luck|chance)"
    r"|could be (?:chance|luck|a coincidence)"
    r"|(?:may|might) (?:also )?(?:be|have been) (?:down|due) to|came in? the same (?:week|month|quarter)"
    r"|in the same (?:week|month|quarter)"
    r"|(?:the )?same (?:week|month|quarter)|but (?:also )?\w+ (?:was|were|is|are|had) (?:also )?(?:lower|higher"
    r"|down|up|smaller|shorter|quieter|fewer)"
    r"|(?:was|were) (?:also )?(?:slightly |a bit )?(?:shorter|easier|quieter|smaller|lower) too"
    r"|easter in the middle|at the same time)\b"
)
_MAKES = re.compile(
    r"(?i)\b(?:(?:brought|bringing|took|taking|pushed|pushing|pulled|pulling|got|getting"
    r"|had)(?=[^.;]{1,60}?\b(?:from|to) [£$€]?\d"
    r"|[^.;]{1,60}?\b(?:down|up|moved)\b)|cut|cutting|reduc(?:ed|ing)|lower(?:ed|ing)|rais(?:ed|ing)"
    r"|lift(?:ed|ing)|increas(?:ed|ing)|improv(?:ed|ing)|boost(?:ed|ing)|shorten(?:ed|ing)|shrank|trimm(?:ed"
    r"|ing)|slash(?:ed|ing)|halv(?:ed|ing)"
    r"|doubl(?:ed|ing)|sav(?:ed|ing)|sped|speeding)\s+(?!from\b|to\b|by\b|in\b|on\b|at\b)\w"
)
_SPOKEN = re.compile(r"(?i)\b(?:said|asked|complain\w*|report\w*|request\w*|told|found|noticed|point\w* out|want\w*)\b")
_SUPPOSES = re.compile(
    r"(?i)\b(?:think|thinks|thought|believes?|believed|suspects?|suspected|reckons?|blames?|probably|may be|seems)\b"
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a causal wording between things the entry does not tie, or ties only by time or by a hedge."""
    reading = read(claim, evidence)
    for clause in reading.clauses:
        found = _made_the_change(clause, reading) or _hedged(clause, reading)
        if found:
            return (found,)
    return _disclaimed(reading) or _to_me(reading) or _said(reading)


_MY_DOING = re.compile(
    r"(?i)\b(?:(?:was|were|is|are|all|entirely|solely) (?:down|due|thanks|owing) to (?:me|my)\b|(?:because of"
    r"|thanks to|due to) me\b)"
)


def _to_me(reading: Reading) -> tuple[Finding, ...]:
    """*Which was down to me*, where the entry gives nobody the credit for it."""
    match = _MY_DOING.search(reading.text)
    if match is None or _MY_DOING.search("\n".join(source.text for source in reading.every)):
        return ()
    return (
        Finding(
            kind=Kind.CAUSE,
            ruling=Ruling.OVERSTATED,
            because="the entry does not say that it was your doing",
            question="How do you know that your work brought this about?",
            spans=(reading.sources[0].span(),) if reading.sources else (),
            claimed=match.span(),
        ),
    )


def _disclaimed(reading: Reading) -> tuple[Finding, ...]:
    """The entry itself says that it does not know what brought the change about; the sentence names its cause."""
    makes = SAYS_CAUSE.search(reading.text) or _MAKES.search(reading.text)
    if (
        makes is None
        or not quantities(reading.text)
        or HEDGED_CAUSE.search(reading.text)
        or _DISCLAIMS.search(reading.text)
    ):
        return ()
    for entry in {source.entry for source in reading.sources}:
        theirs = [source for source in reading.every if source.entry == entry and source.speaker is None]
        told = {q.base for source in reading.sources if source in theirs for q in quantities(source.text)}
        for source in theirs:
            disclaims = _DISCLAIMS.search(source.text)
            if disclaims is None or told.isdisjoint(q.base for q in quantities(reading.text)):
                continue
            # "Cut the queue from 9 to 4 minutes; hard to say who noticed": the entry's own verb makes the change.
            if any(
                _MAKES.search(other.text) and re.search(rf"(?i)\b{makes[0].split()[0]}\b", other.text)
                for other in theirs
            ):
                continue
            return (
                Finding(
                    kind=Kind.CAUSE,
                    ruling=Ruling.OVERSTATED,
                    because=f"the entry says *{disclaims[0].lower()}*; only the sentence names a cause",
                    question="How do you know that your work brought this about?",
                    spans=(source.span(disclaims.start(), disclaims.end()),),
                    claimed=makes.span(),
                ),
            )
    return ()


def _made_the_change(clause: ClaimClause, reading: Reading) -> Finding | None:
    """*Deflection rose* is not *raised deflection*: the entry's change has its own subject."""
    for here in clause.words:
        if here.word.stem not in CHANGES or not (
            _moves_an_object(here, clause, reading) if here.actor is Actor.OTHER else _acts(here, clause)
        ):
            continue
        same = UP if here.word.stem in UP else DOWN
        theres = [
            (there, source)
            for source in reading.sources
            for there in source.scoped
            if there.word.stem in same or there.word.stem == here.word.stem
        ]
        near = [(there, source) for there, source in theres if source in clause.sources]
        if not near or any(_is_done(there, source) for there, source in theres):
            continue
        there, source = near[0]
        tied = "they only follow one another" if AFTER.search(source.text) else "it names no cause"
        return _overstated(f"the entry says *{there.subject} {there.word.lower}*; {tied}", source, here)
    return None


def _acts(here: Scoped, clause: ClaimClause) -> bool:
    """The change word is what the writer (or their work) is said to do: a verb, not `lower costs` or `a rise`."""
    if here.word.text == here.governor:
        return True
    if here.tail in {Tail.PARTICIPLE, Tail.WHICH, Tail.PURPOSE, Tail.CAUSE}:
        first = [
            other
            for other in clause.words
            if other.word.lower not in {"which", "and", "to", "significantly", "further"}
        ]
        return (bool(first) and first[0] is here) or here.word.lower.endswith(("ed", "ing")) or here.word.lower == "cut"
    return False


def _moves_an_object(here: Scoped, clause: ClaimClause, reading: Reading) -> bool:
    """*Our move increased visits*: a deed for a subject, and what the entry says changed of itself for an object."""
    following = next((other for other in clause.words if other.word.start > here.word.end), None)
    return (
        following is not None
        and bool(re.match(r"(?i)(?:our|my)\b", here.subject))
        and here.word.lower.endswith(("ed", "cut", "rose"))
        and carries_meaning(following.word)
        and following.word.stem in reading.stems
    )


def _is_done(there: Scoped, source: Source) -> bool:
    """The entry itself lets the writer's work bring this change about."""
    if there.actor is not Actor.OTHER or source.field == "outcome" or source.speaker is not None:
        return True
    if LABEL.search(source.text):
        return True
    before = source.text[: there.word.start]
    clause_start = max(
        (
            other.word.start
            for other in source.scoped
            if other.clause == there.clause and other.word.start <= there.word.start
        ),
        default=0,
    )
    del clause_start
    return bool(
        re.search(
            r"(?i)\b(?:because|led to|thanks to|due to|as a result|so|which|thereby|therefore|meaning|meant|by)\b",
            before,
        )
    ) or bool(
        re.search(
            r"(?i)\b(?:because|thanks to|due to|as a result of|by \w+ing|at my (?:suggestion|request)"
            r"|on my advice)\b",
            source.text[there.word.end :],
        )
    )


def _hedged(clause: ClaimClause, reading: Reading) -> Finding | None:
    if clause.tail not in {Tail.CAUSE, Tail.WHICH, Tail.PARTICIPLE, Tail.MEANS} or HEDGED_CAUSE.search(reading.text):
        return None
    for source in clause.sources:
        hedge = re.search(
            r"(?i)\b(?:partly|in part|may have|might have|could have|coincid\w+|at the same time as|correlat\w+"
            r"|not (?:sure|clear) (?:if|whether|that|it)|hard to say|along with|among other)\b",
            source.text,
        )
        if hedge and clause.coverage >= 0.4:
            return _overstated(f"the entry says *{hedge[0].lower()}*", source, clause.words[0])
    return None


def _said(reading: Reading) -> tuple[Finding, ...]:
    match = SAYS_CAUSE.search(reading.text) or _brings(reading)
    if match is None or not reading.sources:
        return ()
    if any(
        _CAUSE_IN_ENTRY.search(source.text) or source.field == "outcome" or LABEL.search(source.text)
        for source in reading.sources
    ):
        return ()
    if _SUPPOSES.search(reading.text[: match.start()]) and _SUPPOSES.search(reading.source_text):
        return ()  # somebody's guess, told as a guess
    because = match[0].lower() == "because" and _SPOKEN.search(reading.text, match.end())
    # What was said before a deed is its reason, not its effect.
    if because and any(_SPOKEN.search(source.text) and AFTER.search(source.text) for source in reading.sources):
        return ()
    tail = [here for here in reading.scoped if here.word.start >= match.end()]
    if tail and not any(in_stems(here.word, reading.stems) for here in tail[:8]):
        return ()  # nothing of it is in the entry: that is invention, and said there
    source = reading.sources[0]
    tied = "after one another" if AFTER.search(reading.source_text) else "side by side"
    return (
        Finding(
            kind=Kind.CAUSE,
            ruling=Ruling.OVERSTATED,
            because=f"the entry tells these {tied}; only the sentence says *{match[0].lower()}*",
            question="How do you know that the one brought about the other?",
            spans=(source.span(),),
            claimed=match.span(),
        ),
    )


def _brings(reading: Reading) -> re.Match[str] | None:
    """*Brought hold time down from 5 to 3*, where the entry only says that it was 5 and then 3."""
    match = _BRINGS.search(reading.text) or (_MAKES.search(reading.text) if changes(reading.text) else None)
    verb = match[0].split()[0].lower() if match else ""
    if any(
        there.word.stem in CHANGES and there.word.text == there.governor and there.actor is not Actor.OTHER
        for source in reading.sources
        for there in source.scoped
    ):
        return None  # the entry's own verb is one of changing it
    return None if verb and re.search(rf"(?i)\b{verb}\b.*\b(?:down|up|from|to)\b", reading.source_text) else match


def _overstated(because: str, source: Source, here: Scoped) -> Finding:
    return Finding(
        kind=Kind.CAUSE,
        ruling=Ruling.OVERSTATED,
        because=because,
        question="How do you know that your work brought this about?",
        spans=(source.span(),),
        claimed=(here.word.start, here.word.end),
    )
