"""The pages a person meets: give a log and a ladder, see what was read, have it drafted, read the packet."""

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

EXAMPLES = Path(__file__).parents[2] / "examples"
LADDER = "| Dimension | L3 | L4 | L5 |\n|---|---|---|---|\n| Care | does a task | owns a task | owns a ward |\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("pages"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1", headers={"accept": "text/html"}) as opened:
        yield opened


def send(client: TestClient, **typed: str) -> tuple[int, str]:
    """The form sent as typed, and the page it leads to."""
    answer = client.post("/read", data={"ladder": "built_in", **typed}, files={"none": ("", b"")})
    return answer.status_code, answer.text


def text_of(page: str) -> str:
    """What a reader of the page sees, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def drafted(client: TestClient, page: str) -> str:
    """The packet's page, by the button on the page of what was read."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return followed(client, client.post("/drafts", data=fields)).text


def followed(client: TestClient, answer: httpx.Response) -> httpx.Response:
    """The page that one that says how drafting comes on leads to."""
    while 'http-equiv="refresh"' in answer.text:
        time.sleep(0.2)
        answer = client.get(answer.url.path)
    return answer


def test_a_log_is_shown_as_read_before_anything_is_drafted(client: TestClient) -> None:
    before = len(client.get("/v1/packets").json())
    log = "# 2025\n\n## Goals\n\n- Run a ward\n\n## Wins\n\n- 2025-03-04: Cut the handover from 40 to 25 minutes.\n"
    status, page = send(client, log_text=log)
    assert status == 200
    seen = text_of(page)
    assert "4 March 2025 Cut the handover from 40 to 25 minutes." in seen
    assert "Run a ward" in seen[seen.index("not read") :]
    assert len(client.get("/v1/packets").json()) == before


def test_a_file_is_read_drafted_and_stands_with_its_evidence(client: TestClient) -> None:
    raw = (EXAMPLES / "brag-log.md").read_bytes()
    page = client.post("/read", data={"ladder": "built_in"}, files={"log_file": ("brag-log.md", raw)}).text
    shown = drafted(client, page)
    packet = client.get(f"/v1/packets/{client.get('/v1/packets').json()[0]['id']}").json()
    seen = text_of(shown)
    sentences = [s for section in packet["sections"] for bullet in section["bullets"] for s in bullet["sentences"]]
    assert len(sentences) > 10
    for sentence in sentences:
        assert " ".join(sentence["text"].split()) in seen
    assert shown.count("<mark ") >= len(packet["sections"])
    assert text_of(client.get("/").text).count(packet["headline"]) == 1


def test_a_ladder_of_many_levels_asks_which_and_keeps_what_was_typed(client: TestClient) -> None:
    typed = {"log_text": "- Taught the night team to use the pump.", "ladder": "own", "ladder_text": LADDER}
    status, page = send(client, **typed)
    assert status == 422
    assert "L3" in text_of(page[: page.index("<form")])
    assert "Taught the night team" in page
    assert "owns a ward" in page
    status, page = send(client, **typed, from_level="L4", to_level="L5")
    assert status == 200
    assert "owns a task" in text_of(page)
    assert "does a task" not in text_of(page)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"log_text": "   "},
        {"log_text": "- A win.", "ladder": "own"},
        {"log_text": "- A win.", "ladder": "own", "ladder_text": "no ladder at all"},
        {"log_text": "- A win.", "from_level": "L3"},
    ],
)
def test_what_is_missing_is_said_beside_the_form(client: TestClient, typed: dict[str, str]) -> None:
    status, page = send(client, **typed)
    assert 400 <= status < 500
    assert 'role="alert"' in page
    assert "<form" in page
    assert typed.get("log_text", "") in page


def test_a_text_file_comes_back_in_the_form_when_the_ladder_is_wrong(client: TestClient) -> None:
    files = {"log_file": ("a.md", b"- Mended the hoist."), "ladder_file": ("l.md", b"nothing")}
    answer = client.post("/read", data={"ladder": "own"}, files=files)
    assert answer.status_code == 400
    assert "Mended the hoist." in answer.text


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> Mended the hoist",
        '"><img src=x onerror=alert(1)> Mended the hoist',
        "{{ 7 * 7 }} {% include 'x' %} Mended the hoist",
        "</textarea><script>alert(1)</script> Mended the hoist",
        "javascript:alert(1) [Mended the hoist](javascript:alert(1))",
    ],
)
def test_words_of_a_person_are_never_markup(client: TestClient, words: str) -> None:
    _, page = send(client, log_text=f"- {words}")
    shown = drafted(client, page)
    _, form = send(client, log_text=words, ladder="own")
    for made in (page, shown, form):
        assert "<script" not in made.replace('<script src="/static/packet.js" defer></script>', "")
        assert "<img" not in made
        assert 'href="javascript' not in made
        assert " 49 " not in text_of(made)


