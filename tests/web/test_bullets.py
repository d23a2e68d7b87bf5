"""A bullet in the person's own words: ruled on at once, never a sentence of the packet unless the log bears it out."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

LOG = (
    "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes for the finance team.\n"
    "- 2026-05-02: Wrote the incident template that three other teams adopted.\n"
)
TRUE = "The weekly reconciliation now takes twenty minutes instead of four hours."
LIE = "Cut the weekly reconciliation from four hours to two minutes for the whole company."
PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("bullets"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def packet(client: TestClient) -> dict[str, Any]:
    drafted: dict[str, Any] = client.post("/v1/packets", json={"log": LOG}).raise_for_status().json()
    return drafted


def about(packet: dict[str, Any], words: str) -> dict[str, Any]:
    """The first bullet that has the words."""
    found: dict[str, Any] = next(
        bullet for section in packet["sections"] for bullet in section["bullets"] if words in told(bullet)
    )
    return found


def told(bullet: dict[str, Any]) -> str:
    return " ".join(sentence["text"] for sentence in bullet["sentences"])


def edits(packet: dict[str, Any]) -> list[dict[str, Any]]:
    return [edit for section in packet["sections"] for edit in section["edits"]]


def everywhere(client: TestClient, packet: str, *, clean: bool) -> dict[str, str]:
    """The packet in the forms that are text, by name."""
    asked = "?clean=true" if clean else ""
    forms = {"md": client.get(f"/v1/packets/{packet}.md{asked}").text}
    for section in client.get(f"/v1/packets/{packet}").json()["sections"]:
        where = f"/v1/packets/{packet}/sections/{section['dimension']}.txt{asked}"
        forms[section["dimension"]] = client.get(where).text
    return forms


def test_an_edit_the_log_bears_out_is_a_sentence_of_the_next_version(
    client: TestClient, packet: dict[str, Any]
) -> None:
    bullet = about(packet, "reconciliation")
    where = f"/v1/packets/{packet['id']}/bullets/{bullet['id']}"
    newer = client.patch(where, json={"text": TRUE}).raise_for_status().json()
    assert (newer["version"], newer["redrafts"]) == (2, packet["id"])
    now = about(newer, "instead of four hours")
    assert (now["id"], now["drafted_by"]) == (bullet["id"], "person")
    assert all(sentence["verdict"]["ruling"] == "supported" for sentence in now["sentences"])
    assert [edit["refused"] for edit in edits(newer)] == [[]]
    assert client.get(f"/v1/packets/{packet['id']}").json() == packet
    assert any(TRUE in text for text in everywhere(client, newer["id"], clean=True).values())


def test_an_edit_it_does_not_bear_out_is_marked_and_in_no_clean_copy(
    client: TestClient, packet: dict[str, Any]
) -> None:
    bullet = about(packet, "reconciliation")
    where = f"/v1/packets/{packet['id']}/bullets/{bullet['id']}"
    newer = client.patch(where, json={"text": f"{TRUE} {LIE}"}).raise_for_status().json()
    assert bullet["id"] not in [one["id"] for section in newer["sections"] for one in section["bullets"]]
    (edit,) = edits(newer)
    assert [one["text"] for one in edit["refused"]] == [LIE]
    assert edit["refused"][0]["because"]
    assert any("two minutes" in text for text in everywhere(client, newer["id"], clean=False).values())
    assert not any("two minutes" in text for text in everywhere(client, newer["id"], clean=True).values())
    shown = client.get(f"/packets/{newer['id']}", headers=PAGE).text
    assert "your own words, not verified" in shown
    assert "two minutes" in client.get(f"/v1/packets/{newer['id']}/diff.md").text


def test_an_edited_bullet_is_put_back_as_it_was_drafted(client: TestClient, packet: dict[str, Any]) -> None:
    bullet = about(packet, "reconciliation")
    newer = client.patch(f"/v1/packets/{packet['id']}/bullets/{bullet['id']}", json={"text": LIE}).json()
    back = client.delete(f"/v1/packets/{newer['id']}/bullets/{bullet['id']}").raise_for_status().json()
    assert edits(back) == []
    assert about(back, "reconciliation") == bullet
    assert client.delete(f"/v1/packets/{back['id']}/bullets/{bullet['id']}").status_code == 404


def test_only_the_newest_version_is_edited_and_nothing_is_lost(client: TestClient, packet: dict[str, Any]) -> None:
    bullet = about(packet, "reconciliation")["id"]
    where = f"/v1/packets/{packet['id']}/bullets/{bullet}"
    client.patch(where, json={"text": TRUE}).raise_for_status()
    assert client.patch(where, json={"text": LIE}).status_code == 409
    answer = client.post(f"/packets/{packet['id']}/bullets/{bullet}", data={"text": LIE}, headers=PAGE)
    assert answer.status_code == 409
    assert LIE in answer.text


@pytest.mark.parametrize(
    ("text", "status"), [("", 422), (" . ", 422), ("x" * 2_001, 422), ("It fell. " * 13, 422), ("\x00\x01", 422)]
)
def test_what_is_no_edit_is_refused(client: TestClient, packet: dict[str, Any], text: str, status: int) -> None:
    bullet = about(packet, "reconciliation")["id"]
    assert client.patch(f"/v1/packets/{packet['id']}/bullets/{bullet}", json={"text": text}).status_code == status
    assert client.patch(f"/v1/packets/{packet['id']}/bullets/none-9", json={"text": TRUE}).status_code == 404
    assert client.get(f"/v1/packets/{packet['id']}/versions").json()[-1]["id"] == packet["id"]


def test_a_redraft_keeps_an_edit_and_rules_on_it_anew_where_its_entry_changed(client: TestClient) -> None:
    log = client.post("/v1/logs", json={"log": LOG}).json()["id"]
    packet = client.post("/v1/packets", json={"log_id": log}).raise_for_status().json()
    bullet = about(packet, "reconciliation")
    edited = client.patch(f"/v1/packets/{packet['id']}/bullets/{bullet['id']}", json={"text": TRUE}).json()
    client.post(f"/v1/logs/{log}/entries", json={"text": "Taught two engineers to run the payroll."}).raise_for_status()
    kept = client.post(f"/v1/packets/{edited['id']}/redrafts").raise_for_status().json()
    assert told(about(kept, "instead of four hours")) == TRUE
    entry = bullet["before"][0]["entry"]
    changed = {"text": "Cut the weekly reconciliation from four hours to one hour for the finance team."}
    client.patch(f"/v1/logs/{log}/entries/{entry}", json=changed).raise_for_status()
    ruled = client.post(f"/v1/packets/{kept['id']}/redrafts").raise_for_status().json()
    held = [edit for edit in edits(ruled) if edit["text"] == TRUE]
    assert [bool(edit["refused"]) for edit in held] == [True]
    assert not any("twenty minutes" in text for text in everywhere(client, ruled["id"], clean=True).values())


def test_the_page_offers_an_honest_rewording_to_accept_or_reject(client: TestClient) -> None:
    vague = "- 2026-03-14: Was basically involved in helping to migrate the weekly report, which took two days.\n"
    packet = client.post("/v1/packets", json={"log": LOG + vague}).raise_for_status().json()
    bullet = about(packet, "reconciliation")["id"]
    where = f"/packets/{packet['id']}/bullets/{bullet}"
    page = client.get(where, headers=PAGE)
    assert page.status_code == 200
    assert "four hours" in page.text
    typed = "Basically I cut the weekly reconciliation from four hours to twenty minutes for the finance team!!"
    offered = client.post(where, data={"text": typed, "do": "reword"}, headers=PAGE)
    assert offered.status_code == 200
    assert "<del>" in offered.text
    assert 'value="keep">Accept' in offered.text
    assert client.get(f"/v1/packets/{packet['id']}/versions").json()[-1]["id"] == packet["id"]
    kept = client.post(where, data={"text": TRUE}, headers=PAGE, follow_redirects=False)
    assert kept.status_code == 303
    assert TRUE in client.get(kept.headers["location"], headers=PAGE).text


def test_the_evidence_is_told_by_month_with_the_empty_ones(client: TestClient, packet: dict[str, Any]) -> None:
    table = client.get(f"/v1/packets/{packet['id']}/coverage").raise_for_status().json()
    assert table["periods"] == ["2026-03", "2026-04", "2026-05"]
    for row, section in zip(table["dimensions"], packet["sections"], strict=True):
        assert sum(row["entries"]) == len(section["shortlist"])
        assert row["entries"][1] == row["undated"] == 0
    shown = client.get(f"/packets/{packet['id']}", headers=PAGE).text
    assert "2026-04" in shown
    assert "corroborated" in shown  # what strength is made of
