"""`promocase import` and `promocase rubric`: a file shown as it was understood, nothing stored."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import ladder_of, left_out, log_of
from service.commands.opened import with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_format, add_levels, add_log
from service.commands.told import json_line, say, tell, write_whole
from service.errors import Invalid

if TYPE_CHECKING:
    from service.intake.reading import LogReading
    from service.rendering.logs import LogForm


def add_import(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "import", _import, "read a log only: the canonical log, and what was not understood")
    add_log(parser)
    parser.add_argument(
        "--divide", action="store_true", help="let the configured model say where a long paragraph falls into entries"
    )
    add_format(parser)
    parser.add_argument(
        "--out",
        action="append",
        type=Path,
        default=[],
        metavar="PATH",
        help="write the log as read: .md, .csv, .yaml, .json or .docx, each read back the same; repeat for more",
    )


def add_rubric(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "rubric", _rubric, "read a ladder only: the canonical rubric")
    parser.add_argument("files", metavar="FILE", nargs="+", help="a ladder, or its files where it has one a level")
    add_levels(parser)
    add_format(parser)


def _import(arguments: argparse.Namespace) -> int:
    from service.rendering.logs import log_bytes
    from service.terminal import reading_text

    forms = [(path, log_form_of(path)) for path in arguments.out]
    reading = log_of(arguments.log)
    if arguments.divide:
        reading = _divided(reading)
    if forms:
        for path, written in forms:
            write_whole(path, log_bytes(reading.log, written))
            say(f"wrote {path}")
        if reading.unread:
            say(f"{left_out(reading.unread)} not understood: see `promocase import` without --out")
        return 0
    if arguments.format == "json":
        # Entries, headings and unread lines together are every line of the file, so that anybody can check it.
        accounts = reading.model_dump(mode="json", include={"unread", "headings", "errors", "lines"})
        sys.stdout.write(json_line({**reading.log.model_dump(mode="json"), **accounts}, indent=2) + "\n")
    else:
        sys.stdout.write(reading_text(reading.log, reading.unread, left_out(reading.unread)))
    return 0


def log_form_of(path: Path) -> "LogForm":
    """The form that a log of this name is written in; raises Invalid."""
    from service.rendering.logs import LogForm

    try:
        return LogForm(path.suffix.lower().removeprefix(".").replace("yml", "yaml"))
    except ValueError:
        endings = ", ".join(f".{form.value}" for form in LogForm)
        raise Invalid(f"{path} names no form a log is written in", mend=f"End it in {endings}") from None


def _divided(reading: "LogReading") -> "LogReading":
    from service.terminal import counted

    found = with_casework(lambda casework: casework.divide(reading))
    say(
        f"divided {counted(found.notes, 'long note')} into {counted(found.entries, 'entry', 'entries')}"
        + (f"; on {found.failed} more the model failed, and they stay as they are" if found.failed else "")
    )
    return found.reading


def _rubric(arguments: argparse.Namespace) -> int:
    from service.terminal import counted, rubric_text

    reading = ladder_of(arguments.files, arguments.from_level, arguments.to_level)
    tell(arguments, reading.rubric, rubric_text(reading.rubric, reading.levels, reading.unread))
    if arguments.format == "json" and reading.unread:
        say(f"{counted(len(reading.unread), 'place')} not read into the rubric (see them with --format text)")
    return 0
