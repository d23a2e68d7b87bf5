"""What a sponsor reads first, on one page: beside the packet's opening, who can speak to it and where it is weak."""

from collections.abc import Iterator
from typing import NamedTuple

from service.domain import packet_parts as fixed
from service.domain.packet import Packet
from service.rendering.blocks import Block, Kind, Run
from service.rendering.escaping import visible

_APPENDIX = frozenset((fixed.NOT_USED, fixed.UNREAD, fixed.MADE))
_VOICES, _WEAK_SPOTS, _LONGEST = 8, 8, 220


class Parts(NamedTuple):
    """A packet's opening, as bullets its corroborators and known weak spots; the case, and what stands after it."""

    opening: tuple[Block, ...]
    voices: tuple[Block, ...]
    weak_spots: tuple[Block, ...]
    case: tuple[Block, ...]
    appendix: tuple[Block, ...]


def parts_of(packet: Packet, body: tuple[Block, ...], *, clean: bool) -> Parts:
    """The packet's blocks, divided.

    A page for a committee is not told what is asked of the person: of weak spots it has the standings alone.
    """
    start = next((n for n, block in enumerate(body) if block.kind is Kind.HEADING and block.level > 1), len(body))
    end = next((n for n, block in enumerate(body) if _opens_appendix(block)), len(body))
    voices = _cut(_voices(packet), _VOICES)
    weak_spots = () if clean else _cut(_weak(packet), _WEAK_SPOTS)
    return Parts(body[:start], voices, weak_spots, body[start:end], body[end:])


def _opens_appendix(block: Block) -> bool:
    return block.kind is Kind.HEADING and "".join(run.words for run in block.runs) in _APPENDIX


def _voices(packet: Packet) -> Iterator[Block]:
    for voice in packet.corroborators:
        times = len(voice.entries)
        role = f", {visible(voice.role)}" if voice.role else ""
        yield _bullet(visible(voice.who), f"{role} ({times} {'entry' if times == 1 else 'entries'})")


def _weak(packet: Packet) -> Iterator[Block]:
    names = {dimension.id: dimension.name for dimension in packet.rubric.dimensions}
    for section in packet.sections:
        name = visible(names.get(section.dimension, section.dimension))
        held = len(section.withheld)
        if section.gaps:
            yield _bullet(name, f": {visible(section.gaps[0].question)}")
        elif held:
            yield _bullet(name, f": {held} {'sentence' if held == 1 else 'sentences'} left out; see the section")


def _bullet(lead: str, rest: str) -> Block:
    return Block(Kind.BULLET, 1, (Run(_shortened(lead, 80), bold=True), Run(_shortened(rest, _LONGEST))))


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _cut(lines: Iterator[Block], most: int) -> tuple[Block, ...]:
    told = list(lines)
    left = len(told) - most
    more = (Block(Kind.BULLET, 1, (Run(fixed.AND_MORE.format(left)),)),) if left > 0 else ()
    return (*told[:most], *more)
