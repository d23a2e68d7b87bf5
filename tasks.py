"""Installs, drafts, tests and serves from a fresh checkout; needs Python 3.11+ with pip and nothing else.

    python3 tasks.py install    put the locked packages and this checkout into .venv
    python3 tasks.py draft      install, then draft examples/brag-log.md into out/
    python3 tasks.py test       install, then lint, types, tests and the eval gates
    python3 tasks.py serve      install, then serve on 127.0.0.1:8000
    python3 tasks.py bench      install, then the benchmarks (minutes)
    python3 tasks.py bench-checker   install, then what the checker catches and misses on its own set
    python3 tasks.py bench-peers     install, then the checker beside other people's, theirs in .peers/ (minutes)
    python3 tasks.py bench-evals     install, then whether the evals tell harmful prompt edits from harmless ones
    python3 tasks.py bench-durable   install, then the service killed at every step boundary, and what that lost
    python3 tasks.py bench-hostile   install, then thousands of requests nobody would send, and what failed of them
    python3 tasks.py bench-load      install, then what the service costs beside a model that answers after a second
    python3 tasks.py bench-owners    install, then what one person waits for among a thousand others (minutes)
    python3 tasks.py cluster    install, then three replicas on one PostgreSQL behind 127.0.0.1:8000
    python3 tasks.py screenshots     install, then the pictures of docs/images taken anew
    python3 tasks.py wheel      install, then build dist/*.whl
    python3 tasks.py lock       resolve the lock files again (for a changed pyproject.toml)
    python3 tasks.py clean      remove .venv, .peers, out and what tools left behind

Words after the task go to the program it runs: `python3 tasks.py test -k intake`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
TOOLS = HERE / ".tools"
LOCK = HERE / "requirements.lock"  # what the service runs on
DEV_LOCK = HERE / "requirements-dev.lock"  # the same, with what tests and builds need
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

MODULES = {
    "bench": ("evals.bench",),
    "bench-checker": ("evals.command", "checker"),
    "bench-peers": ("evals.command", "peers"),
    "bench-evals": ("evals.suite.edits",),
    "bench-durable": ("tests.bench_durable",),
    "screenshots": ("tests.screenshots",),
    "bench-hostile": ("tests.bench_hostile",),
    "bench-load": ("tests.bench_load",),
    "bench-owners": ("tests.bench_owners",),
    "cluster": ("tests.cluster",),
}


def run(*command: object) -> None:
    """Runs a program in the checkout; ends with its exit code when it fails."""
    ended = subprocess.run([str(word) for word in command], cwd=HERE, check=False)
    if ended.returncode:
        sys.exit(ended.returncode)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def make_environment() -> None:
    """Makes .venv with the standard library, or, where Debian left venv or ensurepip out, with virtualenv."""
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say("This Python has no working venv module; fetching virtualenv with pip instead.")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--target", TOOLS, "virtualenv")
    ended = subprocess.run(
        [sys.executable, "-m", "virtualenv", "--quiet", str(VENV)],
        env={**os.environ, "PYTHONPATH": str(TOOLS)},
        check=False,
    )
    if ended.returncode:
        sys.exit(ended.returncode)


def install() -> None:
    """Installs the locked packages once; again only when the lock file or pyproject.toml has changed."""
    wanted = hashlib.sha256(DEV_LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_environment()
    say("Installing the locked packages into .venv (a minute or two the first time) ...")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "--requirement", DEV_LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", HERE)
    stamp.write_text(wanted)


def draft(words: list[str]) -> None:
    """Drafts the example (or the log named) into out/packet.md and out/packet.json."""
    out = HERE / "out"
    out.mkdir(exist_ok=True)
    log = words or ["examples/brag-log.md"]
    run(BIN / "promocase", "draft", *log, "--out", "out/packet.md", "--out", "out/packet.json")
    say("Read out/packet.md; out/packet.json holds the same with every verdict.")


def test(words: list[str]) -> None:
    """Lint, types, then pytest (which runs the eval gates too), so that pytest's closing line is the last."""
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", "--quiet", ".")
    run(PYTHON, "-m", "mypy")
    # One more than there are cores, up to four: some tests wait for a browser, a database or a deadline.
    workers = min((os.cpu_count() or 1) + 1, 4)
    run(PYTHON, "-m", "pytest", f"--numprocesses={workers}", "--dist=worksteal", *words)


def lock() -> None:
    """Resolves the lock files for every platform, with hashes and without any index's address."""
    run(sys.executable, "-m", "pip", "install", "--quiet", "--target", TOOLS, "uv")
    compile_ = (TOOLS / "bin" / "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11")
    plain = ("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet")
    run(*compile_, *plain, "--group", "dev", "--output-file", DEV_LOCK)
    run(*compile_, *plain, "--constraint", DEV_LOCK, "--output-file", LOCK)


def clean() -> None:
    for name in (".venv", ".tools", ".peers", "out", "dist", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(HERE / name, ignore_errors=True)


def main(task: str, words: list[str]) -> None:
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if task == "lock":
        return lock()
    if task == "clean":
        return clean()
    if task not in ("install", "draft", "test", "serve", "wheel", *MODULES):
        sys.exit(__doc__)
    install()
    if task == "draft":
        draft(words)
    elif task == "test":
        test(words)
    elif task == "serve":
        run(BIN / "promocase", "serve", *words)
    elif task in MODULES:
        run(PYTHON, "-m", *MODULES[task], *words)
    elif task == "wheel":
        run(PYTHON, "-m", "build", "--wheel", "--no-isolation", *words)
    return None


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:])
