"""What an entry says its people are: the role and the team told right beside each name; not what they did."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from service.domain.brag import BragEntry
from service.domain.names import GIVEN_NAMES, names
from service.domain.word_sets import word_set
from service.domain.wording import FUNCTION_WORDS, MONTHS, Word, is_past, plain, stem, words

ROLES = word_set(
    """
    manager lead student colleague colleagues designer supplier technician technicians apprentice apprentices
    researcher analyst nurse nurses doctor registrar porter matron engineer engineers sister chef director deputy head
    supervisor foreman contractor contractors consultant intern trainee trainees volunteer volunteers developer
    editor solicitor teacher teachers governor clerk driver
    accountant auditor pharmacist physio therapist librarian curator producer planner surveyor electrician plumber
    judge customer customers client clients owner tenant parents residents landlord funder
    sponsor lender regulator inspector counsel lawyer dean professor pm cto ceo cfo coo vp president chair chairman
    secretary treasurer captain officer partner trustee buyer seller assistant coordinator specialist architect
    operator welder fitter carpenter mechanic pilot cook waiter baker midwife surgeon dentist vet paramedic carer
    """
)
"""Words for somebody by their part."""

BODIES = word_set(
    """
    team squad office department crew group desk unit branch division vendor agency committee board council panel court
    police union company bank legal finance sales hr marketing compliance procurement operations payroll facilities
    estates security clinic school hospital lab firm charity trust college reception maintenance engineering
    quality housekeeping
    """
)
"""Words for a body of people that acts as one."""

_TITLES = word_set("dr mr mrs ms prof st")
_ENDS = word_set(
    "who which that and but or with without for to on by after before when while because if is was were has had"
)


class Person(NamedTuple):
    """A name with the words told right beside it, and where those stand."""

    name: str
    told: tuple[Word, ...]
    sure: bool


def people_told(text: str, known: frozenset[str] = frozenset()) -> tuple[Person, ...]:
    """Every name of a text that has a role or a team beside it: `night porter Emil`, `Emil from reception`."""
    return _kept(text, known) if len(text) <= 4_000 else ()


@lru_cache(maxsize=4_096)
def _kept(text: str, known: frozenset[str]) -> tuple[Person, ...]:
    text = plain(text)
    found = words(text)
    places = {word.start: n for n, word in enumerate(found)}
    told: list[Person] = []
    for name in names(text):
        at = places.get(name.start)
        titled = at is not None and at > 0 and found[at - 1].lower in _TITLES
        if at is None or name.text.isupper() or name.text.lower() in _TITLES:
            continue
        if not (
            name.certain
            or titled
            or name.text.lower() in known
            or name.text.lower() in GIVEN_NAMES
            or _opens_as_name(text, name.end)
        ):
            continue
        for beside, sure in (*_before(text, found, at), *_after(text, found, at)):
            told.append(Person(name.text.lower(), beside, sure))
    return tuple(told)


def _opens_as_name(text: str, end: int) -> bool:
    """`Gulsen from H&S`, `Theo, head of ...`, `Bev (team manager)`: what follows only a name has."""
    return bool(_AS_A_NAME.match(text, end))


_AS_A_NAME = re.compile(
    r" (?:from|at) (?:the )?[A-Z]| \([a-z A-Z]+\)|, (?:the |our |my |an? )[a-z ]{2,30},|, [a-z]+ ?(?:of|,)"
    r"| [A-Z][a-z]+,"
)


def _before(text: str, found: Sequence[Word], at: int) -> Iterator[tuple[tuple[Word, ...], bool]]:
    n = at - 1
    while n >= 0 and found[n].lower in _TITLES:
        n -= 1
    if n >= 0 and found[n].text[:1].isupper() and not _is_role(found[n]) and found[n].lower in GIVEN_NAMES:
        n -= 1  # the given name before a family name
    if n < 0 or not _is_role(found[n]):
        return
    joint = text[found[n].end : found[n + 1].start].strip(" .")
    if joint and (joint != "," or not _is_whose(text, found, n, at)):
        return
    told = [found[n]]
    while n > 0 and not text[found[n - 1].end : found[n].start].strip() and len(told) < 4:
        n -= 1
        if found[n].lower in FUNCTION_WORDS or is_past(found[n].lower) or found[n].lower.endswith("ing"):
            break
        told.append(found[n])
    yield tuple(told), True


def _is_whose(text: str, found: Sequence[Word], role: int, at: int) -> bool:
    """`Our night porter, Emil`: a role of somebody's, then the name; no list."""
    owned = any(
        found[n].lower in {"my", "our", "their", "its", "his", "her", "the"} for n in range(max(0, role - 4), role)
    )
    return owned and not re.match(r"(?: and|,) [A-Z]", text[found[at].end :])


