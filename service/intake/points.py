"""One point in time as somebody wrote it, before it is known what section lends it a year."""

from dataclasses import dataclass

WHICH_MONTH = "a date that cannot be told: which part is the month?"
NO_SUCH_DAY = "there is no such day"
NO_END = "a period without an end is not dated"
BACKWARDS = "a period that ends before it starts"
FISCAL = "a fiscal year begins in another month at every employer: write the calendar dates"


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date as written: only what was written is set.

    `week_of` is a day that stands for its week; `doubtful` says why a point that was plainly written cannot be told.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    week_of: bool = False
    doubtful: str = ""
