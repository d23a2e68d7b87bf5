"""`make cluster`: replicas on one PostgreSQL behind one address, by hand and on loopback; tests run the same."""

import contextlib
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.postgres import PostgresServer, postgres_programs
from tests.round_robin import RoundRobin
from tests.service_process import ServiceProcess

REPLICAS = 3


@contextlib.contextmanager
def replicas(
    folder: Path, database_url: str, *, count: int = REPLICAS, port: int = 0, **settings: str
) -> Iterator[tuple[RoundRobin, Sequence[ServiceProcess]]]:
    """`count` services, each with a data directory of its own under `folder`, and the address before them."""
    shared = settings | {"PROMOCASE_DATABASE_URL": database_url}
    with contextlib.ExitStack() as running:
        services = [
            running.enter_context(ServiceProcess(folder / f"replica-{n}", **shared)) for n in range(1, count + 1)
        ]
        yield running.enter_context(RoundRobin([service.address for service in services], port)), services


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[str]:
    """The one that is set, or a throw-away one."""
    given = os.environ.get("PROMOCASE_DATABASE_URL")
    if given:
        yield given
        return
    programs = postgres_programs()
    if programs is None:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql, or set PROMOCASE_DATABASE_URL")
    with PostgresServer(programs, folder / "postgres") as server:
        yield str(server.new_database())


def main(count: int, port: int) -> None:
    settings = {name: told for name, told in os.environ.items() if name.startswith("PROMOCASE_")}
    settings.pop("PROMOCASE_DATA_DIR", None)
    with tempfile.TemporaryDirectory() as made, contextlib.suppress(KeyboardInterrupt):
        folder = Path(made)
        with _database(folder) as url, replicas(folder, url, count=count, port=port, **settings) as (front, services):
            say(f"{front.address} takes each new connection to the next of:")
            for service in services:
                say(f"  {service.address}")
            say(f"The database: {'yours' if 'PROMOCASE_DATABASE_URL' in settings else f'{url}, gone at the end'}")
            say("Stop with Ctrl+C.")
            threading.Event().wait()


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    told = [int(word) for word in sys.argv[1:3]]
    main(told[0] if told else REPLICAS, told[1] if len(told) > 1 else 8000)
