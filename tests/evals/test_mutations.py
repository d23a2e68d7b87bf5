"""Lies made by rule: every kind is there, each differs where it says, and none is made where it would be true."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import evals.mutations
from evals.checker.cases import HALVES, KINDS, Case, read_half
from evals.mutations import agency, cause, certainty, comparison, completion, credit, dates, figures, filler, negation
from evals.mutations.planting import plant, tellings
from evals.mutations.telling import Lie, Rule, Telling
from service.domain.claims import Kind, Ruling
from tests.builders import a_brag_entry

Planted = list[tuple[Case, Lie]]


@pytest.fixture(scope="module")
def planted() -> Planted:
    cases = [case for half in HALVES for case in read_half(half).cases]
    return [(case, lie) for case in cases for lie in plant(case.entry, case.profession, case.honest)]


def told(text: str, *, entry: str | None = None, profession: str = "ward nurse", when: str | None = None) -> Telling:
    return Telling(a_brag_entry(text=entry or text, when=when), profession, text)


def made(rules: tuple[Rule, ...], telling: Telling, kind: Kind | None = None) -> list[Lie]:
    return [lie for rule in rules for lie in rule(telling) if kind in (None, lie.kind)]


def test_every_kind_has_at_least_sixty_rows_over_both_halves(planted: Planted) -> None:
    counts = Counter(lie.kind for _, lie in planted)
    assert {kind.value: counts[kind] for kind in KINDS if counts[kind] < 60} == {}


def test_no_lie_repeats_its_source_or_the_entry_and_none_is_made_twice(planted: Planted) -> None:
    seen = Counter((case.entry.id, lie.text) for case, lie in planted)
    assert [key for key, count in seen.items() if count > 1] == []
    for case, lie in planted:
        assert lie.text != lie.source
        assert lie.text not in case.honest
        assert lie.text not in case.entry.text


def test_the_changed_span_stands_in_the_lie_and_holds_something_to_point_at(planted: Planted) -> None:
    for case, lie in planted:
        assert 0 <= lie.start < lie.end <= len(lie.text), case.entry.id
        assert lie.text[lie.start : lie.end].strip(), case.entry.id


def test_what_stands_outside_the_changed_span_stands_in_the_source(planted: Planted) -> None:
    for _, lie in planted:
        if lie.kind is not Kind.QUOTES:
            outside = f"{lie.text[: lie.start]} {lie.text[lie.end :]}".lower()
            kept = set(re.findall(r"\w+", outside)) - {"i", "was", "to", "the", "and", "but"}
            new = kept - set(re.findall(r"\w+", lie.source.lower()))
            # "I was the first to write": the verb goes back to its base.
            assert len(new) <= 1, lie.rule


def test_lies_read_as_sentences(planted: Planted) -> None:
    for _, lie in planted:
        assert "  " not in lie.text.replace("\n", " "), lie.rule
        assert not re.search(r" [,.;]|,,|,\.|\{|\}", lie.text), lie.rule
        assert not re.search(r"\b(\w{3,}) \1\b", lie.text) or re.search(r"\b(\w{3,}) \1\b", lie.source), lie.rule


def test_planting_twice_yields_the_same_lies_in_the_same_order(planted: Planted) -> None:
    for case in read_half("development").cases[:10]:
        again = plant(case.entry, case.profession, case.honest)
        assert again == tuple(lie for other, lie in planted if other.entry.id == case.entry.id)


def test_only_rulings_a_lie_can_have_are_given(planted: Planted) -> None:
    given = {lie.ruling for _, lie in planted}
    assert given <= {Ruling.OVERSTATED, Ruling.UNSUPPORTED, Ruling.CONTRADICTED}


def test_no_rule_borrows_the_checkers_word_lists() -> None:
    allowed = {"service.domain.brag", "service.domain.claims", "service.domain.when"}
    for path in Path(evals.mutations.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("service"):
                assert node.module in allowed, path.name


# A rule fires where its outcome is a lie, and only there ------------------------------------------------------------


def test_a_dropped_hedge_is_made_only_where_the_entry_hedges() -> None:
    assert made(certainty.RULES, told("The new rota probably cut sickness."))
    assert made(certainty.RULES, told("The new rota cut sickness.")) == []


def test_about_is_made_exact_only_where_the_entry_has_no_plain_figure() -> None:
    assert made(certainty.RULES, told("About 30 people came to the talk."))
    assert made(certainty.RULES, told("About 30 people came.", entry="30 people came, about 20 stayed.")) == []


def test_a_wrong_figure_is_never_one_the_entry_bears_out() -> None:
    telling = told("Cut errors from 40 to 30.", entry="Cut errors from 40 to 30. That is 10 fewer, a quarter.")
    bearing = figures.borne_out(telling)
    assert {10, 25, 30, 40, 70} <= bearing
    wrong = [lie for lie in made(figures.RULES, telling, Kind.FIGURES) if lie.rule == "figures.value"]
    assert wrong
    for lie in wrong:
        assert float(re.findall(r"\d+", lie.text[lie.start : lie.end])[0]) not in bearing


def test_a_bound_is_moved_only_to_where_it_becomes_false() -> None:
    for lie in made(figures.RULES, told("Trained more than 30 nurses."), Kind.FIGURES):
        if lie.rule == "figures.value":
            assert int(lie.text[lie.start : lie.end]) > 30
    for lie in made(figures.RULES, told("Answered in under 50 minutes."), Kind.FIGURES):
        if lie.rule == "figures.value":
            assert int(lie.text[lie.start : lie.end]) < 50


@pytest.mark.parametrize(
    "text", ["Moved to Ward 7 with the team.", "Wrote it in 2024 for us all.", "Met on 14 March with them."]
)
def test_labels_years_and_dates_are_no_amounts(text: str) -> None:
    assert list(figures.amounts(told(text))) == []


def test_another_month_is_none_the_entry_covers() -> None:
    telling = told("The audit ran in May.", when="2025-03..2025-07")
    for lie in made(dates.RULES, telling, Kind.DATES):
        if lie.rule == "dates.month":
            assert lie.text[lie.start : lie.end] not in ("March", "April", "May", "June", "July")


def test_a_higher_rung_needs_a_lower_one() -> None:
    rungs = [lie for lie in made(agency.RULES, told("Helped with the migration.")) if lie.rule == "agency.rung"]
    assert [lie.ruling for lie in rungs] == [Ruling.OVERSTATED]
    assert "Helped" not in rungs[0].text
    assert made(agency.RULES, told("Led the migration.")) == []


def test_a_dropped_co_worker_was_there() -> None:
    lies = made(credit.RULES, told("Tom and I rebuilt the importer."))
    assert lies
    assert all("Tom" not in lie.text for lie in lies if lie.rule == "credit.name")
    assert made(credit.RULES, told("I rebuilt the importer.")) == []


def test_agreeing_with_somebody_is_not_sharing_the_work() -> None:
    assert [
        lie for lie in made(credit.RULES, told("Checked with Anna before sending it.")) if lie.rule == "credit.name"
    ] == []


def test_a_plan_is_told_as_done_and_a_deed_is_left_alone() -> None:
    assert made((completion.further_along,), told("Piloted the handover sheet on one shift."))
    assert made((completion.further_along,), told("Cleaned the handover room on one shift.")) == []


def test_after_becomes_because_only_where_no_cause_stands() -> None:
    assert made((cause.after_as_because,), told("Complaints fell after the new rota."))
    assert made((cause.after_as_because,), told("Complaints fell after the new rota because we staffed nights.")) == []


def test_before_and_after_are_turned_with_their_verb() -> None:
    (lie,) = made((comparison.turned_round,), told("Complaints fell from 12 to 4."))
    assert lie.text == "Complaints rose from 4 to 12."


def test_a_not_is_left_out_only_where_one_stands() -> None:
    (lie,) = made((negation.negation_dropped,), told("The upper floors were not ordered."))
    assert lie.text == "The upper floors were ordered."
    assert made((negation.negation_dropped,), told("The upper floors were ordered.")) == []


def test_filler_is_glued_only_to_work_done_and_never_says_what_the_entry_says() -> None:
    assert made(filler.RULES, told("Rewrote the handover sheet for nights."), Kind.INVENTION)
    assert made(filler.RULES, told("The handover sheet is not approved yet."), Kind.INVENTION) == []
    entry = "Rewrote the handover sheet for nights. It improved patient safety and continuity of care."
    for lie in made(filler.RULES, told("Rewrote the handover sheet for nights.", entry=entry), Kind.INVENTION):
        assert "safety" not in lie.text.removeprefix(lie.source)


def test_an_entry_yields_its_sentences_and_rewordings_once() -> None:
    entry = a_brag_entry(
        text="Wrote the guide for Dr. Osei's ward. Two wards use it.", outcome="Falls went from 6 to 4."
    )
    texts = [telling.text for telling in tellings(entry, "nurse", ["Wrote the guide for Dr. Osei's ward."])]
    assert texts == ["Wrote the guide for Dr. Osei's ward.", "Two wards use it.", "Falls went from 6 to 4."]
