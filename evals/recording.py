"""Replies of a real model, recorded once under everything that shaped them, and replayed word for word."""

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from service.domain.packet import Usage
from service.errors import ModelUnavailable
from service.ports import Answer, ChatModel, Prompt, ReplyT


class Addressee(NamedTuple):
    """Who is asked: provider and model (`openai:gpt-...`), where, and which of several samples this is."""

    model: str
    base_url: str = ""
    sample: int = 0


class Recorded(BaseModel):
    """One reply, or the failure that came instead; `key` covers all that was sent. `seconds` is how long it took."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    prompt: str
    reply: str | None
    failed: str | None = None
    usage: Usage
    seconds: float = 0.0


def key_of(asked: Addressee, prompt: Prompt, reply: type[BaseModel]) -> str:
    """sha256 in hex over everything a provider is sent, who is asked, and which sample this is.

    The messages are covered as rendered, so that a comment or a version number in a prompt's file changes nothing.
    """
    sent = {
        "model": asked.model,
        "base_url": asked.base_url.rstrip("/"),
        "system": prompt.system,
        "user": prompt.user,
        "schema": reply.model_json_schema(),
        "max_tokens": prompt.max_tokens,
        "temperature": prompt.temperature,
        "sample": asked.sample,
    }
    return hashlib.sha256(json.dumps(sent, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read_recordings(path: Path) -> dict[str, Recorded]:
    """What a file of recordings holds, by key; empty when there is none. A last line cut short is left out."""
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n")
    # An interrupted run leaves half a line at the very end: that call counts as never recorded.
    rows = (Recorded.model_validate_json(line) for line in lines[:-1] if line)
    return {row.key: row for row in rows}


class RecordingChat:
    """Asks a model and writes each reply down at once; what is recorded already is never asked, or paid for, again.

    `told` hears of every call that was really made.
    """

    def __init__(
        self, chat: ChatModel, path: Path, asked: Addressee, told: Callable[[Recorded], None] = lambda _recorded: None
    ) -> None:
        self._chat = chat
        self._path = path
        self._asked = asked
        self._told = told
        self._known = read_recordings(path)

    @property
    def name(self) -> str:
        return self._asked.model

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        key = key_of(self._asked, prompt, reply)
        if key in self._known:
            return _answer(self._known[key], reply)
        start = time.monotonic()
        try:
            answer = await self._chat.ask(prompt, reply)
        except ModelUnavailable as failed:
            spent = Usage(**failed.spent._asdict())
            # Nothing came over the wire: that is not the model's answer to this prompt, and may be asked again.
            if spent.completion_tokens:
                self._keep(Recorded(key=key, prompt=prompt.id, reply=None, failed=failed.why, usage=spent), start)
            raise
        kept = Recorded(key=key, prompt=prompt.id, reply=answer.reply.model_dump_json(), usage=answer.usage)
        self._keep(kept, start)
        return answer

    def _keep(self, recorded: Recorded, start: float) -> None:
        recorded = recorded.model_copy(update={"seconds": round(time.monotonic() - start, 1)})
        self._known[recorded.key] = recorded
        self._path.parent.mkdir(parents=True, exist_ok=True)
        whole = self._path.read_text(encoding="utf-8") if self._path.is_file() else ""
        if whole and not whole.endswith("\n"):
            self._path.write_text(whole[: whole.rfind("\n") + 1], encoding="utf-8")
        with self._path.open("a", encoding="utf-8") as file:
            file.write(recorded.model_dump_json() + "\n")
        self._told(recorded)


class ReplayedChat:
    """Answers from recordings alone; a prompt never recorded, or changed since, is an error that says so."""

    def __init__(self, path: Path, asked: Addressee) -> None:
        self._asked = asked
        self._known = read_recordings(path)
        self.missing: list[str] = []
        self.seconds = 0.0

    @property
    def name(self) -> str:
        return self._asked.model

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        key = key_of(self._asked, prompt, reply)
        if key not in self._known:
            self.missing.append(f"{prompt.id}@{prompt.version}")
            raise ModelUnavailable(
                f"No reply is recorded for this use of {prompt.id}@{prompt.version}",
                mend="Record it with a model",
                why="not recorded",
            )
        self.seconds += self._known[key].seconds
        return _answer(self._known[key], reply)


def _answer(recorded: Recorded, reply: type[ReplyT]) -> Answer[ReplyT]:
    if recorded.reply is None:
        raise ModelUnavailable("The model failed when this was recorded", why=recorded.failed or "failed")
    return Answer(reply.model_validate_json(recorded.reply), recorded.usage)
