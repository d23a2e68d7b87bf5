"""respx for openai 3, which speaks httpx2: its own mocker would let every call through to the network unseen."""

from collections.abc import AsyncIterator

import httpcore2
import httpx
from respx.mocks import HTTPCoreMocker

NAME = "httpcore2"
"""Use it as `respx.mock(using=NAME)`, and assert `route.call_count`: a route that was never reached is no proof."""


class HTTPCore2Mocker(HTTPCoreMocker):
    """respx's httpcore mocker over httpcore2: the same requests and replies under other class names."""

    name = NAME
    targets = [target.replace("httpcore.", "httpcore2.", 1) for target in HTTPCoreMocker.targets]  # noqa: RUF012

    @classmethod
    def from_sync_httpx_response(
        cls, httpx_response: httpx.Response, target: object, **kwargs: object
    ) -> httpcore2.Response:
        return httpcore2.Response(
            status=httpx_response.status_code,
            headers=httpx_response.headers.raw,
            content=httpx_response.read(),
            extensions=httpx_response.extensions,
        )

    @classmethod
    async def from_async_httpx_response(
        cls, httpx_response: httpx.Response, target: object, **kwargs: object
    ) -> httpcore2.Response:
        body = await httpx_response.aread()

        async def whole() -> AsyncIterator[bytes]:
            yield body

        return httpcore2.Response(
            status=httpx_response.status_code,
            headers=httpx_response.headers.raw,
            content=whole(),
            extensions=httpx_response.extensions,
        )
