"""`Idempotency-Key`: what is sent again is answered again, once only carried out, and never another person's."""

import asyncio
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.errors import StorageUnavailable
from service.settings import read_settings
from tests.entrants import bearing, made, opened
from tests.rendering.test_company_docx import a_template

LOG = "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n"
LADDER = "dimension,L4,L5\nCraft,Writes code,Sets how code is written\n"


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, dict[str, str], dict[str, str]]]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("repeats"), max_upload_mb=0.2)
    ana, ben = (bearing(made(settings, name)[1]) for name in ("ana", "ben"))
    with opened(settings) as client:
        yield client, ana, ben


@pytest.fixture
def client(entered: tuple[TestClient, dict[str, str], dict[str, str]]) -> Iterator[TestClient]:
    client, ana, _ = entered
    client.headers.update(ana)
    yield client
    client.headers.pop("authorization", None)


def packets(client: TestClient) -> int:
    return len(client.get("/v1/packets").json())


def test_every_post_is_carried_out_once_and_answered_the_same(client: TestClient) -> None:
    log = client.post("/v1/logs", json={"log": LOG}).json()["id"]
    packet = client.post("/v1/packets", json={"log_id": log}).json()["id"]
    talk = client.post("/v1/interviews", json={"log_id": log}).json()["id"]
    said = {"text": "The gap was Craft: you write code, you do not set how.", "who": "Mia", "when": "2026-06-30"}
    answer = client.post("/v1/answers", json=said).json()["answer"]["id"]
    aligned = {"when": "2026-06-30", "person": "Ana", "manager": "Mia", "target_level": "L5"}
    alignment = client.post("/v1/alignments", json=aligned).json()["alignment"]["id"]
    posts: list[tuple[str, dict[str, Any] | None]] = [
        ("/v1/logs", {"log": LOG}),
        ("/v1/packets", {"log_id": log}),
        (f"/v1/packets/{packet}/redrafts", None),
        (f"/v1/packets/{packet}/documents", None),
        (f"/v1/packets/{packet}/wording", None),
        ("/v1/rubrics", {"rubric": LADDER}),
        ("/v1/interviews", {"log_id": log}),
        (f"/v1/interviews/{talk}/turns", {"text": "It went from four hours to twenty minutes in March 2026."}),
        (f"/v1/interviews/{talk}/amendments/1", {"accept": True}),
        ("/v1/bullets/rewrite", {"text": "Worked on onboarding."}),
        ("/v1/claims/check", {"draft": "Cut it to 2.", "log_id": log}),
        ("/v1/trails", {"text": "commit 1\n"}),
        (f"/v1/logs/{log}/entries", {"text": "Wrote the runbook."}),
        ("/v1/decisions", said),
        ("/v1/answers", said),
        (f"/v1/answers/{answer}/rubric", {"lines": [1]}),
        ("/v1/alignments", aligned),
        (f"/v1/alignments/{alignment}/confirmations", {"who": "Mia", "when": "2026-06-30", "words": "Yes."}),
        (f"/v1/logs/{log}/assessment", {}),
    ]
    document = client.app.openapi()  # type: ignore[attr-defined]
    assert len(posts) == sum("post" in verbs for verbs in document["paths"].values())
    for n, (path, body) in enumerate(posts):
        key = {"Idempotency-Key": f"once-{n}"}
        form = {"template": ("ours.docx", a_template("{{ headline }}"))} if path.endswith("/documents") else None
        first = client.post(path, json=body, files=form, headers=key)
        told = client.get("/v1/packets").json(), client.get("/v1/rubrics").json()
        again = client.post(path, json=body, files=form, headers=key)
        assert first.is_success or form is None, path
        assert (again.status_code, again.content) == (first.status_code, first.content), path
        for name in ("location", "content-type"):
            assert again.headers.get(name) == first.headers.get(name)
        assert "idempotency-replayed" not in first.headers
        assert again.headers["idempotency-replayed"] == "true"
        assert (client.get("/v1/packets").json(), client.get("/v1/rubrics").json()) == told


