"""Keeps web pages of elsewhere out: an address of its own does not, for a browser that may reach it can be misled."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.api.problems import problem


class OwnHosts:
    """Answers what is addressed to this machine or an allowed name, and nothing that a page of another site sends.

    A foreign Host is a name made to point here (DNS rebinding); a foreign Origin is a page posting across sites.
    """

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        host = headers.get("host", "")
        if not self._is_ours(f"//{host}"):
            told = "The request names another host. Use http://127.0.0.1 or localhost, or name it in"
            refusal = problem(403, "Not served", f"{told} PROMOCASE_ALLOWED_HOSTS.")
            await refusal(scope, receive, send)
        elif origin is not None and not _same_site(origin, host):
            refusal = problem(403, "Not served", "A page of another site sent this request. It was not carried out.")
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, address: str) -> bool:
        return _is_loopback(address) or _host_of(address) in self._allowed


def _same_site(origin: str, host: str) -> bool:
    """Whether the page that sent it is of this very host; pages of this machine are, whatever they call it."""
    try:
        mine = urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
    return mine or (_is_loopback(origin) and _is_loopback(f"//{host}"))


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(address: str) -> bool:
    host = _host_of(address)
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
