"""How the words of a command are read: one parser a command, and the arguments that several of them share."""

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn

from service.commands.told import say

Commands = argparse._SubParsersAction


class OneLineParser(argparse.ArgumentParser):
    """Usage errors take one line, as every error does."""

    def error(self, message: str) -> NoReturn:
        say(f"promocase: {message}. See `{self.prog} --help`.")
        sys.exit(2)


def add_command(
    commands: "Commands[OneLineParser]", name: str, run: Callable[[argparse.Namespace], int], does: str
) -> OneLineParser:
    """A command's own parser; `run` gets what it reads and returns the exit code."""
    parser = commands.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def add_log(parser: OneLineParser) -> None:
    parser.add_argument("log", metavar="LOG", help="a brag log, or a folder or zip of files; - for standard input")


def add_levels(parser: OneLineParser) -> None:
    parser.add_argument("--from", dest="from_level", metavar="LEVEL", help="the level you hold")
    parser.add_argument("--to", dest="to_level", metavar="LEVEL", help="the level you argue for")


def add_rubric(parser: OneLineParser) -> None:
    parser.add_argument(
        "--rubric",
        action="append",
        metavar="FILE",
        help="a ladder; once for each file where it has one a level (default: the built-in rubric)",
    )
    add_levels(parser)


def add_format(parser: OneLineParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")
