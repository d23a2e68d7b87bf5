"""The monthly review: what a month added to the case, what it leaves thin, what can be mended now, what to seek."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from service.domain.brag import EntryId
from service.domain.coached import Quoted
from service.domain.evidence import Standing
from service.domain.gaps import Gap
from service.domain.packet import Unread
from service.domain.rubric import DimensionId
from service.domain.when import When


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, written: str) -> Self:
        """Reads `2026-03`; raises ValueError for anything else."""
        if not re.fullmatch(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])", written):
            raise ValueError("a month is written 2026-03")
        return cls(int(written[:4]), int(written[5:]))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def last(self) -> date:
        """Its last day."""
        whole = When.parse(str(self)).last
        assert whole is not None
        return whole

    def following(self) -> "Month":
        return Month(self.year + self.month // 12, self.month % 12 + 1)


class Shape(StrEnum):
    """What the next piece of work would have to be, seen from the entry that comes closest."""

    OWN = "own"
    WIDEN = "widen"
    MEASURE = "measure"
    AGAIN = "again"
    AFRESH = "afresh"
    UNSCOPED = "unscoped"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Added(_Value):
    """An entry of the month and what it does for a dimension: `shows_next`, or it only comes near."""

    said: Quoted
    shows_next: bool


class ReviewedDimension(_Value):
    """A dimension at the month's end: its standing by then, the last entry that showed it, and what the month added.

    `stale`: shown before, but not within STALE_AFTER_DAYS of the month's end.
    """

    dimension: DimensionId
    name: str
    standing: Standing
    why_this_standing: str
    shown_last: Quoted | None
    stale: bool
    added: tuple[Added, ...]

    @property
    def thin(self) -> bool:
        """Whether it is not shown consistently."""
        return self.standing is not Standing.CONSISTENT


class Mendable(_Value):
    """An entry still fresh in mind, and the questions that only memory or a colleague can answer now."""

    said: Quoted
    gaps: tuple[Gap, ...]


class Seek(_Value):
    """Work to look for: what the rubric `asks` of the dimension, and how it differs from what came `closest`."""

    dimension: DimensionId
    name: str
    asks: str
    closest: Quoted | None
    shapes: tuple[Shape, ...]


class Review(_Value):
    """One month of a log against a rubric. Nothing dated after the month is looked at.

    `still_open` are sentences of the log that name something unsolved, `intended` goals the person wrote down: the
    person's own material for what to seek. `undated` entries belong to no month.
    """

    month: str
    entries: int
    added: int
    dimensions: tuple[ReviewedDimension, ...]
    mendable: tuple[Mendable, ...]
    seek: tuple[Seek, ...]
    still_open: tuple[Quoted, ...]
    intended: tuple[Unread, ...]
    undated: tuple[EntryId, ...]
    unplaced: tuple[Quoted, ...]
