"""Reads a brag log in any of the formats people keep one in, and accounts for every line of it."""

import re
from pathlib import PurePath

from service.domain.when import When
from service.errors import TooLarge, Unreadable
from service.intake.csv_logs import looks_like_csv, read_csv
from service.intake.decoding import LIMIT_BYTES, decode
from service.intake.document_logs import read_document
from service.intake.documents.kinds import document_kind
from service.intake.named_times import period_in_name
from service.intake.own_form import is_own_csv, is_own_markdown, read_own_csv, read_own_markdown
from service.intake.prose import read_prose
from service.intake.reading import LogReading
from service.intake.structured_logs import read_json, read_yaml
from service.intake.trails.refusing import refuse_a_trail

__all__ = ["LogReading", "read_log"]

_MARKDOWN = re.compile(
    r"^(?:#{1,6}\s|\s*[-*+]\s|\s*\d+[.)]\s|>\s|```|\|.*\||(?:=+|-{3,})$)|\*\*[^*\n]+\*\*|\]\(https?:", re.MULTILINE
)
_YAML_START = re.compile(
    r"(?:\s*#[^\n]*\n|\s*\n|---[^\n]*\n)*(?:entries\s*:\s*(?:\n|\[)|-\s+(?:id|when|date|text|what|win|"
    r"outcome|dimensions)\s*:\s)"
)
_JSON_START = re.compile(r"\s*(?:\{|\[\s*(?:[{\"\]]|$))")


MOST_LINES = 100_000
"""Nobody writes so many; a few bytes each, they would keep a reader busy for minutes."""


def read_log(
    raw: bytes,
    *,
    filename: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
    strict: bool = False,
    within: When | None = None,
) -> LogReading:
    """The log in `raw`, and what became of each line.

    The format is told by the file name's ending, else by the text itself. An entry that breaks the rules of JSON, YAML
    or CSV is left out and reported, the others are read; with `strict`, for logs that programs write, it is an error.
    `within` dates prose entries that say nothing else; the year, quarter or month that the file's name gives is
    taken where it is left out.
    Raises UnknownFormat, Unreadable (nothing that can be read, or no entry in it), TooLarge (over `limit_bytes` or
    100,000 lines) or Invalid (no entry keeps the rules of its form); no message carries any of the log's words.
    """
    kind = document_kind(raw, filename) if len(raw) <= limit_bytes else None
    if kind is not None:
        return read_document(raw, kind, within=within or period_in_name(filename))
    text = decode(raw, limit_bytes=limit_bytes)
    if text.count("\n") > MOST_LINES:
        raise TooLarge(f"The log has more than {MOST_LINES:,} lines", mend="Send it in several parts")
    refuse_a_trail(text)
    own = _in_own_form(text)
    if own is not None:
        return own
    ending = PurePath(filename).suffix.lower() if filename else ""
    if ending == ".json" or (ending not in _PROSE_ENDINGS and _is_json(text)):
        return read_json(text, strict=strict)
    if ending in (".yaml", ".yml"):
        return read_yaml(text, strict=strict)
    # A sheet pasted into a text file keeps its tabs.
    pasted = "\t" in text.lstrip().split("\n", 1)[0]
    if ending in (".csv", ".tsv") or ((ending not in _PROSE_ENDINGS or pasted) and looks_like_csv(text)):
        return read_csv(text, strict=strict)
    if ending not in _PROSE_ENDINGS and _YAML_START.match(text):
        try:
            return read_yaml(text, strict=strict)
        except Unreadable:
            # A Markdown list of `- what: ...` lines opens just like YAML does.
            pass
    plain = ending in (".txt", ".org") or (ending not in _PROSE_ENDINGS and _MARKDOWN.search(text) is None)
    return read_prose(text, root=within or period_in_name(filename), plain=plain)


_PROSE_ENDINGS = frozenset((".md", ".markdown", ".mkd", ".mdx", ".txt", ".text", ".org"))


def _in_own_form(text: str) -> LogReading | None:
    """What was written out here, read back exactly; None for anything else."""
    if is_own_markdown(text):
        return read_own_markdown(text)
    return read_own_csv(text) if is_own_csv(text) else None


def _is_json(text: str) -> bool:
    return _JSON_START.match(text) is not None
