"""What is seen of a request from outside: its method, its route's template, its status and its time."""

import time

from fastapi.routing import iter_route_contexts
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.operations.meter import Meter

UNMATCHED = "unmatched"


class Seen:
    """Counts every request; it stands outermost, so that what is refused is counted as well."""

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self._app, self._meter = app, meter
        self._templates: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.monotonic()
        status, took_s = 500, 0.0

        async def watched(message: Message) -> None:
            nonlocal status, took_s
            if message["type"] == "http.response.start":
                # Until the answer begins: a stream of events goes on for as long as its draft.
                status, took_s = message["status"], time.monotonic() - begun
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._meter.answered(scope["method"], self._template(scope), status, took_s)

    def _template(self, scope: Scope) -> str:
        """The template of the route that took the request; one word where none did, or it was refused before."""
        if not self._templates:
            self._templates = {
                context.endpoint: str(context.path) for context in iter_route_contexts(scope["app"].routes)
            }
        return self._templates.get(scope.get("endpoint"), UNMATCHED)
