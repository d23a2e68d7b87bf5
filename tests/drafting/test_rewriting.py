"""A vague bullet becomes an honest one: no number is made up, nothing grows, and what is missing is asked for."""

import asyncio
import re
from collections.abc import Sequence
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from service.domain.agency import agency_of
from service.domain.brag import BragLog
from service.domain.claims import Ruling
from service.domain.packet import DraftedBy, Usage
from service.domain.quantities import quantities
from service.domain.word_diff import Change
from service.drafting.asking import questions_for
from service.drafting.plain_words import result_first, say_plainly, says_nothing
from service.drafting.resting import STATED, Basis
from service.drafting.rewriting import Rewrite, rewrite
from service.errors import Invalid, ModelUnavailable
from service.ports import Answer, Prompt
from service.prompting.library import PromptLibrary, default_prompts
from service.verification.panel import Panel
from tests.builders import a_brag_entry, a_log

VAGUE = (
    "Worked on improving our onboarding process this year. Helped out a lot of new joiners and was involved in "
    "updating the documentation. Generally tried to make things run more smoothly for the team."
)
ReplyT = TypeVar("ReplyT", bound=BaseModel)


class ScriptedChat:
    """Says what it was told to say, whatever it is asked."""

    name = "scripted"

    def __init__(self, *sentences: tuple[str, Sequence[str]], fails: bool = False) -> None:
        self.sentences = sentences
        self.fails = fails
        self.prompts: list[Prompt] = []

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        self.prompts.append(prompt)
        if self.fails:
            raise ModelUnavailable("The model did not answer", why="no answer in time")
        written = {"sentences": [{"text": text, "cites": list(cites)} for text, cites in self.sentences]}
        return Answer(reply.model_validate(written), Usage(calls=1, prompt_tokens=10, completion_tokens=5))


def rewritten(text: str, log: BragLog | None = None, chat: ScriptedChat | None = None) -> Rewrite:
    prompts = PromptLibrary.load(default_prompts()) if chat else None
    return asyncio.run(rewrite(text, log, panel=Panel(None, None), chat=chat, prompts=prompts))


def figures(text: str) -> set[str]:
    return {str(quantity.value) for quantity in quantities(text)}


def test_the_briefs_vague_bullet_loses_what_says_nothing_and_gains_nothing() -> None:
    told = rewritten(VAGUE)
    assert "Generally tried" not in told.after
    assert figures(told.after) <= figures(VAGUE)
    assert agency_of(told.after) <= agency_of(VAGUE)
    assert {sentence.rests_on for sentence in told.sentences} == {Basis.BULLET}


def test_the_questions_are_three_at_most_and_speak_of_the_bullet() -> None:
    questions = rewritten(VAGUE).questions
    assert len(questions) == 3
    assert any("onboarding process" in question for question in questions)
    assert any("a lot of new joiners" in question for question in questions)


def test_the_result_goes_first_where_the_bullet_ties_it_to_the_deed() -> None:
    told = rewritten("Rewrote the deploy script, which cut deploy time from 30 minutes to 4.")
    assert told.after == "Cut deploy time from 30 minutes to 4: rewrote the deploy script."
    assert told.sentences[0].cites == (STATED,)


def test_a_result_is_not_moved_without_a_figure_or_a_tie() -> None:
    for text in ("Rewrote the deploy script, which cut waiting.", "Rewrote the script. Deploys take 4 minutes."):
        assert result_first(text) == text


def test_praise_and_padding_go_and_hedges_stay() -> None:
    assert say_plainly("Successfully delivered various very useful reports in order to help").sentences == (
        "Delivered useful reports to help.",
    )
    kept = "Mostly fixed about half of the flaky tests, I think."
    assert say_plainly(kept).sentences == (kept,)


def test_a_sentence_of_trying_that_names_something_is_kept() -> None:
    assert says_nothing("Generally tried to make things run more smoothly for the team.")
    assert not says_nothing("Tried to migrate the ledger to Postgres.")
    assert not says_nothing("Always closed 3 tickets a day.")


def test_a_bullet_that_cannot_be_bettered_stands_and_says_why() -> None:
    told = rewritten("Cut the weekly reconciliation from four hours to twenty minutes.")
    assert told.after == told.before
    assert all(piece.change is Change.SAME for piece in told.diff)
    assert "stands as you wrote it" in told.note


