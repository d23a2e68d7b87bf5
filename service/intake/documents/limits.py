"""What a document may cost, and the words for each way it can fail; no message carries any of its words."""

from service.apart.archives import Refused as Refused
from service.apart.archives import within_limits as within_limits

MOST_CELLS = 2_000_000
MOST_PAGES = 1_000
MOST_TEXT = 30_000_000  # characters
DEEPEST = 200
"""Levels of nesting of lists, tables and elements that anybody writes by hand, and more."""


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
