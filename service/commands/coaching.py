"""`promocase review`: the monthly pass over a log."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import log_of, rubric_of, say_unread
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_log, add_rubric
from service.commands.told import as_json, say, write_whole
from service.errors import Invalid

if TYPE_CHECKING:
    from datetime import datetime

    from service.casework import Casework
    from service.domain.review import Month, Review


def add_review(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "review", _review, "the monthly pass: what is thin, what to mend, what work to seek")
    add_log(parser)
    add_rubric(parser)
    parser.add_argument("--month", metavar="2026-03", help="the month to review (default: this one)")
    parser.add_argument("--format", choices=("md", "json", "ics"), default="md")
    parser.add_argument("--out", type=Path, metavar="PATH", help="write here instead")


def _review(arguments: argparse.Namespace) -> int:
    from service.rendering.review import review_markdown
    from service.rendering.review_ics import review_ics

    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    month = month_of(arguments.month)
    reading = log_of(arguments.log)

    async def work(casework: "Casework") -> "tuple[Review, datetime]":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        found = await casework.coaching.review(local_owner(), stored, rubric, month)
        return found, casework.coaching.clock.now()

    found, now = with_casework(work)
    say_unread(reading)
    if arguments.format == "ics":
        put(arguments.out, review_ics(found, now).decode())
    else:
        put(arguments.out, as_json(found) if arguments.format == "json" else review_markdown(found))
    return 0


def put(path: Path | None, words: str) -> None:
    """The document to the file asked for, else to standard output."""
    if path is None:
        sys.stdout.write(words)
    else:
        write_whole(path, words)
        say(f"wrote {path}")


def month_of(written: str | None) -> "Month | None":
    """The month an argument names; raises Invalid."""
    from service.domain.review import Month

    try:
        return Month.parse(written) if written else None
    except ValueError:
        raise Invalid("--month names no month", mend="Write it 2026-03") from None
