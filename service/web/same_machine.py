"""Keeps web pages of elsewhere out: a loopback address alone does not, for a browser on this machine can reach it."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.api.problems import problem


class SameMachine:
    """Answers only requests addressed to this machine, and none that a page of another site sends.

    A foreign Host is a name made to point here (DNS rebinding); a foreign Origin is a page posting across sites.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if not _is_loopback(f"//{headers.get('host', '')}"):
            refusal = problem(403, "Not served", "The request names another host. Use http://127.0.0.1 or localhost.")
            await refusal(scope, receive, send)
        elif origin is not None and not _is_loopback(origin):
            refusal = problem(403, "Not served", "A page of another site sent this request. It was not carried out.")
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_loopback(address: str) -> bool:
    try:
        host = urlsplit(address).hostname
        return host == "localhost" or (host is not None and ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False
