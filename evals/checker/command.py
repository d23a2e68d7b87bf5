"""`promocase eval checker`: how well the checker tells lies from honest rewordings, and where it fails.

Exit 0: the targets are met on the half that was asked for. 1: they are not. 2: the set cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.checker.benchmark import answer_all, rows_of
from evals.checker.cases import FOLDER, HALVES, Half, read_half
from evals.checker.floors import fallen
from evals.checker.report import Figures, failures, figures, table
from evals.checker.rows import as_lines, as_page
from service.commands.parser import OneLineParser
from service.errors import CaseError


def main(words: Sequence[str]) -> int:
    """Runs the benchmark and prints its table; the exit code says whether the targets are met."""
    arguments = _parser().parse_args(words)
    halves: tuple[Half, ...] = HALVES if arguments.half == "both" else (arguments.half,)
    try:
        runs = [answer_all(half, rows_of(read_half(half, arguments.data))) for half in halves]
        found = [figures(run) for run in runs]
        if arguments.rows:
            told = as_lines if arguments.rows.suffix == ".jsonl" else as_page
            wrong = [one for run in runs if run.half != "test" or arguments.show_test for one in failures(run)]
            arguments.rows.write_text(told(wrong), "utf-8")
        if arguments.json:
            arguments.json.write_text(_as_json(found), "utf-8")
        # Floors are of the committed development half: they say nothing of another set.
        floors = [fallen(one) for one in found if one.half == "development" and arguments.data == FOLDER]
    except (CaseError, OSError) as broken:
        print(f"promocase eval checker: {broken}", file=sys.stderr)
        return 2
    print("\n\n".join(map(table, found)))
    for below in (fell for half in floors for fell in half):
        print(f"below its floor in evals/gates.toml: {below.gate}: {below.because}")
    return 0 if all(one.met for one in found) else 1


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(prog="promocase eval checker", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--half", choices=(*HALVES, "both"), default="development", help="test is looked at only to report"
    )
    parser.add_argument("--json", type=Path, metavar="FILE.json", help="write the figures here too")
    parser.add_argument(
        "--rows",
        type=Path,
        metavar="FILE",
        help="write every failing development row here, to read; as JSON lines where FILE ends in .jsonl",
    )
    parser.add_argument("--show-test", action="store_true", help="write failing test rows too, which spends them")
    parser.add_argument("--data", type=Path, default=FOLDER, metavar="FOLDER", help="another set in the same format")
    return parser


def _as_json(found: Sequence[Figures]) -> str:
    halves = {one.half: {**one.model_dump(mode="json"), "met": one.met} for one in found}
    return json.dumps(halves, ensure_ascii=False, indent=2) + "\n"
