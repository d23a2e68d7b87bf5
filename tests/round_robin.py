"""One address before several replicas: each new connection goes to the next one that takes it."""

import asyncio
import contextlib
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PIECE = 65_536


class RoundRobin:
    """Passes bytes on, unread, from a thread of its own; a connection whose replica dies is closed, not moved."""

    def __init__(self, replicas: Sequence[str], port: int = 0) -> None:
        """`replicas` are addresses such as http://127.0.0.1:8001; port 0 is any free one."""
        self._replicas = [(str(parts.hostname), int(parts.port or 80)) for parts in map(urlsplit, replicas)]
        self._next, self._port = 0, port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Event | None = None
        self._open = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._open.wait(10):
            raise RuntimeError(f"Port {self._port} cannot be served")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._loop is not None and self._ended is not None:
            self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._passed_on, "127.0.0.1", self._port)
        self._port = int(server.sockets[0].getsockname()[1])
        self._open.set()
        await self._ended.wait()
        server.close()  # what is open ends with the loop

    async def _passed_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            for _ in self._replicas:
                host, port = self._replicas[self._next % len(self._replicas)]
                self._next += 1
                try:
                    there, onward = await asyncio.open_connection(host, port)
                except OSError:
                    continue
                with contextlib.closing(onward):
                    ways = {asyncio.create_task(_copy(reader, onward)), asyncio.create_task(_copy(there, writer))}
                    # When either side has said its last word the other is told.
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                    for way in ways:
                        way.cancel()
                return


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await source.read(_PIECE):
            target.write(piece)
            await target.drain()
