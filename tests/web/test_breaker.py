"""A provider that is down: it is not asked for a while, queued drafts wait for it, and everything else goes on."""

import threading
import time
from pathlib import Path
from typing import Any

from tests.provider import Asked, Behaviour, Provider, Wire, answers, fails
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, COPIES, LATER, packet_of, settings, soon

OPENS_FAST = {
    "PROMOCASE_BREAKER_FAILURES": "2",
    "PROMOCASE_BREAKER_WAIT_S": "1",
    "PROMOCASE_MODEL_CONCURRENCY": "4",
}


class Outage:
    """Fails every request until it is over."""

    def __init__(self, failing: Behaviour | None = None) -> None:
        self.over = threading.Event()
        self.failing = failing or fails(503)
        self.failed = 0

    def behave(self, wire: Wire, asked: Asked) -> None:
        if self.over.is_set():
            answers(COPIES)(wire, asked)
        else:
            self.failed += 1
            self.failing(wire, asked)


def circuit(service: ServiceProcess) -> str:
    lines = service.client.get("/metrics").text.splitlines()
    found = [line for line in lines if line.startswith("promocase_model_circuit{") and line.endswith(" 1.0")]
    return found[0].partition('state="')[2].partition('"')[0]


def notes(packet: dict[str, Any]) -> list[str]:
    return [section["note"] for section in packet["sections"] if section["note"]]


def test_a_queued_draft_waits_for_its_provider_while_the_service_answers_and_goes_on_when_it_is_back(
    tmp_path: Path,
) -> None:
    outage = Outage()
    with Provider(outage.behave) as provider, ServiceProcess(tmp_path, **settings(provider, **OPENS_FAST)) as service:
        waiting = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert soon(lambda: circuit(service) == "open")
        before = outage.failed
        begun = time.monotonic()
        at_once = service.client.post("/v1/packets", json=CASE)
        took_s = time.monotonic() - begun
        # Whoever waits for an answer gets it at once, in their own words.
        assert at_once.status_code == 201
        assert len(notes(at_once.json())) == 2
        assert took_s < 5
        assert service.client.get("/readyz").status_code == 200
        # One call a second is let through to see, of three requests.
        time.sleep(2.5)
        assert outage.failed - before <= 3 * (took_s + 3.5)
        read = service.client.get(f"/v1/packets/{waiting['id']}")
        assert read.status_code == 202
        outage.over.set()
        packet = packet_of(service, waiting["id"])
        assert circuit(service) == "closed"
    assert notes(packet) == []
    assert packet["provenance"]["usage"]["calls"] > 2


def test_a_waiting_draft_can_be_deleted_and_outlives_its_process(tmp_path: Path) -> None:
    outage = Outage()
    with Provider(outage.behave) as provider, ServiceProcess(tmp_path, **settings(provider, **OPENS_FAST)) as service:
        gone = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        kept = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert soon(lambda: circuit(service) == "open")
        assert service.client.delete(f"/v1/packets/{gone['id']}").status_code == 204
        service.kill()
        service.start()
        assert service.client.get(f"/v1/packets/{gone['id']}").status_code == 404
        outage.over.set()
        assert notes(packet_of(service, kept["id"])) == []


def test_a_prompt_that_fails_while_others_are_answered_keeps_no_draft_waiting(tmp_path: Path) -> None:
    def behave(wire: Wire, asked: Asked) -> None:
        (fails(500) if "Leads work across teams" in asked.user else answers(COPIES))(wire, asked)

    with Provider(behave) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER).json()

        def drafted_while_others_are_answered() -> bool:
            service.client.post("/v1/bullets/rewrite", json={"text": "Wrote the checklist."}).raise_for_status()
            return bool(service.client.get(f"/v1/packets/{accepted['id']}").status_code == 200)

        assert soon(drafted_while_others_are_answered)
        packet = packet_of(service, accepted["id"])
    assert [bool(section["note"]) for section in packet["sections"]] == [False, True]


def test_a_refused_key_opens_no_circuit(tmp_path: Path) -> None:
    with (
        Provider(fails(401)) as provider,
        ServiceProcess(tmp_path, **settings(provider, **OPENS_FAST)) as service,
    ):
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert len(notes(packet_of(service, accepted["id"]))) == 2
        assert circuit(service) == "closed"
