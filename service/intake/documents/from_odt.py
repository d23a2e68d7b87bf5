"""An OpenDocument text as lines: headings, lists, tables, links; what was deleted, and notes, are not read."""

import io
from collections.abc import Iterator

from lxml import etree
from odfdo import Document

from service.intake.documents.limits import DEEPEST, Refused
from service.intake.documents.lines import Lines
from service.intake.documents.shapes import Rendition

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_LEFT_OUT = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}sequence-decls"))
_MOST_REPEATED = 100


def render(raw: bytes) -> Rendition:
    """The document's lines. Raises Refused."""
    try:
        body = Document(io.BytesIO(raw)).body
        root = body._xml_element  # the library wraps each element; walking thousands is quicker below it
    except Exception as broken:  # the library raises whatever its parsers do
        raise Refused("damaged") from broken
    return _Reader().read(root)


class _Reader:
    def __init__(self) -> None:
        self.lines = Lines()
        self.paragraphs = 0
        self.tables = 0

    def read(self, root: etree._Element) -> Rendition:
        self._blocks(root, 0)
        for tag, name in ((f"{_TEXT}note", "footnotes"), (f"{_OFFICE}annotation", "comments")):
            if next(root.iter(tag), None) is not None:
                self.lines.aside(name, f"{name} are not read")
        return self.lines.rendition()

    def _blocks(self, parent: etree._Element, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused("too_deep")
        for child in parent:
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == f"{_TEXT}h":
                level = child.get(f"{_TEXT}outline-level", "1")
                self._line(child, lambda words, place, level=level: self.lines.heading(words, int(level), place))
            elif child.tag == f"{_TEXT}p":
                self._line(child, self.lines.paragraph)
            elif child.tag == f"{_TEXT}list":
                self._list(child, 0)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            elif isinstance(child.tag, str):
                self._blocks(child, depth + 1)

    def _line(self, element: etree._Element, put: "object") -> None:
        self.paragraphs += 1
        words = self._words(element)
        if words.strip() and callable(put):
            put(words, f"paragraph {self.paragraphs}")

    def _list(self, element: etree._Element, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused("too_deep")
        for entry in element:
            for child in entry:
                if child.tag == f"{_TEXT}list":
                    self._list(child, depth + 1)
                elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    self._line(child, lambda words, place: self.lines.bullet(words, min(depth, 8), place))

    def _table(self, element: etree._Element) -> None:
        self.tables += 1
        rows = []
        for row in element.iter(f"{_TABLE}table-row"):
            cells: list[str] = []
            for cell in row:
                if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    continue
                words = "\n".join(filter(None, (self._words(p).strip() for p in cell.iter(f"{_TEXT}p"))))
                cells += [words] * min(_count(cell.get(f"{_TABLE}number-columns-repeated")), _MOST_REPEATED)
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
        self.lines.table([row for row in rows if row], f"table {self.tables}")

    def _words(self, element: etree._Element) -> str:
        return "".join(_runs(element, 0))


def _runs(element: etree._Element, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise Refused("too_deep")
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}s":
            yield " " * min(_count(child.get(f"{_TEXT}c")), 100)
        elif child.tag == f"{_TEXT}a":
            words, target = "".join(_runs(child, depth + 1)), child.get(_LINK, "")
            yield f"[{words}]({target})" if target.startswith(("http://", "https://")) and words != target else words
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _runs(child, depth + 1)
        yield child.tail or ""


def _count(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 1
