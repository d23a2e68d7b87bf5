"""`make bench-load`: what the service costs beside the model it waits for, and what replicas and a full queue do.

    python -m tests.bench_load [--seconds 600] [--callers 16]

A provider on loopback answers after one second. The callers ask for one rewrite after another, which is one model call
each; the bare openai SDK and LangChain's ChatOpenAI make the same calls beside it, in the same run.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx

from tests.cluster import replicas
from tests.load_arms import BULLET, LATENCY_S
from tests.postgres import PostgresServer, postgres_programs
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, LATER

CHECKOUT = Path(__file__).resolve().parents[1]
PULSE_S = 0.05
TICKS = os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def provider() -> Iterator[str]:
    """The provider's address while it serves."""
    command = [sys.executable, "-m", "tests.load_arms", "provider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as serving:
        assert serving.stdout is not None
        try:
            yield serving.stdout.readline().strip()
        finally:
            serving.terminate()


def settings(base_url: str, concurrency: int, **more: str) -> dict[str, str]:
    return {
        "PROMOCASE_MODEL": "openai:loopback",
        "PROMOCASE_MODEL_BASE_URL": base_url,
        "PROMOCASE_MODEL_CONCURRENCY": str(concurrency),
        "OPENAI_API_KEY": "sk-load",
    } | more


class Service:
    """A running service seen from outside: CPU and memory from /proc, and how soon it answers something trivial."""

    def __init__(self, running: ServiceProcess) -> None:
        self.running = running
        self.pulses: list[float] = []
        self._over = threading.Event()

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.running.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mb(self) -> float:
        lines = Path(f"/proc/{self.running.pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) / 1_000

    def rewrite(self, client: httpx.Client) -> float:
        """How long one took over its model calls, in ms."""
        begun = time.monotonic()
        told = client.post("/v1/bullets/rewrite", json={"text": BULLET}).raise_for_status().json()
        taken = time.monotonic() - begun
        calls = told["usage"]["calls"]
        if calls < 1:
            raise SystemExit(f"No model was asked: {told['note']}")
        return (taken - calls * LATENCY_S) * 1_000

    def pulse(self) -> None:
        """Asks for the health until it is over: an upper bound of how long the event loop keeps others waiting."""
        with httpx.Client(base_url=self.running.address, timeout=60) as client:
            while not self._over.wait(PULSE_S):
                begun = time.monotonic()
                client.get("/healthz").raise_for_status()
                self.pulses.append((time.monotonic() - begun) * 1_000)

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        watching = threading.Thread(target=self.pulse)
        watching.start()
        try:
            yield
        finally:
            self._over.set()
            watching.join()


def by_callers(callers: int, seconds: float, address: str, once: Callable[[httpx.Client], float]) -> list[float]:
    """What every call of every caller took."""
    ends = time.monotonic() + seconds

    def caller(n: int) -> list[float]:
        # Callers are not in step with each other.
        time.sleep(n / callers * LATENCY_S)
        with httpx.Client(base_url=address, timeout=120) as client:
            taken = []
            while time.monotonic() < ends:
                taken.append(once(client))
            return taken

    with concurrent.futures.ThreadPoolExecutor(callers) as pool:
        return [one for taken in pool.map(caller, range(callers)) for one in taken]


def percentiles(taken: Sequence[float]) -> str:
    cuts = statistics.quantiles(taken, n=100)
    return f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms"


def one_service(base_url: str, callers: int, seconds: float) -> tuple[float, list[float]]:
    """Says what the service costs; its CPU a model call in ms, and what its calls took over the provider's second."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ServiceProcess(Path(folder), **settings(base_url, callers)) as running,
    ):
        service = Service(running)
        by_callers(callers, min(30.0, seconds / 4), running.address, service.rewrite)  # what it loads once, is loaded
        cpu, memory = service.cpu_s(), service.resident_mb()
        over = by_callers(callers, seconds, running.address, service.rewrite)
        cpu_ms, after = (service.cpu_s() - cpu) * 1_000 / len(over), service.resident_mb()
        # Apart from the measurement: the pulse costs CPU of its own.
        with service.watched():
            by_callers(callers, min(60.0, seconds / 4), running.address, service.rewrite)
    say(f"service: {len(over)} calls, {callers} callers, {seconds:.0f} s: CPU {cpu_ms:.1f} ms a call, over the model ")
    say(f"  {percentiles(over)}; memory {memory:.0f} to {after:.0f} MB ({after / memory - 1:+.1%})")
    say(f"  something trivial meanwhile (event loop, at most): {percentiles(service.pulses)}")
    return cpu_ms, over


def beside(name: str, base_url: str, callers: int, seconds: float) -> tuple[float, list[float]]:
    """The same of the bare SDK or of LangChain."""
    command = [sys.executable, "-m", "tests.load_arms", name, base_url, str(callers), str(seconds)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=CHECKOUT)
    told: dict[str, Any] = json.loads(ran.stdout)
    say(f"{name}: {len(told['over_ms'])} calls: CPU {told['cpu_ms']:.1f} ms a call, {percentiles(told['over_ms'])}")
    return told["cpu_ms"], told["over_ms"]


def by_replicas(base_url: str, callers: int, seconds: float) -> None:
    """Rewrites a second by the number of replicas, each allowed four model calls at once."""
    programs = postgres_programs()
    if programs is None:
        say("replicas: not measured, PostgreSQL is not installed (apt-get install postgresql)")
        return
    alone = 0.0
    with tempfile.TemporaryDirectory() as made, PostgresServer(programs, Path(made) / "postgres") as server:
        for count in (1, 2, 3):
            folder = Path(made) / str(count)
            with (
                replicas(folder, server.new_database(), count=count, **settings(base_url, 4)) as (_, services),
                concurrent.futures.ThreadPoolExecutor(count) as pool,
            ):
                asked = [
                    pool.submit(by_callers, callers, seconds, one.address, Service(one).rewrite) for one in services
                ]
                done = sum(len(one.result()) for one in asked)
            alone = alone or done / seconds
            say(f"replicas: {count}: {done / seconds:.1f} rewrites a second, {done / seconds / alone:.2f} of one")


def past_the_cap(base_url: str, cap: int = 8, tries: int = 100) -> None:
    """How soon a draft past the cap is refused."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ServiceProcess(Path(folder), **settings(base_url, 1, PROMOCASE_DRAFTS_WAITING=str(cap))) as running,
    ):
        client = running.client
        time.sleep(10)  # what it loads once, is loaded
        refused: list[float] = []
        while len(refused) < tries:
            begun = time.monotonic()
            answer = client.post("/v1/packets", json=CASE, headers=LATER)
            if answer.status_code == 429:
                refused.append((time.monotonic() - begun) * 1_000)
                if "retry-after" not in answer.headers:
                    raise SystemExit("a refusal without Retry-After")
    say(f"past a cap of {cap}: {len(refused)} refusals with 429 and Retry-After, {percentiles(refused)}")


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench_load")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--callers", type=int, default=16)
    asked = parser.parse_args(words)
    with provider() as base_url:
        cpu, over = one_service(base_url, asked.callers, asked.seconds)
        for name in ("openai", "langchain"):
            its_cpu, its_over = beside(name, base_url, asked.callers, max(20.0, asked.seconds / 10))
            longer = statistics.median(over) - statistics.median(its_over)
            say(f"  the service beside it: CPU {cpu / its_cpu:.2f} times, median {longer:+.1f} ms")
        by_replicas(base_url, asked.callers, min(60.0, max(20.0, asked.seconds / 10)))
        past_the_cap(base_url)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
