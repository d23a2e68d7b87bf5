"""Replicas on one real PostgreSQL behind one address: whoever answers knows what the others know."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cluster import replicas
from tests.postgres import PostgresServer
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, RUBRIC

pytestmark = pytest.mark.postgres


def test_an_interview_goes_on_at_any_replica_and_every_index_follows_the_log(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url = postgres.new_database()
    with replicas(tmp_path, url, count=2) as (front, (one, other)):
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
        # The address before them passes a dead one over.
        one.kill()
        for _ in range(3):
            assert turn["text"] in httpx.get(f"{front.address}/v1/logs/{log}", timeout=30).text
        with ServiceProcess(tmp_path / "new", PROMOCASE_DATABASE_URL=url) as new:
            assert sections(new, log) == after[0]  # as an index that was never stale finds it


def sections(service: ServiceProcess, log: str) -> list[Any]:
    """What a draft finds for each dimension, with every score."""
    packet = service.client.post("/v1/packets", json={"log_id": log, "rubric": RUBRIC}).raise_for_status().json()
    return [(section["dimension"], section["shortlist"]) for section in packet["sections"]]
