"""A ladder in a web page, a document or a workbook: its text and its rows come from the reader of documents."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain.packet import Unread
from service.errors import TooLarge
from service.intake.ladder_files import of_markdown, of_sheets
from service.intake.ladder_values import Ladder, Piece

if TYPE_CHECKING:
    from service.intake.documents.shapes import Aside, DocumentKind


def document_kind_of(raw: bytes, filename: str | None, limit_bytes: int) -> "DocumentKind | None":
    """What document the bytes are, None for text; raises TooLarge before anything is unpacked."""
    from service.intake.documents.kinds import document_kind

    if len(raw) > limit_bytes:
        raise TooLarge(
            f"The file has {len(raw):,} bytes; the limit is {limit_bytes:,}", mend="Save the ladder's words alone"
        )
    return document_kind(raw, filename)


def of_document(
    raw: bytes, kind: "DocumentKind", name: str, asked: Sequence[str], *, alone: bool
) -> Piece | Ladder | None:
    """The ladder in a document; None when there is none in it. Raises what the reader of documents raises."""
    from service.intake.documents.reading import rendition_of, sheets_of

    if kind.is_workbook:
        workbook = sheets_of(raw, kind)
        asides = [*workbook.asides, *(aside for sheet in workbook.sheets for aside in sheet.asides)]
        found = of_sheets([(sheet.name, sheet.rows) for sheet in workbook.sheets], name, asked)
    else:
        rendition = rendition_of(raw, kind)
        asides = list(rendition.asides)
        places = rendition.places
        found = of_markdown(
            rendition.text,
            name,
            asked,
            alone=alone,
            place=lambda line: places[line - 1] if 0 < line <= len(places) else f"line {line}",
        )
    return replace(found, unread=(*found.unread, *map(_unread, asides))) if found is not None else None


def _unread(aside: "Aside") -> Unread:
    return Unread(where=aside.where, text=aside.text, why=aside.why)
