"""The records, on SQLite and on a real PostgreSQL: what is kept comes back, and only to its owner."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from service.adapters import tables
from service.adapters.clock import SystemClock
from service.adapters.sql_records import SqlRecords
from service.adapters.tables import metadata
from service.domain.brag import EntryId, LogId, Owner
from service.domain.packet import PacketId, Unread, Usage
from service.domain.rubric import RubricId
from service.drafting.packet import assemble_packet, provenance_of
from service.errors import Misconfigured, NotFound, StorageUnavailable
from tests.builders import a_brag_entry, a_log, a_quote, a_rubric

ANA, BEN = Owner("ana"), Owner("ben")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    return str(request.getfixturevalue("postgres").new_database())


@pytest.fixture
def records(url: str, tmp_path: Path) -> Iterator[SqlRecords]:
    opened = SqlRecords.open(url, tmp_path, SystemClock())
    yield opened
    asyncio.run(opened.close())


def test_a_log_comes_back_word_for_word_and_in_order(records: SqlRecords) -> None:
    log = a_log(
        a_brag_entry("Zweites — mit Ümlaut, 😀 und \u202e.", id="b", when="2026-Q1", corroborations=[a_quote()]),
        a_brag_entry("First.", id="a", when=None, outcome="less", links=["https://example.com"]),
    )
    unread = (Unread(where="line 4", text="???"),)

    async def keep_and_read() -> None:
        stored = await records.save_log(ANA, log, unread)
        assert await records.log(ANA, stored.id) == stored
        assert stored.log == log
        assert stored.unread == unread

    asyncio.run(keep_and_read())


def test_the_same_words_twice_are_one_log_but_never_another_owners(records: SqlRecords) -> None:
    async def keep() -> None:
        first = await records.save_log(ANA, a_log(), ())
        assert (await records.save_log(ANA, a_log(), ())).id == first.id
        assert (await records.save_log(BEN, a_log(), ())).id != first.id
        assert [line.id for line in await records.logs(ANA)] == [first.id]

    asyncio.run(keep())


def test_a_strangers_id_is_not_found_like_one_that_never_was(records: SqlRecords) -> None:
    async def try_everything() -> None:
        stored = await records.save_log(ANA, a_log(), ())
        unread = (Unread(where="row 3", text="??", why="not understood"),)
        rubric = (await records.save_rubric(ANA, a_rubric(), ("L3", "L4"), unread)).id
        kept = await records.rubric(ANA, rubric)
        assert (kept.rubric, kept.levels, kept.unread) == (a_rubric(), ("L3", "L4"), unread)
        for owner, log, ladder in ((BEN, stored.id, rubric), (ANA, LogId("none"), RubricId("none"))):
            for attempt in (
                records.log(owner, log),
                records.delete_log(owner, log),
                records.change_log(owner, log, a_log()),
                records.vectors(owner, log, "e"),
                records.save_vectors(owner, log, "e", {}),
                records.rubric(owner, ladder),
                records.delete_rubric(owner, ladder),
            ):
                with pytest.raises(NotFound):
                    await attempt
        assert (await records.log(ANA, stored.id)).log == a_log()

    asyncio.run(try_everything())


def test_vectors_stay_with_their_entries_and_go_with_the_log(records: SqlRecords) -> None:
    async def keep() -> None:
        log = a_log(a_brag_entry(id="a"), a_brag_entry("Other.", id="b"))
        stored = await records.save_log(ANA, log, ())
        kept = {EntryId("a"): ("sha-a", b"\0\1"), EntryId("b"): ("sha-b", b"\2\3")}
        await records.save_vectors(ANA, stored.id, "local", kept)
        await records.save_vectors(ANA, stored.id, "local", {EntryId("a"): ("sha-a2", b"\4")})
        assert await records.vectors(ANA, stored.id, "local") == {**kept, EntryId("a"): ("sha-a2", b"\4")}
        assert await records.vectors(ANA, stored.id, "other") == {}
        await records.change_log(ANA, stored.id, a_log(a_brag_entry(id="b")))
        assert set(await records.vectors(ANA, stored.id, "local")) == {EntryId("b")}
        await records.delete_log(ANA, stored.id)
        again = await records.save_log(ANA, log, ())
        assert await records.vectors(ANA, again.id, "local") == {}

    asyncio.run(keep())


def test_an_owner_can_be_forgotten_without_touching_another(records: SqlRecords) -> None:
    async def forget() -> None:
        hers = await records.save_log(ANA, a_log(), ())
        his = await records.save_log(BEN, a_log(), ())
        await records.save_rubric(ANA, a_rubric())
        await records.forget(ANA)
        assert (await records.logs(ANA), await records.rubrics(ANA), await records.packets(ANA)) == ([], [], [])
        with pytest.raises(NotFound):
            await records.log(ANA, hers.id)
        assert (await records.log(BEN, his.id)).log == a_log()

    asyncio.run(forget())


def test_the_migrations_make_exactly_the_tables_the_code_knows(url: str, tmp_path: Path) -> None:
    asyncio.run(SqlRecords.open(url, tmp_path, SystemClock()).close())
    engine = sa.create_engine(sa.make_url(url.replace("postgresql://", "postgresql+psycopg://")))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_a_database_of_before_packets_had_versions_opens_with_its_packets(url: str, tmp_path: Path) -> None:
    engine = sa.create_engine(sa.make_url(url.replace("postgresql://", "postgresql+psycopg://")))
    config = Config()
    config.set_main_option("script_location", str(Path(tables.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    made = provenance_of(
        service="0", log=a_log(), rubric=a_rubric(), model="none", embedder="e", prompts={}, usage=Usage()
    )
    packet = assemble_packet(id=PacketId("p1"), rubric=a_rubric(), sections=(), log=a_log(), provenance=made)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        body = packet.model_dump_json(exclude={"version", "redrafts"})
        connection.execute(
            sa.text("INSERT INTO packets VALUES (:id, :owner, '2026-01-01 00:00:00', 'a headline', :entries, :body)"),
            {"id": packet.id, "owner": ANA, "entries": a_log().model_dump_json(), "body": body},
        )
    engine.dispose()

    async def read() -> None:
        opened = SqlRecords.open(url, tmp_path, SystemClock())
        stored = await opened.packet(ANA, packet.id)
        assert (stored.packet, stored.source, stored.drafted) == (packet, None, ())
        assert [line.version for line in await opened.packet_versions(ANA, packet.id)] == [1]
        await opened.close()

    asyncio.run(read())


def test_an_unusable_database_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        SqlRecords.open("mysql://somewhere/else", tmp_path, SystemClock())
    with pytest.raises(Misconfigured):
        SqlRecords.open("not a url", tmp_path, SystemClock())
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(StorageUnavailable):
        SqlRecords.open(f"sqlite:///{tmp_path / 'broken.db'}", tmp_path, SystemClock())
    with pytest.raises(StorageUnavailable):
        SqlRecords.open("postgresql://nobody@127.0.0.1:1/none", tmp_path, SystemClock())


def test_a_second_process_on_the_same_file_sees_what_the_first_wrote(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.db'}"

    async def both() -> None:
        first, second = (SqlRecords.open(url, tmp_path, SystemClock()) for _ in range(2))
        stored = await first.save_log(ANA, a_log(), ())
        assert (await second.log(ANA, stored.id)).log == a_log()
        await first.close()
        await second.close()

    asyncio.run(both())
    assert sqlite3.connect(tmp_path / "records.db").execute("SELECT count(*) FROM logs").fetchone() == (1,)
