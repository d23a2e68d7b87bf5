"""A chat model through LangChain: any provider it names, or any server that speaks the OpenAI protocol.

The retry here is the only one: the SDKs are told not to. What a call may take is bounded as a whole.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel, SecretStr, ValidationError

from service.adapters.provider_failures import (
    Failure,
    Tokens,
    declined,
    empty,
    misshapen,
    read_failure,
    truncated,
)
from service.domain.packet import Usage
from service.errors import Misconfigured, ModelDown, Spent
from service.ports import Answer, Prompt, ReplyT

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from openai import DefaultAsyncHttpxClient
    from tenacity import AsyncRetrying, RetryCallState

REQUESTS = 3
"""Requests one call may make, the first included."""

_CUT_OFF = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_LENGTHS = ("minLength", "maxLength")


class LangChainChat:
    """`ChatModel` over LangChain. Use it in one event loop, and close it there."""

    def __init__(
        self,
        model: str,
        base_url: str | None,
        api_key: SecretStr | None,
        *,
        deadline_s: float,
        concurrency: int = 4,
        backoff_s: float = 0.5,
    ) -> None:
        """`model` is `provider:model`; with a base URL the provider may be left out (the OpenAI protocol is meant).

        `deadline_s` bounds one call with its retries, not the wait for its turn; `concurrency` how many calls run at
        once. Raises Misconfigured when `model` names no provider, or one that cannot be used here.
        """
        provider, colon, _ = model.partition(":")
        if not model or (not colon and base_url is None):
            raise Misconfigured("PROMOCASE_MODEL names no provider", mend="Write it as openai:gpt-..., or none")
        self._model = model if colon else f"openai:{model}"
        self._speaks_openai = not colon or provider == "openai"
        if not self._speaks_openai:
            _must_be_usable(provider)
        self._name = model
        self._base_url = base_url
        self._api_key = api_key
        self._deadline_s = deadline_s
        self._backoff_s = backoff_s
        self._turns = asyncio.Semaphore(concurrency)
        self._building = asyncio.Lock()
        self._models: dict[tuple[int, float | None], BaseChatModel] = {}
        self._http: DefaultAsyncHttpxClient | None = None
        # Learnt from a provider that refused the field once; every later call does without.
        self._fixed_temperature = False
        self._no_lengths = False

    @property
    def name(self) -> str:
        return self._name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        ledger = _Ledger()
        async with self._turns:
            try:
                async with asyncio.timeout(self._deadline_s):
                    answered: ReplyT = await self._retrying()(self._request, prompt, reply, ledger)
            except TimeoutError:
                message = f"The model gave no whole reply within {self._deadline_s:g} s"
                raise ModelDown(
                    message, mend="Raise PROMOCASE_MODEL_DEADLINE_S", why="too slow", spent=ledger.spent()
                ) from None
            except Failure as failure:
                raise failure.told(ledger.spent()) from None
        return Answer(answered, Usage(**ledger.spent()._asdict()))

    async def close(self) -> None:
        """Closes the connections to the provider."""
        if self._http is not None:
            await self._http.aclose()

    def _retrying(self) -> "AsyncRetrying":
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, stop_before_delay

        return AsyncRetrying(
            # A wait that would outlast the deadline helps nobody: the failure is told at once.
            stop=stop_after_attempt(REQUESTS) | stop_before_delay(self._deadline_s),
            retry=retry_if_exception(lambda error: isinstance(error, Failure) and error.again),
            wait=self._pause,
            reraise=True,
        )

    def _pause(self, state: "RetryCallState") -> float:
        from tenacity import wait_random, wait_random_exponential

        failure = state.outcome.exception() if state.outcome else None
        if isinstance(failure, Failure) and failure.refused_field:
            return 0.0
        if isinstance(failure, Failure) and failure.after_s is not None:
            return failure.after_s + float(wait_random(0, self._backoff_s)(state))
        return float(wait_random_exponential(multiplier=self._backoff_s, max=20 * self._backoff_s)(state))

    async def _request(self, prompt: Prompt, reply: type[ReplyT], ledger: "_Ledger") -> ReplyT:
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith import tracing_context

        shape = without_lengths(reply) if self._no_lengths else reply
        try:
            model = await self._built(prompt)
            asking = model.with_structured_output(shape, method="json_schema", include_raw=True)
            ledger.sent()
            # Whatever LANGSMITH_TRACING says: a person's log is not sent to a tracing service.
            with tracing_context(enabled=False):
                told = await asking.ainvoke(
                    [SystemMessage(prompt.system), HumanMessage(prompt.user)], {"callbacks": []}
                )
        # Any provider may stand behind LangChain, and their exceptions share no base: this is the edge to them.
        except Exception as error:
            failure = read_failure(error)
            if self._does_without(failure.refused_field):
                failure.again = True
            ledger.failed(failure)
            raise failure from None
        try:
            answered, tokens = _checked(told, reply)
        except Failure as failure:
            ledger.failed(failure)
            raise
        ledger.answered(tokens)
        return answered

    def _does_without(self, refused_field: str) -> bool:
        """Some models allow one temperature alone, and some servers no lengths in a schema; both can be left out."""
        if refused_field == "temperature" and not self._fixed_temperature:
            self._fixed_temperature = True
            return True
        if refused_field == "response_format" and not self._no_lengths:
            self._no_lengths = True
            return True
        return False

    async def _built(self, prompt: Prompt) -> "BaseChatModel":
        key = (prompt.max_tokens, None if self._fixed_temperature else prompt.temperature)
        async with self._building:
            if key not in self._models:
                # The imports take a second; other requests go on meanwhile.
                self._models[key] = await asyncio.to_thread(self._build, *key)
            return self._models[key]

    def _build(self, max_tokens: int, temperature: float | None) -> "BaseChatModel":
        from langchain.chat_models import init_chat_model

        # The SDKs log requests with their bodies at DEBUG: whatever level the root logger has, theirs stays above that.
        for sdk in ("openai", "anthropic"):
            logging.getLogger(sdk).setLevel(max(logging.INFO, logging.getLogger(sdk).level))
        settings: dict[str, object] = {"max_retries": 0}
        if temperature is not None:
            settings["temperature"] = temperature
        if self._base_url is not None:
            settings["base_url"] = self._base_url
        if self._speaks_openai:
            from openai import DefaultAsyncHttpxClient

            self._http = self._http or DefaultAsyncHttpxClient()
            settings |= {"http_async_client": self._http, "use_responses_api": False}
            if self._api_key is not None:
                settings["api_key"] = self._api_key
            elif self._base_url is not None:
                settings["api_key"] = "none"  # the SDK wants one; a server of one's own mostly does not
        if self._speaks_openai and self._base_url is not None:
            # Compatible servers know the bound by its older name; LangChain would send the newer one alone.
            settings["extra_body"] = {"max_tokens": max_tokens}
        else:
            settings["max_tokens"] = max_tokens
        built: BaseChatModel = init_chat_model(self._model, **settings)  # type: ignore[call-overload]  # by provider
        return built


def _must_be_usable(provider: str) -> None:
    """Raises Misconfigured for a provider that LangChain does not know, or whose package is missing.

    Told at the start: later it would be a note in every section of a packet. A second of imports, for other providers
    than OpenAI alone.
    """
    from langchain.chat_models import init_chat_model

    try:
        init_chat_model("any", model_provider=provider)
    except ImportError:
        raise Misconfigured(
            "The LangChain package of PROMOCASE_MODEL's provider is not installed",
            mend="Install it beside Promocase (such as langchain-anthropic), or name another provider",
        ) from None
    except ValueError as refused:
        # A ValidationError is a ValueError too, and says that a key is wanting: the provider is known.
        if not isinstance(refused, ValidationError):
            raise Misconfigured(
                "PROMOCASE_MODEL names a provider that LangChain does not know",
                mend="Write PROVIDER:MODEL; for a server of your own, openai:MODEL and PROMOCASE_MODEL_BASE_URL",
            ) from None
    except Exception:  # noqa: S110  # any provider's own words about its key: it is known, and asking it tells more
        pass


class _Ledger:
    """What the requests of one call cost."""

    def __init__(self) -> None:
        self._spent = Spent()
        self._open = 0

    def sent(self) -> None:
        self._spent = self._spent._replace(calls=self._spent.calls + 1)
        self._open = 1

    def answered(self, tokens: Tokens) -> None:
        self._close(tokens, asked=True)

    def failed(self, failure: Failure) -> None:
        self._close(failure.tokens, asked=failure.asked)

    def spent(self) -> Spent:
        """So far; a request still open (cut by the deadline) may have been billed."""
        return self._spent._replace(maybe_billed=self._spent.maybe_billed + self._open)

    def _close(self, tokens: Tokens, *, asked: bool) -> None:
        unknown = 1 if self._open and asked and not tokens.known else 0
        self._open = 0
        self._spent = Spent(
            calls=self._spent.calls,
            prompt_tokens=self._spent.prompt_tokens + tokens.prompt,
            completion_tokens=self._spent.completion_tokens + tokens.completion,
            maybe_billed=self._spent.maybe_billed + unknown,
        )


def without_lengths(reply: type[BaseModel]) -> dict[str, object]:
    """The reply's JSON schema without bounds on strings, for servers that refuse them; our own check keeps them."""

    def lighter(node: object) -> object:
        if isinstance(node, Mapping):
            return {name: lighter(part) for name, part in node.items() if name not in _LENGTHS}
        if isinstance(node, list):
            return [lighter(part) for part in node]
        return node

    schema = lighter(reply.model_json_schema())
    assert isinstance(schema, dict)
    return schema


def _checked(told: object, reply: type[ReplyT]) -> tuple[ReplyT, Tokens]:
    """The reply as a value of its shape; raises Failure for every reply that is not one."""
    from langchain_core.messages import AIMessage

    raw = told.get("raw") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(raw, AIMessage):
        raise empty(Tokens())
    used = raw.usage_metadata
    tokens = Tokens(used["input_tokens"], used["output_tokens"], known=True) if used else Tokens()
    ended = {raw.response_metadata.get(name) for name in ("finish_reason", "stop_reason")}
    if ended & _CUT_OFF:
        raise truncated(tokens)
    if raw.additional_kwargs.get("refusal"):
        raise declined(tokens)
    parsed = told.get("parsed")
    if parsed is None:
        raise misshapen(tokens) if raw.content else empty(tokens)
    try:
        # Validated again whatever LangChain did: a server that ignores the schema must not get past here.
        fields = parsed.model_dump() if isinstance(parsed, BaseModel) else parsed
        return reply.model_validate(fields), tokens
    except ValidationError:
        raise misshapen(tokens) from None
