"""What Prometheus reads: what was done, counted; and nothing of anybody's in any label."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from service.app import create_app
from service.operations.meter import Unmetered
from service.settings import read_settings
from service.web.seen import Seen
from tests.entrants import bearing, made, opened
from tests.provider import Behaviour, Provider, answers, fails

CANARY = "Zanzibarquux"
LOG = {
    "entries": [
        {"id": "e1", "when": "2026-01-20", "text": f"Wrote the {CANARY} template; three other teams use it now."},
        {"id": "e2", "when": "2026-03-14", "text": "Persuaded three teams to adopt one release checklist."},
    ]
}
LIES = {"bullets": [{"sentences": [{"text": f"Saved {CANARY} 40 million dollars.", "cites": ["E1"]}]}]}
Counted = dict[str, dict[frozenset[tuple[str, str]], float]]


class Counting(Unmetered):
    def __init__(self) -> None:
        self.statuses: list[int] = []

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self.statuses.append(status)


def test_a_request_nobody_waits_for_any_more_is_no_failure_of_the_service() -> None:
    meter = Counting()

    async def never(*_: object) -> None:
        await asyncio.sleep(60)

    async def broken(*_: object) -> None:
        raise RuntimeError

    async def ended() -> None:
        for inner in (never, broken):
            scope = {"type": "http", "method": "GET", "headers": [], "app": FastAPI()}
            asked = asyncio.ensure_future(Seen(inner, meter)(scope, never, never))  # type: ignore[arg-type]
            await asyncio.sleep(0.01)
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)

    asyncio.run(ended())
    assert meter.statuses == [499, 500]


@contextmanager
def serving(folder: Path, *behaviours: Behaviour) -> Iterator[TestClient]:
    with Provider(*behaviours) as provider:
        settings = read_settings(
            data_dir=folder,
            model="openai:loopback",
            model_base_url=provider.base_url,
            openai_api_key="sk-canary",
            model_backoff_s=0.0,
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
            yield client


def counted(client: TestClient) -> Counted:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    found: Counted = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[frozenset(sample.labels.items())] = sample.value
    return found


def total(found: Counted, name: str, **labels: str) -> float:
    return sum(value for told, value in found.get(name, {}).items() if labels.items() <= dict(told).items())


def test_a_draft_is_counted_call_by_call_and_sentence_by_sentence(tmp_path: Path) -> None:
    with serving(tmp_path, fails(500), answers(LIES)) as client:
        packet = client.post("/v1/packets", json={"log": LOG}).raise_for_status().json()
        found = counted(client)
    usage = packet["provenance"]["usage"]
    calls = total(found, "promocase_model_calls_total", outcome="answered")
    assert calls > 1
    assert calls + total(found, "promocase_model_retries_total") == usage["calls"]
    assert total(found, "promocase_model_retries_total") == 1
    assert total(found, "promocase_model_tokens_total", direction="in") == usage["prompt_tokens"]
    assert total(found, "promocase_model_tokens_total", direction="out") == usage["completion_tokens"]
    assert total(found, "promocase_model_call_seconds_count") == calls
    assert {dict(told)["prompt"].partition("@")[0] for told in found["promocase_model_calls_total"]} >= {
        "draft_section",
        "revise_section",
    }
    withheld = [one for section in packet["sections"] for one in section["withheld"]]
    assert withheld
    assert total(found, "promocase_sentences_withheld_total") == len(withheld)
    released = sum(len(b["sentences"]) for section in packet["sections"] for b in section["bullets"])
    assert 0 < released <= total(found, "promocase_sentences_released_total", drafted_by="verbatim")
    refused = [one for one in found["promocase_verdicts_total"] if dict(one)["ruling"] != "supported"]
    assert refused
    assert total(found, "promocase_drafts_unfinished") == 0
    assert total(found, "promocase_model_circuit", state="closed") == 1


def test_a_failed_call_is_counted_under_the_reason(tmp_path: Path) -> None:
    with serving(tmp_path, fails(401)) as client:
        client.post("/v1/packets", json={"log": LOG}).raise_for_status()
        found = counted(client)
    assert total(found, "promocase_model_calls_total", outcome="key_refused") > 0
    assert total(found, "promocase_model_calls_total", outcome="answered") == 0


def test_requests_are_counted_by_template_and_no_label_holds_anything_of_anybodys(tmp_path: Path) -> None:
    with serving(tmp_path, answers(LIES)) as client:
        packet = client.post("/v1/packets", json={"log": LOG}).raise_for_status().json()
        client.get(f"/v1/packets/{packet['id']}.md")
        client.get(f"/{CANARY}")
        client.request(CANARY, "/healthz")
        client.get("/healthz", headers={"host": f"{CANARY}.example"})
        text = client.get("/metrics").text
        found = counted(client)
    http = "promocase_http_requests_total"
    assert total(found, http, method="POST", route="/v1/packets", status="201") == 1
    assert total(found, http, method="GET", route="/v1/packets/{packet_id}.md", status="200") == 1
    assert total(found, http, method="GET", route="unmatched", status="404") == 1
    assert total(found, http, method="GET", route="unmatched", status="403") == 1
    assert total(found, http, method="other") == 1
    assert total(found, "promocase_http_request_seconds_count", route="/v1/packets") == 1
    for secret in (CANARY, packet["id"], "sk-canary"):
        assert secret not in text


def test_two_applications_count_apart(tmp_path: Path) -> None:
    other = create_app(read_settings(data_dir=tmp_path / "other"))
    with serving(tmp_path / "one", answers(LIES)) as client:
        client.get("/healthz")
        assert total(counted(client), "promocase_http_requests_total", route="/healthz") == 1
    with TestClient(other, base_url="http://127.0.0.1") as client:
        assert total(counted(client), "promocase_http_requests_total", route="/healthz") == 0


@pytest.mark.parametrize("owner", ["ana", "local"])
def test_with_tokens_in_force_metrics_open_to_the_owner_metrics_alone(tmp_path: Path, owner: str) -> None:
    settings = read_settings(data_dir=tmp_path)
    scraper, person = made(settings, "metrics")[1], made(settings, owner)[1]
    with opened(settings) as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers=bearing(person)).status_code == 403
        assert "promocase_http_requests_total" in client.get("/metrics", headers=bearing(scraper)).text
