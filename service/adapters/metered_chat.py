"""A chat model whose calls are counted and timed, whatever comes of them, and traced."""

import asyncio
import time

from service.domain.packet import Usage
from service.errors import ModelUnavailable
from service.operations.meter import Meter
from service.ports import Answer, ChatModel, Prompt, ReplyT


class MeteredChat:
    """`ChatModel` over another."""

    def __init__(self, chat: ChatModel, meter: Meter) -> None:
        self._chat, self._meter = chat, meter

    @property
    def name(self) -> str:
        return self._chat.name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        begun = time.monotonic()
        outcome, usage = "unforeseen", Usage()
        stamp = f"{prompt.id}@{prompt.version}"
        try:
            with self._meter.spans.span("model_call", prompt=stamp) as note:
                answer = await self._chat.ask(prompt, reply)
                note(tokens_in=answer.usage.prompt_tokens, tokens_out=answer.usage.completion_tokens)
            outcome, usage = "answered", answer.usage
            return answer
        except ModelUnavailable as failed:
            outcome, usage = failed.why.replace(" ", "_"), Usage(**failed.spent._asdict())
            raise
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        finally:
            self._meter.asked(stamp, outcome, usage, time.monotonic() - begun)
