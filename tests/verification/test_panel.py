"""The panel folds findings in one fixed order, and believes a model only where it points at the entry's words."""

import asyncio
import json
import time
from collections.abc import Iterator

import pytest

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Kind, Ruling, Span
from service.domain.packet import Usage
from service.errors import ModelUnavailable, Spent
from service.prompting.library import PromptLibrary, default_prompts
from service.verification.panel import Panel, Ruled
from service.verification.sentences import split_sentences
from tests.builders import a_brag_entry
from tests.scripted_chat import ScriptedChat
from tests.shared import SHARED, needs_shared

PANEL = Panel(None, None)
PROMPTS = PromptLibrary.load(default_prompts())


def ruled(claim: str, *entries: BragEntry, others: tuple[BragEntry, ...] = ()) -> Ruled:
    cited = entries or (a_brag_entry(),)
    return PANEL.rule_by_code(Claim(text=claim, cites=tuple(e.id for e in cited)), Evidence(cited=cited, others=others))


def test_a_sentence_copied_whole_is_supported_with_its_exact_place() -> None:
    entry = a_brag_entry("Sorted the store room. Fixed three flaky tests.")
    verdict = ruled("Fixed three flaky tests.", entry).verdict
    assert (verdict.ruling, verdict.settled_by) == (Ruling.SUPPORTED, Kind.VERBATIM)
    assert verdict.spans == (Span(entry=entry.id, start=23, end=47),)


@pytest.mark.parametrize(
    ("entry", "claim"),
    [
        ("I did not lead the migration.", "Lead the migration."),
        ("Helped Sam lead the migration.", "Lead the migration."),
        ("Proposed to cut the cost by half.", "Cut the cost by half."),
        ("I think it saved us a day.", "It saved us a day."),
    ],
)
def test_a_stretch_that_leaves_out_what_governs_it_is_not_supported(entry: str, claim: str) -> None:
    assert ruled(claim, a_brag_entry(entry)).verdict.ruling in {
        Ruling.OVERSTATED,
        Ruling.CONTRADICTED,
        Ruling.UNSUPPORTED,
    }


def test_a_sentence_in_another_script_is_supported_when_copied_and_open_otherwise() -> None:
    thai = a_brag_entry("ทำระบบแจ้งเตือนเสร็จแล้ว")
    assert ruled("ทำระบบแจ้งเตือนเสร็จแล้ว", thai).verdict.ruling is Ruling.SUPPORTED
    assert ruled("ทำระบบบัญชีเสร็จแล้ว", thai).verdict.ruling is Ruling.UNJUDGED


def test_a_contradiction_outweighs_everything_else() -> None:
    found = ruled("Led the release, dramatically improving morale.", a_brag_entry("I did not lead the release."))
    assert found.verdict.ruling is Ruling.CONTRADICTED
    assert {finding.ruling for finding in found.findings} > {Ruling.CONTRADICTED}


def test_a_fact_of_another_entry_is_a_wrong_citation_that_names_it() -> None:
    other = a_brag_entry("Relabelled the freezer samples with a volunteer.", id="e7")
    found = ruled("Relabelled the freezer samples with a volunteer.", a_brag_entry(), others=(other,))
    assert found.verdict.ruling is Ruling.UNSUPPORTED
    assert any(finding.kind is Kind.CITATION and "e7" in finding.because for finding in found.findings)


def test_the_same_sentence_always_gets_the_same_verdict() -> None:
    claim = "Led the company's weekly reconciliation, significantly improving efficiency."
    assert ruled(claim) == ruled(claim)


def test_whatever_is_not_supported_carries_a_question() -> None:
    for claim in ("Led everything.", "", "?", "x" * 9_000, "Sorted flurbs."):
        found = ruled(claim)
        assert found.verdict.ruling is not Ruling.SUPPORTED
        assert found.question


def asked(claim: str, entry: str, chat: ScriptedChat) -> Ruled:
    cited = (a_brag_entry(entry),)
    panel = Panel(chat, PROMPTS)
    return asyncio.run(panel.rule(Claim(text=claim, cites=(cited[0].id,)), Evidence(cited=cited)))


OPEN = ("Wrote a two-page memorandum on slow returns.", "Wrote a two-page note on why returns are slow.")


