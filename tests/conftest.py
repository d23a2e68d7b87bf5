"""What every test runs under: no network but loopback, no settings from the machine, and no silent skip in CI."""

import os
import socket
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import settings

from service.adapters.local_embedder import LocalEmbedder
from service.ports import Vectors
from tests.forked import Forked
from tests.postgres import PostgresServer, postgres_programs
from tests.service_process import ServiceProcess

# How long one example takes is the machine's affair; benchmarks measure time.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

ServiceProcess.started = staticmethod(Forked)

REQUIRED = set(filter(None, os.environ.get("PROMOCASE_TESTS_REQUIRE", "").split(",")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:  # pragma: no cover - the runner's own
    """Where CI says a program must be there, a test that skipped for want of it has failed."""
    report = yield
    wanting = REQUIRED & {marker.name for marker in item.iter_markers()}
    if report.skipped and wanting and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although {', '.join(sorted(wanting))} is required here"
    return report


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection that leaves this machine."""

    def is_local(address: object) -> bool:
        host = str(address[0]) if isinstance(address, tuple) else ""
        return not isinstance(address, tuple) or host in ("localhost", "::1") or host.startswith("127.")

    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: object, original: object = original) -> object:
            assert is_local(address), "a test tried to leave this machine"
            return original(self, address)  # type: ignore[operator]

        monkeypatch.setattr(socket.socket, name, guarded)

    resolve = socket.getaddrinfo

    def resolve_locally(host: object, *rest: object, **more: object) -> object:
        assert host in (None, "localhost", "::1") or str(host).startswith("127."), "a test tried to resolve a name"
        return resolve(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve_locally)


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No variable, key or .env of the person running the tests reaches a test; its data goes to its own folder."""
    for name in list(os.environ):
        if name.startswith(("PROMOCASE_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")) and name != "PROMOCASE_TESTS_REQUIRE":
            monkeypatch.delenv(name)
    monkeypatch.setenv("PROMOCASE_DATA_DIR", str(tmp_path_factory.mktemp("data")))


_VECTORS: dict[str, Vectors] = {}


@pytest.fixture(autouse=True)
def a_text_is_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vector of a text is worked out by the first test that asks for it; the same logs are drafted by many."""
    embed = LocalEmbedder._embed

    def embed_new(self: LocalEmbedder, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in _VECTORS]
        _VECTORS.update(zip(new, embed(self, new), strict=True))
        return np.stack([_VECTORS[text] for text in texts])

    monkeypatch.setattr(LocalEmbedder, "_embed", embed_new)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own on loopback."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with PostgresServer(programs, tmp_path_factory.mktemp("postgres")) as server:
        yield server
