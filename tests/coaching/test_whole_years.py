"""Three years from an empty log to a decision and the plan after it, through the command alone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from service.cli import main

YEARS = Path(__file__).resolve().parents[2] / "examples" / "years"
NAMES_A_GAP = {"ward-nurse": True, "billing-engineer": False, "maths-teacher": True}


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return told.out


def quoted_in(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [value] if isinstance(value, dict) and "shared" in value and "words" in value else []
    return found + [one for part in inner for one in quoted_in(part)]


@pytest.mark.parametrize("year", sorted(NAMES_A_GAP))
def test_a_year_ends_in_a_plan_made_of_what_was_written_and_said(
    year: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = YEARS / year
    lines = (folder / "log.md").read_text(encoding="utf-8").splitlines(keepends=True)
    whole = " ".join("".join(lines).split())
    monkeypatch.chdir(tmp_path)
    log = Path("log.md")
    told: list[Any] = []

    def said(*words: str) -> Any:
        told.append(json.loads(ran(capsys, *words, "--format", "json")))
        return told[-1]

    given = ["--on", "2025-01-12", "--by", "Mia Berg"]
    read = said("answer", str(folder / "manager.txt"), *given)
    numbers = [word for line in read["lines"] for word in ("--confirm", str(line["n"]))]
    assert numbers
    ran(capsys, "answer", str(folder / "manager.txt"), *given, *numbers, "--write-rubric", "rubric.json")
    for n, line in enumerate(lines, 1):
        log.write_text("".join(lines[:n]), encoding="utf-8")
        month = re.search(r"\d{4}-\d{2}", line)
        assert month
        reviewed = said("review", "log.md", "--rubric", "rubric.json", "--month", month[0])
        assert (reviewed["added"], reviewed["entries"]) == (1, n)
    said("assess", "log.md", "--rubric", "rubric.json")
    names = [
        "--person",
        "Ana",
        "--manager",
        "Mia Berg",
        "--target",
        "Next",
        "--enough",
        read["lines"][0]["said"]["words"],
    ]
    said("align", "--on", "2025-02-02", *names, "--log", "log.md")
    ran(capsys, "draft", "log.md", "--rubric", "rubric.json", "--out", "packet.json")
    for what in ("brief", "committee", "legibility"):
        said(what, "packet.json")
    when = ["--on", "2025-12-10", "--by", "Mia Berg", "--again", "2026-06-10"]
    plan = said("decision", str(folder / "decision.txt"), *when, "--log", "log.md", "--rubric", "rubric.json")
    assert bool(plan["gaps"]) is NAMES_A_GAP[year]
    assert bool(plan["question"]) is not NAMES_A_GAP[year]
    assert plan["checkpoint"] == "2026-03-11"
    decision = (folder / "decision.txt").read_text(encoding="utf-8")
    for gap in plan["reading"]["gaps"]:
        assert gap["said"]["words"] in decision
    for quoted in quoted_in(told):
        assert " ".join(quoted["words"].split()) in whole, quoted
    assert len(quoted_in(told)) >= 10
