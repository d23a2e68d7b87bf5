"""The two levels of a ladder that a person means, with the words of each dimension for them."""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.levels import goes_down, upwards
from service.domain.packet import Unread
from service.errors import Fault, WrongLevels
from service.intake.ladder_levels import found_levels
from service.intake.ladder_values import Ladder, LadderRow

NO_NEXT = "has no words for the next level"


def settle(ladder: Ladder, from_level: str | None, to_level: str | None) -> Ladder:
    """The ladder with the behaviours of two levels; Invalid, with the levels there are, when it lacks one."""
    settled = (
        _settle_levels(ladder, from_level, to_level) if ladder.levels else _settle_pair(ladder, from_level, to_level)
    )
    low, high = settled.from_level, settled.to_level
    if goes_down(low, high, settled.levels):
        where = " in this ladder" if settled.levels else ""
        raise _unknown(
            f"{high[:60]} stands below {low[:60]}{where}: that is a step down", settled.levels or (high, low)
        )
    return settled


def _settle_levels(written: Ladder, from_level: str | None, to_level: str | None) -> Ladder:
    ladder = replace(written, levels=upwards(written.levels))
    calls = [(level, *ladder.aliases.get(level, ())) for level in ladder.levels]
    start = _find(calls, from_level or ladder.from_level)
    end = _find(calls, to_level or ladder.to_level)
    if len(ladder.levels) == 1:
        raise _unknown("The ladder holds one level only: give the file of the other level too", ladder.levels)
    if start is None and end is None:
        if len(ladder.levels) != 2:
            raise _unknown("Which two levels?", ladder.levels)
        start, end = 0, 1
    elif end is None and start is not None:
        end = start + 1
    elif start is None and end is not None:
        start = end - 1
    assert start is not None
    assert end is not None
    if end >= len(ladder.levels):
        raise _unknown("There is no level after that one", ladder.levels)
    if start < 0:
        raise _unknown("There is no level before that one", ladder.levels)
    if start == end:
        raise _unknown("The two levels are the same", ladder.levels)
    low, high = ladder.levels[start], ladder.levels[end]
    rows = tuple(
        LadderRow(
            row.where,
            row.name,
            row.by_level.get(low, "") or row.current,
            row.by_level.get(high, "") or row.next,
            row.by_level,
            row.id,
        )
        for row in ladder.rows
    )
    return replace(ladder, rows=rows, from_level=low, to_level=high)


def without_words(ladder: Ladder) -> Ladder:
    """The settled ladder without the dimensions that say nothing about the next level; each is named in `unread`.

    A dimension that begins at a higher level, or ends at a lower one, is no reason to refuse the others.
    """
    tells = [bool(row.next.strip()) or not any(row.by_level.values()) for row in ladder.rows]
    kept = tuple(row for row, said in zip(ladder.rows, tells, strict=True) if said)
    left = tuple(
        Unread(where=row.where, text=row.name, why=f"{NO_NEXT} ({ladder.to_level[:60]}), so it is left out")
        for row, said in zip(ladder.rows, tells, strict=True)
        if not said
    )
    return replace(ladder, rows=kept, unread=(*ladder.unread, *left)) if kept else ladder


def _settle_pair(ladder: Ladder, from_level: str | None, to_level: str | None) -> Ladder:
    known = tuple(filter(None, (ladder.from_level, ladder.to_level)))
    for asked, held in ((from_level, ladder.from_level), (to_level, ladder.to_level)):
        if asked and held and not found_levels([(held,)], asked):
            raise _unknown("The rubric has no such level", known)
    return replace(ladder, from_level=ladder.from_level or from_level or "", to_level=ladder.to_level or to_level or "")


def _find(calls: Sequence[Sequence[str]], asked: str | None) -> int | None:
    if not asked:
        return None
    found = found_levels(calls, asked)
    if len(found) != 1:
        raise _unknown(
            "The rubric has no such level" if not found else "Several levels have that name",
            [calls[n][0] for n in (found or range(len(calls)))],
        )
    return found[0]


def _unknown(message: str, levels: Sequence[str]) -> WrongLevels:
    listed = ", ".join(level[:60] for level in levels[:30])
    return WrongLevels(message, faults=[Fault("levels", f"there are {listed or 'none named'}")])
