"""A ladder in JSON, YAML or TOML, in whatever nesting: every text with the names above it.

Names of keys are read as data unless they are words for a part of a ladder (`levels`, `competencies`, `criteria`). What
belongs to no cell (links, colours, descriptions of a whole group) is handed back with its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.domain.packet import Unread
from service.intake.ladder_columns import GridReading, GridRow
from service.intake.ladder_grids import read_grid
from service.intake.ladder_keys import (
    IDS,
    NAMES,
    bare_key,
    holds_maps,
    is_no_node,
    lines_of,
    names_its_parts,
    own_steps,
    scalar_of,
    title_of,
)
from service.intake.ladder_levels import is_level, share_of_levels
from service.intake.ladder_values import Piece, Step, Words
from service.intake.ladder_words import ASIDE_KEYS, FIRST_KEYS, LEVEL_KEYS, PART_KEYS, SECOND_KEYS
from service.intake.trees import Broken, Listed, Mapped, Number, Tree


def tree_piece(root: Tree, name: str, place: str = "") -> Piece:
    """The words of a tree with their names. `place` goes before every place in it."""
    walk = _Walk(place)
    grid = _grid_in(root)
    if grid is not None:
        return Piece(title_of(root), name, tuple(grid.words), unread=tuple(grid.unread))
    walk.node(root, (), "", None)
    return Piece(walk.title, name, tuple(walk.words), tuple(walk.declared), tuple(walk.unread))


def _grid_in(root: Tree) -> GridReading | None:
    """A table written as a list of rows that are lists, with its header first or under a key of its own."""
    pairs = root.pairs if isinstance(root, Mapped) else (("", root),)
    for key, value in pairs:
        if not isinstance(value, Listed) or len(value.parts) < 2:
            continue
        rows = [part for part in value.parts if isinstance(part, Listed)]
        if len(rows) < len(value.parts) or any(
            not isinstance(c, str | Number | None) for row in rows for c in row.parts
        ):
            continue
        table = [GridRow(f"{key}[{n}]", tuple(map(_cell_words, row.parts))) for n, row in enumerate(rows)]
        headers = [inner for name, inner in pairs if bare_key(name) in ("columns", "headers", "header", "levels")]
        for header in headers:
            cells = tuple(map(_cell_words, header.parts)) if isinstance(header, Listed) else ()
            if cells and len(cells) in (len(table[0].cells), len(table[0].cells) - 1):
                table = [GridRow("columns", cells if len(cells) == len(table[0].cells) else ("", *cells)), *table]
        found = read_grid(table)
        if found is not None and found.words:
            return found
    return None


def _cell_words(value: Tree) -> str:
    return value if isinstance(value, str) else scalar_of(value)


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
        elif scalar_of(value):
            self.unread.append(Unread(where=self.place + where, text=scalar_of(value), why=why))

    def node(self, node: Tree, steps: tuple[Step, ...], where: str, inside: str | None) -> None:
        """`inside` is `levels` right under a key for levels, `parts` under one for dimensions, else None."""
        if isinstance(node, Listed):
            self.listed(node, steps, where, inside)
        elif isinstance(node, Mapped):
            self.mapped(node, steps, where, inside)
        elif isinstance(node, Broken):
            self.leave(node, where, "")
        else:
            self.put(steps, lines_of(node), where)

    def listed(self, node: Listed, steps: tuple[Step, ...], where: str, inside: str | None) -> None:
        lines = lines_of(node)
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
                    self.put(steps, lines_of(part), at)

    def mapped(
        self,
        node: Mapped,
        steps: tuple[Step, ...],
        where: str,
        inside: str | None,
        *,
        element: int = 0,
        keyed: str = "",
    ) -> None:
        own, used = own_steps(node, steps, inside, element, keyed)
        if not steps and not own and not where:
            self.title = next((scalar_of(node.get(key)) for key, _ in node.pairs if bare_key(key) in NAMES), "")
            used |= {key for key, _ in node.pairs if bare_key(key) in NAMES}
        here = steps + own
        before = len(self.words)
        rest = [(key, value) for key, value in node.pairs if key not in used]
        levelled = any(step.level for step in here)
        nested = [(key, value) for key, value in rest if self.goes_on(key, value, here, inside, levelled)]
        texts = [pair for pair in rest if pair not in nested]
        front = f"{where}." if where else ""
        self.texts(texts, here, front, whole=not nested, in_levels=inside == "levels" or levelled)
        # Levels said once for the whole file come before what refers to them.
        for key, value in sorted(nested, key=lambda pair: bare_key(pair[0]) not in LEVEL_KEYS):
            self.under(key, value, here, front + key)
        if inside == "levels" and own and len(self.words) == before and not steps:
            self.declared.append(own[-1])

    def goes_on(self, key: str, value: Tree, here: tuple[Step, ...], inside: str | None, levelled: bool) -> bool:
        """Whether a key leads to more names rather than to the words of the node it stands in."""
        bare = bare_key(key)
        if isinstance(value, Mapped) and bare not in ASIDE_KEYS:
            return bool(value.pairs)
        if isinstance(value, Listed) and bare in LEVEL_KEYS and value.parts:
            return True
        if bare in ASIDE_KEYS or (bare in FIRST_KEYS and here and levelled and not names_its_parts(value)):
            return False
        if holds_maps(value):
            return True
        # A plain text under a key that is no word of ours is named by that key: {"L1": {"scope": "..."}}.
        return bool(lines_of(value)) and bare not in FIRST_KEYS | SECOND_KEYS | PART_KEYS

    def under(self, key: str, value: Tree, here: tuple[Step, ...], where: str) -> None:
        bare = bare_key(key)
        if bare in LEVEL_KEYS and not is_no_node(value):
            if isinstance(value, Mapped):
                for name, inner in value.pairs:
                    self.named(name, inner, here, f"{where}.{name}", Step(name, level=True))
            else:
                self.node(value, here, where, "levels")
        elif bare in PART_KEYS | FIRST_KEYS and holds_maps(value):
            if isinstance(value, Mapped):
                for name, inner in value.pairs:
                    if bare_key(name) in PART_KEYS | LEVEL_KEYS | FIRST_KEYS | SECOND_KEYS and holds_maps(inner):
                        self.under(name, inner, here, f"{where}.{name}")
                    else:
                        self.named(name, inner, here, f"{where}.{name}", Step(name, f"key {len(here)}"))
            else:
                self.node(value, here, where, "parts")
        elif isinstance(value, Listed) and bare in PART_KEYS:
            self.node(value, here, where, "parts")
        else:
            self.named(key, value, here, where, Step(key, f"key {len(here)}"))

    def named(self, name: str, value: Tree, here: tuple[Step, ...], where: str, step: Step) -> None:
        if isinstance(value, Mapped):
            calls = [scalar_of(inner) for key, inner in value.pairs if bare_key(key) in (*NAMES, *IDS)]
            calls = [call for call in calls if call and len(call) <= 200]
            title = next(
                (scalar_of(inner) for wanted in NAMES for key, inner in value.pairs if bare_key(key) == wanted), ""
            )
            shown = title if title and not is_level(name) and not step.level and len(title) <= 200 else name
            spoken = Step(shown, step.slot, step.level, tuple(call for call in (*calls, name) if call != shown))
            if (
                step.level
                and not here
                and not any(lines_of(v) or holds_maps(v) for k, v in value.pairs if bare_key(k) not in ASIDE_KEYS)
            ):
                self.declared.append(spoken)
            before = len(self.words)
            self.mapped(value, (*here, spoken), where, None, keyed=name)
            if step.level and not here and len(self.words) == before:
                self.declared.append(spoken)
        elif isinstance(value, Listed) and not lines_of(value):
            self.listed(value, (*here, step), where, None)
        elif isinstance(value, Broken) or not lines_of(value):
            self.leave(value, where, "no words of a level")
        else:
            self.put((*here, step), lines_of(value), where)

    def texts(
        self, texts: Sequence[tuple[str, Tree]], here: tuple[Step, ...], front: str, *, whole: bool, in_levels: bool
    ) -> None:
        """The words of one cell: its criteria where it has them, else what describes it; the rest is left."""
        ranks = (FIRST_KEYS, SECOND_KEYS, PART_KEYS | LEVEL_KEYS) if whole or in_levels else (FIRST_KEYS,)
        best = next(
            (rank for rank in ranks if any(bare_key(key) in rank and self.said(value) for key, value in texts)), None
        )
        for key, value in texts:
            bare = bare_key(key)
            if best is not None and bare in best:
                self.cell(value, here, front + key)
            elif bare in FIRST_KEYS | SECOND_KEYS:
                self.leave(value, front + key, "describes what is told in detail elsewhere")
            else:
                self.leave(value, front + key, "no words of a level")

    def said(self, value: Tree) -> bool:
        return bool(lines_of(value)) or holds_maps(value)

    def cell(self, value: Tree, here: tuple[Step, ...], where: str) -> None:
        if lines_of(value):
            self.put(here, lines_of(value), where)
            return
        for n, part in enumerate(value.parts if isinstance(value, Listed) else (value,)):
            at = f"{where}[{n}]" if isinstance(value, Listed) else where
            if not isinstance(part, Mapped):
                self.put(here, lines_of(part), at)
                continue
            # One criterion with something beside it: its words are the first text of it, examples stay outside.
            main = next(
                (
                    pair
                    for pair in part.pairs
                    if bare_key(pair[0]) in FIRST_KEYS | SECOND_KEYS | {"criteria"} and lines_of(pair[1])
                ),
                None,
            )
            main = main or next((pair for pair in part.pairs if bare_key(pair[0]) in NAMES and lines_of(pair[1])), None)
            for key, inner in part.pairs:
                if main is not None and key == main[0]:
                    self.put(here, lines_of(inner), f"{at}.{key}")
                else:
                    self.leave(inner, f"{at}.{key}", "stands beside a criterion")
