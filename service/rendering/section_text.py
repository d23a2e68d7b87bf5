"""One section of a packet as plain text, to be pasted anywhere: its lines, and the entries they rest on."""

from collections.abc import Iterator, Sequence

from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.domain.packet_parts import EVIDENCE
from service.domain.rubric import DimensionId
from service.errors import NotFound
from service.rendering.blocks import Block, Blocks, Kind, Run, blocks_of
from service.rendering.markdown import packet_markdown


def section_text(packet: Packet, log: BragLog, dimension: DimensionId, *, clean: bool = False) -> str:
    """The section with numbered marks and the entries they stand for; `clean` as in `packet_markdown`.

    Raises NotFound where the packet has no section for that dimension.
    """
    sections = tuple(section for section in packet.sections if section.dimension == dimension)
    if not sections:
        raise NotFound("The packet has no such section", mend="Its sections name their dimensions")
    alone = packet.model_copy(update={"sections": sections})
    blocks = blocks_of(packet_markdown(alone, log, clean=clean))
    return _Text(blocks).written()


class _Text:
    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._numbers: dict[str, int] = {}

    def written(self) -> str:
        lines: list[str] = []
        for block in self._section():
            bullets = block.kind is Kind.BULLET
            if lines and not (bullets and lines[-1].lstrip().startswith("- ")):
                lines.append("")
            lines.append(f"{'  ' * (block.level - 1)}- {self._line(block.runs)}" if bullets else self._line(block.runs))
        notes = [f"[{number}] {self._line(self._blocks.notes[label])}" for label, number in self._numbers.items()]
        return "\n".join([*lines, *(["", EVIDENCE, *notes] if notes else [])]) + "\n"

    def _section(self) -> Iterator[Block]:
        """The blocks from the first heading of a section to the next of that level."""
        met = 0
        for block in self._blocks.body:
            met += block.kind is Kind.HEADING and block.level == 2
            if met == 1:
                yield block

    def _line(self, runs: Sequence[Run]) -> str:
        return "".join(f" [{self._number(run.note)}]" if run.note else run.words for run in runs)

    def _number(self, label: str) -> int:
        return self._numbers.setdefault(label, len(self._numbers) + 1)
