"""A deed shared is told as shared, however it is worded; a co-owner who is named but made less of is not."""

import pytest

from service.domain.claims import Claim, Evidence, Kind, Ruling, Verdict
from service.verification.panel import Panel
from tests.builders import a_brag_entry

PANEL = Panel(None, None)


def verdict(entry: str, claim: str) -> Verdict:
    cited = a_brag_entry(entry)
    return PANEL.rule_by_code(Claim(text=claim, cites=(cited.id,)), Evidence(cited=(cited,))).verdict


TOLD = [
    ("With Tom, wrote the onboarding guide.", "Co-wrote the onboarding guide with Tom."),
    ("With Tom, wrote the onboarding guide.", "Tom and I wrote the onboarding guide."),
    ("With Tom, wrote the onboarding guide.", "Jointly wrote the onboarding guide with Tom."),
    ("Co-authored the onboarding guide with Tom.", "With Tom, wrote the onboarding guide."),
    ("Co-wrote the onboarding guide with Tom.", "Wrote the onboarding guide together with Tom."),
    ("Together with Ana, led the audit.", "Co-led the audit with Ana."),
    ("Jointly led the audit with Ana.", "Co-led the audit with Ana."),
    ("Ana and I led the audit.", "Co-led the audit with Ana."),
    ("Co-led the audit with Ana.", "Led the audit together with Ana."),
    ("Co-taught the anatomy course with Dr Khan.", "Taught the anatomy course with Dr Khan."),
    ("Ana and I planned and ran the workshop.", "Planned the workshop and ran it with Ana."),
    ("Ana and I ran the workshop for 30 nurses.", "Ran the workshop for 30 nurses with Ana."),
    ("Built the export with Priya and Tom.", "Built the export with Tom and Priya."),
]


@pytest.mark.parametrize(("entry", "claim"), TOLD)
def test_sharing_may_be_worded_either_way(entry: str, claim: str) -> None:
    assert verdict(entry, claim).ruling is Ruling.SUPPORTED
    assert verdict(claim, entry).ruling is Ruling.SUPPORTED


MADE_LESS_OF = [
    ("Co-wrote the contract with Tom.", "Wrote the contract; Tom did the legal side."),
    ("Tom and I wrote the contract.", "Wrote the contract, with Tom helping on the legal side."),
    ("Tom and I wrote the contract.", "Wrote the contract. Tom did the legal side."),
    ("Co-wrote the handbook with Lotte.", "Wrote the handbook, edited with Lotte."),
    ("Co-wrote the handbook with Lotte.", "Wrote the handbook and edited it with Lotte."),
    ("Co-wrote the handbook with Lotte.", "Wrote the handbook; Lotte reviewed it."),
    ("Co-wrote the handbook with Lotte.", "Wrote the handbook with help from Lotte."),
    ("Co-wrote the handbook with Lotte.", "Wrote the handbook with support from my colleague Lotte."),
    ("Co-wrote the handbook with Lotte.", "Wrote the handbook for Lotte."),
    ("With Lotte, designed the course.", "Designed the course with Lotte's input."),
    ("Lotte and I designed the course.", "Designed the course and taught it with Lotte."),
    ("Ran the clinic audit with Sam.", "Ran the clinic audit, assisted by Sam."),
    ("Ran the clinic audit jointly with Sam.", "Ran the clinic audit with input from Sam."),
    ("Co-wrote the guide with Tom.", "Wrote the guide."),
    ("Co-led the audit with Ana.", "Led the audit."),
]


@pytest.mark.parametrize(("entry", "claim"), MADE_LESS_OF)
def test_a_co_owner_may_not_be_made_a_helper(entry: str, claim: str) -> None:
    found = verdict(entry, claim)
    assert found.ruling in {Ruling.OVERSTATED, Ruling.UNSUPPORTED}
    assert found.settled_by in {Kind.CREDIT, Kind.AGENCY}


@pytest.mark.parametrize(
    ("entry", "claim"),
    [
        ("Wrote the guide. Tom checked the legal side.", "Wrote the guide, with Tom checking the legal side."),
        ("Wrote the handbook with help from Lotte.", "Wrote the handbook with Lotte's help."),
        ("Built the tracker for Ana.", "Built the tracker for Ana."),
    ],
)
def test_a_helper_of_the_entry_may_be_told_as_one(entry: str, claim: str) -> None:
    assert verdict(entry, claim).settled_by is not Kind.CREDIT


def test_a_co_verb_claims_no_more_than_its_entry_bears() -> None:
    assert verdict("Reviewed the guide.", "Co-wrote the guide.").ruling is Ruling.OVERSTATED
    assert verdict("Wrote the guide.", "Co-wrote the guide with Tom.").ruling is Ruling.UNSUPPORTED
