"""A ladder in JSON, YAML or TOML, in whatever nesting: every text with the names above it.

Names of keys are read as data unless they are words for a part of a ladder (`levels`, `competencies`, `criteria`). What
belongs to no cell (links, colours, descriptions of a whole group) is handed back with its place.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.domain.packet import Unread
from service.errors import Fault, Unreadable
from service.intake.ladder_levels import plain, share_of_levels
from service.intake.ladder_values import Piece, Step, Words
from service.intake.trees import Broken, Listed, Mapped, Number, Tree

_LEVELS = frozenset(
    "levels level grades stages milestones bands tiers ranks seniority seniorities progression steps niveaus niveles "
    "stufen niveaux levelling leveling career levels ladder levels".split()
)
_LEVEL_FIELDS = ("level", "grade", "stage", "band", "tier", "seniority", "rank", "levelid", "levelname")
_PARTS = frozenset(
    "dimensions dimension topics topic competencies competences competency competence skills skill areas area axes axis "
    "categories category pillars pillar attributes traits domains domain tracks track disciplines sections section groups "
    "group themes capabilities subcategories subskills subtopics subareas children parts rows items entries content contents "
    "data framework frameworks ladder ladders matrix rubric rubrics roles role positions titles career careers progression "
    "details values elements cells columns entry competencymatrix careerladder".split()
)
_FIRST = frozenset(
    "criteria criterion expectations expectation behaviours behaviors behaviour behavior examplecriteria bullets points "
    "requirements responsibilities statements indicators text texts words value descriptors descriptor competencies outcomes "
    "expected skills items list content contents".split()
)
_SECOND = frozenset("description descriptions summary definition signals body details detail statement overview".split())
_ASIDE = frozenset(
    "id ids key path slug theme color colour icon image img url urls link links href supportingurls resources notes note "
    "order weight weights salary salaries examples example version updated date author authors tags tag sidebartitle sidebargroup "
    "homepage yaml layout permalink comment comments antipatterns redflags emoji points xp type kind schema updatedat createdat "
    "draft published uuid sort index isactive active status language lang locale website source license".split()
)
_NAMES = ("title", "name", "displayname", "label", "heading")
_IDS = ("id", "key", "slug", "number", "code", "path", "shortname", "abbreviation", "short", "index")
_AREAS = (
    *("track", "discipline", "group", "pillar", "theme", "domain", "area", "category", "section", "dimension"),
    *("competency", "competence", "subcategory", "subdomain", "subarea", "topic", "axis", "attribute", "capability", "skill"),
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


def tree_piece(root: Tree, name: str, place: str = "") -> Piece:
    """The words of a tree with their names. `place` goes before every place in it."""
    walk = _Walk(place)
    walk.node(root, (), "", None)
    return Piece(walk.title, name, tuple(walk.words), tuple(walk.declared), tuple(walk.unread))


def _bare_key(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter.isalnum())


def _scalar(value: Tree) -> str:
    if isinstance(value, Number):
        return value.written
    return " ".join(value.split()) if isinstance(value, str) else ""


def _lines(value: Tree) -> list[str]:
    """A text, a number in a list, or a list of texts; nothing for anything else."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, Listed) and value.parts and all(isinstance(part, str | Number) for part in value.parts):
        return [line for part in value.parts for line in [part.strip() if isinstance(part, str) else _scalar(part)] if line]
    return []


def _holds_maps(value: Tree) -> bool:
    return isinstance(value, Mapped) or (
        isinstance(value, Listed) and any(isinstance(part, Mapped | Listed) for part in value.parts)
    )


