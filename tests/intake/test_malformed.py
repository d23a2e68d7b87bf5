"""Five hundred broken files: each is read or refused in one clear error; nothing is written, memory stays bounded."""

import io
import json
import random
import resource
import traceback
import zipfile
from pathlib import Path

import openpyxl
import pytest

from service.errors import CaseError
from service.intake.many import read_sent
from tests.intake.test_documents import a_docx, a_pdf, saved

SECRET = "Fitted the private pump"
TEXTS = {
    "a.md": f"# 2025\n\n- 2025-03-04: {SECRET}\n- [ ] later\n\n| Date | What |\n|---|---|\n| 2025 | {SECRET} |\n",
    "a.txt": f"2025-03-04 {SECRET}\n\nMarch\nran it\n",
    "a.csv": f'date,what,quote\n2025-03-04,{SECRET},"said ""so"""\n',
    "a.json": json.dumps({"entries": [{"when": "2025-03-04", "text": SECRET, "corroborations": []}]}),
    "a.yaml": f"entries:\n- when: 2025-03-04\n  text: {SECRET}\n  dimensions: [a, b]\n",
    "a.html": f"<html><body><h1>2025</h1><ul><li>{SECRET}</ul><table><tr><td>a<td>b</table></body></html>",
}
WRONG_ENDINGS = (".md", ".json", ".yaml", ".csv", ".tsv", ".txt", ".docx", ".pdf", ".xlsx", ".zip", ".odt", "", ".exe")


def a_sheet() -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append(["Date", "What"])
    made.active.append(["2025-03-04", SECRET])
    return saved(made.save)


def broken(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one thing wrong with them."""
    way = chance.randrange(8)
    if way == 0:
        return raw[: chance.randrange(len(raw))]
    if way == 1:
        spots = bytearray(raw)
        for _ in range(chance.randrange(1, 30)):
            spots[chance.randrange(len(spots))] = chance.randrange(256)
        return bytes(spots)
    if way == 2:
        at = chance.randrange(len(raw))
        return raw[:at] + chance.randbytes(chance.randrange(1, 400)) + raw[at:]
    if way == 3:
        return raw.decode("utf-8", "replace").encode(
            chance.choice(["utf-16", "utf-16-be", "cp037", "utf-7"]), "replace"
        )
    if way == 4:
        opener = chance.choice([b"[", b"{", b"<div>", b"- ", b"> ", b'"', b"(", b"&a ", b"*x: &x ", b"#", b"|"])
        return opener * chance.randrange(100, 20_000) + raw
    if way == 5:
        return raw + raw[::-1]
    if way == 6:
        return b"\0" * chance.randrange(1, 500) + raw
    return raw.replace(b"\n", chance.choice([b"\r", b"\x85", b"\x0b", b"\n" * 3_000, b""]))


def files() -> list[tuple[str, bytes]]:
    chance = random.Random(20_261_123)  # noqa: S311  (the same files in every run)
    made = []
    for n in range(440):
        name, words = list(TEXTS.items())[n % 5]
        ending = chance.choice(WRONG_ENDINGS) if n % 4 == 0 else ""
        made.append((name + ending, broken(words.encode(), chance)))
    documents = {
        "a.docx": a_docx(("Normal", SECRET)),
        "a.xlsx": a_sheet(),
        "a.pdf": a_pdf([SECRET]),
        "a.html": TEXTS["a.html"].encode(),
    }
    for n in range(48):
        name, raw = list(documents.items())[n % 4]
        made.append((name, broken(raw, chance)))
    for n in range(12):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(chance.choice(["../../up.md", "/root.md", "con.md", "a\x1b[2J.md"]), TEXTS["a.md"])
            archive.writestr("b.json", broken(TEXTS["a.json"].encode(), chance))
        made.append((f"{n}.zip", kept.getvalue() if n % 2 else broken(kept.getvalue(), chance)))
    return made


@pytest.mark.filterwarnings("ignore")
def test_no_broken_file_does_more_than_be_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    all_files = files()
    assert len(all_files) == 500
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused: list[CaseError] = []
    told = []
    for n, (name, raw) in enumerate(all_files):
        try:
            read_sent(raw, filename=name, limit_bytes=10_000_000)
        except CaseError as failed:
            refused.append(failed)
        except Exception:
            told.append((n, name, traceback.format_exc(limit=-3)))
    assert not told, told[:3]
    assert 100 < len(refused) < 500
    for one in refused:
        assert one.message
        assert "\n" not in str(one)
        assert SECRET not in str(one)
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kb <= 300_000
    assert list(tmp_path.iterdir()) == []
