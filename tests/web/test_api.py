"""The HTTP service as a client meets it: the real application, its real SQLite and Chroma, the verbatim drafter."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

LOG = {
    "entries": [
        {
            "id": "e1",
            "when": "2026-03-14",
            "text": "Noticed the weekly manual reconciliation took four hours, proposed a check and built it.",
            "outcome": "Cut the weekly manual reconciliation from four hours to twenty minutes.",
            "dimensions": ["direction"],
            "corroborations": [{"quote": "this saved us at month end", "who": "Priya N.", "role": "Finance lead"}],
        },
        {"when": "2026-01", "text": "Wrote the incident template; three other teams use it now."},
        {"text": "helped out with onboarding"},
    ]
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("api"), max_upload_mb=0.2)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def test_a_log_in_gives_a_packet_whose_every_sentence_cites_a_shortlisted_entry(client: TestClient) -> None:
    answer = client.post("/v1/packets", json={"log": LOG})
    assert answer.status_code == 201, answer.text
    packet = answer.json()
    assert answer.headers["location"] == f"/v1/packets/{packet['id']}"
    told = 0
    for section in packet["sections"]:
        shortlisted = {ranked["entry"] for ranked in section["shortlist"]}
        for bullet in section["bullets"]:
            for sentence in bullet["sentences"]:
                told += 1
                assert sentence["cites"]
                assert set(sentence["cites"]) <= shortlisted
                assert sentence["verdict"]["ruling"] == "supported"
    assert told > 0
    assert "e1" in packet["provenance"]["entries"]


def test_a_packet_can_be_read_again_as_json_and_as_markdown_listed_and_deleted(client: TestClient) -> None:
    packet = client.post("/v1/packets", json={"log": LOG}).json()
    where = f"/v1/packets/{packet['id']}"
    assert client.get(where).json() == packet
    page = client.get(f"{where}.md")
    assert page.headers["content-type"].startswith("text/markdown")
    assert "Priya N." in page.text
    assert packet["id"] in [line["id"] for line in client.get("/v1/packets").json()]
    assert client.delete(where).status_code == 204
    assert client.get(where).status_code == 404


def test_a_log_is_read_in_any_format_and_kept(client: TestClient) -> None:
    markdown = "## March 2026\n\n- Cut invoice errors from 9 to 2 a month.\n- 2026-03-20: Wrote the runbook.\n"
    kept = client.post("/v1/logs", json={"log": markdown})
    assert kept.status_code == 201
    assert [entry["when"] for entry in kept.json()["entries"]] == ["2026-03", "2026-03-20"]
    assert client.post("/v1/logs", json={"log": markdown}).json()["id"] == kept.json()["id"]
    uploaded = client.post("/v1/logs", files={"file": ("log.md", markdown.encode())})
    assert uploaded.json()["id"] == kept.json()["id"]
    packet = client.post("/v1/packets", json={"log_id": kept.json()["id"]})
    assert packet.status_code == 201
    assert client.delete(f"/v1/logs/{kept.json()['id']}").status_code == 204
    assert client.get(f"/v1/logs/{kept.json()['id']}").status_code == 404
    assert client.get(f"/v1/packets/{packet.json()['id']}.md").status_code == 200


def test_a_ladder_gives_the_dimensions_of_the_packet(client: TestClient) -> None:
    ladder = "dimension,L4,L5\nCraft,Writes code,Sets how code is written\nPeople,Works alone,Raises others\n"
    kept = client.post("/v1/rubrics", json={"rubric": ladder, "from_level": "L4", "to_level": "L5"})
    assert kept.status_code == 201, kept.text
    packet = client.post("/v1/packets", json={"log": LOG, "rubric_id": kept.json()["id"]}).json()
    assert [section["dimension"] for section in packet["sections"]] == ["craft", "people"]
    assert client.get("/v1/rubrics").json()[0]["id"] == kept.json()["id"]
    assert client.delete(f"/v1/rubrics/{kept.json()['id']}").status_code == 204


def test_a_bullet_is_rewritten_without_a_figure_nobody_gave(client: TestClient) -> None:
    rewritten = client.post("/v1/bullets/rewrite", json={"text": "Worked on improving our onboarding process."}).json()
    assert not any(letter.isdigit() for letter in rewritten["after"])
    assert 1 <= len(rewritten["questions"]) <= 3


def test_a_draft_of_another_tool_is_ruled_on_sentence_by_sentence(client: TestClient) -> None:
    draft = "Cut the weekly manual reconciliation from four hours to ten minutes. " + LOG["entries"][1]["text"]  # type: ignore[operator]
    checked = client.post("/v1/claims/check", json={"draft": draft, "log": LOG}).json()
    rulings = [sentence["verdict"]["ruling"] for sentence in checked["sentences"]]
    assert rulings[0] in ("contradicted", "unsupported", "overstated")
    assert set(rulings[1:]) == {"supported"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{not json", 400),
        (b"{}", 422),
        (json.dumps({"log": ""}).encode(), 422),
        (json.dumps({"log": "   \n"}).encode(), 400),
        (b'{"log": "- 2026-03-14: Cut \\ud800 costs."}', 422),
        (b'{"log": {"entries": [{"text": "Cut \\ud800 costs."}]}}', 422),
        (b'{"log": 7}', 422),
        (json.dumps({"log": {"entries": []}}).encode(), 422),
        (json.dumps({"log": {"entries": [{"text": "x", "colour": "red"}]}}).encode(), 422),
        (json.dumps({"log": {"entries": [{"text": "x", "when": "last week"}]}}).encode(), 422),
        (json.dumps({"log": LOG, "log_id": "log-1"}).encode(), 422),
        (json.dumps({"log_id": "log-that-never-was"}).encode(), 404),
        (json.dumps({"log": LOG, "rubric_id": "none"}).encode(), 404),
        (json.dumps({"log": LOG, "from_level": "L4"}).encode(), 422),
        (json.dumps({"log": LOG, "secret": 1}).encode(), 422),
        (json.dumps({"log": "word " * 100_000}).encode(), 413),
    ],
)
def test_bad_input_is_a_problem_document_that_repeats_none_of_it(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post("/v1/packets", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {"type", "title", "status", "detail", "errors"}
    assert "reconciliation" not in answer.text
    assert "last week" not in answer.text


def test_a_fault_is_told_with_its_place(client: TestClient) -> None:
    body = {"log": {"entries": [{"text": "fine"}, {"text": "not fine", "when": "2026-13"}]}}
    told = client.post("/v1/packets", json=body).json()
    assert [error["where"] for error in told["errors"]] == ["log.entries[1].when"]


WIDE = "dimension,L4,L5,L6\nCraft,Writes code,Sets how code is written,Sets it for all\n"


@pytest.mark.parametrize(
    "levels", [{}, {"from_level": "L9"}, {"from_level": "L6"}, {"from_level": "L6", "to_level": "L4"}]
)
@pytest.mark.parametrize("route", ["/v1/packets", "/v1/rubrics"])
def test_levels_are_asked_for_by_the_names_they_have_over_http(
    client: TestClient, route: str, levels: dict[str, str]
) -> None:
    body = {"rubric": WIDE, **levels} | ({"log": LOG} if route == "/v1/packets" else {})
    answer = client.post(route, json=body)
    assert answer.status_code == 422
    assert "`from_level`" in answer.json()["detail"]
    assert "--" not in answer.text
    assert "?." not in answer.text


def test_levels_that_a_rubric_already_settled_cannot_be_asked_for_anew(client: TestClient) -> None:
    rubric = {"title": "t", "from_level": "L4", "to_level": "L5", "dimensions": [{"id": "a", "name": "A", "next": "b"}]}
    assert client.post("/v1/rubrics", json={"rubric": rubric, "from_level": "L9"}).status_code == 422
    kept = client.post("/v1/rubrics", json={"rubric": rubric, "from_level": "L4", "to_level": "L5"})
    assert kept.status_code == 201, kept.text
    again = {"log": LOG, "rubric_id": kept.json()["id"], "from_level": "L9"}
    assert client.post("/v1/packets", json=again).status_code == 422


@pytest.mark.parametrize("ending", ["odt", "rtf", "json", "html"])
def test_a_form_that_is_not_served_is_told_from_a_packet_that_is_not_there(client: TestClient, ending: str) -> None:
    packet = client.post("/v1/packets", json={"log": LOG}).json()
    for id in (packet["id"], "p-none"):
        answer = client.get(f"/v1/packets/{id}.{ending}")
        assert answer.status_code == 404
        assert ".md" in answer.json()["detail"]
        assert answer.json()["detail"] != client.get("/v1/packets/p-none").json()["detail"]


@pytest.mark.parametrize("kind", ["text/plain", "text/csv", "application/x-www-form-urlencoded", None])
@pytest.mark.parametrize("route", ["/v1/packets", "/v1/logs", "/v1/rubrics", "/v1/bullets/rewrite", "/v1/claims/check"])
def test_a_body_that_does_not_call_itself_json_is_an_unknown_format(
    client: TestClient, route: str, kind: str | None
) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = client.post(route, content=b'{"log": "- 2026-03-14: Cut costs."}', headers=headers)
    assert answer.status_code == 415
    assert "application/json" in answer.json()["detail"]


FAULTS = [
    ({"log": {"entries": []}}, "log.entries"),
    ({"log": {"entries": [{"text": "x" * 20_001}]}}, "log.entries[0].text"),
    ({"log": {"entries": [{"text": ""}]}}, "log.entries[0].text"),
    ({"log": {"entries": [{"text": 3}]}}, "log.entries[0].text"),
    ({"log": {"entries": [{}]}}, "log.entries[0].text"),
    ({"log": {"entries": {"text": "x"}}}, "log.entries"),
    ({"log": {"entries": [{"text": "x", "colour": 1}]}}, "log.entries[0].colour"),
    ({"log": {"entries": [{"text": "x", "when": "2026-13"}]}}, "log.entries[0].when"),
    ({"log": {"entries": [{"text": "x", "corroborations": [{"quote": "q"}]}]}}, "log.entries[0].corroborations[0].who"),
    ({"log": 7}, "log"),
    ({"log": ""}, "log"),
    ({"log": json.dumps({"entries": [{"text": "x" * 20_001}]})}, "entries[0].text"),
    ([1], "body"),
    ({"log": LOG, "rubric": {"title": "t", "dimensions": []}}, "rubric.dimensions"),
]
JARGON = (
    "Tuple",
    "tuple",
    "String",
    "should",
    "Input",
    "Value error",
    "value error",
    "pydantic",
    "dictionary",
    "Field",
)


@pytest.mark.parametrize(("body", "where"), FAULTS)
def test_every_fault_has_its_place_and_says_plainly_what_is_wrong_there(
    client: TestClient, body: object, where: str
) -> None:
    answer = client.post("/v1/packets", json=body)
    assert answer.status_code == 422, answer.text
    faults = answer.json()["errors"]
    assert [fault["where"] for fault in faults] == [where]
    assert all(fault["what"] for fault in faults)
    assert not [word for word in JARGON if word in answer.text]


def test_a_body_without_a_length_is_refused_as_soon_as_it_is_too_long(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"log": "'
        for _ in range(400):
            yield b"a" * 1_000

    answer = client.post("/v1/packets", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_an_unknown_route_method_and_media_type_are_problems_too(client: TestClient) -> None:
    assert client.get("/v1/nothing").status_code == 404
    assert client.put("/v1/packets").status_code == 405
    wrong = client.post("/v1/logs", content=b"<log/>", headers={"content-type": "application/xml"})
    assert wrong.status_code == 415
    for answer in (client.get("/v1/nothing"), client.put("/v1/packets"), wrong):
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_damaged_upload_is_a_clear_error(client: TestClient) -> None:
    for name, raw, status in (
        ("a.bin", b"\0\1\2", 415),
        ("a.md", "Pr\xe4mie".encode("latin-1"), 400),
        ("a.md", b"", 400),
    ):
        answer = client.post("/v1/logs", files={"file": (name, raw)})
        assert answer.status_code == status, answer.text
    assert client.post("/v1/logs", files={"other": ("a.md", b"- x")}).status_code == 422


def test_it_says_whether_it_lives_and_can_work(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/readyz").json()["status"] == "ready"
    assert client.get("/openapi.json").status_code == 200


def test_what_nobody_foresaw_is_a_500_whose_words_reach_no_log(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("reconciliation took four hours")

    monkeypatch.setattr(client.app.state.casework, "order", broken)  # type: ignore[attr-defined]
    answer = client.post("/v1/packets", json={"log": LOG})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "RuntimeError" in caplog.text
    assert "reconciliation" not in answer.text + caplog.text


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_page_of_elsewhere_reads_and_writes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    before = client.get("/v1/logs").json()
    assert client.get("/v1/packets", headers=headers).status_code == 403
    sent = client.post("/v1/logs", files={"file": ("log.md", b"- 2026-03-14: Planted.")}, headers=headers)
    assert sent.status_code == 403
    assert client.get("/v1/logs").json() == before


@pytest.mark.parametrize(
    "headers", [{"host": "localhost:8000"}, {"host": "[::1]:8000"}, {"origin": "http://127.0.0.1:8000"}]
)
def test_this_machines_own_pages_and_clients_are_served(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/v1/packets", headers=headers).status_code == 200


@pytest.mark.parametrize("route", ["/v1/logs", "/v1/packets"])
def test_a_log_that_is_neither_object_nor_text_is_told_so_on_every_route(client: TestClient, route: str) -> None:
    answer = client.post(route, json={"log": 5})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"where": "log", "what": "is neither an object nor text"}]


def test_a_ladder_downwards_is_refused_as_an_object_as_it_is_as_text(client: TestClient) -> None:
    down = {"title": "t", "from_level": "L5", "to_level": "L4", "dimensions": [{"id": "s", "name": "S", "next": "n"}]}
    for rubric in (down, json.dumps(down)):
        for answer in (
            client.post("/v1/rubrics", json={"rubric": rubric}),
            client.post("/v1/packets", json={"log": LOG, "rubric": rubric}),
        ):
            assert answer.status_code == 422, answer.text
            assert "step down" in answer.json()["detail"]


@pytest.mark.parametrize("form", ["md", "csv", "yaml", "json", "docx"])
def test_a_log_is_handed_out_in_every_form_and_reads_back_the_same(client: TestClient, form: str) -> None:
    kept = client.post("/v1/logs", json={"log": LOG}).json()
    file = client.get(f"/v1/logs/{kept['id']}.{form}")
    assert file.status_code == 200
    again = client.post("/v1/logs", files={"file": (f"log.{form}", file.content)})
    assert again.json()["entries"] == kept["entries"]
    assert client.get(f"/v1/logs/none.{form}").status_code == 404
    assert client.get(f"/v1/logs/{kept['id']}.xyz").status_code == 422
