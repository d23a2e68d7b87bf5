"""Services forked from a process that has imported the program once, so that a test pays no import for each.

What is forked is a process like any other: its own memory, environment, working directory and signals.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.forked_imports"])


class Forked:
    """`promocase WORDS` in a process of its own: the part of `subprocess.Popen` that services are run with."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        told, telling = _FORKING.Pipe(duplex=False)
        self._process = _FORKING.Process(target=_run, args=(words, dict(environment), folder, telling), daemon=False)
        self._process.start()
        telling.close()
        self.stderr = os.fdopen(os.dup(told.fileno()), encoding="utf-8")
        told.close()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    def send_signal(self, how: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, how)

    def wait(self, timeout: float) -> int:
        """Its exit code, a signal's as a negative number; raises TimeoutError when it has not ended in `timeout` s."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError("it has not ended")
        return self._process.exitcode


def _run(words: Sequence[str], environment: dict[str, str], folder: Path, telling: Connection) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.dup2(telling.fileno(), 2)
    telling.close()
    # The streams inherited were made over other files.
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115

    from service.cli import main

    main(words)
