"""What HTTP carries: request bodies and answers. Unknown keys are refused; values become ours at the edge."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from service.domain.brag import BragEntry, Corroboration, EntryId, Link, LogId
from service.domain.drafts import Draft, Stage
from service.domain.gaps import GapKind
from service.domain.interview import Amendment, Interview, InterviewId, Question, StandingOf, Turn
from service.domain.packet import PacketId, Unread, Usage
from service.domain.rubric import Dimension, DimensionId, Rubric, RubricId
from service.domain.when import When
from service.intake.trails.trail import Asked, Trail, TrailKind
from service.ports import PacketLine, StoredRubric

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Body(BaseModel):
    """What every body and answer of ours is: frozen, and without keys nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryIn(Body):
    """One entry of the canonical log; only `text` is required. Without an `id` one is made from the content."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    when: When = When()
    text: Text
    outcome: Text | None = None
    dimensions: tuple[ShortText, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()
    links: tuple[Link, ...] = ()


class LogIn(Body):
    """The canonical log."""

    entries: tuple[EntryIn, ...] = Field(min_length=1, max_length=20_000)

    def as_file(self) -> bytes:
        """The same log as the canonical JSON file intake reads, so that ids are made in one place."""
        entries = [entry.model_dump(mode="json", exclude_none=True) for entry in self.entries]
        return json.dumps({"entries": entries}, ensure_ascii=False).encode()


AS_OBJECT, AS_TEXT = "as an object", "as text"


def _form(source: object) -> str:
    return AS_TEXT if isinstance(source, str) else AS_OBJECT


# Told apart before they are read, so that an error speaks of the form that was sent and not of every form there is.
_File = Annotated[str, StringConstraints(min_length=1), Tag(AS_TEXT)]
LogSource = Annotated[Annotated[LogIn, Tag(AS_OBJECT)] | _File, Discriminator(_form)]
RubricSource = Annotated[Annotated[Rubric, Tag(AS_OBJECT)] | _File, Discriminator(_form)]


class _WithRubric(Body):
    rubric: RubricSource | None = Field(None, description="The canonical rubric, or text in any format read.")
    rubric_id: RubricId | None = None
    from_level: str | None = Field(None, max_length=200)
    to_level: str | None = Field(None, max_length=200)


class PacketIn(_WithRubric):
    """A log and a rubric, inline or stored; the built-in rubric when none is given."""

    log: LogSource | None = Field(None, description="The canonical log, or text in any format read.")
    log_id: LogId | None = None


class LogPost(Body):
    log: LogSource
    divide: bool = Field(False, description="Let the model say where a long paragraph falls into entries.")


class RubricPost(Body):
    rubric: RubricSource
    from_level: str | None = Field(None, max_length=200)
    to_level: str | None = Field(None, max_length=200)


class RewriteIn(Body):
    """A bullet, and the log it may draw on."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
    log: LogSource | None = None
    log_id: LogId | None = None


class CheckIn(Body):
    """A draft in any tool's words, and the log to rule it against."""

    draft: Annotated[str, StringConstraints(min_length=1, max_length=200_000)]
    log: LogSource | None = None
    log_id: LogId | None = None


