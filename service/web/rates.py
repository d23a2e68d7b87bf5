"""How many requests an owner may send a minute; counted by each process for itself."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import Busy
from service.operations.meter import Meter
from service.web.api.problems import case_problem


class Rates:
    """Answers 429 to an owner who sent `a_minute` requests within the last one; the gate before it knows who asks."""

    def __init__(self, app: ASGIApp, a_minute: int, meter: Meter) -> None:
        self._app, self._meter = app, meter
        self._most = RateLimitItemPerMinute(a_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        owner = scope.get("state", {}).get("owner")
        # Nobody is known at the routes that are open to all.
        if scope["type"] != "http" or owner is None or self._limiter.hit(self._most, owner):
            await self._app(scope, receive, send)
            return
        self._meter.refused("requests_per_minute")
        again_at = self._limiter.get_window_stats(self._most, owner).reset_time
        wait_s = max(1, math.ceil(again_at - time.time()))
        told = case_problem(Busy("You send more requests a minute than are taken", mend="Wait, and send it again"))
        told.headers["Retry-After"] = str(wait_s)
        await told(scope, receive, send)
