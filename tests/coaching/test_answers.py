"""A manager's answer as a rubric: every line is words of the answer, only what is confirmed counts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.cli import main
from service.settings import read_settings

ANSWERS = [
    "I'd point to the handover redesign: you led it across two wards. What's missing is mentoring: you have not "
    "supervised a student to sign-off. Keep going.",
    "You ran the peak season plan on your own. I need to see you train one other planner. We like you a lot.",
    "Honestly I'd say the migration, which you designed. You have not shown measured outcomes for customers.",
    "You're doing great. A little more presence.",
]
LADDER = (
    "dimension,Band 5,Band 6\nTeaching,Learns,Supervises three students across several hospitals\n"
    "Budget,-,Holds a grant\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("answers"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize(("text", "sides"), zip(ANSWERS, [2, 2, 2, 0], strict=True))
def test_every_line_is_a_stretch_of_the_answer(client: TestClient, text: str, sides: int) -> None:
    read = client.post("/v1/answers", json={"text": text, "who": "Mia", "when": "2026-01-12"}).json()
    assert read["answer"]["text"] == text
    assert len(read["lines"]) == sides
    for line in read["lines"]:
        said = line["said"]
        assert text[said["start"] : said["end"]] == said["words"]
    if sides:
        assert {line["side"] for line in read["lines"]} == {"pointed_to", "missing"}


def test_only_confirmed_lines_make_a_rubric_and_each_keeps_its_words(client: TestClient) -> None:
    read = client.post("/v1/answers", json={"text": ANSWERS[0], "who": "Mia", "when": "2026-01-12"}).json()
    where = f"/v1/answers/{read['answer']['id']}/rubric"
    missing = next(line for line in read["lines"] if line["side"] == "missing")
    for wrong in ([], [99]):
        assert client.post(where, json={"lines": wrong}).status_code == 422
    made = client.post(where, json={"lines": [missing["n"]]}).json()
    (line,) = made["rubric"]["dimensions"]
    assert line["next"] == missing["said"]["words"]
    assert made["sources"][0]["said"] == missing["said"]
    assert client.get(f"/v1/rubrics/{made['id']}").json()["rubric"] == made["rubric"]


def test_a_ladder_beside_it_is_kept_and_conflicts_are_shown(client: TestClient) -> None:
    ladder = client.post("/v1/rubrics", json={"rubric": LADDER}).json()["id"]
    read = client.post("/v1/answers", json={"text": ANSWERS[0], "who": "Mia", "when": "2026-01-12"}).json()
    missing = next(line for line in read["lines"] if line["side"] == "missing")
    body = {"lines": [missing["n"]], "rubric_id": ladder}
    made = client.post(f"/v1/answers/{read['answer']['id']}/rubric", json=body).json()
    assert len(made["rubric"]["dimensions"]) == 3
    kinds = {(one["kind"], one["ladder"]) for one in made["conflicts"]}
    assert ("only_ladder", "Holds a grant") in kinds


def test_the_assessment_puts_belief_beside_evidence(client: TestClient) -> None:
    entry = {
        "id": "a",
        "when": "2026-03-14",
        "text": "Noticed that nobody owned the handover, scoped and redesigned it. It fell from 40 to 25 minutes.",
        "dimensions": ["scope"],
    }
    log = client.post("/v1/logs", json={"log": {"entries": [entry]}}).json()["id"]
    beliefs = [{"dimension": "scope", "mark": "never"}, {"dimension": "influence", "mark": "already"}]
    found = client.post(f"/v1/logs/{log}/assessment", json={"beliefs": beliefs}).json()
    lines = {line["dimension"]: line for line in found["lines"]}
    assert (lines["scope"]["by_evidence"], lines["scope"]["believed"]) == ("sometimes", "never")
    assert (lines["influence"]["by_evidence"], lines["influence"]["believed"]) == ("never", "already")
    assert found["to_do"].index("influence") < found["to_do"].index("scope")
    assert {one["entry"] for one in lines["scope"]["evidence"]} == {"a"}
    where = f"/v1/logs/{log}/assessment"
    assert not any(line["believed"] for line in client.post(where, json={}).json()["lines"])
    client.post(where, json={"beliefs": beliefs, "keep": True})
    kept = {line["dimension"]: line["believed"] for line in client.post(where, json={}).json()["lines"]}
    assert (kept["scope"], kept["influence"], kept["direction"]) == ("never", "already", None)
    wrong = [{"dimension": "nothing", "mark": "never"}]
    assert client.post(f"/v1/logs/{log}/assessment", json={"beliefs": wrong}).status_code == 422


def test_the_commands_make_a_rubric_that_a_log_is_assessed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("said.txt").write_text(ANSWERS[0], encoding="utf-8")
    Path("log.md").write_text("- 2026-03-14: Supervised a student to sign-off.\n", encoding="utf-8")
    given = ["answer", "said.txt", "--on", "2026-01-12", "--by", "Mia"]
    ran(capsys, *given, "--confirm", "1", "--confirm", "2", "--write-rubric", "mine.json")
    told = ran(capsys, "assess", "log.md", "--rubric", "mine.json", "--believe", "line-1=already", "--format", "json")
    assert [line["believed"] for line in json.loads(told)["lines"]] == ["already", None]


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return told.out
