"""What a packet's page costs the server: 100 bullets and more, drafted by the service itself, asked for over HTTP."""

import statistics
import tempfile
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from starlette.testclient import TestClient

from evals.bench_forms import BULLETS, REPEATS
from evals.long_logs import a_log_of
from service.app import create_app
from service.domain.built_in import built_in_rubric
from service.settings import read_settings

ENTRIES = 500
LADDERS = 9
"""As often each dimension of the built-in ladder stands in the one that is drafted to."""
PAGE_TIMES_JSON = 10.0


class PageFigures(BaseModel):
    """Seconds from the request to the last byte, in one process, medians; bytes before any compression."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bullets: int
    page_s: float
    json_s: float
    page_bytes: int

    def promises(self) -> list[tuple[str, bool]]:
        """What is promised of the page, in words, and whether it was kept."""
        ratio = self.page_s / self.json_s
        return [
            (
                f"a page of {self.bullets} bullets ({self.page_bytes / 1000:.0f} kB) takes {ratio:.1f}x its JSON,"
                f" {self.page_s * 1000:.0f} ms (at most {PAGE_TIMES_JSON:.0f})",
                ratio <= PAGE_TIMES_JSON and self.bullets >= BULLETS,
            )
        ]


def measure_page() -> PageFigures:
    """Drafts a long log to a ladder of many dimensions, and asks for the packet as a browser and as a program does."""
    rubric = built_in_rubric().model_dump(mode="json")
    rubric["dimensions"] = [
        one | {"id": f"{one['id']}-{n}", "name": f"{one['name']} {n}"}
        for n in range(LADDERS)
        for one in rubric["dimensions"]
    ]
    log = "\n".join(f"- {entry.when.canonical}: {entry.text}" for entry in a_log_of(ENTRIES).entries)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings(data_dir=Path(folder)))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            packet = client.post("/v1/packets", json={"log": log, "rubric": rubric}).raise_for_status().json()
            page, page_s = _asked(client, f"/packets/{packet['id']}")
            _, json_s = _asked(client, f"/v1/packets/{packet['id']}")
    bullets = sum(len(section["bullets"]) for section in packet["sections"])
    return PageFigures(bullets=bullets, page_s=page_s, json_s=json_s, page_bytes=len(page))


def _asked(client: TestClient, path: str) -> tuple[bytes, float]:
    """What a path answers, and the median seconds of REPEATS requests after one that warms the caches."""
    answer = client.get(path).raise_for_status()
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        client.get(path)
        taken.append(time.perf_counter() - start)
    return answer.content, statistics.median(taken)
