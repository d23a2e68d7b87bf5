"""The `promocase` command as a person meets it: output, exit codes, one line for an error, nothing raw."""

import asyncio
import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from service.adapters.chroma_index import ChromaIndex
from service.cli import main

LOG = """# 2026

- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes. "This saved us" - Priya N., Finance lead
- 2026-01-20: Wrote the incident template; three other teams use it now.
- helped out with onboarding
"""
LADDER = "dimension,L4,L5\nCraft,Writes code,Sets how code is written\nPeople,Works alone,Raises others\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.md").write_text(LOG, encoding="utf-8")
    (tmp_path / "ladder.csv").write_text(LADDER, encoding="utf-8")
    return tmp_path


class Ran:
    """What one run left: its code, its output, its error lines."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def error(self) -> str:
        """The one line of a failed run."""
        assert self.code == 2, self.err
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("promocase: ")
        return self.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, here: Path) -> "Run":
    def ran(*words: str, stdin: str | bytes = "") -> Ran:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main(words)
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, told.out, told.err)

    return ran


class Run:
    """The type of `run`: words in, what they left out."""

    def __call__(self, *words: str, stdin: str | bytes = "") -> Ran: ...


def promocase(*words: str, stdin: bytes = b"", folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *words], input=stdin, capture_output=True, cwd=folder, timeout=60
    )


# The commands


def test_a_packet_goes_to_standard_output_and_progress_to_standard_error(run: Run) -> None:
    as_page = run("draft", "log.md")
    assert as_page.code == 0
    assert as_page.out.startswith("# ")
    assert "incident template" in as_page.out
    assert "[5/5] section" in as_page.err
    as_json = run("draft", "log.md", "--format", "json")
    packet = json.loads(as_json.out)
    assert packet["sections"][0]["dimension"] == "scope"
    assert "template" not in as_json.err


def test_a_packet_is_written_in_every_form_asked_for(run: Run, here: Path) -> None:
    ran = run("draft", "log.md", "--out", "deep/packet.md", "--out", "packet.json")
    assert (ran.code, ran.out) == (0, "")
    assert (here / "deep/packet.md").read_text(encoding="utf-8").startswith("# ")
    assert json.loads((here / "packet.json").read_text(encoding="utf-8"))["sections"]
    assert sorted(path.name for path in here.iterdir()) == ["deep", "ladder.csv", "log.md", "packet.json"]


def test_a_packet_is_written_for_paper_and_for_word_full_and_clean(run: Run, here: Path) -> None:
    assert run("draft", "log.md", "--out", "full.pdf", "--out", "full.docx", "--out", "full.md").code == 0
    assert run("draft", "log.md", "--clean", "--out", "clean.pdf", "--out", "clean.docx", "--out", "clean.md").code == 0
    for form, magic in (("pdf", b"%PDF-"), ("docx", b"PK"), ("md", b"# ")):
        full, clean = ((here / f"{name}.{form}").read_bytes() for name in ("full", "clean"))
        assert full.startswith(magic)
        assert clean.startswith(magic)
        assert len(clean) < len(full)


def test_a_companys_template_is_filled_in(run: Run, here: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Case: {{ headline }}")
    template.save(str(here / "company.docx"))
    assert run("draft", "log.md", "--template", "company.docx", "--out", "packet.docx").code == 0
    assert docx.Document(str(here / "packet.docx")).paragraphs[0].text.startswith("Case: Case for")
    wrong = run("draft", "log.md", "--template", "company.docx", "--out", "packet.pdf")
    assert wrong.code == 2
    assert "--out" in wrong.err


def test_a_map_ranks_every_entry_for_every_dimension(run: Run) -> None:
    mapped = json.loads(run("map", "log.md", "--rubric", "ladder.csv", "--format", "json").out)
    assert [dimension["id"] for dimension in mapped["dimensions"]] == ["craft", "people"]
    for dimension in mapped["dimensions"]:
        assert dimension["standing"] in ("consistent", "sometimes", "not_yet")
        assert len(dimension["evidence"]) == 3
        scores = [ranked["score"] for ranked in dimension["evidence"]]
        assert scores == sorted(scores, reverse=True)
        assert set(dimension["evidence"][0]) >= {"entry", "score", "strength"}
    assert "Craft: " in run("map", "log.md", "--rubric", "ladder.csv").out


def test_an_import_is_the_canonical_log_and_reads_itself(run: Run, here: Path) -> None:
    read = json.loads(run("import", "log.md", "--format", "json").out)
    assert [entry["when"] for entry in read["entries"]] == ["2026-03-14", "2026-01-20", "2026"]
    assert read["entries"][0]["corroborations"][0]["who"] == "Priya N."
    unread = read.pop("unread")
    assert unread == []
    again = json.loads(run("import", "-", "--format", "json", stdin=json.dumps(read)).out)
    assert again["entries"] == read["entries"]
    assert run("import", "log.md").out.startswith("3 entries\n")


def test_a_ladder_is_read(run: Run) -> None:
    rubric = json.loads(run("rubric", "ladder.csv", "--from", "L4", "--to", "L5", "--format", "json").out)
    assert (rubric["from_level"], rubric["to_level"]) == ("L4", "L5")
    assert "now:  Writes code" in run("rubric", "-", stdin=LADDER).out


def test_a_ladder_with_one_file_a_level_is_read_and_drafted_against(run: Run, here: Path) -> None:
    (here / "mid.md").write_text("# L4 - Engineer\n## Craft\n- Writes code\n")
    (here / "high.md").write_text("# L5 - Senior Engineer\nIntro.\n## Craft\n- Shapes code\n")
    ran = run("rubric", "mid.md", "high.md", "--format", "json")
    assert json.loads(ran.out)["dimensions"][0]["next"] == "Shapes code"
    shown = run("rubric", "mid.md", "high.md").out
    assert all(words in shown for words in ("L4 - Engineer, L5 - Senior Engineer", "high.md, line 2", "Intro."))
    mapped = run("map", "log.md", "--rubric", "mid.md", "--rubric", "high.md", "--format", "json")
    assert [own["id"] for own in json.loads(mapped.out)["dimensions"]] == ["craft"]


def test_a_bullet_is_rewritten_from_the_words_or_from_standard_input(run: Run) -> None:
    bullet = "Worked on improving our onboarding process."
    rewritten = json.loads(run("rewrite", bullet, "--format", "json").out)
    assert rewritten["before"] == bullet
    assert 1 <= len(rewritten["questions"]) <= 3
    assert json.loads(run("rewrite", "-", "--format", "json", stdin=bullet + "\n").out) == rewritten
    assert run("rewrite", bullet).out.startswith("before: ")


def test_a_draft_that_says_more_than_the_log_exits_one(run: Run) -> None:
    true = "Cut the weekly reconciliation from four hours to twenty minutes."
    false = "Cut the weekly reconciliation from four hours to two minutes."
    kept = run("check", "-", "--log", "log.md", "--format", "json", stdin=true)
    assert kept.code == 0
    assert json.loads(kept.out)["sentences"][0]["verdict"]["ruling"] == "supported"
    caught = run("check", "-", "--log", "log.md", stdin=f"{true} {false}")
    assert caught.code == 1
    assert "SUPPORTED" in caught.out
    assert "because" in caught.out


def test_pairs_are_ruled_row_by_row(run: Run, here: Path) -> None:
    rows = [
        {"id": "a", "evidence": "Cut the report from 4 hours to 2 hours.", "claim": "Cut the report to 2 hours."},
        {"id": 7, "evidence": "Cut the report\u2028 from 4 hours to 2 hours.", "claim": "Cut the report to 1 hour."},
    ]
    written = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    ran = run("check", "--pairs", "-", "--format", "jsonl", stdin=written)
    assert ran.code == 1
    ruled = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in ruled] == ["a", 7]
    assert ruled[0]["ruling"] == "supported"
    assert ruled[1]["ruling"] != "supported"
    for row in ruled:
        assert set(row) == {"id", "ruling", "score", "because", "settled_by"}
        assert 0 <= row["score"] <= 1
    (here / "pairs.jsonl").write_text(json.dumps(rows[0]), encoding="utf-8")
    assert run("check", "--pairs", "pairs.jsonl").code == 0


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        '{"id": "b", "evidence": "x"}',
        '{"id": "b", "evidence": null, "claim": "x"}',
        '{"id": "b", "evidence": "x", "claim": "\\ud800"}',
        '{"id": true, "evidence": "x", "claim": "x"}',
        '{"id": "b", "evidence": "xyzzy", "claim": "..."}',
        "[" * 100_000,
    ],
)
def test_a_row_that_cannot_be_ruled_on_is_named_by_its_line_and_costs_no_other_row_its_ruling(
    run: Run, bad: str
) -> None:
    good = {"id": "a", "evidence": "Cut the report to 2 hours.", "claim": "Cut the report to 2 hours."}
    false = {"id": 7, "evidence": "Cut the report to 2 hours.", "claim": "Cut the report to 1 hour."}
    ran = run("check", "--pairs", "-", stdin="\n".join([json.dumps(good), "", bad, json.dumps(false)]) + "\n")
    assert ran.code == 2
    ruled = [json.loads(line) for line in ran.out.splitlines()]
    # No ruling is made up for it, nor a score.
    assert [(row["id"], row["ruling"] == "supported") for row in ruled] == [("a", True), (7, False)]
    assert ran.err.count("\n") == 1
    assert "line 3" in ran.err
    assert "xyzzy" not in ran.err


def test_without_a_row_that_can_be_ruled_on_nothing_is_printed(run: Run) -> None:
    assert "line 1" in run("check", "--pairs", "-", stdin='{"id": "a", "evidence": "x", "claim": "..."}').error()


# Words after `eval` are the evals' own


def test_every_word_after_eval_reaches_the_evals_and_their_code_comes_back(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import evals.command

    met: list[list[str]] = []

    def ran(words: Sequence[str]) -> int:
        met.append(list(words))
        return 3

    monkeypatch.setattr(evals.command, "main", ran)
    for words in ([], ["diff", "a", "b"], ["--help"], ["checker", "--split", "test", "--", "-x"]):
        assert run("eval", *words).code == 3
        assert met.pop() == words


def test_a_folder_is_one_log_and_an_empty_one_is_told(run: Run, here: Path) -> None:
    (here / "weeks").mkdir()
    assert "weeks" in run("import", "weeks").error()
    (here / "weeks" / "2025-W10.md").write_text("- Rewired the second shed.\n", encoding="utf-8")
    (here / "weeks" / "2025-W11.md").write_text("- Fitted the new pump.\n", encoding="utf-8")
    ran = run("import", "weeks", "--format", "json")
    assert [entry["when"] for entry in json.loads(ran.out)["entries"]] == [
        "2025-03-03..2025-03-09",
        "2025-03-10..2025-03-16",
    ]


def test_an_interview_writes_the_log_with_what_was_accepted(run: Run, here: Path) -> None:
    (here / "thin.md").write_text("- Automated the stock count\n- Ran the safety talk\n", encoding="utf-8")
    answers = "It went from four hours to twenty minutes.\ny\nstop\n"
    ran = run("interview", "thin.md", "--out", "kept.json", stdin=answers)
    assert (ran.code, ran.out) == (0, ""), ran.err
    kept = json.loads((here / "kept.json").read_text(encoding="utf-8"))
    told = [entry for entry in kept["entries"] if entry["stated_by"] == "interview"]
    assert len(told) == 1
    assert "four hours to twenty minutes" in told[0]["text"] + (told[0]["outcome"] or "")
    refused = run("interview", "thin.md", stdin=answers.replace("y", "n"))
    assert refused.code == 0
    assert not (here / "thin.md.amended.json").exists()


def test_an_import_is_written_in_every_form_and_reads_back_the_same(run: Run, here: Path) -> None:
    names = [f"clean.{ending}" for ending in ("md", "csv", "yaml", "json", "docx")]
    log = str(Path(__file__).parents[1] / "examples" / "brag-log.md")
    ran = run("import", log, *(word for name in names for word in ("--out", name)))
    assert (ran.code, ran.out) == (0, ""), ran.err
    read = [json.loads(run("import", name, "--format", "json").out)["entries"] for name in names]
    assert read[0]
    assert all(entries == read[0] for entries in read)
    assert run("import", log, "--out", "clean.xyz").code == 2


def test_a_packet_is_asked_about_redrafted_and_compared(run: Run, here: Path) -> None:
    log = here / "log.md"
    log.write_bytes((Path(__file__).parents[1] / "examples" / "brag-log.md").read_bytes())
    assert run("draft", "log.md", "--out", "one.json").code == 0
    talk = run("interview", "--packet", "one.json", stdin="skip\nstop\n")
    assert talk.code == 0, talk.err
    again = run("redraft", "one.json", "--out", "two.json")
    assert again.code == 0, again.err
    assert "0 of 5 sections" in again.err
    one, two = (json.loads((here / name).read_text(encoding="utf-8")) for name in ("one.json", "two.json"))
    assert (two["version"], two["redrafts"]) == (2, one["id"])
    changes = run("changes", "two.json")
    assert changes.out.startswith("# What changed from version 1 to version 2")
    assert run("redraft", "one.json").code == 2
    assert run("changes", "one.json").code == 2
    assert run("changes", "log.md").code == 2
    assert run("interview").code == 2


@pytest.mark.parametrize("name", ["log.md", "new.md", "notes.txt", "new.csv", "new.yaml", "new.json", "new.docx"])
def test_a_win_is_added_to_a_file_and_nothing_else_of_it_changes(run: Run, here: Path, name: str) -> None:
    before = (here / name).read_bytes() if (here / name).exists() else b""
    said = ("--quote", "A relief", "--who", "Ana Ruiz", "--role", "Shift lead")
    win = ("Cut the nightly import from 40 to 5 minutes", "--outcome", "The night shift goes home on time")
    for _ in range(2):
        assert run("add", name, *win, *said, "--when", "2026-03-14", "--tag", "scope").code == 0
    if name.endswith((".md", ".txt")):
        assert (here / name).read_bytes().startswith(before)
    read = json.loads(run("import", name, "--format", "json").out)
    assert not read["unread"] or before
    for entry in read["entries"][-2:]:
        assert (entry["when"], entry["text"], entry["outcome"]) == ("2026-03-14", win[0], win[2])
        assert entry["corroborations"][0]["who"] == "Ana Ruiz"
        assert entry["dimensions"] == ["scope"]


def test_what_cannot_be_added_leaves_the_file_as_it_was(run: Run, here: Path) -> None:
    (here / "table.csv").write_text("date,what\n2026-01-02,Ran the drill\n,\n???,\n", encoding="utf-8")
    for name in ("log.md", "table.csv"):
        before = (here / name).read_bytes()
        for words in (("x", "--when", "soon"), ("x", "--quote", "y"), (" ",), ("# Goals\n- z",)):
            assert run("add", name, *words).code == 2
            assert (here / name).read_bytes() == before
    assert run("add", ".", "x").code == 2


# Errors


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["draft", "none.md"], "none.md"),
        (["draft", "../nothing"], "cannot be read"),
        (["import", "empty.md"], "empty.md"),
        (["import", "binary.md"], "binary.md"),
        (["import", "latin.md"], "line 1"),
        (["rubric", "empty.md"], "empty.md"),
        (["draft", "log.md", "--rubric", "none.csv"], "none.csv"),
        (["draft", "log.md", "--rubric", "ladder.csv", "--from", "L4", "--to", "L9"], "L4, L5"),
        (["draft", "log.md", "--to", "L5"], "--rubric"),
        (["draft", "log.md", "--out", "packet.docm"], ".json"),
        (["draft", "log.md", "--format", "docm"], "docm"),
        (["check", "log.md"], "--log"),
        (["check", "empty.md", "--log", "log.md"], "empty.md"),
        (["check", "-", "--log", "-"], "Standard input"),
        (["check", "log.md", "--log", "log.md", "--format", "jsonl"], "--pairs"),
        (["rewrite", "Worked on \udcff"], "UTF-8"),
        (["serve", "--host", "0.0.0.0"], "promocase token create"),  # noqa: S104
        (["serve", "--port", "99999"], "65535"),
        (["none"], "none"),
        (["import", "a\nb\x1b[31m.md"], "cannot be read"),
    ],
)
def test_bad_input_takes_one_line_that_says_what_where_and_how_to_mend_it(
    run: Run, here: Path, words: list[str], told: str
) -> None:
    (here / "empty.md").write_bytes(b"")
    (here / "binary.md").write_bytes(b"\0\1\2" * 50)
    (here / "latin.md").write_bytes(b"- Pr\xe4mie gespart\n")
    line = run(*words).error()
    assert told in line
    assert "\x1b" not in line
    assert line.count(". ") >= 1


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PROMOCASE_MODEL_DEADLINE_S", "abc", "PROMOCASE_MODEL_DEADLINE_S"),
        ("PROMOCASE_EMBEDDER", "word2vec", "PROMOCASE_EMBEDDER"),
        ("PROMOCASE_EMBEDDER", "openai:m", "OPENAI_API_KEY"),
        ("PROMOCASE_MODEL", "m", "PROMOCASE_MODEL"),
        ("PROMOCASE_MODEL", "nosuch:m", "PROMOCASE_MODEL"),
        ("PROMOCASE_MODEL", "anthropic:m", "not installed"),
        ("PROMOCASE_DATABASE_URL", "mysql://x", "PROMOCASE_DATABASE_URL"),
        ("PROMOCASE_DATA_DIR", "log.md", "PROMOCASE_DATA_DIR"),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    assert told in run("map", "log.md").error()


def test_a_packet_is_not_half_written_where_it_cannot_be(run: Run, here: Path) -> None:
    (here / "folder.md").mkdir()
    assert "folder.md" in run("draft", "log.md", "--out", "folder.md").error()
    ran = run("draft", "log.md", "--out", "log.md/packet.md")
    assert ran.code == 2
    assert "packet.md cannot be written" in ran.err.splitlines()[-1]
    assert not list(here.glob("*.part"))


def test_what_nobody_foresaw_says_nothing_of_what_it_met(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("private words")

    monkeypatch.setattr("service.intake.many.read_log", breaks)
    ran = run("import", "log.md")
    assert ran.code == 70
    assert "RuntimeError" in ran.err
    assert "private words" not in ran.err


# What a log may hold, and who reads the output


ESCAPES = "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\u202e"


@pytest.mark.parametrize(
    "command", [["draft"], ["draft", "--format", "json"], ["map"], ["import"], ["import", "--format", "json"]]
)
def test_escape_sequences_never_reach_the_terminal_raw(run: Run, here: Path, command: list[str]) -> None:
    words = "".join(f"{escape}reports " for escape in ESCAPES)
    (here / "escapes.md").write_text(LOG.replace("the incident", f"the incident {words}"), encoding="utf-8")
    ran = run(command[0], "escapes.md", *command[1:])
    assert ran.code == 0
    assert "reports" in ran.out
    for raw in ("\x1b", "\x07", "\x9b", "\u202e"):
        assert raw not in ran.out + ran.err
    if "json" in command:
        json.loads(ran.out)


def test_a_second_command_works_while_another_process_holds_the_index(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMOCASE_DATA_DIR", str(here / "data"))
    (here / "data").mkdir()
    held = ChromaIndex.embedded(here / "data" / "chroma")
    try:
        ran = run("map", "log.md", "--format", "json")
        assert ran.code == 0
        assert len(json.loads(ran.out)["dimensions"]) == 5
        assert sorted(path.name for path in (here / "data").iterdir() if path.name.startswith("chroma-")) == []
        # The service waits for nobody: two of them would lose each other's rows.
        assert "PROMOCASE_DATA_DIR" in run("serve", "--port", "0").error()
    finally:
        asyncio.run(held.close())


def test_a_service_whose_model_nobody_knows_does_not_start(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMOCASE_MODEL", "nosuch:m")
    assert "PROMOCASE_MODEL" in run("serve", "--port", "0").error()


def test_one_is_singular_and_more_are_plural(run: Run) -> None:
    one = "- 2026-03-14: Cut the weekly report from four hours to two.\n"
    assert run("import", "-", stdin=one).out.startswith("1 entry\n")
    assert run("import", "-", stdin=one + one.replace("report", "audit")).out.startswith("2 entries\n")
    assert "1 sentence:" in run("check", "-", "--log", "log.md", stdin="Wrote the incident template.").out


def test_levels_are_asked_for_by_the_names_they_have_here(run: Run, here: Path) -> None:
    (here / "wide.csv").write_text("dimension,L4,L5,L6\nCraft,a,b,c\n", encoding="utf-8")
    line = run("rubric", "wide.csv").error()
    assert "--from" in line
    assert "L4, L5, L6" in line
    assert "?." not in line


def test_a_taken_port_is_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert port in run("serve", "--port", port).error()


# Real processes


def test_help_and_version_load_nothing_heavy() -> None:
    program = (
        "import sys\nfrom service.cli import main\n"
        "try:\n    main([sys.argv[1]])\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "heavy = {'chromadb', 'langchain', 'langchain_core', 'openai', 'pydantic', 'numpy', 'sqlalchemy', 'fastapi'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    for word, told in (("--help", b"COMMAND"), ("--version", b"promocase 0.")):
        ran = subprocess.run([sys.executable, "-c", program, word], capture_output=True)
        assert told in ran.stdout
        assert ran.stderr.strip() == b"[]"


def test_json_is_utf_8_whatever_the_terminal_speaks(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = promocase("import", "-", "--format", "json", stdin="- 2026-03-14: Cut Zoë’s report.\n".encode(), folder=here)
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["entries"][0]["text"] == "Cut Zoë’s report."
    assert ran.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_is_no_error(here: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        ran = subprocess.run(
            [sys.executable, "-m", "service.cli", "import", "log.md"], stdout=gone, stderr=subprocess.PIPE, cwd=here
        )
    assert ran.returncode == 141
    assert ran.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_the_service_says_where_it_is_and_stops_when_told(here: Path) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve", "--port", "0"], stderr=subprocess.PIPE, cwd=here
    )
    try:
        assert serving.stderr is not None
        line = serving.stderr.readline().decode()
        assert line.startswith("promocase: http://127.0.0.1:")
        serving.send_signal(signal.SIGINT)
        assert serving.wait(20) == 0
        assert serving.stderr.read() == b""
    finally:
        serving.kill()
        serving.wait()
        if serving.stderr:
            serving.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_without_room_is_one_line_and_no_fault_of_ours(here: Path) -> None:
    for words in (["import", "log.md"], ["import", "log.md", "--format", "json"]):
        with Path("/dev/full").open("wb") as full:
            ended = subprocess.run(
                [sys.executable, "-m", "service.cli", *words], stdout=full, stderr=subprocess.PIPE, cwd=here, timeout=60
            )
        told = ended.stderr.decode()
        assert ended.returncode == 2, told
        assert told.startswith("promocase: ")
        assert told.count("\n") == 1
        assert "Report it" not in told
