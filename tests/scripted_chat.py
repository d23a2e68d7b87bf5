"""A chat model that answers from a script, in the process: what it is asked it keeps."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel

from service.domain.packet import Usage
from service.errors import ModelUnavailable
from service.ports import Answer, Prompt, ReplyT

Line = BaseModel | Mapping[str, object] | ModelUnavailable
Script = Callable[[Prompt, type[BaseModel]], Line]
"""Makes a reply of the prompt and the shape asked for."""

USED = Usage(calls=1, prompt_tokens=100, completion_tokens=10)


class ScriptedChat:
    """Answers one line after another, the last one for ever; or what a function makes of each prompt."""

    name = "scripted:chat"

    def __init__(self, *lines: Line, script: Script | None = None) -> None:
        self.lines = list(lines)
        self.script = script
        self.prompts: list[Prompt] = []

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        self.prompts.append(prompt)
        line = self.script(prompt, reply) if self.script else self.lines[min(len(self.prompts), len(self.lines)) - 1]
        if isinstance(line, ModelUnavailable):
            raise line
        fields = line.model_dump() if isinstance(line, BaseModel) else line
        return Answer(reply.model_validate(fields), USED)

    def asked(self, prompt_id: str) -> list[Prompt]:
        """The prompts of one id, in the order asked."""
        return [prompt for prompt in self.prompts if prompt.id == prompt_id]


def bullet(*sentences: tuple[str, str]) -> dict[str, object]:
    """A bullet of (text, names cited, with spaces between them)."""
    return {"sentences": [{"text": text, "cites": cites.split()} for text, cites in sentences]}


def section(*bullets: dict[str, object]) -> dict[str, object]:
    return {"bullets": list(bullets)}
