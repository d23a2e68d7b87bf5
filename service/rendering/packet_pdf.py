"""A packet as PDF: a page for the sponsor, the sections, and a numbered note for every entry a sentence rests on.

What it says is what the Markdown says, and the summary in front; it is set in a process of its own, from data.
"""

from service.apart.running import run_apart
from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.errors import TooLarge
from service.rendering.blocks import blocks_of
from service.rendering.markdown import packet_markdown
from service.rendering.pdf.told import told_of
from service.rendering.summary import parts_of

MEDIA_TYPE = "application/pdf"
_WAIT_S = 40


def packet_pdf(packet: Packet, log: BragLog, *, clean: bool = False) -> bytes:
    """The packet as tagged PDF (PDF/UA-1); `clean` is for a committee, as in `packet_markdown`.

    Characters that no font on this machine has are named where they stood, and on the first page. Raises TooLarge where
    setting it takes more than its limits of time and memory.
    """
    blocks = blocks_of(packet_markdown(packet, log, clean=clean))
    parts = parts_of(packet, blocks.body, clean=clean)
    links = frozenset(link for entry in log.entries for link in entry.links)
    told = told_of(packet, parts, blocks.notes, links)
    try:
        ended = run_apart("service.rendering.pdf.child", given=told.model_dump_json().encode(), wait_s=_WAIT_S)
    except TimeoutError:
        raise _too_large() from None
    if ended.code or not ended.out.startswith(b"%PDF-"):
        raise _too_large()
    return ended.out


def _too_large() -> TooLarge:
    return TooLarge(
        "This packet takes too long, or too much memory, to set as PDF", mend="Take it for Word or as Markdown"
    )
