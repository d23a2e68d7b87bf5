"""The service as a process of its own, to be killed and started again over what it left."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, ClassVar, Protocol, Self

import httpx


class Running(Protocol):
    """A process that was started."""

    pid: int

    @property
    def stderr(self) -> IO[str] | None: ...

    def send_signal(self, how: signal.Signals) -> None: ...

    def wait(self, timeout: float) -> int: ...


def executed(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> Running:
    """`promocase WORDS` as a shell would start it."""
    command = [sys.executable, "-m", "service.cli", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, cwd=folder)


class ServiceProcess:
    """`promocase serve` on a free port; `kill` ends it as a power cut would."""

    started: ClassVar[Callable[[Sequence[str], Mapping[str, str], Path], Running]] = staticmethod(executed)
    """How its process is made: benchmarks execute it anew, tests fork it (tests/forked.py)."""

    def __init__(self, data_dir: Path, *, words: Sequence[str] = (), **settings: str) -> None:
        self._words = words
        kept = {name: told for name, told in os.environ.items() if not name.startswith("PROMOCASE_")}
        self._environment = kept | {"PROMOCASE_DATA_DIR": str(data_dir)} | settings
        self._process: Running | None = None
        self._reader: threading.Thread | None = None
        self.said: list[str] = []
        """What it wrote on stderr once it was ready, line by line."""
        self.address = ""
        """Where it answers, once it is started: http://127.0.0.1:PORT."""
        self.client = httpx.Client()

    def start(self) -> Self:
        checkout = Path(__file__).resolve().parents[1]
        self._process = self.started(["serve", "--port", "0", *self._words], self._environment, checkout)
        assert self._process.stderr is not None
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
            line = self._process.stderr.readline()
            if not line:
                self.kill()
                raise AssertionError(f"it did not open: {said}")
            said += line
        # Read on, or the process stops at a full pipe.
        self._reader = threading.Thread(target=self._read, args=(self._process.stderr,), daemon=True)
        self._reader.start()
        self.address = found[0]
        self.client = httpx.Client(base_url=self.address, timeout=60)
        return self

    @property
    def pid(self) -> int:
        """The process's number while it runs."""
        assert self._process is not None
        return self._process.pid

    def _read(self, stderr: IO[str]) -> None:
        self.said.extend(stderr)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            assert self._process.stderr is not None
            if self._reader is not None:
                self._reader.join(10)
            self._process.stderr.close()
            self._process = None
        self.client.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()
