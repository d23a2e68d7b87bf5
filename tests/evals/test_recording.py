"""Recorded replies: paid for once, replayed word for word, and never given to a prompt that changed."""

import asyncio
from pathlib import Path

import pytest

from evals.recording import Addressee, Recorded, RecordingChat, ReplayedChat, key_of, read_recordings
from service.domain.packet import Usage
from service.drafting.replies import SectionReply, section_reply
from service.errors import ModelUnavailable, Spent
from service.ports import Answer, Prompt, ReplyT

PAID = Addressee("paid", "http://127.0.0.1:1/v1")


def a_prompt(words: str = "words", version: int = 1, temperature: float = 0) -> Prompt:
    return Prompt(
        id="draft_section",
        version=version,
        sha256=str(version),
        system="ours",
        user=words,
        max_tokens=10,
        temperature=temperature,
    )


class Paid:
    """A model that counts what it is paid for."""

    name = "paid"

    def __init__(self) -> None:
        self.calls = 0

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        self.calls += 1
        if prompt.user == "garbled":
            raise ModelUnavailable("It failed", why="no reply", spent=Spent(calls=1, completion_tokens=9))
        if prompt.user == "unreachable":
            raise ModelUnavailable("It failed", why="refused")
        return Answer(reply.model_validate({"bullets": []}), Usage(calls=1, prompt_tokens=5))


def test_what_is_recorded_is_never_paid_for_twice_and_is_replayed_word_for_word(tmp_path: Path) -> None:
    paid, kept, told = Paid(), tmp_path / "kept.jsonl", list[Recorded]()

    async def go() -> None:
        for _ in range(2):
            recorded = await RecordingChat(paid, kept, PAID, told.append).ask(a_prompt(), SectionReply)
            assert recorded.usage.prompt_tokens == 5
            with pytest.raises(ModelUnavailable):
                await RecordingChat(paid, kept, PAID).ask(a_prompt("garbled"), SectionReply)
        assert await ReplayedChat(kept, PAID).ask(a_prompt(), SectionReply) == recorded
        with pytest.raises(ModelUnavailable, match="failed when this was recorded"):
            await ReplayedChat(kept, PAID).ask(a_prompt("garbled"), SectionReply)

    asyncio.run(go())
    assert paid.calls == 2
    assert len(told) == 1
    assert len(read_recordings(kept)) == 2


def test_a_model_that_was_not_reached_has_not_answered(tmp_path: Path) -> None:
    paid, kept = Paid(), tmp_path / "kept.jsonl"
    for _ in range(2):
        with pytest.raises(ModelUnavailable):
            asyncio.run(RecordingChat(paid, kept, PAID).ask(a_prompt("unreachable"), SectionReply))
    assert paid.calls == 2
    assert read_recordings(kept) == {}


def test_an_interrupted_line_is_asked_again_and_spoils_nothing(tmp_path: Path) -> None:
    paid, kept = Paid(), tmp_path / "kept.jsonl"
    asyncio.run(RecordingChat(paid, kept, PAID).ask(a_prompt(), SectionReply))
    kept.write_text(kept.read_text() + kept.read_text()[:40])
    asyncio.run(RecordingChat(paid, kept, PAID).ask(a_prompt("other"), SectionReply))
    assert len(read_recordings(kept)) == 2
    assert all(line.endswith("}") for line in kept.read_text().splitlines())


def test_a_changed_prompt_never_gets_the_old_ones_reply(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    asyncio.run(RecordingChat(Paid(), kept, PAID).ask(a_prompt(), SectionReply))
    replayed = ReplayedChat(kept, PAID)
    with pytest.raises(ModelUnavailable, match="draft_section@2"):
        asyncio.run(replayed.ask(a_prompt("other words", version=2), SectionReply))
    assert replayed.missing == ["draft_section@2"]


def test_the_key_covers_everything_that_is_sent_and_nothing_that_is_not() -> None:
    known = key_of(PAID, a_prompt(), SectionReply)
    others = [
        key_of(PAID._replace(model="n"), a_prompt(), SectionReply),
        key_of(PAID._replace(base_url="http://127.0.0.1:2/v1"), a_prompt(), SectionReply),
        key_of(PAID._replace(sample=1), a_prompt(), SectionReply),
        key_of(PAID, a_prompt("other"), SectionReply),
        key_of(PAID, a_prompt(temperature=0.7), SectionReply),
        key_of(PAID, a_prompt(), section_reply(("E1",))),
    ]
    assert len({known, *others}) == 7
    assert key_of(PAID, a_prompt(version=2), SectionReply) == known
