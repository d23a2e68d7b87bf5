"""The gate before every route: whoever asks is an owner by their access token, or the one local person.

It stands before routing, so that a route nobody thought of is closed too.
"""

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access import Access
from service.domain.access import Token
from service.errors import CaseError, NotSignedIn
from service.operations.behalf import on_behalf_of
from service.web.api.problems import case_problem, problem
from service.wiring import LOCAL_OWNER

SIGN_IN = "/sign-in"
_OPEN = frozenset({"/healthz", "/readyz", SIGN_IN, "/static/promocase.css", "/static/icon.svg"})
_BY_A_PROXY = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


class Gate:
    """Puts the owner into the request's state, or answers 401 (a browser is led to the sign-in page)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        access: Access = scope["app"].state.access
        headers = Headers(scope=scope)
        try:
            if await access.required():
                token = await _token(access, scope, headers)
                owner = token.owner
            elif any(name in headers for name in _BY_A_PROXY):
                # Behind a proxy everybody seems to be on this machine.
                refusal = problem(403, "Not served", "This came through a proxy: make access tokens before using one.")
                await refusal(scope, receive, send)
                return
            else:
                owner = LOCAL_OWNER
        except NotSignedIn as failed:
            await _refusal(failed, scope, headers)(scope, receive, send)
            return
        except CaseError as failed:
            await case_problem(failed)(scope, receive, send)
            return
        scope.setdefault("state", {})["owner"] = owner
        with on_behalf_of(owner=owner):
            await self._app(scope, receive, send)


def cookie_name(scheme: str) -> str:
    """Over TLS a name that browsers take from this very host alone, and only over TLS."""
    return "__Host-promocase" if scheme == "https" else "promocase"


async def _token(access: Access, scope: Scope, headers: Headers) -> Token:
    told = headers.get("authorization")
    if told is not None:
        scheme, _, secret = told.partition(" ")
        if scheme.lower() != "bearer":
            raise NotSignedIn("Only access tokens open this", mend="Send Authorization: Bearer pmc_...")
        return await access.token_of(secret.strip())
    secret = cookie_parser(headers.get("cookie", "")).get(cookie_name(scope["scheme"]), "")
    if not secret:
        raise NotSignedIn("An access token is needed", mend="Send Authorization: Bearer pmc_...")
    return await access.token_of(secret)


def _refusal(failed: NotSignedIn, scope: Scope, headers: Headers) -> Response:
    if not scope["path"].startswith("/v1/") and "text/html" in headers.get("accept", ""):
        query = scope["query_string"].decode("latin-1")
        wanted = scope["path"] + (f"?{query}" if query else "") if scope["method"] == "GET" else "/"
        return RedirectResponse(f"{SIGN_IN}?next={quote(wanted, safe='')}", status_code=303)
    told = case_problem(failed)
    wrong = ', error="invalid_token"' if "authorization" in headers else ""
    told.headers["WWW-Authenticate"] = f'Bearer realm="promocase"{wrong}'
    return told
