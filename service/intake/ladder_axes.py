"""Finds the two axes of a ladder among the names above its words: which are its levels, which its dimensions.

Nothing is made up: a name is one that stands in the file. Words under no level, or under no dimension where others have
one, are handed back as not understood.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from service.domain.packet import Unread
from service.errors import Invalid
from service.intake.ladder_dimensions import Placed, dimension_rows, named_dimensions, own_steps_of
from service.intake.ladder_levels import found_levels, in_order, is_level, is_sure_level, plain, share_of_levels
from service.intake.ladder_values import Ladder, Piece, Step, Words

_MOST_LEVELS = 100
_FILE = "the file's name"
NO_LEVELS = "No levels were found in it"
_NAME_LEVELS = (
    "Name two of its headings, columns or rows as the levels you mean (--from, --to), or give one file a level"
)


def arrange(pieces: Sequence[Piece], asked: Sequence[str] = (), *, alone: bool = True) -> Ladder:
    """The ladder that the pieces make up; `asked` are the levels named by the person, which settle what is a level.

    Raises Invalid where no level is found, or no dimension has a name.
    """
    by_piece: list[list[Placed]] = []
    unread: list[Unread] = [part for piece in pieces for part in piece.unread]
    sequences: list[list[str]] = []
    for piece in pieces:
        here, left = _under_levels(piece, asked, alone=alone)
        unread += [Unread(where=words.where, text=words.text, why="stands under no level") for words in left]
        by_piece.append(_without_common(here, own_name=None if alone else piece.name))
        sequences += [[level.name for level in piece.levels]]
    placed = _with_only_headings(by_piece)
    if not placed:
        raise Invalid(NO_LEVELS, mend=_NAME_LEVELS)
    placed, aliases = _one_name_a_level(placed, [level for piece in pieces for level in piece.levels])
    placed, about = named_dimensions(placed, pieces)
    unread += about
    rows, order = dimension_rows(placed)
    known = {level for row in rows for level in row.by_level}
    called = {plain(call) for name in known for call in (name, *aliases.get(name, ()))}
    # A level that no dimension has words for is a level all the same.
    kept = [[name for name in names if name in known or plain(name) not in called] for names in (*order, *sequences)]
    different = list(dict.fromkeys(tuple(dict.fromkeys(names)) for names in kept))
    if len({name for names in different for name in names}) > _MOST_LEVELS:
        raise Invalid(f"More than {_MOST_LEVELS} names in it look like levels", mend="Keep the levels of one ladder")
    levels = in_order(different)
    title = next((piece.title for piece in pieces if piece.title), "")
    if not alone and any(is_level(piece.title) for piece in pieces):
        title = ""
    return Ladder(title, tuple(levels), rows, unread=tuple(unread), aliases=aliases)


def _under_levels(piece: Piece, asked: Sequence[str], *, alone: bool) -> tuple[list[Placed], list[Words]]:
    """The words of a piece under their levels, and those that stand under none."""
    placed: list[Placed] = []
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


def _at_level(words: Words, at: int) -> Placed:
    return Placed(words.steps[at], (*words.steps[:at], *words.steps[at + 1 :]), words.text, words.where)


def _split(words: Sequence[Words], is_one: Callable[[Step], bool]) -> tuple[list[Placed], list[Words]]:
    placed: list[Placed] = []
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
    """The names in the slot that are levels: by their look, or because they hold the dimensions of those that do."""
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


def _of_one_level(piece: Piece, words: Sequence[Words], *, alone: bool) -> tuple[list[Placed], list[Words]]:
    """A page about one level: named by a heading that surely is one, else by its title or its file's name."""
    headings = list(dict.fromkeys(step.name for part in words for step in part.steps if not step.written))
    sure = [name for name in headings if is_sure_level(name)]
    first = headings[0] if headings else ""
    if len(piece.levels) == 1:
        return [Placed(piece.levels[0], part.steps, part.text, part.where) for part in words], []
    candidates = [
        *([sure[0]] if len({plain(name) for name in sure}) == 1 else []),
        *(name for name in (piece.title, first, piece.name) if name and is_level(name)),
        *([] if alone else [name for name in (piece.title, piece.name) if name]),
    ]
    if not candidates:
        return [], list(words)
    name = candidates[0]
    level = Step(name, level=True, aliases=(piece.name,) if piece.name and piece.name != name else ())
    # What a page shows before the heading of its level is its frame.
    start = next((n for n, part in enumerate(words) if any(step.name == name for step in part.steps)), 0)
    placed = [
        Placed(level, tuple(step for step in part.steps if plain(step.name) != plain(name)), part.text, part.where)
        for part in words[start:]
    ]
    return placed, list(words[:start])


def _without_common(placed: Sequence[Placed], own_name: str | None) -> list[Placed]:
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
    named = first[shared - 1] if shared else (Step(own_name, at=_FILE) if own_name else None)
    if named is None:
        return list(placed)
    front = (replace(named, slot="title"),)
    return [replace(part, steps=front + part.steps[shared:]) for part in placed]


def _with_only_headings(by_piece: Sequence[Sequence[Placed]]) -> list[Placed]:
    """The words of all files; the one heading of a file is a dimension where other files name theirs by headings."""
    headed = any(own_steps_of(part) for parts in by_piece for part in parts)
    placed: list[Placed] = []
    for parts in by_piece:
        if headed and not any(own_steps_of(part) for part in parts):
            placed += [
                replace(part, steps=tuple(step if step.at == _FILE else replace(step, slot="") for step in part.steps))
                for part in parts
            ]
        else:
            placed += parts
    return placed


def _one_name_a_level(
    placed: Sequence[Placed], declared: Sequence[Step]
) -> tuple[list[Placed], dict[str, tuple[str, ...]]]:
    """The words with one spelling for each level, and what else each is called."""
    spelled: dict[str, str] = {}
    aliases: dict[str, dict[str, None]] = {}
    settled: list[Placed] = []
    for part in placed:
        name = spelled.setdefault(plain(part.level.name) or part.level.name, part.level.name)
        aliases.setdefault(name, {}).update(dict.fromkeys(part.level.aliases))
        settled.append(replace(part, level=replace(part.level, name=name)))
    for step in dict.fromkeys(declared):
        calls = (step.name, *step.aliases)
        known = {plain(call) for call in calls}
        for name, others in aliases.items():
            if known & {plain(call) for call in (name, *others)}:
                others.update(dict.fromkeys(calls))
    return settled, {name: tuple(call for call in calls if call and call != name) for name, calls in aliases.items()}
