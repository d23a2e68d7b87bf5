"""Any draft is ruled sentence by sentence: planted lies fire, honest rewordings stay quiet, headings are no claims."""

import asyncio
from pathlib import Path

import pytest

from service.domain.brag import BragLog
from service.domain.claims import Ruling
from service.domain.gaps import Gap, GapKind
from service.drafting.checking import Checked, check_draft, parts_of
from service.drafting.draft_text import read_draft
from service.errors import Invalid, TooLarge
from service.intake.logs import read_log
from service.rendering.markdown import packet_markdown
from service.verification.panel import Panel
from tests.builders import a_brag_entry, a_dimension, a_log, a_quote
from tests.rendering.test_markdown import a_bullet, a_packet, a_section

LOG = a_log(
    a_brag_entry("Cut the weekly manual reconciliation from four hours to twenty minutes.", id="e1"),
    a_brag_entry("Helped Ana with the onboarding docs; three teams use them now.", id="e2", when="2026-01"),
    a_brag_entry("Automated the month-end close.", id="e3", corroborations=[a_quote("this saved us", "Priya N.")]),
    a_brag_entry("Planning to migrate billing to the new ledger.", id="e4"),
)
PANEL = Panel(None, None)


def checked(draft: str, log: BragLog = LOG) -> Checked:
    return asyncio.run(check_draft(draft, log, PANEL))


def rulings(draft: str) -> list[Ruling]:
    return [sentence.verdict.ruling for sentence in checked(draft).sentences]


@pytest.mark.parametrize(
    "truth",
    [
        "Cut the weekly manual reconciliation from four hours to twenty minutes.",
        "Cut the weekly reconciliation from 4 hours to 20 minutes.",
        "Helped Ana with the onboarding docs.",
        'Priya N.: "this saved us"',
        "Cut the weekly manual reconciliation from four hours to twenty minutes and automated the month-end close.",
    ],
)
def test_an_honest_sentence_is_supported_without_any_citation(truth: str) -> None:
    assert rulings(truth) == [Ruling.SUPPORTED]


@pytest.mark.parametrize(
    "lie",
    [
        "Cut the weekly manual reconciliation from four hours to ten minutes.",
        "Led the onboarding docs; three teams use them now.",
        "Migrated billing to the new ledger.",
        'Priya N.: "this saved the company"',
        "Cut the weekly manual reconciliation from four hours to twenty minutes, which delighted the CFO.",
        "Automated the month-end close from four hours to twenty minutes.",
        "Grew revenue in Brazil by 40%.",
    ],
)
def test_a_planted_lie_is_not_supported(lie: str) -> None:
    result = checked(lie)
    assert Ruling.SUPPORTED not in {sentence.verdict.ruling for sentence in result.sentences}
    assert not result.all_supported
    assert all(sentence.question for sentence in result.sentences)


def test_the_entry_a_sentence_was_ruled_against_is_named() -> None:
    assert checked("Helped Ana with the onboarding docs.").sentences[0].cites == ("e2",)


def test_a_sentence_of_two_entries_cites_both() -> None:
    draft = "Cut the weekly manual reconciliation from four hours to twenty minutes and automated the month-end close."
    assert checked(draft).sentences[0].cites == ("e1", "e3")


def test_a_citation_in_the_draft_is_kept_to_even_where_another_entry_would_do() -> None:
    result = checked("Automated the month-end close.[^e1]")
    assert result.sentences[0].cites == ("e1",)
    assert result.sentences[0].verdict.ruling is not Ruling.SUPPORTED


def test_a_citation_of_nothing_in_the_log_is_not_supported() -> None:
    assert rulings("Automated the month-end close.[^e99]") != [Ruling.SUPPORTED]


def test_headings_labels_and_questions_are_passed_over_and_listed() -> None:
    draft = "# Scope\n\nStrengths:\n\n- Automated the month-end close.\n- How many people use it?\n"
    result = checked(draft)
    assert [sentence.text for sentence in result.sentences] == ["Automated the month-end close."]
    assert result.passed_over == ("Scope", "Strengths:", "How many people use it?")