def test_a_key_with_another_request_is_refused(client: TestClient) -> None:
    key = {"Idempotency-Key": "taken"}
    assert client.post("/v1/rubrics", json={"rubric": LADDER}, headers=key).status_code == 201
    assert client.post("/v1/rubrics", json={"rubric": LADDER + "\n"}, headers=key).status_code == 422
    assert client.post("/v1/logs", json={"rubric": LADDER}, headers=key).status_code == 422
    assert client.post("/v1/rubrics?a=b", json={"rubric": LADDER}, headers=key).status_code == 422


def test_another_persons_key_of_the_same_name_is_another_key(
    entered: tuple[TestClient, dict[str, str], dict[str, str]],
) -> None:
    client, ana, ben = entered
    ids = set()
    for who in (ana, ben):
        answer = client.post("/v1/rubrics", json={"rubric": LADDER}, headers=who | {"Idempotency-Key": "shared"})
        assert answer.status_code == 201
        assert "idempotency-replayed" not in answer.headers
        ids.add(answer.json()["id"])
    assert len(ids) == 2


def test_a_form_sent_again_is_the_same_though_its_boundary_is_not(client: TestClient) -> None:
    key = {"Idempotency-Key": "form"}
    for replayed in (None, "true"):
        answer = client.post("/v1/logs", files={"file": ("log.md", LOG.encode())}, headers=key)
        assert answer.status_code == 201
        assert answer.headers.get("idempotency-replayed") == replayed
    assert client.post("/v1/logs", files={"file": ("log.md", b"- Else.")}, headers=key).status_code == 422


