"""Replicas on one real PostgreSQL behind one address: whoever answers knows what the others know."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cluster import replicas
from tests.postgres import PostgresServer
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, RUBRIC
from tests.web.test_person import holding

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


def test_what_is_deleted_at_one_replica_leaves_the_index_of_every_other(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    with replicas(tmp_path, postgres.new_database(), count=2) as (_, (one, other)):
        logs = {}
        for name in ("kept", "deleted"):
            told = [{"id": f"entry-{name}", "text": f"Cut the close from 4 hours to 20 minutes for the {name} plant."}]
            stored = one.client.post("/v1/logs", json={"log": {"entries": told}}).raise_for_status()
            logs[name] = stored.json()["id"]
            sections(other, logs[name])
        folder = tmp_path / "replica-2" / "chroma"
        assert indexed(folder) == {"entry-kept", "entry-deleted"}
        one.client.delete(f"/v1/logs/{logs['deleted']}").raise_for_status()
        wait_until(lambda: indexed(folder) == {"entry-kept"})
        one.client.request("DELETE", "/v1/me", json={"delete": "everything"}).raise_for_status()
        wait_until(lambda: not indexed(folder) and not holding(tmp_path / "replica-2", b"entry-"))


def indexed(folder: Path) -> set[str]:
    """The entries an index folder has rows for."""
    rows: list[tuple[str]] = []
    try:
        for path in folder.rglob("chroma.sqlite3"):
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
                rows += opened.execute("SELECT embedding_id FROM embeddings").fetchall()
    except sqlite3.OperationalError:  # it is being made anew
        return set()
    return {row[0].partition(":")[2] for row in rows if ":entry-" in row[0]}


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def sections(service: ServiceProcess, log: str) -> list[Any]:
    """What a draft finds for each dimension, with every score."""
    packet = service.client.post("/v1/packets", json={"log_id": log, "rubric": RUBRIC}).raise_for_status().json()
    return [(section["dimension"], section["shortlist"]) for section in packet["sections"]]
