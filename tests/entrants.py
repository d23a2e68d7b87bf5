"""People who come in with access tokens of their own."""

import asyncio

from starlette.testclient import TestClient

from service.app import create_app
from service.domain.brag import Owner
from service.settings import Settings
from service.wiring import access_of


def made(settings: Settings, owner: str, days: int | None = None) -> tuple[str, str]:
    """A token's id and secret."""

    async def make() -> tuple[str, str]:
        async with access_of(settings) as access:
            token, secret = await access.create(Owner(owner), days=days)
            return token.id, secret

    return asyncio.run(make())


def opened(settings: Settings) -> TestClient:
    return TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False)


def bearing(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}
