"""Finds the two axes of a ladder among the names above its words: which are its levels, which its dimensions.

Nothing is made up: a name is one that stands in the file. Words under no level, or under no dimension where others have
one, are handed back as not understood.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from service.domain.packet import Unread
from service.errors import Fault, Invalid
from service.intake.ladder_levels import found_levels, in_order, is_level, is_sure_level, plain, share_of_levels
from service.intake.ladder_values import Ladder, LadderRow, Piece, Step, Words

MOST_DIMENSIONS = 60
_NAMELESS = "The ladder has levels, but no names for its dimensions"
_NAME_THEM = "Put a heading or a bold name before the words of each dimension, the same one at every level"
_NO_LEVELS = "No levels were found in it"
_NAME_LEVELS = (
    "Name two of its headings, columns or rows as the levels you mean (--from, --to), or give one file a level"
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Words that stand under a level, and the other names above them."""

    level: Step
    steps: tuple[Step, ...]
    text: str
    where: str


def arrange(pieces: Sequence[Piece], asked: Sequence[str] = ()) -> Ladder:
    """The ladder that the pieces make up; `asked` are the levels named by the person, which settle what is a level.

    Raises Invalid where no level is found, or no dimension has a name.
    """
    placed: list[_Placed] = []
    unread: list[Unread] = [part for piece in pieces for part in piece.unread]
    sequences: list[list[str]] = []
    for piece in pieces:
        here, left = _under_levels(piece, asked, alone=len(pieces) == 1)
        unread += [Unread(where=words.where, text=words.text, why="stands under no level") for words in left]
        placed += _without_common(here, own_name=None if len(pieces) == 1 else piece.name)
        sequences += [[level.name for level in piece.levels if level.name]]
    if not placed:
        raise Invalid(_NO_LEVELS, mend=_NAME_LEVELS, faults=_headings(pieces))
    placed, aliases = _one_name_a_level(placed, [level for piece in pieces for level in piece.levels])
    placed, about = _named(placed, pieces)
    unread += about
    rows, order = _rows(placed)
    known = {level for row in rows for level in row.by_level}
    levels = in_order([[name for name in names if name in known] for names in (*order, *sequences)])
    title = next((piece.title for piece in pieces if piece.title), "")
    if len(pieces) > 1 and any(is_level(piece.title) for piece in pieces):
        title = ""
    return Ladder(title, tuple(levels), rows, unread=tuple(unread), aliases=aliases)


def _headings(pieces: Sequence[Piece]) -> list[Fault]:
    names = list(dict.fromkeys(step.name for piece in pieces for words in piece.words for step in words.steps))
    return [Fault("names in it", ", ".join(name[:60] for name in names[:20]))] if names else []


def _under_levels(piece: Piece, asked: Sequence[str], *, alone: bool) -> tuple[list[_Placed], list[Words]]:
    """The words of a piece under their levels, and those that stand under none."""
    placed: list[_Placed] = []
    others: list[Words] = []
    for words in piece.words:
        at = next((n for n in range(len(words.steps) - 1, -1, -1) if words.steps[n].level), None)
        if at is None:
            others.append(words)
        else:
            placed.append(_at_level(words, at))
    if not others:
        return placed, []
    slot = _level_slot(others, asked)
    if slot:
        accepted = _levels_in(others, slot, asked)
        found, left = _split(others, lambda step: step.slot == slot and plain(step.name) in accepted)
        # Words outside the headings of levels belong to none, whatever else the file holds.
        return placed + found, left
    if placed:
        return placed, others
    return _of_one_level(piece, others, alone=alone)


def _at_level(words: Words, at: int) -> _Placed:
    return _Placed(words.steps[at], (*words.steps[:at], *words.steps[at + 1 :]), words.text, words.where)


def _split(words: Sequence[Words], is_one: Callable[[Step], bool]) -> tuple[list[_Placed], list[Words]]:
    placed: list[_Placed] = []
    left: list[Words] = []
    for part in words:
        at = next((n for n, step in enumerate(part.steps) if is_one(step)), None)
        if at is None:
            left.append(part)
        else:
            placed.append(_at_level(part, at))
    return placed, left


def _names(words: Sequence[Words], slot: str) -> list[str]:
    return list(dict.fromkeys(step.name for part in words for step in part.steps if step.slot == slot and step.name))


def _level_slot(words: Sequence[Words], asked: Sequence[str]) -> str:
    """The slot whose names are levels: those the person asked for, else those that most surely are; may be empty."""
    slots = list(dict.fromkeys(step.slot for part in words for step in part.steps if step.slot))
    best, score = "", 0.0
    for slot in slots:
        names = _names(words, slot)
        if len({plain(name) for name in names}) < 2:
            continue
        share = share_of_levels(names)
        likely = sum(map(is_level, names))
        sure = sum(map(is_sure_level, names))
        told = bool(asked) and all(len(found_levels([(name,) for name in names], level)) == 1 for level in asked)
        if not told and (likely < 2 or (share < 0.5 and sure < 2)):
            continue
        here = (2.0 if told else 0.0) + share + sure / len(names)
        if here > score:
            best, score = slot, here
    return best


