"""Every way a provider fails, on a real server: at most three requests, one error of ours, no word of the prompt."""

import asyncio
import socket
import time

import pytest
from pydantic import SecretStr

from service.adapters.langchain_chat import LangChainChat
from service.errors import ModelMisconfigured, ModelUnavailable
from tests.adapters.test_langchain_chat import PROMPT, Word, chatting
from tests.provider import Behaviour, Provider, answers, completion, cuts, drips, fails, hangs, sends

SECRETS = ("private words", "terse", "sk-secret", "leaked")

ONCE = {
    "401": (fails(401, "invalid_api_key", "wrong key sk-secret, leaked"), "key refused"),
    "403": (fails(403, message="leaked"), "key refused"),
    "404 model": (fails(404, "model_not_found"), "model not found"),
    "insufficient_quota": (fails(429, "insufficient_quota"), "quota used up"),
}
REPLIES_NOT_REPEATED = {
    "finish_reason length": (sends(completion('{"word": "leak', finish="length")), "reply cut off"),
    "refusal": (sends(completion(None, refusal="leaked, I will not")), "model declined"),
    "content filter": (sends(completion("leaked", finish="content_filter")), "model declined"),
    "context too long": (fails(400, "context_length_exceeded"), "prompt too long"),
}
THRICE = {
    "429": (fails(429, "rate_limit_exceeded"), "too many requests"),
    "429 with Retry-After": (fails(429, "rate_limit_exceeded", retry_after="0"), "too many requests"),
    "500": (fails(500, message="leaked"), "provider error"),
    "502 HTML": (sends(b"<html>leaked</html>", 502, "text/html"), "provider error"),
    "HTML body": (sends(b"<html>leaked</html>", kind="text/html"), "not a chat completion"),
    "HTML called JSON": (sends(b"<html>leaked</html>"), "not a chat completion"),
    "array body": (sends(b'["leaked"]'), "not a chat completion"),
    "no body": (sends(b""), "not a chat completion"),
    "no choices": (sends(b'{"id": "1"}'), "not a chat completion"),
    "empty choices": (sends(b'{"id": "1", "choices": []}'), "not a chat completion"),
    "null content": (sends(completion(None)), "empty reply"),
    "empty content": (sends(completion("")), "empty reply"),
    "error object": (sends(b'{"error": {"message": "leaked", "code": "oops"}}'), "provider error"),
    "error string": (sends(b'{"error": "leaked"}'), "not a chat completion"),
    "invalid JSON": (sends(completion('{"word": "leaked')), "reply of the wrong shape"),
    "prose": (sends(completion("Sure! Here is leaked.")), "reply of the wrong shape"),
    "wrong schema": (sends(completion('{"leaked": 1}')), "reply of the wrong shape"),
    "over a bound": (sends(completion('{"word": "leaked leaked leaked"}')), "reply of the wrong shape"),
    "server-sent events": (sends(b'data: {"leaked": 1}\n\n', kind="text/event-stream"), "not a chat completion"),
    "cut body": (cuts, "connection broke"),
}


def refused(provider: Provider, deadline_s: float = 5) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as told:
        chatting(provider, lambda chat: chat.ask(PROMPT, Word), deadline_s=deadline_s)
    error = told.value
    assert not any(secret in f"{error} {error.why} {error!r}" for secret in SECRETS)
    assert error.__suppress_context__
    assert error.mend
    return error


@pytest.mark.parametrize(("fault", "why"), ONCE.values(), ids=ONCE)
def test_what_another_request_cannot_change_is_asked_once(fault: Behaviour, why: str) -> None:
    with Provider(fault) as provider:
        error = refused(provider)
    assert isinstance(error, ModelMisconfigured)
    assert error.why == why
    assert len(provider.asked) == 1
    assert error.spent == (1, 0, 0, 0)


