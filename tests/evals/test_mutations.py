"""Lies made by rule: every kind is there, each differs where it says, and none is made where it would be true."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import evals.mutations
from evals.checker.cases import HALVES, KINDS, Case, read_half
from evals.mutations import (
    absolutes,
    agency,
    cause,
    certainty,
    comparison,
    completion,
    credit,
    dates,
    figures,
    filler,
    frequency,
    negation,
    people,
    quotes,
    reach,
)
from evals.mutations.planting import plant, tellings
from evals.mutations.rules import RULES
from evals.mutations.telling import Lie, Rule, Telling
from service.domain.brag import Corroboration
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


# Every rule, on an entry that gives it a handle and on one that does not ------------------------------------------

# Rule, a true sentence it can make a lie of, and one it must leave alone: the handle is missing, or the outcome true.
HANDLES: tuple[tuple[Rule, str, str], ...] = (
    (figures.wrong_values, "Trained 24 nurses on the new pump.", "Trained the nurses on the new pump."),
    (figures.transposed, "Answered 47 of the tickets by hand.", "Answered 66 of the tickets by hand."),
    (figures.fractions, "Cut the waiting list by a third.", "Cut the waiting list."),
    (figures.wrong_units, "Cut the build from 40 minutes to 12.", "Cut the build by a lot."),
    (figures.exchanged, "Interviewed 14 candidates and hired 3 nurses.", "Interviewed 14 candidates."),
    (figures.hedge_left_out, "Saved about £3,000 on film.", "Saved £3,000 on film."),
    (figures.from_nowhere, "Rewrote the handover sheet for nights.", "The handover sheet is not approved yet."),
    (dates.other_months, "Ran the audit in May.", "Ran the audit."),
    (dates.other_days, "Ran the audit on 14 May.", "Ran the audit in the morning."),
    (dates.other_quarters_and_years, "Closed the audit in Q3 2024.", "Closed the audit with Sam."),
    (dates.other_stretches, "Covered the ward for 3 weeks.", "Covered the ward."),
    (dates.a_date_added, "Rewrote the handover sheet.", "Rewrote the handover sheet in May, before the audit."),
    (dates.a_deadline_added, "Rewrote the handover sheet for the ward.", "The handover sheet is not approved yet."),
    (agency.higher_rungs, "Helped with the migration.", "Ran the migration."),
    (agency.led_the_effort, "Rewrote the handover sheet.", "Led the rewrite of the handover sheet."),
    (agency.leadership_added, "Rewrote the handover sheet.", "The handover sheet is not approved yet."),
    (reach.groups_widened, "Attendance in my class was 93%.", "Attendance was 93% across the whole school."),
    (reach.reach_added, "Rewrote the handover sheet for our nights.", "Rewrote the handover sheet for every ward."),
    (people.other_names, "Rewrote the handover sheet with Priya.", "Rewrote the handover sheet."),
    (people.exchanged, "Priya wrote the new sheet and Tom tested it.", "Priya and Tom wrote the new sheet."),
    (people.higher_roles, "The matron read the report.", "The director read the report."),
    (people.other_teams, "Handed the queue to the payments team.", "Handed the queue to the whole team."),
    (people.people_added, "Rewrote the handover sheet for nights.", "The handover sheet is not approved yet."),
    (completion.further_along, "Piloted the handover sheet.", "Cleaned the handover room."),
    (
        completion.adoption_added,
        "Rewrote the handover sheet for nights.",
        "Rewrote the handover sheet, which is in use.",
    ),
    (credit.co_workers_dropped, "Tom and I rebuilt the importer.", "I rebuilt the importer."),
    (credit.others_work_claimed, "Priya wrote the sheet.", "I wrote the sheet."),
    (credit.idea_claimed, "Rewrote the handover sheet with Priya.", "Rewrote the handover sheet alone."),
    (cause.after_as_because, "Complaints fell after the new rota.", "Complaints fell because of the new rota."),
    (cause.hedged_causes, "Complaints fell, probably because of the rota.", "Complaints fell because of the rota."),
    (
        cause.causes_added,
        "Complaints on the ward fell by a third.",
        "Complaints on the ward fell by a third because we staffed nights.",
    ),
    (frequency.oftener, "I sometimes cover nights.", "I cover nights."),
    (frequency.made_a_habit, "Wrote the incident report for the ward.", "Wrote the weekly incident report."),
    (certainty.hedges_dropped, "The new rota probably cut sickness.", "The new rota cut sickness."),
    (certainty.made_exact, "About 30 people came to the talk.", "30 people came to the talk."),
    (absolutes.made_absolute, "Most of the nurses came.", "The nurses came."),
    (absolutes.first_or_best, "Rewrote the handover sheet.", "Rewrote the first handover sheet."),
    (absolutes.adverbs_of_all, "Complaints fell by 12 in a month.", "Complaints fell by 12, but not all of them."),
    (comparison.turned_round, "Complaints fell from 12 to 4.", "Complaints ranged from 12 to 4."),
    (comparison.opposites, "There were 4 fewer falls in May.", "There were 4 falls in May."),
    (comparison.other_baselines, "Pass rate was 3 points up on last year.", "Pass rate was 74%."),
    (negation.negation_dropped, "The upper floors were not ordered.", "The upper floors were ordered."),
    (negation.negation_added, "The upper floors were ordered.", "The upper floors were not ordered."),
    (filler.outcome_added, "Rewrote the handover sheet for nights.", "The handover sheet is not approved yet."),
    (filler.gloss_added, "Rewrote the handover sheet for nights.", "The handover sheet is not approved yet."),
    (filler.level_claimed, "Rewrote the handover sheet for nights.", "The handover sheet is not approved yet."),
    (filler.rubric_echoed, "Rewrote the handover sheet for nights.", "The handover sheet is not approved yet."),
)
SPOKEN = (
    Corroboration(
        who="Greta Lund", role="COO", quote="It is a good start, but I would like more of it. The team is happy so far."
    ),
)
SPOKEN_RULES = (quotes.words_changed, quotes.other_speakers, quotes.stitched, quotes.from_nowhere)


def test_no_rule_goes_untried() -> None:
    assert {rule for rule, _, _ in HANDLES} | set(SPOKEN_RULES) == set(RULES)


@pytest.mark.parametrize(("rule", "handle", "bare"), HANDLES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_rule_fires_on_its_handle_and_is_quiet_without(rule: Rule, handle: str, bare: str) -> None:
    lies = list(rule(told(handle)))
    assert lies
    for lie in lies:
        assert lie.text != handle
        assert lie.kind in KINDS
        assert lie.ruling in (Ruling.OVERSTATED, Ruling.UNSUPPORTED, Ruling.CONTRADICTED)
        assert lie.rule
        assert lie.text[lie.start : lie.end].strip()
    assert list(rule(told(bare))) == []


@pytest.mark.parametrize("rule", SPOKEN_RULES, ids=lambda rule: rule.__name__)
def test_a_rule_of_quotations_needs_something_said_or_done(rule: Rule) -> None:
    written = "Rewrote the handover sheet for nights."
    lies = list(rule(Telling(a_brag_entry(text=written, corroborations=SPOKEN), "ward nurse", written)))
    assert lies
    for lie in lies:
        assert lie.kind is Kind.QUOTES
        quoted = re.findall(r'"([^"]*)"', lie.text)
        # Either the words are none that were said, or somebody else is made to say them.
        assert quoted
        assert quoted[0] not in SPOKEN[0].quote or SPOKEN[0].who not in lie.text
    assert list(rule(told("The handover sheet is not approved yet."))) == []


@pytest.mark.parametrize(
    ("rule", "true", "lie"),
    [
        (comparison.turned_round, "Complaints fell from 12 to 4.", "Complaints rose from 4 to 12."),
        (negation.negation_dropped, "Nobody was hurt in the fire.", "Everyone was hurt in the fire."),
        (negation.negation_dropped, "The bench is still without a lead.", "The bench now has a lead."),
        (negation.negation_added, "The shelf was labelled in May.", "The shelf was not labelled in May."),
        (credit.others_work_claimed, "Priya wrote the sheet.", "I wrote the sheet."),
        (agency.higher_rungs, "Helped Sister Osei rewrite the sheet.", "Rewrote the sheet."),
        (people.exchanged, "Priya wrote the sheet and Tom tested it.", "Tom wrote the sheet and Priya tested it."),
        (certainty.hedges_dropped, "The new rota probably cut sickness.", "The new rota cut sickness."),
        (completion.further_along, "The audit is due to start in May.", "The audit started in May."),
        (cause.hedged_causes, "Sickness fell, partly because of the rota.", "Sickness fell, because of the rota."),
        (figures.exchanged, "Interviewed 14 agents and hired 3 nurses.", "Interviewed 3 agents and hired 14 nurses."),
    ],
)
def test_a_lie_is_the_english_a_person_would_write(rule: Rule, true: str, lie: str) -> None:
    assert lie in {one.text for one in rule(told(true))}


def test_a_changed_span_is_the_whole_of_the_changed_word() -> None:
    units = [lie for lie in dates.other_stretches(told("Covered the ward for 3 weeks.")) if lie.rule == "dates.unit"]
    assert [lie.text[lie.start : lie.end] for lie in units] == ["months"]


@pytest.mark.parametrize(
    "text",
    [
        "Filled 9 of 14 open roles.",  # five were not filled
        "Drafted two of the six chapters.",
        "Drafted a third of the chapters.",
        "Two of the six chapters were drafted by me.",
        "Of what went out to 62 covers, two plates were sent back.",
        "Sixty per cent of the actions were carried out.",
        "200 sheets were ordered rather than 120.",  # "were not ordered rather than" is no English
    ],
)
def test_a_not_beside_a_part_of_a_whole_is_no_lie(text: str) -> None:
    assert list(negation.negation_added(told(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thirteen of the 34 budget holders did not come.",  # 21 came, so thirteen did
        "Three of the eight actions were still open.",
        "One in three of the trials did not pass.",
    ],
)
def test_dropping_the_not_beside_a_part_of_a_whole_is_no_lie(text: str) -> None:
    assert list(negation.negation_dropped(told(text))) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (comparison.opposites, "Replies took 11 hours longer than promised."),
        (cause.after_as_because, "The score rose by 0.3 in the quarter after the refit."),
        (agency.higher_rungs, "Phasing was my part of the refit."),
        (credit.co_workers_dropped, "Shared first authorship of the article with Dilek."),
        (credit.others_work_claimed, "The report, its first half by me and the rest by Idris, was filed."),
        (completion.further_along, "Replaced a fifth of the Statistics 1 lectures."),
        (reach.groups_widened, "Kept a list for my own 18 accounts."),
        (reach.reach_added, "Wrote the incident up."),
    ],
)
def test_no_sentence_is_made_that_nobody_would_write(rule: Rule, text: str) -> None:
    for lie in rule(told(text)):
        new = lie.text[lie.start : lie.end]
        # What would have come of it: "took 11 hours shorter", "in the quarter thanks to the refit", "sole ... with".
        assert not re.search(r"took .*shorter|quarter (?:thanks|because)|was my leadership|[Ss]ole .*with", lie.text)
        assert not re.search(r"by me .* by me|all 1\b|own \w+ across|up (?:through|across)", lie.text), new


# A rule fires where its outcome is a lie, and only there ------------------------------------------------------------


def test_a_dropped_hedge_is_made_only_where_the_entry_hedges() -> None:
    assert made(certainty.RULES, told("The new rota probably cut sickness."))
    assert made(certainty.RULES, told("The new rota cut sickness.")) == []


def test_about_is_made_exact_only_where_the_entry_has_no_plain_figure() -> None:
    assert made(certainty.RULES, told("About 30 people came to the talk."))
    assert made(certainty.RULES, told("About 30 people came.", entry="30 people came, about 20 stayed.")) == []


def test_a_wrong_figure_is_never_one_the_entry_bears_out() -> None:
    telling = told("Cut errors from 48 to 36.", entry="Cut errors from 48 to 36. That is 12 fewer, a quarter.")
    bearing = figures.borne_out(telling)
    assert {12, 25, 36, 48, 84} <= bearing
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
