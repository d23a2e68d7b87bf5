"""Documents are read in a process of their own: words as they stand, places a person can find, and no bomb goes off."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from odfdo import Document, Header, List, Paragraph

from service.errors import CaseError, TooLarge, UnknownFormat, Unreadable
from service.intake.documents.kinds import document_kind
from service.intake.documents.reading import rendition_of
from service.intake.documents.shapes import DocumentKind
from service.intake.logs import read_log
from service.intake.many import read_sent
from service.intake.reading import LogReading

Row = tuple[object, ...]


def a_docx(*blocks: tuple[str, str]) -> bytes:
    """A Word document of (style, words)."""
    made = docx.Document()
    for style, words in blocks:
        made.add_paragraph(words, style=style)
    return saved(made.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    kept = io.BytesIO()
    save(kept)
    return kept.getvalue()


def a_workbook(**sheets: list[Row]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(made.save)


def a_pdf(*pages: list[str]) -> bytes:
    """A PDF with one line of text below the other, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        stream = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {len(objects)} 0 R /MediaBox [0 0 612 792]"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for n, written in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{n} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode()


def told(reading: LogReading) -> list[tuple[str | None, str]]:
    return [(entry.when.canonical, entry.text) for entry in reading.log.entries]


def test_a_word_document_keeps_its_headings_lists_and_tables() -> None:
    made = docx.Document()
    made.add_heading("2025", 1)
    made.add_heading("March", 2)
    made.add_paragraph("Cut the weekly count from four hours to twenty minutes.", style="List Bullet")
    made.add_paragraph("Kept *3* stars and a_b_c # 1", style="List Bullet")
    made.add_heading("Goals", 2)
    made.add_paragraph("Run a site", style="List Bullet")
    made.add_heading("Log", 2)
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        (*table.rows[0].cells, *table.rows[1].cells), ("Date", "What", "2025-05-02", "Fitted the pump"), strict=True
    ):
        cell.text = words
    reading = read_log(saved(made.save), filename="brag.docx")
    assert reading.format == "docx"
    assert ("2025-03", "Cut the weekly count from four hours to twenty minutes.") in told(reading)
    assert ("2025-05-02", "Fitted the pump") in told(reading)
    assert [part.where for part in reading.unread] == ["paragraph 6"]
    assert {place for one in reading.lines for place in one.places} == {"paragraph 3", "paragraph 4", "table 1, row 2"}


def test_what_was_deleted_in_word_is_gone_and_what_was_inserted_is_there() -> None:
    raw = a_docx(("List Bullet", "Fitted the KEEPME pump"))
    marked = (
        b'<w:ins w:id="1" w:author="a"><w:r><w:t>KEEPME</w:t></w:r></w:ins>'
        b'<w:del w:id="2" w:author="a"><w:r><w:delText>GONE</w:delText></w:r></w:del>'
    )
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(
        b"<w:r><w:t>Fitted the KEEPME pump</w:t></w:r>",
        b'<w:r><w:t xml:space="preserve">Fitted the </w:t></w:r>' + marked + b"<w:r><w:t> pump</w:t></w:r>",
    )
    assert parts["word/document.xml"] != body
    assert told(read_log(zipped(parts))) == [(None, "Fitted the KEEPME pump")]


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def test_an_open_document_is_read() -> None:
    made = Document("text")
    made.body.clear()
    for block in (
        Header(1, "2025"),
        List(["Fitted the pump", "Wrote the guide"]),
        Paragraph("2025-05-01: Moved the desk."),
    ):
        made.body.append(block)
    reading = read_log(saved(made.save), filename="brag.odt")
    assert told(reading) == [
        ("2025", "Fitted the pump"),
        ("2025", "Wrote the guide"),
        ("2025-05-01", "Moved the desk."),
    ]
    assert reading.format == "odt"


def test_a_web_page_is_read_without_its_menus_and_scripts() -> None:
    raw = b"""<!doctype html><title>x</title><script>wins()</script><nav>Home About</nav><h2>June 2025</h2>
    <ul><li>Fitted the <b>pump</b><li>Wrote the guide <p hidden>secret</p></ul>
    <table><tr><th>Date<th>What<tr><td>2025-07-01<td>Ran
    the fair</table>"""
    reading = read_log(raw, filename="brag.html")
    assert told(reading)[:2] == [("2025-06", "Fitted the pump"), ("2025-06", "Wrote the guide")]
    assert ("2025-07-01", "Ran the fair") in told(reading)
    assert "secret" not in reading.model_dump_json()


def test_a_pdf_is_read_without_the_foot_of_every_page() -> None:
    pages = [[f"2025-0{n}-01: Fitted pump number {n}.", f"Page {n} of 3"] for n in (1, 2, 3)]
    reading = read_log(a_pdf(*pages), filename="brag.pdf")
    assert told(reading) == [(f"2025-0{n}-01", f"Fitted pump number {n}.") for n in (1, 2, 3)]
    assert [part.where for part in reading.unread] == [f"page {n}, line 2" for n in (1, 2, 3)]


