"""Reads a leveling rubric: canonical JSON or YAML, a CSV file, or the tables of a Markdown page.

A table has a row a dimension, and either the columns `current` and `next` or a column a level; of several levels the
caller chooses two. Nothing is made up: a level that is not there, or a dimension without words for it, is an error.
"""

import csv
import re
from pathlib import PurePath

from pydantic import ValidationError

from service.domain.rubric import Dimension, DimensionId, Rubric
from service.errors import Fault, Invalid, Unreadable
from service.faults import in_plain_words
from service.intake.blocks import Kind, blocks_of
from service.intake.day_order import SlashOrder
from service.intake.decoding import LIMIT_BYTES, decode
from service.intake.front_matter import preamble
from service.intake.ladder_tables import Ladder, LadderRow, ladder_of, settle
from service.intake.marks import bare
from service.intake.slugs import slug
from service.intake.trees import Listed, Mapped, Tree, json_tree, yaml_tree

_UNTITLED = "Leveling rubric"
_KEYS = {"title", "from_level", "to_level", "dimensions", "levels", "id"}
_DIMENSION_KEYS = {"id", "name", "current", "next", "levels"}
_JSON_START = re.compile(r"\s*[{\[]")
_YAML_START = re.compile(r"(?:\s*#[^\n]*\n|\s*\n|---[^\n]*\n)*(?:title|from_level|to_level|dimensions|levels)\s*:")
_SHAPE = 'Write {"dimensions": [{"name": "Scope", "current": "...", "next": "..."}]}; only name and next are needed'
_MEND = "A rubric has rows of dimension, current and next, or a column for each level"


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
    text = decode(raw, limit_bytes=limit_bytes, needs="at least one dimension")
    path = PurePath(filename) if filename else None
    ending = path.suffix.lower() if path else ""
    untitled = (path.stem.replace("_", " ").replace("-", " ").strip()[:200] if path else "") or _UNTITLED
    if ending == ".json" or (ending not in (".md", ".markdown", ".csv", ".tsv", ".txt") and _JSON_START.match(text)):
        ladder = _from_tree(json_tree(text), untitled)
    elif ending in (".yaml", ".yml") or (
        ending not in (".md", ".markdown", ".csv", ".tsv") and _YAML_START.match(text)
    ):
        ladder = _from_tree(yaml_tree(text)[0], untitled)
    else:
        found = _from_markdown(text, untitled) or (
            None if ending in (".md", ".markdown") else _from_csv(text, untitled)
        )
        if found is None:
            raise Unreadable("No rubric was found in it", mend=_MEND)
        ladder = found
    return _rubric(ladder, from_level, to_level)


def _rubric(ladder: Ladder, from_level: str | None, to_level: str | None) -> Rubric:
    settled = settle(ladder, from_level, to_level)
    faults = [Fault(row.where, "has no words for the next level") for row in settled.rows if not row.next.strip()]
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
    # pydantic's messages name the rule, never the value.
    faults = [
        Fault(
            " ".join(filter(None, (where, ".".join(map(str, error["loc"]))))),
            in_plain_words(error["type"], error.get("ctx", {})),
        )
        for error in exc.errors(include_input=False, include_url=False)
    ]
    return Invalid("The rubric breaks the rules of its form", faults=faults)


