"""The year around the packet as pages: the log's own words, forms that say what is wrong, and nobody else's."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

TEXT = "I redesigned the ward handover, which nobody owned. It fell from 40 to 25 minutes."
ENTRY = {"id": "solo", "when": "2026-03-14", "text": TEXT, "dimensions": ["scope"]}
VOICE = {"quote": "Handover is <b>calm</b> now.", "who": "Priya N."}
SAID = {"who": "Mia Berg", "when": "2026-06-30", "revisit": "2026-12-30"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("pages"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def log(client: TestClient) -> str:
    entries = [ENTRY | {"corroborations": [VOICE]}]
    return str(client.post("/v1/logs", json={"log": {"entries": entries}}).json()["id"])


def test_a_packets_pages_are_linked_and_hold_the_logs_words_inert(client: TestClient, log: str) -> None:
    packet = client.post("/v1/packets", json={"log_id": log}).json()["id"]
    start = client.get(f"/packets/{packet}").text
    for what in ("brief", "committee", "legibility"):
        assert f"/packets/{packet}/{what}" in start
        page = client.get(f"/packets/{packet}/{what}")
        assert page.status_code == 200
        assert "40 to 25 minutes" in page.text
        assert "&lt;b&gt;calm&lt;/b&gt;" in page.text
        assert "guarantees an outcome" in page.text


def test_what_a_person_believes_stands_beside_the_evidence(client: TestClient, log: str) -> None:
    where = f"/logs/{log}/assessment"
    assert where in client.get(f"/logs/{log}").text
    assert "believe otherwise" not in client.get(where).text
    assert "believe otherwise: already" in client.get(f"{where}?believe-direction=already").text
    assert client.get(f"{where}?believe-direction=nonsense").status_code == 200


@pytest.mark.parametrize(
    ("text", "named"),
    [("We did not see a project that crosses two departments.", True), ("So close. A little more presence.", False)],
)
def test_a_decision_pasted_leads_to_a_plan_or_to_the_question(
    client: TestClient, log: str, text: str, named: bool
) -> None:
    page = client.post(f"/logs/{log}/decisions", data=SAID | {"text": text})
    assert page.status_code == 200, page.text
    assert "/decisions/decision-" in str(page.url)
    assert text in page.text
    assert ("2026-09-29" in page.text) is named
    assert ("What specific evidence would have made this a yes?" in page.text) is not named


@pytest.mark.parametrize("wrong", [{"when": "soon"}, {"who": ""}, {"text": " "}, {"revisit": "2026-01-01"}])
def test_a_form_that_is_wrong_is_shown_again_as_typed(client: TestClient, log: str, wrong: dict[str, str]) -> None:
    before = client.get("/v1/decisions").json()
    page = client.post(f"/logs/{log}/decisions", data=SAID | {"text": "No “reason”."} | wrong)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "Mia Berg" in page.text or wrong.get("who") == ""
    assert client.get("/v1/decisions").json() == before


def test_what_was_agreed_stands_beside_the_one_before_and_is_found_from_the_log(client: TestClient, log: str) -> None:
    told = {"person": "Ana", "manager": "Mia Berg", "target_level": "Senior", "log_id": log}
    client.post("/v1/alignments", json=told | {"when": "2026-01-02", "enough": ["Two wards <i>run</i> it"]})
    later = client.post("/v1/alignments", json=told | {"when": "2026-02-02", "enough": ["Handover under 30 minutes"]})
    where = f"/alignments/{later.json()['alignment']['id']}"
    assert where in client.get(f"/logs/{log}/decisions").text
    page = client.get(where).text
    assert "<ins>Handover under 30 minutes</ins>" in page
    assert "<del>Two wards &lt;i&gt;run&lt;/i&gt; it</del>" in page
    assert client.get("/alignments/alignment-none").status_code == 404


def test_a_page_of_nothing_is_not_there(client: TestClient) -> None:
    for place in ("packets/p-none/brief", "logs/l-none/assessment", "logs/l-none/decisions", "decisions/decision-none"):
        assert client.get(f"/{place}").status_code == 404
    assert client.post("/logs/l-none/decisions", data=SAID | {"text": "No."}).status_code == 404