@pytest.mark.parametrize(("fault", "why"), REPLIES_NOT_REPEATED.values(), ids=REPLIES_NOT_REPEATED)
def test_a_reply_that_would_come_back_the_same_is_not_asked_for_again(fault: Behaviour, why: str) -> None:
    with Provider(fault) as provider:
        error = refused(provider)
    assert not isinstance(error, ModelMisconfigured)
    assert error.why == why
    assert len(provider.asked) == 1


@pytest.mark.parametrize(("fault", "why"), THRICE.values(), ids=THRICE)
def test_what_may_pass_is_asked_three_times_and_no_more(fault: Behaviour, why: str) -> None:
    with Provider(fault) as provider:
        error = refused(provider)
    assert error.why == why
    assert len(provider.asked) == 3
    assert error.spent.calls == 3


@pytest.mark.parametrize(("fault", "why"), THRICE.values(), ids=THRICE)
def test_a_good_reply_after_a_fault_is_kept(fault: Behaviour, why: str) -> None:
    with Provider(fault, answers({"word": "yes"})) as provider:
        assert chatting(provider, lambda chat: chat.ask(PROMPT, Word)).reply == Word(word="yes")
    assert len(provider.asked) == 2


def test_a_cut_off_reply_still_counts_what_it_used() -> None:
    with Provider(REPLIES_NOT_REPEATED["finish_reason length"][0]) as provider:
        assert refused(provider).spent == (1, 50, 20, 0)


def test_a_refused_connection_is_tried_three_times_and_cannot_have_been_billed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    async def ask() -> None:
        chat = LangChainChat("m", f"http://127.0.0.1:{port}/v1", SecretStr("sk-secret"), deadline_s=5, backoff_s=0.01)
        try:
            await chat.ask(PROMPT, Word)
        finally:
            await chat.close()

    with pytest.raises(ModelUnavailable) as told:
        asyncio.run(ask())
    assert told.value.why == "no connection"
    assert told.value.spent == (3, 0, 0, 0)


def test_retry_after_is_waited_for() -> None:
    with Provider(fails(429, retry_after="0.5"), answers({"word": "yes"})) as provider:
        started = time.monotonic()
        chatting(provider, lambda chat: chat.ask(PROMPT, Word))
    assert time.monotonic() - started >= 0.5


@pytest.mark.parametrize("told", ["60", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_wait_beyond_the_deadline_is_not_begun(told: str) -> None:
    with Provider(fails(429, retry_after=told)) as provider:
        started = time.monotonic()
        error = refused(provider, deadline_s=3)
    assert time.monotonic() - started < 2.5
    assert error.why == "too many requests"
    assert len(provider.asked) == 1


@pytest.mark.parametrize("told", ["soon", "nan", "-5", "Wed, 21 Oct 2015 07:28:00 -0000", ""])
def test_a_retry_after_nobody_can_read_or_that_is_past_is_as_good_as_none(told: str) -> None:
    with Provider(fails(429, retry_after=told), answers({"word": "yes"})) as provider:
        assert chatting(provider, lambda chat: chat.ask(PROMPT, Word)).reply.word == "yes"


@pytest.mark.parametrize("fault", [drips, hangs], ids=["dripping body", "silence"])
def test_a_reply_that_never_ends_is_left_at_the_deadline(fault: Behaviour) -> None:
    with Provider(answers({"word": "yes"}), fault) as provider:
        chatting(provider, lambda chat: chat.ask(PROMPT, Word))  # the imports are done
        started = time.monotonic()
        error = refused(provider, deadline_s=0.6)
    assert time.monotonic() - started < 3
    assert error.why == "too slow"
    # It was asked, and nobody knows what it cost.
    assert (error.spent.calls, error.spent.maybe_billed) == (1, 1)


def test_cancelling_a_call_is_no_fault_of_the_provider() -> None:
    async def cancelled(chat: LangChainChat) -> None:
        call = asyncio.create_task(chat.ask(PROMPT, Word))
        await asyncio.sleep(0.3)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    with Provider(hangs) as provider:
        chatting(provider, cancelled)
