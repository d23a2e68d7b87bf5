"""Holds the checker's figures to the floors of gates.toml, by the gates that hold every other run."""

from collections.abc import Iterator
from pathlib import Path

from evals.checker.report import Figures, Rate
from evals.suite.gates import GATES, Failed, failing, read_gates
from evals.suite.metrics import Better, Measured
from service.errors import Invalid


def fallen(found: Figures, path: Path = GATES) -> tuple[Failed, ...]:
    """Every floor or ceiling that the figures do not hold; one that nothing was measured for does not hold.

    Raises Invalid where the file has no `[checker]` table, an empty one, or one that names no figure of the checker.
    """
    gates = read_gates(path).checker
    if gates is None or not (gates.at_least and gates.at_most):
        raise Invalid(f"{path.name} has no floors for the checker", mend="docs/checker-benchmark.md says what it holds")
    measured = tuple(_measured(found))
    odd = sorted({*gates.none_of, *gates.all_of, *gates.at_least, *gates.at_most} - {one.id for one in measured})
    if odd:
        raise Invalid(f"{path.name} names no figure of the checker: {', '.join(odd)}", mend="Name one that is reported")
    fewer = Failed(gate="cases", because=f"{found.entries} entries, and the gates ask for {gates.cases}")
    return (*([fewer] if found.entries < gates.cases else []), *failing(measured, gates))


def _measured(found: Figures) -> Iterator[Measured]:
    yield _one("false_alarms", found.false_alarms, Better.LOWER)
    for rate in found.recall:
        yield _one(f"recall_{rate.name}", rate, Better.HIGHER)
    yield _one("by_hand", found.by_hand, Better.HIGHER)
    yield _one("model_lies", found.model_lies, Better.HIGHER)
    yield _one("model_truths_held", found.model_truths_held, Better.LOWER)
    yield _one("span_accuracy", found.span_accuracy, Better.HIGHER)
    yield _one("ruling_accuracy", found.ruling_accuracy, Better.HIGHER)


def _one(id: str, rate: Rate, better: Better) -> Measured:
    # A rate of no rows has an interval from 0 to 1, which is no figure.
    known = rate.rows > 0
    return Measured(
        id=id,
        says=rate.name,
        better=better,
        hits=rate.hits,
        of=rate.rows,
        value=rate.rate if known else None,
        low=rate.low if known else None,
        high=rate.high if known else None,
        cases=rate.rows,
    )
