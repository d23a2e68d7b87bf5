"""A company's own Word template: filled in with the packet's words, and with nothing that a hostile one asks for."""

import io
import os
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.errors import CaseError, Invalid, TooLarge, Unreadable
from service.rendering.company.packet import company_docx
from tests.rendering.test_packet_pdf import ATTACK, case

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
WHOLE = (
    "{{ title }} for {{ headline }} ({{ rubric }}, {{ from_level }} to {{ to_level }}) {{ guidance }}",
    "{%p for told in notices %}",
    "{{ told }}",
    "{%p endfor %}",
    "{%p for row in summary %}",
    "{{ row.name }} | {{ row.standing }} | {{ row.strongest }}",
    "{%p endfor %}",
    "{%p for section in sections %}",
    "{{ section.name }}: {{ section.standing }}. {{ section.why }} {{ section.asks }}",
    "{%p for bullet in section.bullets + section.closest %}",
    "- {{ bullet }}",
    "{%p endfor %}",
    "{%p for line in section.left_out %}",
    "Left out: {{ line }}",
    "{%p endfor %}",
    "{%p for line in section.questions %}",
    "Asked: {{ line }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{{ corroborators|join(', ') }}",
    "{%p for entry in evidence %}",
    "{{ entry.number }}. {{ entry.text }}",
    "{%p endfor %}",
)


def a_template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].footer.paragraphs[0].text = "{{ headline }}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(raw: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
        after.writestr(part, change(before.read(part) if part in before.namelist() else b""))
    return out.getvalue()


def words_of(raw: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs)


def made(template: bytes, *, told: tuple[Packet, BragLog] | None = None, clean: bool = False) -> bytes:
    return company_docx(*(told or case("Cut the close from 4 h to 20 min.")), template, clean=clean)


def test_every_placeholder_is_filled_in_and_every_mark_has_its_entry() -> None:
    packet, log = case("Cut the close from 4 h to 20 min.", "Taught two wards the new form.")
    raw = made(a_template(*WHOLE), told=(packet, log))
    shown = words_of(raw)
    assert "{" not in shown
    assert packet.headline in shown
    assert packet.headline in docx.Document(io.BytesIO(raw)).sections[0].footer.paragraphs[0].text
    for said in ("Left out: Led the whole company.", "Asked: Who saw it?", "- Taught two wards the new form."):
        assert said in shown
    assert set(re.findall(r" \[(\d+)\]", shown)) == set(re.findall(r"^(\d+)\. Entry ", shown, re.MULTILINE)) != set()


def test_a_clean_one_has_neither_what_was_left_out_nor_questions() -> None:
    shown = words_of(made(a_template(*WHOLE), clean=True))
    assert "Left out:" not in shown
    assert "Asked:" not in shown
    assert "Saved us 0." in shown


def test_without_a_place_for_the_evidence_no_number_points_to_it() -> None:
    template = a_template("{%p for section in sections %}", "{{ section.bullets|join(' ') }}", "{%p endfor %}")
    shown = words_of(made(template))
    assert "Cut the close" in shown
    assert "[1]" not in shown


@pytest.mark.parametrize(
    "wrap", ["{{ %s }}", "{%% autoescape false %%}{{ %s }}{%% endautoescape %%}", "{{ %s|string }}"]
)
def test_a_persons_words_are_never_markup_whatever_the_template_switches_off(wrap: str) -> None:
    hostile = f"{ATTACK} {{{{ 7 * 191 }}}} </w:t></w:r><w:r><w:t>planted</w:t></w:r>"
    raw = made(a_template(wrap % "evidence[0].text", "{{ evidence[0].text|upper }}"), told=case(hostile))
    first = words_of(raw).split("\n")[0]
    assert "</w:t></w:r><w:r><w:t>planted" in first
    assert "{{ 7 * 191 }}" in first
    assert "1337" not in words_of(raw)


@pytest.mark.parametrize(
    ("line", "named"),
    [("{{ salary }}", "salary"), ("{{ sections[0].salary }}", "salary"), ("{{ headline|safe }}", "safe")],
)
def test_an_unknown_placeholder_is_named(line: str, named: str) -> None:
    with pytest.raises(Invalid, match=named):
        made(a_template("{{ headline }}", line))


