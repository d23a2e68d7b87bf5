"""Whose deed it was: names, roles, partners, ideas and posts stay with the people the entry gives them to."""

import pytest

from service.domain.brag import BragEntry, Corroboration
from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.verification.panel import Panel, Ruled
from tests.builders import a_brag_entry

PANEL = Panel(None, None)
OURS = {Kind.PEOPLE, Kind.CREDIT, Kind.AGENCY, Kind.QUOTES, Kind.REACH, Kind.LEVEL, Kind.WORDING}

KITCHEN = (
    "Rewrote the sauce section of the prep book with Aldo. Noor drew the charts, I tested the timings."
    " Chef Hedda signed it."
)
DEPOT = "Tacho audit: I pulled the charts for 14 drivers, Wim checked the sums. Fleet manager Inge told the insurer."
TRAINING = "Coached Sefa on the lathe in May. The safety round was done by Marit from estates."
GRANT = (
    "Co-wrote the bid for the seed bank with Dr. Halvorsen. Jonas's idea. The panel chaired by Prof. Amadi funded it."
)
CLINIC = (
    "Pt list review: I cleared 80 duplicates with help from Reception. Dr Yilmaz was clinic lead."
    " Did not close any files."
)
BOOK = "Parish history: I wrote the chapter on the mill and Greta the rest. 300 copies. Covers by Olaf."


def ruled(text: str, entry: BragEntry) -> Ruled:
    return PANEL.rule_by_code(Claim(text=text, cites=(entry.id,)), Evidence(cited=(entry,)))


def kinds(found: Ruled) -> set[Kind]:
    return {finding.kind for finding in found.findings if finding.kind in OURS}


@pytest.mark.parametrize(
    ("entry", "lie", "kind"),
    [
        (KITCHEN, "Drew the charts and tested the timings.", Kind.CREDIT),
        (KITCHEN, "The charts were drawn by me.", Kind.CREDIT),
        (KITCHEN, "Rewrote the sauce section of the prep book.", Kind.CREDIT),
        (KITCHEN, "Rewrote the sauce section of the prep book with Aldo, all of it my own doing.", Kind.CREDIT),
        (KITCHEN, "Aldo drew the charts.", Kind.PEOPLE),
        (KITCHEN, "Noor tested the timings.", Kind.PEOPLE),
        (KITCHEN, "Rewrote the sauce section of the prep book with Noor.", Kind.PEOPLE),
        (KITCHEN, "Chef Noor drew the charts.", Kind.PEOPLE),
        (DEPOT, "Pulled the charts for 14 drivers and checked the sums.", Kind.CREDIT),
        (DEPOT, "Told the insurer about the tacho audit.", Kind.CREDIT),
        (DEPOT, "Wim, the fleet manager, checked the sums.", Kind.PEOPLE),
        (TRAINING, "Coached Marit on the lathe in May.", Kind.PEOPLE),
        (TRAINING, "Coached Sefa from estates on the lathe.", Kind.PEOPLE),
        (TRAINING, "The safety round was done by Sefa.", Kind.PEOPLE),
        (GRANT, "Wrote the bid for the seed bank.", Kind.CREDIT),
        (GRANT, "Came up with the bid for the seed bank and wrote it with Dr. Halvorsen.", Kind.CREDIT),
        (GRANT, "Co-wrote the bid for the seed bank with Dr. Halvorsen, an effort I headed.", Kind.AGENCY),
        (CLINIC, "Led the clinic and cleared 80 duplicates.", Kind.AGENCY),
        (CLINIC, "Closed files after clearing 80 duplicates.", Kind.AGENCY),
        (BOOK, "Wrote the parish history, 300 copies.", Kind.AGENCY),
        (BOOK, "Designed the covers of the parish history.", Kind.CREDIT),
    ],
)
def test_a_deed_given_to_the_wrong_person_is_not_supported(entry: str, lie: str, kind: Kind) -> None:
    found = ruled(lie, a_brag_entry(entry))
    assert found.verdict.ruling is not Ruling.SUPPORTED
    assert kinds(found), (kind, found.verdict)


