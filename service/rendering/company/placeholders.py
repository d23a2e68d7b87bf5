"""What a company's template may place: the packet's own words, and nothing that can do anything."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from service.domain import packet_parts as fixed
from service.domain.packet import Packet, Section
from service.rendering.blocks import Block, Blocks, Kind, Run
from service.rendering.escaping import visible
from service.rendering.summary import parts_of


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlacedDimension(_Value):
    """A row of the summary."""

    name: str
    standing: str
    strongest: str


class PlacedSection(_Value):
    """One dimension; each bullet is a text, its lower lines after a line break."""

    name: str
    standing: str
    why: str
    asks: str
    bullets: tuple[str, ...]
    closest: tuple[str, ...]
    left_out: tuple[str, ...]
    questions: tuple[str, ...]


class PlacedEvidence(_Value):
    """An entry under its number."""

    number: int
    text: str


class Placeholders(_Value):
    """Every name that a template can use."""

    title: str
    headline: str
    from_level: str
    to_level: str
    rubric: str
    guidance: str
    notices: tuple[str, ...]
    summary: tuple[PlacedDimension, ...]
    sections: tuple[PlacedSection, ...]
    corroborators: tuple[str, ...]
    evidence: tuple[PlacedEvidence, ...]


def placeholders_of(packet: Packet, blocks: Blocks, *, clean: bool, marks: bool) -> Placeholders:
    """The words of a packet's blocks by name; without `marks` no number stands in a text."""
    return _Placing(packet, blocks, clean=clean, marks=marks).all()


class _Placing:
    def __init__(self, packet: Packet, blocks: Blocks, *, clean: bool, marks: bool) -> None:
        self._packet = packet
        self._notes = blocks.notes
        self._parts = parts_of(packet, blocks.body, clean=clean)
        self._clean = clean
        self._marks = marks
        self._numbers: dict[str, int] = {}

    def all(self) -> Placeholders:
        rubric = self._packet.rubric
        title, *_ = self._parts.opening
        table = next(block for block in self._parts.opening if block.kind is Kind.TABLE)
        cases = list(_split(self._parts.case, level=2))
        sections = zip(self._packet.sections, cases, strict=False)
        voices = cases[len(self._packet.sections) :]
        # The evidence comes last: its numbers are those met before.
        return Placeholders(
            title=self._line(title.runs),
            headline=visible(self._packet.headline),
            from_level=visible(rubric.from_level),
            to_level=visible(rubric.to_level),
            rubric=visible(rubric.title),
            guidance="" if self._clean else fixed.GUIDANCE,
            notices=tuple(visible(notice) for notice in self._packet.notices),
            summary=tuple(self._row(row) for row in table.rows[1:]),
            sections=tuple(self._section(section, case) for section, case in sections),
            corroborators=tuple(line for case in voices for line in self._bullets(case)),
            evidence=tuple(
                PlacedEvidence(number=number, text=self._line(self._notes[label]))
                for label, number in self._numbers.items()
            ),
        )

    def _row(self, row: Sequence[Sequence[Run]]) -> PlacedDimension:
        name, standing, strongest = (self._line(cell) for cell in row)
        return PlacedDimension(name=name, standing=standing, strongest=strongest)

    def _section(self, section: Section, case: Sequence[Block]) -> PlacedSection:
        told, *under = _split(case, level=3)
        apart = {self._line(part[0].runs): self._bullets(part) for part in under}
        closer = next((n for n, block in enumerate(told) if self._is_closest(block)), len(told))
        dimensions = {dimension.id: dimension for dimension in self._packet.rubric.dimensions}
        dimension = dimensions.get(section.dimension)
        return PlacedSection(
            name=visible(dimension.name if dimension else section.dimension),
            standing=fixed.STANDINGS[section.standing],
            why=visible(section.why_this_standing),
            asks=visible(dimension.next) if dimension else "",
            bullets=self._bullets(told[:closer]),
            closest=self._bullets(told[closer:]),
            left_out=apart.get(fixed.LEFT_OUT, ()),
            questions=apart.get(fixed.QUESTIONS, ()),
        )

    def _is_closest(self, block: Block) -> bool:
        return block.kind is Kind.PARAGRAPH and self._line(block.runs) == fixed.CLOSEST

    def _bullets(self, blocks: Sequence[Block]) -> tuple[str, ...]:
        lines: list[str] = []
        for block in blocks:
            if block.kind is not Kind.BULLET:
                continue
            line = self._line(block.runs)
            if block.level == 1:
                lines.append(line)
            else:
                lines[-1] += f"\n{line}"
        return tuple(lines)

    def _line(self, runs: Sequence[Run]) -> str:
        return "".join(self._mark(run.note) if run.note else run.words for run in runs)

    def _mark(self, label: str) -> str:
        number = self._numbers.setdefault(label, len(self._numbers) + 1)
        return f" [{number}]" if self._marks else ""


def _split(blocks: Sequence[Block], level: int) -> Iterator[Sequence[Block]]:
    """The blocks before the first heading of a level, where there are any, then each heading with what is under it."""
    starts = [n for n, block in enumerate(blocks) if block.kind is Kind.HEADING and block.level == level]
    bounds = [0, *(start for start in starts if start), len(blocks)]
    for start, end in pairwise(bounds):
        yield blocks[start:end]
