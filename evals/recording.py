"""Replies of a real model, recorded once under everything that shaped them, and replayed word for word."""

import hashlib
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from service.domain.packet import Usage
from service.errors import ModelUnavailable
from service.ports import Answer, ChatModel, Prompt, ReplyT


class Recorded(BaseModel):
    """One reply, or the failure that came instead; `key` covers model, prompt, words, schema and sampling."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    prompt: str
    reply: str | None
    failed: str | None = None
    usage: Usage


def key_of(model: str, prompt: Prompt, reply: type[BaseModel], sample: int = 0) -> str:
    """sha256 in hex over everything a provider is sent, and which sample this is."""
    sent = {
        "model": model,
        "prompt": prompt.stamp,
        "system": prompt.system,
        "user": prompt.user,
        "schema": reply.model_json_schema(),
        "max_tokens": prompt.max_tokens,
        "temperature": prompt.temperature,
        "sample": sample,
    }
    return hashlib.sha256(json.dumps(sent, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read_recordings(path: Path) -> dict[str, Recorded]:
    """What a file of recordings holds, by key; empty when there is none."""
    if not path.is_file():
        return {}
    rows = (Recorded.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {row.key: row for row in rows}


class RecordingChat:
    """Asks a model and writes each reply down at once; what is recorded already is never asked, or paid for, again."""

    def __init__(self, chat: ChatModel, path: Path) -> None:
        self._chat = chat
        self._path = path
        self._known = read_recordings(path)

    @property
    def name(self) -> str:
        return self._chat.name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        key = key_of(self.name, prompt, reply)
        if key in self._known:
            return _answer(self._known[key], reply)
        try:
            answer = await self._chat.ask(prompt, reply)
        except ModelUnavailable as failed:
            self._keep(
                Recorded(
                    key=key, prompt=prompt.id, reply=None, failed=failed.why, usage=Usage(**failed.spent._asdict())
                )
            )
            raise
        self._keep(Recorded(key=key, prompt=prompt.id, reply=answer.reply.model_dump_json(), usage=answer.usage))
        return answer

    def _keep(self, recorded: Recorded) -> None:
        self._known[recorded.key] = recorded
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(recorded.model_dump_json() + "\n")


class ReplayedChat:
    """Answers from recordings alone; a prompt never recorded, or changed since, is an error that says so."""

    def __init__(self, name: str, path: Path) -> None:
        self._name = name
        self._known = read_recordings(path)
        self.missing: list[str] = []

    @property
    def name(self) -> str:
        return self._name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        key = key_of(self._name, prompt, reply)
        if key not in self._known:
            self.missing.append(f"{prompt.id}@{prompt.version}")
            raise ModelUnavailable(
                f"No reply is recorded for this use of {prompt.id}@{prompt.version}",
                mend="Record it with a model",
                why="not recorded",
            )
        return _answer(self._known[key], reply)


def _answer(recorded: Recorded, reply: type[ReplyT]) -> Answer[ReplyT]:
    if recorded.reply is None:
        raise ModelUnavailable("The model failed when this was recorded", why=recorded.failed or "failed")
    return Answer(reply.model_validate_json(recorded.reply), recorded.usage)
