"""Who an entry names, found by the words that stand beside a name; and names and roles it could not mean."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Telling

_NOT_NAMES = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug
    Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays
    Saturdays Sundays Christmas Easter Year Finance Legal Sales Product Marketing Design Facilities Procurement Pharmacy
    Engineering Operations Support Research Theatre Estates Payroll Security Platform Infra Ops Comms Data Planning
    Maintenance Housekeeping Reception Treasury Tax Audit Quality The A An In On At Of By For With Two Three Our My His Her
    No One We I It He She They After Before Since Following Chef Dr Prof Mr Mrs Ms Ward North South East West Northern
    Nobody Inspector Judge Family Supplier Programme Template Identity Convenor Supervisor Most Evening Line Solutions Mum Dad
    Head Owner Panel Manager Customer Client Parents Patients Governors Director Team Board Everyone Several Both All Some
    Many Few Each Result Results Mine Rest Night Nights Complaints Attendance First Second New Also Only Not So Then
    Excel Python Spanish English French German Friday's""".split()
)
_CAP = r"[A-Z][a-zà-ÿ]{2,}"
_CUES = (
    rf"\b(?:with|and|asked|told|mentored|coached|showed|thanks to|from|by|helped|trained|shadowed|me and|to) (?:Dr\.? |Prof\.? |Chef )?({_CAP})(?! {_CAP})(?=[\s,.;)])",
    rf"\b(?:Dr|Prof|Chef|Mr|Ms|Mrs)\.? ({_CAP})\b",
    rf"\b({_CAP}) and I\b",
    rf"\b({_CAP}) (?:was|is|being) (?:ill|on leave|away|sick|off)\b",
    rf"(?:^|[.;,] )({_CAP})(?:'s idea|'s design| \((?!\d))",
    rf"\b({_CAP}) (?:wrote|built|did|ran|made|found|owned|designed|led|drew|said|asked|scored|signed|tested|took|handled"
    r"|moderated|rebuilt|reworked|validated|corrected|chaired|presented|planned|drafted|set|fixed|gave|had|was off|came)\b",
    rf"\b(?:manager|colleague|apprentice|nurse|porter|commis|lead|agent|student|head|director|foreman|intern),? ({_CAP})\b",
)
_PLACE = rf"\b(?:in|at|across|near|outside|the) (?:{_CAP} (?:and|or) )?$"

GIVEN = tuple(
    """Tamsin Rohan Beatrix Kwame Ingrid Mateo Saoirse Dmitri Nadine Femi Astrid Callum Yasmin Piotr Leonie Hassan Maeve
    Tobias Anjali Corin Elodie Sanjay Bronwen Kofi Petra Declan Mirabel Stefan Zainab Alistair""".split()
)
ORGANISATIONS = (
    *("Brightmoor Foods", "Castlegate Bank", "Pellworth Energy", "Aldermarsh Council", "Vantage Rail"),
    *("Norbury Textiles", "Sandhurst Dairies", "Quill and Marlow", "Fenwick Shipping"),
)


def people_in(telling: Telling) -> tuple[str, ...]:
    """The given or family names the entry has for people, most certain cue first; no places, months or departments."""
    found: dict[str, None] = {}
    for one in telling.entry.corroborations:
        speaker = re.fullmatch(rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Chef)\.? )?({_CAP})(?: .*)?", one.who)
        if speaker and speaker[1] not in _NOT_NAMES:
            found[speaker[1]] = None
    own = f"{telling.entry.text} {telling.entry.outcome or ''}"
    for cue in _CUES:
        for match in re.finditer(cue, own):
            name = match[1]
            if name not in _NOT_NAMES and not re.search(_PLACE, own[: match.start(1)]) and not _is_place(name, own):
                found[name] = None
    return tuple(found)


def _is_place(name: str, own: str) -> bool:
    return (
        re.search(
            rf"\b(?:in|at|across|near|outside) (?:{_CAP} (?:and|or) )?{name}\b|\b{name} (?:team|plant|site|squad|region)",
            own,
        )
        is not None
    )


def named(telling: Telling) -> Iterator[re.Match[str]]:
    """Where the sentence names one of its people."""
    people = people_in(telling)
    if people:
        yield from telling.find(rf"\b(?P<name>{'|'.join(map(re.escape, people))})\b(?! {_CAP})")


SURNAMES = ("Vasquez", "Hartley", "Obuya", "Fairbrother", "Ranganathan", "Kowalczyk", "Pemberton", "Lindgren", "Achebe")


def stranger(telling: Telling, salt: str, before: str = "") -> str:
    """A name that the entry does not have: a family name where a title stands before it."""
    names = SURNAMES if re.search(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Miss|Sister)\.? $", before) else GIVEN
    return next(name for name in telling.shuffled(names, salt) if not telling.says(name))