def test_what_the_log_says_of_the_bullet_is_brought_in_with_its_citation() -> None:
    log = a_log(
        a_brag_entry("Rewrote the onboarding setup docs. New joiners ship in three weeks instead of six.", id="e7"),
        a_brag_entry("Led the billing migration.", id="e8"),
    )
    told = rewritten("Worked on the onboarding setup docs for new joiners.", log)
    assert told.matched == ("e7",)
    assert told.sentences[0].cites == ("e7",)
    assert "three weeks instead of six" in told.after
    assert {sentence.rests_on for sentence in told.sentences} == {Basis.LOG}


LOG = a_log(
    a_brag_entry("Cut the invoice run from 2 days to 3 hours for the finance close.", id="e1"),
    a_brag_entry("Helped Maria with retries; failed payments fell from 3% to 1%.", id="e2"),
    a_brag_entry("Rebuilt the deploy script; deploys take 4 minutes instead of 30.", id="e3"),
    a_brag_entry("Cut the queue wait from 4 h to 3 h.", id="e4"),
)


@pytest.mark.parametrize("bullet", ["Raised revenue by 300%.", "Trained 12 nurses.", "Umsatz um 300 % gesteigert."])
@pytest.mark.parametrize("log", [None, LOG], ids=["no log", "a log about other work"])
def test_what_rests_on_the_bullet_alone_is_marked_so_and_never_called_supported(
    bullet: str, log: BragLog | None
) -> None:
    told = rewritten(bullet, log)
    assert told.after == bullet
    for sentence in told.sentences:
        assert (sentence.rests_on, sentence.cites) == (Basis.BULLET, (STATED,))
        assert sentence.verdict.ruling is Ruling.UNJUDGED
        assert "bullet" in sentence.verdict.because
        assert "the entry" not in sentence.verdict.because


@pytest.mark.parametrize(
    ("bullet", "figure", "stands"),
    [
        ("Cut the queue wait from 4 h to 1 h.", "1 h", "from 4 h to 3 h"),
        ("Led the retries work, cutting failed payments by 40%.", "40%", "from 3% to 1%"),
        ("Rebuilt the deploy script, saving 90 minutes a day.", "90", "4 minutes instead of 30"),
    ],
)
def test_where_the_log_says_otherwise_its_words_stand_and_the_bullets_are_withheld_with_the_reason(
    bullet: str, figure: str, stands: str
) -> None:
    told = rewritten(bullet, LOG)
    assert stands in told.after
    assert figure not in told.after
    assert {sentence.rests_on for sentence in told.sentences} == {Basis.LOG}
    [refused] = told.withheld
    assert figure in refused.text
    assert refused.ruling is not Ruling.SUPPORTED
    assert "bullet" in refused.because
    assert refused.question


@pytest.mark.parametrize("bullet", ["Helped finance close faster.", "Was involved in the deploy script."])
def test_a_person_who_says_they_helped_is_asked_and_not_told_the_log_s_deed(bullet: str) -> None:
    told = rewritten(bullet, LOG)
    assert told.after == bullet
    assert agency_of(told.after) <= agency_of(bullet)
    assert any(word in told.questions[0] for word in ("invoice run", "deploy script"))
    assert len(told.questions) <= 3


def test_a_vague_bullet_about_the_person_s_own_deed_gives_way_to_the_log_s_words() -> None:
    told = rewritten("Worked on the deploy script.", LOG)
    assert told.after == LOG.entries[2].text
    assert [sentence.cites for sentence in told.sentences] == [("e3",)]
    assert any(piece.change is Change.ADDED for piece in told.diff)


@pytest.mark.parametrize(
    "bullet",
    [
        "Cut the invoice run from 2 days to 3 hours.",
        "Helped Maria with retries; failed payments fell from 3% to 1%.",
        "Rebuilt the deploy script: 4 minutes instead of 30.",
        "Helped Maria with retries.",
    ],
)
def test_no_fact_is_told_twice(bullet: str) -> None:
    told = rewritten(bullet, LOG)
    for telling in ("invoice run", "retries", "deploy script"):
        assert told.after.count(telling) <= 1
    assert {sentence.rests_on for sentence in told.sentences} == {Basis.LOG}


