"""A Chroma server for real, on loopback: a packet drafted through it, and what is left when it goes away."""

import json
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings
from tests.service_process import ServiceProcess

PROGRAM = shutil.which("chroma", path=sysconfig.get_path("scripts")) or shutil.which("chroma")
LOG = {
    "entries": [
        {"id": "e1", "when": "2026-01-20", "text": "Wrote the incident template; three other teams use it now."},
        {"id": "e2", "when": "2026-03-14", "text": "Noticed the ledger drifted, proposed a check and built it."},
        {"id": "e3", "when": "2026-05-02", "text": "Cut the weekly reconciliation from four hours to twenty minutes."},
    ]
}

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromadb's own `chroma` program is not installed")


@contextmanager
def chroma(folder: Path) -> Iterator[str]:
    """A server of the tests' own; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [str(PROGRAM), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder.parent,
    )
    try:
        until = time.monotonic() + 60
        while True:
            assert serving.poll() is None, "the Chroma server ended by itself"
            assert time.monotonic() < until, "the Chroma server does not answer"
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.kill()
        serving.wait()


@contextmanager
def service(data_dir: Path, chroma_url: str | None = None) -> Iterator[TestClient]:
    settings = read_settings(data_dir=data_dir, chroma_url=chroma_url)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def sections(client: TestClient | httpx.Client) -> list[object]:
    answer = client.post("/v1/packets", json={"log": LOG})
    assert answer.status_code == 201, answer.text
    drafted = answer.json()["sections"]
    assert any(section["bullets"] for section in drafted)
    return [(section["shortlist"], section["bullets"] and section["standing"]) for section in drafted]


def rows(url: str) -> list[int]:
    """How many rows each of the server's collections has: our marks, and our vectors."""
    collections = f"{url}/api/v2/tenants/default_tenant/databases/default_database/collections"
    with urllib.request.urlopen(collections) as answer:
        ids = [collection["id"] for collection in json.load(answer)]
    counts = []
    for id in ids:
        with urllib.request.urlopen(f"{collections}/{id}/count") as answer:
            counts.append(int(answer.read()))
    return sorted(counts)


def test_a_packet_through_a_server_is_the_one_the_embedded_index_gives(tmp_path: Path) -> None:
    with service(tmp_path / "embedded") as client:
        embedded = sections(client)
    with chroma(tmp_path / "chroma") as url, service(tmp_path / "served", url) as client:
        assert sections(client) == embedded
        log = client.get("/v1/logs").json()[0]["id"]
        # The rows are in the server, not in a directory of ours; deleting the log takes them away.
        assert not (tmp_path / "served" / "chroma").exists()
        assert rows(url) == [1, 3]
        assert client.delete(f"/v1/logs/{log}").status_code == 204
        assert rows(url) == [0, 0]
        # Two replicas may use one server at a time.
        with ServiceProcess(tmp_path / "other", PROMOCASE_CHROMA_URL=url) as second:
            assert sections(second.client) == embedded
            assert sections(client) == embedded


def test_a_server_that_is_away_is_a_clear_503_and_the_log_is_kept(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with service(tmp_path, f"http://127.0.0.1:{port}") as client:
        answer = client.post("/v1/packets", json={"log": LOG})
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(client.get("/v1/logs").json()) == 1
