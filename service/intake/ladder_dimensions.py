"""Names the dimensions of a ladder whose levels are known: by headings, by bold leads, by place, or by its title."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from service.domain.packet import Unread
from service.errors import Invalid
from service.intake.ladder_levels import is_level, plain
from service.intake.ladder_values import LadderRow, Piece, Step

MOST_DIMENSIONS = 60
_NAMELESS = "The ladder has levels, but no names for its dimensions"
_NAME_THEM = "Put a heading or a bold name before the words of each dimension, the same one at every level"


@dataclass(frozen=True, slots=True)
class Placed:
    """Words that stand under a level, and the other names above them."""

    level: Step
    steps: tuple[Step, ...]
    text: str
    where: str


def named_dimensions(placed: Sequence[Placed], pieces: Sequence[Piece]) -> tuple[list[Placed], list[Unread]]:
    """The words with exactly the steps that name their dimension, innermost last; and words about a level alone."""
    headed = [part for part in placed if own_steps_of(part)]
    if headed:
        about = [part for part in placed if not own_steps_of(part)]
        kept = [replace(part, steps=own_steps_of(part)) for part in _leads_said(headed)]
        kept = _wider(kept) if _too_fine(kept) else kept
        return kept, _about(about)
    leads = [part for part in placed if any(step.written for step in part.steps)]
    levels = list(dict.fromkeys(part.level.name for part in placed))
    if leads:
        named = _by_leads(leads, levels, 0.75) or _by_place(leads, levels) or _by_leads(leads, levels, 0.0)
        if named:
            about = [part for part in placed if not any(step.written for step in part.steps)]
            return named, [Unread(where=part.where, text=part.text, why="stands under no dimension") for part in about]
    titled = [
        replace(part, steps=part.steps[:1])
        for part in _leads_said(placed)
        if part.steps and part.steps[0].slot == "title"
    ]
    if len(titled) == len(placed):
        return titled, []
    title = next((piece.title for piece in pieces if piece.title and not is_level(piece.title)), "")
    if not title:
        raise Invalid(_NAMELESS, mend=_NAME_THEM)
    return [replace(part, steps=(Step(title),)) for part in _leads_said(placed)], []


def _about(parts: Sequence[Placed]) -> list[Unread]:
    return [Unread(where=part.where, text=part.text, why="stands under no dimension") for part in _leads_said(parts)]


def own_steps_of(part: Placed) -> tuple[Step, ...]:
    return tuple(step for step in part.steps if step.name and step.slot != "title" and not step.written)


def _leads_said(parts: Sequence[Placed]) -> list[Placed]:
    """The words with their leads that name nothing, each lead once: over its own bullets, or before its words."""
    said: set[tuple[str, str]] = set()
    settled: list[Placed] = []
    for part in parts:
        text = part.text
        for n, lead in enumerate(reversed([step for step in part.steps if step.written])):
            if (lead.at, lead.written) in said:
                continue
            said.add((lead.at, lead.written))
            text = f"{lead.written} {text}" if n == 0 and lead.inline else f"{lead.written}\n{text}"
        settled.append(replace(part, text=text))
    return settled


def _by_leads(parts: Sequence[Placed], levels: Sequence[str], share: float) -> list[Placed]:
    """The leads as dimensions, where they come back at `share` of the levels and most at half of them; else nothing."""
    seen: dict[str, set[str]] = {}
    for part in parts:
        seen.setdefault(plain(_lead(part).name), set()).add(part.level.name)
    often = [key for key, at in seen.items() if len(at) * 2 >= len(levels)]
    if len(often) * 2 < len(seen) or sum(map(len, seen.values())) < share * len(levels) * len(seen):
        return []
    return [replace(part, steps=(_lead(part),)) for part in parts]


def _lead(part: Placed) -> Step:
    return next(step for step in part.steps if step.written)


def _by_place(parts: Sequence[Placed], levels: Sequence[str]) -> list[Placed]:
    """Dimensions known by their place alone: as many leads at each level, other words for each (`Adopts`, `Masters`).

    Their names are those words, lowest level first; the words stay with the text too, since they tell levels apart.
    """
    at_level = {level: [part for part in parts if part.level.name == level] for level in levels}
    counts = {len(found) for found in at_level.values()}
    if len(counts) != 1 or counts == {1} or len(levels) < 2:
        return []
    named: list[Placed] = []
    for column in zip(*at_level.values(), strict=True):
        name = " / ".join(dict.fromkeys(_lead(part).name for part in column))
        if len(name) > 200:
            name = f"{_lead(column[0]).name} / … / {_lead(column[-1]).name}"
        named += [replace(part, steps=(Step(name[:200]),), text=_leads_said([part])[0].text) for part in column]
    return named


def _too_fine(parts: Sequence[Placed]) -> bool:
    """Whether the innermost names are criteria and not dimensions: each at one level, while those around them span."""
    levels: dict[tuple[str, ...], set[str]] = {}
    wider: dict[str, set[str]] = {}
    for part in parts:
        levels.setdefault(tuple(step.name for step in part.steps), set()).add(part.level.name)
        if len(part.steps) > 1:
            wider.setdefault(part.steps[-2].name, set()).add(part.level.name)
    if len(wider) < 1 or sum(len(part.steps) > 1 for part in parts) < len(parts) * 0.9:
        return False
    if len(levels) > MOST_DIMENSIONS >= len(wider):
        return True
    spread = sum(map(len, levels.values())) / len(levels)
    spread_wider = sum(map(len, wider.values())) / len(wider)
    return spread < 1.2 and spread_wider >= 1.6


def _wider(parts: Sequence[Placed]) -> list[Placed]:
    return [
        replace(part, steps=part.steps[:-1], text=f"{part.steps[-1].name}: {part.text}")
        if len(part.steps) > 1
        else part
        for part in parts
    ]


_Key: TypeAlias = tuple[tuple[str, ...], str]


def dimension_rows(placed: Sequence[Placed]) -> tuple[tuple[LadderRow, ...], list[list[str]]]:
    """A row a dimension, and the levels in the order in which each row has them.

    One name in two groups is one dimension as long as no level has words for both; else the group is named too.
    """
    cells: dict[_Key, dict[str, list[str]]] = {}
    first: dict[_Key, Placed] = {}
    homes: dict[_Key, _Key] = {}
    for part in placed:
        own = part.steps[-1].name
        key = (tuple(plain(step.name) for step in part.steps[:-1]), plain(own) or own)
        cells.setdefault(key, {}).setdefault(part.level.name, []).append(part.text)
        first.setdefault(key, part)
    named: dict[str, list[_Key]] = {}
    for key, by_level in cells.items():
        same = named.setdefault(key[1], [])
        homes[key] = next((other for other in same if not cells[other].keys() & by_level.keys()), key)
        if homes[key] == key:
            same.append(key)
        else:
            cells[homes[key]] = {**cells[homes[key]], **by_level}
    kept = list(dict.fromkeys(homes.values()))
    often = Counter(name for _, name in kept)
    rows: list[LadderRow] = []
    for key in kept:
        steps = first[key].steps[-2:] if often[key[1]] > 1 else first[key].steps[-1:]
        joined = {level: "\n".join(texts) for level, texts in cells[key].items()}
        rows.append(LadderRow(first[key].where, ": ".join(step.name for step in steps)[:200], by_level=joined))
    return tuple(rows), [list(row.by_level) for row in rows]
