"""`promocase eval`: the benchmarks a person runs after an edit; each piece is imported when it is asked for."""

import sys
from collections.abc import Sequence
from importlib import import_module

from service.commands.parser import OneLineParser

# A piece is a function `(words: Sequence[str]) -> int` of a module; a new one is a line here.
PIECES = {
    "run": ("evals.suite.commands", "run", "run the cases from recorded replies and hold the gates"),
    "diff": ("evals.suite.commands", "diff", "compare two runs, case by case"),
    "record": ("evals.suite.commands", "record", "ask a model for the replies that are not recorded yet"),
    "checker": ("evals.checker.command", "main", "does the checker catch inflation, and leave honest rewording alone?"),
    "interviews": ("evals.interviews.talks", "main", "are scripted people asked well, and only quoted?"),
    "peers": ("evals.checker.side_by_side", "main", "the checker beside other people's, on public claims and on ours"),
    "coaching": (
        "evals.coaching.command",
        "main",
        "is the year around a packet read as labelled, and nothing made up?",
    ),
}


def main(words: Sequence[str]) -> int:
    """Runs one piece with the words after its name; its exit code. 2 where no such piece is known."""
    parser = OneLineParser(prog="promocase eval", description=(__doc__ or "").splitlines()[0])
    pieces = parser.add_subparsers(dest="piece", metavar="WHAT", required=True)
    for name, (_, _, asks) in PIECES.items():
        # Its own parser reads what follows, `--help` included.
        pieces.add_parser(name, help=asks, add_help=False)
    chosen = parser.parse_args(words[:1])
    module, function, _ = PIECES[chosen.piece]
    ran: int = getattr(import_module(module), function)(words[1:])
    return ran


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
