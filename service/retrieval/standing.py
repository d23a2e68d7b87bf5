"""The standing of a dimension: once may be a fluke, consistently is a case."""

from collections.abc import Iterable

from service.domain.brag import BragEntry
from service.domain.evidence import Standing

ENTRIES = 3
QUARTERS = 2


def standing_of(showing: Iterable[BragEntry]) -> tuple[Standing, str]:
    """The standing that distinct entries showing the next level amount to, and why in one sentence.

    consistent: at least three entries, in at least two different quarters. sometimes: at least one. not_yet: none. An
    entry counts for a quarter only when its date surely lies in one.
    """
    entries = list(showing)
    quarters = {quarter for entry in entries for quarter in entry.when.quarters()}
    if not entries:
        return Standing.NOT_YET, "No entry shows the next level yet."
    shown = _count(len(entries), "entry", "entries")
    if quarters:
        shown += f" in {_count(len(quarters), 'known quarter', 'known quarters')}"
    else:
        shown += ", without a date" if len(entries) == 1 else ", none with a date"
        shown += " that tells its quarter"
    if len(entries) >= ENTRIES and len(quarters) >= QUARTERS:
        return Standing.CONSISTENT, f"The next level is shown by {shown}."
    missing = f"consistent takes {ENTRIES} entries over {QUARTERS} quarters"
    return Standing.SOMETIMES, f"The next level is shown by {shown}; {missing}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
