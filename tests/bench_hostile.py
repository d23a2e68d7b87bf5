"""`make bench-hostile`: thousands of requests nobody would send, to a service in use; counts answers of 500 and up."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.hostile_clients import attacked
from tests.service_process import ServiceProcess

LOG = (
    "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n- 2026-05: Taught two to run it.\n"
)
SAID = {"text": "The gap was influence: no second team uses it yet.", "who": "Mia", "when": "2026-06-30"}


def main() -> int:
    """Exits with 1 where the service failed at anything."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--examples", type=int, default=60, help="requests a route (60)")
    words.add_argument("--seconds", type=int, default=1_800, help="at most so long for each of the two rounds (1800)")
    told = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counted = attacked(Path(folder), _in_use)
    for counts in counted:
        print(counts)
    with tempfile.TemporaryDirectory() as folder, _service(Path(folder)) as service:
        ids = _in_use(service.client)
        config = Path(folder) / "schemathesis.toml"
        known = "".join(f'"path.{name}" = {json.dumps(id)}\n' for name, id in ids.items())
        # Once over ids that are good, with nothing deleted; once over whatever comes, deleting included.
        for parameters, without in ((known, ["--exclude-method", "DELETE"]), ("", [])):
            config.write_text(f"[parameters]\n{parameters}" if parameters else "", encoding="utf-8")
            print(_round(service.address, config, told.examples, told.seconds, without))
        alive = service.client.get("/readyz").status_code == 200
        service.kill(signal.SIGTERM)
        told_of = list(map(_event, service.said))
    answers = [event for event in told_of if event.get("event") == "request"]
    failed = Counter(
        (answer["method"], answer["route"], answer["status"]) for answer in answers if answer["status"] >= 500
    )
    for (method, route, status), count in failed.most_common():
        print(f"  {method} {route} {status}: {count}")
    for event in told_of:
        if event.get("level") in ("error", "critical"):
            print(f"  {json.dumps(event)[:500]}")
    print(f"{len(answers):,} requests, answers of 500 and above: {failed.total()}; ready afterwards: {alive}")
    kept_apart = not any(counts.leaks or counts.failed for counts in counted)
    inert = _every_attack_everywhere()
    return 0 if answers and not failed and alive and kept_apart and inert else 1


def _every_attack_everywhere() -> bool:
    """Whether every attack string, in every place no model reads, is taken in and comes alive nowhere."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/web/test_attacked_places.py"]
    ran = subprocess.run(command, env=os.environ | {"EVERY_ATTACK": "1"}, capture_output=True, text=True, check=False)
    print(f"every attack string, every place: {'inert' if ran.returncode == 0 else ran.stdout[-2_000:]}")
    return ran.returncode == 0


def _service(folder: Path) -> ServiceProcess:
    return ServiceProcess(folder / "data", PROMOCASE_LOG_FORMAT="json")


def _event(line: str) -> dict[str, Any]:
    told = json.loads(line) if line.startswith("{") else {}
    return told if isinstance(told, dict) else {}


def _in_use(client: httpx.Client) -> dict[str, str]:
    """One of everything that has an id, by the name that routes have for it."""
    log = client.post("/v1/logs", json={"log": LOG}).json()["id"]
    rubric = client.post("/v1/rubrics", json={"rubric": "dimension,L4,L5\nCraft,Writes code,Sets how\n"}).json()["id"]
    first = client.post("/v1/packets", json={"log_id": log}).json()["id"]
    client.post(f"/v1/logs/{log}/entries", json={"text": "Wrote the runbook that two teams use."}).raise_for_status()
    packet = client.post(f"/v1/packets/{first}/redrafts").raise_for_status().json()
    aligned = {"when": "2026-06-30", "person": "Ana", "manager": "Mia", "target_level": "L5"}
    return {
        "log_id": log,
        "entry_id": client.get(f"/v1/logs/{log}").json()["entries"][0]["id"],
        "rubric_id": rubric,
        "packet_id": packet["id"],
        "dimension": packet["sections"][0]["dimension"],
        "bullet_id": next(one["id"] for part in packet["sections"] for one in part["bullets"]),
        "interview_id": client.post("/v1/interviews", json={"log_id": log}).json()["id"],
        "decision_id": client.post("/v1/decisions", json=SAID).json()["id"],
        "answer_id": client.post("/v1/answers", json=SAID).json()["answer"]["id"],
        "alignment_id": client.post("/v1/alignments", json=aligned).json()["alignment"]["id"],
    }


def _round(address: str, config: Path, examples: int, seconds: int, without: list[str]) -> str:
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config)),
            *("run", f"{address}/openapi.json", "--checks", "not_a_server_error", "--continue-on-failure"),
            *("--max-examples", str(examples), "--max-time", str(seconds), "--seed", "1", "--no-shrink", "--no-color"),
            *("--suppress-health-check", "all", "--request-timeout", "60"),
            # The one route that answers for as long as a draft takes.
            *("--exclude-path", "/v1/packets/{packet_id}/events", *without),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


if __name__ == "__main__":
    raise SystemExit(main())
