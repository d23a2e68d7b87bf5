"""Turns the bytes of an upload into text, or says plainly why that cannot be done."""

import codecs
import re

from service.errors import Fault, TooLarge, UnknownFormat, Unreadable

LIMIT_BYTES = 10_000_000

_READ = "Markdown, plain text, JSON, YAML or CSV"

# The four-byte marks come first: UTF-32's little-endian mark starts with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (Word and Excel files are that too)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "rich text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|link|meta|script|style)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(raw: bytes, *, limit_bytes: int = LIMIT_BYTES, needs: str = "at least one entry") -> str:
    """The text with its line ends made `\\n` and without a byte order mark.

    UTF-8 with or without a mark, UTF-16 and UTF-32 with one. Raises TooLarge over `limit_bytes`, UnknownFormat for what
    is not text, Unreadable for what is empty (`needs` says what should be there) or in another encoding. No message
    carries any of the words.
    """
    if len(raw) > limit_bytes:
        raise TooLarge(
            f"The file has {len(raw):,} bytes; the limit is {limit_bytes:,}",
            mend="Split it, or send only the last years",
        )
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise UnknownFormat(f"This is {kind}, which is not read", mend=f"Save it as {_READ}")
    text = _decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("The file is empty", mend=f"It needs {needs}")
    if "\0" in text or 10 * sum(1 for _ in _CONTROL.finditer(text)) > len(text) + 20:
        raise UnknownFormat("This looks like a binary file, not text", mend=f"Save it as {_READ}, in UTF-8")
    if _HTML.match(text):
        raise UnknownFormat("This is an HTML page, which is not read", mend=f"Save its words as {_READ}")
    return text


def _decoded(raw: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as exc:
        if b"\0" in raw:
            raise UnknownFormat(
                "This looks like a binary file, not text", mend=f"Save it as {_READ}, in UTF-8"
            ) from exc
        line = raw.count(b"\n", 0, exc.start) + 1
        raise Unreadable(
            f"The file is not valid {encoding.removesuffix('-sig').upper()} text",
            mend="Open it in an editor and save it with the encoding UTF-8",
            faults=[Fault(f"line {line}", "a byte that no character has")],
        ) from exc
