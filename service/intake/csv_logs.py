"""Reads a brag log kept as a spreadsheet: CSV with comma, semicolon, tab or bar between the cells."""

import csv
import re
from collections.abc import Iterator

from service.domain.when import When
from service.errors import Fault, Unreadable
from service.intake.columns import columns_of
from service.intake.dates import slash_order
from service.intake.fields import field_named
from service.intake.jottings import Ledger
from service.intake.reading import LogReading, written_lines

_DELIMITERS = ",;\t|"
_NAMES = "date, what, outcome, quote, who, role, dimensions, links"


def looks_like_csv(text: str) -> bool:
    """Whether the first line names at least two columns we know, one of them for what was done."""
    first = next(line for line in text.split("\n") if line.strip())
    if first.lstrip().startswith(("|", "#", "-", "*", ">")):
        return False
    cells = _cells(first, _delimiter(first))
    known = [name for name in cells if field_named(name)]
    return len(known) >= 2 and len(known) > len(cells) / 2 and columns_of(cells) is not None


def read_csv(text: str) -> LogReading:
    """Reads rows under a header, cells as they are. Raises Unreadable where quotes or columns do not work out."""
    start = re.match(r"(?:[^\S\n]*\n)*", text)
    skipped = text[: start.end()].count("\n") if start else 0
    body = text[start.end() :] if start else text
    delimiter = _delimiter(body.split("\n", 1)[0])
    ledger = Ledger(written_lines(text), slash_order(text))
    rows = _rows(body, delimiter, skipped)
    first, header = next(rows, (range(skipped + 1, skipped + 2), []))
    columns = columns_of(header)
    if columns is None:
        raise Unreadable(
            "No column of the table says what was done",
            mend=f"Name the columns in the first line, for example: {_NAMES}",
            faults=[Fault(f"line {first.start}", "no column called what, win, achievement or text")],
        )
    ledger.head(first)
    for lines, cells in rows:
        columns.read(cells, list(lines), ledger, When())
    return ledger.close("csv")


def _rows(body: str, delimiter: str, skipped: int) -> Iterator[tuple[range, list[str]]]:
    reader = csv.reader(_lines(body), delimiter=delimiter, strict=True, skipinitialspace=True)
    done = 0
    try:
        for cells in reader:
            lines = range(skipped + done + 1, skipped + reader.line_num + 1)
            done = reader.line_num
            if any(cell.strip() for cell in cells):
                yield lines, cells
    except csv.Error as exc:
        raise Unreadable(
            "The CSV file cannot be read",
            mend="Close every quotation mark, and write one inside a cell twice",
            faults=[Fault(f"line {skipped + done + 1}", "quotation marks that do not match, or a cell without end")],
        ) from exc


def _lines(body: str) -> Iterator[str]:
    return (f"{line}\n" for line in body.split("\n"))


def _delimiter(header: str) -> str:
    """The one that makes the most known column names of the header."""

    def known(delimiter: str) -> tuple[int, int]:
        cells = _cells(header, delimiter)
        return sum(field_named(name) is not None for name in cells), len(cells)

    return max(_DELIMITERS, key=known)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
