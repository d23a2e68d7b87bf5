"""Reads a brag log kept as a spreadsheet: CSV with comma, semicolon, tab or bar between the cells."""

import csv
import re
from collections.abc import Iterator, Sequence

from service.domain.when import When
from service.errors import Fault, Invalid, Unreadable
from service.intake.columns import columns_of
from service.intake.day_order import slash_order
from service.intake.fields import column_named
from service.intake.jottings import Ledger
from service.intake.reading import EntryFault, LogReading, written_lines

_DELIMITERS = ",;\t|"
_LOOKED_AT = 50  # rows
_LONGEST_ROW = 300  # lines
_UNCLOSED = "quotation marks that do not match, or a cell without end"
_TOO_LONG = "a cell longer than anybody reads"
_MEND = "Close every quotation mark, and write one inside a cell twice"
_NAMES = "date, what, outcome, quote, who, role, dimensions, links"


def looks_like_csv(text: str) -> bool:
    """Whether the first line names at least two columns we know, one of them for what was done."""
    first = next(line for line in text.split("\n") if line.strip())
    if first.lstrip().startswith(("|", "#", "-", "*", ">")):
        return False
    cells = _cells(first, _delimiter(first))
    known = [name for name in cells if column_named(name)]
    return len(known) >= 2 and len(known) > len(cells) / 2 and columns_of(cells) is not None


def read_csv(text: str, *, strict: bool = False, within: When | None = None) -> LogReading:
    """Reads rows under a header, cells as they are; `within` is the time of rows that name none of their own.

    A row whose quotation marks do not work out is left out and reported. Raises Unreadable where no column says what
    was done or no row can be read; Invalid, when `strict`, for a broken row.
    """
    start = re.match(r"(?:[^\S\n]*\n)*", text)
    skipped = text[: start.end()].count("\n") if start else 0
    body = text[start.end() :] if start else text
    delimiter = _delimiter(body.split("\n", 1)[0])
    ledger = Ledger(written_lines(text), slash_order(text))
    rows = _Rows(body, delimiter, skipped)
    first, header = next(rows, (range(skipped + 1, skipped + 2), []))
    if rows.broken:
        raise Unreadable("The first line of the CSV file cannot be read", faults=_faults(rows.broken[:1]), mend=_MEND)
    table = list(rows)
    columns = columns_of(header, [cells for _, cells in table[:_LOOKED_AT]])
    if columns is None:
        raise Unreadable(
            "No column of the table says what was done",
            mend=f"Name the columns in the first line, for example: {_NAMES}",
            faults=[Fault(f"line {first.start}", "no column called what, win, achievement or text")],
        )
    ledger.head(first)
    for lines, cells in table:
        columns.read(cells, list(lines), ledger, within or When())
    ledger.head(rows.wordless)
    for n, what in rows.broken:
        ledger.set_aside([n], f"left out: {what}")
        ledger.errors.append(EntryFault(where=f"line {n}", what=what))
    if strict and ledger.errors:
        raise Invalid("The CSV file breaks the rules of its form", faults=_faults(rows.broken), mend=_MEND)
    if not ledger.jottings and rows.broken:
        raise Unreadable("The CSV file cannot be read", faults=_faults(rows.broken), mend=_MEND)
    return ledger.close("csv")


def _faults(broken: Sequence[tuple[int, str]]) -> list[Fault]:
    return [Fault(f"line {n}", what) for n, what in broken]


class _Rows:
    """The rows with the lines they stand on, and the lines that make no row, which are passed over."""

    def __init__(self, body: str, delimiter: str, skipped: int) -> None:
        self.lines = body.split("\n")
        self.delimiter = delimiter
        self.skipped = skipped
        self.broken: list[tuple[int, str]] = []
        self.wordless: list[int] = []  # rows that a spreadsheet exports below its last one
        self.at = 0

    def __iter__(self) -> Iterator[tuple[range, list[str]]]:
        return self

    def __next__(self) -> tuple[range, list[str]]:
        while self.at < len(self.lines):
            start = self.at
            # A cell with line ends in it goes on until its quotation mark closes; one without end would take all.
            reader = csv.reader(
                (f"{line}\n" for line in self.lines[start : start + _LONGEST_ROW]),
                delimiter=self.delimiter,
                strict=True,
                skipinitialspace=True,
            )
            try:
                cells = next(reader, [])
            except csv.Error as broken:
                self.at = start + 1
                long = "field limit" in str(broken)
                self.broken.append((self.skipped + start + 1, _TOO_LONG if long else _UNCLOSED))
                continue
            self.at = start + max(1, reader.line_num)
            lines = range(self.skipped + start + 1, self.skipped + self.at + 1)
            if any(cell.strip() for cell in cells):
                return lines, cells
            self.wordless += lines
        raise StopIteration


def _delimiter(header: str) -> str:
    """The one that makes the most known column names of the header."""

    def known(delimiter: str) -> tuple[int, int]:
        cells = _cells(header, delimiter)
        return sum(column_named(name) is not None for name in cells), len(cells)

    return max(_DELIMITERS, key=known)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
