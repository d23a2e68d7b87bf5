"""`promocase eval run`, `record` and `diff`: what they take, what they print, and how they end.

Exit 0: the gates hold. 1: a gate failed. 2: bad usage, or a run that proves nothing. 3: runs that cannot be compared.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.recording import Addressee, Recorded, RecordingChat, ReplayedChat
from evals.suite.cases import CASES, Case, read_cases
from evals.suite.comparing import Comparison, compare
from evals.suite.gates import GATES, Failed, failing, read_gates, unusable
from evals.suite.grading import Grader, evidence_of, gold, read_labels
from evals.suite.judging import agreement, judge, judge_stamp
from evals.suite.metrics import by_kind, measure, scored
from evals.suite.report.page import page
from evals.suite.report.terminal import comparison_lines, run_lines
from evals.suite.report.written import as_json, as_junit
from evals.suite.running import RECORDINGS, Arm, opened, run_case, run_cases
from evals.suite.runs import RUNS, Run, keep_run, read_run
from service.commands.parser import OneLineParser
from service.errors import CaseError, Invalid
from service.prompting.library import PromptLibrary, default_prompts
from service.settings import read_settings

if TYPE_CHECKING:
    from service.adapters.langchain_chat import LangChainChat

MODEL = "openai:local-real"
BASE_URL = "http://127.0.0.1:8090/v1"
BASELINE = Path(__file__).parents[1] / "baseline.json"
"""The committed run that a change is compared with."""


def run(words: Sequence[str]) -> int:
    """Runs the cases from recorded replies (or a live model with --live), and holds the gates against what came out."""
    parser = _parser("run", run.__doc__)
    parser.add_argument("--name", default="latest", help="what the run is called; kept as evals-runs/NAME.json")
    parser.add_argument("--live", action="store_true", help="ask the model for what is not recorded")
    parser.add_argument(
        "--baseline", type=Path, default=BASELINE, help="a run to compare with; `none` for no comparison"
    )
    parser.add_argument("--as-baseline", action="store_true", help="make this run the baseline, if the gates hold")
    parser.add_argument("--gates", type=Path, default=GATES)
    parser.add_argument(
        "--judge", action="store_true", help="have what nobody has labelled judged, if the judge is good"
    )
    parser.add_argument("--judge-model", help="the judge's model, where it is not the drafter's own")
    parser.add_argument("--judge-base-url")
    _add_outputs(parser)
    arguments = parser.parse_args(words)
    try:
        gates = read_gates(arguments.gates)
        cases, arm = _cases(arguments), _arm(arguments)
        done = asyncio.run(_live(cases, arm, arguments) if arguments.live else _run(arguments.name, cases, arm))
        grader = Grader(read_labels())
        if arguments.judge:
            theirs = Addressee(arguments.judge_model or arm.asked.model, arguments.judge_base_url or arm.asked.base_url)
            done, grader, told = asyncio.run(_judged(done, cases, arm._replace(asked=theirs), arguments.live))
            print(told)
        against = None if arguments.as_baseline else _against(arguments.baseline, done, cases, grader)
    except CaseError as wrong:
        return _refused(wrong)
    keep_run(done, RUNS / f"{arguments.name}.json")
    ones = scored(done, cases, grader)
    measured, kinds = measure(ones), by_kind(ones)
    # A part of the cases is no gate, but what could not be run in it proves nothing either.
    why = unusable(done, gates.model_copy(update={"cases": 0, "unscored": 0}) if arguments.only else gates)
    failed = failing(measured, gates, against) if not arguments.only and not why else ()
    for line in run_lines(done, ones, measured, kinds, failed, why, against):
        print(line)
    _write(arguments, done, against, failed, why, cases)
    if why:
        return 2
    if failed:
        return 1
    if against is not None and against.refused:
        print("Held against no baseline. A new one is made by: promocase eval run --as-baseline")
        return 3
    if arguments.as_baseline and not arguments.only:
        keep_run(done, arguments.baseline)
        print(f"{arguments.baseline.name} is now this run: commit it.")
    return 0


def record(words: Sequence[str]) -> int:
    """Asks the model for every reply that is not recorded yet; interrupted, it goes on where it stopped."""
    parser = _parser("record", record.__doc__)
    parser.add_argument("--price-in", type=float, default=0.0, help="what a million prompt tokens cost")
    parser.add_argument("--price-out", type=float, default=0.0, help="what a million reply tokens cost")
    arguments = parser.parse_args(words)
    try:
        cases, arm = _cases(arguments), _arm(arguments)
        return asyncio.run(_record(cases, arm, arguments.price_in, arguments.price_out))
    except CaseError as wrong:
        return _refused(wrong)
    except KeyboardInterrupt:
        print("Stopped; what is recorded stays, and the same command goes on from here.", file=sys.stderr)
        return 130


def diff(words: Sequence[str]) -> int:
    """Compares two kept runs, case by case: better, worse, or cannot tell."""
    parser = OneLineParser(prog="promocase eval diff", description=diff.__doc__)
    parser.add_argument("before", help="a run's name or file; `baseline` is the committed one")
    parser.add_argument("after", nargs="?", default="latest")
    parser.add_argument("--gates", type=Path, default=GATES)
    parser.add_argument("--cases", type=Path, default=CASES)
    _add_outputs(parser)
    arguments = parser.parse_args(words)
    try:
        gates = read_gates(arguments.gates)
        before, after = read_run(_run_file(arguments.before)), read_run(_run_file(arguments.after))
        cases = read_cases(arguments.cases)
        compared = _compared(before, after, cases, Grader(read_labels()))
    except CaseError as wrong:
        return _refused(wrong)
    except LookupError:
        print("A run names a case that is no longer there: the two cannot be compared.", file=sys.stderr)
        return 3
    if compared.refused:
        print(f"{before.name} and {after.name} cannot be compared: {'; '.join(compared.refused)}.", file=sys.stderr)
        return 3
    why = unusable(after, gates) + unusable(before, gates)
    ones = scored(after, cases, Grader(read_labels()))
    failed = failing(measure(ones), gates, compared)
    for line in comparison_lines(compared, failed, why):
        print(line)
    _write(arguments, after, compared, failed, why, cases)
    if why:
        return 2
    return 1 if failed else 0


def _parser(name: str, says: str | None) -> argparse.ArgumentParser:
    parser = OneLineParser(prog=f"promocase eval {name}", description=says)
    parser.add_argument("only", nargs="*", help="case ids or families; all when none is named (gates need all)")
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--prompts", type=Path, default=default_prompts(), help="a folder of prompts to try")
    parser.add_argument("--recordings", type=Path, default=RECORDINGS)
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--base-url", default=BASE_URL)
    parser.add_argument("--samples", type=int, default=1, help="replies a case, for prompts with a temperature")
    return parser


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, help="write all figures as JSON")
    parser.add_argument("--junit", type=Path, help="write a JUnit XML report, one test a case and a gate")
    parser.add_argument("--html", type=Path, help="write one self-contained page")


def _cases(arguments: argparse.Namespace) -> tuple[Case, ...]:
    cases = read_cases(arguments.cases, arguments.only)
    if not cases:
        raise Invalid("No eval case goes by that name or family", mend="promocase eval run without names runs all")
    return cases


def _arm(arguments: argparse.Namespace) -> Arm:
    return Arm(
        asked=Addressee(arguments.model, arguments.base_url),
        prompts=PromptLibrary.load(arguments.prompts),
        recordings=arguments.recordings,
        samples=arguments.samples,
    )


def _run_file(name: str) -> Path:
    if name == "baseline":
        return BASELINE
    return Path(name) if name.endswith(".json") else RUNS / f"{name}.json"


async def _run(name: str, cases: Sequence[Case], arm: Arm) -> Run:
    from service.adapters.local_embedder import LocalEmbedder

    return await run_cases(name, cases, arm, embedder=LocalEmbedder())


async def _judged(done: Run, cases: Sequence[Case], arm: Arm, live: bool) -> tuple[Run, Grader, str]:
    """The run with its judge named, a grader that knows the judge's words where they count, and how good it is."""
    labels, kept = read_labels(), arm.recordings / "judge.jsonl"
    model = _model(arm) if live else None
    chat = RecordingChat(model, kept, arm.asked) if model else ReplayedChat(kept, arm.asked)
    try:
        truth = gold()
        agreed = agreement(truth, await judge([(one.evidence, one.text) for one in truth], chat))
        told = (
            f"The judge agrees with {agreed.agreed} of {agreed.rows} labels, kappa {agreed.kappa:.2f}"
            f" ({agreed.low:.2f} to {agreed.high:.2f}): {'it counts' if agreed.counts else 'it does not count'}."
        )
        if not agreed.counts:
            return done, Grader(labels), told
        known = Grader(labels)
        by_id = {case.id: case for case in cases}
        open_ = [
            (evidence_of(case, sentence), sentence.text)
            for one in done.cases
            for sentence in one.released
            if known.grade(case := by_id[one.case.split("#")[0]], sentence) is None
        ]
        words = await judge(dict.fromkeys(open_), chat)
    finally:
        if model is not None:
            await model.close()
    made = done.made.model_copy(update={"judge": f"{arm.asked.model} {judge_stamp()}"})
    return done.model_copy(update={"made": made}), Grader(labels, words), told


