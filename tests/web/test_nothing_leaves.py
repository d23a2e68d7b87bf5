"""A whole service, watched from outside: whom it connects to, and where words planted in logs and keys turn up."""

import ast
import io
import signal
import threading
import zipfile
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.provider import Asked, Provider, Wire, answers, fails, sends
from tests.service_process import ServiceProcess, executed
from tests.web.test_durable_drafts import RUBRIC
from tests.web.test_traces import Collector

CANARY = "Quixwander"
KEY = "sk-quixwander-key"
LOG = {
    "entries": [
        {
            "id": "e1",
            "when": "2026-01-20",
            "text": f"Moved the {CANARY} billing to the new queue, which cut the close from 4 hours to 20 minutes.",
            "corroborations": [{"quote": f"The {CANARY} saved us", "who": f"Ana {CANARY}"}],
        },
        {"id": "e2", "text": "Persuaded three teams to adopt one release checklist."},
    ]
}
COPY = {"bullets": [{"sentences": [{"text": LOG["entries"][1]["text"], "cites": ["E1", "E2"]}]}]}
WATCH = """
import os, sys

sys.modules["uvloop"] = None  # its connections would not be seen
_told = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def _hook(event, args):
    if event == "socket.connect":
        os.write(_told, f"{args[1]!r}\\n".encode())
    elif event == "socket.getaddrinfo":
        os.write(_told, f"{(str(args[0]), args[1])!r}\\n".encode())


sys.addaudithook(_hook)
"""


class Seen(NamedTuple):
    """What there was to see of a service in use."""

    connected: set[tuple[str, int]]
    allowed: set[tuple[str, int]]
    said: str
    metrics: str
    spans: bytes
    errors: list[str]
    export: bytes
    files: list[bytes]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("watched")
    (folder / "sitecustomize.py").write_text(WATCH)
    collector = Collector()
    collecting = threading.Thread(target=collector.server.serve_forever, args=(0.05,), daemon=True)
    collecting.start()
    replies = [answers(COPY), fails(500), sends(b"<html>no</html>", kind="text/html"), answers("{"), fails(401)]

    def behave(wire: Wire, asked: Asked) -> None:
        replies[len(provider.asked) % len(replies)](wire, asked)

    with Provider(behave) as provider:
        settings = {
            "PROMOCASE_MODEL": "openai:loopback",
            "PROMOCASE_MODEL_BASE_URL": provider.base_url,
            "PROMOCASE_MODEL_BACKOFF_S": "0",
            "PROMOCASE_TRACES_URL": collector.url,
            "PROMOCASE_LOG_FORMAT": "json",
            "OPENAI_API_KEY": KEY,
            "OPENAI_LOG": "debug",
            "LANGSMITH_TRACING": "true",
            "WATCHED": str(folder / "connected"),
            "PYTHONPATH": f"{folder}:{Path(__file__).resolve().parents[2]}",
        }
        service = ServiceProcess(folder / "data", **settings)
        service.started = executed  # type: ignore[misc]  # its imports are watched as well
        with service:
            errors = use(service.client)
            metrics = service.client.get("/metrics").text
            export = service.client.get("/v1/export").content
            service.client.request("DELETE", "/v1/me", json={"delete": "everything"}).raise_for_status()
            service.kill(signal.SIGTERM)
        asked = {("127.0.0.1", httpx.URL(provider.base_url).port or 0), ("127.0.0.1", collector.server.server_port)}
    collector.server.shutdown()
    collector.server.server_close()
    collecting.join()
    lines = (folder / "connected").read_text().splitlines()
    connected = {(host, int(port or 0)) for host, port, *_ in map(literal, lines)}
    files = [path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()]
    return Seen(connected, asked, "".join(service.said), metrics, b"".join(collector.bodies), errors, export, files)


def literal(line: str) -> tuple[str, int]:
    found: tuple[str, int] = ast.literal_eval(line)
    return found


def use(client: httpx.Client) -> list[str]:
    """Everything a person does, well and badly; the bodies of what was refused."""
    case = {"log": LOG, "rubric": RUBRIC}
    packets = [client.post("/v1/packets", json=case).raise_for_status().json()["id"] for _ in range(3)]
    for form in ("md", "docx", "pdf"):
        client.get(f"/v1/packets/{packets[0]}.{form}").raise_for_status()
    log = client.get("/v1/logs").json()[0]["id"]
    talk = client.post("/v1/interviews", json={"log_id": log}).raise_for_status().json()["id"]
    client.post(f"/v1/interviews/{talk}/turns", json={"text": f"The {CANARY} went from 4 hours to 20 minutes."})
    client.get(f"/v1/logs/{log}/review").raise_for_status()
    client.post("/v1/bullets/rewrite", json={"text": f"Helped with {CANARY}."}).raise_for_status()
    client.post("/v1/claims/check", json={"draft": f"Led {CANARY} alone.", "log": LOG}).raise_for_status()
    refused = [
        client.post("/v1/packets", json={"log": {"entries": [{"text": CANARY, "unknown": CANARY}]}}),
        client.post("/v1/packets", json={"log": {"entries": [{"text": "x", "when": CANARY}]}}),
        client.post("/v1/packets", content=b'{"log": "' + CANARY.encode() + b"\xff"),
        client.post("/v1/logs", files={"file": (f"{CANARY}.docx", CANARY.encode() * 9)}),
        client.get(f"/v1/packets/{CANARY}"),
        client.get("/v1/packets", headers={"authorization": f"Bearer {CANARY}"}),
    ]
    return [answer.text for answer in refused if answer.status_code >= 400]


def test_it_connects_to_nobody_but_those_that_were_set(seen: Seen) -> None:
    assert seen.connected == seen.allowed


def test_what_was_planted_is_in_no_log_line_metric_span_or_error(seen: Seen) -> None:
    assert len(seen.errors) >= 4
    assert seen.said
    assert "promocase_model_calls" in seen.metrics
    assert seen.spans
    for told in (seen.said, seen.metrics, seen.spans.decode(errors="replace"), *seen.errors):
        assert CANARY.casefold() not in told.casefold()


def test_the_key_is_nowhere_and_an_export_has_the_words_alone(seen: Seen) -> None:
    with zipfile.ZipFile(io.BytesIO(seen.export)) as opened:
        words = b"".join(opened.read(name) for name in opened.namelist())
    assert CANARY.encode() in words
    assert KEY.encode() not in words
    assert not any(KEY.encode() in file for file in seen.files)
    assert not any(CANARY.encode() in file for file in seen.files)
