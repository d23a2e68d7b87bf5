"""`promocase decision` and `plan`: a decision kept word for word, and what to do after it."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.coaching import put
from service.commands.inputs import log_of, rubric_of, say_unread, text_of
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_rubric
from service.commands.told import as_json, say
from service.errors import Invalid

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.decisions import Mark, Plan
    from service.domain.notes import NoteId


def add_decision(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "decision", _decision, "keep a decision word for word, and plan what follows")
    parser.add_argument("text", metavar="FILE", help="what was said, word for word; - for standard input")
    parser.add_argument("--on", required=True, metavar="DATE", help="when it was told, as 2026-06-30")
    parser.add_argument("--by", required=True, metavar="NAME", help="who told it")
    parser.add_argument("--again", metavar="DATE", help="when it will be looked at again, where that was agreed")
    parser.add_argument("--target", default="", metavar="LEVEL", help="the level it was about")
    parser.add_argument("--log", help="your brag log, to plan from")
    add_rubric(parser)
    _add_forms(parser)


MARKS = {
    "gap": "a gap to act on",
    "soft": "too vague to act on",
    "blocker": "beyond any work of yours",
    "neither": "none of these",
}


def add_plan(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "plan", _plan, "the plan after a decision, with the log as it is now")
    parser.add_argument("decision", nargs="?", metavar="ID", help="a decision's id (default: the latest)")
    for option, kind in MARKS.items():
        parser.add_argument(
            f"--{option}", action="append", default=[], metavar="WORDS", help=f"the sentence with these words is {kind}"
        )
    _add_forms(parser)


def _add_forms(parser: OneLineParser) -> None:
    parser.add_argument("--format", choices=("md", "json"), default="md")
    parser.add_argument("--out", type=Path, metavar="PATH", help="write here instead")


def day_of(written: str | None, option: str) -> date | None:
    """The day an argument names; raises Invalid."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise Invalid(f"{option} names no day", mend="Write it 2026-06-30") from None


def _decision(arguments: argparse.Namespace) -> int:
    when, again = day_of(arguments.on, "--on"), day_of(arguments.again, "--again")
    assert when is not None
    named = arguments.rubric is not None
    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    text = text_of(arguments.text, "the words of the decision")
    reading = log_of(arguments.log) if arguments.log else None

    async def work(casework: "Casework") -> "Plan":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread) if reading else None
        kept = await casework.coaching.keep_decision(
            local_owner(),
            text,
            who=arguments.by,
            when=when,
            revisit=again,
            target_level=arguments.target,
            log=stored.id if stored else None,
            rubric=rubric if named else None,
        )
        return await casework.coaching.plan(local_owner(), kept.id)

    found = with_casework(work)
    say_unread(reading)
    say(f"kept as {found.decision.id}")
    return _told(arguments, found)


def _plan(arguments: argparse.Namespace) -> int:
    from service.domain.notes import NoteId

    async def work(casework: "Casework") -> "Plan":
        coaching = casework.coaching
        asked = NoteId(arguments.decision) if arguments.decision else await _latest(casework)
        found = await coaching.plan(local_owner(), asked)
        if not any(getattr(arguments, option) for option in MARKS):
            return found
        await coaching.mark_decision(local_owner(), asked, _marks(arguments, found))
        return await coaching.plan(local_owner(), asked)

    return _told(arguments, with_casework(work))


async def _latest(casework: "Casework") -> "NoteId":
    kept = await casework.coaching.decisions(local_owner())
    if not kept:
        raise Invalid("No decision is kept here", mend="Keep one with `promocase decision FILE --on DATE --by NAME`")
    return max(kept, key=lambda one: (one.when, one.id)).id


def _marks(arguments: argparse.Namespace, found: "Plan") -> "list[Mark]":
    """What was said of sentences before, and what is said of them now; raises Invalid for words of no one sentence."""
    from service.domain.decisions import Mark, ReadAs

    said = {mark.start: mark.read_as for mark in found.decision.marks}
    for option in MARKS:
        for words in getattr(arguments, option):
            wanted = " ".join(words.casefold().split())
            meant = [
                one.said.start
                for one in found.reading.sentences
                if wanted and wanted in " ".join(one.said.words.casefold().split())
            ]
            if len(meant) != 1:
                what = "no sentence" if not meant else f"{len(meant)} sentences"
                raise Invalid(f"--{option}: {what} of the decision hold these words", mend="Copy more of the sentence")
            said[meant[0]] = ReadAs(option)
    return [Mark(start=start, read_as=kind) for start, kind in said.items()]


def _told(arguments: argparse.Namespace, found: "Plan") -> int:
    from service.rendering.plan import plan_markdown

    put(arguments.out, as_json(found) if arguments.format == "json" else plan_markdown(found))
    return 0