@dataclass(slots=True)
class _Walk:
    place: str
    title: str = ""
    words: list[Words] = field(default_factory=list)
    declared: list[Step] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def put(self, steps: tuple[Step, ...], lines: Sequence[str], where: str) -> None:
        if lines:
            self.words.append(Words(steps, "\n".join(lines), self.place + where))

    def leave(self, value: Tree, where: str, why: str) -> None:
        if isinstance(value, Broken):
            self.unread.append(Unread(where=self.place + where, text=value.written[:500], why=value.what))
        elif isinstance(value, Mapped):
            for key, inner in value.pairs:
                self.leave(inner, f"{where}.{key}", why)
        elif isinstance(value, Listed):
            for n, part in enumerate(value.parts):
                self.leave(part, f"{where}[{n}]", why)
        elif _scalar(value):
            self.unread.append(Unread(where=self.place + where, text=_scalar(value), why=why))

    def node(self, node: Tree, steps: tuple[Step, ...], where: str, inside: str | None) -> None:
        """`inside` is `levels` right under a key for levels, `parts` under one for dimensions, else None."""
        if isinstance(node, Listed):
            self.listed(node, steps, where, inside)
        elif isinstance(node, Mapped):
            self.mapped(node, steps, where, inside)
        elif isinstance(node, Broken):
            self.leave(node, where, "")
        else:
            self.put(steps, _lines(node), where)

    def listed(self, node: Listed, steps: tuple[Step, ...], where: str, inside: str | None) -> None:
        lines = _lines(node)
        if lines and inside == "levels":
            names = [step.name for step in self.declared]
            if steps and len(lines) > 1 and share_of_levels(lines) < 0.5:
                for n, line in enumerate(lines):
                    level = self.declared[n] if len(names) == len(lines) else Step(str(n + 1))
                    self.put((*steps, Step(level.name, level=True, aliases=level.aliases)), [line], f"{where}[{n}]")
            else:
                self.declared += [Step(line) for line in lines]
        elif lines:
            self.put(steps, lines, where)
        else:
            for n, part in enumerate(node.parts):
                at = f"{where}[{n}]"
                if isinstance(part, Mapped):
                    self.mapped(part, steps, at, inside, element=n + 1)
                elif isinstance(part, Listed):
                    self.listed(part, steps, at, inside)
                elif part is not None:
                    self.put(steps, _lines(part), at)

    def mapped(
        self, node: Mapped, steps: tuple[Step, ...], where: str, inside: str | None, *, element: int = 0, keyed: str = ""
    ) -> None:
        own, used = _own_steps(node, steps, inside, element, keyed)
        if not steps and not own and not where:
            self.title = next((_scalar(node.get(key)) for key, _ in node.pairs if _bare_key(key) in _NAMES), "")
            used |= {key for key, _ in node.pairs if _bare_key(key) in _NAMES}
        here = steps + own
        before = len(self.words)
        rest = [(key, value) for key, value in node.pairs if key not in used]
        levelled = any(step.level for step in here)
        nested = [(key, value) for key, value in rest if self.goes_on(key, value, here, inside, levelled)]
        texts = [pair for pair in rest if pair not in nested]
        front = f"{where}." if where else ""
        self.texts(texts, here, front, whole=not nested, in_levels=inside == "levels" or levelled)
        # Levels said once for the whole file come before what refers to them.
        for key, value in sorted(nested, key=lambda pair: _bare_key(pair[0]) not in _LEVELS):
            self.under(key, value, here, front + key)
        if inside == "levels" and own and len(self.words) == before and not steps:
            self.declared.append(own[-1])

    def goes_on(self, key: str, value: Tree, here: tuple[Step, ...], inside: str | None, levelled: bool) -> bool:
        """Whether a key leads to more names rather than to the words of the node it stands in."""
        bare = _bare_key(key)
        if isinstance(value, Mapped) and bare not in _ASIDE:
            return bool(value.pairs)
        if isinstance(value, Listed) and bare in _LEVELS and value.parts:
            return True
        if bare in _ASIDE or (bare in _FIRST and here and levelled):
            return False
        if _holds_maps(value):
            return True
        # A plain text under a key that is no word of ours is named by that key: {"L1": {"scope": "..."}}.
        return bool(_lines(value)) and bare not in _FIRST | _SECOND | _PARTS

    def under(self, key: str, value: Tree, here: tuple[Step, ...], where: str) -> None:
        bare = _bare_key(key)
        if bare in _LEVELS and not _lines_only_text(value):
            if isinstance(value, Mapped):
                for name, inner in value.pairs:
                    self.named(name, inner, here, f"{where}.{name}", Step(name, level=True))
            else:
                self.node(value, here, where, "levels")
        elif bare in _PARTS | _FIRST and _holds_maps(value):
            if isinstance(value, Mapped):
                for name, inner in value.pairs:
                    if _bare_key(name) in _PARTS | _LEVELS | _FIRST | _SECOND and _holds_maps(inner):
                        self.under(name, inner, here, f"{where}.{name}")
                    else:
                        self.named(name, inner, here, f"{where}.{name}", Step(name, f"key {len(here)}"))
            else:
                self.node(value, here, where, "parts")
        elif isinstance(value, Listed) and bare in _PARTS:
            self.node(value, here, where, "parts")
        else:
            self.named(key, value, here, where, Step(key, f"key {len(here)}"))

    def named(self, name: str, value: Tree, here: tuple[Step, ...], where: str, step: Step) -> None:
        if isinstance(value, Mapped):
            calls = [_scalar(inner) for key, inner in value.pairs if _bare_key(key) in (*_NAMES, *_IDS)]
            calls = [call for call in calls if call and len(call) <= 200]
            title = next(
                (_scalar(inner) for wanted in _NAMES for key, inner in value.pairs if _bare_key(key) == wanted), ""
            )
            shown = title if title and not step.level and len(title) <= 200 else name
            spoken = Step(shown, step.slot, step.level, tuple(calls))
            if step.level and not here and not any(_lines(v) or _holds_maps(v) for k, v in value.pairs if _bare_key(k) not in _ASIDE):
                self.declared.append(spoken)
            before = len(self.words)
            self.mapped(value, (*here, spoken), where, None, keyed=name)
            if step.level and not here and len(self.words) == before:
                self.declared.append(spoken)
        elif isinstance(value, Listed) and not _lines(value):
            self.listed(value, (*here, step), where, None)
        elif isinstance(value, Broken) or not _lines(value):
            self.leave(value, where, "no words of a level")
        else:
            self.put((*here, step), _lines(value), where)

    def texts(
        self, texts: Sequence[tuple[str, Tree]], here: tuple[Step, ...], front: str, *, whole: bool, in_levels: bool
    ) -> None:
        """The words of one cell: its criteria where it has them, else what describes it; the rest is left."""
        ranks = (_FIRST, _SECOND, _PARTS | _LEVELS) if whole or in_levels else (_FIRST,)
        best = next((rank for rank in ranks if any(_bare_key(key) in rank and self.said(value) for key, value in texts)), None)
        for key, value in texts:
            bare = _bare_key(key)
            if best is not None and bare in best:
                self.cell(value, here, front + key)
            elif bare in _FIRST | _SECOND:
                self.leave(value, front + key, "describes what is told in detail elsewhere")
            else:
                self.leave(value, front + key, "no words of a level")

    def said(self, value: Tree) -> bool:
        return bool(_lines(value)) or _holds_maps(value)

    def cell(self, value: Tree, here: tuple[Step, ...], where: str) -> None:
        if _lines(value):
            self.put(here, _lines(value), where)
            return
        for n, part in enumerate(value.parts if isinstance(value, Listed) else (value,)):
            at = f"{where}[{n}]" if isinstance(value, Listed) else where
            if not isinstance(part, Mapped):
                self.put(here, _lines(part), at)
                continue
            # One criterion with something beside it: its words are the first text of it, examples stay outside.
            main = next((pair for pair in part.pairs if _bare_key(pair[0]) in _FIRST | _SECOND | {"criteria"} and _lines(pair[1])), None)
            main = main or next((pair for pair in part.pairs if _bare_key(pair[0]) in _NAMES and _lines(pair[1])), None)
            for key, inner in part.pairs:
                if main is not None and key == main[0]:
                    self.put(here, _lines(inner), f"{at}.{key}")
                else:
                    self.leave(inner, f"{at}.{key}", "stands beside a criterion")


