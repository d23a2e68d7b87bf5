"""What is seen of a request from outside: its id, its method, its route's template, its status and its time."""

import asyncio
import logging
import re
import time
import uuid

from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.operations.logs import tell
from service.operations.meter import Meter

UNMATCHED = "unmatched"
GIVEN_UP = 499  # no standard has a status for it; proxies write this one
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HEADER = "x-request-id"
logger = logging.getLogger("promocase.web")


class Seen:
    """Counts and logs every request, under the id it brings or a new one, and sends that id back.

    It stands outermost, so that what is refused is seen as well.
    """

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self._app, self._meter = app, meter
        self._templates: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.monotonic()
        told = Headers(scope=scope).get(_HEADER, "")
        request_id = told if _ID.fullmatch(told) else uuid.uuid4().hex
        status, took_s = 500, 0.0

        async def watched(message: Message) -> None:
            nonlocal status, took_s
            if message["type"] == "http.response.start":
                # Until the answer begins: a stream of events goes on for as long as its draft.
                status, took_s = message["status"], time.monotonic() - begun
                MutableHeaders(scope=message)[_HEADER] = request_id
            await send(message)

        # A client may send any word for a method: each would be a time series.
        method = scope["method"] if scope["method"] in _METHODS else "other"
        try:
            with self._meter.spans.span("request", method=method) as note:
                try:
                    await self._app(scope, receive, watched)
                except asyncio.CancelledError:
                    # The client left, or the service is being stopped: nothing here failed.
                    status = status if took_s else GIVEN_UP
                    raise
                finally:
                    note(route=self._template(scope), status=status)
        finally:
            route = self._template(scope)
            self._meter.answered(method, route, status, took_s)
            ms = round(1_000 * took_s, 1)
            tell(logger, "request", request=request_id, method=method, route=route, status=status, ms=ms)

    def _template(self, scope: Scope) -> str:
        """The template of the route that took the request; one word where none did, or it was refused before."""
        if not self._templates:
            self._templates = {
                context.endpoint: str(context.path) for context in iter_route_contexts(scope["app"].routes)
            }
        return self._templates.get(scope.get("endpoint"), UNMATCHED)
