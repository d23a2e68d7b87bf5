"""A draft: a packet that is being made, what it is made from, and how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragLog, LogId
from service.domain.packet import PacketId, Section, Unread, Usage
from service.domain.rubric import DimensionId, Rubric


class Stage(StrEnum):
    """Where a draft stands."""

    WAITING = "waiting"
    INDEXED = "indexed"
    SHORTLISTED = "shortlisted"
    SECTION = "section"
    STORED = "stored"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a draft that is done; `note` carries counts and dimension ids, never brag text.

    A section comes with what it is and what its model calls used.
    """

    stage: Stage
    done: int
    total: int
    note: str = ""
    section: Section | None = None
    usage: Usage = field(default_factory=Usage)
    anew: bool = True
    """False of a section that was carried over from the packet before."""


Watch = Callable[[Progress], None]


def unwatched(_progress: Progress) -> None:
    """For callers that do not want to know."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Order(_Value):
    """What was asked for, as it was then: the log may change or go while its packet is drafted."""

    source: LogId
    log: BragLog
    unread: tuple[Unread, ...] = ()
    rubric: Rubric
    redrafts: PacketId | None = None


class Trouble(_Value):
    """Why a draft failed: the kind of error, and its words for a reader."""

    kind: str
    message: str
    mend: str = ""


class Headway(_Value):
    """How far a draft has come: `done` of `total` at this stage, and the sections in the order they were finished."""

    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0
    usage: Usage = Usage()
    sections: tuple[Section, ...] = ()

    def after(self, progress: Progress) -> "Headway":
        """The same one step further."""
        finished = () if progress.section is None else (progress.section,)
        return Headway(
            stage=progress.stage,
            done=progress.done,
            total=progress.total,
            usage=self.usage + progress.usage,
            sections=self.sections + finished,
        )


class Draft(_Value):
    """A packet in the making, under the id that it will have. With `trouble` it has failed.

    `begun` is when it was ordered, of one that is kept.
    """

    id: PacketId
    order: Order
    headway: Headway = Headway()
    trouble: Trouble | None = None
    begun: datetime | None = None

    @property
    def dimensions(self) -> tuple[DimensionId, ...]:
        """What it will have a section for, in order."""
        return tuple(dimension.id for dimension in self.order.rubric.dimensions)
