"""`make bench-durable`: the service is killed at every step boundary, again and again, and what that lost is counted.

A boundary is the moment a model's reply is sent: the kill comes 0 to 40 ms after it, so before, while or after the step
is recorded. One model call at a time, so that a kill may cost the one open call and nothing else.
"""

import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.postgres import PostgresServer, postgres_programs
from tests.provider import Asked, Provider, Wire, answers
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, COPIES, LATER, packet_of, settings

TIMES = 20


class Boundary:
    """Answers every request, and kills whoever sent the n-th a moment after its reply."""

    def __init__(self, n: int, delay_s: float, kill: Callable[[str], None]) -> None:
        self.n, self.delay_s, self.kill = n, delay_s, kill
        self.seen: Counter[str] = Counter()
        self.killed = threading.Event()

    def behave(self, wire: Wire, asked: Asked) -> None:
        self.seen[asked.user] += 1
        reached = self.seen.total() == self.n
        answers(COPIES)(wire, asked)
        if reached:
            time.sleep(self.delay_s)
            self.kill(asked.headers["authorization"].removeprefix("Bearer "))
            self.killed.set()


class Counted:
    """What came of the trials of one set-up."""

    def __init__(self) -> None:
        self.trials = self.lost = self.repaid = self.again = self.uncounted = 0

    def add(self, boundary: Boundary, maybe_billed: int | None) -> None:
        self.trials += 1
        again = boundary.seen.total() - len(boundary.seen)
        self.again += again
        self.repaid += max(0, again - 1)
        if maybe_billed is None:
            self.lost += 1
        elif maybe_billed < again:
            self.uncounted += 1

    def __str__(self) -> str:
        return (
            f"{self.trials} kills: accepted packets lost {self.lost}; completed steps repaid {self.repaid}; "
            f"open calls made again {self.again}, of them not counted in maybe_billed {self.uncounted}"
        )


def trial(
    n: int, services: dict[str, ServiceProcess], provider: Provider, restart: bool, within_s: float
) -> tuple[Boundary, int | None]:
    """One draft, its holder killed at the n-th boundary; `restart` starts it again, else the others are asked."""
    killed: list[ServiceProcess] = []

    def kill(key: str) -> None:
        services[key].kill()
        killed.append(services[key])

    boundary = Boundary(n, random.uniform(0, 0.04), kill)  # noqa: S311
    provider.behaviours = (boundary.behave,)
    first = next(iter(services.values()))
    accepted = first.client.post("/v1/packets", json=CASE, headers=LATER).raise_for_status().json()
    boundary.killed.wait(30)
    if restart and killed:
        killed[0].start()
    asked = next(service for service in services.values() if restart or service not in killed)
    try:
        packet = packet_of(asked, accepted["id"], within_s)
    except Exception:
        return boundary, None
    finally:
        if killed and not restart:
            killed[0].start()
    return boundary, int(packet["provenance"]["usage"]["maybe_billed"])


def boundaries() -> int:
    """How many model calls the draft makes when nobody disturbs it."""
    seen: Counter[str] = Counter()

    def behave(wire: Wire, asked: Asked) -> None:
        seen[asked.user] += 1
        answers(COPIES)(wire, asked)

    with (
        tempfile.TemporaryDirectory() as folder,
        Provider(behave) as provider,
        ServiceProcess(Path(folder), **settings(provider)) as service,
    ):
        service.client.post("/v1/packets", json=CASE).raise_for_status()
    return seen.total()


def main(times: int) -> None:
    calls = boundaries()
    say(f"{calls} step boundaries, {times} kills each")
    counted = Counted()
    with (
        tempfile.TemporaryDirectory() as folder,
        Provider(answers(COPIES)) as provider,
        ServiceProcess(Path(folder), **settings(provider, OPENAI_API_KEY="one")) as service,
    ):
        for n in [n for n in range(1, calls + 1) for _ in range(times)]:
            counted.add(*trial(n, {"one": service}, provider, restart=True, within_s=40))
    say(f"SQLite, one process: {counted}")
    programs = postgres_programs()
    if programs is None:
        return say("PostgreSQL is not installed: apt-get install postgresql")
    counted = Counted()
    with (
        tempfile.TemporaryDirectory() as folder,
        PostgresServer(programs, Path(folder) / "postgres") as server,
        Provider(answers(COPIES)) as provider,
    ):
        Path(folder).chmod(0o755)
        url = str(server.new_database())
        names = ("one", "two", "three")
        replicas = {
            name: ServiceProcess(
                Path(folder) / name, **settings(provider, OPENAI_API_KEY=name, PROMOCASE_DATABASE_URL=url)
            )
            for name in names
        }
        with replicas["one"], replicas["two"], replicas["three"]:
            for n in [n for n in range(1, calls + 1) for _ in range(times)]:
                counted.add(*trial(n, replicas, provider, restart=False, within_s=90))
    say(f"PostgreSQL, three replicas: {counted}")
    return None


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
