"""`promocase interview`: the questions that would add most to the case, answered in the terminal."""

import argparse
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import log_of, packet_id_of, rubric_of, say_unread
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_rubric
from service.commands.told import json_line, say, write_whole
from service.errors import Invalid

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.brag import BragLog
    from service.domain.interview import Interview
    from service.intake.logs import LogReading

    Opening = Callable[[Casework], Awaitable[Interview]]

_HOW = "Answer in your own words. “skip”, “I don't know” and “stop” are answers too; or ask me where your case is thin."


def add_interview(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(
        commands, "interview", _interview, "gap questions in the terminal; writes the log with what you accepted"
    )
    parser.add_argument("log", metavar="LOG", nargs="?", help="a brag log, or a folder or zip of files")
    parser.add_argument(
        "--packet", metavar="PACKET", help="a packet's id or JSON file instead: its log, and what was withheld from it"
    )
    add_rubric(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help="where the amended log goes, as JSON (default: LOG.amended.json, or PACKET.amended.json)",
    )


def _interview(arguments: argparse.Namespace) -> int:
    if (arguments.log is None) == (arguments.packet is None):
        raise Invalid("An interview is on a log or on a packet", mend="Name the log's file, or --packet PACKET")
    if arguments.log == "-":
        raise Invalid("The answers are read from standard input, so the log cannot be", mend="Name the log's file")
    opening, reading = (_on_log if arguments.log else _on_packet)(arguments)
    out = arguments.out or Path(f"{Path(arguments.log or arguments.packet).name}.amended.json")

    async def work(casework: "Casework") -> "tuple[Interview, BragLog, str]":
        interview = await _held(casework, await opening(casework))
        log = (await casework.log(local_owner(), interview.log)).log
        return interview, log, await _offer(casework, interview)

    interview, log, offer = with_casework(work)
    if reading is not None:
        say_unread(reading)
    if interview.ended:
        say(interview.ended)
    kept = sum(one.state.value == "accepted" for one in interview.amendments)
    if kept:
        write_whole(out, json_line(log.model_dump(mode="json"), indent=2) + "\n")
        follows = offer or f"Draft it with `promocase draft {out}`."
        say(f"wrote {out}: {kept} amendment{'' if kept == 1 else 's'}. {follows}")
    else:
        say("nothing was changed")
    return 0


def _on_log(arguments: argparse.Namespace) -> "tuple[Opening, LogReading | None]":
    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log)

    async def opening(casework: "Casework") -> "Interview":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        return await casework.open_interview(local_owner(), stored, rubric)

    return opening, reading


def _on_packet(arguments: argparse.Namespace) -> "tuple[Opening, LogReading | None]":
    if arguments.rubric or arguments.from_level or arguments.to_level:
        raise Invalid("A packet has its rubric already", mend="Leave out --rubric, --from and --to")
    packet = packet_id_of(arguments.packet)
    return lambda casework: casework.open_interview_on(local_owner(), packet), None


async def _held(casework: "Casework", interview: "Interview") -> "Interview":
    """Puts the questions and takes the answers until there is nothing to ask, or nobody answers."""
    owner = local_owner()
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
    return interview


async def _offer(casework: "Casework", interview: "Interview") -> str:
    """What a redraft would touch; empty where the interview stands on no packet."""
    if interview.packet is None:
        return ""
    touched = await casework.touched(local_owner(), interview.packet)
    sections = ", ".join(dimension.name for dimension in touched) or "no section"
    return f"`promocase redraft {interview.packet}` would draft anew: {sections}."


def _tell(*lines: str) -> None:
    for line in lines:
        say(line)


def _line(prompt: str) -> str | None:
    """The next line the person types; None at the end of input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
