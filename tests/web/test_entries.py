"""A kept log is added to, mended and searched an entry at a time; packets drafted before stay as they were."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

LOG = (
    "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n"
    "- 2026-05-02: Taught two engineers to run the on-call rota.\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("entries"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def log(client: TestClient) -> Iterator[str]:
    id = client.post("/v1/logs", json={"log": LOG}).json()["id"]
    yield f"/v1/logs/{id}"
    client.delete(f"/v1/logs/{id}")


def texts(client: TestClient, log: str) -> list[str]:
    return [entry["text"] for entry in client.get(log).json()["entries"]]


def test_an_entry_is_added_read_changed_and_taken_out(client: TestClient, log: str) -> None:
    before = client.get(log).json()["entries"]
    quote = {"quote": "finally!", "who": "Priya N."}
    added = client.post(
        f"{log}/entries", json={"text": "Wrote the runbook.", "when": "2026-06", "corroborations": [quote]}
    )
    assert added.status_code == 201
    entry = client.get(added.headers["location"])
    assert entry.json() == added.json()
    assert (entry.json()["when"], entry.json()["corroborations"][0]["who"]) == ("2026-06", "Priya N.")

    changed = client.patch(added.headers["location"], json={"outcome": "pages fell from 9 to 2", "when": None})
    assert changed.json() == added.json() | {"outcome": "pages fell from 9 to 2", "when": None}
    assert client.get(log).json()["entries"] == [*before, changed.json()]

    assert client.delete(added.headers["location"]).status_code == 204
    assert client.get(added.headers["location"]).status_code == 404
    assert client.get(log).json()["entries"] == before


def test_what_is_searched_for_is_found_by_meaning_in_the_log_as_it_is_now(client: TestClient, log: str) -> None:
    def first(words: str) -> Any:
        return client.get(f"{log}/entries", params={"q": words}).json()[0]["entry"]["text"]

    assert "reconciliation" in first("saved time on bookkeeping")
    assert "engineers" in first("mentoring and training people")
    client.post(f"{log}/entries", json={"text": "Negotiated a lower price with the parcel carrier."})
    assert "carrier" in first("supplier contract discount")
    assert client.get(f"{log}/entries", params={"q": ""}).status_code == 422


def test_a_packet_drafted_before_stays_and_its_redraft_tells_the_change(client: TestClient, log: str) -> None:
    id = log.rsplit("/", 1)[-1]
    packet = client.post("/v1/packets", json={"log_id": id}).json()
    first = client.get(log).json()["entries"][0]["id"]
    client.patch(f"{log}/entries/{first}", json={"outcome": "the finance leads now run it alone"})
    assert client.get(f"/v1/packets/{packet['id']}").json() == packet
    again = client.post(f"/v1/packets/{packet['id']}/redrafts").json()
    assert again["provenance"]["entries"][first] != packet["provenance"]["entries"][first]
    assert "run it alone" in client.get(f"/v1/packets/{again['id']}.md").text


def test_a_change_meant_for_another_state_is_412_and_changes_nothing(client: TestClient, log: str) -> None:
    read = client.get(log)
    entry = read.json()["entries"][0]["id"]
    stale = {"If-Match": read.headers["etag"]}
    assert client.post(f"{log}/entries", json={"text": "Wrote the runbook."}, headers=stale).status_code == 201
    for answer in (
        client.patch(f"{log}/entries/{entry}", json={"text": "Other."}, headers=stale),
        client.delete(f"{log}/entries/{entry}", headers=stale),
        client.post(f"{log}/entries", json={"text": "Other."}, headers=stale),
    ):
        assert answer.status_code == 412
    assert len(texts(client, log)) == 3
    now = {"If-Match": client.get(log).headers["etag"]}
    assert client.patch(f"{log}/entries/{entry}", json={"text": "Other."}, headers=now).status_code == 200


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"when": "2026-02-31", "text": "x"}, "when"),
        ({"text": ""}, "text"),
        ({"text": "  \n"}, "text"),
        ({"text": "x", "links": [""]}, "links"),
        ({"text": "x", "corroborations": [{"quote": "good"}]}, "who"),
        ({"text": "x", "stated_by": "interview"}, "stated_by"),
        ({"text": None}, "text"),
    ],
)
def test_what_breaks_a_rule_is_named_and_nothing_is_kept(
    client: TestClient, log: str, sent: dict[str, Any], where: str
) -> None:
    before = texts(client, log)
    entry = client.get(log).json()["entries"][0]["id"]
    for answer in (
        client.post(f"{log}/entries", json=sent),
        client.patch(f"{log}/entries/{entry}", json=sent),
    ):
        assert answer.status_code == 422, answer.text
        assert any(where in fault["where"] for fault in answer.json()["errors"])
    assert texts(client, log) == before


@pytest.mark.parametrize("id", ["win 💪", "東京", "a/b", "50 %", "é"])
def test_an_entry_of_any_id_is_found_where_the_answer_says(client: TestClient, log: str, id: str) -> None:
    added = client.post(f"{log}/entries", json={"id": id, "text": "Wrote the guide."})
    assert added.status_code == 201, added.text
    assert added.headers["Location"].isascii()
    assert unquote(added.headers["Location"]) == f"{log}/entries/{id}"


def test_the_last_entry_stays_and_an_id_is_nobody_elses(client: TestClient, log: str) -> None:
    first, second = (entry["id"] for entry in client.get(log).json()["entries"])
    assert client.post(f"{log}/entries", json={"id": first, "text": "Other."}).status_code == 409
    twice = [client.post(f"{log}/entries", json={"text": "The same."}).json()["id"] for _ in range(2)]
    assert len({first, second, *twice}) == 4
    for id in (second, *twice):
        client.delete(f"{log}/entries/{id}")
    assert client.delete(f"{log}/entries/{first}").status_code == 422
    assert client.delete(f"{log}/entries/e-none").status_code == 404