def _after(text: str, found: Sequence[Word], at: int) -> Iterator[tuple[tuple[Word, ...], bool]]:
    last = at
    if (
        last + 1 < len(found)
        and found[last + 1].text[:1].isupper()
        and not text[found[last].end : found[last + 1].start].strip()
    ):
        last += 1  # the family name
    rest = text[found[last].end :]
    opened = re.match(r"\.? ?\(([^()]{2,60})\)", rest)
    if opened:
        start = found[last].end + opened.start(1)
        inside = tuple(word for word in found if start <= word.start < found[last].end + opened.end(1))
        if inside and not any(is_past(word.lower) or word.lower in _ENDS for word in inside):
            yield _meaning(inside), True
        return
    if last + 1 >= len(found):
        return
    following = found[last + 1].lower
    gap = text[found[last].end : found[last + 1].start]
    if following in {"from", "of", "in", "at", "on"} and not gap.strip():
        phrase = _phrase(text, found, last + 2)
        body = any(word.lower in BODIES for word in phrase)
        sure = (
            following in {"from", "of"}
            or (following == "on" and body)
            or (bool(phrase) and _verb_follows(found, phrase[-1]))
        )
        if (
            phrase
            and (following != "on" or body)
            and phrase[0].lower not in MONTHS
            and not phrase[0].text[:1].isdigit()
        ):
            yield _meaning(phrase), sure
    elif gap.startswith(","):
        phrase = _phrase(text, found, last + 1)
        if any(_is_role(word) for word in phrase[:4]) and not any(is_past(word.lower) for word in phrase):
            yield _meaning(phrase), True


def _phrase(text: str, found: Sequence[Word], start: int) -> tuple[Word, ...]:
    told: list[Word] = []
    for n in range(start, min(start + 6, len(found))):
        word = found[n]
        if n > start and text[found[n - 1].end : word.start].strip(" '"):
            break
        if word.lower in _ENDS or is_past(word.lower):
            break
        told.append(word)
    return tuple(told)


def _verb_follows(found: Sequence[Word], last: Word) -> bool:
    following = next((word for word in found if word.start > last.start), None)
    return following is not None and is_past(following.lower)


def _meaning(told: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for word in told if word.lower not in FUNCTION_WORDS)


def _is_role(word: Word) -> bool:
    return word.lower in ROLES


@lru_cache(maxsize=1_024)
def known_people(cited: tuple[BragEntry, ...]) -> dict[str, frozenset[str]]:
    """For each name of the entries, in lower case, the words its role and team are told in, and their stems."""
    known: dict[str, set[str]] = {}
    for entry in cited:
        for passage in entry.passages():
            for person in people_told(passage.words):
                known.setdefault(person.name, set()).update(_forms(person.told))
        for said in entry.corroborations:
            told = words(f"{said.who} {said.role or ''} {said.where or ''}")
            for part in words(said.who):
                known.setdefault(part.lower, set()).update(_forms(told))
    return {name: frozenset(told) for name, told in known.items()}


def _forms(told: Sequence[Word]) -> Iterator[str]:
    for word in told:
        yield word.lower
        yield stem(word.lower)
