"""Reads the Markdown that a note app's JSON file keeps in its strings: one note, or a list of them with their dates."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.brag import BragEntry, BragLog
from service.domain.packet import Unread
from service.domain.when import When
from service.errors import Unreadable
from service.intake.dated_text import dated_field, dated_heading
from service.intake.day_order import SlashOrder, slash_order
from service.intake.fields import Field, field_named
from service.intake.jottings import named
from service.intake.prose import read_prose
from service.intake.reading import EntryLines, Heading, LogReading, written_lines
from service.intake.structured_words import shown
from service.intake.trees import Listed, Mapped, Tree

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_SPACE = " \t\n\r,:"
_MARKED = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)]|#{1,6})[ \t]+\S", re.MULTILINE)
_KEYS = ("body", "content", "contents", "text", "markdown", "md", "note", "notes", "entry", "page")


@dataclass(frozen=True, slots=True)
class _Note:
    key: str
    body: str
    within: When
    line: int


def read_notes(root: Tree, text: str) -> LogReading | None:
    """The reading of a JSON file whose strings hold Markdown; None for any other file.

    Every entry of a note stands on the one line of the file that its string takes up. Raises Unreadable when the notes
    hold no entry.
    """
    owners = _owners(root)
    if owners is None:
        return None
    order = slash_order(text)
    lines = iter(_string_lines(text))
    notes = [note for owner in owners if (note := _note(owner, order, lines))]
    return _Reading(text).read(notes)


def _owners(root: Tree) -> Sequence[Mapped] | None:
    parts = root.parts if isinstance(root, Listed) else (root,)
    owners = [part for part in parts if isinstance(part, Mapped) and _body_of(part) is not None]
    return owners if owners and len(owners) == len(parts) else None


def _body_of(part: Mapped) -> str | None:
    """The key of the one string that is Markdown with lines of its own; other keys say when, or what it is called."""
    marked = [
        key for key, value in part.pairs if isinstance(value, str) and "\n" in value and len(_MARKED.findall(value)) > 1
    ]
    nested = any(isinstance(value, Listed | Mapped) and _has_words(value) for _, value in part.pairs)
    return marked[0] if len(marked) == 1 and marked[0].lower() in _KEYS and not nested else None


def _has_words(value: Listed | Mapped) -> bool:
    """Whether a value holds more than the names of tags."""
    if isinstance(value, Mapped):
        return bool(value.pairs)
    return any(not isinstance(part, str) or len(part.split()) > 3 for part in value.parts)


def _note(owner: Mapped, order: SlashOrder, lines: Iterator[tuple[str, int]]) -> _Note | None:
    key = _body_of(owner)
    body = owner.get(key) if key else None
    if key is None or not isinstance(body, str):
        return None
    line = next(n for words, n in lines if words == body)
    within = When()
    for name, value in owner.pairs:
        if not isinstance(value, str) or name == key:
            continue
        part = field_named(name)
        if part is Field.WHEN:
            within = dated_field(value, order, within).when
        elif part is Field.TITLE and not within.known:
            within = dated_heading(value, 1, order, within).when
    return _Note(key, body, within, line)


def _string_lines(text: str) -> Iterator[tuple[str, int]]:
    """Every string of the document that is a value or a key, with the line on which it stands."""
    starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == "\n")]
    at = 0
    while (at := text.find('"', at)) >= 0:
        words, end = _DECODER.raw_decode(text, at)
        yield words, bisect_right(starts, at)
        at = end


class _Reading:
    """The notes of one file as they come together."""

    def __init__(self, text: str) -> None:
        self.written = written_lines(text)
        self.entries: list[BragEntry] = []
        self.lines: list[int] = []
        self.unread: list[Unread] = []

    def read(self, notes: Sequence[_Note]) -> LogReading:
        for note in notes:
            self._add(note)
        if not self.entries:
            raise Unreadable(
                "No entry was found in it", mend="Write what you did as bullets, one a line, in the text of a note"
            )
        # A line that gave an entry is that entry's; what else stood in its note is told as a part of it.
        claimed = set(self.lines)
        told = [part for part in self.unread if _line_of(part) is None or _line_of(part) not in claimed]
        unread_lines = {_line_of(part) for part in told}
        names = [entry.id for entry in named(self.entries, [""] * len(self.entries))]
        return LogReading(
            log=BragLog(
                entries=tuple(
                    entry.model_copy(update={"id": name}) for entry, name in zip(self.entries, names, strict=True)
                )
            ),
            headings=tuple(
                Heading(line=n, text=self.written[n].strip())
                for n in sorted(self.written.keys() - claimed - unread_lines)
            ),
            unread=tuple(told),
            lines=tuple(EntryLines(entry=name, lines=(n,)) for name, n in zip(names, self.lines, strict=True)),
            format="json",
        )

    def _add(self, note: _Note) -> None:
        try:
            reading = read_prose(note.body, root=note.within, plain=False)
        except Unreadable as nothing:
            self.unread.append(Unread(where=f"line {note.line}", text=shown(note.body), why=nothing.message))
            return
        self.entries += reading.log.entries
        self.lines += [note.line] * len(reading.log)
        self.unread += [
            part.model_copy(update={"where": f"line {note.line}, {note.key}, {part.where}"}) for part in reading.unread
        ]


def _line_of(part: Unread) -> int | None:
    number = part.where.removeprefix("line ")
    return int(number) if number.isdecimal() else None
