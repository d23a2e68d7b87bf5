"""What a command tells people about a file: what was left out of it and why, in words that are true of that file."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli import main

Told = tuple[int, str, str]
Run = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def ran(*words: str, stdin: str = "") -> Told:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main(words)
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, told.out, told.err

    return ran


def test_an_import_says_beside_every_line_it_set_aside_why(run: Run) -> None:
    log = "- 2026-03-14: Cut the close from 4 days to 1\n- 31/02/2026: Ran it\n\n## Goals\n\n- Lead a team\n"
    _, out, _ = run("import", "-", stdin=log)
    told = {
        part["where"]: part["why"]
        for part in json.loads(run("import", "-", "--format", "json", stdin=log)[1])["unread"]
    }
    assert set(told) == {"line 6", "line 2, date"}
    for where, why in told.items():
        (line,) = [line for line in out.splitlines() if line.startswith(where)]
        assert why in line


def test_a_column_nobody_reads_does_not_make_its_rows_lines_that_were_not_understood(run: Run) -> None:
    rows = "\n".join(f"2026-03-{day:02d},Cut the close to {day} hours,fine" for day in range(1, 21))
    _, out, _ = run("import", "-", stdin=f"date,what,mood\n{rows}\n")
    assert "20 lines" not in out
    assert "0 lines" not in out
    assert "20 parts" in out


def test_one_line_and_one_part_are_told_apart(run: Run) -> None:
    log = "# 2026\n\n- Cut the close from 4 days to 1\n- 31/02/2026: Ran it\n- [ ] Will lead\n"
    _, out, _ = run("import", "-", stdin=log)
    assert "1 line and 1 part of a line not understood" in out


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        (("import", "empty.md"), "entry"),
        (("check", "empty.md", "--log", "log.md"), "sentence"),
        (("rubric", "empty.md"), "dimension"),
        (("map", "log.md", "--rubric", "empty.md"), "dimension"),
        (("check", "--pairs", "empty.md"), "line"),
    ],
)
def test_an_empty_file_is_told_what_it_should_hold(run: Run, words: tuple[str, ...], needs: str) -> None:
    Path("empty.md").write_text(" \n\n", encoding="utf-8")
    Path("log.md").write_text("- 2026-03-14: Cut the close from 4 days to 1\n", encoding="utf-8")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("promocase: empty.md: The file is empty. ")
    assert f"one {needs}" in err


def test_a_packet_of_ours_checks_alike_as_markdown_and_as_json(run: Run) -> None:
    Path("log.md").write_text(
        "- 2026-03-14: Noticed the ledger drifted, proposed a check and built it; mismatches fell from 11 to 0.\n"
        "- 2026-01-20: Wrote the incident template; three other teams use it now.\n",
        encoding="utf-8",
    )
    assert run("draft", "log.md", "--out", "packet.md", "--out", "packet.json")[0] == 0
    checked = {name: run("check", name, "--log", "log.md", "--format", "json") for name in ("packet.md", "packet.json")}
    assert checked["packet.md"][0] == 0
    assert json.loads(checked["packet.md"][1])["sentences"]
    assert checked["packet.json"] == checked["packet.md"]
    code, out, err = run("check", "-", "--log", "log.md", stdin='{"draft": "Led it all."}')
    assert (code, out) == (2, "")
    assert "JSON" in err


@pytest.mark.parametrize(
    ("levels", "said"),
    [({}, "Ours"), ({"to_level": "L5"}, "Ours: to L5"), ({"from_level": "L4", "to_level": "L5"}, "Ours: L4 to L5")],
)
def test_a_ladder_is_headed_by_the_levels_it_names_and_no_others(run: Run, levels: dict[str, str], said: str) -> None:
    rubric = {"title": "Ours", **levels, "dimensions": [{"name": "Scope", "next": "Owns it"}]}
    assert run("rubric", "-", stdin=json.dumps(rubric))[1].splitlines()[0] == said


@pytest.mark.parametrize(
    "words", [(), ("nosuch",), ("run", "--nosuch"), ("diff", "--nosuch"), ("checker", "--half", "x")]
)
def test_wrong_words_after_eval_take_one_line_like_any_others(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("eval", *words)
    assert (code, out) == (2, "")
    assert err.startswith("promocase: ")
    assert err.count("\n") == 1
    assert "--help" in err
