"""What the service keeps and answers while its disk is full, its index is damaged or its database is away."""

import resource
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.postgres import PostgresServer, postgres_programs
from tests.provider import Asked, Provider, Wire, answers
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, COPIES, LATER, LOG, packet_of, settings, soon


@pytest.fixture
def own_postgres(tmp_path: Path) -> Iterator[PostgresServer]:
    """A server of this test's own, which may be stopped."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with PostgresServer(programs, tmp_path / "postgres") as server:
        yield server


def problem(answer: httpx.Response) -> tuple[int, str]:
    """The status of a problem document and its words; anything else fails."""
    assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
    return answer.status_code, answer.json()["detail"]


def fills_up(service: ServiceProcess, at_bytes: int) -> None:
    """From now on no file of the service grows beyond this many bytes, as on a full disk; -1 makes room again."""
    resource.prlimit(service.pid, resource.RLIMIT_FSIZE, (at_bytes, resource.RLIM_INFINITY))


def test_a_full_disk_is_507_keeps_what_was_stored_and_passes_without_a_restart(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path) as service:
        kept = service.client.post("/v1/packets", json={"log": LOG}).json()["id"]
        fills_up(service, 4096)
        for route, body in (
            ("/v1/logs", {"log": "- 2026-03-14: Cut the report to an hour."}),
            ("/v1/packets", {"log": "- 2026-03-15: Cut the report to an hour."}),
            ("/v1/rubrics", {"rubric": CASE["rubric"]}),
        ):
            status, told = problem(service.client.post(route, json=body))
            assert status == 507, told
            assert "Cut the report" not in told
        assert service.client.get("/healthz").status_code == 200
        assert service.client.get(f"/v1/packets/{kept}").status_code == 200
        fills_up(service, resource.RLIM_INFINITY)
        assert len(service.client.get("/v1/logs").json()) == 1
        assert service.client.post("/v1/packets", json={"log": LOG}).status_code == 201


@pytest.mark.parametrize(("harm", "running"), [("overwritten", True), ("deleted", False)])
def test_a_lost_or_damaged_index_is_made_again_and_ranks_alike(tmp_path: Path, harm: str, running: bool) -> None:
    def ranked(service: ServiceProcess) -> list[object]:
        sections = service.client.post("/v1/packets", json={"log": LOG}).json()["sections"]
        return [section["shortlist"] for section in sections]

    def damage() -> None:
        for folder in tmp_path.glob("chroma*/"):
            if harm == "deleted":
                shutil.rmtree(folder)
                continue
            for file in folder.rglob("*"):
                if file.is_file():
                    file.write_bytes(b"no index" * 512)

    with ServiceProcess(tmp_path) as service:
        before = ranked(service)
        assert any(before)
        if running:
            damage()
            assert ranked(service) == before
    if not running:
        damage()
        with ServiceProcess(tmp_path) as service:
            assert ranked(service) == before


@pytest.mark.postgres
def test_a_database_that_is_away_is_503_and_back_without_a_restart(
    own_postgres: PostgresServer, tmp_path: Path
) -> None:
    with ServiceProcess(tmp_path / "data", PROMOCASE_DATABASE_URL=own_postgres.new_database()) as service:
        kept = service.client.post("/v1/packets", json={"log": LOG}).json()["id"]
        own_postgres.stop()
        for answer in (
            service.client.get("/v1/packets"),
            service.client.get(f"/v1/packets/{kept}"),
            service.client.post("/v1/logs", json={"log": LOG}),
            service.client.post("/v1/packets", json={"log": LOG}),
            service.client.get("/readyz"),
        ):
            assert answer.status_code == 503, answer.text
        assert service.client.get("/healthz").status_code == 200
        own_postgres.start()
        assert soon(lambda: service.client.get(f"/v1/packets/{kept}").status_code == 200)
        assert service.client.post("/v1/packets", json={"log": LOG}).status_code == 201


@pytest.mark.postgres
def test_a_draft_goes_on_when_its_database_is_back(own_postgres: PostgresServer, tmp_path: Path) -> None:
    asked, back = threading.Event(), threading.Event()

    def waits(wire: Wire, request: Asked) -> None:
        asked.set()
        back.wait(30)
        answers(COPIES)(wire, request)

    url = own_postgres.new_database()
    with (
        Provider(waits) as provider,
        ServiceProcess(tmp_path / "data", **settings(provider, PROMOCASE_DATABASE_URL=url)) as service,
    ):
        id = service.client.post("/v1/packets", json=CASE, headers=LATER).json()["id"]
        assert asked.wait(30)
        own_postgres.stop()
        back.set()
        assert service.client.get(f"/v1/packets/{id}").status_code == 503
        time.sleep(3)
        own_postgres.start()
        assert soon(lambda: service.client.get(f"/v1/packets/{id}").status_code != 503)
        assert packet_of(service, id, within_s=90)["sections"]
