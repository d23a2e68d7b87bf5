"""`promocase answer` and `assess`: a manager's words as a rubric, and where the evidence stands on a rubric's lines."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.coaching import put
from service.commands.decisions import day_of
from service.commands.inputs import log_of, rubric_of, say_unread, text_of
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_log, add_rubric
from service.commands.told import as_json, say, write_whole
from service.errors import Invalid

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.answers import ManagersRubric, ReadAnswer
    from service.domain.assessment import Assessment, Belief


def add_answer(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "answer", _answer, "keep a manager's answer word for word, and make it a rubric")
    parser.add_argument("text", metavar="FILE", help="what was said, word for word; - for standard input")
    parser.add_argument("--on", required=True, metavar="DATE", help="when it was said, as 2026-06-30")
    parser.add_argument("--by", required=True, metavar="NAME", help="who said it")
    parser.add_argument("--confirm", type=int, action="append", metavar="N", help="a line that is right; repeat")
    parser.add_argument("--write-rubric", type=Path, metavar="PATH", help="write the rubric of the confirmed lines")
    add_rubric(parser)
    _add_forms(parser)


def add_assess(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "assess", _assess, "already, sometimes or never, by evidence and by belief")
    add_log(parser)
    add_rubric(parser)
    parser.add_argument("--believe", action="append", default=[], metavar="LINE=MARK", help="as scope=already; repeat")
    _add_forms(parser)


def _add_forms(parser: OneLineParser) -> None:
    parser.add_argument("--format", choices=("md", "json"), default="md")
    parser.add_argument("--out", type=Path, metavar="PATH", help="write here instead")


def _answer(arguments: argparse.Namespace) -> int:
    from service.domain.answers import ManagersRubric
    from service.rendering.assessment import answer_markdown, rubric_markdown

    when = day_of(arguments.on, "--on")
    assert when is not None
    text = text_of(arguments.text, "the words of the answer")
    ladder = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level) if arguments.rubric else None

    async def work(casework: "Casework") -> "ReadAnswer | ManagersRubric":
        kept = await casework.coaching.keep_answer(local_owner(), text, who=arguments.by, when=when)
        if not arguments.confirm:
            return kept
        return await casework.coaching.confirm_answer(local_owner(), kept.answer.id, arguments.confirm, ladder)

    found = with_casework(work)
    made = isinstance(found, ManagersRubric)
    if arguments.write_rubric and isinstance(found, ManagersRubric):
        write_whole(arguments.write_rubric, as_json(found.rubric))
        say(f"wrote {arguments.write_rubric}")
    if arguments.format == "json":
        words = as_json(found)
    else:
        words = rubric_markdown(found) if isinstance(found, ManagersRubric) else answer_markdown(found)
    if not made:
        say("confirm its lines with --confirm N")
    put(arguments.out, words)
    return 0


def _assess(arguments: argparse.Namespace) -> int:
    from service.rendering.assessment import assessment_markdown

    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    beliefs = [_belief(written) for written in arguments.believe]
    reading = log_of(arguments.log)

    async def work(casework: "Casework") -> "Assessment":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        return await casework.coaching.assess(local_owner(), stored, rubric, beliefs)

    found = with_casework(work)
    say_unread(reading)
    put(arguments.out, as_json(found) if arguments.format == "json" else assessment_markdown(found))
    return 0


def _belief(written: str) -> "Belief":
    from service.domain.assessment import Belief, Mark
    from service.domain.rubric import DimensionId

    name, _, mark = written.partition("=")
    try:
        return Belief(dimension=DimensionId(name), mark=Mark(mark))
    except ValueError:
        raise Invalid("--believe names no mark", mend="Write LINE=already, LINE=sometimes or LINE=never") from None
