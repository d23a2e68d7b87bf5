"""The sheets of an Excel workbook: values as a person reads them. Formulas are never worked out; a cell whose value was
not saved is named, and so are sheets that were hidden and macros that were left alone."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from service.intake.documents.limits import MOST_CELLS, Refused
from service.intake.documents.shapes import Aside, Sheet, Workbook

_MONEY = re.compile(r"[£$€¥]")
_WIDEST = 500  # columns


def render(raw: bytes) -> Workbook:
    """Every sheet with anything in it. Raises Refused."""
    try:
        return Workbook(sheets=tuple(_sheets(raw)), asides=tuple(_left_alone(raw)))
    except (Refused, MemoryError):
        raise
    except Exception as broken:  # the library raises whatever its parsers do
        raise Refused("damaged") from broken


def _sheets(raw: bytes) -> Iterator[Sheet]:
    values = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    left = MOST_CELLS
    for sheet in values.worksheets:
        asides = []
        if sheet.sheet_state != "visible":
            asides.append(Aside(where=f"sheet {sheet.title}", why="a hidden sheet; it is read like the others"))
        rows: list[tuple[str, ...]] = []
        sheet.reset_dimensions()
        other = formulas[sheet.title]
        other.reset_dimensions()
        for n, (row, written) in enumerate(zip(sheet.iter_rows(), other.iter_rows(), strict=False), start=1):
            left -= len(row)
            if left < 0 or len(row) > _WIDEST * 40:
                raise Refused("too_large")
            cells = []
            for k, cell in enumerate(row[:_WIDEST]):
                formula = written[k].value if k < len(written) else None
                if cell.value is None and isinstance(formula, str) and formula.startswith("="):
                    where = f"sheet {sheet.title}, {get_column_letter(k + 1)}{n}"
                    asides.append(Aside(where=where, why="a formula whose value was not saved"))
                cells.append(_read(cell.value, cell.number_format if cell.value is not None else ""))
            while cells and not cells[-1]:
                cells.pop()
            rows.append(tuple(cells))
        while rows and not rows[-1]:
            rows.pop()
        if rows:
            yield Sheet(name=sheet.title, rows=tuple(rows), asides=tuple(asides))


def _read(value: object, shown_as: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, shown_as)
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _number(value: float, shown_as: str) -> str:
    if "%" in shown_as:
        return f"{round(value * 100, 6):g}%"
    whole = f"{int(value):,}".replace(",", "") if float(value).is_integer() else f"{value:.10g}"
    money = _MONEY.search(shown_as)
    return f"{money[0]}{whole}" if money else whole


def _left_alone(raw: bytes) -> Iterator[Aside]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Aside(where="macros", why="macros are neither run nor read")
    if any(name.startswith("xl/comments") for name in names):
        yield Aside(where="comments", why="comments are not read")
