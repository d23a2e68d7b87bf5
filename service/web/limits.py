"""Refuses bodies over the upload limit before they are in memory."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import TooLarge
from service.web.api.problems import case_problem


class BodyLimit:
    """Counts a request's bytes as they come, and answers 413 as soon as there are too many."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self._app = app
        self._limit = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        refusal = case_problem(
            TooLarge(f"The body is over {self._limit} bytes", mend="Send less, or raise PROMOCASE_MAX_UPLOAD_MB")
        )
        if declared.isdigit() and int(declared) > self._limit:
            await refusal(scope, receive, send)
            return
        taken = 0
        answered = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                raise _Over
            return message

        async def watched(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except _Over:
            if not answered:
                await refusal(scope, receive, send)


class _Over(BaseException):
    """Passes through handlers that catch Exception on its way to the limit's own."""
