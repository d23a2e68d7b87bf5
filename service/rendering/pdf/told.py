"""What the PDF template is told: plain values, every word a string that is never read as markup."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from pydantic import BaseModel, ConfigDict

from service.domain import packet_parts as fixed
from service.domain.packet import Packet
from service.rendering.blocks import Block, Kind, Run
from service.rendering.escaping import visible
from service.rendering.summary import Parts

_LONGEST_TITLE = 120
_RIGHT_TO_LEFT = frozenset(("R", "AL"))


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ToldRun(_Value):
    """Words set alike, or (`note` > 0) the mark to that note; `link` is where a press on them leads, or empty."""

    words: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    note: int = 0
    link: str = ""


class ToldLine(_Value):
    """A line of runs, and the way it is written (`ltr`, `rtl`); `under` holds the bullets beneath a bullet."""

    runs: tuple[ToldRun, ...]
    dir: str
    under: tuple["ToldLine", ...] = ()


class ToldBlock(_Value):
    """A block: a heading, a paragraph, a quote, a list with its items or a table with its rows."""

    kind: str
    level: int = 0
    runs: tuple[ToldRun, ...] = ()
    dir: str = "ltr"
    items: tuple[ToldLine, ...] = ()
    rows: tuple[tuple[ToldLine, ...], ...] = ()


class ToldNote(ToldLine):
    """An entry, under its number."""

    number: int


class Told(_Value):
    """The whole document; `fixed` holds the headings that are ours."""

    title: str
    headline: str
    footer: str
    fixed: dict[str, str]
    opening: tuple[ToldBlock, ...]
    voices: tuple[ToldLine, ...]
    weak: tuple[ToldLine, ...]
    case: tuple[ToldBlock, ...]
    appendix: tuple[ToldBlock, ...]
    notes: tuple[ToldNote, ...]


def told_of(packet: Packet, parts: Parts, notes: Mapping[str, Sequence[Run]], links: AbstractSet[str]) -> Told:
    """The document; notes are numbered in the order first referred to, and of addresses those in `links` are links."""
    title, *opening = parts.opening
    teller = _Teller(notes, links)
    return Told(
        title=_words(title.runs),
        headline=visible(packet.headline),
        footer=_words(title.runs)[:_LONGEST_TITLE],
        fixed={
            "voices": fixed.VOICES,
            "weak": fixed.WEAK_SPOTS,
            "evidence": fixed.EVIDENCE,
            "missing": fixed.WITHOUT_A_FONT,
        },
        opening=teller.blocks(opening),
        voices=teller.items(parts.voices),
        weak=teller.items(parts.weak_spots),
        case=teller.blocks(parts.case),
        appendix=teller.blocks(parts.appendix),
        notes=teller.noted(),
    )


class _Teller:
    def __init__(self, notes: Mapping[str, Sequence[Run]], links: AbstractSet[str]) -> None:
        self._notes = notes
        self._links = frozenset(link for link in links if link.startswith(("https://", "http://")))
        self._numbers: dict[str, int] = {}

    def blocks(self, blocks: Sequence[Block]) -> tuple[ToldBlock, ...]:
        told: list[ToldBlock] = []
        at = 0
        while at < len(blocks):
            bullets = _while_bullets(blocks[at:])
            if bullets:
                told.append(ToldBlock(kind="list", items=self.items(bullets)))
                at += len(bullets)
            else:
                told.append(self._block(blocks[at]))
                at += 1
        return tuple(told)

    def items(self, bullets: Sequence[Block]) -> tuple[ToldLine, ...]:
        """Bullets of one depth, each with the deeper ones that follow it."""
        if not bullets:
            return ()
        told: list[ToldLine] = []
        starts = [n for n, block in enumerate(bullets) if block.level <= bullets[0].level]
        for start, end in zip(starts, [*starts[1:], len(bullets)], strict=True):
            line = self._line(bullets[start].runs)
            told.append(line.model_copy(update={"under": self.items(bullets[start + 1 : end])}))
        return tuple(told)

    def noted(self) -> tuple[ToldNote, ...]:
        """The notes referred to so far."""
        found = ((number, self._line(self._notes[label], live=True)) for label, number in self._numbers.items())
        return tuple(ToldNote(number=number, runs=line.runs, dir=line.dir) for number, line in found)

    def _block(self, block: Block) -> ToldBlock:
        if block.kind is Kind.TABLE:
            return ToldBlock(kind="table", rows=tuple(tuple(map(self._line, row)) for row in block.rows))
        line = self._line(block.runs)
        return ToldBlock(kind=block.kind.value, level=max(1, block.level - 1), runs=line.runs, dir=line.dir)

    def _line(self, runs: Sequence[Run], *, live: bool = False) -> ToldLine:
        return ToldLine(runs=tuple(self._run(run, live=live) for run in runs), dir=_direction(runs))

    def _run(self, run: Run, *, live: bool) -> ToldRun:
        if run.note and run.note in self._notes:
            return ToldRun(words="", note=self._numbers.setdefault(run.note, len(self._numbers) + 1))
        link = run.words if live and run.code and run.words in self._links else ""
        return ToldRun(words=run.words, bold=run.bold, italic=run.italic, code=run.code, link=link)


def _while_bullets(blocks: Sequence[Block]) -> Sequence[Block]:
    end = next((n for n, block in enumerate(blocks) if block.kind is not Kind.BULLET), len(blocks))
    return blocks[:end]


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.words for run in runs)


def _direction(runs: Iterable[Run]) -> str:
    """The way of the letters that are most of a line: ours stand in front of many a line that is somebody else's."""
    ways = [unicodedata.bidirectional(letter) for letter in _words(runs)]
    right = sum(way in _RIGHT_TO_LEFT for way in ways)
    return "rtl" if right > ways.count("L") else "ltr"
