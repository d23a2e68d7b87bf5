"""`promocase interview`: the questions that would add most to the case, answered in the terminal."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import log_of, rubric_of, say_unread
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_log, add_rubric
from service.commands.told import json_line, say, write_whole
from service.errors import Invalid

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.brag import BragLog
    from service.domain.interview import Interview

_HOW = "Answer in your own words. “skip”, “I don't know” and “stop” are answers too; or ask me where your case is thin."


def add_interview(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(
        commands, "interview", _interview, "gap questions in the terminal; writes the log with what you accepted"
    )
    add_log(parser)
    add_rubric(parser)
    parser.add_argument(
        "--out", type=Path, metavar="PATH", help="where the amended log goes, as JSON (default: LOG.amended.json)"
    )


def _interview(arguments: argparse.Namespace) -> int:
    if arguments.log == "-":
        raise Invalid("The answers are read from standard input, so the log cannot be", mend="Name the log's file")
    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log)
    out = arguments.out or Path(f"{Path(arguments.log).name}.amended.json")

    async def work(casework: "Casework") -> "tuple[Interview, BragLog]":
        owner = local_owner()
        stored = await casework.keep_log(owner, reading.log, reading.unread)
        interview = await casework.open_interview(owner, stored, rubric)
        say(_HOW)
        while interview.asked is not None:
            _tell("", interview.asked.words, f"  ({interview.asked.why})")
            said = _line("> ")
            if said is None:
                break
            if not said.strip():
                continue
            interview = await casework.turn(owner, interview.id, said)
            _tell(*interview.turns[-1].reply.split("\n"))
            for amendment in interview.waiting():
                answer = _line(f"  {amendment.part.value}: “{amendment.words}”  Keep it? [y/n] ")
                accept = (answer or "").strip().lower() in ("y", "yes")
                interview = await casework.decide(owner, interview.id, amendment.n, accept=accept)
        return interview, (await casework.log(owner, stored.id)).log

    interview, log = with_casework(work)
    say_unread(reading)
    if interview.ended:
        say(interview.ended)
    kept = sum(one.state.value == "accepted" for one in interview.amendments)
    if kept:
        write_whole(out, json_line(log.model_dump(mode="json"), indent=2) + "\n")
        say(f"wrote {out}: {kept} amendment{'' if kept == 1 else 's'}. Draft it with `promocase draft {out}`.")
    else:
        say("nothing was changed")
    return 0


def _tell(*lines: str) -> None:
    for line in lines:
        say(line)


def _line(prompt: str) -> str | None:
    """The next line the person types; None at the end of input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
