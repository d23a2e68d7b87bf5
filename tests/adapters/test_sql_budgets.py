"""Budgets are kept together: however many processes reserve at once, no more is given out than there is."""

import asyncio
import contextlib
import multiprocessing
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.adapters.clock import SystemClock
from service.adapters.database import Database
from service.adapters.sql_budgets import SqlBudgets
from service.domain.brag import Owner
from service.domain.packet import PacketId
from service.errors import DayOver, OverBudget
from service.operations.behalf import on_behalf_of
from service.operations.budgets import Limit, Scope
from service.operations.meter import Unmetered
from service.ports import Clock
from tests.fakes import FixedClock
from tests.postgres import PostgresServer

ANA, BEN = Owner("ana"), Owner("ben")
LIMITS = {Scope.PERSON: Limit(tokens=700), Scope.EVERYBODY: Limit(calls=60)}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'budgets.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        yield str(server.new_database())


@contextlib.asynccontextmanager
async def opened(
    url: str, folder: Path, limits: dict[Scope, Limit], clock: Clock | None = None
) -> AsyncIterator[SqlBudgets]:
    budgets = SqlBudgets(Database.open(url, folder), clock or SystemClock(), limits, Unmetered())
    try:
        yield budgets
    finally:
        await budgets.close()


async def granted(budgets: SqlBudgets, owner: Owner, tokens: int, times: int, at_once: int = 5) -> int:
    async def one() -> int:
        with on_behalf_of(owner=owner):
            try:
                await budgets.reserve(tokens)
            except OverBudget:
                return 0
            return 1

    found = 0
    for _ in range(times // at_once):
        found += sum(await asyncio.gather(*(one() for _ in range(at_once))))
    return found


def reserve_much(url: str, folder: Path, owner: str) -> int:
    async def reserve() -> int:
        async with opened(url, folder, LIMITS) as budgets:
            return await granted(budgets, Owner(owner), 7, 100)

    return asyncio.run(reserve())


def test_two_processes_together_are_given_exactly_what_there_is(url: str, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        one, other = (processes.submit(reserve_much, url, tmp_path, "ana") for _ in range(2))
        # 100 requests of 7 tokens would fit the person's budget, and 60 requests everybody's.
        assert one.result() + other.result() == 60


def test_what_was_not_used_comes_back_and_what_nobody_settled_does_not(url: str, tmp_path: Path) -> None:
    async def use() -> None:
        async with opened(url, tmp_path, {Scope.PERSON: Limit(tokens=100)}) as budgets:
            with on_behalf_of(owner=ANA):
                first = await budgets.reserve(80)
                with pytest.raises(OverBudget):
                    await budgets.reserve(30)
                await budgets.settle(first, 20)
                await budgets.reserve(80)
                with pytest.raises(OverBudget):
                    await budgets.reserve(1)
            with on_behalf_of(owner=BEN):
                await budgets.reserve(100)

    asyncio.run(use())


def test_a_refusal_in_one_account_takes_nothing_from_the_others(url: str, tmp_path: Path) -> None:
    async def use() -> None:
        async with opened(url, tmp_path, {Scope.EVERYBODY: Limit(calls=2), Scope.PACKET: Limit(calls=1)}) as budgets:
            with on_behalf_of(owner=ANA, packet=PacketId("packet-1")):
                await budgets.reserve(1)
                for _ in range(5):
                    with pytest.raises(OverBudget, match="packet"):
                        await budgets.reserve(1)
            with on_behalf_of(owner=ANA, packet=PacketId("packet-2")):
                await budgets.reserve(1)

    asyncio.run(use())


def test_a_day_is_over_at_midnight_in_utc_and_a_packets_budget_is_not(url: str, tmp_path: Path) -> None:
    limits = {Scope.PERSON: Limit(calls=1), Scope.PACKET: Limit(calls=2)}
    today = date(2026, 11, 1)

    async def use(days: int) -> None:
        async with opened(url, tmp_path, limits, FixedClock(today + timedelta(days=days))) as budgets:
            await budgets.allow(ANA, 1)
            with on_behalf_of(owner=ANA, packet=PacketId("packet-1")):
                await budgets.reserve(1)
            with pytest.raises(DayOver) as told:
                await budgets.allow(ANA, 1)
            assert told.value.retry_after_s in (86_400, 86_401)

    asyncio.run(use(0))
    asyncio.run(use(1))
    with pytest.raises(OverBudget, match="packet"):
        asyncio.run(use(2))
