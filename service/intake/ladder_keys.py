"""What single nodes of a JSON, YAML or TOML ladder are: their words, and the names they give themselves."""

import tomllib

from service.errors import Fault, Unreadable
from service.intake.ladder_values import Step
from service.intake.trees import Listed, Mapped, Number, Tree

_LEVEL_FIELDS = ("level", "grade", "stage", "band", "tier", "seniority", "rank", "levelid", "levelname")
NAMES = ("title", "name", "displayname", "label", "heading", "role", "jobtitle", "position", "leveltitle")
IDS = ("id", "key", "slug", "number", "path", "shortname", "abbreviation")
_AREAS = (
    *("track", "discipline", "group", "pillar", "theme", "domain", "area", "category", "section", "dimension"),
    *(
        "competency",
        "competence",
        "subcategory",
        "subdomain",
        "subarea",
        "topic",
        "axis",
        "attribute",
        "capability",
        "skill",
    ),
)
_DEEPEST = 30


def toml_tree(text: str) -> Tree:
    """The tree of a TOML file; raises Unreadable with its place."""
    try:
        root = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        at = str(exc).rpartition("(at ")[2].rstrip(")")
        place = at if at.startswith("line ") else "the end"
        raise Unreadable(
            "The TOML cannot be read",
            mend="Check the quotation marks and brackets there",
            faults=[Fault(place, "not valid TOML")],
        ) from exc
    except RecursionError as exc:
        raise Unreadable("The TOML is nested too deeply", mend="A ladder nests a few levels only") from exc
    return _tree_of(root, 0)


def _tree_of(value: object, depth: int) -> Tree:
    if depth > _DEEPEST:
        raise Unreadable("The TOML is nested too deeply", mend="A ladder nests a few levels only")
    if isinstance(value, dict):
        return Mapped(tuple((str(key), _tree_of(inner, depth + 1)) for key, inner in value.items()))
    if isinstance(value, list):
        return Listed(tuple(_tree_of(inner, depth + 1) for inner in value))
    return value if isinstance(value, str) else Number(str(value))


def level_of(front: Mapped) -> tuple[Step, ...]:
    """The level that the front matter of a page names for the whole page; empty where it names none."""
    said = {bare_key(key): scalar_of(value) for key, value in front.pairs}
    level = next((said[name] for name in _LEVEL_FIELDS if said.get(name)), "")
    return (Step(level, level=True, aliases=tuple(filter(None, (title_of(front),)))),) if level else ()


def title_of(root: Tree) -> str:
    pairs = root.pairs if isinstance(root, Mapped) else ()
    return next((scalar_of(value) for wanted in NAMES for key, value in pairs if bare_key(key) == wanted), "")


def bare_key(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def scalar_of(value: Tree) -> str:
    if isinstance(value, Number):
        return value.written
    return " ".join(value.split()) if isinstance(value, str) else ""


def lines_of(value: Tree) -> list[str]:
    """A text, a number in a list, or a list of texts; nothing for anything else."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, Listed) and value.parts and all(isinstance(part, str | Number) for part in value.parts):
        return [
            line
            for part in value.parts
            for line in [part.strip() if isinstance(part, str) else scalar_of(part)]
            if line
        ]
    return []


def holds_maps(value: Tree) -> bool:
    return isinstance(value, Mapped) or (
        isinstance(value, Listed) and any(isinstance(part, Mapped | Listed) for part in value.parts)
    )


def names_its_parts(value: Tree) -> bool:
    """Whether it is a list of objects that each have a name of their own, or an object of such names."""
    if isinstance(value, Mapped):
        return True
    parts = [part for part in value.parts if isinstance(part, Mapped)] if isinstance(value, Listed) else []
    named = [part for part in parts if any(bare_key(key) in (*NAMES, *_AREAS, "id") for key, _ in part.pairs)]
    return bool(parts) and len(named) == len(parts) and any(len(part.pairs) > 1 for part in parts)


def is_no_node(value: Tree) -> bool:
    return isinstance(value, str | Number) or value is None


def own_steps(
    node: Mapped, steps: tuple[Step, ...], inside: str | None, element: int, keyed: str
) -> tuple[tuple[Step, ...], set[str]]:
    """The names an object gives itself, and the keys they stand under."""
    bare = {bare_key(key): key for key, _ in node.pairs}
    used: set[str] = set()

    def scalar(name: str) -> str:
        key = bare.get(name)
        said = scalar_of(node.get(key)) if key is not None else ""
        return said if len(said) <= 200 else ""

    title = next(((name, scalar(name)) for name in NAMES if scalar(name)), ("", ""))
    field_name = next((name for name in _LEVEL_FIELDS if scalar(name)), "")
    ids = [scalar(name) for name in IDS if scalar(name) and " " not in scalar(name)]
    calls = {name for name in NAMES if scalar(name)} | {name for name in IDS if scalar(name) in ids}
    used |= {bare[name] for name in calls if element or keyed or steps or field_name}
    if keyed:
        return (), used | ({bare[field_name]} if field_name and any(step.level for step in steps) else set())
    if inside == "levels" and element:
        spoken = [call for call in (title[1], scalar(field_name), *ids) if call] or [str(element)]
        used |= {bare[field_name]} if field_name else set()
        return (Step(spoken[0], level=True, aliases=tuple(spoken[1:])),), used
    if field_name and not any(step.level for step in steps):
        level = scalar(field_name)
        areas = [Step(scalar(name), f"field {name}") for name in _AREAS if scalar(name)]
        used |= {bare[field_name], *(bare[name] for name in _AREAS if scalar(name))}
        if (areas and title[1]) or (title[1] and not steps and element and not _holds_any(node)):
            areas.append(Step(title[1], "field name"))
        aliases = () if areas else (title[1],) if title[1] else ()
        return (*areas, Step(level, level=True, aliases=aliases)), used
    name = title[1] or (ids[0] if ids else "")
    if not name and element:
        key = next((key for key in _AREAS if scalar(key)), "")
        name = scalar(key)
        used |= {bare[key]} if key else set()
    if element and name:
        return (Step(name, f"element {len(steps)}", aliases=tuple(ids)),), used
    return (), used


def _holds_any(node: Mapped) -> bool:
    return any(holds_maps(value) for _, value in node.pairs)
