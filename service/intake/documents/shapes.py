"""What a document is turned into before its meaning is read: lines with their places, or the rows of sheets."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentKind(StrEnum):
    """A format whose words are not simply its bytes."""

    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    ODS = "ods"

    @property
    def is_workbook(self) -> bool:
        """Whether it is made of sheets, and not of lines."""
        return self in (DocumentKind.XLSX, DocumentKind.ODS)


class Aside(_Value):
    """A part of a document that is not handed on: where, and why; `text` is what stood there, where it is short."""

    where: str
    why: str
    text: str = ""


class Rendition(_Value):
    """A document as text: Markdown (`plain`: text without markup), line n of which came from `places[n - 1]`."""

    text: str
    places: tuple[str, ...]
    plain: bool = False
    asides: tuple[Aside, ...] = ()


class Sheet(_Value):
    """One sheet: its name and its rows from row 1, cells as a person reads them (dates as ISO), ragged at the end."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    asides: tuple[Aside, ...] = ()


class Workbook(_Value):
    """Every sheet that holds anything, in order."""

    sheets: tuple[Sheet, ...]
    asides: tuple[Aside, ...] = ()
