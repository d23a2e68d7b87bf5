"""A rubric as a table: a row a dimension, with the columns current and next."""

import re
from collections.abc import Sequence

from service.intake.ladder_columns import DIMENSION
from service.intake.ladder_values import Ladder, LadderRow

_CURRENT = re.compile(
    r"(?:current|from|today|now)\b(?: level)?(?: behaviou?rs?)?\s*(?:[(:–—-]\s*(?P<level>[^()]+?)\)?)?", re.IGNORECASE
)
_NEXT = re.compile(
    r"(?:next|to|target|expected)\b(?: level)?(?: behaviou?rs?)?\s*(?:[(:–—-]\s*(?P<level>[^()]+?)\)?)?", re.IGNORECASE
)


def pair_of(header: Sequence[str], table: Sequence[tuple[str, list[str]]], title: str) -> Ladder | None:
    """The rubric a table is; None without a column for the next level. Rows come with the place they stand at."""
    names = [name.strip() for name in header]
    current = next((match for name in names if (match := _CURRENT.fullmatch(name))), None)
    further = next((match for name in names if (match := _NEXT.fullmatch(name))), None)
    by_name = next((n for n, name in enumerate(names) if name and DIMENSION.fullmatch(name)), None)
    if by_name is None and names and not names[0]:
        by_name = 0
    if by_name is None or further is None or len(names) < 2 or not table:
        return None
    by_id = next((n for n, name in enumerate(names) if name.lower() == "id" and n != by_name), None)
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


def _cell(cells: Sequence[str], n: int | None) -> str:
    return cells[n].strip() if n is not None and n < len(cells) else ""
