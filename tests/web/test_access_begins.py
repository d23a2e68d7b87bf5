"""When a service begins to ask for tokens, and that it never stops."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.settings import read_settings
from service.wiring import access_of
from tests.entrants import bearing, made, opened


def test_a_revoked_token_and_an_expired_one_open_nothing_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_settings(data_dir=tmp_path)
    with opened(settings) as client:
        assert client.get("/v1/logs").status_code == 200
        id, secret = made(settings, "ana")
        _, brief = made(settings, "ana", days=1)
        assert client.get("/v1/logs").status_code == 401
        assert client.get("/v1/logs", headers=bearing(secret)).status_code == 200
        assert client.get("/v1/logs", headers=bearing(brief)).status_code == 200

        async def revoke() -> None:
            async with access_of(settings) as access:
                await access.revoke((await access.token_of(secret)).id)
                assert id in {token.id for token in await access.tokens() if token.revoked_at}

        asyncio.run(revoke())
        assert client.get("/v1/logs", headers=bearing(secret)).status_code == 401
        later = datetime.now(UTC) + timedelta(days=1, seconds=1)
        monkeypatch.setattr("service.adapters.clock.SystemClock.now", lambda _self: later)
        assert client.get("/v1/logs", headers=bearing(brief)).status_code == 401
        # Nobody is let in again because the last token is gone.
        assert client.get("/v1/logs").status_code == 401


def test_a_service_with_other_names_asks_for_a_token_even_while_none_was_made(tmp_path: Path) -> None:
    for more in ({"allowed_hosts": "promo.example"}, {"tokens_required": True}):
        with opened(read_settings(data_dir=tmp_path, **more)) as client:
            assert client.get("/v1/logs").status_code == 401


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_without_tokens_nobody_comes_in_through_a_proxy(tmp_path: Path, header: str) -> None:
    with opened(read_settings(data_dir=tmp_path)) as client:
        assert client.get("/v1/logs").status_code == 200
        assert client.get("/v1/logs", headers={header: "203.0.113.9"}).status_code == 403
