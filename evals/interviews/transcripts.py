"""Three conversations whose questions a real model phrases: its replies recorded, the transcripts kept to be read."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from evals.interviews.people import Person, Style, people
from evals.interviews.talks import MUST_BE_NONE, Talk, held
from evals.recording import Addressee, RecordingChat, ReplayedChat
from service.domain.interview import Interview, Question
from service.errors import CaseError
from service.ports import ChatModel
from service.settings import read_settings
from service.wiring import assemble

MODEL = "openai:local-real"
BASE_URL = "http://127.0.0.1:8090/v1"
KEPT = Path(__file__).parent / "transcripts"
HELD = (("warehouse lead", Style.HELPFUL), ("ward nurse", Style.RAMBLING), ("backend engineer", Style.HOSTILE))


class _Then:
    """The day on which the conversations were held: what has gone stale must not depend on when they are replayed."""

    def now(self) -> datetime:
        return datetime(2026, 1, 15, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.now().date()


class Transcript(NamedTuple):
    """A conversation as held."""

    person: str
    style: Style
    talk: Talk
    interview: Interview

    @property
    def name(self) -> str:
        return f"{self.person.replace(' ', '-')}-{self.style.value}"

    @property
    def put(self) -> tuple[Question, ...]:
        """The questions, each once, that are about an entry: those a model is asked to phrase."""
        turns = self.interview.turns
        asked = {turn.asked.key: turn.asked for turn in turns if turn.asked is not None and turn.asked.entry}
        return tuple(asked.values())

    @property
    def fell_back(self) -> int:
        return sum(not question.by_model for question in self.put)


async def transcripts(chats: "Chats") -> list[Transcript]:
    """The three conversations, each with the chat model made for it."""
    everybody = {person.name: person for person in people()}
    return [await _transcript(everybody[name], style, chats) for name, style in HELD]


class Chats:
    """The chat models of the conversations: replayed from the recordings, or asked and recorded."""

    def __init__(self, chat: ChatModel | None = None) -> None:
        self._chat = chat
        self.replayed: list[ReplayedChat] = []

    def of(self, name: str) -> ChatModel:
        path, asked = KEPT / f"{name}.jsonl", Addressee(MODEL, BASE_URL)
        if self._chat is not None:
            return RecordingChat(self._chat, path, asked)
        self.replayed.append(ReplayedChat(path, asked))
        return self.replayed[-1]

    @property
    def missing(self) -> int:
        """How many replies were asked for that nobody has recorded."""
        return sum(len(chat.missing) for chat in self.replayed)


async def _transcript(person: Person, style: Style, chats: Chats) -> Transcript:
    chat = chats.of(f"{person.name.replace(' ', '-')}-{style.value}")
    with tempfile.TemporaryDirectory() as folder:
        async with assemble(read_settings(data_dir=Path(folder)), chat=chat, clock=_Then()) as casework:
            counted, interview = await held(casework, person, style)
    return Transcript(person.name, style, counted, interview)


def shown(*, record: bool) -> int:
    """Holds the conversations, prints their figures, and with `record` writes the transcripts anew; the exit code."""
    try:
        done, missing = asyncio.run(_held(record=record))
    except CaseError as failed:
        sys.stderr.write(f"promocase eval interviews: {failed}\n")
        return 2
    for one in done:
        if record:
            (KEPT / f"{one.name}.md").write_text("\n".join(lines_of(one)) + "\n", encoding="utf-8")
        sys.stdout.write(_line(one) + "\n")
    if missing:
        sys.stderr.write(f"{missing} replies are not recorded: record them with --record and the model\n")
        return 2
    return 0


def _line(one: Transcript) -> str:
    talk, used = one.talk, one.interview.usage
    slips = sum(getattr(talk, name) for name in MUST_BE_NONE)
    return (
        f"{one.name}: {talk.questions} questions, {len(one.put)} about an entry, {one.fell_back} of those in stock "
        f"wording; {talk.amendments} amendments; promises broken {slips}; "
        f"{used.prompt_tokens + used.completion_tokens} tokens"
    )


async def _held(*, record: bool) -> tuple[list[Transcript], int]:
    if not record:
        chats = Chats()
        return await transcripts(chats), chats.missing
    from service.adapters.langchain_chat import LangChainChat

    chat = LangChainChat(MODEL, BASE_URL, read_settings().openai_api_key, deadline_s=600, concurrency=1)
    try:
        return await transcripts(Chats(chat)), 0
    finally:
        await chat.close()


def lines_of(one: Transcript) -> Iterator[str]:
    """The transcript as Markdown."""
    yield f"# {one.person}, {one.style.value}"
    yield ""
    yield f"Questions phrased by {MODEL}; {one.fell_back} of {len(one.put)} about an entry fell back to stock wording."
    yield "The person's answers are scripted; every amendment was accepted."
    amended: dict[int, list[str]] = {}
    for amendment in one.interview.amendments:
        amended.setdefault(amendment.turn, []).append(f"{amendment.part.value}: {amendment.words}")
    for n, turn in enumerate(one.interview.turns):
        yield ""
        if turn.asked is not None:
            whose = "the model's words" if turn.asked.by_model else "stock wording"
            yield f"**Q** ({turn.asked.kind.value}, {whose}) {turn.asked.words}"
            yield ""
        yield f"**A** {turn.said}"
        yield from (f"- {told}" for told in amended.get(n, ()))
    yield ""
    yield one.interview.ended or "The conversation was left open."
