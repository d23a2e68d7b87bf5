"""After a decision: what it names is quoted from it, a vague one gets a question, and nobody is accused on a guess."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.cli import main
from service.settings import read_settings

CROSS = "It is a no for now. We did not see a project that crosses team lines: everything was inside billing."
MENTOR = "They want to see two junior engineers that you mentored to their first on-call week."
ENTRIES = [
    {
        "id": "cross",
        "when": "2026-06-10",
        "text": "I led a project across the billing and dispatch teams that cut disputes from 140 to 31 a month.",
        "corroborations": [{"quote": "It crossed every line we have.", "who": "Tomas V."}],
    },
    {"id": "before", "when": "2025-06-10", "text": "I led a project across the billing and fleet teams."},
    {"id": "planned", "when": "2026-07-10", "text": "Planning to lead a project across team lines with billing."},
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(read_settings(data_dir=tmp_path)), base_url="http://127.0.0.1") as opened:
        yield opened


def plan_after(client: TestClient, text: str, when: str, **more: str) -> Any:
    kept = client.post("/v1/decisions", json={"text": text, "who": "Mia Berg", "when": when, **more})
    assert kept.status_code == 201, kept.text
    assert kept.json()["text"] == text
    found = client.get(f"/v1/decisions/{kept.json()['id']}/plan")
    assert found.status_code == 200, found.text
    return found.json()


def log_of(client: TestClient) -> str:
    return str(client.post("/v1/logs", json={"log": {"entries": ENTRIES}}).json()["id"])


def test_a_named_gap_is_quoted_and_planned_for_with_a_look_midway(client: TestClient) -> None:
    plan = plan_after(client, CROSS, "2026-02-01", revisit="2026-10-01", log_id=log_of(client))
    (gap,) = plan["reading"]["gaps"]
    said = gap["said"]
    assert CROSS[said["start"] : said["end"]] == said["words"]
    assert plan["checkpoint"] == "2026-06-02"
    assert said["words"] in plan["follow_up"]
    assert plan["question"] == ""
    assert plan["gaps"][0]["closest"]["entry"] in {"cross", "before", "planned"}
    assert plan["witnesses"] == ["Tomas V."]


MISREAD = (
    "They compared you with Ines. Hers ran in all the region. You need a project that shines more in tougher times."
)


def test_what_the_person_says_of_a_sentence_goes_before_its_words(client: TestClient) -> None:
    plan = plan_after(client, MISREAD, "2026-02-01", log_id=log_of(client))
    where = f"/v1/decisions/{plan['decision']['id']}"
    starts = [one["said"]["start"] for one in plan["reading"]["sentences"]]
    assert [MISREAD[start:].split()[0] for start in starts] == ["They", "Hers", "You"]
    assert not any(one["marked"] for one in plan["reading"]["sentences"])

    marks = [{"start": starts[1], "read_as": "gap"}, {"start": starts[2], "read_as": "neither"}]
    kept = client.put(f"{where}/marks", json={"marks": marks})
    assert kept.status_code == 200, kept.text
    assert kept.json()["text"] == MISREAD
    found = client.get(f"{where}/plan").json()
    assert [gap["said"]["words"] for gap in found["gaps"]] == ["Hers ran in all the region."]
    assert "Hers ran in all the region." in found["follow_up"]
    assert found["goalposts"]["unnamed"] == []

    client.put(f"{where}/marks", json={"marks": []}).raise_for_status()
    assert client.get(f"{where}/plan").json()["reading"] == plan["reading"]


@pytest.mark.parametrize(
    "marks",
    [
        [{"start": 3, "read_as": "gap"}],
        [{"start": 0, "read_as": "gap"}, {"start": 0, "read_as": "soft"}],
        [{"start": 0, "read_as": "promoted"}],
        [{"start": -1, "read_as": "gap"}],
    ],
)
def test_a_mark_of_no_sentence_is_refused_and_changes_nothing(client: TestClient, marks: list[Any]) -> None:
    plan = plan_after(client, MISREAD, "2026-02-01")
    where = f"/v1/decisions/{plan['decision']['id']}"
    assert client.put(f"{where}/marks", json={"marks": marks}).status_code == 422
    assert client.get(f"{where}/plan").json() == plan


def test_a_vague_no_gets_a_question_and_no_plan(client: TestClient) -> None:
    plan = plan_after(client, "You are so close. You just need a bit more presence.", "2026-02-01")
    assert (plan["gaps"], plan["follow_up"]) == ([], "")
    assert "more presence" in plan["question"]
    assert "Mia Berg" in plan["question"]


def test_a_cap_is_told_as_what_no_work_moves(client: TestClient) -> None:
    text = "You met the bar, but the band is capped and there were only two slots."
    plan = plan_after(client, text, "2026-02-01")
    assert [one["words"] for one in plan["reading"]["blockers"]] == [text]
    assert plan["gaps"] == []


def test_goalposts_moved_only_where_the_first_gap_was_worked_on_since(client: TestClient) -> None:
    log = log_of(client)
    first = plan_after(client, CROSS, "2026-02-01", log_id=log)
    assert first["goalposts"]["verdict"] == "one_decision"
    moved = plan_after(client, MENTOR, "2026-09-25", log_id=log)["goalposts"]
    assert moved["verdict"] == "moved"
    assert {one["entry"] for one in moved["earlier"][0]["since"]} == {"cross"}
    assert moved["new"][0]["said"]["words"] == MENTOR
    assert moved["new"][0]["when"] == "2026-09-25"


@pytest.mark.parametrize(
    ("second", "with_log", "verdict"),
    [
        (MENTOR, False, "still_open"),
        ("Still nothing that crosses team boundaries; other departments have not worked with you.", True, "same_gap"),
        ("Not this time, keep going.", True, "not_comparable"),
        ("We need a zebra and a giraffe.", True, "not_comparable"),
    ],
)
def test_no_goalpost_is_said_to_have_moved_otherwise(
    client: TestClient, second: str, with_log: bool, verdict: str
) -> None:
    more = {"log_id": log_of(client)} if with_log else {}
    plan_after(client, CROSS, "2026-02-01", **more)
    assert plan_after(client, second, "2026-09-25", **more)["goalposts"]["verdict"] == verdict


def test_a_plan_stands_when_its_log_is_gone(client: TestClient) -> None:
    log = log_of(client)
    plan = plan_after(client, CROSS, "2026-02-01", log_id=log)
    client.delete(f"/v1/logs/{log}")
    again = client.get(f"/v1/decisions/{plan['decision']['id']}/plan").json()
    assert again["gaps"][0]["closest"] is None
    page = client.get(f"/v1/decisions/{plan['decision']['id']}/plan.md").text
    assert "crosses team lines" in page


def test_words_of_a_decision_never_become_markup(client: TestClient) -> None:
    text = "We need <script>alert(1)</script> two [projects](https://evil.example) across teams.\n# Heading"
    kept = client.post("/v1/decisions", json={"text": text, "who": "<b>Mia</b>", "when": "2026-02-01"}).json()
    page = client.get(f"/v1/decisions/{kept['id']}/plan.md").text
    assert "<script>" not in page.replace("\\<", "")
    assert "](https://evil" not in page
    assert "\n# Heading" not in page


@pytest.mark.parametrize(
    "more",
    [{"revisit": "2026-01-01"}, {"when": "soon"}, {"text": ""}, {"who": ""}, {"unknown": 1}, {"log_id": "log-x"}],
)
def test_a_decision_that_breaks_a_rule_is_refused(client: TestClient, more: dict[str, object]) -> None:
    body = {"text": CROSS, "who": "Mia", "when": "2026-02-01"} | more
    assert client.post("/v1/decisions", json=body).status_code in (404, 422)
    assert client.get("/v1/decisions").json() == []


def test_the_commands_keep_a_decision_and_plan_from_the_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.json").write_text(json.dumps({"entries": ENTRIES}), encoding="utf-8")
    for name, text, day in (("one.txt", CROSS, "2026-02-01"), ("two.txt", MENTOR, "2026-09-25")):
        Path(name).write_text(text, encoding="utf-8")
        words = ["decision", name, "--on", day, "--by", "Mia Berg", "--log", "log.json", "--format", "json"]
        told = json.loads(ran(capsys, *words))
        assert told["decision"]["text"] == text
    assert json.loads(ran(capsys, "plan", "--format", "json"))["goalposts"]["verdict"] == "moved"
    assert MENTOR in ran(capsys, "plan")
    told = json.loads(ran(capsys, "plan", "--blocker", "two junior  ENGINEERS", "--format", "json"))
    assert (told["gaps"], [one["words"] for one in told["reading"]["blockers"]]) == ([], [MENTOR])
    assert json.loads(ran(capsys, "plan", "--format", "json"))["reading"] == told["reading"]
    for nowhere in ("three senior engineers", " "):
        with pytest.raises(SystemExit) as ended:
            main(["plan", "--gap", nowhere])
        assert ended.value.code == 2


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return told.out
