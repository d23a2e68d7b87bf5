"""`promocase serve`: the service and its pages, on loopback alone."""

import argparse
import contextlib
from typing import TYPE_CHECKING

from service.commands.parser import Commands, OneLineParser, add_command
from service.commands.told import say
from service.errors import Invalid, Misconfigured

if TYPE_CHECKING:
    import socket


def add_serve(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "serve", _serve, "the service, on 127.0.0.1:8000")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8000)


def _port(words: str) -> int:
    if not words.isascii() or not words.isdigit() or int(words) > 65_535:
        raise argparse.ArgumentTypeError("not a port from 0 to 65535")
    return int(words)


def _serve(arguments: argparse.Namespace) -> int:
    import ipaddress

    loopback = arguments.host == "localhost"
    with contextlib.suppress(ValueError):
        loopback = loopback or ipaddress.ip_address(arguments.host).is_loopback
    if not loopback:
        raise Invalid(
            "Only loopback addresses are served: anybody who reaches another one could read every log",
            mend="Use --host 127.0.0.1",
        )

    import uvicorn

    from service.app import create_app, watch_opening
    from service.settings import read_settings

    app = create_app(read_settings())
    with _listening(arguments.host, arguments.port) as bound:
        host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
        ready = f"promocase: http://{host}:{bound.getsockname()[1]} (routes at /docs; stop with Ctrl+C)"
        failures = watch_opening(app, lambda: say(ready))
        # At "error" uvicorn prints tracebacks, whose messages may hold brag text; the web's own problems say enough.
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on")
        with contextlib.suppress(KeyboardInterrupt):
            try:
                uvicorn.Server(config).run(sockets=[bound])
            except SystemExit:
                # How uvicorn ends when the application does not open: the reason is in `failures`.
                if not failures:
                    raise
    for failure in failures:
        raise failure
    return 0


def _listening(host: str, port: int) -> "socket.socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as failed:
        raise Misconfigured(
            f"Port {port} of {host} cannot be served ({failed.strerror})", mend="Choose another --port"
        ) from None
