"""The gates: what a run must hold before a prompt change may land. Whatever is missing fails."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.suite.comparing import Comparison, Told
from evals.suite.metrics import METRICS, Measured
from evals.suite.runs import Run
from service.errors import Invalid

GATES = Path(__file__).parents[1] / "gates.toml"


class Gates(BaseModel):
    """Thresholds, by metric id.

    `none_of`: not one hit in any case. `at_least`: the lower end of the interval. `at_most`: the value.
    `no_worse`: no significant turn for the worse against the baseline. `unscored`: how many cases may go unscored.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: int
    unscored: int = 0
    none_of: tuple[str, ...]
    all_of: tuple[str, ...] = ()
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}
    no_worse: tuple[str, ...] = ()
    checker: "Gates | None" = None
    """The same for the checker's own benchmark, whose figures evals/checker/floors.py names."""


class Failed(BaseModel):
    """A gate that did not hold, in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gate: str
    because: str


def read_gates(path: Path = GATES) -> Gates:
    """The gates of a file; raises Invalid naming what is wrong with it, metrics that do not exist included."""
    try:
        gates = Gates.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as broken:
        raise Invalid(f"{path.name} cannot be read as gates: {broken}", mend="docs/evals.md shows one") from None
    except ValidationError as broken:
        first = broken.errors()[0]
        raise Invalid(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}", mend="Mend it") from None
    known = {metric.id for metric in METRICS}
    named = {*gates.none_of, *gates.all_of, *gates.at_least, *gates.at_most, *gates.no_worse}
    if odd := sorted(named - known):
        raise Invalid(f"{path.name} names no metric: {', '.join(odd)}", mend=f"Metrics are {', '.join(sorted(known))}")
    return gates


def unusable(run: Run, gates: Gates) -> tuple[str, ...]:
    """Why a run proves nothing either way: too few cases, or too many that could not be run. Empty when it does."""
    why = []
    if len(run.cases) < gates.cases:
        why.append(f"{len(run.cases)} cases ran, and the gates ask for {gates.cases}")
    if len(run.unscored) > gates.unscored:
        why.append(f"{len(run.unscored)} of {len(run.cases)} cases are unscored")
    return tuple(why)


def failing(measured: Sequence[Measured], gates: Gates, against: Comparison | None = None) -> tuple[Failed, ...]:
    """Every gate that does not hold. A metric with nothing to say fails its gate: silence is not a pass."""
    return tuple(_failing({one.id: one for one in measured}, gates, against))


def _failing(measured: dict[str, Measured], gates: Gates, against: Comparison | None) -> Iterator[Failed]:
    for id in gates.none_of:
        if not measured[id].of:
            yield Failed(gate=id, because="there was nothing to count")
        elif measured[id].hits:
            yield Failed(gate=id, because=f"{measured[id].hits:g} of {measured[id].of:g}, where none is tolerated")
    for id in gates.all_of:
        if not measured[id].of or measured[id].hits < measured[id].of:
            yield Failed(gate=id, because=f"{measured[id].hits:g} of {measured[id].of:g}, where all are asked for")
    for id, floor in gates.at_least.items():
        low = measured[id].low
        if low is None or low < floor:
            yield Failed(gate=id, because=f"the interval starts at {_told(low)}, below {floor:g}")
    for id, ceiling in gates.at_most.items():
        value = measured[id].value
        if value is None or value > ceiling:
            yield Failed(gate=id, because=f"{_told(value)} is over {ceiling:g}")
    if against is None:
        return
    for difference in against.differences:
        if difference.id in gates.no_worse and difference.told is Told.WORSE:
            yield Failed(
                gate=difference.id,
                because=f"worse than the baseline: {_told(difference.before)} to {_told(difference.after)}",
            )
    if against.passes is Told.WORSE:
        yield Failed(gate="cases", because=f"{against.broken} cases broke and {against.fixed} were mended")


def _told(value: float | None) -> str:
    return "nothing" if value is None else f"{value:.3f}"
