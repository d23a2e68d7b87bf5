"""`promocase add`: one win more at the end of a log file, everything that stood in it left as it was."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import has_half_a_character, log_of, naming
from service.commands.parser import Commands, OneLineParser, add_command
from service.commands.reading import log_form_of
from service.commands.told import say, write_whole
from service.errors import Invalid, Unreadable

if TYPE_CHECKING:
    from service.domain.brag import BragEntry, BragLog
    from service.intake.logs import LogReading

_BY_HAND = "Write it into the file by hand, or make a log of ours of it: promocase import LOG --out log.md"


def add_add(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "add", _add, "write one win more into a log file")
    parser.add_argument("log", metavar="LOG", help="the file: Markdown or text, or one that `import --out` wrote")
    parser.add_argument("what", metavar="WHAT", help="what you did")
    parser.add_argument("--when", metavar="DATE", help="2026-03-14, 2026-03, 2026-Q1 or 2026 (default: today)")
    parser.add_argument("--outcome", metavar="WORDS", help="what came of it")
    parser.add_argument("--quote", metavar="WORDS", help="what somebody said of it, word for word")
    parser.add_argument("--who", metavar="NAME", help="who said so")
    parser.add_argument("--role", metavar="ROLE", help="what that person is")
    parser.add_argument("--tag", action="append", default=[], metavar="DIMENSION", help="repeat for more")


def _add(arguments: argparse.Namespace) -> int:
    from service.intake.log_edits import with_entry
    from service.rendering.markdown import when_words

    path = Path(arguments.log)
    if path.is_dir() or arguments.log == "-":
        raise Unreadable("A win is added to a file", mend="Name the file of the log")
    before = log_of(arguments.log) if path.exists() else None
    log, id = with_entry(before.log if before else _empty(), _parts(arguments))
    entry = log.by_id()[id]
    with naming(arguments.log):
        raw = _appended(path, before, entry) if path.suffix.lower() in ("", ".md", ".markdown", ".txt") else None
        write_whole(path, raw if raw is not None else _anew(path, before, log))
    voices = f", in the words of {entry.corroborations[0].who}, too" if entry.corroborations else ""
    say(f"{path}: {len(log)} entries; the new one is of {when_words(entry.when)}{voices}")
    return 0


def _empty() -> "BragLog":
    from service.domain.brag import BragLog

    # A log has entries; this one is about to.
    return BragLog.model_construct(entries=())


def _parts(arguments: argparse.Namespace) -> dict[str, object]:
    """The entry's parts; raises Invalid for a date nobody can tell, or a quote without its speaker."""
    from service.domain.when import When

    given = [arguments.what, arguments.outcome, arguments.quote, arguments.who, arguments.role, *arguments.tag]
    if any(has_half_a_character(words) for words in given if words):
        raise Invalid("The words are not UTF-8 text", mend="Write them in a terminal that speaks UTF-8")
    if bool(arguments.quote) != bool(arguments.who):
        raise Invalid("Somebody's words need their name, and a name needs words", mend="Give both --quote and --who")
    try:
        when = When.parse((arguments.when or date.today().isoformat()).strip())
    except ValueError:
        raise Invalid("Nobody can tell that date", mend="Write 2026-03-14, 2026-03, 2026-Q1 or 2026") from None
    said = {"quote": arguments.quote, "who": arguments.who, "role": arguments.role}
    return {
        "when": when.canonical,
        "text": arguments.what.strip(),
        "outcome": (arguments.outcome or "").strip() or None,
        "dimensions": arguments.tag,
        "corroborations": [said] if arguments.quote else [],
    }


def _appended(path: Path, before: "LogReading | None", entry: "BragEntry") -> bytes:
    """The file with the entry behind everything in it; raises Invalid where it would not be read back the same."""
    from service.intake.many import read_sent
    from service.rendering.logs import entry_markdown, entry_note
    from service.settings import read_settings

    old = path.read_bytes() if before else b""
    gap = b"" if not old else b"\n" if old.endswith(b"\n") else b"\n\n"
    told = [_told(one) for one in before.log.entries] if before else []
    for written in (entry_note(entry), entry_markdown(entry)):
        raw = old + gap + written.encode() + b"\n"
        read = read_sent(raw, filename=path.name, limit_bytes=read_settings().max_upload_bytes)
        unread = [part.text for part in before.unread] if before else []
        same = [part.text for part in read.unread] == unread
        if same and [_told(one) for one in read.log.entries] == [*told, _told(entry)]:
            return raw
    raise Invalid("At the end of this file the entry would not be read as it was given", mend=_BY_HAND)


def _told(entry: "BragEntry") -> tuple[object, ...]:
    return (entry.when, entry.text, entry.outcome, entry.dimensions, entry.corroborations, entry.links)


def _anew(path: Path, before: "LogReading | None", log: "BragLog") -> bytes:
    """The whole log in the file's form; raises Invalid where something of the file would be lost by that."""
    from service.rendering.logs import log_bytes

    form = log_form_of(path)
    if before and before.unread:
        raise Invalid("Some of this file was not read, and would be lost", mend=_BY_HAND)
    return log_bytes(log, form)
