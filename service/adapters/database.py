"""The database: SQLite on one machine, PostgreSQL by URL; migrated to the newest tables when opened."""

import asyncio
import errno
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy.engine import Connection, Engine, make_url

from service.errors import DiskFull, Misconfigured, StorageUnavailable

T = TypeVar("T")

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_TRIES = 20
"""Of emptying the journal, where somebody else reads."""
_MIGRATION_LOCK = 7_364_201  # any number, the same in every replica


class Database:
    """One database and its connections: what is kept in it shares them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str | None, data_dir: Path) -> "Database":
        """Opens (and migrates) the database at `url`, or `promocase.db` in the data directory.

        Raises StorageUnavailable or DiskFull when it cannot be reached or written, Misconfigured for another URL.
        """
        with _translated():
            data_dir.mkdir(parents=True, exist_ok=True)
            engine = open_engine(url or f"sqlite:///{data_dir / 'promocase.db'}")
            _migrate(engine, data_dir)
        return cls(engine)

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, done in a thread and in one transaction; raises StorageUnavailable, DiskFull."""

        def in_one_transaction() -> T:
            with _translated(), self._engine.begin() as connection:
                return work(connection)

        return await asyncio.to_thread(in_one_transaction)

    async def scrub(self) -> None:
        """Leaves nothing of deleted rows in SQLite's files; PostgreSQL's own vacuum does so there, in time.

        Raises StorageUnavailable where another process keeps reading.
        """
        if self._engine.dialect.name == "sqlite":
            with _translated():
                if not await asyncio.to_thread(scrub, self._engine, anew=True):
                    raise StorageUnavailable(
                        "It is deleted, but a journal still holds some of it", mend="Stop what else reads the database"
                    )

    async def close(self) -> None:
        await asyncio.to_thread(self._engine.dispose)


def open_engine(url: str) -> Engine:
    """An engine over SQLite or PostgreSQL, connected when it is first used; raises Misconfigured for another URL."""
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError:
        raise Misconfigured(
            "PROMOCASE_DATABASE_URL is not a database URL", mend="Write sqlite:///PATH or postgresql://USER@HOST/NAME"
        ) from None
    if parsed.get_backend_name() == "postgresql":
        return sa.create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.get_backend_name() != "sqlite":
        raise Misconfigured("Only SQLite and PostgreSQL are supported", mend="Mend PROMOCASE_DATABASE_URL")
    engine = sa.create_engine(parsed)

    @sa.event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA busy_timeout = 10000")
        # What is deleted is written over: nobody finds it in the file.
        connection.execute("PRAGMA secure_delete = ON")

    return engine


def scrub(engine: Engine, *, anew: bool) -> bool:
    """Empties SQLite's journal, and with `anew` writes the file again first; whether nobody kept it from that."""
    with engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        if anew:
            # Deleted cells are written over (secure_delete), but pages that were balanced keep parts of old ones.
            alone.exec_driver_sql("VACUUM")
        for _ in range(_TRIES):
            if alone.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0:
                return True
            time.sleep(0.1)
    return False


def _migrate(engine: Engine, data_dir: Path) -> None:
    # Two processes may start at once on an empty database: only one of them makes the tables.
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if engine.dialect.name == "sqlite":
        with FileLock(data_dir / "migration.lock"), engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        return
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _translated() -> Iterator[None]:
    """Turns what the database and the disk say into errors a reader can act on; rows never reach a message."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as failed:
        told = str(getattr(failed, "orig", "")).lower()
        if _has_no_room(getattr(failed, "orig", None)) or "no space left" in told or "could not extend file" in told:
            raise _disk_full() from None
        if "readonly" in told or "unable to open" in told or "read-only" in told:
            raise StorageUnavailable(
                "The database cannot be written", mend="Make the data directory writable for this user"
            ) from None
        raise StorageUnavailable(
            "The database does not answer", mend="Check PROMOCASE_DATABASE_URL; then retry"
        ) from None
    except sa.exc.DatabaseError:
        raise StorageUnavailable(
            "The database refused a statement or is damaged", mend="Restore it from a backup, or start an empty one"
        ) from None
    except OSError as failed:
        if failed.errno in _NO_ROOM:
            raise _disk_full() from None
        raise StorageUnavailable(
            "The data directory cannot be used", mend="Make PROMOCASE_DATA_DIR a folder this user can write"
        ) from None


def _has_no_room(failed: BaseException | None) -> bool:
    # SQLite tells a full disk from a quota or a limit on the size of files; to a person they are one.
    name = getattr(failed, "sqlite_errorname", "")
    return name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")


def _disk_full() -> DiskFull:
    return DiskFull(
        "There is no space left for the records", mend="Free some space and send it again; nothing was half-written"
    )