def _model(arm: Arm) -> "LangChainChat":
    from service.adapters.langchain_chat import LangChainChat

    key = read_settings().openai_api_key
    return LangChainChat(arm.asked.model, arm.asked.base_url or None, key, deadline_s=1_200, concurrency=1)


async def _live(cases: Sequence[Case], arm: Arm, arguments: argparse.Namespace) -> Run:
    await _record(cases, arm, 0.0, 0.0)
    return await _run(arguments.name, cases, arm)


async def _record(cases: Sequence[Case], arm: Arm, price_in: float, price_out: float) -> int:
    from service.adapters.local_embedder import LocalEmbedder

    chat = _model(arm)
    seen = _Seen()
    start = time.monotonic()
    unrecorded: list[str] = []
    try:
        async with opened(LocalEmbedder()) as casework:
            for done, case in enumerate(cases):
                before = seen.calls
                for sample in range(arm.samples):
                    told = await run_case(case, arm._replace(live=chat, told=seen.add), casework, sample)
                    if told.unscored:
                        unrecorded.append(f"{case.id}: {told.unscored}")
                left = (time.monotonic() - start) / (done + 1) * (len(cases) - done - 1)
                cost = (seen.prompt_tokens * price_in + seen.completion_tokens * price_out) / 1_000_000
                print(
                    f"{done + 1}/{len(cases)} {case.id}: {seen.calls - before} calls made, {seen.calls} in all,"
                    f" {seen.prompt_tokens} + {seen.completion_tokens} tokens, cost {cost:.2f},"
                    f" about {left:.0f} s left",
                    file=sys.stderr,
                    flush=True,
                )
    finally:
        await chat.close()
    for line in unrecorded:
        print(f"not recorded: {line}", file=sys.stderr)
    return 2 if unrecorded else 0


