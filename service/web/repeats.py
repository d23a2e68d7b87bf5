"""`Idempotency-Key`: a POST that is sent again under its key is answered again, and not carried out again."""

import asyncio
import contextlib
import hashlib
import re
from collections.abc import AsyncIterator

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.domain.brag import Owner
from service.errors import CaseError, InFlight
from service.ports import Answers, KeptAnswer, KeyedRequest
from service.web.api.events import wants_events
from service.web.api.problems import case_problem, problem

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_FINAL = frozenset({400, 413, 415, 422})
"""Refusals that the same request meets again, whenever it is sent."""
_KEPT_HEADERS = ("content-type", "location", "retry-after", "preference-applied")
_BEAT_S = 5.0


class Repeats:
    """Keeps the answers to POSTs under /v1 that carry a key, and gives them again.

    Kept are 2xx and refusals that stay so; anything else leaves the key free. A successful DELETE empties the owner's
    kept answers: what was deleted must not come back out of one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        answers: Answers = scope["app"].state.answers
        key = Headers(scope=scope).get("idempotency-key")
        if scope["method"] == "DELETE":
            await self._app(scope, receive, _blanking(answers, scope["state"]["owner"], send))
        elif scope["method"] == "POST" and key is not None:
            await self._keyed(answers, key, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _keyed(self, answers: Answers, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        headers, owner = Headers(scope=scope), scope["state"]["owner"]
        if not _KEY.fullmatch(key):
            refusal = problem(400, "Cannot be read", "An Idempotency-Key is 1 to 255 visible ASCII characters.")
            await refusal(scope, receive, send)
            return
        if wants_events(headers.get("accept", "")):
            refusal = problem(400, "Cannot be read", "A stream of events is not kept: send no Idempotency-Key for one.")
            await refusal(scope, receive, send)
            return
        body = await _whole(receive)
        try:
            kept = await answers.begin(owner, KeyedRequest(key, _asked(scope), _digest(body, headers)))
            if kept is None:
                kept, answer = await self._carried_out(answers, owner, key, scope, _again(body, receive))
            else:
                answer = Response(kept.body, kept.status, {**kept.headers, "Idempotency-Replayed": "true"})
        except InFlight as underway:
            answer = case_problem(underway)
            answer.headers["Retry-After"] = "1"
        except CaseError as failed:
            answer = case_problem(failed)
        await answer(scope, receive, send)

    async def _carried_out(
        self, answers: Answers, owner: Owner, key: str, scope: Scope, receive: Receive
    ) -> tuple[KeptAnswer, Response]:
        started: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        try:
            async with _seen(answers, owner, key):
                await self._app(scope, receive, gather)
        except BaseException:
            await asyncio.shield(answers.drop(owner, key))
            raise
        answer = Response(b"".join(parts), started["status"])
        answer.raw_headers = list(started["headers"])
        told = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
        kept = KeptAnswer(started["status"], told, bytes(answer.body))
        if 200 <= kept.status < 300 or kept.status in _FINAL:
            # Before it is sent: whoever has had the answer gets it again.
            await answers.keep(owner, key, kept)
        else:
            await answers.drop(owner, key)
        return kept, answer


@contextlib.asynccontextmanager
async def _seen(answers: Answers, owner: Owner, key: str) -> AsyncIterator[None]:
    """Says while the block runs that the request is being carried out."""

    async def beat() -> None:
        while True:
            await asyncio.sleep(_BEAT_S)
            with contextlib.suppress(CaseError):
                await answers.still(owner, key)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()


def _blanking(answers: Answers, owner: Owner, send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and 200 <= message["status"] < 300:
            await answers.blank(owner)
        await send(message)

    return sent


async def _whole(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    told = False

    async def replayed() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _asked(scope: Scope) -> str:
    return f"{scope['method']} {scope['path']}?{scope['query_string'].decode('latin-1')}"


def _digest(body: bytes, headers: Headers) -> str:
    # A form sent again has another boundary, which says nothing.
    kind, _, rest = headers.get("content-type", "").partition(";")
    boundary = re.search(r'boundary="?([^";]+)', rest)
    if boundary:
        body = body.replace(b"--" + boundary[1].encode("latin-1"), b"--")
    return hashlib.sha256(kind.strip().lower().encode("latin-1", "replace") + b"\0" + body).hexdigest()