def _levels_in(words: Sequence[Words], slot: str, asked: Sequence[str]) -> set[str]:
    """The names in the slot that are levels: by their look, or because they hold the same dimensions as those that do."""
    inner: dict[str, set[str]] = {}
    for part in words:
        at = next((n for n, step in enumerate(part.steps) if step.slot == slot), None)
        if at is not None:
            others = {plain(step.name) for n, step in enumerate(part.steps) if n != at}
            inner.setdefault(plain(part.steps[at].name), set()).update(others)
    names = {plain(name): name for name in _names(words, slot)}
    levels = {key for key, name in names.items() if is_level(name)}
    levels |= {plain(name) for level in asked for name in names.values() if found_levels([(name,)], level)}
    # What every name has above it says nothing.
    common = set.intersection(*inner.values()) if len(inner) > 1 else set()
    held = Counter(key for level in levels for key in inner.get(level, set()) - common)
    shared = {key for key, count in held.items() if count * 2 >= len(levels)}
    like = {key for key in names if len(shared & inner.get(key, set())) * 2 > len(shared)} if len(shared) > 1 else set()
    return levels | like


def _of_one_level(piece: Piece, words: Sequence[Words], *, alone: bool) -> tuple[list[_Placed], list[Words]]:
    """A page about one level: named by a heading that surely is one, else by its title or its file's name."""
    headings = list(dict.fromkeys(step.name for part in words for step in part.steps if step.slot != "label"))
    sure = [name for name in headings if is_sure_level(name)]
    first = headings[0] if headings else ""
    candidates = [
        *([sure[0]] if len({plain(name) for name in sure}) == 1 else []),
        *(name for name in (piece.title, first, piece.name) if name and is_level(name)),
        *([] if alone else [name for name in (piece.title, piece.name) if name]),
    ]
    if not candidates:
        return [], list(words)
    name = candidates[0]
    level = Step(name, level=True, aliases=(piece.name,) if piece.name and piece.name != name else ())
    placed = [
        _Placed(level, tuple(step for step in part.steps if plain(step.name) != plain(name)), part.text, part.where)
        for part in words
    ]
    return placed, []


def _without_common(placed: Sequence[_Placed], own_name: str | None) -> list[_Placed]:
    """The words without the names that all of them share, which are the page's and no dimension's.

    The last of those stays behind as a step of the slot `title`, for a ladder that names its dimensions nowhere else.
    """
    if not placed:
        return []
    shared = 0
    first = placed[0].steps
    while shared < len(first) and all(
        len(part.steps) > shared and part.steps[shared] == first[shared] and not first[shared].written
        for part in placed
    ):
        shared += 1
    named = first[shared - 1] if shared else (Step(own_name) if own_name else None)
    if named is None:
        return list(placed)
    front = (replace(named, slot="title"),)
    return [replace(part, steps=front + part.steps[shared:]) for part in placed]


def _one_name_a_level(
    placed: Sequence[_Placed], declared: Sequence[Step]
) -> tuple[list[_Placed], dict[str, tuple[str, ...]]]:
    """The words with one spelling for each level, and what else each is called."""
    spelled: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    settled: list[_Placed] = []
    for part in placed:
        name = spelled.setdefault(plain(part.level.name) or part.level.name, part.level.name)
        aliases.setdefault(name, []).extend(part.level.aliases)
        settled.append(replace(part, level=replace(part.level, name=name)))
    for step in declared:
        calls = (step.name, *step.aliases)
        for name, known in aliases.items():
            if {plain(call) for call in calls} & {plain(call) for call in (name, *known)}:
                known.extend(calls)
    return settled, {
        name: tuple(call for call in dict.fromkeys(calls) if call and call != name) for name, calls in aliases.items()
    }


