"""One Chroma, in a folder or on a server: opened when it is first asked, made empty when in doubt."""

import asyncio
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from service.errors import Misconfigured, StorageUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")

_OURS = "promocase-"
_SEARCHED = 400
"""How widely a search of the graph looks (`ef`): as many as the ranking asks for, so that few of them are missed."""


class ChromaPart:
    """Our collections in one Chroma."""

    def __init__(self, open_client: "Callable[[], ClientAPI]", folder: Path | None) -> None:
        self._open_client = open_client
        self._folder = folder
        self._client: ClientAPI | None = None
        # Chroma's client is used from several threads; opening and wiping it is for one of them at a time.
        self._opening = threading.RLock()

    @classmethod
    def embedded(cls, folder: Path) -> "ChromaPart":
        """The Chroma of a folder that no other process uses; it is made when it is needed."""

        def open_client() -> "ClientAPI":
            import chromadb
            from chromadb.config import Settings

            try:
                return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
            except BaseException:
                _forget_failed_opening(folder)
                raise

        return cls(open_client, folder)

    @classmethod
    def server(cls, url: str) -> "ChromaPart":
        """A Chroma server at `http://host:port`; raises Misconfigured."""
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misconfigured("PROMOCASE_CHROMA_URL is not an address", mend="Write http://HOST:PORT")

        def open_client() -> "ClientAPI":
            import chromadb
            from chromadb.config import Settings

            return chromadb.HttpClient(
                host=str(parts.hostname),
                port=parts.port or (443 if parts.scheme == "https" else 8000),
                ssl=parts.scheme == "https",
                settings=Settings(anonymized_telemetry=False),
            )

        return cls(open_client, None)

    async def ask(self, work: Callable[[], T]) -> T:
        """What `work` returns, done in a thread; raises StorageUnavailable where Chroma cannot answer."""

        def translated() -> T:
            try:
                return work()
            except BaseException as failed:
                # Chroma's errors have no common base, and its Rust core panics with a BaseException of its own.
                if isinstance(failed, KeyboardInterrupt | SystemExit | GeneratorExit):
                    raise
                raise StorageUnavailable("The index cannot be used", mend="It is a cache: it will be rebuilt") from None

        return await asyncio.to_thread(translated)

    def collection(self, name: str) -> "Collection":
        """Ours of that name, made if need be; to be called in `ask`, like the next."""
        return self._opened().get_or_create_collection(
            f"{_OURS}{name}",
            configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCHED}},
            embedding_function=None,
        )

    def collections(self) -> "list[Collection]":
        """All of ours that there are."""
        return [one for one in self._opened().list_collections() if one.name.startswith(_OURS)]

    async def empty(self) -> None:
        """Nothing is left: a folder is wiped, a server's collections of ours are dropped."""

        def wipe() -> None:
            with self._opening:
                if self._folder is None:
                    for collection in self.collections():
                        self._opened().delete_collection(collection.name)
                    return
                self._let_go()
                shutil.rmtree(self._folder, ignore_errors=True)

        await self.ask(wipe)

    async def close(self) -> None:
        await asyncio.to_thread(self._let_go)

    def _opened(self) -> "ClientAPI":
        with self._opening:
            if self._client is None:
                if self._folder is not None:
                    self._folder.mkdir(parents=True, exist_ok=True)
                self._client = self._open_client()
            return self._client

    def _let_go(self) -> None:
        with self._opening:
            client, self._client = self._client, None
            if client is not None:
                # The type it is declared as does not say so, but every client it can be closes.
                cast("Client", client).close()
                _close_connections(client)


def _close_connections(client: "ClientAPI") -> None:
    import httpx

    # Chroma's client for a server closes neither its session nor that of the admin client inside it: their connections
    # would stay open for good.
    for holder in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(holder, "_server", None), "_session", None)
        if isinstance(session, httpx.Client):
            session.close()


def _forget_failed_opening(folder: Path) -> None:
    # Chroma keeps a directory's system under its path, also one that failed to open: a wiped directory would meet it.
    # Its own way to forget would forget those of the other parts, which then are never closed.
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(str(folder), None)
