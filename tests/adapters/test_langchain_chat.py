"""What the chat adapter sends, counts and bounds, against a provider on loopback."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from pydantic import BaseModel, Field, SecretStr

from service.adapters.langchain_chat import LangChainChat
from service.adapters.structured_replies import without_lengths
from service.errors import Misconfigured, ModelUnavailable
from service.ports import Prompt
from tests.provider import Provider, answers, fails, refuses_field, sends

T = TypeVar("T")


class Word(BaseModel):
    word: str = Field(max_length=10)


PROMPT = Prompt("p", 1, "0" * 64, "You are terse.", "⟦E1⟧\n| private words\n⟦/E1⟧", 77, 0.0)


def chatting(
    provider: Provider, work: Callable[[LangChainChat], Awaitable[T]], *, deadline_s: float = 5, concurrency: int = 4
) -> T:
    async def run() -> T:
        chat = LangChainChat(
            "openai:some-model",
            provider.base_url,
            SecretStr("sk-secret"),
            deadline_s=deadline_s,
            concurrency=concurrency,
            backoff_s=0.01,
        )
        try:
            return await work(chat)
        finally:
            await chat.close()

    return asyncio.run(run())


def test_a_prompt_is_sent_whole_with_its_bounds_and_the_shape_of_the_reply() -> None:
    with Provider(answers({"word": "yes"})) as provider:
        answer = chatting(provider, lambda chat: chat.ask(PROMPT, Word))
    (asked,) = provider.asked
    assert answer.reply == Word(word="yes")
    assert (asked.system, asked.user) == (PROMPT.system, PROMPT.user)
    assert asked.path == "/v1/chat/completions"
    assert asked.body["model"] == "some-model"
    assert asked.body["max_tokens"] == 77
    assert asked.body["temperature"] == 0.0
    assert asked.schema["properties"]["word"]["maxLength"] == 10  # type: ignore[index]
    assert asked.headers["authorization"] == "Bearer sk-secret"


def test_usage_is_what_the_reply_says() -> None:
    with Provider(answers({"word": "yes"})) as provider:
        usage = chatting(provider, lambda chat: chat.ask(PROMPT, Word)).usage
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.maybe_billed) == (1, 50, 20, 0)


def test_usage_counts_the_requests_that_came_to_nothing_before_the_good_one() -> None:
    with Provider(fails(500), sends(b"<html>", kind="text/html"), answers({"word": "yes"})) as provider:
        usage = chatting(provider, lambda chat: chat.ask(PROMPT, Word)).usage
    # Whether the two failures were billed, nobody knows.
    assert (usage.calls, usage.prompt_tokens, usage.maybe_billed) == (3, 50, 2)


def test_a_reply_that_does_not_say_what_it_used_may_have_been_billed() -> None:
    body = b'{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",'
    with Provider(sends(body + b'"message":{"role":"assistant","content":"{\\"word\\":\\"x\\"}"}}]}')) as provider:
        usage = chatting(provider, lambda chat: chat.ask(PROMPT, Word)).usage
    assert (usage.calls, usage.prompt_tokens, usage.maybe_billed) == (1, 0, 1)


def test_no_more_calls_run_at_once_than_allowed() -> None:
    async def many(chat: LangChainChat) -> list[object]:
        return list(await asyncio.gather(*(chat.ask(PROMPT, Word) for _ in range(6))))

    with Provider(answers({"word": "yes"}, after_s=0.05)) as provider:
        assert len(chatting(provider, many, concurrency=2)) == 6
    assert provider.most_at_once == 2


def test_waiting_for_a_turn_does_not_use_up_the_deadline() -> None:
    async def many(chat: LangChainChat) -> list[object]:
        return list(await asyncio.gather(*(chat.ask(PROMPT, Word) for _ in range(4))))

    with Provider(answers({"word": "yes"}, after_s=0.4)) as provider:
        chatting(provider, lambda chat: chat.ask(PROMPT, Word))  # the imports are done
        assert len(chatting(provider, many, deadline_s=1.0, concurrency=1)) == 4


def test_nothing_goes_to_a_tracing_service_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with Provider(sends(b"{}", 202)) as tracing, Provider(answers({"word": "yes"})) as provider:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracing.base_url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-key")

        async def ask_and_wait(chat: LangChainChat) -> None:
            await chat.ask(PROMPT, Word)
            await asyncio.sleep(0.5)

        chatting(provider, ask_and_wait)
        assert len(provider.asked) == 1
        assert tracing.asked == []


def test_no_word_of_a_prompt_or_a_key_is_logged_at_any_level(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), Provider(fails(500, message="leaked"), answers({"word": "oh"})) as provider:
        chatting(provider, lambda chat: chat.ask(PROMPT, Word))
    assert not [word for word in ("private words", "terse", "sk-secret", "leaked") if word in caplog.text]


def test_a_model_of_one_temperature_is_asked_again_without_it_and_remembered() -> None:
    async def twice(chat: LangChainChat) -> None:
        await chat.ask(PROMPT, Word)
        await chat.ask(PROMPT, Word)

    with Provider(refuses_field("temperature"), answers({"word": "yes"})) as provider:
        chatting(provider, twice)
    assert ["temperature" in asked.body for asked in provider.asked] == [True, False, False]


def test_a_server_that_takes_no_lengths_gets_the_schema_without_them_and_our_check_stays() -> None:
    long, short = answers({"word": "longer than ten letters"}), answers({"word": "yes"})
    with Provider(refuses_field("response_format"), long, short) as provider:
        assert chatting(provider, lambda chat: chat.ask(PROMPT, Word)).reply == Word(word="yes")
    assert ["maxLength" in asked.schema["properties"]["word"] for asked in provider.asked] == [  # type: ignore[index]
        True,
        False,
        False,
    ]


def test_a_refused_request_that_cannot_be_mended_is_not_repeated() -> None:
    with Provider(refuses_field("messages")) as provider, pytest.raises(ModelUnavailable, match="HTTP 400"):
        chatting(provider, lambda chat: chat.ask(PROMPT, Word))
    assert len(provider.asked) == 1


def test_a_schema_without_lengths_keeps_everything_else() -> None:
    assert without_lengths(Word) == {
        "title": "Word",
        "type": "object",
        "required": ["word"],
        "properties": {"word": {"title": "Word", "type": "string"}},
    }


def test_a_model_without_a_provider_is_a_setting_that_cannot_work() -> None:
    for model in ("", "gpt-something"):
        with pytest.raises(Misconfigured):
            LangChainChat(model, None, None, deadline_s=1)


def test_a_server_of_ones_own_needs_neither_provider_nor_key() -> None:
    async def ask(base_url: str) -> str:
        chat = LangChainChat("local", base_url, None, deadline_s=5)
        try:
            return (await chat.ask(PROMPT, Word)).reply.word
        finally:
            await chat.close()

    with Provider(answers({"word": "yes"})) as provider:
        assert asyncio.run(ask(provider.base_url)) == "yes"


@pytest.mark.parametrize("base_url", [None, "http://127.0.0.1:1/v1"])
@pytest.mark.parametrize(("model", "told"), [("anthropic:claude", "not installed"), ("nosuch:m", "LangChain")])
def test_a_provider_that_cannot_be_used_here_is_refused_before_any_work(
    model: str, told: str, base_url: str | None
) -> None:
    with pytest.raises(Misconfigured, match=told):
        LangChainChat(model, base_url, None, deadline_s=5)


def test_a_known_provider_without_its_key_is_no_such_error() -> None:
    # The key may be the provider's own business; asking tells more than guessing.
    LangChainChat("azure_openai:some-deployment", None, None, deadline_s=5)


def test_making_a_chat_model_imports_no_provider() -> None:
    started = time.process_time()
    LangChainChat("openai:m", None, None, deadline_s=1)
    assert time.process_time() - started < 0.1
