"""One file of a ladder, of any format read, taken apart: a rubric of two behaviours, or words under their names."""

import csv
import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from service.domain.packet import Unread
from service.errors import CaseError, Fault, Invalid, Unreadable
from service.intake.day_order import SlashOrder
from service.intake.front_matter import preamble
from service.intake.ladder_axes import arrange
from service.intake.ladder_columns import GridReading, GridRow
from service.intake.ladder_grids import read_grid
from service.intake.ladder_keys import level_of, toml_tree
from service.intake.ladder_levels import plain
from service.intake.ladder_outlines import Outline, outline_of, tables_of
from service.intake.ladder_tables import pair_of
from service.intake.ladder_trees import tree_piece
from service.intake.ladder_values import Ladder, Piece, Step, Words
from service.intake.trees import Mapped, Tree, yaml_tree

MEND = "A rubric has rows of dimension, current and next, or a column for each level"
_DEFAULT_SHEET = re.compile(
    r"(?:sheet|blad|tabelle|feuil(?:le)?|hoja|foglio|planilha|лист|ark|シート|工作表)\s*\d*", re.IGNORECASE
)
_FRONT = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<front>.*?)\n(?P=mark)[ \t]*(?:\n|$)", re.DOTALL)


def is_words(line: str) -> bool:
    """Whether a line holds anything but signs."""
    return re.search(r"\w", line) is not None


def called(filename: str | None) -> str:
    """What a file is called, without its ending and the signs that stand for spaces."""
    stem = PurePath(filename).stem if filename else ""
    return re.sub(r"[\s_-]+", " ", stem).strip()[:200]


def of_markdown(
    text: str, name: str, asked: Sequence[str], *, alone: bool, place: Callable[[int], str] | None = None
) -> Piece | Ladder | None:
    """A Markdown file or a page turned into Markdown: its front matter, tables or headings, whichever holds most.

    A Ladder where a table has the columns current and next. None when there is nothing of a ladder in it.
    """
    at = place or (lambda line: f"line {line}")
    front = _FRONT.match(text) if place is None else None
    candidates: list[Piece] = []
    levels: tuple[Step, ...] = ()
    body = text
    if front is not None:
        tree = _front_tree(front)
        if isinstance(tree, Mapped):
            candidates.append(tree_piece(tree, name))
            levels = level_of(tree)
            body = "\n" * text.count("\n", 0, front.end()) + text[front.end() :]
    stripped = preamble(body, SlashOrder.UNDECIDED)
    outline = outline_of(stripped.body, at)
    written = body.split("\n")
    outline.unread += [
        Unread(where=at(n), text=written[n - 1].strip(), why="a comment" if n in stripped.comments else "front matter")
        for n in (*stripped.lines, *stripped.comments)
        if is_words(written[n - 1])
    ]
    outline.unread += [Unread(where=at(n), text=said.strip(), why="a comment") for n, said in stripped.inline_comments]
    title = outline.title or (candidates[0].title if candidates else "")
    pair = _pair_among(outline, title or name)
    if pair is not None:
        return pair
    grids = _of_one_system(tables_of(outline, asked), outline)
    heads = tuple(Step(level) for grid in grids for level in grid.levels)
    tables = Piece(title, name, tuple(words for grid in grids for words in grid.words), levels or heads)
    candidates += [piece for piece in (tables, Piece(title, name, tuple(outline.words), levels)) if piece.words]
    best = _fullest(candidates, asked, alone=alone)
    if best is None:
        return None
    unread = [*best.unread, *outline.unread, *(part for grid in grids for part in grid.unread)]
    for other in candidates:
        if other is not best:
            # What the front matter says of the page itself is the page's, not lost.
            unread += [
                Unread(where=said.where, text=said.text, why="stands outside the ladder") for said in other.words
            ]
            unread += other.unread
    return Piece(best.title or title, name, best.words, best.levels, tuple(unread))


def _front_tree(front: "re.Match[str]") -> Tree:
    try:
        return toml_tree(front["front"]) if front["mark"] == "+++" else yaml_tree(front["front"])[0]
    except CaseError:
        return None


def _pair_among(outline: Outline, title: str) -> Ladder | None:
    """The rows of every table with the same columns as the first that has current and next."""
    header: tuple[str, ...] = ()
    rows: list[tuple[str, list[str]]] = []
    for _, table in outline.tables:
        own = [(row.where, list(row.cells)) for row in table[1:] if any(row.cells)]
        if not header and table and pair_of(table[0].cells, own, title) is not None:
            header = table[0].cells
            rows = own
        elif header and table and table[0].cells == header:
            rows += own
    found = pair_of(header, rows, title) if header else None
    if found is None:
        return None
    unread = [Unread(where=words.where, text=words.text, why="stands outside the table") for words in outline.words]
    return Ladder(found.title, (), found.rows, found.from_level, found.to_level, (*outline.unread, *unread))


