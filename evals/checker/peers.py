"""Other people's checkers, each in an environment of its own under `.peers/`, asked over JSON lines in a subprocess.

`python -m evals.checker.peers` makes the environments. None of these packages is ever among the project's own, and
what one prints, needs or breaks stays in its process: a row it dies on is unscored.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.checker.public import Pair, Scores
from service.errors import CaseError

FOLDER = Path(__file__).resolve().parents[2] / ".peers"
WORKER = Path(__file__).parent / "peer_worker.py"
_DEATHS = 5  # after so many, what is left is unscored
_SILENT = {"DEEPEVAL_TELEMETRY_OPT_OUT": "YES", "RAGAS_DO_NOT_TRACK": "true", "PYTHONUTF8": "1", "NO_COLOR": "1"}
OFFLINE = ("anchorcite==0.1.0", "corroborate==0.1.0", "pydantic==2.14.3")
JUDGES = ("deepeval==4.3.1", "ragas==0.4.3", "langchain-community==0.3.31", "langchain-openai==1.1.9")
ENVIRONMENTS: Mapping[str, tuple[str, ...]] = {"offline": OFFLINE, "judges": JUDGES}


class Peer(BaseModel):
    """A checker to measure against: its environment, the name its worker knows it by, and its own cut, if it has one.

    A judge puts every claim to a language model, so it is asked about a sample only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    environment: str
    worker: str
    cut: float | None = None
    judge: bool = False


PEERS = (
    # As it ships, a claim holds when a sentence reaches its own threshold of 0.4 ...
    Peer(name="anchorcite, its own cut", environment="offline", worker="anchorcite", cut=0.4),
    # ... and with the threshold we give our own scores.
    Peer(name="anchorcite", environment="offline", worker="anchorcite"),
    Peer(name="corroborate", environment="offline", worker="corroborate", cut=0.5),
    Peer(name="deepeval faithfulness", environment="judges", worker="deepeval", cut=0.5, judge=True),
    Peer(name="ragas faithfulness", environment="judges", worker="ragas", cut=0.5, judge=True),
)


class PeerUnavailable(CaseError):
    """An environment that cannot be made, or is not there."""


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    n: int
    score: float | None


def python_of(environment: str, folder: Path = FOLDER) -> Path:
    """The interpreter of an environment; raises PeerUnavailable where it is not made or was made for other pins."""
    home = folder / environment
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / "pinned"
    if not python.exists() or not stamp.is_file() or stamp.read_text("utf-8") != _pins(environment):
        mend = "Run python -m evals.checker.peers"
        raise PeerUnavailable(f"The environment {environment} of the peers is not made", mend=mend)
    return python


def make(environment: str, folder: Path = FOLDER) -> None:
    """Makes an environment with its pinned packages, once. Raises PeerUnavailable where pip cannot fetch them."""
    try:
        python_of(environment, folder)
        return
    except PeerUnavailable:
        pass
    home = folder / environment
    made = _run(sys.executable, "-m", "venv", "--clear", str(home))
    if made.returncode:
        raise PeerUnavailable(f"No environment for the peers: {made.stderr.strip()[-200:]}")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    fetched = _run(
        str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *ENVIRONMENTS[environment]
    )
    if fetched.returncode:
        raise PeerUnavailable(f"The peers of {environment} could not be fetched with pip")
    (home / "pinned").write_text(_pins(environment), "utf-8")


def ask(
    peer: Peer,
    pairs: Sequence[Pair],
    *,
    python: Path,
    worker: Path = WORKER,
    seconds: float = 900.0,
    settings: Mapping[str, str] | None = None,
) -> Scores:
    """The peer's score for every pair, None where it gave none: it raised, died on the row, or ran out of time.

    A process that dies is started again behind the row it died on, five times at most. `settings` are environment
    variables for the worker, such as where a judge's model is served.
    """
    values: list[float | None] = [None] * len(pairs)
    at, deaths, last = 0, 0, ""
    while at < len(pairs) and deaths < _DEATHS:
        asked = "".join(_line(n, pairs[n]) for n in range(at, len(pairs)))
        said, last, late = _converse([str(python), str(worker), peer.worker], asked, seconds, settings or {})
        told = [reply for reply in said if at <= reply.n < len(pairs)]
        for reply in told:
            values[reply.n] = reply.score
        at = max((reply.n for reply in told), default=at - 1) + 1
        if late:
            break
        if at < len(pairs):
            # It ended before it had answered: the row it was at is what it died on.
            at, deaths = at + 1, deaths + 1
    lost = sum(value is None for value in values)
    note = f"{lost} of {len(pairs)} rows unscored{': ' + last if last else ''}" if lost else ""
    return Scores(system=peer.name, values=tuple(values), cut=peer.cut, note=note)


def _converse(
    command: list[str], asked: str, seconds: float, settings: Mapping[str, str]
) -> tuple[list[_Reply], str, bool]:
    """What a worker answered, its last words when it ended badly, and whether it ran out of time."""
    environment = {**_plain_environment(), **_SILENT, **settings}
    try:
        # In a folder of its own: some packages write where they are started.
        with TemporaryDirectory() as nowhere:
            ended = subprocess.run(
                command,
                input=asked,
                capture_output=True,
                encoding="utf-8",
                timeout=seconds,
                env=environment,
                cwd=nowhere,
                check=False,
            )
    except subprocess.TimeoutExpired as late:
        out = late.stdout.decode("utf-8", "replace") if isinstance(late.stdout, bytes) else late.stdout or ""
        return _replies(out), f"out of time after {seconds:.0f} s", True
    words = (ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1]
    return _replies(ended.stdout), words[:160] if ended.returncode else "", False


def _replies(out: str) -> list[_Reply]:
    found = []
    for line in out.splitlines():
        try:
            found.append(_Reply.model_validate_json(line))
        except ValidationError:
            continue  # a line cut off by a crash, or one that a package printed
    return found


def _line(n: int, pair: Pair) -> str:
    return json.dumps({"n": n, "evidence": pair.evidence, "claim": pair.claim}) + "\n"


def _plain_environment() -> dict[str, str]:
    # Keys and settings of whoever runs this are nothing a stranger's package should find.
    return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG", "SYSTEMROOT") if name in os.environ}


def _pins(environment: str) -> str:
    return hashlib.sha256("\n".join(ENVIRONMENTS[environment]).encode()).hexdigest()


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def main(words: Sequence[str]) -> int:
    """Makes the environments that are asked for; 2 where one cannot be made."""
    parser = argparse.ArgumentParser(prog="evals.checker.peers", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("environments", nargs="*", metavar="|".join(ENVIRONMENTS), help="default: offline")
    chosen = parser.parse_args(words).environments or ["offline"]
    unknown = [one for one in chosen if one not in ENVIRONMENTS]
    if unknown:
        parser.error(f"no such environment: {', '.join(unknown)}")
    try:
        for environment in chosen:
            make(environment)
            print(f".peers/{environment}: {', '.join(ENVIRONMENTS[environment])}")
    except CaseError as told:
        print(told, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
