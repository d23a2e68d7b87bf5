"""The text of a PDF, page by page; running heads and feet, the same on most pages, are set aside."""

import io
import re
from collections import Counter

from pypdf import PdfReader

from service.intake.documents.limits import MOST_PAGES, MOST_TEXT, Refused
from service.intake.documents.shapes import Aside, Rendition

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,12}\.?\s+)?\d{1,4}(?:\s*(?:of|/|von|de|di|van|из)\s*\d{1,4})?\W*")
_RUNNING_FROM, _RUNNING_SHARE = 3, 0.6


def render(raw: bytes) -> Rendition:
    """The lines of every page. Raises Refused: damaged, locked, too large, or without text."""
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Refused("too_large")
        pages = [page.extract_text().translate(_LIGATURES).split("\n") for page in reader.pages]
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as broken:  # the library raises whatever a crooked file makes it
        raise Refused("damaged") from broken
    return _rendition(pages)


def _rendition(pages: list[list[str]]) -> Rendition:
    running = _running(pages)
    lines, places, asides = [], [], []
    for n, page in enumerate(pages, start=1):
        for k, line in enumerate(page, start=1):
            where = f"page {n}, line {k}"
            if _shape(line) in running:
                asides.append(Aside(where=where, why="the head or foot of every page", text=line.strip()[:500]))
                continue
            lines.append(line.rstrip())
            places.append(where)
    text = "\n".join(lines)
    if len(text) > MOST_TEXT:
        raise Refused("too_large")
    if not any(char.isalnum() for char in text):
        raise Refused("no_text")
    return Rendition(text=text, places=tuple(places), plain=True, asides=tuple(asides))


def _running(pages: list[list[str]]) -> frozenset[str]:
    """What stands first or last on most pages: the same words, or a page number."""
    if len(pages) < _RUNNING_FROM:
        return frozenset()
    met: Counter[str] = Counter()
    for page in pages:
        written = [line for line in page if line.strip()]
        met.update({_shape(line) for line in (*written[:2], *written[-2:])})
    return frozenset(shape for shape, count in met.items() if shape and count >= _RUNNING_SHARE * len(pages))


def _shape(line: str) -> str:
    """The line itself, or what all page numbers look like."""
    words = " ".join(line.split())
    return "#" if _PAGE_NUMBER.fullmatch(words) else words
