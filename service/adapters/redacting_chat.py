"""A chat model that sees placeholders for names, addresses and links; they are put back before anybody reads a reply.

A name is what is shaped like one, and whoever is quoted. What looks like none, such as a name written small in the
middle of a sentence, is sent as it stands.
"""

import hmac
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from service.domain.names import GIVEN_NAMES, names
from service.domain.packet import Usage
from service.errors import ModelUnavailable, Spent
from service.ports import Answer, ChatModel, Prompt, ReplyT

_ADDRESS = re.compile(r"\b[a-zA-Z][\w+.-]{1,20}://[^\s<>\"'`|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bwww\.[^\s<>\"'`|]+")
_SPEAKER = re.compile(r'^\| (?P<who>[^:"\n]{1,500}?)(?: \([^()\n]*\))? said: "', re.MULTILINE)
_WORD = re.compile(r"[^\W_][\w'’-]*")
_FENCED = re.compile(r"^\| .*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\bName[0-9]{9}\b")


class RedactingChat:
    """`ChatModel` over another. The same name has the same placeholder in every call of one process."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self._key = secrets.token_bytes(16)

    @property
    def name(self) -> str:
        return self._chat.name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        hidden = {self._placeholder(found): found for found in _found(prompt.user)}
        answer = await self._chat.ask(replace(prompt, user=_hiding(prompt.user, hidden)), reply)
        told = _PLACEHOLDER.sub(lambda met: _quoted(hidden.get(met[0], met[0])), answer.reply.model_dump_json())
        try:
            return Answer(reply.model_validate_json(told), answer.usage)
        except ValidationError:
            # With its names in place a string is longer than the shape allows.
            raise _misshapen(answer.usage) from None

    def _placeholder(self, found: str) -> str:
        digest = hmac.digest(self._key, found.encode(errors="surrogatepass"), "sha256")
        return f"Name{int.from_bytes(digest[:8], 'big') % 10**9:09}"


def _found(user: str) -> Iterator[str]:
    """What is to be hidden of the fenced lines; the lines around them are ours."""
    fenced = "\n".join(line[0] for line in _FENCED.finditer(user))
    yield from (met[0].rstrip(".,;:!?)") for met in _ADDRESS.finditer(fenced))
    for line in _FENCED.findall(fenced):
        yield from (name.text for name in names(line[2:]) if name.certain or name.text.lower() in GIVEN_NAMES)
    for said in _SPEAKER.finditer(fenced):
        yield from (word for word in _WORD.findall(said["who"]) if len(word) > 1)


def _hiding(user: str, hidden: Mapping[str, str]) -> str:
    if not hidden:
        return user
    by_length = sorted(((found, mark) for mark, found in hidden.items()), key=lambda pair: -len(pair[0]))
    marks = dict(by_length)
    any_of = re.compile(rf"(?<![\w@#])(?:{'|'.join(re.escape(found) for found, _ in by_length)})(?!\w)")
    return _FENCED.sub(lambda line: any_of.sub(lambda met: marks[met[0]], line[0]), user)


def _quoted(name: str) -> str:
    """The name as it stands inside a JSON string."""
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _misshapen(usage: Usage) -> ModelUnavailable:
    spent = Spent(usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.maybe_billed)
    message = "The model's reply is too long once the names are put back"
    return ModelUnavailable(message, mend="Draft it again", why="reply of the wrong shape", spent=spent)
