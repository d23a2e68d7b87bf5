"""Refuses bodies over the upload limit before they are in memory."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import TooLarge
from service.web.api.problems import case_problem

# How much more of a refused body is taken and thrown away: a client that sends all before it reads would otherwise meet
# a closed connection in place of the answer.
_DRAINED = 64_000_000  # bytes


class BodyLimit:
    """Counts a request's bytes as they come, and answers 413 where there are too many; those are not kept."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self._app = app
        self._limit = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        refusal = case_problem(
            TooLarge(f"The body is over {self._limit:,} bytes", mend="Send less, or raise PROMOCASE_MAX_UPLOAD_MB")
        )
        if declared.isdigit() and int(declared) > self._limit:
            await _drain(receive)
            await refusal(scope, receive, send)
            return
        taken = 0
        answered = whole = False

        async def counted() -> Message:
            nonlocal taken, whole
            message = await receive()
            whole = not message.get("more_body", False)
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
                if not whole:
                    await _drain(receive)
                await refusal(scope, receive, send)


async def _drain(receive: Receive) -> None:
    taken = 0
    while taken <= _DRAINED:
        message = await receive()
        taken += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


class _Over(BaseException):
    """Passes through handlers that catch Exception on its way to the limit's own."""