def _from_tree(root: Tree, untitled: str) -> Ladder:
    faults: list[Fault] = []
    if isinstance(root, Listed):
        root = Mapped((("dimensions", root),))
    dimensions = root.get("dimensions") if isinstance(root, Mapped) else None
    if not isinstance(root, Mapped) or not isinstance(dimensions, Listed) or not dimensions.parts:
        what = "there is no list called dimensions, or nothing in it"
        raise Invalid("No rubric was found in it", mend=_SHAPE, faults=[Fault("dimensions", what)])
    faults += [Fault(key, "is not a key of a rubric") for key, _ in root.pairs if key not in _KEYS]
    words = {key: _words(root.get(key), key, faults) for key in ("title", "from_level", "to_level")}
    levels: list[str] = []
    rows: list[LadderRow] = []
    for n, part in enumerate(dimensions.parts):
        where = f"dimensions[{n}]"
        if not isinstance(part, Mapped):
            faults.append(Fault(where, "is not an object"))
            continue
        faults += [
            Fault(f"{where}.{key}", "is not a key of a dimension")
            for key, _ in part.pairs
            if key not in _DIMENSION_KEYS
        ]
        said = {key: _words(part.get(key), f"{where}.{key}", faults) for key in ("id", "name", "current", "next")}
        by_level = _levels(part.get("levels"), f"{where}.levels", faults)
        levels += [level for level in by_level if level not in levels]
        id = slug(said["id"]) if said["id"] and not said["id"].strip() else said["id"]
        if id and any(row.id == id for row in rows):
            faults.append(Fault(f"{where}.id", "repeats the id of a dimension before"))
        rows.append(LadderRow(where, said["name"] or id, said["current"], said["next"], by_level, id))
    if faults:
        raise Invalid("The rubric breaks the rules of its form", faults=faults, mend=_SHAPE)
    return Ladder(words["title"] or untitled, tuple(levels), tuple(rows), words["from_level"], words["to_level"])


def _words(value: Tree, where: str, faults: list[Fault]) -> str:
    """A text, or a list of texts a line each."""
    if value is None:
        return ""
    if isinstance(value, Listed):
        return "\n".join(_words(part, f"{where}[{n}]", faults) for n, part in enumerate(value.parts))
    if not isinstance(value, str):
        faults.append(Fault(where, "is not a text"))
        return ""
    if re.search("[\x00\ud800-\udfff]", value):
        faults.append(Fault(where, "holds a NUL character or half of a surrogate pair"))
        return ""
    return value


def _levels(value: Tree, where: str, faults: list[Fault]) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapped):
        faults.append(Fault(where, "is not an object of level to text"))
        return {}
    return {level: _words(words, f"{where}.{level}", faults) for level, words in value.pairs}


def _from_csv(text: str, untitled: str) -> Ladder | None:
    header = next(line for line in text.split("\n") if line.strip())
    for delimiter in sorted(",;\t|", key=header.count, reverse=True):
        reader = csv.reader(
            (f"{line}\n" for line in text.split("\n")), delimiter=delimiter, strict=True, skipinitialspace=True
        )
        table: list[tuple[str, list[str]]] = []
        done = 0
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    table.append((f"line {done + 1}", [cell.strip() for cell in cells]))
                done = reader.line_num
        except csv.Error as exc:
            what = "quotation marks that do not match"
            raise Unreadable(
                "The CSV file cannot be read", faults=[Fault(f"line {done + 1}", what)], mend=_MEND
            ) from exc
        ladder = ladder_of(table[0][1], table[1:], untitled) if table else None
        if ladder is not None:
            return ladder
    return None


def _from_markdown(text: str, untitled: str) -> Ladder | None:
    """The rows of every table with the same columns as the first one that is a ladder."""
    body = preamble(text, SlashOrder.UNDECIDED).body
    title, header, rows = "", list[str](), list[tuple[str, list[str]]]()
    for block in blocks_of(body):
        if block.kind is Kind.HEADING and block.level == 1 and not title:
            title = bare(" ".join(line.text for line in block.lines), {}).words.strip()
        if block.kind is not Kind.TABLE:
            continue
        cells = [[bare(cell, {}).words.strip() for cell in row.cells] for row in block.rows]
        table = [
            (f"line {row.number}", words) for row, words in zip(block.rows[1:], cells[1:], strict=True) if any(words)
        ]
        if header and cells[0] == header:
            rows += table
        elif not header and ladder_of(cells[0], table, untitled) is not None:
            header, rows = cells[0], table
    return ladder_of(header, rows, title[:200] or untitled) if header else None