@pytest.mark.parametrize(
    "lines", [(), ("{{ headline",), ("{% for x in %}",), ("{% include '/etc/passwd' %}{{ title }}",)]
)
def test_a_template_that_cannot_be_filled_in_is_refused(lines: tuple[str, ...]) -> None:
    template = a_template(*lines)
    if not lines:
        template = changed(template, "word/footer1.xml", lambda part: part.replace(b"{{ headline }}", b""))
    with pytest.raises(Invalid):
        made(template)


@pytest.mark.parametrize(
    "line",
    [
        "{{ headline.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ title.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('touch OUT').read() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ sections.append(1) }}",
        "{{ '{0.__class__}'.format(headline) }}",
    ],
)
def test_a_template_reaches_nothing_of_this_program(line: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    try:
        shown = words_of(made(a_template("{{ headline }}", line.replace("OUT", str(out)))))
    except CaseError:
        shown = ""
    assert "class" not in shown
    assert not out.exists()


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in 'x' * 100000 %}{% for b in 'x' * 100000 %}{{ a }}{% endfor %}{% endfor %}",
        "{{ 'x' * 5000000000 }}",
    ],
)
def test_a_template_that_would_never_end_or_fill_the_memory_is_ended(line: str) -> None:
    before = time.monotonic()
    with pytest.raises(CaseError):
        made(a_template("{{ headline }}", line))
    assert time.monotonic() - before < 40


def rels(kind: str, target: str, mode: str = "External") -> Callable[[bytes], bytes]:
    found = (
        f'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return lambda part: part.replace(b"</Relationships>", found.encode())


def in_body(xml: str) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"<w:sectPr", f"<w:p><w:r>{xml}</w:r></w:p><w:sectPr".encode(), 1)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/vbaProject.bin", lambda _: b"\xd0\xcf"),
        ("word/embeddings/oleObject1.bin", lambda _: b"\xd0\xcf"),
        ("word/_rels/document.xml.rels", rels("attachedTemplate", "https://elsewhere.example/a.dotm")),
        ("word/_rels/document.xml.rels", rels("image", "http://elsewhere.example/pixel.png")),
        ("word/_rels/document.xml.rels", rels("image", "file:///etc/passwd", "&#69;xternal")),
        ("word/_rels/document.xml.rels", rels("hyperlink", "file:///etc/passwd")),
        (
            "word/document.xml",
            in_body('<w:instrText> INCLUDE</w:instrText><w:instrText>TEXT "/etc/passwd" </w:instrText>'),
        ),
        ("word/document.xml", in_body("<w:instrText>{{ headline }}</w:instrText>")),
        (
            "word/document.xml",
            lambda part: part.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]>', 1),
        ),
    ],
)
def test_a_template_that_could_run_or_fetch_something_is_refused(part: str, change: Callable[[bytes], bytes]) -> None:
    whole = a_template("{{ headline }}")
    assert words_of(made(whole))
    with pytest.raises(Invalid, match=re.escape(part)):
        made(changed(whole, part, change))


def test_what_is_no_template_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"")
        file.writestr("word/document.xml", b" " * 300_000_000)
    for raw, kind in (
        (b"words", Unreadable),
        (a_template("{{ title }}")[:-200], Unreadable),
        (bomb.getvalue(), TooLarge),
    ):
        with pytest.raises(kind):
            made(raw)


@pytest.mark.skipif(SOFFICE is None or PDFTOTEXT is None, reason="LibreOffice or pdftotext is not installed")
def test_libreoffice_opens_what_was_filled_in(tmp_path: Path) -> None:
    (tmp_path / "packet.docx").write_bytes(made(a_template(*WHOLE), told=case(ATTACK)))
    words = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*words, "--outdir", str(tmp_path), str(tmp_path / "packet.docx")],
        check=True, capture_output=True, timeout=120, env=os.environ,
    )  # fmt: skip
    shown = subprocess.run(
        [str(PDFTOTEXT), str(tmp_path / "packet.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "1. Entry e0, 14 March 2026: =cmd|" in shown