def _of_one_system(grids: Sequence[GridReading], outline: Outline) -> list[GridReading]:
    """The tables that share their levels with the largest one; a table of other levels tells of something else."""
    if not grids:
        return []
    largest = max(grids, key=lambda grid: (sum(len(words.text) for words in grid.words), grid.surely))
    levels = {plain(level) for level in largest.levels}
    kept: list[GridReading] = []
    for grid in grids:
        own = {plain(level) for level in grid.levels}
        if grid is largest or not own or own & levels or not levels:
            kept.append(grid)
        else:
            outline.unread += [
                Unread(where=words.where, text=words.text, why="a table of other levels") for words in grid.words
            ]
            outline.unread += grid.unread
    return kept


def _fullest(candidates: Sequence[Piece], asked: Sequence[str], *, alone: bool) -> Piece | None:
    """The reading with the most words in cells; one that cannot be arranged counts for nothing."""
    best: Piece | None = None
    most = 0
    refused: Invalid | None = None
    for piece in candidates:
        try:
            ladder = arrange([piece], asked, alone=alone)
        except Invalid as wrong:
            refused = refused or wrong
            continue
        said = sum(len(text.split()) for row in ladder.rows for text in row.by_level.values())
        # One level is hardly a ladder beside a reading that has two.
        said *= 4 if len(ladder.levels) > 1 else 1
        if said > most:
            best, most = piece, said
    # Plain prose is no ladder at all; one whose parts have names is told what it lacks.
    if best is None and refused is not None and any(words.steps for piece in candidates for words in piece.words):
        raise refused
    return best


def of_csv(text: str, name: str, asked: Sequence[str]) -> Piece | Ladder | None:
    """A file of separated values, by whichever separator makes a ladder of it; raises Unreadable for broken quotes."""
    lines = text.split("\n")
    sample = "\n".join(lines[:60])
    broken: Unreadable | None = None
    for delimiter in sorted(",;\t|", key=sample.count, reverse=True):
        if delimiter not in sample:
            continue
        try:
            table = _csv_rows(lines, delimiter)
        except Unreadable as failed:
            broken = broken or failed
            continue
        pair = pair_of(table[0].cells, [(row.where, list(row.cells)) for row in table[1:]], name) if table else None
        if pair is not None:
            return pair
        above = (Step(name, "file"),) if name else ()
        grid = read_grid(table, above, asked)
        if grid is not None and grid.words:
            return Piece("", name, tuple(grid.words), tuple(map(Step, grid.levels)), tuple(grid.unread))
    if broken is not None:
        raise broken
    return None


def _csv_rows(lines: Sequence[str], delimiter: str) -> list[GridRow]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True, skipinitialspace=True)
    table: list[GridRow] = []
    done = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                table.append(GridRow(f"line {done + 1}", tuple(cell.strip() for cell in cells)))
            done = reader.line_num
    except csv.Error as exc:
        fault = Fault(f"line {done + 1}", "quotation marks that do not match")
        raise Unreadable("The CSV file cannot be read", faults=[fault], mend=MEND) from exc
    return table


def of_sheets(
    sheets: Sequence[tuple[str, Sequence[Sequence[str]]]], name: str, asked: Sequence[str]
) -> Piece | Ladder | None:
    """A workbook: one matrix, a sheet a dimension, or a sheet a level."""
    grids: list[GridReading] = []
    unread: list[Unread] = []
    for sheet, cells in sheets:
        rows = [GridRow(f"sheet {sheet}, row {n}", tuple(row)) for n, row in enumerate(cells, start=1)]
        rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
        for n, row in enumerate(rows[:10]):
            pair = pair_of(row.cells, [(own.where, list(own.cells)) for own in rows[n + 1 :]], name)
            if pair is not None:
                return pair
        own_name = name if len(sheets) == 1 and _DEFAULT_SHEET.fullmatch(sheet.strip()) else sheet.strip()
        found = read_grid(rows, (Step(own_name, "sheet"),) if own_name else (), asked)
        if found is None or not found.words:
            unread += [
                Unread(
                    where=row.where,
                    text=" | ".join(cell.strip() for cell in row.cells if cell.strip()),
                    why="no table of levels",
                )
                for row in rows
            ]
        else:
            grids.append(found)
    outline = Outline()
    kept = _of_one_system(grids, outline)
    if not kept:
        return None
    words, about = _said_once_a_level(kept)
    unread += [*about, *outline.unread, *(part for grid in kept for part in grid.unread)]
    heads = tuple(Step(level) for grid in kept for level in grid.levels)
    return Piece("", name, tuple(words), heads, tuple(unread))


def _said_once_a_level(grids: Sequence[GridReading]) -> tuple[list[Words], list[Unread]]:
    """The words without those that most sheets say of a level, under no name of their own: they describe the level."""
    every = [words for grid in grids for words in grid.words]
    if len(grids) < 2:
        return every, []
    sheets: dict[tuple[str, str], set[str]] = {}
    for words in every:
        if len(words.steps) == 2 and words.steps[-1].level:
            sheets.setdefault((words.steps[-1].name, words.text), set()).add(words.steps[0].name)
    often = {key for key, names in sheets.items() if len(names) > 1 and len(names) * 2 >= len(grids)}
    rows = {words.where for words in every if len(words.steps) == 2 and (words.steps[-1].name, words.text) in often}
    about = [words for words in every if words.where in rows]
    return [words for words in every if words.where not in rows], [
        Unread(where=words.where, text=words.text, why="is said of the level on several sheets") for words in about
    ]
