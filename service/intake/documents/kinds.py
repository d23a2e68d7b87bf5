"""Tells a document by its first bytes, and by what its archive holds; a file's name decides only between texts."""

import io
import re
import zipfile
from pathlib import PurePath

from service.errors import UnknownFormat
from service.intake.documents.shapes import DocumentKind

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|link|title|script|style|article|main|section|div|table|h[1-6]|p|ul|ol)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": DocumentKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": DocumentKind.ODS,
}
_PARTS = (("word/", DocumentKind.DOCX), ("xl/", DocumentKind.XLSX))
_SAVE_AS = {
    ".doc": "Word's old format",
    ".xls": "Excel's old format",
    ".ppt": "PowerPoint's old format",
    ".pages": "a Pages document",
    ".numbers": "a Numbers document",
    ".rtf": "rich text",
}
_MEND = "Save it as .docx, .xlsx, .odt, .md or .csv"
_MIMETYPE_LENGTH = 200


def document_kind(raw: bytes, filename: str | None = None) -> DocumentKind | None:
    """What document the bytes are; None for text, a plain zip, or anything else.

    Raises UnknownFormat, naming what to save it as, for office files in formats that are not read.
    """
    ending = PurePath(filename).suffix.lower() if filename else ""
    if raw.startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in raw[:1024]):
        return DocumentKind.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _in_archive(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in raw:
            raise UnknownFormat("The document is locked with a password", mend="Save it without one")
        raise UnknownFormat(f"This is {_SAVE_AS.get(ending, 'an old Office file')}", mend=_MEND)
    if raw.startswith(b"{\\rtf"):
        raise UnknownFormat(f"This is {_SAVE_AS['.rtf']}", mend=_MEND)
    if ending in (".html", ".htm", ".xhtml") or (ending in ("", ".txt") and _HTML.match(raw[:4096])):
        return DocumentKind.HTML
    return None


def _in_archive(raw: bytes) -> DocumentKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= _MIMETYPE_LENGTH:
                written = archive.read("mimetype").strip()
                if written in _OPEN_DOCUMENT:
                    return _OPEN_DOCUMENT[written]
                if written.startswith(b"application/vnd.oasis.opendocument"):
                    raise UnknownFormat("This OpenDocument file is no text and no sheet", mend=_MEND)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        # A truncated office file still shows its first entry's name, and gets a better error from its reader.
        return _by_first_name(raw)
    if "[Content_Types].xml" in names:
        for start, kind in _PARTS:
            if any(name.startswith(start) for name in names):
                return kind
        raise UnknownFormat("This Office file is no document and no workbook", mend=_MEND)
    if any(name.startswith(("Index/", "index.apxl", "Data/")) and name.endswith(".iwa") for name in names):
        raise UnknownFormat("This is a Pages or Numbers document", mend=_MEND)
    return None


def _by_first_name(raw: bytes) -> DocumentKind | None:
    head = raw[:400]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return DocumentKind.ODT
    if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head:
        return DocumentKind.ODS
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        return DocumentKind.XLSX if b"xl/" in raw else DocumentKind.DOCX
    return None
