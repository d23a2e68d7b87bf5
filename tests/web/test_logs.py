"""What a running service writes on stderr: one JSON object a line, and nothing of anybody's in it."""

import json
import re
from pathlib import Path
from typing import Any

from tests.provider import Provider, answers
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, COPIES, packet_of, settings, soon

LATER = {"Prefer": "respond-async"}
CANARY = "Zanzibarquux"


def events(service: ServiceProcess) -> list[dict[str, Any]]:
    return [json.loads(line) for line in service.said]


def test_every_line_is_a_json_object_and_none_holds_a_persons_words(tmp_path: Path) -> None:
    case = {**CASE, "log": f"- 2026-03-14: Told {CANARY} about the checklist.\n"}
    with Provider(answers(COPIES)) as provider:
        chosen = settings(provider, PROMOCASE_LOG_FORMAT="json")
        with ServiceProcess(tmp_path, **chosen) as service:
            id = service.client.post("/v1/packets", json=case, headers=LATER).json()["id"]
            packet_of(service, id)
            service.client.get(f"/v1/packets/{id}.md")
            service.client.get(f"/{CANARY}?q={CANARY}")
            service.client.post("/v1/logs", json={"log": {"entries": [{"text": CANARY, "when": CANARY}]}})
            assert soon(lambda: any(one["event"] == "draft_ended" for one in events(service)))
            service.kill()
            said = events(service)
    assert {one["event"] for one in said} >= {"request", "draft_begun", "draft_ended"}
    ended = next(one for one in said if one["event"] == "draft_ended")
    assert (ended["draft"], ended["outcome"]) == (id, "done")
    read = next(one for one in said if one.get("route") == "/v1/packets/{packet_id}.md")
    assert (read["method"], read["status"]) == ("GET", 200)
    assert read["ms"] > 0
    assert {"time", "level", "request"} <= read.keys()
    assert {one["status"] for one in said if one.get("route") == "unmatched"} == {404}
    told = "".join(service.said)
    for secret in (CANARY, "sk-secret", "checklist"):
        assert secret not in told


def test_a_sane_request_id_is_kept_and_every_answer_has_one(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path, PROMOCASE_LOG_FORMAT="json") as service:
        for n, (sent, kept) in enumerate((("abc-1.2_3", True), ("a" * 65, False), ("a b", False), ('{"x":1}', False))):
            answer = service.client.get("/healthz", headers={"x-request-id": sent})
            refused = service.client.get("/healthz", headers={"host": "evil.example", "x-request-id": sent})
            assert soon(lambda n=n: len(events(service)) >= 2 * n + 2)  # type: ignore[misc]
            told = [one["request"] for one in events(service)[2 * n :]]
            assert told == [answer.headers["x-request-id"], refused.headers["x-request-id"]]
            if kept:
                assert told == [sent, sent]
            else:
                assert all(re.fullmatch("[0-9a-f]{32}", one) for one in told)
                assert told[0] != told[1]


def test_as_text_a_line_says_the_same(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path) as service:
        service.client.get("/healthz")
        assert soon(lambda: any("route=/healthz status=200" in line for line in service.said))
