"""Settles whether credit the entry shares or gives away (*we*, *with Sam*) is claimed alone; not who did more."""

import re

from service.domain.agency import Agency
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.completion import Completion
from service.domain.names import GIVEN_NAMES, names
from service.domain.word_sets import word_set
from service.domain.wording import is_past
from service.verification.co_owners import co_owners
from service.verification.doings import Doer, Doing
from service.verification.lesser_part import claims_deed, made_less_of, shared_credit
from service.verification.misplaced_deeds import (
    claimed_deeds,
    claimed_from_others,
    own_deed,
    shared_deeds,
    shares_another_deed,
    told_of_another,
    told_of_self,
)
from service.verification.reading import ClaimClause, Reading, Source, read
from service.verification.scopes import Actor, Scoped
from service.verification.sole_claims import sole_claim

_SHARES = re.compile(
    r"(?i)\b(?:we|us|our|(?<!now )"
    r"(?<!is )(?<!are )(?<!currently )(?<!still )with|together|alongside"
    r"|jointly|co-\w+ed|co-?(?:authored|wrote|led|ran|built"
    r"|designed|founded|presented|hosted|taught|created|developed)|co-?lead|paired?|pairing|team|group"
    r"|colleagues?|teammates?|helped|help(?:s|ing)?|assist\w*|support(?:ed|ing)|contribut\w+|part\s+of"
    r"|among|collaborat\w+|partner\w*|worked\s+on|one\s+of|joint|shared|between\s+us)\b"
)
# Stricter: a deed that is told with somebody is read as shared where it stands; a stray *with* shares nothing.
_SHARES_IT = re.compile(
    r"(?i)\b(?:we|us|our|together|alongside|jointly|co-?\w*(?:ed|te|led|ran)|paired?|pairing|team|colleagues?|teammates?|helped"
    r"|help(?:s|ing)?|assist\w*|support(?:ed|ing)|contribut\w+|part\s+of|collaborat\w+|partner\w*|joint|shared|between\s+us"
    r"|with\s+(?:\w+\s+)?(?:others|help|input|people|two|three|another|somebody|someone))\b"
)
_OTHERS = word_set(
    """
    team squad crew group department ward shift colleague colleagues teammate teammates manager boss director
    lead engineer engineers nurse nurses analyst analysts designer designers developer developers teacher
    teachers contractor contractors vendor supplier consultant consultants intern interns apprentice volunteers
    they he she nobody somebody someone matron supervisor head clinic hospital school company firm client
    clients customer customers board committee council university pharmacy bank court charity press users
    patients pupils students security legal finance marketing operations hr chef apprentice apprentices
    architect architects payroll facilities estates procurement gang crew
    skipper skippers vets midwives partner county council police
    porters divers dressers electrician pharmacist doctor doctors candidates joiners starters editor auditors auditor
    """
)


_NO_SUBJECTS = word_set(
    "the my our a an this that these those it its they their there his her which who by probably perhaps maybe"
)


_NOT_AGENTS = word_set(
    """
    server scanner printer computer folder number paper order letter newsletter container sensor filter counter
    timer trailer tracker parser scheduler cluster ledger numbers letters orders papers weather winter summer
    power tower error errors factor factors color colour mirror monitor elevator doctor-bot rather other others
    together whether after under former latter chapter register poster banner reminder reminders router
    converter parameter transfer offer layer layers buffer header footer helper wrapper cover quarter quarters
    freezer fryer washer corner center user-story behavior flavor floor door vendor-list carrier-bag linter
    compiler docker worker worker's motor reactor calendar master cluster's
    """
)


_PASSIVE = re.compile(r"(?i)\b(?:was|were|been|being|got|is|are)\s+(?:\w+ly\s+|then\s+|also\s+)?$")
_BY_ME = re.compile(r"(?:\s+\w+){0,3}\s+by (?:me|myself|us)\b")
_OPENS = re.compile(r"(?i)(?:^|[,;.:]|\b(?:I|and|then|\w+ly))\s*$")
_DID_IT = re.compile(r"(?i)\b(?:I|we) did\b|\bmy (?:part|job|work)\b")
_UNFINISHED = (Completion.PLANNED, Completion.PROTOTYPE, Completion.IN_REVIEW)
_FIRST_PERSON = re.compile(r"(?i)\b(?:I|we|my|our|me|us)\b")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects where a deed the entry gives to several people, or to another, is told as the writer's own."""
    reading = read(claim, evidence)
    for clause in reading.clauses:
        found = (
            _anothers(clause, reading)
            or _agentless(clause, reading)
            or _shared(clause, reading)
            or _co_owned(clause, reading)
        )
        if found:
            return (found,)
    for told, there in claimed_from_others(reading):
        return (_of_another(told, there, reading),)
    alone = sole_claim(reading, Kind.CREDIT)
    if alone is not None:
        return (alone,)
    if not _SHARES_IT.search(reading.text):
        for told, there in shared_deeds(reading):
            if not (there.who | there.beside) & {told_.word.lower for told_ in reading.scoped}:
                return (_of_several(told, there, reading),)
    return made_less_of(reading)