def test_a_refusal_that_stays_is_kept_and_another_leaves_the_key_free(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {"Idempotency-Key": "wrong"}
    for replayed in (None, "true"):
        answer = client.post("/v1/rubrics", json={"rubric": LADDER, "x": 1}, headers=wrong)
        assert (answer.status_code, answer.headers.get("idempotency-replayed")) == (422, replayed)

    async def away(*_: object) -> None:
        raise StorageUnavailable("The database does not answer")

    later = {"Idempotency-Key": "later"}
    with monkeypatch.context() as broken:
        broken.setattr(client.app.state.casework, "keep_rubric", away)  # type: ignore[attr-defined]
        assert client.post("/v1/rubrics", json={"rubric": LADDER}, headers=later).status_code == 503
        broken.setattr(client.app.state.casework, "keep_rubric", None)  # type: ignore[attr-defined]
        assert client.post("/v1/rubrics", json={"rubric": LADDER}, headers=later).status_code == 500
    assert client.post("/v1/rubrics", json={"rubric": LADDER}, headers=later).status_code == 201
    missing = {"Idempotency-Key": "missing"}
    for _ in range(2):
        answer = client.post("/v1/packets", json={"log_id": "log-none"}, headers=missing)
        assert (answer.status_code, "idempotency-replayed" in answer.headers) == (404, False)


def held(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Rubrics are kept only once the second event is set; the first says that one waits."""
    waits, go = threading.Event(), threading.Event()
    keep: Callable[..., Awaitable[object]] = client.app.state.casework.keep_rubric  # type: ignore[attr-defined]

    async def slow(*words: object) -> object:
        waits.set()
        await asyncio.to_thread(go.wait, 20)
        return await keep(*words)

    monkeypatch.setattr(client.app.state.casework, "keep_rubric", slow)  # type: ignore[attr-defined]
    return waits, go


def test_what_is_being_carried_out_is_409_until_it_is_done(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, go = held(client, monkeypatch)
    key = {"Idempotency-Key": "slow"}
    before = len(client.get("/v1/rubrics").json())
    with ThreadPoolExecutor() as threads:
        first = threads.submit(client.post, "/v1/rubrics", json={"rubric": LADDER}, headers=key)
        assert waits.wait(20)
        meanwhile = client.post("/v1/rubrics", json={"rubric": LADDER}, headers=key)
        assert meanwhile.status_code == 409
        assert int(meanwhile.headers["retry-after"]) >= 1
        assert client.post("/v1/rubrics", json={"rubric": "other"}, headers=key).status_code == 422
        go.set()
        made_first = first.result()
    again = client.post("/v1/rubrics", json={"rubric": LADDER}, headers=key)
    assert again.json() == made_first.json()
    assert len(client.get("/v1/rubrics").json()) == before + 1


def test_many_at_once_under_one_key_are_one(client: TestClient) -> None:
    before = packets(client)
    with ThreadPoolExecutor(8) as threads:
        sent = [
            threads.submit(client.post, "/v1/packets", json={"log": LOG}, headers={"Idempotency-Key": "race"})
            for _ in range(16)
        ]
        codes = [one.result().status_code for one in sent]
    assert set(codes) <= {201, 409}
    assert 201 in codes
    assert packets(client) == before + 1


def test_what_was_cut_off_with_its_process_is_taken_over(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, go = held(client, monkeypatch)
    key = {"Idempotency-Key": "cut-off"}
    with ThreadPoolExecutor() as threads:
        threads.submit(client.post, "/v1/rubrics", json={"rubric": LADDER}, headers=key)
        assert waits.wait(20)
        later = datetime.now(UTC) + timedelta(seconds=31)
        with monkeypatch.context() as clock:
            clock.setattr("service.adapters.clock.SystemClock.now", lambda _self: later)
            second = threads.submit(client.post, "/v1/rubrics", json={"rubric": LADDER}, headers=key)
            go.set()
            assert second.result().status_code == 201


def test_a_day_later_the_key_is_new(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    key = {"Idempotency-Key": "old"}
    first = client.post("/v1/rubrics", json={"rubric": LADDER}, headers=key).json()["id"]
    later = datetime.now(UTC) + timedelta(hours=24, seconds=1)
    monkeypatch.setattr("service.adapters.clock.SystemClock.now", lambda _self: later)
    assert client.post("/v1/rubrics", json={"rubric": LADDER}, headers=key).json()["id"] != first


def test_what_was_deleted_does_not_come_back_out_of_a_kept_answer(client: TestClient) -> None:
    key = {"Idempotency-Key": "deleted"}
    packet = client.post("/v1/packets", json={"log": LOG}, headers=key).json()["id"]
    assert client.delete("/v1/packets/none").status_code == 404
    assert client.post("/v1/packets", json={"log": LOG}, headers=key).status_code == 201
    assert client.delete(f"/v1/packets/{packet}").status_code == 204
    before = packets(client)
    again = client.post("/v1/packets", json={"log": LOG}, headers=key)
    assert again.status_code == 409
    assert "reconciliation" not in again.text
    assert packets(client) == before


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "ü".encode().decode("latin-1")])
def test_what_is_no_key_is_refused(client: TestClient, key: str) -> None:
    headers = [(b"idempotency-key", key.encode("latin-1"))]
    answer = client.post("/v1/rubrics", json={"rubric": LADDER}, headers=headers)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_stream_takes_no_key_and_a_body_over_the_limit_is_refused_as_ever(client: TestClient) -> None:
    key = {"Idempotency-Key": "stream", "accept": "text/event-stream"}
    assert client.post("/v1/interviews", json={"log": LOG}, headers=key).status_code == 400
    large = {"Idempotency-Key": "large"}
    assert client.post("/v1/packets", json={"log": "word " * 100_000}, headers=large).status_code == 413


def test_the_description_of_the_routes_names_the_key_and_every_shape_it_refers_to() -> None:
    document = create_app().openapi()
    posts = [told["post"] for path, told in document["paths"].items() if path.startswith("/v1/") and "post" in told]
    assert len(posts) > 10
    assert all("Idempotency-Key" in [one["name"] for one in told["parameters"]] for told in posts)
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert named <= set(document["components"]["schemas"])
