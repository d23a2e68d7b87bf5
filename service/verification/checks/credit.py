"""Settles whether credit the entry shares or gives away (*we*, *with Sam*) is claimed alone; not who did more."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.agency import Agency
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.names import GIVEN_NAMES, names
from service.domain.word_sets import word_set
from service.domain.wording import is_past
from service.verification.reading import ClaimClause, Reading, Source, read
from service.verification.scopes import Actor, Scoped

_SHARES = re.compile(
    r"(?i)\b(?:we|us|our|(?<!now )"
    r"(?<!is )(?<!are )(?<!currently )(?<!still )with|together|alongside"
    r"|jointly|co-\w+ed|co-?(?:authored|wrote|led|ran|built"
    r"|designed|founded|presented|hosted|taught|created|developed)|co-?lead|paired?|pairing|team|group"
    r"|colleagues?|teammates?|helped|help(?:s|ing)?|assist\w*|support(?:ed|ing)|contribut\w+|part\s+of"
    r"|among|collaborat\w+|partner\w*|worked\s+on|one\s+of|joint|shared|between\s+us)\b"
)
_PEOPLE = (
    r"(?:colleagues?|teammates?|co-?workers?|peers?|team|squad|engineers?|nurses?|analysts?|designers?"
    r"|developers?|teachers?|managers?|interns?|apprentices?|volunteers?|researchers?|postdocs?|others"
    r"|people|partners?|finance|legal|marketing|sales|security|ops|operations|hr|it|product|procurement"
    r"|payroll|workers?|divers?|dressers?|contractors?|porters?|drivers?|technicians?|clerks?|officers?"
    r"|translators?|midwives|vets|chefs?|librarians?|assistants?|trainees?|crew|gang|trainers?|editors?"
    r"|lawyers?|solicitors?|paralegals?|planners?|carers?|therapists?|electricians?|plumbers?|estates"
    r"|facilities|consultants?|registrars?|matron|doctors?|pharmacists?|supervisors?|team\s+leads?|leads?)"
)
_TOGETHER = re.compile(
    rf"\b(?:[Ww]ith|[Aa]longside|[Tt]ogether\s+with|[Jj]ointly\s+with|[Pp]aired\s+with|[Pp]artnered\s+with"
    rf"|and)\s+((?:my\s+|our\s+|the\s+|a\s+|an\s+|two\s+|three\s+|four\s+|\d+\s+|other\s+"
    rf"|some\s+)*(?:\w+\s+){{0,2}}?{_PEOPLE}\b|[A-Z][\w'-]*\.?(?:\s+[A-Z][\w'.-]*)?(?:(?:,\s*"
    rf"|\s+and\s+)[A-Z][\w'-]+)*)"
)
_TOOLS = word_set(
    """
    excel python salesforce tableau jira kubernetes postgres postgresql terraform airflow react sql power bi
    slack github gitlab jenkins docker aws azure gcp google microsoft word powerpoint sap oracle java javascript
    typescript rust go r stata spss matlab autocad revit figma notion confluence zendesk hubspot stripe kafka
    redis spark snowflake dbt looker grafana prometheus sentry datadog playwright cypress selenium pytest
    ansible epic cerner moodle zoom teams outlook sharepoint chatgpt claude gpt openai linux windows android ios
    """
)
_MEETS = re.compile(
    r"(?i)\b(?:met|meetings?|spoke|talk\w*|shared|discuss\w*|calls?|interview\w*|integrat\w+|replac\w+"
    r"|fill\w*|compar\w+|sessions?|workshops?|relationship\w*|correspond\w*|consult\w*|check\w*|liais\w+"
    r"|link\w*|1:1s?|one-to-ones?|help\w*|dealt|stay\w*|popular|agreement|in line|familiar)\b"
)
_TRADES = re.compile(
    r"(?i)\b(?:agree\w*|negotiat\w+|sign\w*|deal|contract|disput\w+|renew\w*|account\w*|clos\w+|won|sold"
    r"|settl\w+|order\w*)\b"
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
_FIRST_PERSON = re.compile(r"(?i)\b(?:I|we|my|our|me|us)\b")


class _CoOwner(NamedTuple):
    words: str
    start: int


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
    return ()


def _claims_deed(clause: ClaimClause) -> Scoped | None:
    return next((here for here in clause.words if here.actor is Actor.SELF and here.agency > Agency.HELPED), None)


def _anothers(clause: ClaimClause, reading: Reading) -> Finding | None:
    """The claim's own verb, or most of its words, stand under somebody else in the entry."""
    deed = _claims_deed(clause)
    if deed is None:
        return None
    matched = others = 0
    subject, source_found = "", None
    for here in clause.content:
        theres = clause.matched(here)
        if not theres:
            continue
        if (
            here.word.text == here.governor
            and all(_is_anothers(there) and there.word.text == there.governor for there, _ in theres)
            and not _told_before(theres[0][0].subject, here, reading)
            and not _told_apart(theres[0][0].subject, reading)
        ):
            return _given_away(theres[0][0].subject, theres[0][1], here)
        matched += 1
        if all(_is_anothers(there) and there.agency > Agency.UNSTATED and there.word.start > 0 for there, _ in theres):
            others += 1
            subject, source_found = theres[0][0].subject, theres[0][1]
    if (
        source_found is not None
        and matched >= 2
        and others == matched
        and not _mentions(subject, clause)
        and not _told_before(subject, deed, reading)
        and not _told_apart(subject, reading)
    ):
        return _given_away(subject, source_found, deed)
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
    return _overstated(f"the entry only says it was {deed.word.lower.strip()}, not by whom", found, deed)


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
        because=f"the entry says {subject} did this",
        question="What was your own part in it?",
        spans=(source.span(),),
        claimed=(here.word.start, here.word.end),
    )