def _of_several(told: Doing, there: Doing, reading: Reading) -> Finding:
    others = " and ".join(sorted(name.capitalize() for name in there.beside | there.who)) or "others"
    return Finding(
        kind=Kind.CREDIT,
        ruling=Ruling.OVERSTATED,
        because=f"the entry says it was done with {others}",
        question="Which part was yours, and whom should the sentence name beside you?",
        spans=tuple(source.span() for source in reading.sources[:1]),
        claimed=(told.start, told.end),
    )


def _of_another(told: Doing, there: Doing, reading: Reading) -> Finding:
    return Finding(
        kind=Kind.CREDIT,
        ruling=Ruling.CONTRADICTED,
        because=f"the entry tells this of {there.shown}, not of you",
        question="What was your own part in it?",
        spans=tuple(source.span() for source in reading.sources[:1]),
        claimed=(told.start, told.end),
    )


def _anothers(clause: ClaimClause, reading: Reading) -> Finding | None:
    """The claim's own verb, or most of its words, stand under somebody else in the entry."""
    deed = claims_deed(clause)
    if deed is None:
        return None
    for here in clause.content:
        theres = clause.matched(here)
        if (
            theres
            and here.word.text == here.governor
            and all(_is_anothers(there) and there.word.text == there.governor for there, _ in theres)
            and not _told_before(theres[0][0].subject, here, reading)
            and not _told_apart(theres[0][0].subject, reading)
            and told_of_self(reading, here.word.start)
            and not own_deed(reading, here.word.start)
        ):
            return _given_away(theres[0][0].subject, theres[0][1], here)
    return None


def _agentless(clause: ClaimClause, reading: Reading) -> Finding | None:
    """*Two were hired* does not say by whom: the writer may not claim the hiring."""
    deed = next((here for here in clause.words if here.actor is Actor.SELF and here.word.text == here.governor), None)
    if deed is None or not is_past(deed.word.lower) or not _OPENS.search(reading.text[: deed.word.start]):
        return None
    if any(_DID_IT.search(source.text) for source in reading.every if source.speaker is None):
        return None
    found: Source | None = None
    for source in reading.sources:
        for there in source.scoped:
            if there.word.stem != deed.word.stem:
                continue
            after = source.text[there.word.end :].lower()
            if not _PASSIVE.search(source.text[: there.word.start]) or _BY_ME.match(after) or source.field == "outcome":
                return None
            if source.speaker is None and not _FIRST_PERSON.search(source.text):
                found = source
    if found is None:
        return None
    return shared_credit(f"the entry only says it was {deed.word.lower.strip()}, not by whom", found, deed)


def _is_anothers(there: Scoped) -> bool:
    if there.actor is not Actor.OTHER:
        return False
    parts = re.findall(r"[\w'-]+", there.subject)
    if any(part.lower() in GIVEN_NAMES or part.lower() in _OTHERS or _is_agent_noun(part.lower()) for part in parts):
        return True
    return (
        0 < len(parts) <= 3
        and parts[0].lower() not in _NO_SUBJECTS
        and any(name.certain for name in names(f"by {there.subject}"))
        and not parts[0].lower().endswith("ly")
    )


def _is_agent_noun(word: str) -> bool:
    """`designer`, `auditor`, `pharmacist`: somebody, not something."""
    return (
        len(word) > 5
        and word.endswith(("er", "or", "ist", "ian", "ers", "ors", "ists", "ians"))
        and word not in _NOT_AGENTS
    )


