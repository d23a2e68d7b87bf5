"""Two runs compared: real turns are told, chance is not, and what cannot be compared is refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.suite.cases import Case, Family, Trap, Truth
from evals.suite.comparing import Comparison, Told, compare, mcnemar
from evals.suite.gates import Gates, failing, read_gates, unusable
from evals.suite.grading import Grader, Label, evidence_of
from evals.suite.metrics import measure, scored
from evals.suite.runs import CaseRun, Made, Planted, Released, Run
from service.domain.brag import EntryId
from service.domain.claims import Kind, Ruling
from service.domain.packet import DraftedBy, Usage
from service.domain.rubric import DimensionId
from service.errors import Invalid
from tests.builders import a_brag_entry, a_dimension, a_log, a_rubric

TRUE, UNTRUE = "Cut the run to two hours.", "Cut every run to two hours."
ENTRY = a_brag_entry("Cut the run to two hours. Told nobody.", id="e1")


def a_case(n: int) -> Case:
    return Case(
        id=f"case-{n:02}",
        family=Family.HONEST,
        tries="comparing",
        log=a_log(ENTRY),
        rubric=a_rubric(a_dimension("scope")),
        truths=(Truth(about="Told nobody", strongest=True, outcome="two hours"),),
        traps=(Trap(about="Told nobody", text=UNTRUE, kind=Kind.ABSOLUTES),),
        never=("Kubernetes",),
        gaps=(),
        bullets=(),
        digest=str(n),
    )


CASES = tuple(a_case(n) for n in range(20))


def a_case_run(
    case: Case, text: str = TRUE, *, by: DraftedBy = DraftedBy.MODEL, caught: bool = True, unscored: str = ""
) -> CaseRun:
    said = Released(text=text, cites=(EntryId("e1"),), by=by, dimension=DimensionId("scope"), leads=True)
    planted = Planted(
        about=EntryId("e1"),
        text=UNTRUE,
        kind=Kind.ABSOLUTES,
        released=not caught,
        ruling=Ruling.OVERSTATED if caught else Ruling.SUPPORTED,
        expected=Ruling.OVERSTATED,
    )
    return CaseRun(
        case=case.id,
        family=case.family,
        digest=case.digest,
        released=() if unscored else (said,),
        planted=(planted,),
        usage=Usage(calls=1, prompt_tokens=100),
        unscored=unscored,
    )


def a_run(runs: Sequence[CaseRun], **made: str) -> Run:
    whole = {
        "service": "1",
        "model": "m",
        "base_url": "u",
        "samples": 1,
        "prompts": {},
        "judge": "none",
        "cases": {run.case: run.digest for run in runs},
        "checker": "c",
        "embedder": "e",
    }
    return Run(name=made.pop("name", "run"), made=Made.model_validate({**whole, **made}), cases=tuple(runs))


EVIDENCE = evidence_of(CASES[0], a_case_run(CASES[0], UNTRUE).released[0])
LABELS = Grader((Label(evidence=EVIDENCE, text=UNTRUE, true=False),))


def compared(before: Run, after: Run) -> Comparison:
    return compare(before, after, scored(before, CASES, LABELS), scored(after, CASES, LABELS))


def all_good(**made: str) -> Run:
    return a_run([a_case_run(case) for case in CASES], **made)


def told(comparison: Comparison, metric: str) -> Told:
    return next(difference.told for difference in comparison.differences if difference.id == metric)


def test_the_same_run_twice_is_the_same_in_everything() -> None:
    found = compared(all_good(), all_good())
    assert {difference.told for difference in found.differences if difference.change is not None} == {Told.SAME}
    assert (found.fixed, found.broken, found.moved) == (0, 0, ())


def test_lies_released_in_half_of_the_cases_are_worse_and_named() -> None:
    after = a_run([a_case_run(case, UNTRUE if n % 2 else TRUE) for n, case in enumerate(CASES)])
    found = compared(all_good(), after)
    assert told(found, "released_untrue") is Told.WORSE
    assert found.passes is Told.WORSE
    assert found.broken == len(found.moved) == 10
    assert found.moved[0].only_after == (UNTRUE,)
    assert found.moved[0].only_before == (TRUE,)


def test_fewer_model_bullets_in_most_cases_is_worse_and_the_other_way_round_better() -> None:
    verbatim = a_run(
        [a_case_run(case, by=DraftedBy.VERBATIM if n % 4 else DraftedBy.MODEL) for n, case in enumerate(CASES)]
    )
    assert told(compared(all_good(), verbatim), "by_model") is Told.WORSE
    assert told(compared(verbatim, all_good()), "by_model") is Told.BETTER


def test_one_case_that_moved_out_of_twenty_cannot_be_told_from_chance() -> None:
    after = a_run([a_case_run(case, UNTRUE if n == 3 else TRUE) for n, case in enumerate(CASES)])
    found = compared(all_good(), after)
    assert told(found, "released_untrue") is Told.CANNOT_TELL
    assert found.passes is Told.CANNOT_TELL


def test_a_few_cases_are_never_told_apart_however_they_turn() -> None:
    before = a_run([a_case_run(case) for case in CASES[:4]])
    after = a_run([a_case_run(case, by=DraftedBy.VERBATIM) for case in CASES[:4]])
    assert told(compared(before, after), "by_model") is Told.CANNOT_TELL


@pytest.mark.parametrize(
    "other",
    [{"model": "n"}, {"base_url": "v"}, {"judge": "j"}, {"checker": "d"}, {"embedder": "f"}],
    ids=lambda made: next(iter(made)),
)
def test_runs_made_with_something_else_are_refused(other: dict[str, str]) -> None:
    found = compared(all_good(), all_good(**other))
    assert found.refused
    assert found.differences == ()


def test_runs_over_other_cases_or_changed_cases_are_refused() -> None:
    fewer = a_run([a_case_run(case) for case in CASES[:10]])
    assert compared(all_good(), fewer).refused
    changed = a_run([a_case_run(case).model_copy(update={"digest": "other"}) for case in CASES])
    assert compared(all_good(), changed).refused


def test_unscored_cases_count_neither_for_nor_against() -> None:
    after = a_run([a_case_run(case, unscored="not recorded" if n % 2 else "") for n, case in enumerate(CASES)])
    found = compared(all_good(), after)
    assert told(found, "released_untrue") is Told.SAME
    nothing = a_run([a_case_run(case, unscored="not recorded") for case in CASES])
    assert compared(all_good(), nothing).refused


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_symmetric_a_probability_and_sure_only_of_uneven_splits(fixed: int, broken: int) -> None:
    p = mcnemar(fixed, broken)
    assert 0 < p <= 1
    assert p == mcnemar(broken, fixed)
    assert mcnemar(fixed, fixed) == 1


def test_mcnemar_is_the_exact_two_sided_binomial() -> None:
    assert mcnemar(0, 6) == pytest.approx(2 / 2**6)
    assert mcnemar(1, 9) == pytest.approx(2 * 11 / 2**10)


GATES = Gates(
    cases=20,
    none_of=("released_untrue", "never_words"),
    at_least={"lies_caught": 0.9},
    at_most={"released_ungraded": 0.1},
    no_worse=("by_model",),
)


def gates_of(run: Run, against: Comparison | None = None) -> set[str]:
    return {failed.gate for failed in failing(measure(scored(run, CASES, LABELS)), GATES, against)}


def test_a_good_run_holds_every_gate() -> None:
    assert gates_of(all_good()) == set()
    assert unusable(all_good(), GATES) == ()


def test_a_single_untrue_sentence_or_forbidden_word_fails() -> None:
    assert gates_of(a_run([a_case_run(case, UNTRUE if n == 0 else TRUE) for n, case in enumerate(CASES)])) == {
        "released_untrue"
    }
    forbidden = "Cut the run to two hours with Kubernetes."
    assert "never_words" in gates_of(
        a_run([a_case_run(case, forbidden if n == 0 else TRUE) for n, case in enumerate(CASES)])
    )


def test_a_floor_is_held_by_the_lower_end_of_the_interval() -> None:
    # 18 of 20 are 0.9 exactly, and the interval reaches below it.
    run = a_run([a_case_run(case, caught=n > 1) for n, case in enumerate(CASES)])
    assert gates_of(run) == {"lies_caught"}


def test_sentences_nobody_has_graded_fail_when_there_are_too_many() -> None:
    ungraded = "The run takes two hours now."
    assert "released_ungraded" in gates_of(a_run([a_case_run(case, ungraded) for case in CASES]))


def test_a_significant_turn_for_the_worse_fails_though_every_floor_holds() -> None:
    after = a_run([a_case_run(case, by=DraftedBy.VERBATIM) for case in CASES])
    assert gates_of(after) == set()
    assert gates_of(after, compared(all_good(), after)) == {"by_model"}


def test_silence_is_not_a_pass() -> None:
    nothing = a_run([a_case_run(case, unscored="not recorded") for case in CASES])
    assert gates_of(nothing) >= {"released_untrue", "never_words", "released_ungraded"}
    assert unusable(nothing, GATES)
    assert unusable(a_run([]), GATES)


def test_gates_that_name_no_metric_are_refused(tmp_path: Path) -> None:
    odd = tmp_path / "gates.toml"
    odd.write_text('cases = 1\nnone_of = ["lies_told"]\n')
    with pytest.raises(Invalid, match="lies_told"):
        read_gates(odd)
    odd.write_text("cases = 1\nnone_of = [\n")
    with pytest.raises(Invalid, match="gates"):
        read_gates(odd)
    assert read_gates().cases >= 40
