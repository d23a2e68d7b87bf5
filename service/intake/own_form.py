"""Reads back what a log was written out as: every field from its label or column, nothing guessed.

A file that was edited out of this form is none of it, and read like any other.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from service.domain import log_form as form
from service.domain.brag import BragEntry, BragLog, EntryId
from service.intake.reading import EntryLines, Heading, LogReading, written_lines

_FIELD = re.compile(rf"- \*\*(?P<label>{'|'.join(map(re.escape, form.LABELS))}):\*\*(?: (?P<words>.*))?")
_TEXTS = {form.ID: "id", form.WHEN: "when", form.TEXT: "text", form.OUTCOME: "outcome", form.STATED_BY: "stated_by"}
_LISTS = {form.DIMENSION: "dimensions", form.LINK: "links"}
_SAID = {form.WHO: "who", form.ROLE: "role", form.SAID_ON: "when", form.WHERE: "where"}


@dataclass(slots=True)
class _Record:
    """One entry's fields as read, and its lines."""

    fields: dict[str, object] = field(default_factory=dict)
    said: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def put(self, label: str, words: str) -> bool:
        """Takes a field; False where it has no place here."""
        if label in _LISTS:
            kept = self.fields.setdefault(_LISTS[label], [])
            assert isinstance(kept, list)
            kept.append(words)
        elif label == form.QUOTE:
            self.said.append({"quote": words})
        elif label in _SAID:
            if not self.said or _SAID[label] in self.said[-1]:
                return False
            self.said[-1][_SAID[label]] = words
        elif _TEXTS[label] in self.fields:
            return False
        else:
            self.fields[_TEXTS[label]] = words
        return True

    def more(self, label: str, words: str) -> bool:
        """A further line of the field last read."""
        if label == form.QUOTE and self.said:
            self.said[-1]["quote"] += f"\n{words}"
        elif label in (form.TEXT, form.OUTCOME):
            self.fields[_TEXTS[label]] = f"{self.fields[_TEXTS[label]]}\n{words}"
        else:
            return False
        return True

    def entry(self) -> BragEntry:
        """Raises ValidationError."""
        return BragEntry.model_validate({**self.fields, "corroborations": self.said})


def is_own_markdown(text: str) -> bool:
    """Whether a Markdown file, or a Word document's lines, says that it was written here."""
    return form.SIGNATURE in text[:400]


def read_own_markdown(text: str, *, escaped: bool = True) -> LogReading | None:
    """The log in the lines; None where a line is not of the form. In a Word document signs are not `escaped`."""
    records: list[_Record] = []
    headings: dict[int, str] = {}
    last = ""
    for n, line in written_lines(text).items():
        words = line.strip()
        match = _FIELD.fullmatch(words)
        if match is None:
            if not (words.startswith("#") or words.strip("*") == form.SIGNATURE):
                return None
            headings[n] = words
            if words.startswith("## "):
                records.append(_Record())
            continue
        value = (match["words"] or "").strip()
        value = form.unescaped(value) if escaped else value
        label = match["label"]
        if not records:
            return None
        records[-1].lines.append(n)
        if not (records[-1].more(last, value) if label == form.MORE else records[-1].put(label, value)):
            return None
        last = last if label == form.MORE else label
    return _reading(records, headings, "markdown")


def is_own_csv(text: str) -> bool:
    """Whether the columns of a CSV file are those written here."""
    return text.lstrip("\n").split("\n", 1)[0].strip() == ",".join(form.COLUMNS)


def read_own_csv(text: str) -> LogReading | None:
    """The log in the rows; None where a row is not of the form."""
    records: list[_Record] = []
    headings: dict[int, str] = {}
    try:
        for lines, cells in _rows(text):
            if not headings:
                headings[lines[0]] = ",".join(cells)
            elif not _take(records, [form.as_typed(cell) for cell in cells], lines):
                return None
    except csv.Error:
        return None
    return _reading(records, headings, "csv")


def _rows(text: str) -> Iterator[tuple[list[int], list[str]]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    start = 0
    for cells in reader:
        lines = [n for n, line in enumerate(text.split("\n")[start : reader.line_num], start=start + 1) if line.strip()]
        start = reader.line_num
        if lines:
            yield lines, cells


def _take(records: list[_Record], cells: Sequence[str], lines: list[int]) -> bool:
    if len(cells) != len(form.COLUMNS):
        return False
    row = dict(zip(form.COLUMNS, cells, strict=True))
    if row["text"]:
        found = {name: row[name] for name in ("id", "when", "text", "outcome", "stated_by") if row[name]}
        lists = {name: row[name].split("\n") for name in ("dimensions", "links") if row[name]}
        records.append(_Record({**found, **lists}))
    elif not records or row["id"] != records[-1].fields.get("id") or not row["quote"]:
        return False
    if row["quote"]:
        named = (("quote", "quote"), ("who", "who"), ("role", "role"), ("when", "said_on"), ("where", "where"))
        records[-1].said.append({name: row[column] for name, column in named if row[column]})
    records[-1].lines += lines
    return True


def _reading(records: Sequence[_Record], headings: dict[int, str], kind: str) -> LogReading | None:
    try:
        log = BragLog(entries=tuple(record.entry() for record in records))
    except (ValidationError, ValueError):
        return None
    return LogReading(
        log=log,
        headings=tuple(Heading(line=n, text=words) for n, words in headings.items()),
        lines=tuple(
            EntryLines(entry=EntryId(entry.id), lines=tuple(record.lines))
            for entry, record in zip(log.entries, records, strict=True)
        ),
        format=kind,
    )
