"""The values of a work trail: what a program recorded about somebody's work, offered to remember by and never a win."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from service.domain.packet import Unread
from service.domain.when import When


class TrailKind(StrEnum):
    """What a trail is read from."""

    GIT = "git"
    GITHUB = "github"
    GITLAB = "gitlab"
    JIRA = "jira"
    ICS = "ics"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trace(_Value):
    """One thing a program recorded: `what` it is (`commit`, `merged pull request`), the title it bears, and where.

    `count` is how often it took place, above 1 for an event that repeats; `private` is what a calendar says of it.
    """

    what: str
    title: str
    when: When
    where: str
    link: str | None = None
    count: int = 1
    private: bool = False


class Tally(_Value):
    """So many of a kind. A count says that something was recorded, never that it was worth something."""

    what: str
    count: int


class Candidate(_Value):
    """Traces of one theme in one time. Not an entry: nothing in it is evidence until the person tells it themselves.

    `when` runs from the first day recorded to the last. `traces` are the first of them, `more` is how many follow.
    """

    theme: str
    project: str
    when: When
    counts: tuple[Tally, ...]
    traces: tuple[Trace, ...]
    more: int = 0


class Trail(_Value):
    """Every record ends in a candidate, in `folded` (counted with the reason) or in `unread` (with its place)."""

    kind: TrailKind
    author: str | None
    candidates: tuple[Candidate, ...]
    folded: tuple[Tally, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work is asked for, and of which days, both inclusive; None is everybody's, or without a bound."""

    author: str | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, when: When) -> bool:
        """Whether any day of it lies within the bounds; what bears no date is in none."""
        if self.since is None and self.until is None:
            return True
        if when.first is None or when.last is None:
            return False
        return (self.since is None or when.last >= self.since) and (self.until is None or when.first <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody under the names a record gives them: name, login, e-mail."""

    names: tuple[str, ...]

    @property
    def known_by(self) -> frozenset[str]:
        """The names that tell one person from another; an address that nobody answers is no such name."""
        plain = (name.strip().casefold() for name in self.names)
        return frozenset(name for name in plain if name and not name.startswith(("noreply@", "no-reply@", "none")))

    def is_called(self, author: str) -> bool:
        """Whether one of the names is exactly this."""
        return author.strip().lstrip("@").casefold() in [name.strip().casefold() for name in self.names]

    def may_be(self, author: str) -> bool:
        """Whether `author` is a part of a name, as Ana is of Ana Silva and of ana@example.com, not of Diana."""
        plain = author.strip().lstrip("@").casefold()
        return bool(plain) and any(re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", n.casefold()) for n in self.names)


@dataclass(slots=True)
class Recorded:
    """A record as a reader found it: the trace, who did it, what it belongs to, and why it is folded, if it is."""

    trace: Trace
    people: tuple[Person, ...] = ()
    project: str = ""
    themes: tuple[str, ...] = ()
    folded: str = ""


@dataclass(slots=True)
class Found:
    """All records of one source, in its order."""

    kind: TrailKind
    records: list[Recorded] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def leave(self, where: str, text: str, why: str) -> None:
        """Reports what is no record."""
        self.unread.append(Unread(where=where, text=text[:200], why=why))


_BOTS = re.compile(
    r"\[bot\]|^(?:dependabot|renovate|github-actions|gitlab-bot|greenkeeper|snyk-bot|pre-commit-ci|allcontributors|"
    r"semantic-release-bot|mergify|codecov|imgbot|web-flow|jenkins|automation for jira)\b|[-_. ]bot$|^project_\d+_bot",
    re.IGNORECASE,
)


def is_bot(person: Person) -> bool:
    """Whether the names are those of a program."""
    return any(_BOTS.search(name) or _BOTS.search(name.partition("@")[0]) for name in person.names)


def one_line(text: str, longest: int = 200) -> str:
    """Words on one line without anything a terminal or an editor would obey."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * longest])
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
