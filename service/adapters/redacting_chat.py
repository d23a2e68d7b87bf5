"""A chat model that sees placeholders for names, addresses and links; they are put back before anybody reads a reply.

A name is what is shaped like one, and whoever is quoted. What looks like none, such as a name written small in the
middle of a sentence, is sent as it stands.
"""

import hmac
import re
import secrets
from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from service.domain.names import GIVEN_NAMES, names
from service.domain.packet import Usage
from service.domain.wording import plain
from service.errors import ModelUnavailable, Spent
from service.ports import Answer, ChatModel, Prompt, ReplyT

_ADDRESS = re.compile(r"\b[a-zA-Z][\w+.-]{1,20}://[^\s<>\"'`|]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\bwww\.[^\s<>\"'`|]+")
_SPEAKER = re.compile(r'^\| (?P<who>.{1,500}?)(?: \([^()\n]*\))? said: "', re.MULTILINE)
_TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Sir|Herr|Frau|Mme)\.? +([^\W\d_a-z][\w'-]+)")
_WORD = re.compile(r"[^\W_][\w'-]*")
_FENCED = re.compile(r"^\| .*$", re.MULTILINE)
# The rest of a word whose accents are characters of their own, as files from a Mac have them.
_ACCENTED = r"(?:[\u0300-\u036f]+\w*)*"
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
        hidden: dict[str, str] = {}
        answer = await self._chat.ask(replace(prompt, user=self._hiding(prompt.user, hidden)), reply)
        told = _PLACEHOLDER.sub(lambda met: _quoted(hidden.get(met[0], met[0])), answer.reply.model_dump_json())
        try:
            return Answer(reply.model_validate_json(told), answer.usage)
        except ValidationError:
            # With its names in place a string is longer than the shape allows.
            raise _misshapen(answer.usage) from None

    def _hiding(self, user: str, hidden: dict[str, str]) -> str:
        """`user` with placeholders in its fenced lines; what each stands for is written into `hidden`."""
        found = sorted(set(_found(user)), key=lambda one: (-len(one), one))
        if not found:
            return user
        any_of = re.compile(rf"(?<![\w@#])(?:{'|'.join(map(re.escape, found))})(?!\w){_ACCENTED}")
        return _FENCED.sub(lambda line: self._hiding_line(line[0], any_of, hidden), user)

    def _hiding_line(self, line: str, any_of: re.Pattern[str], hidden: dict[str, str]) -> str:
        parts, end = [], 0
        for met in any_of.finditer(plain(line)):  # every character keeps its place
            written = line[met.start() : met.end()]
            mark = self._placeholder(written)
            hidden[mark] = written
            parts += [line[end : met.start()], mark]
            end = met.end()
        return "".join([*parts, line[end:]])

    def _placeholder(self, found: str) -> str:
        digest = hmac.digest(self._key, found.encode(errors="surrogatepass"), "sha256")
        return f"Name{int.from_bytes(digest[:8], 'big') % 10**9:09}"


def _found(user: str) -> Iterator[str]:
    """What is to be hidden of the fenced lines, in plain typography; the lines around them are ours."""
    written = "\n".join(_FENCED.findall(user))
    yield from (plain(met[0].rstrip(".,;:!?)")) for met in _ADDRESS.finditer(written))
    fenced = plain(written)
    yield from (met[1].removesuffix("'s") for met in _TITLED.finditer(fenced))
    for line in fenced.split("\n"):
        yield from (name.text for name in names(line[2:]) if name.certain or name.text.lower() in GIVEN_NAMES)
    for said in _SPEAKER.finditer(fenced):
        for word in _WORD.findall(said["who"]):
            name = word.removesuffix("'s")
            if len(name) > 1:
                yield from (name, name[0].upper() + name[1:], name.upper())


def _quoted(name: str) -> str:
    """The name as it stands inside a JSON string."""
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _misshapen(usage: Usage) -> ModelUnavailable:
    spent = Spent(usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.maybe_billed)
    message = "The model's reply is too long once the names are put back"
    return ModelUnavailable(message, mend="Draft it again", why="reply of the wrong shape", spent=spent)
