"""Replies in a given shape: the schema a server is sent, and the check of what it sends back."""

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from service.adapters.provider_failures import Tokens, declined, empty, misshapen, truncated
from service.ports import ReplyT

_CUT_OFF = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_FILTERED = "content_filter"
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


def openai_format(reply: type[BaseModel], *, lengths: bool) -> dict[str, object]:
    """The `response_format` that holds a server of the OpenAI protocol to the reply's schema.

    To work it out takes longer than to send it: keep it.
    """
    if lengths:
        from openai import pydantic_function_tool

        told = pydantic_function_tool(reply)["function"]
        shape: dict[str, object] = {"name": told["name"], "schema": told["parameters"], "strict": True}
    else:
        from langchain_core.utils.function_calling import convert_to_openai_function

        shape = convert_to_openai_function(without_lengths(reply), strict=False)
        shape["schema"] = shape.pop("parameters")
    return {"type": "json_schema", "json_schema": shape}


def checked(told: object, reply: type[ReplyT]) -> tuple[ReplyT, Tokens]:
    """The reply as a value of its shape; raises Failure for every reply that is not one.

    `told` is the model's message, or what LangChain made of it: the message as `raw` beside what was `parsed`.
    """
    from langchain_core.messages import AIMessage

    raw = told.get("raw") if isinstance(told, dict) else told
    if not isinstance(raw, AIMessage):
        raise empty(Tokens())
    used = raw.usage_metadata
    tokens = Tokens(used["input_tokens"], used["output_tokens"], known=True) if used else Tokens()
    ended = {raw.response_metadata.get(name) for name in ("finish_reason", "stop_reason")}
    if ended & _CUT_OFF:
        raise truncated(tokens)
    if _FILTERED in ended or raw.additional_kwargs.get("refusal"):
        raise declined(tokens)
    parsed = told.get("parsed") if isinstance(told, dict) else raw.text
    if not parsed:
        raise misshapen(tokens) if raw.content else empty(tokens)
    try:
        if isinstance(parsed, str):
            return reply.model_validate_json(parsed), tokens
        # Validated again whatever LangChain did: a server that ignores the schema must not get past here.
        return reply.model_validate(parsed.model_dump() if isinstance(parsed, BaseModel) else parsed), tokens
    except ValidationError:
        raise misshapen(tokens) from None
