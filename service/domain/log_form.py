"""The form in which a log is written out to be read back exactly: the fixed words that writers and readers agree on."""

import re

TITLE = "Brag log"
SIGNATURE = "Written by promocase, form 1: a heading an entry, a field a line."
ID, WHEN, TEXT, OUTCOME, MORE = "Id", "When", "Text", "Outcome", "More"
DIMENSION, LINK, STATED_BY = "Dimension", "Link", "Stated by"
QUOTE, WHO, ROLE, SAID_ON, WHERE = "Quote", "Who", "Role", "Said on", "Where"
LABELS = (ID, WHEN, TEXT, OUTCOME, MORE, DIMENSION, LINK, STATED_BY, QUOTE, WHO, ROLE, SAID_ON, WHERE)
"""`More` is a further line of the field above it."""

COLUMNS = (
    *("id", "when", "text", "outcome", "dimensions", "links"),
    *("quote", "who", "role", "said_on", "where", "stated_by"),
)
"""The columns of a CSV file; a row without text holds one more quote of the entry above it."""

_SIGNS = re.compile(r"([\\`*_\[\]<>&~|#])")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>&~|#])")
# What a spreadsheet takes for a formula, and the sign that keeps it from doing so.
_FORMULA = ("=", "+", "-", "@", "'")
# Carried by no text file that people edit: whoever copies it loses it.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def escaped(words: str) -> str:
    """The words with every sign of Markdown behind a backslash."""
    return _SIGNS.sub(r"\\\1", words)


def unescaped(words: str) -> str:
    """The words that `escaped` was given."""
    return _ESCAPED.sub(r"\1", words)


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_typed(cell: str) -> str:
    """The cell that `inert` was given."""
    return cell.removeprefix("'")
