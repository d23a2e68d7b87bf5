"""Reads a leveling rubric, or a ladder of many levels in one file or several, between two of its levels.

Canonical JSON or YAML; tables with levels as columns or as rows; headings and bullets; JSON, YAML and TOML in any
nesting; web pages, documents and workbooks. Nothing is made up: a level that is not there is an error, and what was not
understood is handed back with its place.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from service.domain.packet import Unread
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.errors import CaseError, Fault, Invalid, TooLarge, Unreadable
from service.faults import faults_of
from service.intake.decoding import LIMIT_BYTES, decode
from service.intake.ladder_axes import arrange
from service.intake.ladder_canonical import from_canonical, is_canonical
from service.intake.ladder_choice import NO_NEXT, settle, without_words
from service.intake.ladder_documents import document_kind_of, of_document
from service.intake.ladder_files import MEND, called, of_csv, of_markdown
from service.intake.ladder_keys import toml_tree
from service.intake.ladder_trees import tree_piece
from service.intake.ladder_values import Ladder, LadderRow, Piece, Words
from service.intake.slugs import slug
from service.intake.trees import Tree, json_tree, yaml_tree

_UNTITLED = "Leveling rubric"
_MOST_FILES = 60
_JSON_START = re.compile(r"\s*[{\[]")
_YAML_START = re.compile(
    r"(?:\s*#[^\n]*\n|\s*\n|---[^\n]*\n)*(?:title|from_level|to_level|dimensions|levels|topics|competencies|skills|areas|name)\s*:"
)
_TOML_START = re.compile(r"(?:\s*#[^\n]*\n|\s*\n|[\w-]+ *= *[^\n]+\n)*\s*(?:\[\[?[\w. \"'-]+\]\]?\s*\n|title *= *\")")
_DOCUMENTS = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NOT_A_TREE = (".md", ".markdown", ".mdx", ".csv", ".tsv")


class LadderFile(NamedTuple):
    """A file of a ladder under its name (None where it has none)."""

    filename: str | None
    raw: bytes


class RubricReading(BaseModel):
    """A rubric as read: every level of the ladder it comes from, and what was not understood or left out, by place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rubric: Rubric
    levels: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_rubric(
    raw: bytes,
    *,
    filename: str | None = None,
    from_level: str | None = None,
    to_level: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Rubric:
    """The rubric in `raw`, between the two levels named where it holds more than two.

    Raises UnknownFormat, Unreadable (not a rubric in any format read), TooLarge, or Invalid (an unknown key, a repeated
    dimension, a dimension without words, a level that is not there: the error lists those that are).
    """
    files = [LadderFile(filename, raw)]
    return read_ladder(files, from_level=from_level, to_level=to_level, limit_bytes=limit_bytes).rubric


def read_ladder(
    files: Sequence[LadderFile],
    *,
    from_level: str | None = None,
    to_level: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> RubricReading:
    """The rubric in the files between two levels, and what was not understood; raises what `read_rubric` raises.

    Several files are one ladder: a level a file, or a dimension a file. Places then begin with the file's name.
    """
    ladder = whole_ladder(files, asked=[level for level in (from_level, to_level) if level], limit_bytes=limit_bytes)
    settled = without_words(settle(ladder, from_level, to_level))
    return RubricReading(rubric=_rubric(settled), levels=settled.levels, unread=settled.unread)


def whole_ladder(files: Sequence[LadderFile], *, asked: Sequence[str] = (), limit_bytes: int = LIMIT_BYTES) -> Ladder:
    """Every level and dimension in the files, before two levels are chosen; `asked` are names known to be of levels."""
    if len(files) > _MOST_FILES:
        raise TooLarge(f"These are {len(files)} files; the limit is {_MOST_FILES}", mend="Give the files of two levels")
    alone = len(files) == 1
    taken = [_named(file, asked, limit_bytes=limit_bytes, alone=alone) for file in files]
    whole = [part for part in taken if isinstance(part, Ladder)]
    if whole and not alone:
        fault = Fault("files", "one of them is a rubric of current and next by itself")
        raise Invalid("These files are not one ladder", mend="Give that file alone", faults=[fault])
    pieces = [part for part in taken if isinstance(part, Piece)]
    ladder = whole[0] if whole else arrange(pieces, asked, alone=alone)
    untitled = called(files[0].filename) if alone else ""
    return ladder if ladder.title else replace(ladder, title=untitled or _UNTITLED)


def _named(file: LadderFile, asked: Sequence[str], *, limit_bytes: int, alone: bool) -> Piece | Ladder:
    """A file taken apart; with several files its name goes before every place, in errors too."""
    if alone:
        return _taken_apart(file, asked, limit_bytes=limit_bytes, alone=True)
    shown = PurePath(file.filename or "a file").name
    try:
        part = _taken_apart(file, asked, limit_bytes=limit_bytes, alone=False)
    except CaseError as wrong:
        faults = [Fault(f"{shown}, {fault.where}", fault.what) for fault in wrong.faults]
        raise type(wrong)(f"{shown}: {wrong.message}", mend=wrong.mend, faults=faults) from None
    if isinstance(part, Ladder):
        return part
    words = tuple(Words(words.steps, words.text, f"{shown}, {words.where}") for words in part.words)
    unread = tuple(Unread(where=f"{shown}, {u.where}", text=u.text, why=u.why) for u in part.unread)
    return Piece(part.title, part.name, words, part.levels, unread)


def _taken_apart(file: LadderFile, asked: Sequence[str], *, limit_bytes: int, alone: bool) -> Piece | Ladder:
    name = called(file.filename)
    ending = PurePath(file.filename).suffix.lower() if file.filename else ""
    found: Piece | Ladder | None
    kind = document_kind_of(file.raw, file.filename, limit_bytes)
    if kind is not None:
        found = of_document(file.raw, kind, name, asked, alone=alone)
        if found is None:
            raise Unreadable("No rubric was found in it", mend=MEND)
        return found
    text = decode(file.raw, limit_bytes=limit_bytes, needs="at least one dimension")
    if ending == ".toml" or (not ending and _TOML_START.match(text)):
        found = _of_tree(toml_tree(text), name)
    elif ending in (".json", ".json5") or (ending not in (*_NOT_A_TREE, ".txt") and _JSON_START.match(text)):
        found = _of_tree(json_tree(text), name)
    elif ending in (".yaml", ".yml") or (ending not in (*_NOT_A_TREE, ".txt") and _YAML_START.match(text)):
        found = _of_tree(yaml_tree(text)[0], name)
    elif ending in (".csv", ".tsv"):
        found = of_markdown(text, name, asked, alone=alone) if _is_markdown_table(text) else None
        found = found or of_csv(text, name, asked)
    else:
        found = _of_text(text, name, asked, alone=alone, markdown=ending in (".md", ".markdown", ".mdx"))
    if found is None:
        raise Unreadable("No rubric was found in it", mend=MEND)
    return found


def _is_markdown_table(text: str) -> bool:
    return re.search(r"^\s*\|?\s*:?-{2,}:?\s*\|", text, re.MULTILINE) is not None


def _of_text(text: str, name: str, asked: Sequence[str], *, alone: bool, markdown: bool) -> Piece | Ladder | None:
    """Markdown, or separated values without an ending that says so."""
    try:
        found = of_markdown(text, name, asked, alone=alone)
    except Invalid:
        values = None if markdown else of_csv(text, name, asked)
        if values is None:
            raise
        return values
    return found if found is not None or markdown else of_csv(text, name, asked)


def _of_tree(root: Tree, name: str) -> Piece | Ladder:
    if is_canonical(root):
        return from_canonical(root, name or _UNTITLED)
    piece = tree_piece(root, name)
    # What holds no words at all is told how the canonical form is written.
    return piece if piece.words else from_canonical(root, name or _UNTITLED)


def _rubric(settled: Ladder) -> Rubric:
    faults = [Fault(row.where, NO_NEXT) for row in settled.rows if not row.next.strip()]
    seen: dict[str, str] = {}
    for row in settled.rows:
        name = row.name.casefold().strip()
        if not name:
            faults.append(Fault(row.where, "has no name"))
        elif name in seen:
            faults.append(Fault(row.where, f"repeats the dimension of {seen[name]}"))
        seen.setdefault(name, row.where)
    if faults:
        raise Invalid("The rubric is not complete", faults=faults, mend="Give each dimension one row with words in it")
    taken: set[str] = {row.id for row in settled.rows if row.id}
    dimensions: list[Dimension] = []
    for n, row in enumerate(settled.rows, start=1):
        name = row.id
        if not name:
            stem = slug(row.name) or f"dimension_{n}"
            name, copy = stem, 1
            while name in taken:
                copy += 1
                name = f"{stem}_{copy}"
            taken.add(name)
        dimensions.append(_dimension(name, row))
    try:
        return Rubric(
            title=settled.title,
            from_level=settled.from_level,
            to_level=settled.to_level,
            dimensions=tuple(dimensions),
        )
    except ValidationError as exc:
        raise _broken(exc, "") from exc


def _dimension(id: str, row: LadderRow) -> Dimension:
    try:
        return Dimension(id=DimensionId(id), name=row.name.strip(), current=row.current.strip(), next=row.next.strip())
    except ValidationError as exc:
        raise _broken(exc, row.where) from exc


def _broken(exc: ValidationError, where: str) -> Invalid:
    return Invalid("The rubric breaks the rules of its form", faults=faults_of(exc, where))
