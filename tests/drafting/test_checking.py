"""Any draft is ruled sentence by sentence: planted lies fire, honest rewordings stay quiet, headings are no claims."""

import asyncio
import re
from pathlib import Path

import pytest

from service.domain.brag import BragLog, EntryId
from service.domain.claims import Kind, Ruling
from service.domain.evidence import Standing
from service.domain.gaps import Gap, GapKind
from service.domain.packet import DraftedBy, Level, Unread, Withheld
from service.drafting.checking import Checked, check_draft, parts_of
from service.drafting.draft_text import read_draft
from service.errors import Invalid, TooLarge
from service.intake.logs import read_log
from service.rendering.markdown import packet_markdown
from service.retrieval.standing import standing_of
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


def a_full_page() -> tuple[str, BragLog]:
    """A packet with every part: a model's bullet with its entry, something withheld, gaps, a voice, unread lines."""
    log = a_log(
        a_brag_entry(id="e1", outcome="Twelve nurses use it.", corroborations=[a_quote("it helped", "Priya N.")]),
        a_brag_entry("Automated the close. Do not mention Lee in the packet.", id="e2", links=["https://a.example/1"]),
        a_brag_entry("Sorted the cellar.", id="e3"),
    )
    withheld = Withheld(
        text="Led forty people.",
        ruling=Ruling.UNSUPPORTED,
        because="no cited entry says so",
        question="Who worked with you on it?",
        settled_by=Kind.AGENCY,
        cites=(EntryId("e1"),),
    )
    gaps = [
        Gap(
            kind=GapKind.UNDATED,
            entry=EntryId("e2"),
            question="“Automated the close.…”: when? A month or a quarter is enough.",
        ),
        Gap(kind=GapKind.NOT_REPEATED, question="Once may be a fluke. What else of yours shows Scope?"),
    ]
    first = a_section(
        a_bullet(log.entries[0].text, by=DraftedBy.MODEL, before=log.entries[0].text),
        a_bullet("Automated the close.", cites=["e2"], level=Level.CURRENT),
        withheld=[withheld],
        gaps=gaps,
        note="The model could not be used (too slow), so this section stands in your own words. Also relevant here, and"
        " told above: e1 and e2",
    )
    other = a_dimension("influence")
    second = a_section(a_bullet(log.entries[0].text), dimension=other, standing=Standing.NOT_YET)
    unread = [Unread(where="line 3", text="Keeping this for me.", why="not understood")]
    packet = a_packet(first, second, log=log, dimensions=[a_dimension(), other], unread=unread)
    return packet_markdown(packet, log), log


def test_every_part_of_a_packet_of_ours_is_known_for_what_it_is() -> None:
    page, log = a_full_page()
    result = checked(page, log)
    assert [sentence.text for sentence in result.sentences] == [
        log.entries[0].text,
        "Automated the close.",
        log.entries[0].text,
    ]
    assert result.all_supported


LIE = "Cut the weekly reconciliation to two minutes for 900 teams."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\n### Left out", f"\n\n{LIE}\n\n### Left out"),
        ("\n\n### Left out", f"\n  - {LIE}\n\n### Left out"),
        ("\n\n### Left out", f"\n  - *As logged (entry e1):* {LIE}\n\n### Left out"),
        ("### Left out, and why\n\n", f"### Left out, and why\n\n- {LIE}\n"),
        ("### Left out, and why\n\n", f"### Left out, and why\n\n{LIE}\n\n"),
        ("make this stronger\n\n", f"make this stronger\n\n- {LIE}\n"),
        ("make this stronger\n\n", f"make this stronger\n\n- “{LIE}”: who saw it?\n"),
        ("who can speak to this work\n\n", f"who can speak to this work\n\n- **Priya N.**: {LIE}\n"),
        ("## Lines of the log that were not read\n\n", f"## Lines of the log that were not read\n\n- {LIE}\n"),
        ("- entry e3, ", f"- {LIE}\n- entry e3, "),
        ("“Sorted the cellar.”", f"“{LIE}”"),
        ("“Sorted the cellar.”", f"“Sorted the cellar.” {LIE}"),
        (".**\n\n", f". {LIE}**\n\n"),
        ("no dimension of 2", "2 of 2 dimensions"),
        ("> A draft to edit", f"> {LIE} A draft to edit"),
        ("| shown sometimes |", f"| {LIE} |"),
        ("quarter.\n\n", f"quarter. {LIE}\n\n"),
        ("in its words:* ", f"in its words:* {LIE} "),
        ("told above: e1 and e2*", f"told above: e1 and e2. {LIE}*"),
        ("[^e1]: Entry", f"[^e9]: {LIE}\n\n[^e1]: Entry"),
        ("[^e1]: Entry e1, 14 March 2026: ", f"[^e1]: Entry e1, 14 March 2026: {LIE} "),
        ("Packet `p1`.", f"Packet `p1`. {LIE}"),
        ("(In full under Scope.)", f"(In full under {LIE})"),
        ("## How this was made", f"```\n{LIE}\n```\n\n## How this was made"),
    ],
)
def test_a_lie_is_found_wherever_in_a_packet_of_ours_it_was_put(before: str, after: str) -> None:
    page, log = a_full_page()
    lied = re.sub(re.escape(before), lambda _: after, page, count=1, flags=re.IGNORECASE)
    assert lied != page
    assert not checked(lied, log).all_supported


@pytest.mark.parametrize("standing", list(Standing))
def test_the_standing_the_rule_words_and_the_headline_are_known(standing: Standing) -> None:
    entries = [a_brag_entry(f"Cut step {n}.", id=f"e{n}", when=f"2026-0{n}-01") for n in (1, 4, 7)]
    showing = {Standing.NOT_YET: 0, Standing.SOMETIMES: 1, Standing.CONSISTENT: 3}[standing]
    found, why = standing_of(entries[:showing])
    assert found is standing
    log = a_log(*entries)
    section = a_section(standing=standing).model_copy(update={"why_this_standing": why})
    assert checked(packet_markdown(a_packet(section, log=log), log), log).sentences == ()
