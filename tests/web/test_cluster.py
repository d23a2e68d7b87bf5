"""Replicas on one real PostgreSQL behind one address: whoever answers knows what the others know."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cluster import replicas
from tests.postgres import PostgresServer
from tests.provider import Provider
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, LATER, RUBRIC, Counting, packet_of, settings

pytestmark = pytest.mark.postgres


def test_a_killed_replicas_draft_is_finished_by_another_and_read_on_every_one_that_lives(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    counting = Counting(2)
    with (
        Provider(counting.behave) as provider,
        replicas(tmp_path, postgres.new_database(), count=3, **settings(provider)) as (front, services),
    ):
        accepted = services[0].client.post("/v1/packets", json=CASE, headers=LATER).json()
        assert counting.reached.wait(30)
        for service in services:
            assert service.client.get(f"/v1/packets/{accepted['id']}").status_code == 202
        services[0].kill()
        told = [packet_of(service, accepted["id"], within_s=60) for service in services[1:]]
        assert told[0] == told[1]
        assert told[0]["provenance"]["usage"]["maybe_billed"] == 1
        # The address before them passes the dead one over.
        for _ in range(4):
            assert httpx.get(f"{front.address}/v1/packets/{accepted['id']}", timeout=30).json() == told[0]


def test_an_interview_goes_on_at_any_replica_and_every_index_follows_the_log(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url = postgres.new_database()
    with replicas(tmp_path, url, count=2) as (_, (one, other)):
        log = one.client.post("/v1/logs", json={"log": CASE["log"]}).raise_for_status().json()["id"]
        before = sections(one, log)
        assert sections(other, log) == before  # both have it in their index now
        interview = one.client.post("/v1/interviews", json={"log_id": log, "rubric": RUBRIC}).raise_for_status().json()
        turn = {"text": "The weekly close went from 4 hours to 20 minutes."}
        turned = other.client.post(f"/v1/interviews/{interview['id']}/turns", json=turn).raise_for_status().json()
        n = turned["amendments"][-1]["n"]
        where = f"/v1/interviews/{interview['id']}/amendments/{n}"
        one.client.post(where, json={"accept": True}).raise_for_status()
        assert turn["text"] in other.client.get(f"/v1/logs/{log}").text
        after = [sections(service, log) for service in (one, other)]
        assert after[0] != before
        assert after[0] == after[1]
        with ServiceProcess(tmp_path / "new", PROMOCASE_DATABASE_URL=url) as new:
            assert sections(new, log) == after[0]  # as an index that was never stale finds it


def sections(service: ServiceProcess, log: str) -> list[Any]:
    """What a draft finds for each dimension, with every score."""
    packet = service.client.post("/v1/packets", json={"log_id": log, "rubric": RUBRIC}).raise_for_status().json()
    return [(section["dimension"], section["shortlist"]) for section in packet["sections"]]
