"""Work on what strangers made, in a process of its own: it has limits, and what breaks is that process alone."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

KILLED_FOR_TIME = (-24, -9)
# Isolated from the environment and the folder it is started in, and yet the very code that this process runs.
_CODE = Path(__file__).resolve().parents[2]
_RUN = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module(sys.argv.pop(1), run_name='__main__', alter_sys=True)"
)


class Ended(NamedTuple):
    """What the process wrote to standard output, and its exit status."""

    out: bytes
    code: int


def run_apart(module: str, *arguments: str, given: bytes, wait_s: float) -> Ended:
    """Runs a module of ours with `given` on its standard input; raises TimeoutError.

    It inherits nothing of this process's environment: no key, no address, no home.
    """
    # Threads reserve address space, of which there is a limit.
    environment = {"MALLOC_ARENA_MAX": "2", "RAYON_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-I", "-c", _RUN, str(_CODE), module, *arguments]
    try:
        # A fixed command: what is untrusted goes in on standard input.
        ended = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, timeout=wait_s, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return Ended(ended.stdout, ended.returncode)


def limit_this(memory: int, cpu_s: int) -> None:
    """Limits this process to `memory` bytes of address space, `cpu_s` seconds of CPU, and no byte in any file."""
    try:
        import resource
    except ImportError:  # no such limits on this system; the parent's clock still holds
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu_s), (resource.RLIMIT_FSIZE, 0)):
        try:
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            continue
