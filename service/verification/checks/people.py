"""Settles whether names and roles stand in the entries a sentence rests on; not whether the right person is meant."""

import re

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.names import Name, names
from service.domain.word_sets import word_set
from service.domain.wording import stem, words
from service.verification.reading import Reading, in_stems, read

_ROLES = re.compile(
    r"(?i)\b(?:c[etfiops]o|vps?|vice\s+presidents?|presidents?|directors?|executives?|exec"
    r"|leadership\s+team|senior\s+leadership|stakeholders?|board|trustees"
    r"|chief\s+\w+(?:\s+officer)?|founders?|head\s+of\s+\w+|head\s?teachers?|dean|senior\s+management"
    r"|management|managers?|clients?|customers?|users|partners?|investors?|regulators?|auditors?|committee"
    r"|ministers?|governors|shareholders?|sponsors?|vendors?|suppliers?|patients?|students?|pupils|parents"
    r"|families|volunteers|donors|residents|guests|matron|consultants?|doctors?|surgeons?|nurses?"
    r"|engineers?|developers?|designers?|analysts?|salespeople|reps|recruiters|interns?|apprentices|juniors"
    r"|mentees?|new\s+hires?|new\s+joiners?|newcomers|department\s+heads?|team\s+leads?|peers|colleagues"
    r"|teammates|co-?workers|team\s+members|employees|staff)\b"
)
_PEER = word_set("colleague teammate peer coworker co-worker team-member staff employee")
_SHORT_FORMS = {
    "pr": "pull request",
    "qa": "quality assurance",
    "ed": "emergency department",
    "kpi": "key performance indicator",
    "hr": "human resources",
    "it": "information technology",
    "ui": "user interface",
    "ceo": "chief executive",
    "cto": "chief technology officer",
    "cfo": "chief financial officer",
    "sla": "service level agreement",
    "ci": "continuous integration",
    "db": "database",
    "gp": "general practitioner",
    "nhs": "national health service",
    "api": "application programming interface",
    "us": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "ml": "machine learning",
}


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a name, handle or acronym, and to a role, that no cited entry has."""
    reading = read(claim, evidence)
    if not reading.every:
        return ()
    said = _said(evidence.cited)
    for name in names(reading.text):
        if not _stands(name, said, reading):
            return (
                _unsupported(
                    f"no cited entry names *{name.text}*",
                    "Who or what is that, and where in your log does it stand?",
                    name.start,
                    name.end,
                ),
            )
    for match in _ROLES.finditer(reading.text):
        told = words(match[0])
        if (
            all(in_stems(word, reading.stems) for word in told)
            or _peers(match[0], reading)
            or match[0].lower() in reading.source_text.lower()
        ):
            continue
        return (
            _unsupported(
                f"no cited entry speaks of *{match[0].lower()}*",
                "Who exactly was it? Add them to the entry.",
                match.start(),
                match.end(),
            ),
        )
    return ()


def _said(cited: tuple[BragEntry, ...]) -> str:
    parts = [" ".join((passage.words, passage.speaker or "")) for entry in cited for passage in entry.passages()] + [
        f"{said.role or ''} {said.where or ''}" for entry in cited for said in entry.corroborations
    ]
    parts += [link for entry in cited for link in entry.links]
    return "\n".join(parts).lower()


def _stands(name: Name, said: str, reading: Reading) -> bool:
    bare = name.text.lower().lstrip("@#")
    found = words(bare)
    if not name.certain:
        return True  # a capital that only opens the sentence: its word is weighed with the others
    if re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", said) or all(in_stems(word, reading.stems) for word in found):
        return True
    if found and all(re.search(rf"(?<!\w){re.escape(word.lower)}(?!\w)", said) for word in found):
        return True
    return _short_form(bare, said)


def _short_form(bare: str, said: str) -> bool:
    if bare in _SHORT_FORMS and _SHORT_FORMS[bare] in said:
        return True
    long = next((short for short, words_ in _SHORT_FORMS.items() if bare in words_.split()), None)
    if long is not None and re.search(rf"(?<!\w){long}s?(?!\w)", said):
        return True
    if 2 <= len(bare) <= 6 and bare.isalpha():
        initials = "".join(word[0] for word in re.findall(r"[a-z]\w*", said))
        return bare in initials and bool(
            re.search(r"\b" + r"\w*[\s-]+".join(re.escape(ch) for ch in bare) + r"\w*", said)
        )
    return False


def _peers(role: str, reading: Reading) -> bool:
    """A nurse, a named person or a team in the entry may be told as a colleague."""
    if stem(role.lower().split()[-1]) not in {stem(peer) for peer in _PEER} | {"team", "memb"}:
        return False
    return bool(
        re.search(
            r"(?i)\b(?:team|colleague|teammate|peer|others|people|everyone|we|us|our|nurses?|engineers?|analysts?"
            r"|staff|joiners?|hires?|starters?|ward|shift|crew|squad)\b",
            reading.source_text,
        )
    ) or any(found.certain for found in names(reading.source_text))


def _unsupported(because: str, question: str, start: int, end: int) -> Finding:
    return Finding(
        kind=Kind.PEOPLE, ruling=Ruling.UNSUPPORTED, because=because, question=question, claimed=(start, end)
    )
