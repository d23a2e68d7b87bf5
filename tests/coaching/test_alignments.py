"""What two people agreed: it counts once both said so, changes are told line by line, the log stands beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.cli import main
from service.settings import read_settings

FIRST = {
    "when": "2025-02-02",
    "person": "Ana Ruiz",
    "manager": "Mia Berg",
    "target_level": "Senior",
    "enough": ["Two wards run the handover without you", "A named voice from another department"],
    "missing": ["Work with another department"],
    "next_check_in": "2025-05-04",
}
LATER = FIRST | {
    "when": "2025-06-01",
    "enough": ["Two wards run the handover without you", "A course you designed"],
    "missing": [],
    "next_check_in": "2025-09-01",
}
ENTRIES = [
    {"id": "done", "when": "2025-04-01", "text": "I trained both wards, and they run the handover without me."},
    {"id": "early", "when": "2025-01-01", "text": "I wrote how wards run the handover."},
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(read_settings(data_dir=tmp_path)), base_url="http://127.0.0.1") as opened:
        yield opened


def test_it_is_agreed_once_both_have_said_so_in_their_own_words(client: TestClient) -> None:
    made = client.post("/v1/alignments", json=FIRST).json()
    assert (made["agreed"], made["unconfirmed"], made["changes"]) == (False, ["Ana Ruiz", "Mia Berg"], None)
    where = f"/v1/alignments/{made['alignment']['id']}"
    for who, agreed in (("Ana Ruiz", False), ("Mia Berg", True)):
        said = {"who": who, "when": "2025-02-03", "words": f"Yes, {who} here."}
        told = client.post(f"{where}/confirmations", json=said)
        assert told.status_code == 201, told.text
        assert told.json()["agreed"] is agreed
    assert client.post(f"{where}/confirmations", json=said | {"who": "Somebody"}).status_code == 422
    assert "Yes, Mia Berg here." in client.get(f"{where}/agenda.md").text


def test_a_later_one_is_compared_line_by_line_with_the_one_before(client: TestClient) -> None:
    client.post("/v1/alignments", json=FIRST)
    changes = client.post("/v1/alignments", json=LATER).json()["changes"]
    assert changes["enough"]["added"] == ["A course you designed"]
    assert changes["enough"]["removed"] == ["A named voice from another department"]
    assert changes["enough"]["kept"] == ["Two wards run the handover without you"]
    assert changes["missing"]["removed"] == ["Work with another department"]
    assert (changes["next_before"], changes["next_after"]) == ("2025-05-04", "2025-09-01")
    other = client.post("/v1/alignments", json=LATER | {"manager": "Somebody Else"}).json()
    assert other["changes"] is None


def test_the_agenda_lays_beside_each_line_what_the_log_holds_since(client: TestClient) -> None:
    log = client.post("/v1/logs", json={"log": {"entries": ENTRIES}}).json()["id"]
    made = client.post("/v1/alignments", json=FIRST | {"log_id": log}).json()
    agenda = client.get(f"/v1/alignments/{made['alignment']['id']}/agenda").json()
    assert [[one["entry"] for one in line["since"]] for line in agenda["enough"]] == [["done"], []]


@pytest.mark.parametrize(
    "wrong", [{"person": ""}, {"when": "x"}, {"enough": [""]}, {"confirmations": [{"who": "X", "words": "y"}]}]
)
def test_what_breaks_a_rule_is_refused(client: TestClient, wrong: dict[str, object]) -> None:
    assert client.post("/v1/alignments", json=FIRST | wrong).status_code == 422
    assert client.get("/v1/alignments").json() == []


def test_the_commands_keep_confirm_and_bring_it_up_again(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["--person", "Ana", "--manager", "Mia", "--target", "Senior", "--enough", "Two wards run it"]
    kept = ran(capsys, "align", "--on", "2025-02-02", *names)
    id = re.search(r"alignment-\w+", kept)
    assert id
    for who in ("Ana", "Mia"):
        ran(capsys, "align", "--confirm", id[0], "--on", "2025-02-03", "--by", who, "--words", "Yes, so we said.")
    assert ran(capsys, "agenda").count("Yes, so we said.") == 2


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return told.out + told.err
