"""A ladder as a grid of cells: levels as columns or as rows, one cell a row, or a sheet of criteria for one level.

Group rows, group columns, headers that stand lower, marks beside the words and cells that go on in the next row are all
usual. What stands under no level is handed back with its place.
"""

from collections.abc import Sequence

from service.intake.ladder_columns import (
    DIMENSION,
    HEADER_WITHIN,
    LEVEL,
    MARK,
    NO_LEVEL,
    TEXT,
    GridReading,
    GridRow,
    column_named,
    column_of_levels,
    headed,
    header_of,
    is_a_name,
    is_brief,
    is_long,
    is_marks,
    levels_across,
    names_at,
    one_line,
)
from service.intake.ladder_levels import is_level, plain, share_of_levels
from service.intake.ladder_values import Step, Words


def read_grid(rows: Sequence[GridRow], above: tuple[Step, ...] = (), asked: Sequence[str] = ()) -> GridReading | None:
    """The words of a grid under `above` and its own names; None when nothing in it looks like a ladder."""
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        return None
    rows = headed(rows)
    at = header_of(rows, asked)
    if at is not None:
        across = levels_across(rows[at].cells, asked)
        down = column_of_levels(rows[at + 1 :], rows[at].cells, asked)
        header = rows[at].cells
        likely = share_of_levels([header[n] for n in across]) if across else 0.0
        if down is None or likely >= 0.5:
            return _by_columns(rows, at, across, above)
    for n, row in enumerate(rows[:HEADER_WITHIN]):
        down = column_of_levels(rows[n + 1 :], row.cells, asked)
        filled = [cell for cell in row.cells if cell.strip()]
        if down is not None and len(filled) >= 2:
            area = column_named(row.cells, DIMENSION, down)
            if area is not None and is_long(rows[n + 1 :], down, row.cells):
                return _by_records(rows, n, down, area, above)
            return _by_rows(rows, n, down, above)
    return _by_old_rule(rows, above) or _of_a_level(rows, above)


def _by_columns(rows: Sequence[GridRow], at: int, across: Sequence[int], above: tuple[Step, ...]) -> GridReading:
    reading = GridReading(surely=True, levels=[rows[at].cell(n) for n in across])
    for row in rows[:at]:
        reading.leave(row.where, row.cells, "stands over the table")
    header = rows[at]
    leading = [n for n in range(across[0]) if is_a_name(header.cell(n))]
    body = rows[at + 1 :]
    name_at, groups_at = names_at(leading, header, body)
    group: list[Step] = []
    name = ""
    calls: dict[int, list[str]] = {n: [] for n in across}
    for row in body:
        cells = [(n, row.cell(n)) for n in across if row.cell(n)]
        lead = row.cell(name_at)
        outer = [row.cell(n) for n in groups_at]
        beside = [
            row.cell(n)
            for n in range(len(row.cells))
            if n not in across and n != name_at and n not in groups_at and row.cell(n)
        ]
        if [plain(row.cell(n)) for n in across] == [plain(header.cell(n)) for n in across]:
            continue
        if (
            cells
            and all(is_level(cell) for _, cell in cells)
            and (LEVEL.fullmatch(lead) if lead else row is body[0] and not any(outer))
        ):
            # "Title: Engineer | Senior Engineer" says what else the levels are called.
            for n, cell in cells:
                calls[n].append(cell)
            continue
        if any(outer):
            group = [Step(one_line(cell), f"group {n}") for n, cell in enumerate(outer) if cell]
            name = name if lead or not cells else ""
        same = len(cells) == len(across) > 1 and len({plain(cell) for _, cell in cells}) == 1
        if (not cells and lead) or (same and lead and plain(cells[0][1]) == plain(lead)):
            # A row with a name alone is the name of the rows below it.
            group, name = [Step(lead, "group row")], ""
            reading.leave(row.where, beside, "stands beside a group's name")
            continue
        if not lead and same and _repeats(cells[0][1]):
            reading.leave(row.where, row.cells, "says the same of every level")
            continue
        if (
            not lead
            and len(cells) == 1
            and name_at is not None
            and cells[0][0] == across[0]
            and len(cells[0][1].split()) <= 4
        ):
            group, name = [Step(cells[0][1], "group row")], ""
            continue
        if lead and cells and all(MARK.fullmatch(cell) for _, cell in cells):
            reading.leave(row.where, row.cells, "holds marks, no words")
            continue
        name = one_line(lead) or name
        steps = (*above, *group, *((Step(name, "row"),) if name else ()))
        for n, cell in cells:
            reading.words.append(
                Words((*steps, Step(one_line(header.cell(n)), level=True, aliases=tuple(calls[n]))), cell, row.where)
            )
        reading.leave(row.where, beside, "stands under no level")
    return reading


def _repeats(cell: str) -> bool:
    return len(cell.split()) <= 6


