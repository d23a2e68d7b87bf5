"""What a document may cost, and the words for each way it can fail; no message carries any of its words."""

import io
import zipfile
import zlib

MOST_PARTS = 5_000
MOST_UNPACKED = 200_000_000  # bytes
MOST_TIMES_PACKED = 400
"""How many times its packed size an archive may unpack to, from a megabyte on: XML shrinks well, bombs far better."""
MOST_CELLS = 2_000_000
MOST_PAGES = 1_000
MOST_TEXT = 30_000_000  # characters
DEEPEST = 200
"""Levels of nesting of lists, tables and elements that anybody writes by hand, and more."""
_CHUNK = 1 << 18


class Refused(Exception):
    """A document that is not read on; its one argument is a key of `TOLD`."""


TOLD = {
    "damaged": ("The document is damaged", "Open it where it was made and save it again"),
    "locked": ("The document is locked with a password", "Save it without one"),
    "too_large": ("The document unpacks to more than is read at once", "Split it, or save the text alone"),
    "too_long": ("The document takes too long to read", "Split it, or save it as text or CSV"),
    "too_much_memory": ("The document takes too much memory to read", "Split it, or save it as text or CSV"),
    "too_deep": ("The document is nested deeper than anybody writes", "Save the text alone"),
    "no_text": (
        "There is no text in the document, only pictures of it perhaps",
        "Use the file it was made from, or have its text recognised first",
    ),
    "empty": ("The document is empty", "Write at least one entry"),
}


def within_limits(raw: bytes) -> None:
    """Unpacks every part of an office file once, keeping nothing, so that a bomb is met here. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise Refused("too_large")
            most = min(MOST_UNPACKED, max(1_000_000, MOST_TIMES_PACKED * len(raw)))
            left = most
            for part in parts:
                if part.flag_bits & 0x1:
                    raise Refused("locked")
                with archive.open(part) as file:
                    while chunk := file.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise Refused("too_large")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise Refused("damaged") from broken
