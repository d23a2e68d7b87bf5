"""A chat model through LangChain: any provider it names, or any server that speaks the OpenAI protocol.

The retry here is the only one: the SDKs are told not to. What a call may take is bounded as a whole.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, SecretStr, ValidationError

from service.adapters.call_ledger import CallLedger
from service.adapters.provider_failures import Failure, read_failure
from service.adapters.structured_replies import checked, openai_format, without_lengths
from service.domain.packet import Usage
from service.errors import Misconfigured, ModelDown, ModelUnavailable, OverBudget
from service.operations.budgets import Budgets, Unbudgeted
from service.ports import Answer, Prompt, ReplyT

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable
    from openai import DefaultAsyncHttpxClient
    from tenacity import AsyncRetrying, RetryCallState

REQUESTS = 3
"""Requests one call may make, the first included."""
SHAPES_KEPT = 64


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
        budgets: Budgets | None = None,
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
        self._budgets = budgets or Unbudgeted()
        self._turns = asyncio.Semaphore(concurrency)
        self._building = asyncio.Lock()
        self._models: dict[tuple[int, float | None], BaseChatModel] = {}
        self._asking: OrderedDict[tuple[int, type[BaseModel], bool], Runnable[Any, Any]] = OrderedDict()
        self._http: DefaultAsyncHttpxClient | None = None
        # Learnt from a provider that refused the field once; every later call does without.
        self._fixed_temperature = False
        self._no_lengths = False

    @property
    def name(self) -> str:
        return self._name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        ledger = CallLedger(self._budgets, prompt.worst_case)
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
            except OverBudget as over:
                over.spent = ledger.spent()
                raise
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

    async def _request(self, prompt: Prompt, reply: type[ReplyT], ledger: CallLedger) -> ReplyT:
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith import tracing_context

        try:
            asking = self._shaped(await self._built(prompt), reply)
            await ledger.sending()
            # Whatever LANGSMITH_TRACING says: a person's log is not sent to a tracing service.
            with tracing_context(enabled=False):
                told = await asking.ainvoke(
                    [SystemMessage(prompt.system), HumanMessage(prompt.user)], {"callbacks": []}
                )
        except ModelUnavailable:
            raise  # out of the ledger: nothing was sent
        # Any provider may stand behind LangChain, and their exceptions share no base: this is the edge to them.
        except Exception as error:
            failure = read_failure(error)
            if self._does_without(failure.refused_field):
                failure.again = True
            await ledger.failed(failure)
            raise failure from None
        try:
            answered, tokens = checked(told, reply)
        except Failure as failure:
            await ledger.failed(failure)
            raise
        await ledger.answered(tokens)
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

    def _shaped(self, model: "BaseChatModel", reply: type[BaseModel]) -> "Runnable[Any, Any]":
        """The model held to the reply's shape; kept, as working the shape out costs more than sending it."""
        key = (id(model), reply, self._no_lengths)
        if key not in self._asking:
            if self._speaks_openai:
                # with_structured_output works the shape out again at every call, and the SDK walks through a field of
                # its own: either takes more CPU than all the rest of a call. What is extra is sent as it stands.
                shape = {"response_format": openai_format(reply, lengths=not self._no_lengths)}
                self._asking[key] = model.bind(extra_body=(getattr(model, "extra_body", None) or {}) | shape)
            else:
                lighter = without_lengths(reply) if self._no_lengths else reply
                self._asking[key] = model.with_structured_output(lighter, method="json_schema", include_raw=True)
            if len(self._asking) > SHAPES_KEPT:
                self._asking.popitem(last=False)
        self._asking.move_to_end(key)
        return self._asking[key]

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
