"""`promocase serve`: the service and its pages, beyond loopback only for those with access tokens."""

import argparse
import contextlib
from typing import TYPE_CHECKING

from service.commands.parser import Commands, OneLineParser, add_command
from service.commands.told import say
from service.errors import Invalid, Misconfigured

if TYPE_CHECKING:
    import socket

    from service.settings import Settings


def add_serve(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "serve", _serve, "the service, on 127.0.0.1:8000")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument(
        "--trusted-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a proxy whose word for scheme and client is taken; once for each",
    )
    parser.add_argument("--port", type=_port, default=8000)


def _port(words: str) -> int:
    if not words.isascii() or not words.isdigit() or int(words) > 65_535:
        raise argparse.ArgumentTypeError("not a port from 0 to 65535")
    return int(words)


def _serve(arguments: argparse.Namespace) -> int:
    import uvicorn

    from service.app import create_app, watch_opening
    from service.operations.logs import written
    from service.settings import read_settings

    settings = read_settings()
    if arguments.trusted_proxy or not _is_loopback(arguments.host):
        _needs_tokens(settings)
        names = settings.hosts if _is_any(arguments.host) else settings.hosts | {arguments.host.lower()}
        settings = settings.model_copy(update={"tokens_required": True, "allowed_hosts": ",".join(sorted(names))})
    app = create_app(settings)
    with _listening(arguments.host, arguments.port) as bound, written(settings.log_format):
        host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
        address = f"http://{host}:{bound.getsockname()[1]}"
        failures = watch_opening(app, lambda: _ready(settings, address))
        # At "error" uvicorn prints tracebacks, whose messages may hold brag text; the web's own problems say enough.
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            lifespan="on",
            server_header=False,
            proxy_headers=bool(arguments.trusted_proxy),
            forwarded_allow_ips=arguments.trusted_proxy,
        )
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


def _ready(settings: "Settings", address: str) -> None:
    import logging
    import threading

    from service.operations.logs import tell
    from service.wiring import warm

    threading.Thread(target=warm, args=(settings,), name="warming", daemon=True).start()
    if settings.log_format == "json":
        tell(logging.getLogger("promocase"), "ready", address=address)
    else:
        say(f"promocase: {address} (routes at /docs; stop with Ctrl+C)")


def _needs_tokens(settings: "Settings") -> None:
    """Raises Invalid where nobody has an access token, for whoever reaches the port would be somebody."""
    import asyncio

    from service.wiring import access_of

    async def opens() -> bool:
        async with access_of(settings) as access:
            return await access.opens()

    if not asyncio.run(opens()):
        raise Invalid(
            "Without access tokens only this machine is served: anybody who reaches it could read every log",
            mend="Make one with promocase token create --owner NAME, or serve --host 127.0.0.1 without a proxy",
        )


def _is_loopback(host: str) -> bool:
    import ipaddress

    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _is_any(host: str) -> bool:
    """Whether it stands for every address of the machine, and names none."""
    import ipaddress

    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_unspecified
    return not host


def _listening(host: str, port: int) -> "socket.socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as failed:
        raise Misconfigured(
            f"Port {port} of {host} cannot be served ({failed.strerror})", mend="Choose another --port"
        ) from None
