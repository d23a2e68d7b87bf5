"""What a real, weak model wrote from our example logs, replayed through today's code: nothing made up is released."""

import asyncio
from pathlib import Path

import pytest

from evals.record import LOGS, MODEL, RECORDINGS, draft_with
from evals.recording import RecordingChat, ReplayedChat, key_of, read_recordings
from service.domain.claims import Ruling
from service.domain.packet import DraftedBy, Usage
from service.drafting.replies import SectionReply, section_reply
from service.errors import ModelUnavailable
from service.ports import Answer, Prompt, ReplyT


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.name)
def test_replayed_replies_release_nothing_unsupported(log: Path) -> None:
    chat = ReplayedChat(MODEL, RECORDINGS / f"{log.stem}.jsonl")
    fared, drafted = asyncio.run(draft_with(chat, log))
    # A changed prompt or ranking misses its recordings, and `python -m evals.record` fills the gaps. Revisions hold the
    # checks' reasons: a check that words one otherwise leaves a section unrevised here, which is no failure.
    assert [prompt for prompt in chat.missing if prompt.startswith("draft_section")] == []
    assert fared.model_bullets > 0
    for one in drafted:
        for bullet in one.section.bullets:
            assert all(sentence.verdict.ruling is Ruling.SUPPORTED for sentence in bullet.sentences)
            if bullet.drafted_by is DraftedBy.MODEL:
                assert len({cite for sentence in bullet.sentences for cite in sentence.cites}) <= 2


def a_prompt(words: str = "words") -> Prompt:
    return Prompt(id="draft_section", version=1, sha256="0", system="ours", user=words, max_tokens=10)


class Paid:
    """A model that counts what it is paid for."""

    name = "paid"

    def __init__(self) -> None:
        self.calls = 0

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        self.calls += 1
        if prompt.user == "fails":
            raise ModelUnavailable("It failed", why="no reply")
        return Answer(reply.model_validate({"bullets": []}), Usage(calls=1, prompt_tokens=5))


def test_what_is_recorded_is_never_paid_for_twice_and_is_replayed_word_for_word(tmp_path: Path) -> None:
    paid, kept = Paid(), tmp_path / "kept.jsonl"

    async def go() -> None:
        for _ in range(2):
            recorded = await RecordingChat(paid, kept).ask(a_prompt(), SectionReply)
            assert recorded.usage.prompt_tokens == 5
            with pytest.raises(ModelUnavailable):
                await RecordingChat(paid, kept).ask(a_prompt("fails"), SectionReply)
        assert await ReplayedChat("paid", kept).ask(a_prompt(), SectionReply) == recorded

    asyncio.run(go())
    assert paid.calls == 2
    assert len(read_recordings(kept)) == 2


def test_a_changed_prompt_never_gets_the_old_ones_reply(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    asyncio.run(RecordingChat(Paid(), kept).ask(a_prompt(), SectionReply))
    replayed = ReplayedChat("paid", kept)
    with pytest.raises(ModelUnavailable, match="draft_section@1"):
        asyncio.run(replayed.ask(a_prompt("other words"), SectionReply))
    assert replayed.missing == ["draft_section@1"]


def test_the_key_covers_everything_that_is_sent() -> None:
    known = key_of("m", a_prompt(), SectionReply)
    others = [
        key_of("n", a_prompt(), SectionReply),
        key_of("m", a_prompt("other"), SectionReply),
        key_of("m", a_prompt(), section_reply(("E1",))),
        key_of("m", a_prompt(), SectionReply, sample=1),
    ]
    assert len({known, *others}) == 5
