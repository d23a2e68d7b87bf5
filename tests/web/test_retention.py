"""What was drafted goes after the days an operator set, from the files too; what a person wrote down does not."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.adapters import clock
from service.settings import Settings, read_settings
from tests.entrants import opened
from tests.fakes import FixedClock

LOG = "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n- Automated the stock count.\n"
SAID = {"text": "The gap was influence.", "who": "Mia", "when": "2026-06-30"}
KEPT = ("logs", "rubrics", "decisions")


def a_year_ago(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Paths of what somebody made then."""
    with monkeypatch.context() as then:
        then.setattr(clock.SystemClock, "now", lambda _: FixedClock(date(2025, 11, 1)).now())
        with opened(settings) as client:
            return made(client)


def made(client: TestClient) -> dict[str, str]:
    log = client.post("/v1/logs", json={"log": LOG}).json()["id"]
    ladder = client.post("/v1/rubrics", json={"rubric": "dimension,L4,L5\nCraft,Writes code,Sets how\n"}).json()["id"]
    packet = client.post("/v1/packets", json={"log_id": log, "rubric_id": ladder}).json()["id"]
    interview = client.post("/v1/interviews", json={"log_id": log}).json()["id"]
    decision = client.post("/v1/decisions", json=SAID).json()["id"]
    ids = {"logs": log, "rubrics": ladder, "packets": packet, "interviews": interview, "decisions": decision}
    return {kind: f"/v1/{kind}/{one}" for kind, one in ids.items()}


def answers(client: TestClient, paths: dict[str, str]) -> dict[str, int]:
    return {kind: client.get(path).status_code for kind, path in paths.items()}


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    if getattr(request, "param", "sqlite") == "sqlite":
        return {"data_dir": tmp_path}
    return {"data_dir": tmp_path, "database_url": str(request.getfixturevalue("postgres").new_database())}


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_what_was_drafted_goes_and_what_was_written_down_stays(
    database: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = a_year_ago(read_settings(**database), monkeypatch)
    with opened(read_settings(**database)) as client:
        assert set(answers(client, old).values()) == {200}
    with opened(read_settings(**database, retention_days=30)) as client:
        until = time.monotonic() + 30
        while client.get(old["packets"]).status_code == 200 and time.monotonic() < until:
            time.sleep(0.05)
        new = made(client)
        assert answers(client, old) == {kind: 200 if kind in KEPT else 404 for kind in old}
        assert set(answers(client, new).values()) == {200}
        told = client.get("/metrics").text
        assert 'promocase_expired_total{kind="packets"} 1.0' in told
        assert 'promocase_expired_total{kind="interviews"} 1.0' in told
        # A packet that is gone leaves its log as it was: it can be drafted again.
        log = old["logs"].rsplit("/", 1)[1]
        assert client.post("/v1/packets", json={"log_id": log}).status_code == 201
    with opened(read_settings(**database, retention_days=30)) as client:
        assert set(answers(client, new).values()) == {200}


def test_nothing_goes_by_itself_unless_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = a_year_ago(read_settings(data_dir=tmp_path), monkeypatch)
    with opened(read_settings(data_dir=tmp_path)) as client:
        time.sleep(0.2)
        assert set(answers(client, old).values()) == {200}
        assert "promocase_expired_total{" not in client.get("/metrics").text


def test_the_bytes_of_a_packet_that_expired_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = a_year_ago(read_settings(data_dir=tmp_path), monkeypatch)
    packet = old["packets"].rsplit("/", 1)[1].encode()

    def holding() -> list[str]:
        return [one.name for one in tmp_path.glob("promocase.db*") if packet in one.read_bytes()]

    assert holding()
    with opened(read_settings(data_dir=tmp_path, retention_days=1)):
        until = time.monotonic() + 30
        while holding() and time.monotonic() < until:
            time.sleep(0.1)
        assert holding() == []
