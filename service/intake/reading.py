"""What intake hands on: the log, and where every line of the file ended up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragLog, EntryId
from service.domain.packet import Unread
from service.intake.pasted import is_wrapper


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(_Value):
    """A line that shapes the file without claiming anything: a heading, a label, a column header, a rule, a fence."""

    line: int
    text: str
    file: str = ""
    place: str = ""


class EntryLines(_Value):
    """The lines (from 1) that an entry was read from; of a folder or zip, the file too; of a document, its places."""

    entry: EntryId
    lines: tuple[int, ...]
    file: str = ""
    places: tuple[str, ...] = ()


class EntryFault(_Value):
    """Why an entry was left out: the place, and what is wrong there."""

    where: str
    what: str


class LogReading(_Value):
    """A log as read. `format` is `markdown`, `text`, `json`, `yaml`, `csv`, a document's
    (`docx`, `odt`, `html`, `pdf`, `xlsx`, `ods`), `folder` or `zip`.

    Every non-blank line is an entry's, a heading or unread; in `unread`, `line 12` is the whole line,
    `entries[3] (lines 12-19)` an entry that breaks the rules of its form, and `line 12, date` (or `entries[3].mood`) a
    part of a line or entry that was read. `errors` says once more, by place, what is wrong with entries left out.
    """

    log: BragLog
    headings: tuple[Heading, ...] = ()
    unread: tuple[Unread, ...] = ()
    errors: tuple[EntryFault, ...] = ()
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


_WHOLE_LINES = re.compile(r"(?!earlier )(?:(?:line|lines|.* \(lines?) )(?P<first>\d+)(?:-(?P<last>\d+))?\)?", re.DOTALL)


def place_of(place: str, lines: Sequence[int]) -> str:
    """A place with the whole lines it takes up, where it has any of its own."""
    if not lines:
        return place
    first, last = min(lines), max(lines)
    return f"{place} (line {first})" if first == last else f"{place} (lines {first}-{last})"


def whole_lines(where: str) -> range:
    """The lines that an unread place takes up wholly; none when it is a part of a line."""
    match = _WHOLE_LINES.fullmatch(where)
    return range(int(match["first"]), int(match["last"] or match["first"]) + 1) if match else range(0)


def accounting(text: str, reading: LogReading) -> Accounting:
    """Accounts for every non-blank line of the decoded `text`."""
    written = written_lines(text)
    entries = frozenset(line for read in reading.lines for line in read.lines)
    headings = frozenset(heading.line for heading in reading.headings)
    unread = frozenset(n for part in reading.unread for n in whole_lines(part.where) if n in written)
    twice = (entries & headings) | (entries & unread) | (headings & unread)
    return Accounting(entries, headings, unread, frozenset(written) - entries - headings - unread, twice)


# A rule, a table's second row, a code fence, a bullet or quote mark with nothing behind it, an invisible character.
_STRUCTURE = re.compile(
    r">*(?:[-*+•◦▪●‣∙○■➢➤►▶]|\d{1,9}[.)])?(?:([-=_*~#–—―─━═])\1*|[|:+=-]*|[`~]{3,}\w*)[\u200b-\u200f\u2060\ufeff]*"
)


def is_structure(line: str) -> bool:
    """Whether a line shapes the file and holds nothing anybody could have meant to say."""
    return is_wrapper(line) or _STRUCTURE.fullmatch("".join(line.split())) is not None


def written_lines(text: str) -> dict[int, str]:
    """The non-blank lines under their numbers, from 1."""
    return {n: line for n, line in enumerate(text.split("\n"), start=1) if line.strip()}


def unread_lines(numbers: Iterable[int], written: dict[int, str], why: str) -> list[Unread]:
    """One Unread a line, with its words."""
    return [Unread(where=f"line {n}", text=written[n].strip(), why=why) for n in numbers if n in written]
