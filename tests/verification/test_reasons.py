"""The reason shown is the gravest and most specific one: what the entry says otherwise, before whose deed it was."""

import pytest

from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.verification.panel import Panel, Ruled
from tests.builders import a_brag_entry

PANEL = Panel(None, None)


def ruled(entry: str, claim: str) -> Ruled:
    cited = a_brag_entry(entry)
    return PANEL.rule_by_code(Claim(text=claim, cites=(cited.id,)), Evidence(cited=(cited,)))


@pytest.mark.parametrize(
    ("entry", "claim", "kind"),
    [
        ("We shipped to 3 of the 5 regions.", "Shipped to all 5 regions.", Kind.FIGURES),
        ("We cut the wait from 4 h to 3 h.", "Cut the wait from 4 h to 1 h.", Kind.FIGURES),
        ("We trained 12 nurses.", "Trained 14 nurses.", Kind.FIGURES),
        ("We did not launch the app.", "Launched the app.", Kind.NEGATION),
        ("We piloted the form on two wards.", "Rolled the form out to all wards.", Kind.COMPLETION),
        ("We planned to close two offices.", "Closed two offices.", Kind.COMPLETION),
        ("Planned to close two offices.", "Closed two offices.", Kind.COMPLETION),
    ],
)
def test_what_the_entry_says_otherwise_is_told_before_whose_deed_it_was(entry: str, claim: str, kind: Kind) -> None:
    found = ruled(entry, claim)
    assert found.verdict.settled_by is kind
    assert found.verdict.because in {finding.because for finding in found.findings if finding.kind is kind}


def test_with_nothing_graver_the_shared_credit_is_the_reason() -> None:
    assert ruled("We trained 12 nurses.", "Trained 12 nurses.").verdict.settled_by is Kind.CREDIT


@pytest.mark.parametrize(
    ("entry", "claim"),
    [
        ("The board planned to close two offices.", "Closed two offices."),
        ("The council proposed closing two lanes.", "Closed two lanes."),
    ],
)
def test_anothers_plan_is_told_as_a_plan_and_not_as_a_deed(entry: str, claim: str) -> None:
    verdict = ruled(entry, claim).verdict
    assert verdict.ruling in {Ruling.UNSUPPORTED, Ruling.OVERSTATED}
    assert "plan" in verdict.because or "propos" in verdict.because


@pytest.mark.parametrize(
    "entry",
    [
        "Saved £40k a year (not verified with finance).",
        "Saved £40k a year; unaudited.",
        "Saved £40k a year, not yet confirmed by finance.",
    ],
)
def test_a_figure_nobody_confirmed_is_a_matter_of_certainty_not_of_credit(entry: str) -> None:
    assert ruled(entry, "Saved £40k a year.").verdict.settled_by is Kind.CERTAINTY
    assert ruled(entry, entry).verdict.ruling is Ruling.SUPPORTED
    assert ruled(entry, "Saved £40k a year (unverified).").verdict.settled_by is not Kind.CREDIT


def test_whom_the_figures_were_checked_with_is_no_co_owner() -> None:
    found = ruled("Cut spend by £40k and verified the saving with finance.", "Cut spend by £40k.")
    assert found.verdict.ruling is Ruling.SUPPORTED