def _by_rows(rows: Sequence[GridRow], at: int, down: int, above: tuple[Step, ...]) -> GridReading:
    """Levels as rows: every other column is a dimension, or the one column of words for what stands above the grid."""
    reading = GridReading(surely=True)
    for row in rows[:at]:
        reading.leave(row.where, row.cells, "stands over the table")
    header, body = rows[at], rows[at + 1 :]
    columns = [
        n for n in range(len(header.cells)) if n != down and (header.cell(n) or any(row.cell(n) for row in body))
    ]
    texts = [n for n in columns if header.cell(n) and not (LEVEL.fullmatch(header.cell(n)) or is_marks(n, body))]
    aside = [n for n in texts if NO_LEVEL.fullmatch(header.cell(n)) and not TEXT.fullmatch(header.cell(n))]
    texts = [n for n in texts if n not in aside]
    alone = len(texts) == 1 and (TEXT.fullmatch(header.cell(texts[0])) is not None or bool(above))
    level = ""
    for row in body:
        level = row.cell(down) or level
        titles = tuple(row.cell(n) for n in columns if LEVEL.fullmatch(header.cell(n)) and row.cell(n))
        if level and level not in reading.levels:
            reading.levels.append(level)
        for n in columns:
            cell = row.cell(n)
            if not cell or (LEVEL.fullmatch(header.cell(n)) and n not in texts and len(cell.split()) <= 6):
                continue
            if n not in texts or not level:
                reading.leave(row.where, [cell], "is no column of words")
                continue
            own = () if alone else (Step(one_line(header.cell(n)), "column"),)
            reading.words.append(Words((*above, *own, Step(level, level=True, aliases=titles)), cell, row.where))
    return reading


def _by_records(rows: Sequence[GridRow], at: int, level_at: int, area_at: int, above: tuple[Step, ...]) -> GridReading:
    """One row a cell of the ladder: its level, the names over it and its words each in a column."""
    reading = GridReading(surely=True)
    for row in rows[:at]:
        reading.leave(row.where, row.cells, "stands over the table")
    header, body = rows[at], rows[at + 1 :]
    columns = [n for n in range(len(header.cells)) if n != level_at and any(row.cell(n) for row in body)]
    pure = [n for n in columns if TEXT.fullmatch(header.cell(n)) and not DIMENSION.fullmatch(header.cell(n))]
    texts = pure[:1] or [n for n in columns if n != area_at][-1:]
    names = [n for n in columns if n not in texts and DIMENSION.fullmatch(header.cell(n)) and header.cell(n)]
    level, held = "", dict[int, str]()
    for row in body:
        level = row.cell(level_at) or level
        for n in names:
            held[n] = row.cell(n) or held.get(n, "")
        steps = tuple(Step(held[n], f"column {n}") for n in names if held[n])
        for n in columns:
            cell = row.cell(n)
            if cell and n in texts and level and steps:
                reading.words.append(Words((*above, *steps, Step(level, level=True)), cell, row.where))
            elif cell and n not in names:
                reading.leave(row.where, [cell], "is no column of words")
    return reading


def _by_old_rule(rows: Sequence[GridRow], above: tuple[Step, ...]) -> GridReading | None:
    """A first column called dimension (or called nothing) makes of the others the levels, whatever their names."""
    header = rows[0]
    names = [cell.strip() for cell in header.cells]
    by_name = next((n for n, name in enumerate(names) if name and DIMENSION.fullmatch(name)), None)
    if by_name is None and names and not names[0]:
        by_name = 0
    if by_name is None or len(rows) < 2:
        return None
    across = [n for n, name in enumerate(names) if n > by_name and name and not NO_LEVEL.fullmatch(name)]
    across = [n for n in across if not DIMENSION.fullmatch(names[n])]
    if (
        len(across) < 2
        or len({plain(names[n]) for n in across}) < len(across)
        or any(is_level(step.name) for step in above)
    ):
        return None
    reading = _by_columns(rows, 0, across, above)
    reading.surely = False
    return reading


def _of_a_level(rows: Sequence[GridRow], above: tuple[Step, ...]) -> GridReading | None:
    """A grid of dimensions and words for one level, which is named elsewhere: by a heading, a sheet or the file."""
    if not above:
        return None
    reading = GridReading()
    for at, header in enumerate(rows[:10]):
        name_at = column_named(header.cells, DIMENSION, -1)
        text_at = next(
            (n for n in range(len(header.cells)) if n != name_at and header.cell(n) and TEXT.fullmatch(header.cell(n))),
            None,
        )
        if name_at is not None and text_at is not None and at + 1 < len(rows):
            if text_at < name_at:
                name_at, text_at = text_at, name_at
            for row in rows[:at]:
                reading.leave(row.where, row.cells, "stands over the table")
            return _named_rows(reading, rows[at + 1 :], name_at, text_at, above)
    if len(rows) == 2 and any(is_level(step.name) for step in above):
        # The names over one row of words: the level is the heading's.
        header, body = rows
        named = [n for n in range(len(body.cells)) if header.cell(n) and body.cell(n)]
        if len(named) > 1 and all(len(header.cell(n).split()) <= 6 for n in named):
            reading.words += [
                Words((*above, Step(one_line(header.cell(n)), "column")), body.cell(n), body.where) for n in named
            ]
            return reading
    width = [sum(bool(cell.strip()) for cell in row.cells) for row in rows]
    if width.count(2) * 2 > len(width) and is_brief(0, rows) and not is_brief(1, rows):
        return _named_rows(reading, rows, 0, 1, above)
    return None


def _named_rows(
    reading: GridReading, rows: Sequence[GridRow], name_at: int, text_at: int, above: tuple[Step, ...]
) -> GridReading | None:
    name = ""
    for row in rows:
        name = row.cell(name_at) or name
        if name and row.cell(text_at):
            reading.words.append(Words((*above, Step(name, "row")), row.cell(text_at), row.where))
            rest = [cell for n, cell in enumerate(row.cells) if n not in (name_at, text_at)]
            reading.leave(row.where, rest, "is no column of words")
        else:
            reading.leave(row.where, row.cells, "has a name or words only")
    return reading if reading.words else None
