"""Reads a brag log kept in a document: its lines as prose, its sheets as tables, its places as a person names them."""

import csv
import io
from collections.abc import Sequence

from service.domain.packet import Unread
from service.domain.when import When
from service.errors import CaseError
from service.intake.columns import columns_of
from service.intake.csv_logs import read_csv
from service.intake.dated_text import dated_field
from service.intake.day_order import SlashOrder
from service.intake.documents.reading import DocumentKind, rendition_of, sheets_of
from service.intake.documents.shapes import Aside, Sheet
from service.intake.merging import Merged
from service.intake.named_times import period_in_name
from service.intake.own_form import is_own_markdown, read_own_markdown
from service.intake.prose import read_prose
from service.intake.reading import LogReading, whole_lines

_HEADER_WITHIN = 12
"""Rows from the top in which the names of the columns stand, where they stand anywhere."""
_DATED_SHARE = 0.5


def read_document(raw: bytes, kind: DocumentKind, *, within: When) -> LogReading:
    """The log in a document; `within` dates what says nothing else. Raises what intake and the reader of documents
    raise."""
    if kind.is_workbook:
        return _of_workbook(raw, kind, within)
    shown = rendition_of(raw, kind)
    own = read_own_markdown(shown.text, escaped=False) if is_own_markdown(shown.text) else None
    reading = own or read_prose(shown.text, root=within, plain=shown.plain)
    return _placed(reading, shown.places, shown.asides, kind.value)


def _of_workbook(raw: bytes, kind: DocumentKind, within: When) -> LogReading:
    workbook = sheets_of(raw, kind)
    merged = Merged(kind.value)
    for sheet in workbook.sheets:
        name = f"sheet {sheet.name}"
        named = period_in_name(sheet.name)
        try:
            merged.add(name, _of_sheet(sheet, named if named.known else within))
        except CaseError as failed:
            merged.set_aside(name, failed.message, failed)
    reading = merged.reading()
    return reading.model_copy(update={"unread": (*reading.unread, *map(_unread, workbook.asides))})


def _of_sheet(sheet: Sheet, within: When) -> LogReading:
    asides = [one.model_copy(update={"where": one.where.removeprefix(f"sheet {sheet.name}, ")}) for one in sheet.asides]
    start = next((n for n, row in enumerate(sheet.rows[:_HEADER_WITHIN]) if _is_header(row)), None)
    if start is None:
        lines = [_as_line(row) for row in sheet.rows]
        reading = read_prose("\n".join(lines), root=within, plain=False)
        return _placed(reading, [f"row {n}" for n in range(1, len(lines) + 1)], asides, "sheet")
    text, places = _as_csv(sheet.rows[start:], start)
    reading = read_csv(text, within=within)
    placed = _placed(reading, places, asides, "sheet")
    above = [
        Unread(where=f"row {n}", text=" ".join(filter(None, row)), why="a row above the names of the columns")
        for n, row in enumerate(sheet.rows[:start], start=1)
        if any(row)
    ]
    return placed.model_copy(update={"unread": (*above, *placed.unread)})


def _is_header(row: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in row) >= 2 and columns_of(list(row)) is not None


def _as_line(row: Sequence[str]) -> str:
    """A row of a sheet without column names: a date in its first cell is its date, the rest are its words."""
    cells = [" ".join(cell.split()) for cell in row if cell.strip()]
    if not cells:
        return ""
    dated = dated_field(cells[0], SlashOrder.UNDECIDED, When())
    if len(cells) > 1 and dated.when.known and not dated.rest.strip():
        return f"- {cells[0]}: {'. '.join(cells[1:])}"
    return f"- {'. '.join(cells)}"


def _as_csv(rows: Sequence[Sequence[str]], above: int) -> tuple[str, list[str]]:
    """The rows as CSV, and the place of each of its lines: a cell with line breaks takes several."""
    places: list[str] = []
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\n")
    for n, row in enumerate(rows, start=above + 1):
        before = kept.tell()
        writer.writerow(row)
        kept.seek(before)
        places += [f"row {n}"] * kept.read().count("\n")
    return kept.getvalue(), places


def _placed(reading: LogReading, places: Sequence[str], asides: Sequence[Aside], form: str) -> LogReading:
    """The reading with its lines named as the document names them."""

    def place(line: int) -> str:
        return places[line - 1] if 0 < line <= len(places) else f"line {line}"

    def where(written: str) -> str:
        lines = whole_lines(written)
        if lines:
            first, last = place(lines[0]), place(lines[-1])
            return first if first == last else f"{first} to {last}"
        if written.startswith("line "):
            number, _, part = written.removeprefix("line ").partition(",")
            return f"{place(int(number))},{part}" if number.isdigit() else written
        return written

    return reading.model_copy(
        update={
            "headings": tuple(one.model_copy(update={"place": place(one.line)}) for one in reading.headings),
            "unread": (
                *(part.model_copy(update={"where": where(part.where)}) for part in reading.unread),
                *map(_unread, asides),
            ),
            "errors": tuple(fault.model_copy(update={"where": where(fault.where)}) for fault in reading.errors),
            "lines": tuple(
                one.model_copy(update={"places": tuple(dict.fromkeys(map(place, one.lines)))}) for one in reading.lines
            ),
            "format": form,
        }
    )


def _unread(aside: Aside) -> Unread:
    return Unread(where=aside.where, text=aside.text, why=aside.why)
