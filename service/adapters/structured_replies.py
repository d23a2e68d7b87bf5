"""Replies in a given shape: the schema a server is sent, and the check of what it sends back."""

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from service.adapters.provider_failures import Tokens, declined, empty, misshapen, truncated
from service.ports import ReplyT

_CUT_OFF = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_LENGTHS = ("minLength", "maxLength")


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


def checked(told: object, reply: type[ReplyT]) -> tuple[ReplyT, Tokens]:
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