@pytest.mark.parametrize(
    ("entry", "truth"),
    [
        (KITCHEN, "With Aldo, rewrote the sauce section of the prep book."),
        (KITCHEN, "Aldo and I rewrote the prep book's sauce section."),
        (KITCHEN, "Tested the timings while Noor drew the charts."),
        (KITCHEN, "The charts were Noor's; the timings were tested by me."),
        (KITCHEN, "Hedda, the chef, signed it."),
        (DEPOT, "Pulled the charts for 14 drivers; the sums were checked by Wim."),
        (DEPOT, "Inge, the fleet manager, told the insurer."),
        (DEPOT, "After Wim checked the sums, fleet manager Inge told the insurer."),
        (TRAINING, "Sefa was coached on the lathe in May."),
        (TRAINING, "Marit, from estates, did the safety round."),
        (GRANT, "Dr. Halvorsen and I wrote the bid for the seed bank, which was Jonas's idea."),
        (GRANT, "The panel that funded it was chaired by Prof. Amadi."),
        (CLINIC, "Cleared 80 duplicates from the patient list, with help from Reception."),
        (BOOK, "Wrote the mill chapter of the parish history; Greta wrote the rest."),
        (BOOK, "Greta and I wrote the parish history, my part being the chapter on the mill."),
    ],
)
def test_a_deed_told_in_other_words_stays_with_its_people(entry: str, truth: str) -> None:
    found = ruled(truth, a_brag_entry(entry))
    assert not kinds(found), found.findings


def _said() -> BragEntry:
    return a_brag_entry("Ran the lambing course; 12 farmers came. Ewan lent the shed.").model_copy(
        update={
            "corroborations": (
                Corroboration(
                    quote="The course was well paced. I would book the pens again, not the shed."
                    " If it is dry, it beats the college.",
                    who="Morag Sinclair",
                    role="Flock manager",
                ),
            )
        }
    )


@pytest.mark.parametrize(
    "lie",
    [
        'Morag Sinclair said "it beats the college".',
        'Ewan told me: "The course was well paced."',
        'Of the lambing course, Morag Sinclair said "I would book the pens again".',
        'Of the shed Ewan lent, Morag Sinclair said: "The course was well paced."',
        "Ran the lambing course. I would book the pens again, not the shed.",
        'Ewan Sinclair, flock manager, called the course "well paced".',
    ],
)
def test_a_quotation_cut_moved_or_taken_over_is_not_supported(lie: str) -> None:
    assert ruled(lie, _said()).verdict.ruling is not Ruling.SUPPORTED


@pytest.mark.parametrize(
    "truth",
    [
        'Morag Sinclair, flock manager, said "The course was well paced".',
        'Morag Sinclair said: "If it is dry, it beats the college."',
        'Of the course, Morag Sinclair said it "was well paced".',
    ],
)
def test_a_whole_quotation_with_its_speaker_is_left_alone(truth: str) -> None:
    assert not kinds(ruled(truth, _said()))


@pytest.mark.parametrize(
    "order",
    [
        "Tell us what you think below.",
        "Vote for your favourite in the thread.",
        "Please contact me for more.",
        "Leave your email here.",
    ],
)
def test_a_bare_verb_that_turns_to_the_reader_is_no_achievement(order: str) -> None:
    found = ruled(order, a_brag_entry("Ran the village vote on the new bins; 340 people took part by email."))
    assert found.verdict.ruling is Ruling.UNSUPPORTED
    assert found.verdict.settled_by is Kind.WORDING


@pytest.mark.parametrize(
    "told",
    [
        "Lead the weekly bin rota.",
        "Feedback from Rosa was good.",
        "Ran the vote below budget.",
        "Staff told me it was fair.",
    ],
)
def test_a_deed_in_the_present_is_no_order(told: str) -> None:
    entry = a_brag_entry(
        "Lead the weekly bin rota. Ran the vote below budget. Feedback from Rosa was good. Staff told me it was fair."
    )
    assert (
        ruled(told, entry).verdict.settled_by is not Kind.WORDING
        or ruled(told, entry).verdict.ruling is Ruling.SUPPORTED
    )


def test_a_sentence_of_the_entry_with_words_left_out_moves_nobody() -> None:
    entry = a_brag_entry("Worked on many reports with Tomas, I think. Worked on our 3 dashboards.")
    assert ruled("Worked on reports with Tomas, I think.", entry).verdict.ruling is Ruling.SUPPORTED