def _lines_only_text(value: Tree) -> bool:
    return isinstance(value, str | Number) or value is None


def _own_steps(
    node: Mapped, steps: tuple[Step, ...], inside: str | None, element: int, keyed: str
) -> tuple[tuple[Step, ...], set[str]]:
    """The names an object gives itself, and the keys they stand under."""
    bare = {_bare_key(key): key for key, _ in node.pairs}
    used: set[str] = set()

    def scalar(name: str) -> str:
        key = bare.get(name)
        said = _scalar(node.get(key)) if key is not None else ""
        return said if len(said) <= 200 else ""

    title = next(((name, scalar(name)) for name in _NAMES if scalar(name)), ("", ""))
    field_name = next((name for name in _LEVEL_FIELDS if scalar(name)), "")
    ids = [scalar(name) for name in _IDS if scalar(name)]
    used |= {bare[name] for name in (*_NAMES, *_IDS) if name in bare and (element or keyed or steps) and scalar(name)}
    if keyed:
        return (), used | ({bare[field_name]} if field_name and any(step.level for step in steps) else set())
    if inside == "levels" and element:
        calls = [call for call in (title[1], scalar(field_name), *ids) if call]
        used |= {bare[field_name]} if field_name else set()
        calls = calls or [str(element)]
        return (Step(calls[0], level=True, aliases=tuple(calls[1:])),), used
    if field_name and not any(step.level for step in steps):
        level = scalar(field_name)
        areas = [Step(scalar(name), f"field {name}") for name in _AREAS if scalar(name)]
        used |= {bare[field_name], *(bare[name] for name in _AREAS if scalar(name))}
        if areas and title[1]:
            areas.append(Step(title[1], "field name"))
        elif title[1] and not steps and element and not _holds_any(node):
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
    return any(_holds_maps(value) for _, value in node.pairs)


