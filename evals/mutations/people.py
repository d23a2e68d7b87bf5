"""Lies about who: another name, two names exchanged, a higher role, another team, a person who was not there."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.names import ORGANISATIONS, named, stranger
from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import tells_work
from service.domain.claims import Kind, Ruling


def other_names(telling: Telling) -> Iterator[Lie]:
    """A person's name told as another's."""
    for match in named(telling):
        new = stranger(telling, match[0], telling.text[: match.start()])
        after = re.match(r" [A-Z]\.", telling.text[match.end() :])
        if not after:
            yield telling.change(Kind.PEOPLE, Ruling.UNSUPPORTED, "people.name", *match.span(), new)


def exchanged(telling: Telling) -> Iterator[Lie]:
    """Two named people, each told as the other: only where the sentence says different things of them."""
    found = [match for match in named(telling) if not re.match(r" [A-Z]\.", telling.text[match.end() :])]
    if len({match[0] for match in found}) != 2 or len(found) != 2:
        return
    one, other = found
    between = telling.text[one.end() : other.start()]
    if len(between.split()) < 3 or re.search(r"\b(?:both|together|each|either)\b|^\s?(?:,|and|or)\s", between):
        return
    new = f"{other[0]}{between}{one[0]}"
    yield telling.change(Kind.PEOPLE, Ruling.CONTRADICTED, "people.exchanged", one.start(), other.end(), new)


_HIGHER = (
    (r"(?:my|our|the|his|her) (?:line )?manager", ("the chief executive", "the managing director", "the board")),
    (r"(?:my|our|the) (?:supervisor|foreman|shift lead|team lead)", ("the managing director", "the chief executive")),
    (r"the ops head|the head of operations", ("the chief executive", "the chairman")),
    (
        r"(?:the|our) (?:safety|quality|project|ward|clinical|finance|research) (?:lead|manager)",
        ("the chief executive",),
    ),
    (r"the plant manager|the site manager|the store manager", ("the chief executive", "the regional director")),
    (r"the night porter|the kitchen porter|the porter", ("the general manager", "the deputy manager")),
    (r"a colleague|colleagues|two colleagues", ("the senior partners", "the directors")),
    (r"(?:the|an|our) (?:agent|technician|apprentice|intern|trainee|student|commis)", ("the department head",)),
    (r"the matron|the charge nurse|the ward sister", ("the chief nurse", "the medical director")),
    (r"the inspector|the auditor|the clerk of works", ("the regulator's director",)),
    (r"the head ?teacher|the head|the deputy head", ("the chair of governors", "the school inspectorate")),
    (r"the owner|the client|the customer", ("the press", "the industry body")),
    (r"new starters|newcomers|new managers", ("senior executives", "board members")),
    (r"students|pupils|apprentices|trainees", ("qualified staff", "senior colleagues")),
    (r"support leads|team leads|the pickers|pickers", ("senior directors",)),
)


def higher_roles(telling: Telling) -> Iterator[Lie]:
    """A role told as a grander one, or as somebody from elsewhere."""
    for pattern, grander in _HIGHER:
        for match in telling.find(
            rf"\b(?:{pattern})\b(?!['’]| of| at| who| \w+ (?:lead|team)|(?-i:,? [A-Z]))", re.IGNORECASE
        ):
            free = [role for role in telling.shuffled(grander, "role") if telling.lacks(role)]
            known = telling.says(r"director|chief|board|executive|chair|partner")
            if free and not known and not telling.text[: match.start()].endswith(("my ", "our ", "the ", "Year 12 ")):
                new = like(match[0], free[0])
                yield telling.change(Kind.PEOPLE, Ruling.UNSUPPORTED, "people.role", *match.span(), new)


_TEAMS = ("security", "billing", "logistics", "legal", "data", "compliance", "procurement", "communications")


def other_teams(telling: Telling) -> Iterator[Lie]:
    """Another team, department or customer than the one that is named."""
    for match in telling.find(
        r"\b(?P<which>[a-z]{4,}|Data|Security|Payments) (?:team|squad|department|desk)\b(?!'s? lead)"
    ):
        if match["which"].lower() in _NOT_TEAMS or re.search(r"[A-Z]\w+ (?:and )?$", telling.text[: match.start()]):
            continue
        new = next(team for team in telling.shuffled(_TEAMS, "team") if not telling.says(team))
        new = like(match["which"], new)
        yield telling.change(Kind.PEOPLE, Ruling.UNSUPPORTED, "people.team", *match.span("which"), new)
    department = r"(?:Legal|Finance|Sales|Procurement|Facilities|Maintenance|Marketing|Product|Security|HR|Engineering|Pharmacy|Planning)"
    for match in telling.find(
        rf"\b{department}\b(?= (?:did|found|wrote|has|have|had|is|was|asked|ran|owns?|scores?|made)\b|[.,]|'s)"
    ):
        left = [name for name in ("Compliance", "Facilities", "Finance", "Estates") if not telling.says(name)]
        if left and not telling.text[: match.start()].endswith("- "):
            yield telling.change(Kind.PEOPLE, Ruling.UNSUPPORTED, "people.team", *match.span(), left[0])
    for match in telling.find(
        r"\b[A-Z][a-z]+ (?:Logistics|Foods|Group|Bank|Energy|Council|Retail|Hotels|Health|Partners|Engineering|Dairy)\b"
    ):
        new = telling.shuffled(ORGANISATIONS, "customer")[0]
        yield telling.change(Kind.PEOPLE, Ruling.UNSUPPORTED, "people.customer", *match.span(), new)


_NOT_TEAMS = frozenset(
    "the this that their your whole leadership same other another entire duty each every own front".split()
)

_PRESENT = (
    ", together with the finance director",
    ", working closely with the legal team",
    ", at the request of the chief executive",
    ", alongside colleagues from head office",
    ", at the personal invitation of the board",
    ", on behalf of the managing director",
    ", with {name} from the compliance team",
    ", after {name} in procurement asked for it",
    ", and presented it to the executive committee",
    ", with the backing of an outside consultant",
    ", with support from {name}",
)


def people_added(telling: Telling) -> Iterator[Lie]:
    """Somebody who does not appear in the entry."""
    if not tells_work(telling):
        return
    for tail in telling.shuffled(_PRESENT, "present")[:2]:
        filled = tail.format(name=stranger(telling, tail))
        if telling.lacks(filled.replace("support", "").replace("working closely", "")):
            lie = telling.ending(Kind.PEOPLE, Ruling.UNSUPPORTED, "people.added", filled)
            if lie:
                yield lie
                return


RULES = (other_names, exchanged, higher_roles, other_teams, people_added)
