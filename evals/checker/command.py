"""`promocase eval checker`: how well the checker tells lies from honest rewordings, and where it fails.

Exit 0: the targets are met on the half that was asked for. 1: they are not. 2: the set cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.checker.benchmark import Answer, Answers, answer_all, rows_of
from evals.checker.cases import FOLDER, HALVES, Half, read_half
from evals.checker.report import Figures, failures, figures, table
from service.errors import CaseError


def main(words: Sequence[str]) -> int:
    """Runs the benchmark and prints its table; the exit code says whether the targets are met."""
    arguments = _parser().parse_args(words)
    halves: tuple[Half, ...] = HALVES if arguments.half == "both" else (arguments.half,)
    try:
        runs = [answer_all(half, rows_of(read_half(half, arguments.data))) for half in halves]
        found = [figures(run) for run in runs]
        if arguments.rows:
            arguments.rows.write_text("".join(_failing(run, shown=arguments.show_test) for run in runs), "utf-8")
        if arguments.json:
            arguments.json.write_text(_as_json(found), "utf-8")
    except (CaseError, OSError) as told:
        print(f"promocase eval checker: {told}", file=sys.stderr)
        return 2
    print("\n\n".join(map(table, found)))
    return 0 if all(one.met for one in found) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="promocase eval checker", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--half", choices=(*HALVES, "both"), default="development", help="test is looked at only to report"
    )
    parser.add_argument("--json", type=Path, metavar="FILE.json", help="write the figures here too")
    parser.add_argument("--rows", type=Path, metavar="FILE.jsonl", help="write every failing development row here")
    parser.add_argument("--show-test", action="store_true", help="write failing test rows too, which spends them")
    parser.add_argument("--data", type=Path, default=FOLDER, metavar="FOLDER", help="another set in the same format")
    return parser


def _failing(run: Answers, *, shown: bool) -> str:
    if run.half == "test" and not shown:
        return ""
    return "".join(_row(one) + "\n" for one in failures(run))


def _row(one: Answer) -> str:
    row = one.row
    said = [f'"{said.quote}" ({said.who}, {said.role or "no role"})' for said in row.entry.corroborations]
    told = {
        "id": row.id,
        "origin": row.origin.value,
        "label": "true" if row.true else f"{row.kind}: {row.ruling or 'untrue'}",
        "text": row.text,
        "changed": row.text[slice(*row.span)] if row.span else None,
        "entry": " / ".join([row.entry.text, row.entry.outcome or "-", *said, str(row.entry.when)]),
        "ruling": one.ruling.value,
        "settled_by": one.settled_by.value,
        "because": one.because,
        "pointed_at": [row.text[start:end] for start, end in one.claimed],
        "made_from": row.source,
        "reason": row.reason,
    }
    return json.dumps(told, ensure_ascii=False)


def _as_json(found: Sequence[Figures]) -> str:
    halves = {one.half: {**one.model_dump(mode="json"), "met": one.met} for one in found}
    return json.dumps(halves, ensure_ascii=False, indent=2) + "\n"
