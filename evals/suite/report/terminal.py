"""A run, and two runs beside each other, as lines for a terminal."""

from collections.abc import Iterator, Sequence

from evals.suite.comparing import Comparison, Told, passed
from evals.suite.gates import Failed
from evals.suite.metrics import Measured, Scored
from evals.suite.runs import Run


def run_lines(
    run: Run,
    ones: Sequence[Scored],
    measured: Sequence[Measured],
    kinds: Sequence[Measured],
    failed: Sequence[Failed],
    why: Sequence[str],
    against: Comparison | None,
) -> Iterator[str]:
    """Figures with their intervals, planted lies by kind, the cases that do not hold, and the gates."""
    prompts = ", ".join(f"{id}@{stamp.partition('@')[0]}" for id, stamp in run.made.prompts.items())
    yield f"{run.name}: {len(run.cases)} cases, {run.made.model}, {prompts}"
    yield ""
    yield f"{'':52}{'value':>9}  {'95 % interval':<17}{'counted':>13}"
    for one in measured:
        if one.value is not None:
            yield _line(one)
    yield ""
    yield "planted lies not released, by kind"
    for kind in kinds:
        yield _line(kind.model_copy(update={"says": kind.id}))
    broken = [one for one in ones if not one.run.unscored and not passed(one)]
    if broken:
        yield ""
        yield "cases that do not hold"
        for case in broken:
            yield f"  {case.run.case}: {'; '.join(_faults(case))}"
    yield from _unscored(run)
    if against is not None:
        yield ""
        yield from comparison_lines(against, (), ())
    yield ""
    yield from _gates(failed, why)


def _line(one: Measured) -> str:
    assert one.value is not None
    span = f"{_number(one.low)} to {_number(one.high)}" if one.low is not None else "-"
    mark = "  by the checker's own word" if one.by_checker else ""
    return f"{one.says[:52]:<52}{_number(one.value):>9}  {span:<17}{one.hits:>7g} of {one.of:g}{mark}"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if abs(value) <= 2 else f"{value:,.0f}"


def _faults(one: Scored) -> Iterator[str]:
    for planted in one.run.planted:
        if planted.kind and planted.released:
            yield f"{planted.kind} lie released: {planted.text}"
    strongest = {one.case.entry(truth.about).id: truth.about for truth in one.case.truths if truth.strongest}
    told = {cite for sentence in one.run.released for cite in sentence.cites}
    for entry, about in strongest.items():
        if entry not in told:
            yield f"strongest entry not told: {about}"
    for sentence in one.run.released:
        if one.grader.grade(one.case, sentence) is False:
            yield f"untrue sentence released: {sentence.text}"


def _unscored(run: Run) -> Iterator[str]:
    missing = sorted({prompt for case in run.cases for prompt in case.missing})
    if missing:
        cases = sum(bool(case.missing) for case in run.cases)
        yield ""
        yield f"Not recorded in {cases} of {len(run.cases)} cases: {', '.join(missing)}."
        yield "These prompts, or what they are filled with, changed since replies were recorded. No old reply was used."
        yield "Record them with: promocase eval record --base-url URL"
    for case in run.cases:
        if case.unscored and not case.missing:
            yield f"unscored: {case.case}: {case.unscored}"


def comparison_lines(compared: Comparison, failed: Sequence[Failed], why: Sequence[str]) -> Iterator[str]:
    """What changed between two runs, the cases that moved with both texts, and the gates where some are held."""
    yield f"{compared.after} against {compared.before}"
    if compared.refused:
        yield f"not compared: {'; '.join(compared.refused)}"
        return
    if compared.prompts:
        yield f"prompts that differ: {', '.join(compared.prompts)}"
    for difference in compared.differences:
        if difference.told is Told.SAME or difference.change is None:
            continue
        yield (
            f"{difference.says[:52]:<52}{_number(difference.before):>9} -> {_number(difference.after):<9}"
            f"{_number(difference.low)} to {_number(difference.high)}  {difference.told}"
        )
    turns = f"cases mended {compared.fixed}, broken {compared.broken}"
    yield f"{turns}, exact McNemar p {compared.p:.3f}: {compared.passes}"
    for moved in compared.moved:
        yield ""
        yield f"{moved.case}{_turn(moved.passed_before, moved.passed_after)}"
        yield from (f"  - {text}" for text in moved.only_before)
        yield from (f"  + {text}" for text in moved.only_after)
        yield from (f"  + withheld: {text}" for text in moved.withheld_after)
    if failed or why:
        yield ""
        yield from _gates(failed, why)


def _turn(before: bool, after: bool) -> str:
    return "" if before is after else " (now holds)" if after else " (no longer holds)"


def _gates(failed: Sequence[Failed], why: Sequence[str]) -> Iterator[str]:
    if why:
        yield f"This run proves nothing: {'; '.join(why)}."
    elif failed:
        yield "Gates that do not hold:"
        yield from (f"  {gate.gate}: {gate.because}" for gate in failed)
    else:
        yield "All gates hold."
