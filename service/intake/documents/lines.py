"""Collects the lines of a document as Markdown, each with its place; a person's signs are kept from being markup."""

import re

from service.intake.documents.limits import MOST_TEXT, Refused
from service.intake.documents.shapes import Aside, Rendition

# What would open a block where a paragraph stands: the words of a document are never markup by accident.
_OPENER = re.compile(r"^(\s*)([#>+=~|]|[-*](?=\s)|\d{1,9}[.)](?=\s)|-{3,}\s*$|```)")
_BULLET_SIGN = re.compile(r"^\s*[•◦▪●‣∙○■➢➤►▶·]\s+")
_DEEPEST_HEADING = 6


class Lines:
    """The lines of one document in the making."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._places: list[str] = []
        self._size = 0
        self.asides: list[Aside] = []

    def heading(self, words: str, level: int, place: str) -> None:
        """A heading on one line, between blank ones."""
        self.blank(place)
        self._add(f"{'#' * max(1, min(level, _DEEPEST_HEADING))} {' '.join(words.split())}", place)
        self.blank(place)

    def paragraph(self, words: str, place: str, *, quoted: bool = False) -> None:
        """A paragraph, its own line breaks kept; one that opens with a bullet sign is a bullet."""
        if sign := _BULLET_SIGN.match(words):
            self.bullet(words[sign.end() :], 0, place)
            return
        self.blank(place)
        for line in words.split("\n"):
            if line.strip():
                self._add(f"> {line.strip()}" if quoted else _plain(line.strip()), place)
        self.blank(place)

    def bullet(self, words: str, depth: int, place: str, *, box: str = "") -> None:
        """A bullet at a depth from 0; its further lines stand under it."""
        indent = "  " * depth
        if not self._lines or not self._lines[-1].lstrip().startswith("- "):
            self.blank(place)
        first, *rest = [line.strip() for line in words.split("\n") if line.strip()] or [""]
        self._add(f"{indent}- {box}{_plain(first)}", place)
        for line in rest:
            self._add(f"{indent}  {_plain(line)}", place)

    def table(self, rows: list[list[str]], place: str) -> None:
        """A pipe table under its first row; every row is a line with its own place."""
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        self.blank(place)
        for n, row in enumerate(rows, start=1):
            cells = [_cell(cell) for cell in [*row, *[""] * (width - len(row))]]
            self._add(f"| {' | '.join(cells)} |", f"{place}, row {n}")
            if n == 1:
                self._add("|" + "---|" * width, f"{place}, row 1")
        self.blank(place)

    def blank(self, place: str) -> None:
        """A blank line, unless there is one."""
        if self._lines and self._lines[-1]:
            self._add("", place)

    def aside(self, where: str, why: str, text: str = "") -> None:
        """A part that is not handed on."""
        self.asides.append(Aside(where=where, why=why, text=text[:500]))

    def rendition(self) -> Rendition:
        """All of it; raises Refused when there is no word in it."""
        text = "\n".join(self._lines)
        if not any(char.isalnum() for char in text):
            raise Refused("empty")
        return Rendition(text=text, places=tuple(self._places), asides=tuple(self.asides))

    def _add(self, line: str, place: str) -> None:
        self._size += len(line)
        if self._size > MOST_TEXT:
            raise Refused("too_large")
        self._lines.append(line)
        self._places.append(place)


def _plain(line: str) -> str:
    return _OPENER.sub(r"\1\\\2", line)


def _cell(words: str) -> str:
    kept = "<br>".join(part.strip() for part in words.split("\n") if part.strip())
    return kept.replace("|", "\\|")
