"""What a run is measured by: each figure counted case by case, with a 95 % interval from resampling whole cases."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict

from evals.suite import reading
from evals.suite.cases import Case
from evals.suite.grading import Grader
from evals.suite.runs import CaseRun, Run
from service.domain.claims import Kind

RESAMPLES = 2_000
SEED = 20_260_101


class Better(StrEnum):
    """Which way a figure should move."""

    HIGHER = "higher"
    LOWER = "lower"


class Share(NamedTuple):
    """`hits` of `of` in one case; a mean counts its sum in `hits`. A case with `of` 0 has nothing to say."""

    hits: float
    of: float


class Metric(NamedTuple):
    """One figure and how it is counted in a case. `by_checker`: it rests on the service's own verdicts, and so says
    how well the prompt fares with the checker, never how good the checker is."""

    id: str
    says: str
    better: Better
    counted: Callable[["Scored"], Share]
    by_checker: bool = False


class Scored(NamedTuple):
    """A case, what came of it, and what grades it."""

    case: Case
    run: CaseRun
    grader: Grader


class Measured(BaseModel):
    """A figure over all cases. `value` is hits/of, None where no case has anything to say; `low` and `high` its 95 %
    interval; `cases` how many had something to say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    says: str
    better: Better
    hits: float
    of: float
    value: float | None
    low: float | None
    high: float | None
    cases: int
    by_checker: bool = False


def _lies_caught(one: Scored) -> Share:
    lies = [planted for planted in one.run.planted if planted.kind]
    return Share(sum(not planted.released for planted in lies), len(lies))


def _truths_withheld(one: Scored) -> Share:
    truths = [planted for planted in one.run.planted if not planted.kind]
    return Share(sum(not planted.released for planted in truths), len(truths))


def _rulings_right(one: Scored) -> Share:
    caught = [planted for planted in one.run.planted if planted.kind and planted.ruling and not planted.released]
    return Share(sum(planted.ruling is planted.expected for planted in caught), len(caught))


def _released_untrue(one: Scored) -> Share:
    grades = [one.grader.grade(one.case, sentence) for sentence in one.run.released]
    known = [grade for grade in grades if grade is not None]
    return Share(sum(not grade for grade in known), len(known))


def _released_ungraded(one: Scored) -> Share:
    grades = [one.grader.grade(one.case, sentence) for sentence in one.run.released]
    return Share(sum(grade is None for grade in grades), len(grades))


def _never_words(one: Scored) -> Share:
    texts = [sentence.text for sentence in one.run.released] + [rewritten.after for rewritten in one.run.rewritten]
    return Share(sum(reading.holds_any(text, one.case.never) for text in texts), len(texts))


def _proposed_adrift(one: Scored) -> Share:
    drift = [reading.adrift(sentence.text, sentence.cites, one.case) for sentence in one.run.proposed]
    return Share(sum(drift), len(drift))


def _proposed_withheld(one: Scored) -> Share:
    return Share(len(one.run.withheld), len(one.run.proposed))


def _by_model(one: Scored) -> Share:
    leads = [sentence for sentence in one.run.released if sentence.leads]
    return Share(sum(sentence.by == "model" for sentence in leads), len(leads))


def _coverage(one: Scored) -> Share:
    if one.run.unscored:
        return Share(0, 0)
    strongest = {one.case.entry(truth.about).id for truth in one.case.truths if truth.strongest}
    told = {cite for sentence in one.run.released for cite in sentence.cites}
    return Share(len(strongest & told), len(strongest))


def _figures_kept(one: Scored) -> Share:
    return Share(*reading.figures_kept([sentence for sentence in one.run.released if sentence.by == "model"], one.case))


def _citation_precision(one: Scored) -> Share:
    shares = [reading.citation_precision(sentence, one.case) for sentence in one.run.released]
    return Share(sum(shares), len(shares))


def _citation_recall(one: Scored) -> Share:
    shares = [reading.citation_recall(sentence, one.case) for sentence in one.run.released]
    return Share(sum(shares), len(shares))


def _leads_with_outcome(one: Scored) -> Share:
    outcomes = {one.case.entry(truth.about).id: truth.outcome for truth in one.case.truths if truth.outcome}
    leads = [s for s in one.run.released if s.leads and s.by == "model" and s.cites[0] in outcomes]
    return Share(sum(reading.leads_with(sentence.text, outcomes[sentence.cites[0]]) for sentence in leads), len(leads))


def _gaps_found(one: Scored) -> Share:
    asked = {(gap.kind, gap.entry, gap.dimension) for gap in one.run.gaps}
    found = 0
    for wanted in one.case.gaps:
        entry = one.case.entry(wanted.about).id if wanted.about else None
        found += any(
            kind is wanted.kind
            and (entry is None or about == entry)
            and (wanted.dimension is None or dimension == wanted.dimension)
            for kind, about, dimension in asked
        )
    return Share(found, len(one.case.gaps))


