"""Bodies over the limit, sent to a real server by a client that reads the answer only after it has sent all."""

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from service.web.limits import BodyLimit

LIMIT = 100_000


async def counts(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the number of bytes it was sent."""
    if scope["type"] == "http":
        body = await Request(scope, receive).body()
        await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as bound:
        server = uvicorn.Server(uvicorn.Config(BodyLimit(counts, LIMIT), log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


def post(address: str, body: bytes, *, chunked: bool) -> tuple[int, bytes]:
    with contextlib.closing(http.client.HTTPConnection(address, timeout=30)) as connection:
        sent = iter([body[n : n + 65_536] for n in range(0, len(body), 65_536)]) if chunked else body
        connection.request("POST", "/", sent, {"Connection": "close"}, encode_chunked=chunked)
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.mark.parametrize("size", [LIMIT + 1, 80 * LIMIT])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_answered_and_not_cut_off(address: str, chunked: bool, size: int) -> None:
    status, told = post(address, b"x" * size, chunked=chunked)
    assert status == 413
    assert json.loads(told)["title"] == "Too large"


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_at_the_limit_arrives_whole(address: str, chunked: bool) -> None:
    assert post(address, b"x" * LIMIT, chunked=chunked) == (200, str(LIMIT).encode())