class EntryPatch(Body):
    """What of an entry is to be another: each part that is there is put in the place of the old one, whole."""

    text: Text = ""
    when: When = When()
    outcome: Text | None = None
    dimensions: tuple[ShortText, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()
    links: tuple[Link, ...] = ()


class FoundOut(Body):
    """An entry near the words searched for; `similarity` is the cosine, null where nothing was searched for."""

    entry: BragEntry
    similarity: float | None


class LogOut(Body):
    """A stored log, and the lines of it that were not understood."""

    id: LogId
    entries: tuple[BragEntry, ...]
    unread: tuple[Unread, ...]


class LogLineOut(Body):
    id: LogId
    made_at: datetime
    entries: int


class RubricOut(Body):
    """A stored rubric; `levels` are all those of the ladder, `unread` what of it was not understood."""

    id: RubricId
    rubric: Rubric
    levels: tuple[str, ...]
    unread: tuple[Unread, ...]

    @classmethod
    def of(cls, stored: StoredRubric) -> "RubricOut":
        return cls(id=stored.id, rubric=stored.rubric, levels=stored.levels, unread=stored.unread)


class PacketLineOut(Body):
    id: PacketId
    made_at: datetime
    headline: str
    version: int

    @classmethod
    def of(cls, line: PacketLine) -> "PacketLineOut":
        return cls(id=line.id, made_at=line.made_at, headline=line.headline, version=line.version)


class Health(Body):
    status: str
    version: str


class TurnIn(Body):
    """What the person says; `version` is the one they saw, where another window may have moved on."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
    version: int | None = None


class DecisionIn(Body):
    """Whether an amendment goes into the log."""

    accept: bool


class EditIn(Body):
    """What is to stand in a bullet's place."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class ForgetIn(Body):
    """Says in so many words that everything is meant."""

    delete: Literal["everything"]


class InterviewIn(PacketIn):
    """A log and a rubric as for a packet; or a packet, whose log, rubric and withheld sentences are asked about."""

    packet_id: PacketId | None = None


class RedraftOut(Body):
    """A packet that can be redrafted, and the dimensions whose sections would be drafted anew."""

    packet: PacketId
    sections: tuple[DimensionId, ...]


class InterviewOut(Body):
    """An interview: the open question (`asked`), every turn, the amendments, and the standings before and now.

    `waiting` are the numbers of the amendments that wait for the person's word; `ended` says why nothing is asked, and
    `redraft` then what a redraft of the packet it stands on would touch.
    """

    id: InterviewId
    log: LogId
    packet: PacketId | None
    version: int
    asked: Question | None
    turns: tuple[Turn, ...]
    amendments: tuple[Amendment, ...]
    waiting: tuple[int, ...]
    before: tuple[StandingOf, ...]
    now: tuple[StandingOf, ...]
    ended: str
    usage: Usage
    redraft: RedraftOut | None = None

    @classmethod
    def of(cls, interview: Interview, touched: Sequence[Dimension] | None = None) -> "InterviewOut":
        """The interview without its rubric, which the caller has."""
        sections = tuple(dimension.id for dimension in touched or ())
        return cls(
            id=interview.id,
            log=interview.log,
            packet=interview.packet,
            redraft=RedraftOut(packet=interview.packet, sections=sections)
            if interview.packet and touched is not None
            else None,
            version=interview.version,
            asked=interview.asked,
            turns=interview.turns,
            amendments=interview.amendments,
            waiting=tuple(one.n for one in interview.waiting()),
            before=interview.before,
            now=interview.now,
            ended=interview.ended,
            usage=interview.usage,
        )


class DraftOut(Body):
    """A packet that is being drafted: `done` of `total` at this stage, and what it has used so far."""

    id: PacketId
    stage: Stage
    done: int
    total: int
    usage: Usage

    @classmethod
    def of(cls, draft: Draft) -> "DraftOut":
        way = draft.headway
        return cls(id=draft.id, stage=way.stage, done=way.done, total=way.total, usage=way.usage)


class GapOut(Body):
    """The gap a question is about, and why it is asked."""

    kind: GapKind
    dimension: DimensionId
    entry: EntryId | None
    why: str
    worth: float


class HeardOut(Body):
    """What code settled before any model was asked; `turn` is null in an interview just opened."""

    id: InterviewId
    version: int
    turn: Turn | None
    amendments: tuple[Amendment, ...]
    gap: GapOut | None
    ended: str


class WaitOut(Body):
    """Seconds the model has been asked for."""

    waited_s: float


class PieceOut(Body):
    """A word of the question, with the space around it."""

    text: str


class TrailAsked(Body):
    """Whose work is wanted of an export, and of which days; what it was exported from is told by the file."""

    kind: TrailKind | None = None
    author: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    since: date | None = None
    until: date | None = None

    def asked(self) -> Asked:
        return Asked(self.author, self.since, self.until)


class TrailPost(TrailAsked):
    """The text of an export, beside what is wanted of it."""

    text: Annotated[str, StringConstraints(min_length=1)]


class TrailOut(Body):
    """The candidates, and the same as Markdown to write one's own entries into."""

    trail: Trail
    markdown: str
