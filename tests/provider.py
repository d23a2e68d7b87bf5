"""A model provider on loopback: a real server that speaks the OpenAI protocol and misbehaves as it is told."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from pydantic import BaseModel

USAGE = {"prompt_tokens": 50, "completion_tokens": 20, "total_tokens": 70}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, object]

    @property
    def system(self) -> str:
        return self._message("system")

    @property
    def user(self) -> str:
        return self._message("user")

    @property
    def schema(self) -> Mapping[str, object]:
        return self.body["response_format"]["json_schema"]["schema"]  # type: ignore[index]

    def _message(self, role: str) -> str:
        return next(said["content"] for said in self.body["messages"] if said["role"] == role)  # type: ignore[attr-defined]


Behaviour = Callable[["Wire", Asked], None]
Reply = BaseModel | Mapping[str, object] | str


class Provider:
    """Answers the first request by the first behaviour, and so on; the last one answers all that follow."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = behaviours
        self.asked: list[Asked] = []
        self.at_once = 0
        self.most_at_once = 0
        self.over = threading.Event()
        self.lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _wire_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_behaviour(self, asked: Asked) -> Behaviour:
        with self.lock:
            self.asked.append(asked)
            return self.behaviours[min(len(self.asked), len(self.behaviours)) - 1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Wire(BaseHTTPRequestHandler):
    """One connection; closed after its reply, so that requests are counted one by one."""

    provider: Provider

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"]))
        asked = Asked(self.path, {name.lower(): told for name, told in self.headers.items()}, json.loads(raw))
        with self.provider.lock:
            self.provider.at_once += 1
            self.provider.most_at_once = max(self.provider.most_at_once, self.provider.at_once)
        try:
            self.provider.next_behaviour(asked)(self, asked)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client hung up first
        finally:
            with self.provider.lock:
                self.provider.at_once -= 1

    def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.send_header("connection", "close")
        for name, told in headers.items():
            self.send_header(name.replace("_", "-"), told)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _wire_of(provider: Provider) -> type[Wire]:
    return type("ItsWire", (Wire,), {"provider": provider})


def completion(content: str | None, *, finish: str = "stop", **message: object) -> bytes:
    """A chat completion's body."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "loopback",
            "choices": [choice],
            "usage": USAGE,
        }
    ).encode()


def answers(reply: Reply | Callable[[Asked], Reply], *, after_s: float = 0) -> Behaviour:
    """A good reply: a value, JSON text, or what a function makes of the request."""

    def behave(wire: Wire, asked: Asked) -> None:
        time.sleep(after_s)
        told = reply(asked) if callable(reply) else reply
        if isinstance(told, BaseModel):
            told = told.model_dump_json()
        wire.send(200, completion(told if isinstance(told, str) else json.dumps(told)))

    return behave


def sends(body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Behaviour:
    """Exactly this."""
    return lambda wire, _: wire.send(status, body, kind, **headers)


def fails(status: int, code: str = "some_code", message: str = "no", **headers: str) -> Behaviour:
    """An error as OpenAI writes it."""
    return sends(json.dumps({"error": {"message": message, "type": code, "code": code}}).encode(), status, **headers)


def refuses_field(param: str) -> Behaviour:
    """A 400 about one field of the request."""
    told = {"error": {"message": "unsupported", "type": "invalid_request_error", "param": param, "code": None}}
    return sends(json.dumps(told).encode(), 400)


def drips(wire: Wire, asked: Asked) -> None:
    """Sends the reply a byte at a time, for ever: each read succeeds, and the reply never ends."""
    wire.send_response(200)
    wire.send_header("content-type", "application/json")
    wire.end_headers()
    while not wire.provider.over.wait(0.02):
        wire.wfile.write(b" ")
        wire.wfile.flush()


def hangs(wire: Wire, asked: Asked) -> None:
    """Takes the request and says nothing."""
    wire.provider.over.wait()


def cuts(wire: Wire, asked: Asked) -> None:
    """Promises a whole reply and hangs up half-way."""
    body = completion("{}")
    wire.send_response(200)
    wire.send_header("content-type", "application/json")
    wire.send_header("content-length", str(len(body)))
    wire.end_headers()
    wire.wfile.write(body[: len(body) // 2])
