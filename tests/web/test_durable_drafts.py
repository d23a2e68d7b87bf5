"""Drafts outlive the process that makes them: a real service, killed with a model call open, and started again."""

import asyncio
import json
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.adapters.sql_records import SqlRecords
from service.app import create_app
from service.domain.brag import Owner
from service.ports import StoredPacket
from service.settings import read_settings
from tests.postgres import PostgresServer
from tests.provider import Asked, Provider, Wire, answers, drips
from tests.service_process import ServiceProcess

LOG = {
    "entries": [
        {"id": f"e{n}", "when": f"2026-0{n}-20", "text": text, "dimensions": ["influence", "delivery"]}
        for n, text in enumerate(
            (
                "Wrote the incident template that two other teams took up.",
                "Persuaded three teams to adopt one release checklist.",
                "Led the move of the billing teams to the new queue.",
            ),
            start=1,
        )
    ]
}
RUBRIC = {
    "title": "Ladder",
    "from_level": "L4",
    "to_level": "L5",
    "dimensions": [
        {"id": "influence", "name": "Influence", "current": "Helps the team.", "next": "Other teams adopt their work."},
        {"id": "delivery", "name": "Delivery", "current": "Ships tasks.", "next": "Leads work across teams."},
    ],
}
CASE = {"log": LOG, "rubric": RUBRIC}
LATER = {"Prefer": "respond-async"}
COPIES = {
    "bullets": [
        {"sentences": [{"text": "Persuaded three teams to adopt one release checklist.", "cites": ["E1", "E2", "E3"]}]}
    ]
}


def settings(provider: Provider, **more: str) -> dict[str, str]:
    return {
        "PROMOCASE_MODEL": "openai:loopback",
        "PROMOCASE_MODEL_BASE_URL": provider.base_url,
        "PROMOCASE_MODEL_CONCURRENCY": "1",
        "PROMOCASE_MODEL_BACKOFF_S": "0",
        "OPENAI_API_KEY": "sk-secret",
    } | more


def soon(true: Callable[[], bool], within_s: float = 30.0) -> bool:
    until = time.monotonic() + within_s
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def packet_of(service: ServiceProcess, id: str, within_s: float = 40.0) -> dict[str, Any]:
    read: list[Any] = []

    def there() -> bool:
        read[:] = [service.client.get(f"/v1/packets/{id}")]
        return bool(read[0].status_code != 202)

    assert soon(there, within_s)
    read[0].raise_for_status()
    packet: dict[str, Any] = read[0].json()
    return packet


class Counting:
    """Counts the requests by their words, and holds the n-th of them open until it is let go."""

    def __init__(self, held: int) -> None:
        self.held = held
        self.reached = threading.Event()
        self.seen: Counter[str] = Counter()

    def behave(self, wire: Wire, asked: Asked) -> None:
        self.seen[asked.user] += 1
        if self.seen.total() == self.held:
            self.reached.set()
            drips(wire, asked)
        else:
            answers(COPIES)(wire, asked)


@pytest.mark.parametrize("held", [1, 2])
def test_a_killed_service_finishes_the_packet_and_pays_again_for_the_call_that_was_open_alone(
    tmp_path: Path, held: int
) -> None:
    counting = Counting(held)
    with Provider(counting.behave) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER)
        assert accepted.status_code == 202
        assert accepted.headers["location"] == f"/v1/packets/{accepted.json()['id']}"
        assert counting.reached.wait(30)
        service.kill()
        packet = packet_of(service.start(), accepted.json()["id"])
    assert {section["dimension"] for section in packet["sections"]} == {"influence", "delivery"}
    assert sorted(counting.seen.values(), reverse=True)[:2] == [2, 1]
    assert packet["provenance"]["usage"]["maybe_billed"] == 1
    assert packet["provenance"]["usage"]["calls"] == len(counting.seen)


def test_a_restart_finds_everything_again(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path) as service:
        packet = service.client.post("/v1/packets", json=CASE).raise_for_status().json()
        service.kill(signal.SIGTERM)
        assert packet_of(service.start(), packet["id"]) == packet


def test_a_service_that_is_stopped_in_good_order_goes_on_when_it_is_back(tmp_path: Path) -> None:
    counting = Counting(2)
    with Provider(counting.behave) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert counting.reached.wait(30)
        service.kill(signal.SIGTERM)
        assert packet_of(service.start(), accepted["id"])["sections"]
    assert max(counting.seen.values()) <= 2


def test_a_deleted_draft_ends_the_open_call_and_is_gone(tmp_path: Path) -> None:
    counting = Counting(1)
    with Provider(counting.behave) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert counting.reached.wait(30)
        assert provider.at_once == 1
        left = time.monotonic()
        assert service.client.delete(f"/v1/packets/{accepted['id']}").status_code == 204
        assert soon(lambda: provider.at_once == 0, 5)  # the provider saw its client go
        assert time.monotonic() - left < 5
        time.sleep(1)
        assert counting.seen.total() == 1  # nothing more was asked
        assert service.client.get(f"/v1/packets/{accepted['id']}").status_code == 404
        assert service.client.get("/v1/packets").json() == []


