"""The sheets of an OpenDocument workbook: values as written in the cells, repeats no further than anybody fills."""

import io

from lxml import etree
from odfdo import Document

from service.intake.documents.limits import MOST_CELLS, Refused
from service.intake.documents.shapes import Sheet, Workbook

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WIDEST = 500  # columns
_LONGEST_RUN = 200  # rows said to be the same


def render(raw: bytes) -> Workbook:
    """Every sheet with anything in it. Raises Refused."""
    try:
        root = Document(io.BytesIO(raw)).body._xml_element
    except Exception as broken:  # the library raises whatever its parsers do
        raise Refused("damaged") from broken
    left = MOST_CELLS
    sheets = []
    for table in root.iter(f"{_TABLE}table"):
        rows: list[tuple[str, ...]] = []
        for row in table.iter(f"{_TABLE}table-row"):
            cells = _cells(row)
            times = _count(row.get(f"{_TABLE}number-rows-repeated"))
            left -= len(cells) * min(times, _LONGEST_RUN)
            if left < 0:
                raise Refused("too_large")
            # A run of empty rows holds places; a run of filled ones this long was never typed.
            rows += [cells] * (min(times, _LONGEST_RUN) if cells else min(times, 1_000))
            if len(rows) > MOST_CELLS:
                raise Refused("too_large")
        while rows and not rows[-1]:
            rows.pop()
        if rows:
            sheets.append(Sheet(name=table.get(f"{_TABLE}name", "Sheet"), rows=tuple(rows)))
    return Workbook(sheets=tuple(sheets))


def _cells(row: etree._Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = min(_count(cell.get(f"{_TABLE}number-columns-repeated")), _WIDEST - len(cells))
        cells += [_read(cell)] * max(times, 0)
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _read(cell: etree._Element) -> str:
    if date := cell.get(f"{_OFFICE}date-value"):
        return str(date).removesuffix("T00:00:00")
    return "\n".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p")).strip()


def _count(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 1
