"""Reads the rows of a table or CSV file by what its columns are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.when import When
from service.intake.dated_text import dated_field
from service.intake.fields import Field, fields_named
from service.intake.jottings import Jotting, Ledger
from service.intake.marks import Mark, bare, marked, split_tags

_WORDS = (Field.TEXT, Field.TITLE, Field.ASIDE)


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds; None where the name says nothing we know."""

    names: tuple[str, ...]
    fields: tuple[Field | None, ...]

    def unknown(self) -> list[str]:
        """The columns that are not read."""
        return [name for name, part in zip(self.names, self.fields, strict=True) if part is None and name.strip()]

    def read(
        self, cells: Sequence[str], lines: Sequence[int], ledger: Ledger, within: When, links: Sequence[str] = ()
    ) -> None:
        """One row: an entry, or set aside when it says nothing was done."""
        row = ledger.open(lines, within)
        row.links += links
        for n, cell in enumerate(cells):
            part = self.fields[n] if n < len(self.fields) else None
            if not cell.strip():
                continue
            if part is None:
                name = self.names[n].strip() if n < len(self.names) else ""
                where = f'column "{name}"' if name else f"cell {n + 1}"
                ledger.note(lines[0], where, cell.strip(), "a column that is not read")
            else:
                self._fill(row, part, cell.strip(), ledger)

    def _fill(self, row: Jotting, part: Field, cell: str, ledger: Ledger) -> None:
        match part:
            case Field.WHEN:
                dated = dated_field(cell, ledger.order, row.when)
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


def columns_of(header: Sequence[str]) -> Columns | None:
    """The columns a header names; None when none of them says what was done."""
    fields = fields_named(header)
    if Field.TEXT not in fields and Field.TITLE not in fields:
        # Databases export the title of a page as its name.
        named = next((n for n, name in enumerate(header) if not fields[n] and name.strip().lower() == "name"), None)
        if named is not None:
            fields[named] = Field.TITLE
    if not any(part in _WORDS for part in fields):
        return None
    if Field.TEXT not in fields and Field.TITLE not in fields:
        fields[fields.index(Field.ASIDE)] = Field.TEXT
    return Columns(tuple(header), tuple(fields))