def test_the_events_tell_each_section_once_it_is_verified_and_then_the_packet(tmp_path: Path) -> None:
    gate = threading.Event()

    def behave(wire: Wire, asked: Asked) -> None:
        if "Leads work across teams" in asked.user:
            gate.wait(30)
        answers(COPIES)(wire, asked)

    together = {"PROMOCASE_MODEL_CONCURRENCY": "2"}
    with Provider(behave) as provider, ServiceProcess(tmp_path, **settings(provider, **together)) as service:
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        where = f"/v1/packets/{accepted['id']}"
        events: list[tuple[str, Any]] = []
        with service.client.stream("GET", f"{where}/events") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            for name, told in events_of(answer.iter_lines()):
                events.append((name, told))
                if name == "section" and not gate.is_set():
                    assert told["dimension"] == "influence"  # while the model still works on the other
                    gate.set()
        names = [name for name, _ in events]
        assert names.count("section") == 2
        assert names[-2:] == ["packet", "done"]
        assert events[-2][1] == service.client.get(where).json()
        # A second reader, later, is told the same end.
        with service.client.stream("GET", f"{where}/events") as again:
            assert [name for name, _ in events_of(again.iter_lines())] == ["packet", "done"]


def events_of(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name, held = "", ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            held += value
        elif not line.strip() and name:
            yield name, json.loads(held)
            name, held = "", ""


def test_nothing_of_a_reply_stays_in_the_engines_tables_once_the_packet_is_stored(tmp_path: Path) -> None:
    with Provider(answers(COPIES)) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        service.client.post("/v1/packets", json=CASE).raise_for_status()

        def empty() -> bool:
            with sqlite3.connect(tmp_path / "steps.db") as steps:
                return bool(steps.execute("SELECT count(*) FROM workflow_status").fetchone()[0] == 0)

        assert soon(empty)
        service.kill(signal.SIGTERM)
    for file in tmp_path.glob("steps.db*"):
        assert b"release checklist" not in file.read_bytes()


def test_past_the_cap_a_draft_is_refused_at_once_and_says_when_to_come_again(tmp_path: Path) -> None:
    counting = Counting(1)
    capped = {"PROMOCASE_DRAFTS_WAITING": "1"}
    with Provider(counting.behave) as provider, ServiceProcess(tmp_path, **settings(provider, **capped)) as service:
        accepted = service.client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert counting.reached.wait(30)
        refused = service.client.post("/v1/packets", json=CASE)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        service.client.delete(f"/v1/packets/{accepted['id']}").raise_for_status()
        assert service.client.post("/v1/packets", json=CASE).status_code == 201


def test_a_second_process_on_the_same_data_directory_refuses_to_start(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path) as service:
        with pytest.raises(AssertionError, match="PROMOCASE_DATA_DIR"):
            ServiceProcess(tmp_path).start()
        assert service.client.get("/healthz").status_code == 200


@pytest.mark.postgres
def test_a_replica_that_dies_leaves_its_draft_to_another(tmp_path: Path, postgres: PostgresServer) -> None:
    counting = Counting(2)
    url = str(postgres.new_database())
    with Provider(counting.behave) as provider:
        shared = settings(provider, PROMOCASE_DATABASE_URL=url)
        with ServiceProcess(tmp_path / "one", **shared) as one:
            accepted = one.client.post("/v1/packets", json=CASE, headers=LATER).json()
            assert counting.reached.wait(30)
            with ServiceProcess(tmp_path / "other", **shared) as other:
                assert other.client.get(f"/v1/packets/{accepted['id']}").status_code == 202
                one.kill()
                packet = packet_of(other, accepted["id"], within_s=60)
    assert packet["provenance"]["usage"]["maybe_billed"] == 1
    assert sorted(counting.seen.values(), reverse=True)[:2] == [2, 1]


def test_a_packet_that_is_slow_to_be_stored_is_no_deleted_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = SqlRecords.finish_draft

    async def slowly(self: SqlRecords, owner: Owner, stored: StoredPacket) -> None:
        await finish(self, owner, stored)
        await asyncio.sleep(1.5)

    monkeypatch.setattr(SqlRecords, "finish_draft", slowly)
    with TestClient(create_app(read_settings(data_dir=tmp_path)), base_url="http://127.0.0.1") as client:
        drafted = client.post("/v1/packets", json=CASE)
        assert drafted.status_code == 201, drafted.text
        assert client.get(f"/v1/packets/{drafted.json()['id']}").status_code == 200