def _questions_sound(one: Scored) -> Share:
    # The packet and each rewrite are asked for on their own: what one of them asks is new in the other.
    asked = [[gap.question for gap in one.run.gaps], *([*each.questions] for each in one.run.rewritten)]
    return Share(sum(reading.sound_questions(questions, one.case) for questions in asked), sum(map(len, asked)))


def _mean_of(pick: Callable[[CaseRun], float]) -> Callable[[Scored], Share]:
    def count(one: Scored) -> Share:
        return Share(pick(one.run), 0 if one.run.unscored else 1)

    return count


METRICS: tuple[Metric, ...] = (
    Metric("lies_caught", "planted lies not released", Better.HIGHER, _lies_caught),
    Metric("truths_withheld", "planted honest tellings not released", Better.LOWER, _truths_withheld),
    Metric("rulings_right", "caught lies given the right ruling", Better.HIGHER, _rulings_right),
    Metric("released_untrue", "released sentences graded untrue", Better.LOWER, _released_untrue),
    Metric("released_ungraded", "released sentences nobody has graded", Better.LOWER, _released_ungraded),
    Metric("never_words", "texts with words the case forbids", Better.LOWER, _never_words),
    Metric("proposed_adrift", "proposed that drifts from its notes", Better.LOWER, _proposed_adrift),
    Metric("proposed_withheld", "withheld for each sentence proposed", Better.LOWER, _proposed_withheld, True),
    Metric("by_model", "bullets that stand in the model's words", Better.HIGHER, _by_model, True),
    Metric("coverage", "strongest entries told", Better.HIGHER, _coverage),
    Metric("figures_kept", "figures of the told entries kept by the model", Better.HIGHER, _figures_kept),
    Metric("citation_precision", "cited entries a sentence draws on", Better.HIGHER, _citation_precision),
    Metric("citation_recall", "words of a sentence that stand in what it cites", Better.HIGHER, _citation_recall),
    Metric("leads_with_outcome", "bullets that lead with the outcome", Better.HIGHER, _leads_with_outcome),
    Metric("gaps_found", "expected gaps asked about", Better.HIGHER, _gaps_found),
    Metric("questions_sound", "questions answerable, not leading, not repeated", Better.HIGHER, _questions_sound),
    Metric("calls", "model calls a case", Better.LOWER, _mean_of(lambda run: run.usage.calls)),
    Metric("prompt_tokens", "prompt tokens a case", Better.LOWER, _mean_of(lambda run: run.usage.prompt_tokens)),
    Metric("reply_tokens", "reply tokens a case", Better.LOWER, _mean_of(lambda run: run.usage.completion_tokens)),
    Metric("seconds", "seconds of model time a case", Better.LOWER, _mean_of(lambda run: run.seconds)),
)  # fmt: skip


def scored(run: Run, cases: Sequence[Case], grader: Grader) -> list[Scored]:
    """The run's cases beside their files, in the run's order."""
    by_id = {case.id: case for case in cases}
    return [Scored(by_id[one.case.split("#")[0]], one, grader) for one in run.cases]


def measure(ones: Sequence[Scored]) -> tuple[Measured, ...]:
    """Every metric over these cases."""
    return tuple(_measured(metric, [metric.counted(one) for one in ones]) for metric in METRICS)


def by_kind(ones: Sequence[Scored]) -> tuple[Measured, ...]:
    """The share of planted lies not released, kind by kind; `id` is the kind."""
    kinds = sorted({planted.kind for one in ones for planted in one.run.planted if planted.kind})

    def counter(kind: Kind) -> Callable[[Scored], Share]:
        def count(one: Scored) -> Share:
            lies = [planted for planted in one.run.planted if planted.kind is kind]
            return Share(sum(not planted.released for planted in lies), len(lies))

        return count

    return tuple(
        _measured(metric, [metric.counted(one) for one in ones])
        for metric in (Metric(kind, f"{kind} lies not released", Better.HIGHER, counter(kind)) for kind in kinds)
    )


def _measured(metric: Metric, shares: Sequence[Share]) -> Measured:
    low, high = interval(shares)
    hits, of = sum(share.hits for share in shares), sum(share.of for share in shares)
    return Measured(
        id=metric.id,
        says=metric.says,
        better=metric.better,
        hits=hits,
        of=of,
        value=hits / of if of else None,
        low=low,
        high=high,
        cases=sum(bool(share.of) for share in shares),
        by_checker=metric.by_checker,
    )


def interval(shares: Sequence[Share]) -> tuple[float | None, float | None]:
    """The 2.5th and 97.5th percentile of hits/of when whole cases are drawn again with replacement."""
    kept = np.array([share for share in shares if share.of], dtype=np.float64)
    if not len(kept):
        return None, None
    draws = np.random.default_rng(SEED).integers(0, len(kept), (RESAMPLES, len(kept)))
    sums = kept[draws].sum(axis=1)
    rates = sums[:, 0] / sums[:, 1]
    low, high = np.percentile(rates, (2.5, 97.5))
    return float(low), float(high)
