"""A packet as a Word document: real styles and headings, and a footnote for every entry that a sentence rests on.

What it says is what the Markdown says: this sets those words in Word, and adds none.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import docx
from docx.shared import Cm, Pt
from markdown_it import MarkdownIt

from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.rendering.docx_notes import Footnotes, element
from service.rendering.markdown import packet_markdown

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTE = re.compile(r"^\[\^([\w-]+)\]: (.*)$", re.MULTILINE)
_REFERENCE = re.compile(r"((?:^|[^\\])(?:\\\\)*)\[\^([\w-]+)\]")
# Private characters reach no page of ours: a person's are shown as replaced.
_MARK = re.compile("\ue000([\\w-]+)\ue001")
_DEEPEST_BULLET = 3
_WIDTHS = (Cm(3.2), Cm(3.6), Cm(8.4))


def packet_docx(packet: Packet, log: BragLog, *, clean: bool = False) -> bytes:
    """The packet as .docx; `clean` is for a committee: the case and its evidence, without what was left out and why."""
    text = packet_markdown(packet, log, clean=clean)
    notes = dict(_NOTE.findall(text))
    body = _NOTE.sub("", text)
    # Marks may stand side by side, and a match takes the letter before it.
    while (marked := _REFERENCE.sub("\\1\ue000\\2\ue001", body)) != body:
        body = marked
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = packet.headline[:250], "", ""
    document.sections[0].footer.paragraphs[0]._p.append(element("fldSimple", instr=" PAGE "))
    writer = _Writer(document, notes)
    writer.write(_parsed(body))
    writer.finish()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _parsed(text: str) -> "list[Token]":
    return MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)


class _Writer:
    """Writes tokens into a document; the notes met become its footnotes, in that order."""

    def __init__(self, document: "Document", notes: dict[str, str]) -> None:
        self._document = document
        self._notes = notes
        self._footnotes = Footnotes(document)

    def write(self, tokens: "Sequence[Token]") -> None:
        depth, quoted, style = 0, False, ""
        rest = iter(tokens)
        for token in rest:
            match token.type:
                case "bullet_list_open":
                    depth += 1
                case "bullet_list_close":
                    depth -= 1
                case "blockquote_open" | "blockquote_close":
                    quoted = token.type == "blockquote_open"
                case "heading_open":
                    level = int(token.tag[1])
                    style = "Title" if level == 1 else f"Heading {level - 1}"
                case "paragraph_open":
                    style = _style_of(depth, quoted=quoted)
                case "table_open":
                    self._table(list(_until(rest, "table_close")))
                case "inline":
                    self._inline(self._document.add_paragraph(style=style), token.children or [])
                case _:
                    pass

    def finish(self) -> None:
        """Puts the footnotes met into the document."""
        self._footnotes.finish()

    def _table(self, tokens: "Sequence[Token]") -> None:
        rows: list[list[Token]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        table = self._document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        table.autofit = False
        for n, row in enumerate(rows):
            added = table.add_row()
            added._tr.get_or_add_trPr().append(element("cantSplit"))
            for cell, token, width in zip(added.cells, row, _WIDTHS, strict=False):
                cell.width = width
                self._inline(cell.paragraphs[0], token.children or [], bold=n == 0)
        self._document.add_paragraph()

    def _inline(self, paragraph: "Paragraph", children: "Sequence[Token]", *, bold: bool = False) -> None:
        italic = False
        for child in children:
            match child.type:
                case "strong_open" | "strong_close":
                    bold = child.type == "strong_open"
                case "em_open" | "em_close":
                    italic = child.type == "em_open"
                case "softbreak" | "hardbreak":
                    paragraph.add_run(" ")
                case "text" | "code_inline" | "text_special":
                    self._words(paragraph, child.content, bold=bold, italic=italic)
                case _:
                    pass

    def _words(self, paragraph: "Paragraph", words: str, *, bold: bool, italic: bool) -> None:
        # Text and the labels of notes, in turn.
        for n, piece in enumerate(_MARK.split(words)):
            if n % 2:
                self._footnotes.refer(paragraph, piece, _plain(self._notes.get(piece, "")))
            elif piece:
                run = paragraph.add_run(piece)
                run.bold, run.italic = bold or None, italic or None


def _style_of(depth: int, *, quoted: bool) -> str:
    if quoted:
        return "Quote"
    if depth == 0:
        return "Normal"
    return "List Bullet" if depth == 1 else f"List Bullet {min(depth, _DEEPEST_BULLET)}"


def _until(tokens: "Iterator[Token]", close: str) -> "Iterator[Token]":
    for token in tokens:
        if token.type == close:
            return
        yield token


def _plain(note: str) -> list[tuple[str, bool]]:
    """The words of a note, and whether they are set in italics."""
    italic, runs = False, []
    for token in _parsed(note):
        for child in token.children or []:
            if child.type in ("em_open", "em_close"):
                italic = child.type == "em_open"
            elif child.content:
                runs.append((child.content, italic))
    return runs
