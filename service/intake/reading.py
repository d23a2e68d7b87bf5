"""What intake hands on: the log, and where every line of the file ended up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragLog, EntryId
from service.domain.packet import Unread


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(_Value):
    """A line that shapes the file without claiming anything: a heading, a label, a column header, a rule, a fence."""

    line: int
    text: str


class EntryLines(_Value):
    """The lines (from 1) that an entry was read from."""

    entry: EntryId
    lines: tuple[int, ...]


class LogReading(_Value):
    """A log as read. `format` is `markdown`, `text`, `json`, `yaml` or `csv`.

    Every non-blank line is an entry's, a heading or unread; in `unread`, `line 12` is the whole line, and
    `line 12, date` (or `entries[3].mood`) a part of one that an entry was read from.
    """

    log: BragLog
    headings: tuple[Heading, ...] = ()
    unread: tuple[Unread, ...] = ()
    lines: tuple[EntryLines, ...] = ()
    format: str


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where the non-blank lines of a file went; `missing` and `twice` are empty unless intake is broken."""

    entries: frozenset[int]
    headings: frozenset[int]
    unread: frozenset[int]
    missing: frozenset[int]
    twice: frozenset[int]


_WHOLE_LINE = re.compile(r"line (\d+)")


def accounting(text: str, reading: LogReading) -> Accounting:
    """Accounts for every non-blank line of the decoded `text`."""
    written = written_lines(text)
    entries = frozenset(line for read in reading.lines for line in read.lines)
    headings = frozenset(heading.line for heading in reading.headings)
    unread = frozenset(int(m[1]) for part in reading.unread if (m := _WHOLE_LINE.fullmatch(part.where)))
    twice = (entries & headings) | (entries & unread) | (headings & unread)
    return Accounting(entries, headings, unread, frozenset(written) - entries - headings - unread, twice)


def written_lines(text: str) -> dict[int, str]:
    """The non-blank lines under their numbers, from 1."""
    return {n: line for n, line in enumerate(text.split("\n"), start=1) if line.strip()}


def unread_lines(numbers: Iterable[int], written: dict[int, str], why: str) -> list[Unread]:
    """One Unread a line, with its words."""
    return [Unread(where=f"line {n}", text=written[n].strip(), why=why) for n in numbers if n in written]