def test_every_page_runs_no_script_but_ours_and_is_kept_by_nobody(client: TestClient) -> None:
    for path in ("/", "/packets/none", "/read?log=none"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"


def test_an_interview_is_held_on_pages_alone(client: TestClient) -> None:
    _, page = send(client, log_text="- Automated the stock count\n- Ran the safety talk\n- Rewrote the guide\n")
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    opened = client.post("/interviews", data=fields)
    where = opened.url.path
    assert where.startswith("/interviews/")
    version = re.findall(r'name="version" value="(\d+)"', opened.text)[0]
    words = "The <b>count</b> went from four hours to twenty minutes in March 2025."
    said = client.post(f"{where}/turns", data={"text": words, "version": version})
    assert words in html.unescape(said.text)
    assert "<b>count</b>" not in said.text
    stale = client.post(f"{where}/turns", data={"text": "It fell to 3.", "version": version})
    assert stale.status_code == 409
    assert "It fell to 3." in stale.text
    action = re.findall(r'action="(/interviews/[^"]+/amendments/\d+)"', said.text)[0]
    client.post(action, data={"accept": "yes"})
    log = client.get(f"/v1/logs/{fields['log']}").json()
    assert any(entry["stated_by"] == "interview" for entry in log["entries"])
    stopped = client.post(f"{where}/turns", data={"say": "stop"})
    assert "1 amendment in your log" in text_of(stopped.text)
    assert "twenty minutes" in text_of(drafted(client, stopped.text))


@pytest.mark.parametrize("path", ["/packets/none", "/interviews/none", "/read?log=none", "/nowhere"])
def test_what_is_not_there_is_a_page_for_a_person_and_a_document_for_a_program(client: TestClient, path: str) -> None:
    person = client.get(path)
    assert (person.status_code, person.headers["content-type"]) == (404, "text/html; charset=utf-8")
    program = client.get(path, headers={"accept": "application/json"})
    assert (program.status_code, program.headers["content-type"]) == (404, "application/problem+json")


def test_a_page_of_another_site_cannot_send_the_form(client: TestClient) -> None:
    answer = client.post("/read", data={"log_text": "- A win."}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403


def test_a_packet_is_asked_about_and_drafted_again_on_pages_alone(client: TestClient) -> None:
    log = (Path(__file__).parents[2] / "examples" / "brag-log.md").read_text(encoding="utf-8")
    _, page = send(client, log_text=log)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    first = followed(client, client.post("/drafts", data=fields)).url.path
    talk = client.post("/interviews", data={"packet": first.removeprefix("/packets/")})
    assert talk.url.path.startswith("/interviews/")
    over = client.post(f"{talk.url.path}/turns", data={"say": "stop"})
    assert "No section of the packet would change" in text_of(over.text)
    again = followed(client, client.post(f"{first}/redrafts"))
    assert again.url.path.endswith("/changes")
    assert "from version 1 to version 2" in text_of(again.text)
    assert "letter for letter" in text_of(again.text)
    old = client.get(first).text
    assert f'href="{again.url.path.removesuffix("/changes")}"' in old
    assert "/redrafts" not in old
    # Asked of an old version, it is the newest that is drafted again.
    third = followed(client, client.post(f"{first}/redrafts"))
    assert "from version 2 to version 3" in text_of(third.text)


def test_what_was_not_read_of_a_ladder_is_shown_before_it_is_used(client: TestClient) -> None:
    table = "| Skill | L1 | L2 |\n|---|---|---|\n| Scope | tasks | projects |\n"
    ladder = f"# Ladder\n\nWritten by the guild in 2024.\n\n{table}"
    _, page = send(client, log_text="- Cut the form", ladder="own", ladder_text=ladder, from_level="L1", to_level="L2")
    told = text_of(page)
    assert "Levels of the ladder: L1, L2" in told
    assert "Written by the guild" in told
