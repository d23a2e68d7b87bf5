"""The packet for Word: opened again by Word's own library and by LibreOffice where it is."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from service.domain.brag import BragLog, EntryId
from service.domain.gaps import Gap, GapKind
from service.domain.packet import Packet
from service.rendering.packet_docx import packet_docx
from tests.builders import a_brag_entry, a_log
from tests.rendering.test_markdown import a_bullet, a_packet, a_section

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")


GAP = Gap(kind=GapKind.UNCORROBORATED, entry=EntryId("e1"), question="Who saw it?")


def case() -> tuple[Packet, BragLog]:
    log = a_log(
        a_brag_entry("Cut the close from 4 h to 20 min. =SUM(A1) [^e2] https://example.org/x \\", id="e1"),
        a_brag_entry("Taught two wards the new form.", id="e2"),
    )
    packet = a_packet(
        a_section(
            a_bullet("Cut the close from 4 h to 20 min.", cites=("e1",)),
            a_bullet("Taught two wards.", cites=("e2",)),
            gaps=(GAP,),
        ),
        log=log,
    )
    return packet, log


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        return {name: file.read(name) for name in file.namelist()}


def notes_of(raw: bytes) -> list[str]:
    root = etree.fromstring(parts(raw)["word/footnotes.xml"])
    return ["".join(note.itertext()).strip() for note in root if int(note.get(f"{W}id")) > 0]


def test_every_cited_entry_is_a_footnote_once_and_every_mark_has_its_note() -> None:
    raw = packet_docx(*case())
    notes = notes_of(raw)
    assert [re.match(r"Entry (\w+)", note)[1] for note in notes] == ["e1", "e2"]  # type: ignore[index]
    body = etree.fromstring(parts(raw)["word/document.xml"])
    marks = [int(mark.get(f"{W}id")) for mark in body.iter(f"{W}footnoteReference")]
    assert marks == [1, 2]
    again = [field.get(f"{W}instr") for field in body.iter(f"{W}fldSimple")]
    named = {start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")}
    assert again
    assert all(instruction.split()[1] in named for instruction in again)


def test_it_has_real_headings_and_no_link_image_or_formula() -> None:
    raw = packet_docx(*case())
    document = docx.Document(io.BytesIO(raw))
    assert {paragraph.style.name for paragraph in document.paragraphs} >= {"Title", "Heading 1", "List Bullet"}
    held = parts(raw)
    assert b"<w:hyperlink" not in held["word/document.xml"] + held["word/footnotes.xml"]
    assert not any(name.startswith("word/media") for name in held)
    instructions = re.findall(rb'w:instr="\s*(\w+)', held["word/document.xml"] + held["word/footnotes.xml"])
    assert set(instructions) <= {b"NOTEREF"}


def test_the_strongest_items_have_the_widest_column_for_every_reader() -> None:
    table = docx.Document(io.BytesIO(packet_docx(*case()))).tables[0]
    by_column = [column.width for column in table.columns]
    assert by_column == [cell.width for cell in table.rows[0].cells]
    assert len(by_column) == 3
    assert (by_column[2] or 0) > sum(width or 0 for width in by_column[:2])


def test_what_xml_cannot_hold_is_shown_as_replaced() -> None:
    log = a_log(a_brag_entry("Cut\ufffe the\x00 close\uffff.", id="e1"))
    packet = a_packet(a_section(a_bullet(log.entries[0].text)), log=log)
    assert "Cut\ufffd the\ufffd close\ufffd." in notes_of(packet_docx(packet, log))[0]


def test_words_that_look_like_a_mark_are_words() -> None:
    assert "[^e2]" in notes_of(packet_docx(*case()))[0]


def test_a_clean_one_keeps_the_case_and_leaves_the_workshop_out() -> None:
    packet, log = case()
    whole, clean = (docx.Document(io.BytesIO(packet_docx(packet, log, clean=one))) for one in (False, True))
    told = [{paragraph.text for paragraph in document.paragraphs} for document in (whole, clean)]
    assert told[1] < told[0]
    assert any("Taught two wards." in text for text in told[1])


@pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None,
    reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui poppler-utils",
)
def test_libreoffice_opens_it_and_shows_every_footnote(tmp_path: Path) -> None:
    (tmp_path / "packet.docx").write_bytes(packet_docx(*case()))
    subprocess.run(
        [
            *(str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "packet.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = subprocess.run(
        [str(PDFTOTEXT), "-layout", str(tmp_path / "packet.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert shown.count("Entry e1") == 1
    assert shown.count("Entry e2") == 1
    assert "Error" not in shown
