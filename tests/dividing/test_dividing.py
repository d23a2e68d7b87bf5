"""A model may say where a long note falls apart; every word and every date stays the person's."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.dividing.dividing import divide, divided, may_be_divided
from service.domain.brag import BragEntry
from service.domain.when import When
from service.errors import Invalid, ModelUnavailable
from service.intake.day_order import SlashOrder
from service.intake.logs import read_log
from service.prompting.library import PromptLibrary
from service.wiring import default_prompts
from tests.builders import a_brag_entry
from tests.scripted_chat import ScriptedChat

NOTE = (
    "Took over the rota on 3 March 2025. Nobody has been on nights twice running since. Then the audit came "
    "in Q2 2025. I wrote the action plan with Dana. We passed without a finding. After that I started the library."
)
ENTRY = a_brag_entry(NOTE).model_copy(update={"when": When()})


def parts(*stories: tuple[int, int, str], entry: BragEntry = ENTRY) -> list[tuple[str, str]]:
    return [(str(one.when), one.text) for one in divided(entry, stories, SlashOrder.UNDECIDED)]


def test_a_note_is_cut_at_its_sentences_and_dated_by_its_own_words() -> None:
    assert parts((1, 2, "3 March 2025"), (3, 5, "Q2 2025"), (6, 6, "")) == [
        ("2025-03-03", "Took over the rota on 3 March 2025. Nobody has been on nights twice running since."),
        ("2025-Q2", "Then the audit came in Q2 2025. I wrote the action plan with Dana. We passed without a finding."),
        ("undated", "After that I started the library."),
    ]


@pytest.mark.parametrize("date", ["4 March 2025", "2024-06-01", "last spring", "Took over", "3 March"])
def test_a_date_that_does_not_stand_there_or_cannot_be_read_is_none(date: str) -> None:
    assert {when for when, _ in parts((1, 2, date), (3, 6, ""))} == {"undated"}


def test_the_date_of_another_part_dates_nothing() -> None:
    assert [when for when, _ in parts((1, 2, "Q2 2025"), (3, 6, ""))] == ["undated", "undated"]


def test_a_day_is_not_lent_to_what_came_after_it() -> None:
    on_a_day = ENTRY.model_copy(update={"when": When.parse("2025-03-03")})
    assert [when for when, _ in parts((1, 2, ""), (3, 6, ""), entry=on_a_day)] == ["2025-03-03", "undated"]
    in_a_year = ENTRY.model_copy(update={"when": When.parse("2025")})
    assert [when for when, _ in parts((1, 2, ""), (3, 6, ""), entry=in_a_year)] == ["2025", "2025"]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60), st.text(max_size=12)), max_size=8))
def test_no_word_is_lost_whatever_a_model_answers(stories: list[tuple[int, int, str]]) -> None:
    made = divided(ENTRY, stories, SlashOrder.UNDECIDED)
    assert " ".join(one.text for one in made) == NOTE


def test_only_long_plain_paragraphs_are_divided() -> None:
    assert may_be_divided(ENTRY)
    assert not may_be_divided(a_brag_entry("Cut the form. It took a week."))
    assert not may_be_divided(ENTRY.model_copy(update={"outcome": "no finding"}))
    assert not may_be_divided(a_brag_entry("Open lab\nOpened it. Ran it. Closed it. Wrote it up."))


LOG = f"# Wins\n\n{NOTE}\n\n- 2025-05-01 Moved the desk\n".encode()


def divided_log(chat: ScriptedChat | None) -> list[tuple[str, tuple[int, ...]]]:
    reading = read_log(LOG, filename="log.md")
    found = asyncio.run(divide(reading, chat, PromptLibrary.load(default_prompts()))).reading
    texts = found.log.by_id()
    return [(texts[read.entry].text[:12], read.lines) for read in found.lines]


def test_the_lines_of_the_file_stay_accounted_for() -> None:
    chat = ScriptedChat({"stories": [{"first": 1, "last": 2}, {"first": 3, "last": 6}]})
    assert divided_log(chat) == [("Took over th", (3,)), ("Then the aud", (3,)), ("Moved the de", (5,))]


def test_where_the_model_fails_the_note_stays_whole() -> None:
    assert divided_log(ScriptedChat(ModelUnavailable("no reply"))) == [("Took over th", (3,)), ("Moved the de", (5,))]


def test_without_a_model_it_is_refused_with_what_to_do() -> None:
    with pytest.raises(Invalid, match="PROMOCASE_MODEL"):
        divided_log(None)