def test_a_heading_that_tells_a_deed_with_a_figure_is_a_claim() -> None:
    assert rulings("## Cut reconciliation by 99%\n") != []


@pytest.mark.parametrize(
    "wrapped", ["```\n{}\n```", "    {}", "<div>\n{}\n</div>", "> {}", "| a |\n|---|\n| {} |", "**{}**"]
)
def test_no_markup_hides_a_claim(wrapped: str) -> None:
    lie = "Grew revenue in Brazil by 40 percent last year."
    texts = [statement.text for statement in read_draft(wrapped.format(lie), LOG.by_id()).statements]
    assert lie in texts


def test_citations_are_read_off_the_sentence_they_stand_at() -> None:
    read = read_draft(
        "First deed done here. [^e1] Second deed done (e2, e3). Third deed done (see below).[^x]", LOG.by_id()
    )
    assert [(one.text, one.cites) for one in read.statements] == [
        ("First deed done here.", ("e1",)),
        ("Second deed done.", ("e2", "e3")),
        ("Third deed done (see below).", ("x",)),
    ]


def test_counts_add_up() -> None:
    result = checked("Automated the month-end close. Grew revenue in Brazil by 40%.")
    assert sum(result.counts.values()) == len(result.sentences) == 2
    assert result.counts[Ruling.SUPPORTED] == 1


def test_an_empty_draft_and_one_too_long_are_refused() -> None:
    with pytest.raises(Invalid):
        checked(" \n ")
    with pytest.raises(TooLarge):
        checked("x" * 200_001)


def test_a_sentence_is_cut_where_another_deed_begins() -> None:
    assert list(parts_of("Cut A from 4 to 2, and wrote the docs for Ana and Tom; led triage")) == [
        "Cut A from 4 to 2",
        "wrote the docs for Ana and Tom",
        "led triage",
    ]


def test_every_entry_of_the_example_is_supported_as_a_draft_of_its_own() -> None:
    path = Path(__file__).parents[2] / "examples" / "brag-log.md"
    log = read_log(path.read_bytes(), filename=path.name).log
    told = [entry.text for entry in log.entries if "?" not in entry.text][:12]
    result = checked("\n\n".join(told), log)
    assert [one.text for one in result.sentences if one.verdict.ruling is not Ruling.SUPPORTED] == []


def test_the_mark_at_the_end_of_a_bullet_stands_for_its_other_sentences_too() -> None:
    log = a_log(a_brag_entry("Nobody knew. Wrote it up.", id="e1"), a_brag_entry("Nobody knew. Left it.", id="e2"))
    result = checked("- Nobody knew. Left it.[^e2]", log)
    assert [sentence.cites for sentence in result.sentences] == [("e2",), ("e2",)]


def test_a_packet_of_ours_passes_its_own_check_and_only_its_bullets_are_claims() -> None:
    log = a_log(a_brag_entry(id="e1"), a_brag_entry("Automated the month-end close for Finance.", id="e2"))
    bullets = [a_bullet(entry.text, cites=[entry.id]) for entry in log.entries]
    other = a_dimension("influence")
    gap = Gap(kind=GapKind.UNDATED, question="When did you move to Mars?")
    sections = [a_section(*bullets, gaps=[gap]), a_section(bullets[0], dimension=other)]
    page = packet_markdown(a_packet(*sections, log=log, dimensions=[a_dimension(), other]), log)
    result = checked(page, log)
    assert [sentence.text for sentence in result.sentences] == [
        *(entry.text for entry in log.entries),
        log.entries[0].text,
    ]
    assert result.all_supported


def test_a_lie_put_into_a_packet_of_ours_is_found() -> None:
    log = a_log(a_brag_entry(id="e1"))
    page = packet_markdown(a_packet(a_section(a_bullet(log.entries[0].text)), log=log), log)
    lied = page.replace("to twenty minutes.[^e1]\n\n", "to two minutes.[^e1]\n\n")
    assert lied != page
    assert not checked(lied, log).all_supported
