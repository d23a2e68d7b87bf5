"""Each of the seventeen kinds, through the whole panel: its lie is caught under its name, its truth passes."""

import pytest

from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.verification.panel import Panel
from tests.builders import a_brag_entry, a_dimension, a_quote, a_rubric

PANEL = Panel(None, None)

ENTRY = (
    "Helped Bea plan the flu clinic for our ward in October. About 40 staff came, I think. Sick days fell from 12 to 9 "
    "afterwards. Wrote the clinic rota with Sam. A poster on it is in review. The matron did not ask for a second one."
)
LIES: list[tuple[Kind, str]] = [
    (Kind.FIGURES, "Sick days fell from 14 to 9 afterwards."),
    (Kind.DATES, "Helped Bea plan the flu clinic in November."),
    (Kind.AGENCY, "Led the planning of the flu clinic with Bea in October."),
    (Kind.REACH, "Helped Bea plan the flu clinic for the whole hospital."),
    (Kind.PEOPLE, "Helped Nadia plan the flu clinic for our ward."),
    (Kind.QUOTES, 'Bea said "the best clinic we ever ran".'),
    (Kind.COMPLETION, "Published a poster on the clinic."),
    (Kind.CREDIT, "Wrote the clinic rota."),
    (Kind.CAUSE, "Sick days fell from 12 to 9 because of the flu clinic."),
    (Kind.FREQUENCY, "Regularly helped Bea plan flu clinics for our ward."),
    (Kind.CERTAINTY, "40 staff came to the flu clinic."),
    (Kind.ABSOLUTES, "Helped Bea plan the first flu clinic for our ward."),
    (Kind.COMPARISON, "Sick days rose from 9 to 12 afterwards."),
    (Kind.NEGATION, "The matron asked for a second one."),
    (Kind.LEVEL, "Helped Bea plan the flu clinic, operating at senior nurse level."),
    (Kind.RUBRIC_ECHO, "Turns murky requests into plans that others carry out, as with the flu clinic for our ward."),
    (Kind.INVENTION, "Helped Bea plan the flu clinic, which boosted morale on our ward."),
]
TRUTHS: list[tuple[Kind, str]] = [
    (Kind.FIGURES, "Sick days fell by three afterwards, from 12 to 9."),
    (Kind.DATES, "Helped Bea plan the flu clinic in autumn 2025."),
    (Kind.AGENCY, "Assisted Bea in planning the flu clinic for our ward."),
    (Kind.REACH, "Helped Bea plan the flu clinic for the ward."),
    (Kind.PEOPLE, "Helped Bea plan the flu clinic."),
    (Kind.QUOTES, 'Bea said "it ran like clockwork".'),
    (Kind.COMPLETION, "A poster on the clinic is still in review."),
    (Kind.CREDIT, "Sam and I wrote the clinic rota."),
    (Kind.CAUSE, "After the flu clinic, sick days fell from 12 to 9."),
    (Kind.FREQUENCY, "Helped Bea plan the flu clinic."),
    (Kind.CERTAINTY, "I think about 40 staff came."),
    (Kind.ABSOLUTES, "Helped Bea plan the flu clinic for our ward."),
    (Kind.COMPARISON, "Sick days fell to 9, from 12."),
    (Kind.NEGATION, "The matron asked for no second one."),
    (Kind.LEVEL, "Helped Bea plan the flu clinic for our ward in October."),
    (Kind.RUBRIC_ECHO, "Helped Bea plan the clinic for our ward."),
    (Kind.INVENTION, "Helped Bea plan the flu clinic; sick days fell afterwards."),
]
SIDE_BY_SIDE = "The flu clinic was in October. Sick days fell from 12 to 9 afterwards."
RUBRIC = a_rubric(a_dimension(next="Turns murky requests into plans that others carry out."))


def ruled(sentence: str, text: str) -> tuple[Ruling, set[Kind]]:
    said = a_quote("it ran like clockwork", "Bea", "Practice nurse")
    entry = a_brag_entry(text, when="2025-10", corroborations=[said])
    ruled = PANEL.rule_by_code(Claim(text=sentence, cites=(entry.id,)), Evidence(cited=(entry,), rubric=RUBRIC))
    return ruled.verdict.ruling, {finding.kind for finding in ruled.findings}


@pytest.mark.parametrize(("kind", "lie"), LIES, ids=[kind.value for kind, _ in LIES])
def test_a_lie_of_each_kind_is_caught_under_its_name(kind: Kind, lie: str) -> None:
    ruling, kinds = ruled(lie, SIDE_BY_SIDE if kind is Kind.CAUSE else ENTRY)
    assert ruling is not Ruling.SUPPORTED
    assert kind in kinds


@pytest.mark.parametrize(("kind", "truth"), TRUTHS, ids=[kind.value for kind, _ in TRUTHS])
def test_the_truth_beside_it_is_supported(kind: Kind, truth: str) -> None:
    ruling, kinds = ruled(truth, SIDE_BY_SIDE if kind is Kind.CAUSE else ENTRY)
    assert kind not in kinds
    assert ruling is Ruling.SUPPORTED


def test_no_kind_that_judges_a_sentence_is_left_out() -> None:
    whole = {Kind.CITATION, Kind.WORDING, Kind.VERBATIM, Kind.ENTAILMENT}
    assert {kind for kind, _ in LIES} == {kind for kind, _ in TRUTHS} == set(Kind) - whole
