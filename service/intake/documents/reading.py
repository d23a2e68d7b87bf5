"""Documents turned into lines or sheets, in a process of their own, within limits of size, memory and time."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from service.apart.running import KILLED_FOR_TIME, run_apart
from service.errors import Fault, TooLarge, Unreadable
from service.intake.documents.kinds import document_kind
from service.intake.documents.limits import TOLD
from service.intake.documents.shapes import DocumentKind, Rendition, Sheet, Workbook

__all__ = ["DocumentKind", "Rendition", "Sheet", "Workbook", "document_kind", "rendition_of", "sheets_of"]

_WAIT = 90  # seconds
_TOO_MUCH = frozenset(("too_large", "too_long", "too_much_memory"))
ShapeT = TypeVar("ShapeT", bound=BaseModel)


def rendition_of(raw: bytes, kind: DocumentKind) -> Rendition:
    """A DOCX, ODT, HTML or PDF file as lines with their places.

    Raises Unreadable (damaged, locked, without text, nested too deep) or TooLarge (what it unpacks to, or takes).
    """
    return _in_child(raw, kind, Rendition)


def sheets_of(raw: bytes, kind: DocumentKind) -> Workbook:
    """An XLSX or ODS file as sheets of cells; raises what `rendition_of` raises."""
    workbook = _in_child(raw, kind, Workbook)
    if not workbook.sheets:
        raise _refused("empty")
    return workbook


def _in_child(raw: bytes, kind: DocumentKind, shape: type[ShapeT]) -> ShapeT:
    try:
        ended = run_apart("service.intake.documents.child", kind.value, given=raw, wait_s=_WAIT)
    except TimeoutError:
        raise _refused("too_long") from None
    told = ended.out[:40].decode("utf-8", "replace")
    if told.startswith("refused "):
        raise _refused(told.removeprefix("refused ").strip())
    if ended.code:
        # Killed by its limit of time or memory, or by a fault in a parser: the document is at fault either way.
        raise _refused("too_long" if ended.code in KILLED_FOR_TIME else "damaged")
    try:
        return shape.model_validate_json(ended.out)
    except ValidationError:
        raise _refused("damaged") from None


def _refused(key: str) -> Unreadable | TooLarge:
    message, mend = TOLD[key]
    if key in _TOO_MUCH:
        return TooLarge(message, mend=mend)
    return Unreadable(
        message, mend=mend, faults=[Fault("the file", "nothing in it could be read")] * (key == "damaged")
    )
