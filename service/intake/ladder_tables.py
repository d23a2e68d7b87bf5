"""A ladder as a table: a row a dimension, and columns for two behaviours or for every level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.domain.levels import goes_down, upwards
from service.errors import Fault, WrongLevels

_DIMENSION = re.compile(
    r"(?:rubric )?(?:dimensions?|competenc(?:y|ies)|areas?|axis|axes|skills?|categor(?:y|ies)|attributes?|"
    r"pillars?|traits?|"
    r"criteri(?:a|on)|expectations?|names?|topics?|values?)?",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"(?:current|from|today|now)\b(?: level)?(?: behaviou?rs?)?\s*(?:[(:–—-]\s*(?P<level>[^()]+?)\)?)?", re.IGNORECASE
)
_NEXT = re.compile(
    r"(?:next|to|target|expected)\b(?: level)?(?: behaviou?rs?)?\s*(?:[(:–—-]\s*(?P<level>[^()]+?)\)?)?", re.IGNORECASE
)
_NO_LEVEL = frozenset(
    ("", "id", "description", "definition", "notes", "note", "weight", "examples", "example", "comments", "links", "#")
)


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One dimension: its two behaviours where they are given, and its words for every level."""

    where: str
    name: str
    current: str = ""
    next: str = ""
    by_level: dict[str, str] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A rubric before two of its levels are chosen; `levels` is empty where it only knows current and next."""

    title: str
    levels: tuple[str, ...]
    rows: tuple[LadderRow, ...]
    from_level: str = ""
    to_level: str = ""


def ladder_of(header: Sequence[str], table: Sequence[tuple[str, list[str]]], title: str) -> Ladder | None:
    """The ladder a table is; None when its columns are not a ladder's. Rows come with the place they stand at."""
    names = [name.strip() for name in header]
    current = next((match for name in names if (match := _CURRENT.fullmatch(name))), None)
    further = next((match for name in names if (match := _NEXT.fullmatch(name))), None)
    by_name = next((n for n, name in enumerate(names) if name and _DIMENSION.fullmatch(name)), None)
    if by_name is None and names and not names[0]:
        by_name = 0
    if by_name is None or len(names) < 2 or not table:
        return None
    by_id = next((n for n, name in enumerate(names) if name.lower() == "id" and n != by_name), None)
    if further is not None:
        at_next = names.index(further.string)
        at_current = names.index(current.string) if current else None
        rows = tuple(
            LadderRow(
                where, _cell(cells, by_name), _cell(cells, at_current), _cell(cells, at_next), {}, _cell(cells, by_id)
            )
            for where, cells in table
        )
        from_level = (current["level"] or "").strip() if current else ""
        return Ladder(title, (), rows, from_level, (further["level"] or "").strip())
    columns = [n for n, name in enumerate(names) if n != by_name and name.lower() not in _NO_LEVEL]
    if len(columns) < 2 or len({names[n].casefold() for n in columns}) < len(columns):
        return None
    rows = tuple(
        LadderRow(
            where, _cell(cells, by_name), by_level={names[n]: _cell(cells, n) for n in columns}, id=_cell(cells, by_id)
        )
        for where, cells in table
    )
    return Ladder(title, tuple(names[n] for n in columns), rows)


def _cell(cells: Sequence[str], n: int | None) -> str:
    return cells[n].strip() if n is not None and n < len(cells) else ""


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
    start = _find(ladder.levels, from_level or ladder.from_level)
    end = _find(ladder.levels, to_level or ladder.to_level)
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
    return Ladder(ladder.title, ladder.levels, rows, low, high)


def _settle_pair(ladder: Ladder, from_level: str | None, to_level: str | None) -> Ladder:
    known = tuple(filter(None, (ladder.from_level, ladder.to_level)))
    for asked, held in ((from_level, ladder.from_level), (to_level, ladder.to_level)):
        if asked and held and _find((held,), asked) is None:
            raise _unknown("The rubric has no such level", known)
    return Ladder(
        ladder.title, (), ladder.rows, ladder.from_level or from_level or "", ladder.to_level or to_level or ""
    )


def _find(levels: Sequence[str], asked: str | None) -> int | None:
    """The level of that name, or the only one that has it as a word (`L4` finds `L4 - Senior`)."""
    if not asked:
        return None
    wanted = asked.casefold().strip()
    exact = [n for n, level in enumerate(levels) if level.casefold().strip() == wanted]
    loose = [n for n, level in enumerate(levels) if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", level.casefold())]
    found = exact or loose
    if len(found) != 1:
        raise _unknown("The rubric has no such level" if not found else "Several levels have that name", tuple(levels))
    return found[0]


def _unknown(message: str, levels: Sequence[str]) -> WrongLevels:
    listed = ", ".join(level[:60] for level in levels[:30])
    return WrongLevels(message, faults=[Fault("levels", f"there are {listed or 'none named'}")])
