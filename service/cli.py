"""The `promocase` command: thin, and quick to say --help; everything heavy is imported by the command that needs it."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from service.commands.adding import add_add
from service.commands.alignments import add_agenda, add_align
from service.commands.answers import add_answer, add_assess
from service.commands.coaching import add_review
from service.commands.decisions import add_decision, add_plan
from service.commands.evaluating import evaluate
from service.commands.inputs import stdin_is_read_once
from service.commands.interviews import add_interview
from service.commands.packets import add_changes, add_draft, add_map, add_redraft
from service.commands.parser import OneLineParser
from service.commands.reading import add_import, add_rubric
from service.commands.retold import add_retold
from service.commands.sentences import add_check, add_rewrite
from service.commands.serving import add_serve
from service.commands.tokens import add_token
from service.commands.told import say
from service.commands.trails import add_trail
from service.errors import CaseError

_COMMANDS = (
    *(add_draft, add_redraft, add_changes, add_rewrite, add_check, add_map),
    *(add_review, add_decision, add_plan, add_retold, add_align, add_agenda, add_answer, add_assess),
    *(add_add, add_interview, add_import, add_trail, add_rubric),
)
GUIDE = """\
exit codes:
  0    done
  1    done, and something was found (check: a sentence not supported; eval: a gate failed)
  2    bad input, usage or setting: one line says what and where (check --pairs: a line a row without a ruling)
  3    two eval runs that cannot be compared
  70   a fault of ours: report it
  130  stopped by Ctrl+C
  141  the reader of the output went away

Documents and JSON go to standard output alone, everything for people to standard error.
Guides: docs/ in the checkout. A model, an embedder and a database are settings: see docs/settings.md.
"""


def main(words: Sequence[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    _speak_utf8()
    given = sys.argv[1:] if words is None else words
    try:
        code = _run(given)
        sys.stdout.flush()
    except CaseError as told:
        say(f"promocase: {told}")
        code = 2
    except BrokenPipeError:
        # The reader of our output went away (`promocase map ... | head`): nothing to tell, nobody to tell it to.
        _drop_output()
        code = 141
    except KeyboardInterrupt:
        say("promocase: stopped")
        code = 130
    except Exception as unforeseen:
        if isinstance(unforeseen, OSError) and unforeseen.errno in (errno.ENOSPC, errno.EDQUOT):
            say("promocase: There is no room left where the output goes. Make some, or write it elsewhere.")
            _drop_output()
            code = 2
        else:
            # The outermost edge. A message may hold brag text, so only the kind and the place are told.
            kind = type(unforeseen).__name__
            say(f"promocase: something went wrong here: {kind} at {_place_of(unforeseen)}. Report it")
            code = 70
    sys.exit(code)


def _drop_output() -> None:
    # What is still buffered must not be tried again at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run(words: Sequence[str]) -> int:
    # The words after `eval` are the evals' own, options and --help included: this parser would take some for its own.
    if words and words[0] == "eval":
        return evaluate(words[1:])
    arguments = _parser().parse_args(words)
    stdin_is_read_once(arguments)
    code: int = arguments.run(arguments)
    return code


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"promocase {version('promocase')}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="promocase",
        description="A brag log and a leveling rubric in, a verified promotion packet out.",
        epilog=GUIDE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=OneLineParser)
    for add in _COMMANDS:
        add(commands)
    commands.add_parser("eval", help="the benchmarks: `promocase eval --help`", add_help=False)
    add_serve(commands)
    add_token(commands)
    return parser


def _speak_utf8() -> None:
    # Whatever the terminal's code page: people's words hold more than it does, and JSON is UTF-8.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _place_of(error: BaseException) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "an unknown place"


if __name__ == "__main__":
    main()