def test_a_workbook_is_read_sheet_by_sheet_with_its_columns_wherever_they_start() -> None:
    raw = a_workbook(
        **{
            "2025": [
                ("My wins",),
                (),
                ("Date", "What I did", "Impact"),
                (datetime.date(2025, 3, 4), "Fitted the pump", "No leaks\nsince"),
                (datetime.datetime(2025, 6, 1), "Wrote the guide", 0.35),
            ],
            "2024": [("What", "Room"), ("Ran the fair", "x")],
        }
    )
    reading = read_log(raw, filename="brag.xlsx")
    assert told(reading) == [
        ("2025-03-04", "Fitted the pump"),
        ("2025-06-01", "Wrote the guide"),
        ("2024", "Ran the fair"),
    ]
    assert reading.log.entries[0].outcome == "No leaks\nsince"
    assert reading.lines[1].places == ("row 5",)
    assert reading.lines[1].file == "sheet 2025"
    assert "sheet 2025, row 1" in {part.where for part in reading.unread}


def test_a_formula_is_never_worked_out() -> None:
    reading = read_log(a_workbook(Wins=[("What", "Impact"), ("Fitted the pump", "=1+41")]))
    assert "42" not in reading.model_dump_json()
    assert any("formula" in part.why for part in reading.unread)


def test_documents_in_a_zip_are_read_too() -> None:
    raw = zipped(
        {
            "a/brag.docx": a_docx(("List Bullet", "Fitted the pump")),
            "b.xlsx": a_workbook(W=[("What", "When"), ("Ran the fair", "2025-06-01")]),
        }
    )
    assert {text for _, text in told(read_sent(raw))} == {"Fitted the pump", "Ran the fair"}


# What is refused


def bomb() -> bytes:
    return zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"0" * 150_000_000})


def entities() -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(a_docx(("Normal", "Fitted the pump")))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    lol = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">' + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">'.encode() for n in range(12)
    )
    document = parts["word/document.xml"].split(b"?>", 1)
    parts["word/document.xml"] = (
        document[0] + b"?>" + lol + b"]>" + document[1].replace(b"Fitted the pump", b"Fitted &m; the pump")
    )
    return zipped(parts)


def locked_zip() -> bytes:
    raw = bytearray(a_docx(("Normal", "Fitted the pump")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "name", "error"),
    [
        (bomb(), "a.docx", TooLarge),
        (locked_zip(), "a.docx", Unreadable),
        (a_docx(("Normal", "Fitted the pump"))[:-200], "a.docx", Unreadable),
        (a_docx(("Normal", "Fitted the pump"))[:300], "a.docx", Unreadable),
        (a_docx(), "a.docx", Unreadable),
        (a_pdf([""]), "a.pdf", Unreadable),
        (b"%PDF-1.4\ngarbage", "a.pdf", Unreadable),
        (b"<div>" * 50_000 + b"deep", "a.html", CaseError),
        (b"<ul><li>" * 3_000 + b"deep", "a.html", CaseError),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.doc", UnknownFormat),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16le"), "a.xlsx", UnknownFormat),
        (b"{\\rtf1 hello}", "a.rtf", UnknownFormat),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(raw: bytes, name: str, error: type[CaseError]) -> None:
    with pytest.raises(error) as failed:
        read_log(raw, filename=name)
    assert failed.value.mend
    assert "Fitted" not in str(failed.value)


def test_entities_are_not_expanded() -> None:
    try:
        text = rendition_of(entities(), DocumentKind.DOCX).text
    except CaseError:
        return
    assert len(text) < 1_000


def test_an_outside_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(a_docx(("Normal", "Fitted the pump")))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    head, body = parts["word/document.xml"].split(b"?>", 1)
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    parts["word/document.xml"] = head + b"?>" + outside + body.replace(b"the pump", b"the &x; pump")
    try:
        shown = rendition_of(zipped(parts), DocumentKind.DOCX).text
    except CaseError as failed:
        shown = str(failed)
    assert "secret words" not in shown


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (a_docx(("Normal", "x")), "wrong.pdf", DocumentKind.DOCX),
        (a_workbook(A=[("x",)]), None, DocumentKind.XLSX),
        (a_pdf(["x"]), "a.txt", DocumentKind.PDF),
        (b"<html><body>x", None, DocumentKind.HTML),
        (b"- <b>bold</b> win", "a.md", None),
        (zipped({"a.md": b"- x"}), "a.zip", None),
        (b"plain words", None, None),
    ],
)
def test_a_document_is_told_by_what_is_in_it(raw: bytes, name: str | None, kind: DocumentKind | None) -> None:
    assert document_kind(raw, name) is kind
