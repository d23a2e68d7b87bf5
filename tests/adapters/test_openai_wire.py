"""The mocker for openai 3 does intercept; without it a test would reach for the network and prove nothing."""

import asyncio

import respx
from pydantic import SecretStr

from service.adapters.langchain_chat import LangChainChat
from tests.adapters.test_langchain_chat import PROMPT, Word
from tests.openai_wire import NAME
from tests.provider import completion


def test_a_call_of_the_openai_package_is_intercepted() -> None:
    async def ask() -> str:
        chat = LangChainChat("openai:m", None, SecretStr("sk-secret"), deadline_s=5)
        try:
            return (await chat.ask(PROMPT, Word)).reply.word
        finally:
            await chat.close()

    with respx.mock(using=NAME) as wire:
        route = wire.post("https://api.openai.com/v1/chat/completions").respond(
            content=completion('{"word": "yes"}'), headers={"content-type": "application/json"}
        )
        assert asyncio.run(ask()) == "yes"
    assert route.call_count == 1
    # OpenAI itself knows the bound by its newer name.
    assert b'"max_completion_tokens":77' in route.calls[0].request.content.replace(b" ", b"")