class _Seen:
    """What recording has cost so far."""

    def __init__(self) -> None:
        self.calls = self.prompt_tokens = self.completion_tokens = 0

    def add(self, _case: str, recorded: Recorded) -> None:
        self.calls += 1
        self.prompt_tokens += recorded.usage.prompt_tokens
        self.completion_tokens += recorded.usage.completion_tokens


def _against(path: Path, done: Run, cases: Sequence[Case], grader: Grader) -> Comparison | None:
    if str(path) == "none":
        return None
    if not path.is_file():
        raise Invalid(f"There is no baseline at {path}", mend="Make one: promocase eval run --as-baseline")
    before = read_run(path)
    wanted = {one.case for one in done.cases}
    before = before.model_copy(
        update={
            "cases": tuple(one for one in before.cases if one.case in wanted),
            "made": before.made.model_copy(
                update={"cases": {id: digest for id, digest in before.made.cases.items() if id in done.made.cases}}
            ),
        }
    )
    return _compared(before, done, cases, grader)


def _compared(before: Run, after: Run, cases: Sequence[Case], grader: Grader) -> Comparison:
    return compare(before, after, scored(before, cases, grader), scored(after, cases, grader))


def _write(
    arguments: argparse.Namespace,
    done: Run,
    against: Comparison | None,
    failed: Sequence[Failed],
    why: Sequence[str],
    cases: Sequence[Case],
) -> None:
    ones = scored(done, cases, Grader(read_labels()))
    for path, written in (
        (arguments.json, as_json),
        (arguments.junit, as_junit),
        (arguments.html, page),
    ):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written(done, ones, against, failed, why), encoding="utf-8")


def _refused(wrong: CaseError) -> int:
    print(wrong, file=sys.stderr)
    return 2
