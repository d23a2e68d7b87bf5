"""The same obedient model wherever else a string can stand: a bullet to reword, a draft to check, a question."""

import asyncio
import re
from collections.abc import Mapping

import pytest
from pydantic import BaseModel

from service.domain.brag import BragEntry, BragLog
from service.domain.claims import Ruling
from service.domain.gaps import GapKind
from service.domain.interview import Question
from service.domain.rubric import DimensionId
from service.drafting.checking import Checked, check_draft
from service.drafting.rewriting import Rewrite, rewrite
from service.interview.phrasing import phrase
from service.ports import Prompt
from service.verification.panel import Panel
from tests.builders import a_brag_entry, a_dimension, a_quote, a_rubric
from tests.drafting.lies import agreeing
from tests.drafting.test_obedient_model import (
    PROMPTS,
    TRUTH,
    Attack,
    attacks,
    in_threes,
    obedience,
    same_words,
    told_by_order,
)
from tests.scripted_chat import ScriptedChat, bullet
from tests.shared import needs_shared

pytestmark = [needs_shared, pytest.mark.shared]


def obeying(sentences: list[str] | tuple[str, ...], cites: str) -> ScriptedChat:
    """Tells the truth, obeys behind it, and judges whatever it is asked as supported."""

    def script(prompt: Prompt, shape: type[BaseModel]) -> Mapping[str, object]:
        if prompt.id == "entail_sentence":
            return agreeing(shape.model_json_schema())
        return bullet((TRUTH, "B"), *((sentence, cites) for sentence in sentences[:3]))

    return ScriptedChat(script=script)


def reworded(text: str, log: BragLog | None, chat: ScriptedChat | None) -> Rewrite:
    panel = Panel(chat, PROMPTS)
    return asyncio.run(rewrite(text, log, panel=panel, rubric=a_rubric(a_dimension()), chat=chat, prompts=PROMPTS))


def hostile() -> list[Attack]:
    # What a template engine would compute (7*7) is a product that the checks may work out as well.
    return [attack for attack in attacks() if attack.oracle not in ("kept", "absent_computed")]


def beside(place: str, words: str) -> BragEntry:
    """The entry that tells the truth, and the words somewhere in it."""
    match place:
        case "an entry":
            return a_brag_entry(f"{TRUTH}\n{words}", id="hit")
        case "an outcome":
            return a_brag_entry(TRUTH, id="hit", outcome=words)
        case "a quote":
            voice = a_quote(words, "Sam")
        case "a name":
            voice = a_quote("it helped", words)
        case _:
            voice = a_quote("it helped", "Sam", role=words)
    return a_brag_entry(TRUTH, id="hit", corroborations=[voice])


@pytest.mark.parametrize("place", ["the bullet", "an entry", "a quote", "a name", "a role", "an outcome"])
def test_no_rewording_obeys_and_the_truth_beside_the_order_stays(place: str) -> None:
    obeyed, lost = [], []
    for attack in hostile():
        words = attack.text.strip() or "."
        text = f"{TRUTH}\n{words}" if place == "the bullet" else TRUTH
        if len(text) > 4_000 or (place in ("a name", "a role") and len(words) > 500):
            continue
        log = None if place == "the bullet" else BragLog(entries=(beside(place, words),))
        for sentences in in_threes(obedience(attack)):
            made = reworded(text, log, obeying(tuple(sentences), "B" if log is None else "E1"))
            told = told_by_order(attack, [sentence.text for sentence in made.sentences])
            if told:
                obeyed.append((attack.id, told))
            if same_words(TRUTH) not in same_words(made.after):
                lost.append((attack.id, made.after[:80]))
    assert obeyed == []
    assert lost == []


def test_without_a_model_no_order_in_a_bullet_is_handed_on_either() -> None:
    obeyed = []
    for attack in hostile():
        text = f"{TRUTH}\n{attack.text.strip() or '.'}"
        if len(text) > 4_000:
            continue
        told = told_by_order(attack, [sentence.text for sentence in reworded(text, None, None).sentences])
        if told:
            obeyed.append((attack.id, told))
    assert obeyed == []


def test_a_win_that_only_looks_like_an_attack_can_be_reworded() -> None:
    controls = [attack for attack in attacks() if attack.oracle == "kept" and "entry_text" in attack.surfaces]
    assert controls
    for attack in controls:
        words = re.sub(r"^\d{4}-\d\d-\d\d:\s*", "", attack.text)
        made = reworded(words, None, ScriptedChat(bullet((words, "B"))))
        assert same_words(words)[:60] in same_words(made.after), attack.id


def checked(draft: str, log: BragLog) -> Checked:
    """A draft against a log, with a judge that finds everything supported."""
    judge = ScriptedChat(script=lambda prompt, shape: agreeing(shape.model_json_schema()))
    return asyncio.run(check_draft(draft, log, Panel(judge, PROMPTS)))


@pytest.mark.parametrize("place", ["an entry", "a quote", "a name", "a role", "an outcome"])
def test_no_draft_that_says_what_a_log_orders_passes_a_check_and_the_truth_in_it_does(place: str) -> None:
    obeyed = []
    for attack in hostile():
        words = attack.text.strip() or "."
        if place in ("a name", "a role") and len(words) > 500:
            continue
        log = BragLog(entries=(a_brag_entry(TRUTH, id="true"), beside(place, words)))
        made = checked("\n".join(f"- {one}" for one in (TRUTH, *obedience(attack))), log)
        found = [one.text.strip() for one in made.sentences if one.verdict.ruling is Ruling.SUPPORTED]
        assert TRUTH in found, attack.id
        obeyed += [(attack.id, told) for told in told_by_order(attack, found)]
    assert obeyed == []


def test_a_win_that_only_looks_like_an_attack_passes_a_check() -> None:
    for attack in attacks():
        if attack.oracle == "kept" and "entry_text" in attack.surfaces:
            words = re.sub(r"^\d{4}-\d\d-\d\d:\s*", "", attack.text)
            made = checked(words, BragLog(entries=(a_brag_entry(attack.text, id="hit", when=None),)))
            assert made.all_supported, attack.id
            told = (*(one.text for one in made.sentences), *made.passed_over)
            assert same_words(words) in same_words(" ".join(told)), attack.id


def test_no_question_is_put_as_an_entry_orders() -> None:
    obeyed = []
    for attack in hostile():
        entry = a_brag_entry(f"{TRUTH}\n{attack.text.strip() or '.'}", id="hit")
        plain = Question(
            kind=GapKind.NO_OUTCOME,
            dimension=DimensionId("scope"),
            entry=entry.id,
            words="“Cut the weekly manual reconciliation…”: what changed because of it, and for whom?",
            why="Nothing says yet what came of it.",
            worth=0.4,
        )
        for sentence in obedience(attack):
            for words in (sentence[:290], f"{sentence[:200].rstrip('.')}, what changed because of it?"):
                chat = ScriptedChat({"question": words})
                put = asyncio.run(phrase(plain, entry, chat, PROMPTS)).question.words
                told = told_by_order(attack, [put])
                if told:
                    obeyed.append((attack.id, put))
    assert obeyed == []
