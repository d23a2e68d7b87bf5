"""A Word document as lines: headings by style, lists by numbering, tables, links, quotations; what was deleted is not
read, what was inserted is, and comments, footnotes and text boxes are named as left out."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from service.intake.documents.limits import DEEPEST, Refused
from service.intake.documents.lines import Lines
from service.intake.documents.shapes import Rendition

_SKIPPED = frozenset(
    qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:txbxContent")
)
_BOXES = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def render(raw: bytes) -> Rendition:
    """The document's lines. Raises Refused."""
    try:
        document = docx.Document(io.BytesIO(raw))
    except Exception as broken:  # the library raises whatever its parsers do
        raise Refused("damaged") from broken
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.lines = Lines()
        self.body = document.element.body
        self.styles = {style.style_id: (style.name or "").lower() for style in document.styles}
        self.links = {
            id: rel.target_ref
            for id, rel in document.part.rels.items()
            if rel.is_external and "hyperlink" in rel.reltype
        }
        self.left = {
            "comments": any("comments" in rel.reltype for rel in document.part.rels.values()),
            "footnotes": _has_notes(document),
        }
        self.paragraphs = 0
        self.tables = 0

    def read(self) -> Rendition:
        self._blocks(self.body, 0)
        boxes = sum(1 for _ in self.body.iter(_BOXES))
        if boxes:
            self.lines.aside("text boxes", "words in text boxes are not read: put them into the text")
        for name, there in self.left.items():
            if there:
                self.lines.aside(name, f"{name} are not read")
        return self.lines.rendition()

    def _blocks(self, parent: etree._Element, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused("too_deep")
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
                self._blocks(child, depth + 1)

    def _paragraph(self, element: etree._Element) -> None:
        self.paragraphs += 1
        place = f"paragraph {self.paragraphs}"
        words = self._words(element)
        if not words.strip():
            return
        style = self._style(element)
        level = self._outline(element, style)
        depth = self._list_depth(element, style)
        if level:
            self.lines.heading(words, level, place)
        elif depth is not None:
            self.lines.bullet(words, depth, place)
        else:
            self.lines.paragraph(words, place, quoted="quote" in style)

    def _table(self, element: etree._Element) -> None:
        self.tables += 1
        place = f"table {self.tables}"
        rows = []
        for row in element.iter(qn("w:tr")):
            cells = []
            for cell in row:
                if cell.tag == qn("w:tc"):
                    spans = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                    wide = spans.get(qn("w:val"), "1") if spans is not None else "1"
                    words = "\n".join(filter(None, (self._words(p).strip() for p in cell.iter(qn("w:p")))))
                    cells += [words, *[""] * (min(int(wide), 100) - 1 if wide.isdigit() else 0)]
            rows.append(cells)
        # A table of one column is a frame around its text.
        if rows and max(map(len, rows)) == 1:
            for n, (words,) in enumerate((row for row in rows if row), start=1):
                self.lines.paragraph(words, f"{place}, row {n}")
        else:
            self.lines.table(rows, place)

    def _words(self, element: etree._Element) -> str:
        return "".join(self._runs(element, 0))

    def _runs(self, element: etree._Element, depth: int) -> Iterator[str]:
        if depth > DEEPEST:
            raise Refused("too_deep")
        for child in element:
            if child.tag in _SKIPPED or child.tag == _FALLBACK:
                continue
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag == qn("w:tab"):
                yield "\t"
            elif child.tag in (qn("w:br"), qn("w:cr")):
                yield "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == qn("w:hyperlink"):
                words = "".join(self._runs(child, depth + 1))
                target = self.links.get(child.get(qn("r:id"), ""), "")
                yield (
                    f"[{words}]({target})" if target.startswith(("http://", "https://")) and words != target else words
                )
            elif child.tag == qn("w:r") and _is_bold(child):
                words = "".join(self._runs(child, depth + 1))
                yield _bold(words)
            else:
                yield from self._runs(child, depth + 1)

    def _style(self, element: etree._Element) -> str:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.styles.get(style.get(qn("w:val"), ""), "") if style is not None else ""

    def _outline(self, element: etree._Element, style: str) -> int:
        if style == "title":
            return 1
        if style.startswith("heading") and style.split()[-1].isdigit():
            return int(style.split()[-1])
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        level = outline.get(qn("w:val"), "9") if outline is not None else "9"
        return int(level) + 1 if level.isdigit() and int(level) < 9 else 0

    def _list_depth(self, element: etree._Element, style: str) -> int | None:
        numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbered is not None:
            level = numbered.find(qn("w:ilvl"))
            given = level.get(qn("w:val"), "0") if level is not None else "0"
            return min(int(given), 8) if given.isdigit() else 0
        if style.startswith(("list bullet", "list number", "list paragraph")):
            last = style.split()[-1]
            return int(last) - 1 if last.isdigit() else 0 if not style.startswith("list paragraph") else None
        return None


def _is_bold(run: etree._Element) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val"), "true") not in ("0", "false")


def _bold(words: str) -> str:
    kept = words.strip()
    if not kept or "*" in kept:
        return words
    start = words.index(kept)
    return f"{words[:start]}**{kept}**{words[start + len(kept) :]}"


def _has_notes(document: Document) -> bool:
    references = document.element.body.iter(qn("w:footnoteReference"), qn("w:endnoteReference"))
    return next(references, None) is not None