def _named(placed: Sequence[_Placed], pieces: Sequence[Piece]) -> tuple[list[_Placed], list[Unread]]:
    """The words with exactly the steps that name their dimension, innermost last; and words about a level alone."""
    headed = [part for part in placed if _own(part)]
    if headed:
        about = [part for part in placed if not _own(part)]
        kept = [replace(part, steps=_own(part), text=_with_leads(part)) for part in headed]
        kept = _wider(kept) if _too_fine(kept) else kept
        return kept, [
            Unread(where=part.where, text=_with_leads(part), why="stands under no dimension") for part in about
        ]
    leads = [part for part in placed if any(step.written for step in part.steps)]
    levels = list(dict.fromkeys(part.level.name for part in placed))
    if leads:
        named = _by_leads(leads, levels) or _by_place(leads, levels)
        if named:
            about = [part for part in placed if part not in leads]
            return named, [Unread(where=part.where, text=part.text, why="stands under no dimension") for part in about]
    titled = [
        replace(part, steps=part.steps[:1], text=_with_leads(part))
        for part in placed
        if part.steps and part.steps[0].slot == "title"
    ]
    if len(titled) == len(placed):
        return titled, []
    title = next((piece.title for piece in pieces if piece.title and not is_level(piece.title)), "")
    if not title:
        raise Invalid(_NAMELESS, mend=_NAME_THEM)
    return [replace(part, steps=(Step(title),), text=_with_leads(part)) for part in placed], []


def _own(part: _Placed) -> tuple[Step, ...]:
    return tuple(step for step in part.steps if step.name and step.slot != "title" and not step.written)


def _with_leads(part: _Placed) -> str:
    leads = [step.written for step in part.steps if step.written]
    return "\n".join([*leads[:-1], _joined(leads[-1], part.text)]) if leads else part.text


def _joined(lead: str, text: str) -> str:
    return f"{lead}\n{text}" if "\n" in text and lead.endswith(":") else f"{lead} {text}"


def _by_leads(parts: Sequence[_Placed], levels: Sequence[str]) -> list[_Placed]:
    """The leads as dimensions, where most of them come back at half of the levels; else nothing."""
    seen: dict[str, set[str]] = {}
    for part in parts:
        seen.setdefault(plain(_lead(part).name), set()).add(part.level.name)
    often = [key for key, at in seen.items() if len(at) * 2 >= len(levels)]
    if len(often) * 2 < len(seen):
        return []
    return [replace(part, steps=(_lead(part),)) for part in parts]


def _lead(part: _Placed) -> Step:
    return next(step for step in part.steps if step.written)


def _by_place(parts: Sequence[_Placed], levels: Sequence[str]) -> list[_Placed]:
    """Dimensions known by their place alone: as many leads at each level, other words for each (`Adopts`, `Masters`).

    Their names are those words, lowest level first; the words stay with the text too, since they tell levels apart.
    """
    at_level = {level: [part for part in parts if part.level.name == level] for level in levels}
    counts = {len(found) for found in at_level.values()}
    if len(counts) != 1 or counts == {1} or len(levels) < 2:
        return []
    named: list[_Placed] = []
    for column in zip(*at_level.values(), strict=True):
        name = " / ".join(dict.fromkeys(_lead(part).name for part in column))
        if len(name) > 200:
            name = f"{_lead(column[0]).name} / … / {_lead(column[-1]).name}"
        named += [replace(part, steps=(Step(name[:200]),), text=_with_leads(part)) for part in column]
    return named


def _too_fine(parts: Sequence[_Placed]) -> bool:
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


def _wider(parts: Sequence[_Placed]) -> list[_Placed]:
    return [
        replace(part, steps=part.steps[:-1], text=f"{part.steps[-1].name}: {part.text}")
        if len(part.steps) > 1
        else part
        for part in parts
    ]


_Key: TypeAlias = tuple[tuple[str, ...], str]


def _rows(placed: Sequence[_Placed]) -> tuple[tuple[LadderRow, ...], list[list[str]]]:
    """A row a dimension, and the levels in the order in which each row has them.

    One name in two groups is one dimension as long as no level has words for both; else the group is named too.
    """
    cells: dict[_Key, dict[str, list[str]]] = {}
    first: dict[_Key, _Placed] = {}
    homes: dict[_Key, _Key] = {}
    for part in placed:
        own = part.steps[-1].name
        key = (tuple(plain(step.name) for step in part.steps[:-1]), plain(own) or own)
        cells.setdefault(key, {}).setdefault(part.level.name, []).append(part.text)
        first.setdefault(key, part)
    for key, by_level in cells.items():
        same = [other for other in dict.fromkeys(homes.values()) if other[1] == key[1]]
        homes[key] = next((other for other in same if not cells[other].keys() & by_level.keys()), key)
        if homes[key] != key:
            cells[homes[key]] = {**cells[homes[key]], **by_level}
    kept = list(dict.fromkeys(homes.values()))
    often = Counter(name for _, name in kept)
    rows: list[LadderRow] = []
    for key in kept:
        steps = first[key].steps[-2:] if often[key[1]] > 1 else first[key].steps[-1:]
        by_level = {level: "\n".join(texts) for level, texts in cells[key].items()}
        rows.append(LadderRow(first[key].where, ": ".join(step.name for step in steps)[:200], by_level=by_level))
    return tuple(rows), [list(row.by_level) for row in rows]
