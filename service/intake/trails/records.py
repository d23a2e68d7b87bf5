"""Takes an export apart into records whose fields are found under the names programs give them, nested or not."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.errors import Fault, TooLarge, Unreadable
from service.intake.trails.trail import Person
from service.intake.trees import Listed, Mapped, Number, Tree, json_tree

MOST_RECORDS = 50_000
_NOT_A_LETTER = re.compile(r"\([^()]*\)|[\W_]+")
_NAMES = ("displayname", "name", "login", "username", "emailaddress", "email", "publicemail", "key", "accountid")
_TITLES = ("name", "title", "value", "summary", "text")
_DEEPEST = 6


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """`Merged At (UTC)`, `merged_at` and `mergedAt` are one name."""
    return _NOT_A_LETTER.sub("", name).casefold()


@dataclass(slots=True)
class Record:
    """One record under its place (`[3]`, `line 12`); a name may stand there several times, as columns of Jira do."""

    place: str
    fields: dict[str, list[Tree]]

    def has(self, *names: str) -> bool:
        """Whether all of the names stand there, filled or not."""
        return all(name in self.fields for name in names)

    def text(self, *names: str) -> str:
        """The first text under any of the names, in the order of the names; empty where there is none."""
        return next((words for words in self.texts(*names)), "")

    def texts(self, *names: str) -> list[str]:
        """All texts under the names: of a list its parts, of an object what it is called."""
        return [words for name in names for value in self.fields.get(name, ()) for words in _words(value)]

    def parts(self, *names: str) -> int:
        """How many parts the first list under the names has; 0 where there is none."""
        lists = (value for name in names for value in self.fields.get(name, ()) if isinstance(value, Listed))
        return len(next((value.parts for value in lists), ()))

    def flag(self, *names: str) -> bool:
        """Whether one of them is a yes."""
        return any(words.strip().casefold() in ("true", "yes", "1") for words in self.texts(*names))

    def inner(self, name: str) -> "Record":
        """The object under a name; an empty one where there is none."""
        found = next((value for value in self.fields.get(name, ()) if isinstance(value, Mapped)), Mapped(()))
        return record_of(found, f"{self.place}.{name}")

    def people(self, *names: str) -> tuple[Person, ...]:
        """Those under the names, each with all that they are called."""
        found = [_person(part) for name in names for value in self.fields.get(name, ()) for part in _parts(value)]
        return tuple(person for person in found if person.names)


def record_of(value: Mapped, place: str) -> Record:
    """An object as a record."""
    fields: dict[str, list[Tree]] = defaultdict(list)
    for key, inner in value.pairs:
        fields[plain(key)].append(inner)
    return Record(place, dict(fields))


def json_records(text: str) -> list[Record]:
    """The objects of the first list of objects there is, wherever it is nested; of several documents all.

    Raises Unreadable for what is not JSON or holds no objects, TooLarge over 50,000 of them.
    """
    documents = list(_documents(text))
    found: list[Record] = []
    for n, document in enumerate(documents):
        lead = f"document {n + 1}" if len(documents) > 1 else ""
        found += [record_of(value, f"{lead}{place}") for value, place in _objects(document, "", 0)]
        if len(found) > MOST_RECORDS:
            raise TooLarge(f"There are more than {MOST_RECORDS:,} records in it", mend="Export fewer years at once")
    if not found:
        raise Unreadable("There is no list of records in it", mend="Give the export as the program wrote it")
    return found


def csv_records(text: str) -> tuple[list[Record], list[str]]:
    """The rows by their header, and that header in plain names. Raises Unreadable, or TooLarge over 50,000 rows."""
    first = text.lstrip("\n").split("\n", 1)[0]
    sign = max(",;\t|", key=first.count)
    rows = csv.reader(text.split("\n"), delimiter=sign)
    found: list[Record] = []
    names: list[str] = []
    try:
        start = 1
        for cells in rows:
            at, start = start, rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [plain(cell) for cell in cells]
                continue
            fields: dict[str, list[Tree]] = defaultdict(list)
            for name, cell in zip(names, cells, strict=False):
                fields[name] += [cell] if cell.strip() else []
            found.append(Record(f"line {at}", dict(fields)))
            if len(found) > MOST_RECORDS:
                raise TooLarge(f"There are more than {MOST_RECORDS:,} rows in it", mend="Export fewer years at once")
    except csv.Error:
        place = Fault(f"line {rows.line_num}", "quotation marks that do not match, or a cell longer than anybody reads")
        raise Unreadable("The CSV file cannot be read", mend="Export it again", faults=[place]) from None
    return found, names


def _documents(text: str) -> Iterator[Tree]:
    """One document, or those that a client writes one behind another for every page it fetched."""
    try:
        yield json_tree(text, keep_repeats=True)
        return
    except Unreadable as failed:
        several = list(_several(text))
        if len(several) < 2:
            raise failed from None
    for part in several:
        yield json_tree(part, keep_repeats=True)


def _several(text: str) -> Iterator[str]:
    decoder, at = json.JSONDecoder(parse_int=str, parse_float=str), 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at >= len(text):
            return
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield text[at:end]
        at = end


def _objects(value: Tree, place: str, depth: int) -> Iterator[tuple[Mapped, str]]:
    if isinstance(value, Mapped):
        if any(plain(key) in ("title", "summary", "fields", "commit", "sha") for key, _ in value.pairs):
            yield value, place or "the document"
            return
        if depth < _DEEPEST:
            for key, inner in value.pairs:
                yield from _objects(inner, f"{place}.{key}".lstrip("."), depth + 1)
    elif isinstance(value, Listed) and depth < _DEEPEST:
        for n, part in enumerate(value.parts):
            yield from _objects(part, f"{place}[{n}]", depth + 1)


def _words(value: Tree) -> Iterator[str]:
    for part in _parts(value):
        if isinstance(part, str) and part.strip():
            yield part.strip()
        elif isinstance(part, Number):
            yield part.written
        elif isinstance(part, Mapped):
            inner = record_of(part, "")
            name = next((words for key in _TITLES for words in inner.texts(key)), "")
            if name:
                yield name


def _parts(value: Tree) -> tuple[Tree, ...]:
    return value.parts if isinstance(value, Listed) else (value,)


def _person(value: Tree) -> Person:
    if isinstance(value, str):
        return Person((value.strip(),)) if value.strip() else Person(())
    if isinstance(value, Mapped):
        inner = record_of(value, "")
        return Person(tuple(dict.fromkeys(words for key in _NAMES for words in inner.texts(key))))
    return Person(())
