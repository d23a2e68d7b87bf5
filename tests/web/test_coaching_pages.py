"""The year around the packet as pages: the log's own words, forms that say what is wrong, and nobody else's."""

import io
import re
import zipfile
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
    page = client.post(where, data={"believe-direction": "already", "believe-scope": ""})
    assert page.status_code == 200, page.text
    assert "believe otherwise: already" in page.text
    assert "believe otherwise: already" in client.get(where).text
    wrong = client.post(where, data={"believe-direction": "never", "believe-scope": "<b>surely"})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert 'value="never" selected' in wrong.text
    assert "believe otherwise: already" in client.get(where).text


def test_what_a_person_believes_is_kept_apart_for_each_rubric_and_log_and_goes_with_the_log(client: TestClient) -> None:
    body = {"log": {"entries": [ENTRY | {"text": "Wrote a guide for night staff."}]}}
    log = client.post("/v1/logs", json=body).json()["id"]
    ladder = client.post("/v1/rubrics", json={"rubric": "dimension,Band 5,Band 6\nTeaching,Learns,Supervises"}).json()
    line = ladder["rubric"]["dimensions"][0]["id"]
    where = f"/logs/{log}/assessment"
    client.post(where, data={"rubric": ladder["id"], f"believe-{line}": "already"})
    assert "What you believe is kept" not in client.get(where).text
    assert "What you believe is kept" in client.get(f"{where}?rubric={ladder['id']}").text
    assert line in exported(client)
    assert client.delete(f"/v1/logs/{log}").status_code == 204
    assert line not in exported(client)


