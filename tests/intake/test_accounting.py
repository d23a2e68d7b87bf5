"""Every line of a log is told of by `promocase import --format json`, and nothing that is said in it gets lost.

Checked from outside: what is compared is the file and the JSON that a person gets.
"""

import contextlib
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.cli import main
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ["examples/brag-log.md", "examples/nurse-brag-log.csv", "evals/logs/two-hundred.md"]
LOGS = sorted(path.name for path in (SHARED / "logs").glob("*")) if SHARED.is_dir() else []
WHOLE = re.compile(r"(?:line|entries\[\d+\].* \(lines?) (\d+)(?:-(\d+))?\)?")
NASTY = {
    "marks.md": "- Shipped it\n- ???\n- 👍\n!!!\n\n- n/a\n---junk---\n\n- \n>\n\n===\n***\n",
    "glued.md": "- Shipped it\n| Date | Win |\n|---|---|\n| 2026-01 | Did z |\nMore.\n> nice — Bo K.\n———\n- x\n---\n",
    "dates.md": "## 31/02/2025\n- 15. März 2025: Ran it\n- 2025-13-45 Cut it\n- Q3 FY25: Led\n1. May 2025: x\n2. a\n",
    "kudos.txt": "Wins\nRan it.\nCut it.\n\nKudos\n“you rock” — Sam\nKim was glad\nTHX!!\n",
    "goals.md": "- Did it\n## Goals\n- Lead\n> hm\n\n| a | b |\n|---|---|\n| c | d |\n```\ncode\n```\n<!-- hm -->\n",
    "fields.md": "### Move\n**Impact**:\n- 4h to 1h\n\n**Kudos**:\n- Sam: great\n**Skills**: SQL\nStatus:\n- Done\n",
    "nested.md": "- Did it\n  - Impact:\n    - 4h to 1h\n  - Kudos:\n    - Sam: you rock\n    - -\n  - n/a\n    ---\n",
    "long.md": "- Did it\n- " + "long " * 5_000 + "\n  - under it\n- Ran it\n",
    "bad.json": '{"entries": [\n{"text": "Ran it"},\n{"text": 5},\n{"text": "a",\n "text": "b"},\n7\n]\n}\n',
    "bad.yaml": "# me\nentries:\n- text: Ran it\n- text: Cut it: by half\n  when: 2026\n- what: Led it\nowner: me\n",
    "bad.csv": 'date,what,mood\n2026,Ran it,ok\n2026,"Cut "it"",x\n2026,Led it\n2026,"open\n',
    "mixed.md": "Name: Jo\n\n\u00a0\u00a0- Ran\u00a0it\n\u200b\n• Cut it\n  ◦ again\n\t- and more\r\n\r\n2)\tLed it\n",
}