def _told_apart(subject: str, reading: Reading) -> bool:
    """The sentence gives the other their own part: `wrote the chapter; the rest was written by four vets`."""
    wanted = {part.lower() for part in re.findall(r"[\w'-]+", subject)} - _NO_SUBJECTS
    return any(
        told.actor is Actor.OTHER and wanted & {part.lower() for part in re.findall(r"[\w'-]+", told.subject)}
        for told in reading.scoped
    )


def _told_before(subject: str, here: Scoped, reading: Reading) -> bool:
    """The claim itself says whose deed it was: `the cache Lee designed`, `sent finance the fix they applied`."""
    wanted = {part.lower() for part in re.findall(r"[\w'-]+", subject)} - _NO_SUBJECTS
    before = [told.word.lower.removesuffix("'s") for told in reading.scoped if told.word.start < here.word.start]
    if len(before) > 1 and before[-1] in {"and", "then"} and not is_past(before[-2]):
        return False  # "sent it to finance and applied it": the second verb is the writer's again
    return any(word in wanted for word in before)


def _mentions(subject: str, clause: ClaimClause) -> bool:
    wanted = {part.lower() for part in re.findall(r"[\w'-]+", subject)} - {"the", "my", "our", "a"}
    return any(here.word.lower in wanted for here in clause.words)


def _given_away(subject: str, source: Source, here: Scoped) -> Finding:
    return Finding(
        kind=Kind.CREDIT,
        ruling=Ruling.UNSUPPORTED,
        because=f"the entry tells this of {subject}{_only_meant(subject, source)}, not of you",
        question="What was your own part in it?",
        spans=(source.span(),),
        claimed=(here.word.start, here.word.end),
    )


def _only_meant(subject: str, source: Source) -> str:
    """What the other is said to have got to, where that is no deed yet: ` (*planned to*)`."""
    theirs = (there for there in source.scoped if there.actor is Actor.OTHER and there.subject == subject)
    meant = next((there.status_words for there in theirs if there.status in _UNFINISHED), "")
    return f" (*{' '.join(meant.split()).lower()}*)" if meant else ""


def _shared(clause: ClaimClause, reading: Reading) -> Finding | None:
    deed = claims_deed(clause)
    if deed is None or _SHARES.search(reading.text) or not _is_own(deed, reading):
        return None
    if not any(told.doer is Doer.SELF for told in claimed_deeds(reading)):
        return None
    matched = shared = 0
    done = False  # "we may have a problem" shares no deed
    subject, source_found = "", None
    for here in clause.content:
        theres = clause.matched(here)
        if not theres:
            continue
        matched += 1
        if all(there.actor is Actor.SHARED for there, _ in theres):
            shared += 1
            done = done or any(there.agency > Agency.UNSTATED for there, _ in theres)
            subject, source_found = theres[0][0].subject, theres[0][1]
    if source_found is None or not done or 5 * shared < 3 * matched or _names_one_of(subject, reading.text):
        return None
    return shared_credit(f"the entry says *{subject}*: the credit is shared", source_found, deed)


def _is_own(deed: Scoped, reading: Reading) -> bool:
    """Whether the sentence may mean its writer by the deed, and the entry does not tell it of the writer alone."""
    verb = next((here.word for here in reading.scoped if here.word.text == deed.governor), deed.word)
    return not told_of_another(reading, verb.start) and not own_deed(reading, verb.start)


def _co_owned(clause: ClaimClause, reading: Reading) -> Finding | None:
    deed = claims_deed(clause)
    if deed is None or _SHARES.search(reading.text):
        return None
    verb = next((here.word for here in reading.scoped if here.word.text == deed.governor), deed.word)
    for source in clause.sources:
        if source.speaker is not None:
            continue
        for owner in co_owners(source):
            governed = next((there for there in source.scoped if there.word.end > owner.start), None)
            if governed is None or _names_one_of(owner.words, reading.text):
                continue
            if shares_another_deed(reading, verb.start, source.text, owner.start):
                continue
            near = [
                here
                for here in clause.content
                for there in clause.matches(here, source)
                if there.clause == governed.clause or there.governor == governed.governor or not governed.governor
            ]
            if near:
                return shared_credit(f"the entry says it was done with {owner.words}", source, deed)
    return None


def _names_one_of(owners: str, text: str) -> bool:
    told = {part.lower() for part in re.findall(r"[\w'-]+", text)}
    named = [part for part in re.findall(r"[A-Z][\w'-]+", owners) if part.lower() not in {"the", "we", "our", "my"}]
    return any(part.lower() in told for part in named)
