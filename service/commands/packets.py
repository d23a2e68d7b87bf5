"""`promocase draft` and `promocase map`: a log against a rubric."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import log_of, rubric_of, say_unread
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_format, add_log, add_rubric
from service.commands.told import as_json, form_of, say, say_progress, tell, write_whole

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.evidence import CaseMap


def add_draft(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "draft", _draft, "log to packet")
    add_log(parser)
    add_rubric(parser)
    parser.add_argument("--format", choices=("md", "json"), help="what to print (default: md), or write to --out")
    parser.add_argument(
        "--out",
        action="append",
        type=Path,
        default=[],
        metavar="PATH",
        help="write here instead; repeat for more forms",
    )


def add_map(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "map", _map, "evidence per dimension, all entries ranked")
    add_log(parser)
    add_rubric(parser)
    add_format(parser)


def _draft(arguments: argparse.Namespace) -> int:
    from service.rendering.markdown import packet_markdown

    forms = [(path, form_of(path, arguments.format)) for path in arguments.out]
    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log)

    async def work(casework: "Casework") -> tuple[str, str]:
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        packet = await casework.draft(local_owner(), stored, rubric, watch=say_progress)
        return as_json(packet), packet_markdown(packet, stored.log)

    whole, page = with_casework(work)
    say_unread(reading)
    written = {"json": whole, "md": page}
    for path, form in forms:
        write_whole(path, written[form])
        say(f"wrote {path}")
    if not forms:
        sys.stdout.write(written[arguments.format or "md"])
    return 0


def _map(arguments: argparse.Namespace) -> int:
    from service.terminal import map_text

    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log)

    async def work(casework: "Casework") -> "CaseMap":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        return await casework.map(local_owner(), stored, rubric)

    mapped = with_casework(work)
    say_unread(reading)
    tell(arguments, mapped, map_text(mapped, rubric, reading.log))
    return 0