def exported(client: TestClient) -> str:
    """Every self-assessment of the export, one after another."""
    with zipfile.ZipFile(io.BytesIO(client.get("/v1/export").content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("beliefs/"))


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


def test_what_a_sentence_is_to_the_person_is_said_on_the_page(client: TestClient, log: str) -> None:
    page = client.post(f"/logs/{log}/decisions", data=SAID | {"text": "They took Ines. A little more presence."})
    where = str(page.url)
    assert "What specific evidence would have made this a yes?" in page.text
    marked = client.post(f"{where}/marks", data={"at-0": "gap", "at-16": "", "at-99": "gap", "at-1": "gap"})
    assert marked.status_code == 200
    assert str(marked.url) == where
    assert "What specific evidence would have made this a yes?" not in marked.text
    assert "<h3>“They took Ines.”</h3>" in marked.text
    again = client.post(f"{where}/marks", data={"at-0": "", "at-16": "promoted"})
    assert "What specific evidence would have made this a yes?" in again.text
    assert client.post("/decisions/decision-none/marks", data={"at-0": "gap"}).status_code == 404


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


ANSWER = (
    "I'd point to the handover redesign: you led it across two wards. What's missing is mentoring: you have not "
    "supervised a student to sign-off. Keep <b>going</b>."
)


def test_a_managers_answer_becomes_a_rubric_of_the_lines_that_are_ticked(client: TestClient, log: str) -> None:
    assert 'href="/answers"' in client.get("/").text
    assert 'href="/answers"' in client.get(f"/logs/{log}").text
    page = client.post("/answers", data={"text": ANSWER, "who": "Mia Berg", "when": "2026-01-12"})
    assert page.status_code == 200, page.text
    assert "“What&#39;s missing is mentoring: you have not supervised a student to sign-off.”" in page.text
    assert "Keep &lt;b&gt;going&lt;/b&gt;." in page.text
    where = page.url.path
    ladder = client.post("/v1/rubrics", json={"rubric": "dimension,Band 5,Band 6\nBudget,-,Holds a grant"}).json()["id"]
    none = client.post(where, data={"ladder": ladder})
    assert none.status_code == 422
    assert f'value="{ladder}" selected' in none.text
    made = client.post(where, data={"line": ["2"], "ladder": ladder})
    assert made.status_code == 200, made.text
    assert "supervised a student to sign-off" in made.text
    assert "Holds a grant" in made.text
    assert "redesign" not in made.text
    rubric = re.search(rf"/read\?log={log}&amp;rubric=(\S+?)\"", made.text)
    assert rubric
    assert "supervised a student" in client.get(f"/read?log={log}&rubric={rubric[1]}").text
    assert "supervised a student" in client.get(f"/logs/{log}/assessment?rubric={rubric[1]}").text
    again = client.post(where, data={"line": ["1", "2"], "ladder": rubric[1]})
    assert again.status_code == 200, again.text
    assert client.get(f"{where}/rubrics/{ladder}").status_code == 404
    client.post(f"{where}/delete")
    assert client.get(where).status_code == 404


@pytest.mark.parametrize("wrong", [{"when": "soon"}, {"who": " "}, {"text": ""}])
def test_an_answer_that_cannot_be_kept_is_shown_again_as_typed(client: TestClient, wrong: dict[str, str]) -> None:
    before = client.get("/v1/answers").json()
    page = client.post("/answers", data={"text": "You <i>led</i> it.", "who": "Mia Berg", "when": "2026-01-12"} | wrong)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "You &lt;i&gt;led&lt;/i&gt; it." in page.text or "text" in wrong
    assert client.get("/v1/answers").json() == before


AGREED = {"person": "Ana", "manager": "Ola Dahl", "target_level": "Senior", "when": "2026-01-02"}


def test_two_people_agree_on_a_page_and_write_a_new_version_of_it(client: TestClient, log: str) -> None:
    assert f"/alignments?log={log}" in client.get(f"/logs/{log}").text
    lines = "- Two wards run it\r\n\r\n  A course you designed "
    page = client.post("/alignments", data=AGREED | {"enough": lines, "log_id": log})
    assert page.status_code == 200, page.text
    where = page.url.path
    kept = client.get(f"/v1{where}").json()["alignment"]
    assert kept["enough"] == ["Two wards run it", "A course you designed"]
    assert kept["log"] == log
    yes = {"when": "2026-01-03", "words": "Yes, <b>that</b> is it."}
    third = client.post(f"{where}/confirmations", data=yes | {"who": "Somebody"})
    assert third.status_code == 422
    assert "Yes, &lt;b&gt;that&lt;/b&gt; is it.</textarea>" in third.text
    for who, told in (("Ana", "not yet confirmed by Ola Dahl"), ("Ola Dahl", "in writing by both")):
        assert told in client.post(f"{where}/confirmations", data=yes | {"who": who}).text
    form = client.get(f"/alignments?after={where.rpartition('/')[2]}").text
    assert "Two wards run it\nA course you designed</textarea>" in form
    later = client.post(
        "/alignments", data=AGREED | {"when": "2026-03-02", "enough": "Two wards run it", "log_id": log}
    )
    assert "<del>A course you designed</del>" in later.text
    gone = client.post(f"{later.url.path}/delete")
    assert gone.url.query == f"log={log}".encode()
    assert later.url.path not in gone.text


@pytest.mark.parametrize(
    ("wrong", "status"), [({"when": "soon"}, 422), ({"person": ""}, 422), ({"log_id": "l-none"}, 404)]
)
def test_what_cannot_be_agreed_so_is_shown_again_as_typed(
    client: TestClient, wrong: dict[str, str], status: int
) -> None:
    before = client.get("/v1/alignments").json()
    page = client.post("/alignments", data=AGREED | {"enough": "A “course”"} | wrong)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert "A “course”</textarea>" in page.text
    assert client.get("/v1/alignments").json() == before


@pytest.mark.parametrize("where", ["/answers", "/alignments", "/logs/l/assessment"])
def test_a_page_of_another_site_keeps_nothing_here(client: TestClient, where: str) -> None:
    sent = {"text": ANSWER, "who": "M", "when": "2026-01-12"} | AGREED
    assert client.post(where, data=sent, headers={"Origin": "https://elsewhere.example"}).status_code == 403
