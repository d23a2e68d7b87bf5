"""A draft over HTTP while the model provider fails: a stored packet that says so, or a clear 503; never half a bullet.

The provider is a real server on loopback, and so is everything else: settings in, the application's own wiring.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings
from tests.provider import Behaviour, Provider, completion, cuts, drips, fails, hangs, sends

ENTRY = "Wrote the incident template; three other teams use it now."
LOG = {
    "entries": [
        {"id": "e1", "when": "2026-01-20", "text": ENTRY, "dimensions": ["influence"]},
        {"id": "e2", "when": "2026-03-14", "text": "Noticed the ledger drifted, proposed a check and built it."},
    ]
}
ALL = [entry["text"] for entry in LOG["entries"]]
KEY = "sk-secret"

# One of each kind: what a request more cannot change is asked once a section, all else three times.
FAULTS: dict[str, tuple[Behaviour, int]] = {
    "401": (fails(401, "invalid_api_key", f"wrong key {KEY} leaked"), 1),
    "404 model": (fails(404, "model_not_found", "leaked"), 1),
    "429": (fails(429, "rate_limit_exceeded"), 3),
    "429 with Retry-After": (fails(429, "rate_limit_exceeded", retry_after="0"), 3),
    "429 with a Retry-After beyond the deadline": (fails(429, "rate_limit_exceeded", retry_after="600"), 1),
    "insufficient_quota": (fails(429, "insufficient_quota"), 1),
    "500": (fails(500, message=f"leaked {ENTRY}"), 3),
    "HTML body": (sends(b"<html>leaked</html>", kind="text/html"), 3),
    "empty choices": (sends(b'{"id": "1", "choices": []}'), 3),
    "null content": (sends(completion(None)), 3),
    "truncated reply": (sends(completion('{"bullets": [{"sentences": [{"text": "leaked', finish="length")), 1),
    "truncated body": (cuts, 3),
    "invalid JSON": (sends(completion('{"bullets": [leaked')), 3),
    "wrong schema": (sends(completion('{"leaked": 1}')), 3),
    "prose": (sends(completion("Sure! Here is what leaked.")), 3),
}
ENDLESS = {"dripping": drips, "silent": hangs}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data directory for all: the log is embedded once."""
    return tmp_path_factory.mktemp("faults")


@contextmanager
def service(folder: Path, base_url: str, **more: object) -> Iterator[TestClient]:
    settings = read_settings(
        data_dir=folder,
        model="openai:loopback",
        model_base_url=base_url,
        openai_api_key=KEY,
        # Loading the model's libraries, which the first call does, must not use the deadline up on a busy machine.
        **{"model_deadline_s": 30.0, "model_backoff_s": 0.001} | more,
    )
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def stands_in_its_own_words(client: TestClient) -> int:
    """Drafts, and returns how many sections there were to draft by the model."""
    answer = client.post("/v1/packets", json={"log": LOG})
    assert answer.status_code == 201, answer.text
    packet = answer.json()
    assert client.get(answer.headers["location"]).json() == packet
    drafted = [section for section in packet["sections"] if section["shortlist"]]
    assert drafted
    assert any(section["bullets"] for section in drafted)
    for section in drafted:
        assert section["note"], section["dimension"]
        assert "leaked" not in section["note"]
        for bullet in section["bullets"]:
            assert bullet["drafted_by"] == "verbatim"
            for sentence in bullet["sentences"]:
                assert sentence["verdict"]["ruling"] == "supported"
                assert sentence["text"].rstrip(".") in " ".join(ALL)
    for secret in ("leaked", KEY):
        assert secret not in answer.text
        assert secret not in client.get(f"{answer.headers['location']}.md").text
    page = client.get(f"{answer.headers['location']}.md").text
    assert drafted[0]["note"].split("(")[0].strip() in page
    return len(drafted)


@pytest.mark.parametrize(("fault", "requests"), FAULTS.values(), ids=FAULTS)
def test_a_fault_ends_in_a_stored_packet_whose_sections_stand_in_the_entries_own_words(
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    fault: Behaviour,
    requests: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    with Provider(fault) as provider, service(folder, provider.base_url) as client:
        sections = stands_in_its_own_words(client)
    assert len(provider.asked) == requests * sections
    # The fault was met with the person's words and the key in hand: neither was told to anybody but the provider.
    assert all(ENTRY in asked.user or ALL[1] in asked.user for asked in provider.asked)
    assert any(record.name.startswith(("openai", "httpcore")) for record in caplog.records)  # the wire did log
    told = "\n".join([caplog.text, *capfd.readouterr(), *(repr(vars(record)) for record in caplog.records)])
    for secret in (KEY, "leaked", "incident template", "ledger drifted", provider.asked[0].system[:60]):
        assert secret not in told


@pytest.mark.parametrize("fault", ENDLESS.values(), ids=ENDLESS)
def test_a_reply_that_never_ends_is_left_at_the_deadline(folder: Path, fault: Behaviour) -> None:
    with Provider(fault) as provider, service(folder, provider.base_url, model_deadline_s=4.0) as client:
        sections = stands_in_its_own_words(client)
    assert sections <= len(provider.asked) <= 3 * sections


def test_a_refused_connection_ends_so_too(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with service(folder, f"http://127.0.0.1:{port}/v1") as client:
        stands_in_its_own_words(client)


def test_a_model_of_openai_itself_without_a_key_ends_so_too(folder: Path) -> None:
    settings = read_settings(data_dir=folder, model="openai:gpt-none", model_deadline_s=30.0, model_backoff_s=0.001)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        stands_in_its_own_words(client)


def test_a_budget_that_is_used_up_ends_so_too_and_asks_nothing(folder: Path) -> None:
    with Provider(fails(500)) as provider:
        with service(folder, provider.base_url, budget_tokens_per_packet=10) as client:
            stands_in_its_own_words(client)
        assert provider.asked == []


@pytest.mark.parametrize("fault", ["401", "500", "HTML body"])
def test_a_rewrite_and_a_check_survive_a_fault_too(folder: Path, fault: str) -> None:
    with Provider(FAULTS[fault][0]) as provider, service(folder, provider.base_url) as client:
        rewritten = client.post("/v1/bullets/rewrite", json={"text": ENTRY, "log": LOG})
        assert rewritten.status_code in (200, 503)
        checked = client.post("/v1/claims/check", json={"draft": "Made everybody calmer at month end.", "log": LOG})
        assert checked.status_code in (200, 503)
        for answer in (rewritten, checked):
            assert "leaked" not in answer.text
            assert KEY not in answer.text
            if answer.status_code == 503:
                assert ENTRY not in answer.text
                assert answer.headers["content-type"] == "application/problem+json"


def test_an_embeddings_provider_that_fails_is_a_clear_503_and_the_log_is_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Provider(fails(401, "invalid_api_key", f"leaked {KEY}")) as provider:
        settings = read_settings(
            data_dir=tmp_path, embedder="openai:e", embedder_base_url=provider.base_url, openai_api_key=KEY
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            answer = client.post("/v1/packets", json={"log": LOG})
            assert answer.status_code == 503
            assert answer.json()["title"] == "The embedder is unavailable"
            assert len(client.get("/v1/logs").json()) == 1
            assert client.get("/v1/packets").json() == []
    for secret in (KEY, "leaked", "incident template"):
        assert secret not in answer.text + caplog.text
