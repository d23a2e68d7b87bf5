"""The packet as PDF: opened again by two readers that are not ours."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from service.domain.brag import BragLog, EntryId
from service.domain.claims import Ruling
from service.domain.gaps import Gap, GapKind
from service.domain.packet import Packet, Withheld
from service.domain.packet_parts import LEFT_OUT, WEAK_SPOTS, WITHOUT_A_FONT
from service.rendering.packet_pdf import packet_pdf
from tests.builders import a_brag_entry, a_dimension, a_log, a_quote
from tests.rendering.test_markdown import a_bullet, a_packet, a_section
from tests.shared import SHARED, needs_shared

PDFTOTEXT = shutil.which("pdftotext")
needs_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="not installed: apt-get install poppler-utils")

LINK = "https://example.org/change/12"
ATTACK = (
    '=cmd|\'/C calc\'!A0 #eval("1+1") #read("/etc/passwd") $x^2$ @label <note-1> *bold* _it_ `raw` // rest /* end '
    "<script>alert(1)</script> [press](javascript:alert(1)) \\u{41} \\ https://elsewhere.example/steal"
)


def case(*texts: str) -> tuple[Packet, BragLog]:
    """A packet with a bullet for each entry, one sentence withheld and one question."""
    log = a_log(
        *(
            a_brag_entry(
                text, id=f"e{n}", links=(LINK, "javascript:alert(1)"), corroborations=(a_quote(f"Saved us {n}."),)
            )
            for n, text in enumerate(texts)
        )
    )
    gap = Gap(kind=GapKind.UNCORROBORATED, entry=EntryId("e0"), question="Who saw it?")
    held = Withheld(
        text="Led the whole company.",
        ruling=Ruling.OVERSTATED,
        because="The entry says helped.",
        question="What did you do?",
        settled_by="agency",
    )
    bullets = [a_bullet(text, cites=(f"e{n}",)) for n, text in enumerate(texts)]
    return a_packet(a_section(*bullets, gaps=(gap,), withheld=(held,)), log=log), log


def opened(raw: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(raw), strict=True)


def words_of(raw: bytes) -> str:
    """What another program reads in it, each run of white space as one space."""
    shown = subprocess.run([str(PDFTOTEXT), "-", "-"], input=raw, check=True, capture_output=True).stdout
    return " ".join(shown.decode().split())


def actions_of(raw: bytes) -> Iterator[dict[str, Any]]:
    for page in opened(raw).pages:
        for annotation in page.get("/Annots", ()):
            found = annotation.get_object()
            yield found.get("/A", {})


@needs_pdftotext
def test_every_cited_entry_is_there_once_with_its_date_words_and_quote() -> None:
    texts = ("Cut the close from 4 h to 20 min.", "Taught two wards the new form.")
    shown = words_of(packet_pdf(*case(*texts)))
    for n, text in enumerate(texts):
        assert len(re.findall(rf"Entry e{n}, 14 March 2026: {re.escape(text)}", shown)) == 1
        assert f"Saved us {n}." in shown


def test_it_is_tagged_titled_in_english_and_has_an_outline() -> None:
    packet, log = case("Cut the close from 4 h to 20 min.")
    reader = opened(packet_pdf(packet, log))
    assert reader.metadata is not None
    assert "L4 to L5" in str(reader.metadata.title)
    assert reader.metadata.subject == packet.headline
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("en")
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_object().get_data()
    named = {str(part.title) for part in reader.outline if not isinstance(part, list)}
    assert any(packet.rubric.dimensions[0].name in name for name in named)


@needs_pdftotext
def test_what_looks_like_markup_stays_words() -> None:
    shown = words_of(packet_pdf(*case(ATTACK)))
    assert '#eval("1+1") #read("/etc/passwd") $x^2$ @label <note-1> *bold* _it_ `raw` // rest /* end' in shown
    assert "<script>alert(1)</script>" in shown
    assert "root:" not in shown


def test_only_links_of_the_log_lead_anywhere_and_nothing_runs() -> None:
    raw = packet_pdf(*case(ATTACK))
    actions = list(actions_of(raw))
    assert {str(action["/URI"]) for action in actions if "/URI" in action} == {LINK}
    assert {str(action["/S"]) for action in actions if action} <= {"/URI", "/GoTo"}
    catalogue: Any = opened(raw).trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(catalogue) or "/JavaScript" not in str(catalogue)


@needs_pdftotext
def test_a_clean_one_keeps_the_evidence_and_leaves_the_workshop_out() -> None:
    packet, log = case("Cut the close from 4 h to 20 min.")
    whole, clean = (words_of(packet_pdf(packet, log, clean=one)) for one in (False, True))
    for told in (LEFT_OUT, WEAK_SPOTS, "Led the whole company.", "Who saw it?"):
        assert told in whole
        assert told not in clean
    assert "Entry e0, 14 March 2026" in clean


@needs_pdftotext
def test_the_summary_keeps_to_the_first_page() -> None:
    dimensions = [a_dimension(id=f"d{n}", name=f"Dimension {n}") for n in range(12)]
    log = a_log(a_brag_entry("Cut the close from 4 h to 20 min, " + "and told everybody, " * 20, id="e1"))
    gap = Gap(kind=GapKind.NOT_REPEATED, question="What else? " * 20)
    sections = [a_section(a_bullet(log.entries[0].text), dimension=one, gaps=(gap,)) for one in dimensions]
    pages = opened(packet_pdf(a_packet(*sections, log=log, dimensions=dimensions), log)).pages
    first, second = (" ".join(page.extract_text().split()) for page in pages[:2])
    assert "Dimension 11" in first
    assert WEAK_SPOTS in first
    assert "Dimension 0: shown sometimes" in second


@needs_pdftotext
def test_letters_are_there_or_named_as_missing_and_never_a_hole() -> None:
    hebrew, arabic, chinese = "קיצרתי את ההתאמה", "خفضت المطابقة", "将每周对账缩短到二十分钟"
    shown = words_of(packet_pdf(*case(f"{hebrew}.", f"{arabic}.", f"{chinese}. Ж Ελληνικά é")))
    assert "Ж Ελληνικά é" in shown
    for text in (hebrew, arabic, chinese):
        there = all(word in shown for word in text.split())
        assert there or WITHOUT_A_FONT in shown
    assert WITHOUT_A_FONT not in words_of(packet_pdf(*case("Plain words.")))


@needs_pdftotext
def test_a_sign_without_a_font_takes_no_character_with_it_that_has_one() -> None:
    shown = words_of(packet_pdf(*case("Shipped 4\ufe0f\u20e3 of 4 \U000f1234 \u4e2d\U0001f9ff on 14 March.")))
    assert "of 4" in shown
    assert "on 14 March." in shown


@needs_pdftotext
def test_a_word_longer_than_the_line_is_broken_and_not_cut(tmp_path: Path) -> None:
    word = "".join(f"part{n:03d}" for n in range(40))
    (tmp_path / "packet.pdf").write_bytes(packet_pdf(*case(f"Wrote {word} and {LINK}{'/long' * 40}.")))
    boxes = subprocess.run(
        [str(PDFTOTEXT), "-bbox", str(tmp_path / "packet.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    right = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(right) < 595 - 50
    assert word in "".join(words_of((tmp_path / "packet.pdf").read_bytes()).split())


def test_a_packet_of_an_empty_case_is_a_page_all_the_same() -> None:
    assert len(opened(packet_pdf(a_packet(log=a_log(a_brag_entry(id="e1"))), a_log(a_brag_entry(id="e1")))).pages) >= 1


@needs_shared
@pytest.mark.shared
@needs_pdftotext
def test_every_string_of_the_attack_set_is_set_as_words_and_leads_nowhere() -> None:
    lines = [
        line for path in sorted((SHARED / "attacks").glob("*.jsonl")) for line in path.read_text("utf-8").split("\n")
    ]
    texts = [text for text in (json.loads(line)["text"] for line in lines if line) if text.strip()]
    for start in range(0, len(texts), 60):
        raw = packet_pdf(*case(*texts[start : start + 60]))
        assert {str(action["/URI"]) for action in actions_of(raw) if "/URI" in action} <= {LINK}
        shown = words_of(raw)
        for n in range(len(texts[start : start + 60])):
            assert f"Entry e{n}, 14 March 2026" in shown


@pytest.mark.parametrize(
    "link", ["https://", "http://[", "https://" + "a" * 1_900, "HTTPS://x", "https://é.example/☃ b"]
)
def test_an_address_of_any_shape_is_no_reason_to_fail(link: str) -> None:
    log = a_log(a_brag_entry("Cut the close.", id="e1", links=(link,)))
    assert opened(packet_pdf(a_packet(a_section(a_bullet("Cut the close.")), log=log), log)).pages
