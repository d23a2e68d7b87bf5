"""Who an entry says shared a deed with its writer: `with Sam`, `Sam and I`; not whom it was met or checked with."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.names import GIVEN_NAMES
from service.domain.word_sets import word_set
from service.verification.reading import Source
from service.verification.scopes import Actor, Scoped

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
    r"|link\w*|verif\w+|confirm\w*|align\w*|1:1s?|one-to-ones?|help\w*|dealt|stay\w*|popular|agreement"
    r"|in line|familiar)\b"
)
_TRADES = re.compile(
    r"(?i)\b(?:agree\w*|negotiat\w+|sign\w*|deal|contract|disput\w+|renew\w*|account\w*|clos\w+|won|sold"
    r"|settl\w+|order\w*)\b"
)


class CoOwner(NamedTuple):
    """The words for those who shared a deed, and where they start in their sentence."""

    words: str
    start: int


def co_owners(source: Source) -> Iterator[CoOwner]:
    """Those a sentence of an entry names beside the writer."""
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
        if _MEETS.search(last_words) or _denied(source, match.start()):
            continue
        jointly = re.match(r"(?i)together|alongside|jointly|paired|partnered", match[0]) or re.search(
            r"(?i)\btogether\s*$", sentence_before
        )
        if not jointly and _TRADES.search(last_words) and first[0].lower() not in GIVEN_NAMES:
            continue
        yield CoOwner(match[1].strip(), match.start())


def _denied(source: Source, at: int) -> bool:
    """`not agreed with finance` shares nothing with finance."""
    return any(there.negated for there in source.scoped if there.word.start == at)


def sharing(there: Scoped, source: Source) -> tuple[str, ...]:
    """The names of those the entry has do it with the writer."""
    words = f"{there.subject} " if there.actor is Actor.SHARED else ""
    for owner in co_owners(source):
        verb = next((word for word in source.scoped if word.word.end > owner.start and word.governor), None)
        before = [word for word in source.scoped if word.word.start < owner.start and word.governor]
        if there.word.text in {verb.governor if verb else "", before[-1].governor if before else ""}:
            words += f"{owner.words} "
    named = [part.removesuffix("'s") for part in re.findall(r"[A-Z][\w'-]+", words)]
    return tuple(
        part for part in named if part.lower() not in {"we", "our", "my", "the"} and not part.startswith("Co-")
    )
