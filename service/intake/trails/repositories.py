"""Asks git for the history of a local repository: a fixed command, no shell, nothing the repository makes it run."""

import os
import subprocess
import tempfile
import threading
from datetime import date, timedelta
from pathlib import Path

from service.errors import TooLarge, Unreadable
from service.intake.trails.commits import Commit
from service.intake.trails.days import day_in
from service.intake.trails.trail import Person

MOST_BYTES = 64_000_000
SECONDS = 60
# A commit holds no NUL byte, so nothing written in one can look like the end of a field.
_FIELDS = ("%H", "%P", "%aN", "%aE", "%an", "%ae", "%ad", "%s", "%(trailers:key=Co-authored-by,valueonly)")
# What a repository's own configuration could have git run: a pager, a hook, a watcher, a differ, a signature checker.
_NOTHING_TO_RUN = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "log.showSignature=false",
    "gpg.program=false",
    "diff.external=",
    "credential.helper=",
    "core.sshCommand=false",
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}


def history_of(repository: Path, since: date | None = None) -> list[Commit]:
    """The commits of what is checked out, newest first; `since` spares git those that were long made.

    Raises Unreadable where there is no git, no repository or no commit, TooLarge where git takes longer than
    60 seconds or tells more than 64 MB.
    """
    raw = _asked(_command(repository, since), repository)
    fields = raw.decode("utf-8", errors="replace").split("\0")
    width = len(_FIELDS)
    return [_commit(fields[at : at + width]) for at in range(0, len(fields) - width + 1, width)]


def _command(repository: Path, since: date | None) -> list[str]:
    command = ["git", "--no-pager", "-C", str(repository)]
    for setting in _NOTHING_TO_RUN:
        command += ["-c", setting]
    command += ["log", "-z", f"--format=tformat:{'%x00'.join(_FIELDS)}", "--date=iso-strict", "--encoding=UTF-8"]
    command += ["--no-color", "--no-decorate", "--no-notes", "--no-ext-diff", "--no-textconv", "--no-show-signature"]
    command += ["--no-patch"]
    if since is not None:
        # git asks when a commit was last rewritten, never before it was made; a zone is a day at most.
        command.append(f"--since={(since - timedelta(days=2)).isoformat()}T00:00:00Z")
    return [*command, "HEAD", "--"]


def _asked(command: list[str], repository: Path) -> bytes:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if name in os.environ}
    # A folder that only lies inside some other repository is not that repository.
    above = {"GIT_CEILING_DIRECTORIES": str(repository.resolve().parent)}
    with tempfile.TemporaryFile() as complaints:
        try:
            asked = subprocess.Popen(  # noqa: S603 - a fixed list; what varies is a folder behind -C and a day
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env={**kept, **_ENVIRONMENT, **above},
            )
        except OSError:
            raise Unreadable(
                "git is not installed here", mend="Install git, or give the saved text of `git log`"
            ) from None
        slow = threading.Event()

        def stop() -> None:
            slow.set()
            asked.kill()

        clock = threading.Timer(SECONDS, stop)
        clock.start()
        try:
            assert asked.stdout is not None
            with asked.stdout:
                raw = asked.stdout.read(MOST_BYTES + 1)
            if len(raw) > MOST_BYTES:
                asked.kill()
            asked.wait()
        finally:
            clock.cancel()
            asked.kill()
            asked.wait()
        complaints.seek(0)
        said = complaints.read(4000).decode("utf-8", errors="replace")
    if slow.is_set():
        raise TooLarge(f"git took longer than {SECONDS} seconds", mend="Ask for fewer years with --since")
    if len(raw) > MOST_BYTES:
        raise TooLarge("The history is longer than is read at once", mend="Ask for fewer years with --since")
    if asked.returncode != 0:
        raise _failed(said)
    return raw


def _failed(said: str) -> Unreadable:
    """What git complained about, in our words: its own hold paths and whatever the repository says."""
    plain = said.casefold()
    if "dubious ownership" in plain:
        return Unreadable(
            "The repository belongs to another user", mend="Read it as that user, or give a saved git log"
        )
    if "not a git repository" in plain:
        return Unreadable("The folder is no git repository", mend="Name the top folder of one")
    if "unknown revision" in plain or "bad revision" in plain or "does not have any commits" in plain:
        return Unreadable("The repository has no commits yet", mend="Name another one")
    return Unreadable("git cannot read the repository", mend="Run `git log` in it to see why")


def _commit(fields: list[str]) -> Commit:
    sha, parents, name, mail, own_name, own_mail, day, subject, trailers = fields
    people = Person(tuple(dict.fromkeys(part for part in (name, mail, own_name, own_mail) if part)))
    beside = tuple(_named(line) for line in trailers.split("\n") if line.strip())
    return Commit(
        sha=sha.strip(), by=people, beside=beside, when=day_in(day), title=subject, parents=len(parents.split())
    )


def _named(line: str) -> Person:
    name, _, mail = line.partition("<")
    return Person(tuple(part for part in (name.strip(), mail.strip(" >")) if part))
