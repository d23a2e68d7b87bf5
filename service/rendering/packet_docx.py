"""A packet as a Word document: real styles and headings, and a footnote for every entry that a sentence rests on.

What it says is what the Markdown says: this sets those words in Word, and adds none.
"""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import docx
from docx.shared import Cm, Pt

from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.rendering.blocks import Block, Kind, Run, blocks_of
from service.rendering.docx_notes import Footnotes, element
from service.rendering.markdown import packet_markdown

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST_BULLET = 3
_WIDTHS = (Cm(3.2), Cm(3.6), Cm(8.4))


def packet_docx(packet: Packet, log: BragLog, *, clean: bool = False) -> bytes:
    """The packet as .docx; `clean` is for a committee: the case and its evidence, without what was left out and why."""
    blocks = blocks_of(packet_markdown(packet, log, clean=clean))
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = packet.headline[:250], "", ""
    document.sections[0].footer.paragraphs[0]._p.append(element("fldSimple", instr=" PAGE "))
    _Writer(document, blocks.notes).write(blocks.body)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    """Writes blocks into a document; the notes met become its footnotes, in that order."""

    def __init__(self, document: "Document", notes: Mapping[str, Sequence[Run]]) -> None:
        self._document = document
        self._notes = notes
        self._footnotes = Footnotes(document)

    def write(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if block.kind is Kind.TABLE:
                self._table(block.rows)
            else:
                self._runs(self._document.add_paragraph(style=_style_of(block)), block.runs)
        self._footnotes.finish()

    def _table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> None:
        table = self._document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        table.autofit = False
        # Word goes by the widths of the cells, LibreOffice by those of the columns.
        for column, width in zip(table.columns, _WIDTHS, strict=False):
            column.width = width
        for n, row in enumerate(rows):
            added = table.add_row()
            added._tr.get_or_add_trPr().append(element("cantSplit"))
            for cell, runs, width in zip(added.cells, row, _WIDTHS, strict=False):
                cell.width = width
                self._runs(cell.paragraphs[0], runs, bold=n == 0)
        self._document.add_paragraph()

    def _runs(self, paragraph: "Paragraph", runs: Sequence[Run], *, bold: bool = False) -> None:
        for run in runs:
            if run.note:
                words = [(one.words, one.italic) for one in self._notes.get(run.note, ())]
                self._footnotes.refer(paragraph, run.note, words)
            else:
                added = paragraph.add_run(run.words)
                added.bold, added.italic = bold or run.bold or None, run.italic or None


def _style_of(block: Block) -> str:
    match block.kind:
        case Kind.HEADING:
            return "Title" if block.level == 1 else f"Heading {block.level - 1}"
        case Kind.QUOTE:
            return "Quote"
        case Kind.BULLET:
            return "List Bullet" if block.level == 1 else f"List Bullet {min(block.level, _DEEPEST_BULLET)}"
        case _:
            return "Normal"