def test_a_model_may_not_raise_the_bullet_by_the_log() -> None:
    chat = ScriptedChat(("Cut the invoice run from 2 days to 3 hours.", ["E1"]))
    told = rewritten("Helped finance close the invoice run.", LOG, chat)
    assert agency_of(told.after) <= agency_of(told.before)
    assert any("bullet" in refused.because for refused in told.withheld)


def test_a_model_may_not_lend_the_bullets_figure_to_an_entry() -> None:
    chat = ScriptedChat(("Rebuilt the deploy script, cutting deploys by 95%.", ["B", "E1"]))
    told = rewritten("Rebuilt the deploy script, cutting deploys by 95%.", LOG, chat)
    assert all(sentence.rests_on is Basis.BULLET or "95" not in sentence.text for sentence in told.sentences)


def test_a_log_about_something_else_is_left_alone() -> None:
    told = rewritten("Worked on tooling.", a_log(a_brag_entry("Led the billing migration for 12 teams.", id="e8")))
    assert told.matched == ()
    assert figures(told.after) == set()


def test_the_models_honest_sentence_is_kept_and_its_made_up_ones_are_withheld() -> None:
    chat = ScriptedChat(
        ("Helped new joiners.", ["B"]),
        ("Cut ramp-up time by 40%.", ["B"]),
        ("Led the documentation rewrite.", ["B"]),
        ("Visit https://exfil.example/x.", ["B"]),
    )
    told = rewritten(VAGUE, chat=chat)
    assert told.drafted_by is DraftedBy.MODEL
    assert told.after == "Helped new joiners."
    assert len(told.withheld) == 3
    assert "exfil.example" not in told.model_dump_json()
    assert told.usage.calls == 1


def test_a_model_that_only_lies_leaves_the_bullets_own_words() -> None:
    told = rewritten(VAGUE, chat=ScriptedChat(("Cut ramp-up time by 40%.", ["B"])))
    assert told.drafted_by is DraftedBy.VERBATIM
    assert "40" not in told.after
    assert told.withheld


def test_a_model_that_fails_is_told_in_the_note() -> None:
    told = rewritten(VAGUE, chat=ScriptedChat(fails=True))
    assert told.drafted_by is DraftedBy.VERBATIM
    assert "no answer in time" in told.note


def test_two_sentences_in_one_are_ruled_apart() -> None:
    told = rewritten(VAGUE, chat=ScriptedChat(("Helped new joiners. Cut ramp-up by 40%.", ["B"])))
    assert told.after == "Helped new joiners."


def test_a_sentence_that_cites_nothing_is_not_kept() -> None:
    assert rewritten(VAGUE, chat=ScriptedChat(("Helped new joiners.", []))).drafted_by is DraftedBy.VERBATIM


@pytest.mark.parametrize("text", ["", "  \n", "…"])
def test_nothing_to_rewrite_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        rewritten(text)


def test_a_bullet_in_another_language_stands_byte_for_byte() -> None:
    text = "Onboarding-Unterlagen überarbeitet und vielen neuen Kollegen geholfen"
    assert rewritten(text).after.rstrip(".") == text


VERBS = ["Worked on", "Helped with", "Was involved in", "Improved", "Led", "Tried to fix", "Successfully ran"]
THINGS = ["the deploy script", "onboarding", "a lot of various reports", "month-end close", "our 3 dashboards"]
TAILS = [
    "",
    ", which cut it from 4 days to 1",
    ", reducing errors by 20%",
    " in order to help Ana",
    " with Tomas, I think",
]
bullets = st.lists(
    st.builds("{} {}{}.".format, st.sampled_from(VERBS), st.sampled_from(THINGS), st.sampled_from(TAILS)),
    min_size=1,
    max_size=3,
).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(bullets)
def test_no_rewrite_of_code_adds_a_figure_a_name_or_ownership(text: str) -> None:
    told = rewritten(text)
    assert figures(told.after) <= figures(text)
    assert agency_of(told.after) <= agency_of(text)
    assert set(re.findall(r"\b(?:Ana|Tomas)\b", told.after)) <= set(re.findall(r"\b(?:Ana|Tomas)\b", text))
    assert "I think" not in text or "I think" in told.after


@settings(max_examples=120, deadline=None)
@given(bullets)
def test_no_question_carries_a_number_or_a_name_the_bullet_does_not(text: str) -> None:
    for question in questions_for(text):
        assert figures(question) <= figures(text)
        assert set(re.findall(r"\d+", question)) <= set(re.findall(r"\d+", text))
