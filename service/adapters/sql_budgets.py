"""Budgets in SQL: a reservation is one guarded addition to each account, in one transaction, or nothing at all."""

import contextlib
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from service.adapters import tables
from service.adapters.database import Database
from service.domain.brag import Owner
from service.errors import DayOver, OverBudget, StorageUnavailable
from service.operations.behalf import behalf
from service.operations.budgets import Account, Limit, Reservation, Scope
from service.operations.meter import Meter
from service.ports import Clock

_KEPT = timedelta(days=30)
"""After its last request a packet's account goes; a day's goes as soon as the day is over."""
_WHOSE = {
    Scope.EVERYBODY: "Today's {what} budget of this service is used up",
    Scope.PERSON: "Your {what} budget for today is used up",
    Scope.PACKET: "The {what} budget of this packet is used up",
}
_columns = tables.budgets.c


class SqlBudgets:
    """`Budgets` over a database."""

    def __init__(self, database: Database, clock: Clock, limits: Mapping[Scope, Limit], meter: Meter) -> None:
        self._database, self._clock, self._meter = database, clock, meter
        # Always in this order: two transactions that lock the same rows never wait for each other.
        self._limits = {scope: limits[scope] for scope in Scope if scope in limits and any(limits[scope])}

    @classmethod
    def open(
        cls, url: str | None, data_dir: Path, clock: Clock, limits: Mapping[Scope, Limit], meter: Meter
    ) -> "SqlBudgets":
        """The budgets beside the records; raises what `Database.open` raises."""
        return cls(Database.open(url, data_dir), clock, limits, meter)

    async def reserve(self, tokens: int) -> Reservation:
        now = behalf()
        accounts = self._accounts(now.owner, now.packet)
        if accounts:
            try:
                await self._database.transact(lambda connection: self._reserve(connection, accounts, tokens))
            except StorageUnavailable:
                raise OverBudget(
                    "The budget cannot be looked up", mend="Try again later", why="budget not known"
                ) from None
        return Reservation(tokens, accounts)

    async def settle(self, reservation: Reservation, tokens: int) -> None:
        def work(connection: Connection) -> None:
            for account in reservation.accounts:
                put = tables.budgets.update().where(*_of(account))
                connection.execute(put.values(tokens=_columns.tokens + (tokens - reservation.tokens)))

        if reservation.accounts and tokens != reservation.tokens:
            # Where it cannot be written now, the worst case goes on counting.
            with contextlib.suppress(StorageUnavailable):
                await self._database.transact(work)

    async def allow(self, owner: Owner, tokens: int) -> None:
        accounts = self._accounts(owner, None)

        def over(connection: Connection) -> Account | None:
            return next((one for one in accounts if not self._fits(connection, one, tokens)), None)

        found = await self._database.transact(over) if accounts else None
        if found is not None:
            self._meter.refused(f"{found.scope}_budget")
            raise DayOver(
                _WHOSE[found.scope].format(what="model"),
                mend="What was drafted stays. Come again tomorrow (UTC)",
                retry_after_s=_until_tomorrow_s(self._clock.now()),
            )

    async def close(self) -> None:
        await self._database.close()

    def _accounts(self, owner: Owner, packet: str | None) -> tuple[Account, ...]:
        today = self._clock.now().astimezone(UTC).date().isoformat()
        # Whoever deletes everything of theirs leaves no name or id here, and gets no second budget for the day.
        named = {
            Scope.EVERYBODY: Account(Scope.EVERYBODY, "", today),
            Scope.PERSON: Account(Scope.PERSON, hashlib.sha256(owner.encode()).hexdigest(), today),
        }
        if packet is not None:
            named[Scope.PACKET] = Account(Scope.PACKET, hashlib.sha256(packet.encode()).hexdigest(), "")
        return tuple(named[scope] for scope in self._limits if scope in named)

    def _reserve(self, connection: Connection, accounts: tuple[Account, ...], tokens: int) -> None:
        today = self._clock.now().astimezone(UTC).date()
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        for account in accounts:
            named = {"scope": account.scope.value, "of": account.of, "day": account.day}
            new = insert(tables.budgets).values(**named, tokens=0, calls=0, used_on=today)
            connection.execute(new.on_conflict_do_nothing())
            most = self._limits[account.scope]
            put = tables.budgets.update().where(*_of(account))
            if most.tokens:
                put = put.where(_columns.tokens + tokens <= most.tokens)
            if most.calls:
                put = put.where(_columns.calls + 1 <= most.calls)
            put = put.values(tokens=_columns.tokens + tokens, calls=_columns.calls + 1, used_on=today)
            if connection.execute(put).rowcount != 1:
                raise self._over(connection, account)
        old = sa.or_(
            sa.and_(_columns.day != "", _columns.used_on < today),
            sa.and_(_columns.day == "", _columns.used_on < today - _KEPT),
        )
        connection.execute(tables.budgets.delete().where(old))

    def _fits(self, connection: Connection, account: Account, tokens: int) -> bool:
        most = self._limits[account.scope]
        row = connection.execute(sa.select(_columns.tokens, _columns.calls).where(*_of(account))).one_or_none()
        used, calls = (row.tokens, row.calls) if row else (0, 0)
        return not (most.tokens and used + tokens > most.tokens) and not (most.calls and calls + 1 > most.calls)

    def _over(self, connection: Connection, account: Account) -> OverBudget:
        self._meter.refused(f"{account.scope}_budget")
        most = self._limits[account.scope]
        calls = connection.execute(sa.select(_columns.calls).where(*_of(account))).scalar_one()
        what = "call" if most.calls and calls + 1 > most.calls else "token"
        mend = "Raise PROMOCASE_BUDGET_" + f"{what}s_per_{account.scope}".upper()
        why = f"{what} budget" if account.scope is Scope.PACKET else f"{what} budget of the {account.scope.value}"
        return OverBudget(_WHOSE[account.scope].format(what=what), mend=mend, why=why)


def _of(account: Account) -> tuple[sa.ColumnElement[bool], ...]:
    return (_columns.scope == account.scope.value, _columns.of == account.of, _columns.day == account.day)


def _until_tomorrow_s(now: datetime) -> int:
    tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
    return int((tomorrow - now).total_seconds()) + 1
