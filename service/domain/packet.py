"""The packet: a promotion argument made of evidence, with everything it was made from."""

from enum import StrEnum
from typing import NewType

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import EntryId
from service.domain.claims import Ruling, Verdict
from service.domain.evidence import Standing, Strength
from service.domain.gaps import Gap
from service.domain.rubric import DimensionId, Rubric

PacketId = NewType("PacketId", str)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DraftedBy(StrEnum):
    """Who wrote a bullet: the model, code out of the entry's own words, or the person who edited it."""

    MODEL = "model"
    VERBATIM = "verbatim"
    PERSON = "person"


class Level(StrEnum):
    """Which of the rubric's two behaviours a bullet shows."""

    CURRENT = "current"
    NEXT = "next"


class Shows(_Value):
    """The dimension a bullet argues for: structured, and rendered by us from the rubric; never the model's prose."""

    dimension: DimensionId
    level: Level
    behaviour: str


class Sentence(_Value):
    """One released sentence: what it cites and why it may stand."""

    text: str
    cites: tuple[EntryId, ...] = Field(min_length=1)
    verdict: Verdict


class Before(_Value):
    """The entry as the person wrote it, to be read beside the bullet."""

    entry: EntryId
    text: str


class Bullet(_Value):
    """One or more released sentences that argue one point."""

    id: str
    shows: Shows
    drafted_by: DraftedBy
    before: tuple[Before, ...]
    sentences: tuple[Sentence, ...] = Field(min_length=1)


class Withheld(_Value):
    """A sentence that is not released, in plain sight, with the question that would settle it."""

    text: str
    ruling: Ruling
    because: str
    question: str
    settled_by: str
    cites: tuple[EntryId, ...] = ()


class Edit(_Value):
    """What the person put in a bullet's place.

    `refused` are its sentences that the entries do not bear out. Where there are none, the edit is a bullet of the
    section; else it is no sentence of the packet, and is shown as the person's own words, unverified.
    """

    instead_of: Bullet
    text: str
    refused: tuple[Withheld, ...] = ()

    @property
    def entry(self) -> EntryId:
        """The entry that the bullet is about."""
        return self.instead_of.before[0].entry


class Ranked(_Value):
    """An entry on a section's shortlist, its score explained by its parts."""

    entry: EntryId
    score: float
    strength: Strength


class Section(_Value):
    """One dimension's part of the case. `note` tells how it was drafted where that matters (a model failed)."""

    dimension: DimensionId
    standing: Standing
    why_this_standing: str
    bullets: tuple[Bullet, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    edits: tuple[Edit, ...] = ()
    shortlist: tuple[Ranked, ...] = ()
    gaps: tuple[Gap, ...] = ()
    note: str = ""

    @property
    def unverified(self) -> tuple[Edit, ...]:
        """The person's own words that their entries do not bear out."""
        return tuple(edit for edit in self.edits if edit.refused)


class Corroborator(_Value):
    """Somebody whose words are in the log, with the entries they speak for."""

    who: str
    role: str | None = None
    entries: tuple[EntryId, ...]


class Unread(_Value):
    """A line of the log that was not read as a win: where it stands, its words, and why (a goal, a template, ...)."""

    where: str
    text: str
    why: str = ""


class Usage(_Value):
    """What the model calls of a packet used. `maybe_billed` counts calls whose outcome is unknown."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    maybe_billed: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            maybe_billed=self.maybe_billed + other.maybe_billed,
        )


class Provenance(_Value):
    """Everything the packet was made from. `prompts` maps a prompt's id to `version@sha256:...`."""

    service: str
    prompts: dict[str, str] = {}
    model: str
    embedder: str
    rubric: str
    entries: dict[EntryId, str]
    usage: Usage = Usage()


class Packet(_Value):
    """The draft packet. `notices` come before everything; `not_used` are entries that no section lists or cites.

    A packet never changes: a redraft or an edit is another one, of the next `version`, naming the one it `redrafts`.
    """

    id: PacketId
    version: int = Field(default=1, ge=1)
    redrafts: PacketId | None = None
    rubric: Rubric
    headline: str
    sections: tuple[Section, ...]
    corroborators: tuple[Corroborator, ...] = ()
    unread: tuple[Unread, ...] = ()
    notices: tuple[str, ...] = ()
    not_used: tuple[EntryId, ...] = ()
    provenance: Provenance
