"""Settles whether names and roles stand in the entries a sentence rests on; not whether the right person is meant."""

import re
from collections.abc import Mapping

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.names import Name, names
from service.domain.word_sets import word_set
from service.domain.wording import FUNCTION_WORDS, stem, words
from service.verification.known_people import BODIES, ROLES, known_people, people_told
from service.verification.misplaced_deeds import names_in, swapped
from service.verification.paraphrase import stand_ins
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
_CALENDAR = word_set("day eve week term year holiday break weekend season")
_LANDS = {
    "es": "spain", "pt": "portugal", "fr": "france", "de": "germany", "it": "italy", "nl": "netherlands",
    "be": "belgium", "at": "austria", "ch": "switzerland", "pl": "poland", "se": "sweden", "no": "norway",
    "dk": "denmark", "fi": "finland", "ie": "ireland", "gr": "greece", "cz": "czechia", "jp": "japan", "cn": "china",
    "in": "india", "br": "brazil", "mx": "mexico", "ca": "canada", "au": "australia", "nz": "new zealand",
}  # fmt: skip
# What people write for a role in their own notes.
_NOTED = {
    "pt": "patient", "pts": "patients", "dr": "doctor", "drs": "doctors", "ops": "operations", "mgr": "manager",
    "mgmt": "management", "rep": "representative", "reps": "representatives", "ta": "teaching assistant",
    "hca": "healthcare assistant", "pm": "product project manager", "csat": "customer satisfaction",
    "cust": "customer", "custs": "customers", "eng": "engineering engineer engineers", "dev": "developer",
    "devs": "developers", "exec": "executive", "execs": "executives", "svc": "service", "stu": "student",
    "sw": "social worker", "hod": "head of department", "md": "managing director", "gp": "doctor", "cto": "chief",
    "nps": "customer", "vol": "volunteer", "vols": "volunteers", "supt": "superintendent", "dep": "deputy",
    "admin": "administrator", "physio": "physiotherapist", "prof": "professor", "cs": "customer", "cx": "customer",
    "res": "residents", "rn": "nurse", "hcas": "healthcare assistants", "tas": "teaching assistants",
}  # fmt: skip
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
    roles = known_people(evidence.cited)
    misnamed = _other_role(reading, roles)
    if misnamed is not None:
        return (misnamed,)
    for told_, there in swapped(reading, roles):
        whom = there.shown if there.shown != "you" else "you"
        return (
            Finding(
                kind=Kind.PEOPLE,
                ruling=Ruling.CONTRADICTED,
                because=f"the entry tells this of {whom}",
                question="Who did this, and with whom?",
                claimed=(told_.start, told_.end),
            ),
        )
    noted = frozenset(stem(long) for short in words(said) for long in _NOTED.get(short.lower, "").split())
    for match in _ROLES.finditer(reading.text):
        told = [word for word in words(match[0]) if word.lower not in FUNCTION_WORDS]
        if (
            all(in_stems(word, reading.stems) or word.stem in noted for word in told)
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


def _other_role(reading: Reading, roles: Mapping[str, frozenset[str]]) -> Finding | None:
    """*Gulsen from Maintenance*: a role or team of the entry, hung on a name the entry does not give it to."""
    known = names_in(tuple(source.text for source in reading.every))
    for person in people_told(reading.text, known):
        named = [source for source in reading.every if any(t.word.lower == person.name for t in source.scoped)]
        if not named and person.name not in roles:
            continue
        mine = roles.get(person.name, frozenset())
        mine |= {long for short in mine for long in _NOTED.get(short, "").split()}
        beside = frozenset(stem_ for source in named for stem_ in source.stems)
        for word in person.told:
            if word.lower in mine or word.stem in mine or not mine.isdisjoint(stand_ins(word.stem)):
                continue
            others = [name for name, told in roles.items() if word.lower in told and name != person.name]
            elsewhere = any(word.stem in source.stems for source in reading.every)
            if not person.sure or (word.stem in beside and not others):
                continue
            if others or elsewhere or (word.lower in ROLES | BODIES and word.lower not in _PEER):
                return Finding(
                    kind=Kind.PEOPLE,
                    ruling=Ruling.CONTRADICTED if others or mine else Ruling.UNSUPPORTED,
                    because=f"the entry does not give *{word.lower}* to {person.name.capitalize()}",
                    question=f"What is the part of {person.name.capitalize()} here?",
                    claimed=(word.start, word.end),
                )
    return None


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
    if bare in _CALENDAR or _of_a_land(bare, said):
        return True
    return _short_form(bare, said)


def _of_a_land(bare: str, said: str) -> bool:
    """`Iberian` for Iberia, `Spain` for ES, `Scottish` for Scotland."""
    near = re.search(r"(?:ian|ean|an|n|ish|ese|ic|i|s)$", bare)
    if near and len(bare) >= 6:
        root = bare[: near.start()][:5].rstrip("aeiou")
        if len(root) >= 4 and re.search(rf"\b{re.escape(root)}\w{{0,4}}\b", said):
            return True
    return any(land == bare and re.search(rf"(?<!\w){code}(?!\w)", said) for code, land in _LANDS.items())


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
