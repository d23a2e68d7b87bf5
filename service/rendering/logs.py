"""Writes a log so that our own reader reads back the same log: Markdown, CSV, YAML, JSON and Word.

White space at the ends of a line is not kept. YAML and JSON carry every character but half ones; the others refuse
control characters, and a line break where a field has one line.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import yaml

from service.domain import log_form as form
from service.domain.brag import BragEntry, BragLog, Corroboration, StatedBy
from service.errors import Fault, Invalid

if TYPE_CHECKING:
    from docx.document import Document

_ONE_LINE = (form.ID, form.DIMENSION, form.LINK, form.WHO, form.ROLE, form.WHERE)


class LogForm(StrEnum):
    """A form that a log is written in, by the ending of its file."""

    MARKDOWN = "md"
    CSV = "csv"
    YAML = "yaml"
    JSON = "json"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        return _MEDIA[self]


_MEDIA = {
    LogForm.MARKDOWN: "text/markdown; charset=utf-8",
    LogForm.CSV: "text/csv; charset=utf-8",
    LogForm.YAML: "application/yaml",
    LogForm.JSON: "application/json",
    LogForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def log_bytes(log: BragLog, written: LogForm) -> bytes:
    """The log in a form. Raises Invalid for what that cannot carry."""
    match written:
        case LogForm.MARKDOWN:
            return log_markdown(log).encode()
        case LogForm.CSV:
            return log_csv(log).encode()
        case LogForm.YAML:
            return log_yaml(log).encode()
        case LogForm.JSON:
            return log_json(log).encode()
        case LogForm.DOCX:
            return log_docx(log)


def log_json(log: BragLog) -> str:
    """The canonical log as JSON."""
    return json.dumps(_plain(log), ensure_ascii=False, indent=2) + "\n"


def log_yaml(log: BragLog) -> str:
    """The canonical log as YAML."""
    return yaml.safe_dump(_plain(log), allow_unicode=True, sort_keys=False, width=110)


def log_markdown(log: BragLog) -> str:
    """The log as CommonMark, a heading an entry. Raises Invalid for what it cannot carry."""
    lines = [f"# {form.TITLE}", "", f"*{form.SIGNATURE}*"]
    for n, entry in enumerate(log.entries):
        lines += ["", entry_markdown(entry, n)]
    return "\n".join(lines) + "\n"


def entry_markdown(entry: BragEntry, n: int = 0) -> str:
    """One entry of that, the log's `n`-th: its heading and a line a field."""
    lines = [f"- **{label}:** {form.escaped(words)}".rstrip() for label, words in _fields(entry, n)]
    return "\n".join([f"## {_heading(entry)}", "", *lines])


def entry_note(entry: BragEntry) -> str:
    """The entry as a person writes it into notes: a dated bullet, and what belongs to it under it."""
    lines = [f"- {f'{entry.when}: ' if entry.when.known else ''}{entry.text}"]
    lines += [f"  - Outcome: {entry.outcome}"] if entry.outcome else []
    lines += [f'  - "{said.quote}" - {", ".join(filter(None, (said.who, said.role)))}' for said in entry.corroborations]
    lines += [f"  - Tags: {', '.join(entry.dimensions)}"] if entry.dimensions else []
    return "\n".join(lines)


def log_csv(log: BragLog) -> str:
    """The log as CSV whose cells no spreadsheet takes for formulas. Raises Invalid for what it cannot carry."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(form.COLUMNS)
    for n, entry in enumerate(log.entries):
        for row in _rows(entry, n):
            writer.writerow([form.inert(cell) for cell in row])
    return out.getvalue()


def log_docx(log: BragLog) -> bytes:
    """The log as a Word document with real styles. Raises Invalid for what it cannot carry."""
    import docx

    document = docx.Document()
    document.add_heading(form.TITLE, level=1)
    document.add_paragraph().add_run(form.SIGNATURE).italic = True
    for n, entry in enumerate(log.entries):
        document.add_heading(_heading(entry), level=2)
        for label, words in _fields(entry, n):
            _add_field(document, label, words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_field(document: "Document", label: str, words: str) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(f"{label}:").bold = True
    if words:
        paragraph.add_run(f" {words}")


def _plain(log: BragLog) -> dict[str, object]:
    entries = [entry.model_dump(mode="json", exclude_defaults=True) for entry in log.entries]
    return {"entries": entries}


def _heading(entry: BragEntry) -> str:
    return str(entry.when)


def _fields(entry: BragEntry, n: int) -> Iterator[tuple[str, str]]:
    """Every field of the entry, a line each; checked to be what the form can carry."""
    for label, words in _all_fields(entry):
        _check(words, label, n)
        first, *rest = [line.strip() for line in words.strip().split("\n")]
        yield label, first
        yield from ((form.MORE, line) for line in rest)


def _all_fields(entry: BragEntry) -> Iterator[tuple[str, str]]:
    yield form.ID, entry.id
    if entry.when.canonical:
        yield form.WHEN, entry.when.canonical
    yield form.TEXT, entry.text
    if entry.outcome is not None:
        yield form.OUTCOME, entry.outcome
    yield from ((form.DIMENSION, dimension) for dimension in entry.dimensions)
    yield from ((form.LINK, link) for link in entry.links)
    for said in entry.corroborations:
        yield from _said(said)
    if entry.stated_by is not StatedBy.LOG:
        yield form.STATED_BY, entry.stated_by.value


def _said(said: Corroboration) -> Iterator[tuple[str, str]]:
    yield form.QUOTE, said.quote
    yield form.WHO, said.who
    given = ((form.ROLE, said.role), (form.SAID_ON, said.when.canonical), (form.WHERE, said.where))
    yield from ((label, words) for label, words in given if words)


def _rows(entry: BragEntry, n: int) -> Iterator[list[str]]:
    for label, words in _all_fields(entry):
        _check(words, label, n)
    own = [entry.id, entry.when.canonical or "", _lines(entry.text), _lines(entry.outcome or "")]
    own += ["\n".join(entry.dimensions), "\n".join(entry.links)]
    stated = entry.stated_by.value if entry.stated_by is not StatedBy.LOG else ""
    first, *rest = entry.corroborations or (None,)
    yield [*own, *_cells(first), stated]
    yield from ([entry.id, "", "", "", "", "", *_cells(said), ""] for said in rest)


def _cells(said: Corroboration | None) -> Iterable[str]:
    if said is None:
        return [""] * 5
    return [_lines(said.quote), said.who, said.role or "", said.when.canonical or "", said.where or ""]


def _lines(words: str) -> str:
    return "\n".join(line.strip() for line in words.strip().split("\n"))


def _check(words: str, label: str, n: int) -> None:
    what = ""
    if form.UNWRITABLE.search(words):
        what = "holds a character that this form cannot carry"
    elif label in _ONE_LINE and "\n" in words:
        what = "has a line break, and one line here"
    elif not words.strip():
        what = "holds nothing but white space"
    if what:
        where = f"entries[{n}].{label.lower()}"
        raise Invalid("The log cannot be written in this form", mend="Write JSON or YAML", faults=[Fault(where, what)])
