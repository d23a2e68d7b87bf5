"""The outermost edge: what nobody foresaw ends here, as a problem document, and its words reach no log."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.api.problems import problem

logger = logging.getLogger("promocase.web")


class LastResort:
    """Answers 500 for an exception nobody handled, and logs its type alone.

    A server logs what it is raised with message and traceback, and either may hold brag text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answered = False

        async def watched(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as unforeseen:
            logger.error("unforeseen error of type %s", type(unforeseen).__name__)
            if not answered:
                told = problem(500, "Unforeseen", "Something went wrong here; what was stored before is untouched.")
                await told(scope, receive, send)
