"""A rubric in its canonical form, JSON or YAML: read strictly, so that a misspelt key is an error and no lost words."""

import re

from service.errors import Fault, Invalid
from service.intake.ladder_values import Ladder, LadderRow
from service.intake.slugs import slug
from service.intake.trees import Listed, Mapped, Tree

_KEYS = {"title", "from_level", "to_level", "dimensions", "levels", "id"}
_DIMENSION_KEYS = {"id", "name", "current", "next", "levels"}
_BEHAVIOURS = {"current", "next"}
_SHAPE = 'Write {"dimensions": [{"name": "Scope", "current": "...", "next": "..."}]}; only name and next are needed'


def is_canonical(root: Tree) -> bool:
    """Whether somebody meant to write the canonical form: dimensions with current and next, rightly or wrongly."""
    dimensions = root if isinstance(root, Listed) else root.get("dimensions") if isinstance(root, Mapped) else None
    if not isinstance(dimensions, Listed) or not dimensions.parts:
        return isinstance(dimensions, Listed) and isinstance(root, Mapped)
    parts = [part for part in dimensions.parts if isinstance(part, Mapped)]
    if not parts:
        return isinstance(root, Mapped) and not all(isinstance(part, str) for part in dimensions.parts)
    return any(key in _BEHAVIOURS for part in parts for key, _ in part.pairs)


def from_canonical(root: Tree, untitled: str) -> Ladder:
    """The rubric in a tree of the canonical form; raises Invalid with every place where it breaks its rules."""
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