def told(raw: bytes, name: str) -> dict[str, Any] | None:
    """The JSON of an import; None where the log is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), pytest.raises(SystemExit) as e:
            main(["import", str(path), "--format", "json"])
    assert e.value.code in (0, 2)
    return None if e.value.code else json.loads(out.getvalue())


def lines_of(text: str) -> dict[int, str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    return {n: line for n, line in enumerate(lines, start=1) if line.strip()}


def amiss(text: str, read: dict[str, Any]) -> list[str]:
    """What the import does not account for, or accounts for twice."""
    written = lines_of(text)
    entries = {n for part in read["lines"] for n in part["lines"]}
    headings = {part["line"] for part in read["headings"]}
    whole = [m for part in read["unread"] if (m := WHOLE.fullmatch(part["where"]))]
    unread = {n for m in whole for n in range(int(m[1]), int(m[2] or m[1]) + 1)} & written.keys()
    wrong = [f"line {n} is nowhere" for n in written.keys() - entries - headings - unread]
    wrong += [f"line {n} is twice" for n in entries & headings | entries & unread | headings & unread]
    wrong += [f"line {n} does not exist" for n in (entries | headings) - written.keys()]
    wrong += [f"line {p['line']} is not its words" for p in read["headings"] if p["text"] != written[p["line"]].strip()]
    if {part["entry"] for part in read["lines"]} != {entry["id"] for entry in read["entries"]}:
        wrong.append("entries without lines, or lines without entries")
    return wrong


@pytest.mark.parametrize("path", SHIPPED)
def test_the_logs_we_ship_are_accounted_for(path: str) -> None:
    raw = (ROOT / path).read_bytes()
    read = told(raw, Path(path).name)
    assert read is not None
    assert amiss(raw.decode(), read) == []


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", LOGS or ["none"])
def test_logs_from_the_wild_are_accounted_for(name: str) -> None:
    raw = (SHARED / "logs" / name).read_bytes()
    read = told(raw, name)
    assert read is not None
    assert amiss(raw.decode(), read) == []


@pytest.mark.parametrize("name", NASTY)
def test_nasty_logs_are_accounted_for(name: str) -> None:
    read = told(NASTY[name].encode(), name)
    assert read is not None
    assert amiss(NASTY[name], read) == []


@pytest.mark.parametrize("lost", ["entries", "headings", "unread"])
def test_the_accounting_fires_when_a_line_is_lost(lost: str) -> None:
    text = "# 2026\n- Ran it\n- [ ] Cut it\n"
    read = told(text.encode(), "log.md")
    assert read is not None
    assert amiss(text, read) == []
    read["lines" if lost == "entries" else lost].pop()
    assert amiss(text, read) != []


@pytest.mark.parametrize("line", ["- ???", "- 👍", "!!!", "- n/a", "---junk---", "- TBD", "- ⭐⭐⭐"])
def test_a_line_that_says_nothing_is_told_of_and_never_passed_off_as_a_heading(line: str) -> None:
    read = told(f"- Shipped it\n\n{line}\n\n- Ran it\n".encode(), "log.md")
    assert read is not None
    assert read["headings"] == []
    seen = [part["where"] for part in read["unread"]] + [entry["text"] for entry in read["entries"]]
    assert any(part in ("line 3", line) for part in seen)
    assert all(part["why"] for part in read["unread"])


@pytest.mark.parametrize("line", ["---", "***", "===", "- ", ">", "—————", "- - -", "\u200b"])
def test_a_line_that_only_shapes_the_file_is_no_news(line: str) -> None:
    read = told(f"- Shipped it\n\n{line}\n\n- Ran it\n".encode(), "log.md")
    assert read is not None
    assert read["unread"] == []
    assert [part["line"] for part in read["headings"]] == [3]


# Canaries: a word that stands nowhere else, in every kind of line; whatever becomes of the line, the word is told.

_PROSE: list[Callable[[str], str]] = [
    *(
        lambda c, form=form: form.replace("@", c)
        for form in (
            "- @",
            "  - @",
            "    - @ again",
            "\t- @",
            "* Did @ well.",
            "1. @",
            "Ran @ for a year.",
            "@",
            "@!!!",
            "- @?",
            "- 2026-03-14 Led @",
            "- 31/02/2025 @",
            "- 15. März 2025 @",
            "2026-03-14: @",
            "- Q3 FY25: @",
            "- @ (May 2026)",
            "- Cut @ [scope]",
            "- Cut it #@",
            "#@",
            "> @",
            '> "so @" — Priya N.',
            '"good @" — Sam Okafor, @ lead',
            "Sam: @",
            '- Kim said: "@"',
            "## @",
            "### 2026-03-20 — @",
            "**@**",
            "@:",
            "- @:",
            "| @ | 2026 |",
            "| date | @ |",
            "- [ ] @",
            "- [x] @",
            "✅ @",
            "❌ @",
            "- ~~@~~",
            "Impact: @",
            "- Impact: @",
            "  - Kudos: @",
            "Who: @",
            "Role: @",
            "Status: @",
            "Skills: @",
            "Date: @",
            "Quote: @",
            "What: @",
            "Where: @",
            "TODO: @",
            "<!-- @ -->",
            "a <!-- @ --> b",
            "[@](https://e.com/@)",
            "- [it](javascript:@)",
            "Goals for @",
            "@\n---",
            "Name: @",
            "- @\n===",
            "    @",
            "a | @",
        )
    ),
]
_SHAPES = [
    *(
        "",
        "",
        "---",
        "```",
        "# 2026",
        "## Kudos",
        "Kudos:",
        "Goals",
        "## Tools",
        "Template",
        "Wins",
        "- Impact:",
        "n/a",
    ),
    *("| date | what |\n|---|---|", "> ", "- ", "***", "—————", "Feedback", "- March 2026", "  - Kudos:", "How to use"),
]


@st.composite
def _logs(draw: st.DrawFn) -> tuple[str, list[str]]:
    lines: list[str] = []
    canaries: list[str] = []
    for n in range(draw(st.integers(1, 14))):
        if draw(st.booleans()) or not lines:
            canaries.append(f"kanari{n}vogel")
            lines.append(draw(st.sampled_from(_PROSE))(canaries[-1]))
        else:
            lines.append(draw(st.sampled_from(_SHAPES)))
    return "\n".join(lines) + "\n", canaries


@settings(max_examples=300, deadline=None)
@given(_logs(), st.sampled_from(["log.md", "log.txt"]))
def test_no_line_and_no_word_of_a_log_is_lost(log: tuple[str, list[str]], name: str) -> None:
    text, canaries = log
    read = told(text.encode(), name)
    if read is None:
        return
    assert amiss(text, read) == []
    said = json.dumps([read["entries"], read["unread"], read["headings"]], ensure_ascii=False).lower()
    assert [canary for canary in canaries if canary not in said] == []


_values = st.sampled_from(["@", "2026-03", "n/a", "", '"@', "5", "- @"])
_keys = st.sampled_from(["when", "what", "text", "impact", "quote", "who", "role", "status", "mood", "tags", "links"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(_keys, _values, min_size=1, max_size=5), min_size=1, max_size=4), st.booleans())
def test_no_line_and_no_word_of_a_structured_log_is_lost(entries: list[dict[str, str]], as_yaml: bool) -> None:
    marked = [
        {key: value.replace("@", f"kanari{n}{key}vogel") for key, value in entry.items()}
        for n, entry in enumerate(entries)
    ]
    if as_yaml:
        body = [("- " if not n else "  ") + f"{k}: {v}" for e in marked for n, (k, v) in enumerate(e.items())]
        text, name = "entries:\n" + "\n".join(body) + "\n", "log.yaml"
    else:
        text, name = json.dumps({"entries": marked}, indent=1), "log.json"
    read = told(text.encode(), name)
    if read is None:
        return
    assert amiss(text, read) == []
    said = json.dumps([read["entries"], read["unread"], read["headings"]], ensure_ascii=False)
    assert [c for c in re.findall(r"kanari\w+?vogel", text) if c not in said] == []
