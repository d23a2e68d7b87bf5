"""`promocase import` and `promocase rubric`: a file shown as it was understood, nothing stored."""

import argparse
import sys

from service.commands.inputs import left_out, log_of, rubric_of
from service.commands.parser import Commands, OneLineParser, add_command, add_format, add_levels, add_log
from service.commands.told import json_line, tell
from service.errors import Invalid


def add_import(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "import", _import, "read a log only: the canonical log, and what was not understood")
    add_log(parser)
    add_format(parser)


def add_rubric(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "rubric", _rubric, "read a ladder only: the canonical rubric")
    parser.add_argument("files", metavar="FILE", nargs="+")
    add_levels(parser)
    add_format(parser)


def _import(arguments: argparse.Namespace) -> int:
    from service.terminal import reading_text

    reading = log_of(arguments.log)
    if arguments.format == "json":
        # Entries, headings and unread lines together are every line of the file, so that anybody can check it.
        accounts = reading.model_dump(mode="json", include={"unread", "headings", "errors", "lines"})
        sys.stdout.write(json_line({**reading.log.model_dump(mode="json"), **accounts}, indent=2) + "\n")
    else:
        sys.stdout.write(reading_text(reading.log, reading.unread, left_out(reading.unread)))
    return 0


def _rubric(arguments: argparse.Namespace) -> int:
    from service.terminal import rubric_text

    if len(arguments.files) > 1:
        raise Invalid("A ladder with one file a level is not read yet", mend="Give one file that holds both levels")
    rubric = rubric_of(arguments.files[0], arguments.from_level, arguments.to_level)
    tell(arguments, rubric, rubric_text(rubric))
    return 0
