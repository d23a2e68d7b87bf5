"""What is retold from a packet says nothing that was not released, answers only from entries, and credits everybody."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

ENTRIES = [
    {
        "id": "solo",
        "when": "2026-03-14",
        "text": "I redesigned the ward handover, which nobody owned. It fell from 40 to 25 minutes.",
        "dimensions": ["scope"],
        "corroborations": [{"quote": "Handover is calm now.", "who": "Priya N.", "role": "Matron"}],
        "links": ["https://example.org/audit"],
    },
    {
        "id": "pair",
        "when": "2026-05-02",
        "text": "With Tomas, rewrote the stock importer. Tomas did the parser, I did the rollout."
        " It fell from 3 hours to 26 minutes.",
        "dimensions": ["scope"],
    },
    {
        "id": "we",
        "when": "2026-06",
        "text": "We wrote one rota; three other clinics use it now.",
        "dimensions": ["influence"],
    },
    {"id": "bare", "text": "Wrote the induction guide.", "dimensions": ["influence"]},
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("retold"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def packet(client: TestClient) -> Any:
    made = client.post("/v1/packets", json={"log": {"entries": ENTRIES}})
    assert made.status_code == 201, made.text
    return made.json()


def released_in(packet: Any) -> set[str]:
    return {said["text"] for part in packet["sections"] for one in part["bullets"] for said in one["sentences"]}


def test_the_brief_retells_released_sentences_and_says_the_weak_spots(client: TestClient, packet: Any) -> None:
    brief = client.get(f"/v1/packets/{packet['id']}/brief").json()
    items = [one["item"] for one in brief["strongest"] if one["item"]] + brief["case"]
    assert items
    assert {one["text"] for one in items} <= released_in(packet)
    assert len(brief["case"]) <= 3
    assert [voice["who"] for voice in brief["voices"]] == ["Priya N."]
    weak = {one["dimension"] for one in brief["weak"]}
    assert weak == {part["dimension"] for part in packet["sections"] if part["standing"] != "consistent"}


def asked(client: TestClient, packet: Any) -> dict[str, dict[str, list[str]]]:
    """The entries that answer each doubt, by the entry the item rests on."""
    hearing = client.get(f"/v1/packets/{packet['id']}/committee").json()
    by_id = {entry["id"]: entry for entry in ENTRIES}
    found: dict[str, dict[str, list[str]]] = {}
    for item in hearing["items"]:
        for answer in item["answers"]:
            assert bool(answer["evidence"]) != bool(answer["collect"])
            for quoted in answer["evidence"]:
                assert quoted["words"] in json.dumps(by_id[quoted["entry"]], ensure_ascii=False)
        answers = {one["doubt"]: [quoted["words"] for quoted in one["evidence"]] for one in item["answers"]}
        found.setdefault(item["item"]["cites"][0], answers)
    return found


def test_a_committees_questions_are_answered_by_the_entry_or_not_at_all(client: TestClient, packet: Any) -> None:
    answers = asked(client, packet)
    assert answers["solo"]["whose"] == ["I redesigned the ward handover, which nobody owned."]
    assert answers["solo"]["baseline"] == ["It fell from 40 to 25 minutes."]
    assert answers["solo"]["witness"] == ["Handover is calm now."]
    assert answers["pair"]["whose"] == ["Tomas did the parser, I did the rollout."]
    assert answers["pair"]["witness"] == []
    assert answers["we"]["whose"] == []
    assert answers["we"]["baseline"] == []


def test_nobody_the_entries_name_is_left_out_of_what_is_shared(client: TestClient, packet: Any) -> None:
    found = client.get(f"/v1/packets/{packet['id']}/legibility").json()
    posts = {post["item"]["cites"][0]: post for post in found["posts"]}
    assert "Tomas" in " ".join(posts["pair"]["lines"])
    assert "we" in " ".join(posts["we"]["lines"]).lower().split()
    assert posts["solo"]["seen_by"][0]["who"] == "Priya N."
    assert posts["solo"]["links"] == ["https://example.org/audit"]
    assert "Tomas" not in " ".join(posts["solo"]["lines"])
    assert all(post["lines"][0] in released_in(packet) for post in posts.values())
    assert found["posts"][-1]["item"]["cites"] == ["solo"]


@pytest.mark.parametrize("what", ["brief", "committee", "legibility"])
def test_each_is_served_as_a_page_that_credits_and_promises_nothing(client: TestClient, packet: Any, what: str) -> None:
    page = client.get(f"/v1/packets/{packet['id']}/{what}.md")
    assert page.headers["content-type"].startswith("text/markdown")
    for line in page.text.splitlines():
        assert "`pair`" not in line or "Tomas" in line
    assert "nothing here guarantees an outcome" in page.text


def test_the_commands_say_what_the_service_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from service.cli import main

    log, out = tmp_path / "log.json", tmp_path / "packet.json"
    log.write_text(json.dumps({"entries": ENTRIES}), encoding="utf-8")
    for words in (["draft", str(log), "--out", str(out)], *([what, str(out)] for what in ("brief", "committee"))):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "Tomas did the parser, I did the rollout." in told