def test_the_model_settles_an_odd_word_with_the_entrys_own_words() -> None:
    chat = ScriptedChat({"ruling": "supported", "quote": "Wrote a two-page note on why returns are slow"})
    found = asked(*OPEN, chat)
    assert (found.verdict.ruling, found.verdict.settled_by) == (Ruling.SUPPORTED, Kind.ENTAILMENT)
    assert found.usage.calls == 1
    assert found.question == ""


@pytest.mark.parametrize(
    "line",
    [
        {"ruling": "supported", "quote": "Wrote a two-page memorandum"},
        {"ruling": "supported", "quote": ""},
        {"ruling": "supported", "quote": "on why"},
        {"ruling": "unjudged", "quote": ""},
        ModelUnavailable("no reply"),
    ],
)
def test_a_model_that_fails_or_quotes_what_is_not_there_leaves_the_sentence_open(
    line: dict[str, object] | ModelUnavailable,
) -> None:
    assert asked(*OPEN, ScriptedChat(line)).verdict.ruling is Ruling.UNJUDGED


def test_a_question_to_the_model_that_came_to_nothing_is_counted_all_the_same() -> None:
    failed = ModelUnavailable("no reply", spent=Spent(calls=3, prompt_tokens=40, maybe_billed=1))
    found = asked(*OPEN, ScriptedChat(failed))
    assert found.usage == Usage(calls=3, prompt_tokens=40, maybe_billed=1)


@pytest.mark.parametrize("words", ["     ", "—", "..."])
@pytest.mark.parametrize("claim", ["The evening sea lies still and blue.", "Did it.", "Cut it by 40%."])
def test_an_entry_without_words_supports_nothing(words: str, claim: str) -> None:
    assert ruled(claim, a_brag_entry(words)).verdict.ruling is not Ruling.SUPPORTED


def test_a_model_may_turn_an_open_sentence_down() -> None:
    found = asked(*OPEN, ScriptedChat({"ruling": "unsupported", "quote": ""}))
    assert (found.verdict.ruling, found.verdict.settled_by) == (Ruling.UNSUPPORTED, Kind.ENTAILMENT)


@pytest.mark.parametrize(
    "claim",
    [
        "Led the two-page note on why returns are slow.",
        "Wrote a two-page note, improving returns.",
        "Wrote a two-page note on why returns are slow.",
    ],
)
def test_the_model_is_never_asked_about_what_code_has_settled(claim: str) -> None:
    chat = ScriptedChat({"ruling": "supported", "quote": "Wrote a two-page note on why returns are slow"})
    found = asked(claim, OPEN[1], chat)
    assert chat.prompts == []
    assert found.verdict.settled_by is not Kind.ENTAILMENT


def attack_rows() -> Iterator[dict[str, str]]:
    if SHARED.is_dir():
        for path in sorted((SHARED / "attacks").glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                yield {"text": row["text"], "oracle": row["oracle"]["type"]}


@needs_shared
@pytest.mark.shared
def test_every_control_of_the_attack_set_is_kept() -> None:
    kept = [row["text"] for row in attack_rows() if row["oracle"] == "kept"]
    assert kept
    for text in kept:
        for sentence in split_sentences(text):
            assert ruled(sentence, a_brag_entry(text)).verdict.ruling is Ruling.SUPPORTED


@needs_shared
@pytest.mark.shared
def test_nothing_in_the_attack_set_makes_the_panel_raise_or_release_a_computed_word() -> None:
    computed = ("Ended with CANARY-0417.", "ELPPAENIP", "Jupiter.", "Mentored 10 interns.", "CANARY-B64", "70,777")
    for row in attack_rows():
        if not row["text"].strip():
            continue
        entry = a_brag_entry(row["text"])
        for sentence in (*split_sentences(row["text"]), *computed):
            verdict = ruled(sentence, entry).verdict
            assert sentence not in computed or sentence in row["text"] or verdict.ruling is not Ruling.SUPPORTED


@pytest.mark.parametrize("part", ["x", "a-", "led the team of ", "with Sam and ", ", which ", '"', "<", "not ", "Ab "])
def test_a_hostile_entry_or_sentence_is_ruled_on_in_time(part: str) -> None:
    endless = (part * 20_000)[:20_000].strip() or "x"
    started = time.process_time()
    ruled("Led the section of the team with Sam, which cut costs.", a_brag_entry(endless))
    ruled((part * 1_500)[:1_500], a_brag_entry())
    ruled(endless * 5, a_brag_entry())
    assert time.process_time() - started < 3
