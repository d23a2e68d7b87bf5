"""The main promise on real logs: every sentence cites shortlisted entries that exist, every line is accounted for."""

import asyncio
import tempfile
from pathlib import Path

import pytest

from service.domain.brag import Owner
from service.domain.built_in import built_in_rubric
from service.domain.claims import Ruling
from service.domain.packet import Packet
from service.intake.decoding import decode
from service.intake.logs import read_log
from service.intake.reading import LogReading, accounting
from service.rendering.markdown import packet_markdown
from service.settings import read_settings
from service.wiring import assemble
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[1]
OURS = [ROOT / "examples" / "brag-log.md", ROOT / "examples" / "nurse-brag-log.csv", ROOT / "evals/logs/two-hundred.md"]
OTHERS = sorted((SHARED / "logs").glob("*")) if SHARED.is_dir() else []


def drafted(path: Path) -> tuple[LogReading, Packet, str]:
    reading = read_log(path.read_bytes(), filename=path.name)

    async def go() -> tuple[Packet, str]:
        with tempfile.TemporaryDirectory() as folder:
            async with assemble(read_settings(data_dir=Path(folder))) as casework:
                stored = await casework.keep_log(Owner("someone"), reading.log, reading.unread)
                packet = await casework.draft(Owner("someone"), stored, built_in_rubric())
                return packet, packet_markdown(packet, stored.log)

    packet, page = asyncio.run(go())
    return reading, packet, page


def keeps_every_promise(path: Path) -> None:
    reading, packet, page = drafted(path)
    known = set(reading.log.by_id())
    sentences = 0
    for section in packet.sections:
        listed = {ranked.entry for ranked in section.shortlist}
        assert listed <= known
        if not listed:
            assert section.bullets == ()
            assert section.gaps
        for bullet in section.bullets:
            for sentence in bullet.sentences:
                sentences += 1
                assert set(sentence.cites) <= listed
                assert sentence.verdict.ruling is Ruling.SUPPORTED
                for span in sentence.verdict.spans:
                    assert span.entry in sentence.cites
    assert sentences > 0
    assert page.startswith("# ")
    assert set(packet.provenance.entries) == known
    found = accounting(decode(path.read_bytes()), reading)
    assert (found.missing, found.twice) == (frozenset(), frozenset())


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_logs_end_in_packets_that_keep_every_promise(path: Path) -> None:
    keeps_every_promise(path)


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("path", OTHERS or [Path("none")], ids=lambda path: path.name)
def test_logs_from_the_wild_end_in_packets_that_keep_every_promise(path: Path) -> None:
    keeps_every_promise(path)
