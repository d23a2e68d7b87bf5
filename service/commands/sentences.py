"""`promocase rewrite` and `promocase check`: one bullet, or every sentence of a draft."""

import argparse

from service.commands.inputs import has_half_a_character, log_of, rubric_of, say_unread, text_of
from service.commands.opened import with_casework
from service.commands.pairs import check_pairs
from service.commands.parser import Commands, OneLineParser, add_command, add_format, add_rubric
from service.commands.told import tell
from service.errors import Invalid, Unreadable


def add_rewrite(commands: "Commands[OneLineParser]") -> None:
    does = "one vague bullet to one honest bullet, and the questions it raises"
    parser = add_command(commands, "rewrite", _rewrite, does)
    parser.add_argument("text", metavar="TEXT", help="the bullet, or - for standard input")
    parser.add_argument("--log", type=str, help="the brag log it may draw on")
    add_rubric(parser)
    add_format(parser)


def add_check(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "check", _check, "a verdict for every sentence of any draft")
    parser.add_argument("draft", metavar="DRAFT", nargs="?", help="the draft, or - for standard input")
    parser.add_argument("--log", type=str, help="the brag log to rule against")
    parser.add_argument(
        "--rubric",
        action="append",
        metavar="FILE",
        help="the rubric whose wording is no evidence (default: the built-in)",
    )
    parser.add_argument(
        "--pairs",
        metavar="FILE.jsonl",
        help='rows {"id","evidence","claim"} to rows with a ruling; a row that cannot be ruled on is named on '
        "standard error, the others are ruled, and the exit code is 2",
    )
    parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text")


def _rewrite(arguments: argparse.Namespace) -> int:
    from service.terminal import rewrite_text

    if has_half_a_character(arguments.text):
        raise Unreadable("TEXT is not valid UTF-8", mend="Mend the terminal's encoding, or give - and a file")
    text = text_of("-", "at least one sentence") if arguments.text == "-" else arguments.text
    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log) if arguments.log else None
    log = reading.log if reading else None
    rewritten = with_casework(lambda casework: casework.rewrite(text, log, rubric))
    say_unread(reading)
    tell(arguments, rewritten, rewrite_text(rewritten))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from service.terminal import checked_text

    if arguments.pairs:
        if arguments.draft or arguments.log or arguments.rubric:
            raise Invalid("--pairs takes no DRAFT, --log or --rubric", mend="Give one or the other")
        return check_pairs(arguments.pairs)
    if arguments.format == "jsonl":
        raise Invalid("--format jsonl is for --pairs", mend="Say --format json")
    if not arguments.draft or not arguments.log:
        raise Invalid("check needs a DRAFT and --log LOG", mend="Or give --pairs FILE.jsonl")
    rubric = rubric_of(arguments.rubric)
    draft = text_of(arguments.draft, "at least one sentence")
    reading = log_of(arguments.log)
    checked = with_casework(lambda casework: casework.check(draft, reading.log, rubric))
    say_unread(reading)
    tell(arguments, checked, checked_text(checked))
    return 0 if checked.all_supported else 1
