"""Footnotes of a Word document, which the library we write with does not know: a part of its own, and marks to it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_REFERENCE, _TEXT = "FootnoteReference", "FootnoteText"


class Footnotes:
    """The notes of one document, numbered in the order first referred to."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._numbers: dict[str, int] = {}
        self._notes: list[list[tuple[str, bool]]] = []
        _add_styles(document)

    def refer(self, paragraph: "Paragraph", label: str, words: list[tuple[str, bool]]) -> None:
        """A mark to the note of this label; a later one to the same note repeats its number."""
        if label in self._numbers:
            paragraph._p.append(_again(self._numbers[label]))
            return
        number = self._numbers[label] = len(self._notes) + 1
        self._notes.append(words)
        for part in _first(number):
            paragraph._p.append(part)

    def finish(self) -> None:
        """Puts the notes into the document; nothing where none was referred to."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        if not self._notes:
            return
        root = element("footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = element("footnote", type=kind, id=str(number))
            note.append(_within("p", _within("r", element(kind))))
            root.append(note)
        for number, words in enumerate(self._notes, start=1):
            root.append(_note(number, words))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, words: list[tuple[str, bool]]) -> "_Element":
    paragraph = _within("p", _within("pPr", element("pStyle", val=_TEXT)))
    paragraph.append(_within("r", _within("rPr", element("rStyle", val=_REFERENCE)), element("footnoteRef")))
    for n, (text, italic) in enumerate(words):
        run = _within("r", *([_within("rPr", element("i"))] if italic else []))
        run.append(_text(f" {text}" if n == 0 else text))
        paragraph.append(run)
    note = element("footnote", id=str(number))
    note.append(paragraph)
    return note


def _first(number: int) -> "list[_Element]":
    """The reference itself, under a name that later ones point to."""
    start = element("bookmarkStart", id=str(1_000 + number), name=_name(number))
    end = element("bookmarkEnd", id=str(1_000 + number))
    mark = _within("r", _within("rPr", element("rStyle", val=_REFERENCE)), element("footnoteReference", id=str(number)))
    return [start, mark, end]


def _again(number: int) -> "_Element":
    field = element("fldSimple", instr=f" NOTEREF {_name(number)} \\f \\h ")
    run = _within("r", _within("rPr", element("rStyle", val=_REFERENCE)))
    run.append(_text(str(number)))
    field.append(run)
    return field


def _name(number: int) -> str:
    return f"_Note{number}"


def _add_styles(document: "Document") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(_w("styleId"), _REFERENCE)
    reference.font.superscript = True
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(_w("styleId"), _TEXT)
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def element(tag: str, **attributes: str) -> "_Element":
    """An element of the main namespace with attributes of it."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(_w(name), value)
    return made


def _within(tag: str, *children: "_Element") -> "_Element":
    made = element(tag)
    for child in children:
        made.append(child)
    return made


def _text(words: str) -> "_Element":
    made = element("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
