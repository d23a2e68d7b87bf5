"""What a ladder is made of before two of its levels are chosen: words under named steps, then rows of levels."""

from dataclasses import dataclass, field

from service.domain.packet import Unread


@dataclass(frozen=True, slots=True)
class Step:
    """One name above some words: a heading, a key, a column, a sheet or a bold lead.

    `slot` says which kind of place it stands in (`h2`, `sheet`, `key 1`), so that like can be compared with like;
    `level` that it surely is a level; `written` is a bullet's own lead, which belongs to the words where it names
    nothing (`inline` before them, else a line of its own).
    """

    name: str
    slot: str = ""
    level: bool = False
    aliases: tuple[str, ...] = ()
    written: str = ""
    inline: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a ladder: where they stand, and every name above them, outermost first."""

    steps: tuple[Step, ...]
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a ladder, taken apart. `name` is what it is called where nothing in it says so."""

    title: str
    name: str
    words: tuple[Words, ...]
    levels: tuple[Step, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One dimension: its two behaviours where they are given, and its words for every level."""

    where: str
    name: str
    current: str = ""
    next: str = ""
    by_level: dict[str, str] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A rubric before two of its levels are chosen; `levels` is empty where it only knows current and next.

    `aliases` holds what else a level is called (its id, its number).
    """

    title: str
    levels: tuple[str, ...]
    rows: tuple[LadderRow, ...]
    from_level: str = ""
    to_level: str = ""
    unread: tuple[Unread, ...] = ()
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
