"""Spans reach a collector, a real one on loopback; what a person wrote, their name and the key do not."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from service.errors import Misconfigured
from service.settings import read_settings
from service.wiring import meter_of
from tests.entrants import bearing, made, opened
from tests.provider import Behaviour, Provider, answers, fails
from tests.web.test_durable_drafts import CASE, COPIES

CANARY = "Zanzibarquux"
LADDER = {**CASE["rubric"], "dimensions": [{"id": CANARY, "name": CANARY, "current": "Helps.", "next": "Leads work."}]}  # type: ignore[dict-item]
TEXT = f"Persuaded three teams of {CANARY} to adopt one release checklist, which cut incidents from 9 to 2."
HOLDING = {"log": {"entries": [{"when": "2026-03-14", "text": TEXT, "dimensions": [CANARY]}]}, "rubric": LADDER}


class Collector:
    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        collector = self

        class Wire(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                packed = self.headers.get("content-encoding") == "gzip"
                collector.bodies.append(gzip.decompress(body) if packed else body)
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/traces"

    def spans(self) -> list[Span]:
        found = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [
            span
            for request in found
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
def collector() -> Iterator[Collector]:
    collecting = Collector()
    thread = threading.Thread(target=collecting.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield collecting
    collecting.server.shutdown()
    collecting.server.server_close()
    thread.join()


def drafted(tmp_path: Path, behaviour: Behaviour, **more: str) -> None:
    with Provider(behaviour) as provider:
        settings = read_settings(
            data_dir=tmp_path,
            model="openai:loopback",
            model_base_url=provider.base_url,
            openai_api_key="sk-canary",
            model_backoff_s=0.0,
            **more,
        )
        ana = bearing(made(settings, "ana-canary")[1])
        with opened(settings) as client:
            assert client.post("/v1/packets", json=HOLDING, headers=ana).status_code == 201
            assert client.post("/v1/logs", json={"log": {"entries": [{"text": 5, CANARY: 1}]}}, headers=ana).is_error
            client.get(f"/{CANARY}", headers=ana)


@pytest.mark.parametrize("behaviour", [answers(COPIES), fails(401, message=CANARY)], ids=["answered", "refused"])
def test_a_draft_is_traced_from_its_request_to_each_call_and_nothing_of_the_persons_is_sent(
    tmp_path: Path, collector: Collector, behaviour: Behaviour
) -> None:
    drafted(tmp_path, behaviour, traces_url=collector.url)
    spans = collector.spans()
    named = {span.name for span in spans}
    assert named >= {"request", "draft_step", "model_call", "index", "retrieval"}
    by_id = {span.span_id: span for span in spans}
    calls = [span for span in spans if span.name == "model_call"]
    for call in calls:
        told = {one.key: one.value for one in call.attributes}
        assert told["prompt"].string_value.startswith(("draft_section@", "revise_section@"))
        assert by_id[call.parent_span_id].name == "draft_step"
        assert ("error.type" in told) == ("tokens_in" not in told)
    requests = [{one.key: one.value for one in span.attributes} for span in spans if span.name == "request"]
    assert ("/v1/packets", 201) in {(told["route"].string_value, told["status"].int_value) for told in requests}
    received = b"".join(collector.bodies)
    for secret in (CANARY, "checklist", "ana-canary", "sk-canary", "pmc_"):
        assert secret.encode() not in received


def test_without_the_setting_nothing_is_sent_whatever_the_environment_says(
    tmp_path: Path, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url.removesuffix("/v1/traces"))
    drafted(tmp_path, answers(COPIES))
    assert collector.bodies == []


def test_without_the_setting_no_exporter_is_imported() -> None:
    asked = (
        "import sys; from service.app import create_app; create_app();"
        "sys.exit(any(name.startswith('opentelemetry.exporter') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=Path(__file__).parents[2]).returncode == 0


def test_an_address_that_is_none_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="PROMOCASE_TRACES_URL"):
        meter_of(read_settings(data_dir=tmp_path, traces_url="localhost:4318"))