def _shared(clause: ClaimClause, reading: Reading) -> Finding | None:
    deed = _claims_deed(clause)
    if deed is None or _SHARES.search(reading.text):
        return None
    matched = shared = 0
    subject, source_found = "", None
    for here in clause.content:
        theres = clause.matched(here)
        if not theres:
            continue
        matched += 1
        if all(there.actor is Actor.SHARED for there, _ in theres):
            shared += 1
            subject, source_found = theres[0][0].subject, theres[0][1]
    if source_found is None or 5 * shared < 3 * matched or _names_one_of(subject, reading.text):
        return None
    return _overstated(f"the entry says *{subject}*: the credit is shared", source_found, deed)


def _co_owned(clause: ClaimClause, reading: Reading) -> Finding | None:
    deed = _claims_deed(clause)
    if deed is None or _SHARES.search(reading.text):
        return None
    for source in clause.sources:
        if source.speaker is not None:
            continue
        for owner in _co_owners(source):
            governed = next((there for there in source.scoped if there.word.end > owner.start), None)
            if governed is None or _names_one_of(owner.words, reading.text):
                continue
            near = [
                here
                for here in clause.content
                for there in clause.matches(here, source)
                if there.clause == governed.clause or there.governor == governed.governor or not governed.governor
            ]
            if near:
                return _overstated(f"the entry says it was done with {owner.words}", source, deed)
    return None


def _co_owners(source: Source) -> Iterator[_CoOwner]:
    for match in _TOGETHER.finditer(source.text):
        if match[0].lower().startswith("and"):
            # "Sam and I" is a subject and read as one; any other "and" joins things.
            continue
        first = re.findall(r"[\w'-]+", match[1])
        if (
            not first
            or any(part.lower() in _TOOLS for part in first)
            or any(part.isupper() and len(part) > 1 and part.lower() not in {"hr", "it"} for part in first)
        ):
            continue
        sentence_before = re.split(r"[;.]", source.text[: match.start()])[-1]
        last_words = " ".join(sentence_before.split()[-8:])
        if _MEETS.search(last_words):
            continue
        jointly = re.match(r"(?i)together|alongside|jointly|paired|partnered", match[0]) or re.search(
            r"(?i)\btogether\s*$", sentence_before
        )
        if not jointly and _TRADES.search(last_words) and first[0].lower() not in GIVEN_NAMES:
            continue
        yield _CoOwner(match[1].strip(), match.start())


def _names_one_of(owners: str, text: str) -> bool:
    told = {part.lower() for part in re.findall(r"[\w'-]+", text)}
    named = [part for part in re.findall(r"[A-Z][\w'-]+", owners) if part.lower() not in {"the", "we", "our", "my"}]
    return any(part.lower() in told for part in named)


def _overstated(because: str, source: Source, deed: Scoped) -> Finding:
    return Finding(
        kind=Kind.CREDIT,
        ruling=Ruling.OVERSTATED,
        because=because,
        question="Which part was yours, and whom should the sentence name beside you?",
        spans=(source.span(),),
        claimed=(deed.word.start, deed.word.end),
    )
