"""Server-Sent Events: who asked for them, and how a body of ours becomes one."""

import re

from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel

from service.errors import CaseError
from service.web.api.problems import case_problem

MEDIA_TYPE = EventSourceResponse.media_type
ALSO_EVENTS: dict[int | str, dict[str, object]] = {
    "2XX": {"description": "The same as Server-Sent Events, where Accept asks for them", "content": {MEDIA_TYPE: {}}}
}
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
DONE = format_sse_event(event="done", data_str="{}")
"""The end of every stream: one without it broke off."""


def wants_events(accept: str) -> bool:
    """Whether an Accept header names event streams; a wildcard names none."""
    ranges = [part.partition(";") for part in accept.lower().split(",")]
    refused = re.compile(r"\bq\s*=\s*0(?:\.0*)?\s*(?:;|$)")
    return any(kind.strip() == MEDIA_TYPE and not refused.search(rest) for kind, _, rest in ranges)


def event(name: str, body: BaseModel) -> bytes:
    return format_sse_event(event=name, data_str=body.model_dump_json())


def error_event(error: CaseError) -> bytes:
    """The problem document of one of our own errors, as an event."""
    return format_sse_event(event="error", data_str=bytes(case_problem(error).body).decode())
