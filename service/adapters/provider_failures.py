"""What a provider's exception means for a call: whether another request may help, and what the reader is told.

Every provider's SDK has its own exceptions; what they share (a status, a response, a code) is read by shape. Their
messages are never passed on: they quote prompts, replies and parts of keys.
"""

import email.utils
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import ValidationError

from service.errors import ModelDown, ModelMisconfigured, ModelUnavailable, Spent

_KEY = "Give a key that may use this model (OPENAI_API_KEY, or the provider's own variable)"
_MODEL = "Check PROMOCASE_MODEL and PROMOCASE_MODEL_BASE_URL"
_LATER = "Try again later"
_OTHER_MODEL = "Try again, or use another model"
_QUOTA = frozenset({"insufficient_quota", "billing_hard_limit_reached", "access_terminated"})
_UNSENT = frozenset({"ConnectError", "ConnectTimeout", "ConnectionRefusedError", "gaierror", "UnsupportedProtocol"})
_CONNECTION = frozenset({"APIConnectionError", "TransportError", "ConnectionError", "TimeoutError"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one reply says it used; `known` is False when it says nothing."""

    prompt: int = 0
    completion: int = 0
    known: bool = False


@dataclass(eq=False, slots=True)
class Failure(Exception):
    """One request that gave no usable reply.

    `again` says whether another request may help, `after_s` how long the provider asks to wait, `never` that only the
    settings can mend it; `down` that any other prompt would meet the same now. `asked` is False when nothing can have
    been billed.
    """

    message: str
    why: str
    mend: str = _LATER
    again: bool = False
    never: bool = False
    down: bool = False
    after_s: float | None = None
    asked: bool = True
    tokens: Tokens = field(default_factory=Tokens)
    refused_field: str = ""

    def told(self, spent: Spent) -> ModelUnavailable:
        """The error the caller sees."""
        kind = ModelMisconfigured if self.never else ModelDown if self.down else ModelUnavailable
        return kind(self.message, mend=self.mend, why=self.why, spent=spent)


def read_failure(error: Exception) -> Failure:
    """What `error`, raised by a provider's SDK or by LangChain over one of its replies, means."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status >= 400:
        return _refused(error, status)
    if any(name in _CONNECTION for name in _kinds(error)):
        return _unreached(error)
    return _unusable(error)


def truncated(tokens: Tokens) -> Failure:
    """The reply ran into its bound: the same prompt would again."""
    return Failure("The model's reply was cut off at its length limit", "reply cut off", _OTHER_MODEL, tokens=tokens)


def declined(tokens: Tokens) -> Failure:
    """The model, or the provider's filter, would not answer."""
    return Failure("The model declined to answer", "model declined", _OTHER_MODEL, tokens=tokens)


def empty(tokens: Tokens) -> Failure:
    """A reply of the right kind with nothing in it."""
    return Failure("The model's reply was empty", "empty reply", _OTHER_MODEL, again=True, tokens=tokens)


def misshapen(tokens: Tokens) -> Failure:
    """A reply that is no JSON, or not of the shape asked for."""
    return Failure(
        "The model's reply did not have the shape asked for",
        "reply of the wrong shape",
        _OTHER_MODEL,
        again=True,
        tokens=tokens,
    )


def _refused(error: Exception, status: int) -> Failure:
    code = _code(error)
    if status in (401, 403):
        return Failure(
            f"The model provider refused the key (HTTP {status})", "key refused", _KEY, never=True, asked=False
        )
    if status == 404:
        return Failure(
            "The model provider knows no such model or address (HTTP 404)",
            "model not found",
            _MODEL,
            never=True,
            asked=False,
        )
    if code in _QUOTA:
        return Failure(
            "The model provider's quota is used up",
            "quota used up",
            "Raise the quota with the provider",
            never=True,
            asked=False,
        )
    if status == 429:
        return Failure(
            "The model provider takes no more requests now (HTTP 429)",
            "too many requests",
            again=True,
            down=True,
            after_s=_retry_after(error),
            asked=False,
        )
    if status >= 500 or status in (408, 409, 425):
        return Failure(
            f"The model provider failed (HTTP {status})",
            "provider error",
            again=True,
            down=True,
            after_s=_retry_after(error),
        )
    if code == "context_length_exceeded" or status == 413:
        return Failure("The prompt is longer than the model reads", "prompt too long", "Use another model", asked=False)
    return Failure(
        f"The model provider refused the request (HTTP {status})",
        "request refused",
        _MODEL,
        never=True,
        asked=False,
        refused_field=_refused_field(error),
    )


def _unreached(error: Exception) -> Failure:
    if _UNSENT & set(_kinds(error)):
        return Failure(
            "The model provider cannot be reached", "no connection", _MODEL, again=True, down=True, asked=False
        )
    return Failure("The connection to the model provider broke", "connection broke", again=True, down=True)


def _unusable(error: Exception) -> Failure:
    body = _body(error)
    tokens = _tokens(body)
    kinds = set(_kinds(error))
    if "LengthFinishReasonError" in kinds:
        return truncated(tokens)
    if kinds & {"ContentFilterFinishReasonError", "OpenAIRefusalError"}:
        return declined(tokens)
    if isinstance(body, Mapping) and body.get("error"):
        told = body["error"]
        quota = isinstance(told, Mapping) and bool({told.get("code"), told.get("type")} & _QUOTA)
        return Failure(
            "The model provider sent an error in place of a reply",
            "provider error",
            again=not quota,
            never=quota,
            down=True,
        )
    if isinstance(error, ValidationError):
        return misshapen(tokens)
    if isinstance(error, ImportError):
        return Failure(
            "The package for this model provider is not installed",
            "provider package missing",
            "Install the LangChain package of the provider",
            never=True,
            asked=False,
        )
    return Failure(
        "What the model provider sent is not a chat completion",
        "not a chat completion",
        _MODEL,
        again=True,
        down=True,
        tokens=tokens,
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _kinds(error: BaseException) -> list[str]:
    """The class names of the exception, of their bases, and of what caused it."""
    return [kind.__name__ for link in _chain(error) for kind in type(link).__mro__]


def _code(error: Exception) -> str:
    for name in ("code", "type"):
        told = getattr(error, name, None)
        if isinstance(told, str) and told in _QUOTA | {"context_length_exceeded"}:
            return told
    return ""


def _refused_field(error: Exception) -> str:
    """Which part of the request a 400 is about: `temperature`, `response_format`, or nothing known."""
    param = getattr(error, "param", None)
    if isinstance(param, str):
        return next((name for name in ("temperature", "response_format") if param.startswith(name)), "")
    return ""


def _retry_after(error: Exception) -> float | None:
    """Seconds the provider asks to wait (RFC 9110: a number, or a date)."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    told = headers.get("retry-after") if headers is not None else None
    if not isinstance(told, str):
        return None
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        moment = email.utils.parsedate_to_datetime(told)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _body(error: Exception) -> object:
    for link in _chain(error):
        content = getattr(getattr(link, "response", None), "content", None)
        if isinstance(content, bytes):
            try:
                body: object = json.loads(content)
            except ValueError:
                return None
            return body
    # LangChain raises the error of a reply with status 200 as its own, and keeps no more of the reply.
    told = error.args[0] if isinstance(error, ValueError) and error.args else None
    return {"error": told} if isinstance(told, Mapping) else None


def _tokens(body: object) -> Tokens:
    usage = body.get("usage") if isinstance(body, Mapping) else None
    if not isinstance(usage, Mapping):
        return Tokens()
    prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    if not (isinstance(prompt, int) and isinstance(completion, int)):
        return Tokens()
    return Tokens(prompt, completion, known=True)
