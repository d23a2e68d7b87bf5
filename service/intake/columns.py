"""Reads the rows of a table or CSV file by what its columns are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.when import When
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder
from service.intake.fields import Field, fields_named
from service.intake.jottings import Jotting, Ledger
from service.intake.marks import Mark, bare, marked, split_tags
from service.intake.periods import Edge, dated_stamp, edges_named, is_project, period_of, without_clock
from service.intake.ratings import A_RATING, is_rating

_SENTENCE = 3  # words
# An address, or a date with its time of day: many words, and none of them telling.
_NO_SENTENCE = re.compile(r"https?://|\S+ \(https?://|[\d/.:-]+(?:\s|$)|\w+ \d{1,2}, \d{4}\b")
_SAVED = re.compile(r"creat|edit|modif|updat|sav|due|deadline", re.IGNORECASE)
_WORDS = (Field.TEXT, Field.TITLE, Field.ASIDE)


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds; None where the name says nothing we know."""

    names: tuple[str, ...]
    fields: tuple[Field | None, ...]
    edges: tuple[Edge | None, ...] = ()

    def unknown(self) -> list[str]:
        """The columns that are not read."""
        return [name for name, part in zip(self.names, self.fields, strict=True) if part is None and name.strip()]

    def read(
        self, cells: Sequence[str], lines: Sequence[int], ledger: Ledger, within: When, links: Sequence[str] = ()
    ) -> None:
        """One row: an entry, or set aside when it says nothing was done."""
        row = ledger.open(lines, within)
        row.links += links
        said: dict[Edge, str] = {}
        for n, cell in enumerate(cells):
            part = self.fields[n] if n < len(self.fields) else None
            edge = self.edges[n] if n < len(self.edges) else None
            if not cell.strip():
                continue
            if edge is not None:
                said[edge] = cell.strip()
                continue
            if part is None:
                name = self.names[n].strip() if n < len(self.names) else ""
                where = f'column "{name}"' if name else f"cell {n + 1}"
                ledger.note(lines[0], where, cell.strip(), "a column that is not read")
            elif part is Field.OUTCOME and is_rating(cell) and self.names[n].strip().lower() != "outcome":
                ledger.note(lines[0], f'column "{self.names[n].strip()}"', cell.strip(), A_RATING)
            else:
                self._fill(row, part, cell.strip(), ledger)

        self._settle_edges(row, said, ledger)

    def _settle_edges(self, row: Jotting, said: dict[Edge, str], ledger: Ledger) -> None:
        """The time between a start and an end; of an event that only starts, its day."""
        if not said.get(Edge.START) and not said.get(Edge.END):
            if Edge.DURATION in said:
                ledger.note(row.lines[0], "duration", said[Edge.DURATION], "a duration without a date")
            return
        is_event = any(name.strip().lower().startswith("event") for name in self.names)
        start, end, lasted = (said.get(edge, "") for edge in Edge)
        dated = period_of(start, end, lasted, ledger.order, row.when, may_be_a_day=is_event)
        row.when = dated.when
        if not dated.when.known:
            ledger.note(row.lines[0], "date", dated.doubtful or dated.rest, dated.why)

    def _fill(self, row: Jotting, part: Field, cell: str, ledger: Ledger) -> None:
        match part:
            case Field.WHEN:
                dated = dated_stamp(cell, ledger.order, row.when)
                row.when = dated.when
                if not dated.when.known:
                    ledger.note(row.lines[0], "date", cell, dated.why)
            case Field.ID:
                pass  # a row number; ids are made from the content, or two files' rows would be one
            case Field.KEYWORDS:
                ledger.note(row.lines[0], "keywords", cell, "keywords, not evidence")
            case Field.DIMENSIONS:
                row.tags += split_tags(cell)
            case Field.LINKS:
                seen = bare(cell, {}, markdown=True)
                row.links += seen.links
                if not seen.links:
                    ledger.note(row.lines[0], "link", cell, "only http and https links are kept")
            case Field.TEXT | Field.TITLE:
                mark, words = marked(cell)
                row.undone = "marked as not done" if mark is Mark.NOT_DONE else row.undone
                row.add(part, words)
            case _:
                row.add(part, cell)


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns | None:
    """The columns a header names; None when none of them says what was done.

    Where no name says it, the words of the first `rows` may: databases let the title be called anything.
    """
    edges = edges_named(header)
    fields = [None if edge else part for part, edge in zip(fields_named(header), edges, strict=True)]
    named = next((n for n, name in enumerate(header) if not fields[n] and name.strip().lower() == "name"), None)
    fields = without_projects(header, fields, named)
    if named is not None and Field.TEXT not in fields and Field.TITLE not in fields:
        # Databases export the title of a page as its name.
        fields[named] = Field.TITLE
    if not any(part in _WORDS for part in fields):
        dated = _dated_in(header, rows, fields, edges)
        told = _told_in(rows, fields, edges) if dated is not None or any(fields) or any(edges) else None
        if told is None:
            return None
        fields[told] = Field.TEXT
        if dated is not None and dated != told:
            fields[dated] = Field.WHEN
    if Field.TEXT not in fields and Field.TITLE not in fields:
        fields[fields.index(Field.ASIDE)] = Field.TEXT
    return Columns(tuple(header), tuple(fields), tuple(edges))


def without_projects(
    names: Sequence[str], fields: Sequence[Field | None], title: int | None = None
) -> list[Field | None]:
    """The fields, less a project where something else is the title: it says where a win belongs, not what it was.

    `title` is a column that becomes the title where there is none but a project.
    """
    projects = [part is Field.TITLE and is_project(name) for name, part in zip(names, fields, strict=True)]
    telling = [part in (Field.TITLE, Field.TEXT) for part in fields]
    if sum(telling) == sum(projects) and title is None:
        return list(fields)
    return [None if is_project else part for part, is_project in zip(fields, projects, strict=True)]


def _told_in(rows: Sequence[Sequence[str]], fields: Sequence[Field | None], edges: Sequence[Edge | None]) -> int | None:
    """The unnamed column whose cells read like sentences; None where none does."""
    words: dict[int, float] = {}
    for n in _unnamed(fields, edges):
        telling = [0 if _NO_SENTENCE.match(cell) else len(cell.split()) for cell in _cells_of(rows, n)]
        words[n] = sum(telling) / len(telling) if telling else 0
    best = max(words, key=lambda n: words[n], default=None)
    return best if best is not None and words[best] >= _SENTENCE else None


def _dated_in(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    fields: Sequence[Field | None],
    edges: Sequence[Edge | None],
) -> int | None:
    """The first unnamed column whose cells are all dates; None where a date is named, or only when a row was saved."""
    if Field.WHEN in fields or any(edges):
        return None
    for n in _unnamed(fields, edges):
        cells = _cells_of(rows, n)
        if cells and _SAVED.search(header[n]) is None and all(_is_date(cell) for cell in cells):
            return n
    return None


def _is_date(cell: str) -> bool:
    return whole_date(without_clock(cell), SlashOrder.UNDECIDED, When()) is not None


def _unnamed(fields: Sequence[Field | None], edges: Sequence[Edge | None]) -> list[int]:
    return [n for n, (part, edge) in enumerate(zip(fields, edges, strict=True)) if part is None and edge is None]


def _cells_of(rows: Sequence[Sequence[str]], n: int) -> list[str]:
    return [row[n].strip() for row in rows if n < len(row) and row[n].strip()]
