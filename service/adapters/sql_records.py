"""The records in SQL: logs, vectors, rubrics, packets and interviews, each under its owner."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from service.adapters import sql_drafts, sql_notes, tables
from service.adapters.database import Database
from service.domain.brag import BragEntry, BragLog, EntryId, LogId, Owner
from service.domain.drafts import Draft, Headway, Trouble
from service.domain.interview import Interview, InterviewId
from service.domain.notes import Note, NoteId
from service.domain.packet import Packet, PacketId, Section, Unread
from service.domain.parts import part_of
from service.domain.rubric import Rubric, RubricId
from service.errors import Conflict, NotFound, Outdated
from service.ports import Clock, Deletion, Expired, LogLine, PacketLine, StoredLog, StoredPacket, StoredRubric

T = TypeVar("T")
NoteT = TypeVar("NoteT", bound=Note)

_unread = TypeAdapter(tuple[Unread, ...])
_sections = TypeAdapter(tuple[Section, ...])
_OWNED = (tables.notes, tables.drafts, tables.interviews, tables.packets, tables.rubrics, tables.logs)


class SqlRecords:
    """`Records` over SQLAlchemy; every call runs in a thread, inside one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, url: str | None, data_dir: Path, clock: Clock) -> "SqlRecords":
        """The records of the database at `url`, or of the data directory's own; raises what `Database.open` raises."""
        return cls(Database.open(url, data_dir), clock)

    async def save_log(self, owner: Owner, log: BragLog, unread: Sequence[Unread]) -> StoredLog:
        def save(connection: Connection) -> StoredLog:
            same = sa.select(tables.logs.c.id, tables.logs.c.unread).where(
                tables.logs.c.owner == owner, tables.logs.c.digest == log.digest()
            )
            lines = _unread.dump_python(tuple(unread), mode="json")
            for row in connection.execute(same):
                if row.unread == lines:
                    return StoredLog(LogId(row.id), log, tuple(unread))
            stored = StoredLog(LogId(f"log-{uuid.uuid4().hex}"), log, tuple(unread))
            connection.execute(
                tables.logs.insert().values(
                    id=stored.id, owner=owner, made_at=self._clock.now(), digest=log.digest(), unread=lines
                )
            )
            _insert_entries(connection, stored.id, log)
            return stored

        return await self._write(save)

    async def log(self, owner: Owner, log: LogId) -> StoredLog:
        def read(connection: Connection) -> StoredLog:
            head = _owned(connection, tables.logs, owner, log, "log")
            rows = connection.execute(
                sa.select(tables.entries.c.body).where(tables.entries.c.log == log).order_by(tables.entries.c.position)
            )
            entries = tuple(BragEntry.model_validate_json(row.body) for row in rows)
            return StoredLog(log, BragLog(entries=entries), _unread.validate_python(head.unread))

        return await self._read(read)

    async def logs(self, owner: Owner) -> list[LogLine]:
        def read(connection: Connection) -> list[LogLine]:
            count = (
                sa.select(sa.func.count())
                .select_from(tables.entries)
                .where(tables.entries.c.log == tables.logs.c.id)
                .scalar_subquery()
            )
            rows = connection.execute(
                sa.select(tables.logs.c.id, tables.logs.c.made_at, count.label("entries"))
                .where(tables.logs.c.owner == owner)
                .order_by(tables.logs.c.made_at.desc(), tables.logs.c.id)
            )
            return [LogLine(LogId(row.id), row.made_at, row.entries) for row in rows]

        return await self._read(read)

    async def change_log(
        self,
        owner: Owner,
        log: LogId,
        changed: BragLog,
        before: str | None = None,
        unread: Sequence[Unread] | None = None,
    ) -> StoredLog:
        return await self._write(lambda connection: _change_log(connection, owner, log, changed, before, unread))

    async def delete_log(self, owner: Owner, log: LogId) -> None:
        def delete(connection: Connection) -> None:
            _delete(connection, tables.logs, owner, log, "log")
            connection.execute(tables.deletions.insert().values(owner=owner, log=log))

        await self._write(delete)

    async def deletions(self, after: int) -> list[Deletion]:
        columns = tables.deletions.c
        wanted = (
            sa.select(columns.n, columns.owner, columns.log, columns.part).where(columns.n > after).order_by(columns.n)
        )

        def read(connection: Connection) -> list[Deletion]:
            return [Deletion(row.n, row.owner, row.log, row.part) for row in connection.execute(wanted)]

        return await self._read(read)

    async def save_vectors(
        self, owner: Owner, log: LogId, embedder: str, vectors: Mapping[EntryId, tuple[str, bytes]]
    ) -> None:
        def save(connection: Connection) -> None:
            _owned(connection, tables.logs, owner, log, "log")
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            # Two replicas may embed one log at once: each row is the later one's, in an order they share.
            put = insert(tables.vectors)
            put = put.on_conflict_do_update(
                index_elements=["log", "entry", "embedder"],
                set_={"text_sha256": put.excluded.text_sha256, "vector": put.excluded.vector},
            )
            rows = [
                {"log": log, "entry": entry, "embedder": embedder, "text_sha256": digest, "vector": vector}
                for entry, (digest, vector) in sorted(vectors.items())
            ]
            for start in range(0, len(rows), 500):
                connection.execute(put, rows[start : start + 500])

        await self._write(save)

    async def vectors(self, owner: Owner, log: LogId, embedder: str) -> dict[EntryId, tuple[str, bytes]]:
        def read(connection: Connection) -> dict[EntryId, tuple[str, bytes]]:
            _owned(connection, tables.logs, owner, log, "log")
            columns = tables.vectors.c
            rows = connection.execute(
                sa.select(columns.entry, columns.text_sha256, columns.vector).where(
                    columns.log == log, columns.embedder == embedder
                )
            )
            return {EntryId(row.entry): (row.text_sha256, bytes(row.vector)) for row in rows}

        return await self._read(read)

    async def save_rubric(
        self, owner: Owner, rubric: Rubric, levels: Sequence[str] = (), unread: Sequence[Unread] = ()
    ) -> StoredRubric:
        stored = StoredRubric(RubricId(f"rubric-{uuid.uuid4().hex}"), rubric, tuple(levels), tuple(unread))

        def save(connection: Connection) -> StoredRubric:
            connection.execute(
                tables.rubrics.insert().values(
                    id=stored.id, owner=owner, made_at=self._clock.now(), **_rubric_columns(stored)
                )
            )
            return stored

        return await self._write(save)

    async def rubric(self, owner: Owner, rubric: RubricId) -> StoredRubric:
        return await self._read(lambda connection: _rubric(_owned(connection, tables.rubrics, owner, rubric, "rubric")))

    async def rubrics(self, owner: Owner) -> list[StoredRubric]:
        return await self._read(
            lambda connection: [_rubric(row) for row in connection.execute(_newest_first(tables.rubrics, owner))]
        )

    async def change_rubric(self, owner: Owner, changed: StoredRubric, before: str) -> None:
        await self._write(lambda connection: _change_rubric(connection, owner, changed, before))

    async def delete_rubric(self, owner: Owner, rubric: RubricId) -> None:
        await self._write(lambda connection: _delete(connection, tables.rubrics, owner, rubric, "rubric"))

    async def save_packet(self, owner: Owner, stored: StoredPacket) -> None:
        await self._write(lambda connection: self._put_packet(connection, owner, stored))

    async def finish_draft(self, owner: Owner, stored: StoredPacket) -> None:
        def finish(connection: Connection) -> None:
            if sql_drafts.remove(connection, owner, stored.packet.id):
                self._put_packet(connection, owner, stored)
            else:
                _owned(connection, tables.packets, owner, stored.packet.id, "packet")

        await self._write(finish)

    def _put_packet(self, connection: Connection, owner: Owner, stored: StoredPacket) -> None:
        packet = stored.packet
        sql_drafts.refuse_a_second_redraft(connection, packet.redrafts)
        put = tables.packets.insert().values(
            id=packet.id,
            owner=owner,
            made_at=self._clock.now(),
            headline=packet.headline,
            entries=stored.log.model_dump_json(),
            body=packet.model_dump_json(),
            log=stored.source,
            redrafts=packet.redrafts,
            version=packet.version,
            drafted=_sections.dump_json(stored.drafted).decode(),
        )
        try:
            connection.execute(put)
        except sa.exc.IntegrityError:
            # Two at the same moment: this one came second.
            raise sql_drafts.redrafted_already() from None

    async def packet(self, owner: Owner, packet: PacketId) -> StoredPacket:
        def read(connection: Connection) -> StoredPacket:
            row = _owned(connection, tables.packets, owner, packet, "packet")
            return StoredPacket(
                Packet.model_validate_json(row.body),
                BragLog.model_validate_json(row.entries),
                LogId(row.log) if row.log else None,
                _sections.validate_json(row.drafted) if row.drafted else (),
            )

        return await self._read(read)

    async def packet_versions(self, owner: Owner, packet: PacketId) -> list[PacketLine]:
        def read(connection: Connection) -> list[PacketLine]:
            _owned(connection, tables.packets, owner, packet, "packet")
            columns = tables.packets.c
            rows = connection.execute(
                sa.select(columns.id, columns.made_at, columns.headline, columns.version, columns.redrafts).where(
                    columns.owner == owner
                )
            ).all()
            by_id, after = {row.id: row for row in rows}, {row.redrafts: row for row in rows if row.redrafts}
            first = by_id[packet]
            while first.redrafts in by_id:
                first = by_id[first.redrafts]
            line = [first]
            while line[-1].id in after:
                line.append(after[line[-1].id])
            return [PacketLine(PacketId(row.id), row.made_at, row.headline, row.version) for row in line]

        return await self._read(read)

    async def packets(self, owner: Owner) -> list[PacketLine]:
        def read(connection: Connection) -> list[PacketLine]:
            rows = connection.execute(_newest_first(tables.packets, owner))
            return [PacketLine(PacketId(row.id), row.made_at, row.headline, row.version) for row in rows]

        return await self._read(read)

    async def delete_packet(self, owner: Owner, packet: PacketId) -> None:
        def delete(connection: Connection) -> None:
            if not sql_drafts.remove(connection, owner, packet):
                _delete(connection, tables.packets, owner, packet, "packet")

        await self._write(delete)

    async def begin_draft(self, owner: Owner, draft: Draft) -> None:
        await self._write(lambda connection: sql_drafts.begin(connection, owner, draft, self._clock.now()))

    async def draft(self, owner: Owner, draft: PacketId) -> Draft:
        return await self._read(
            lambda connection: sql_drafts.of_row(_owned(connection, tables.drafts, owner, draft, "packet"))
        )

    async def drafts(self, owner: Owner) -> list[Draft]:
        return await self._read(lambda connection: sql_drafts.of_owner(connection, owner))

    async def advance_draft(
        self, owner: Owner, draft: PacketId, headway: Headway, trouble: Trouble | None = None
    ) -> None:
        await self._write(lambda connection: sql_drafts.advance(connection, owner, draft, headway, trouble))

    async def mark_call(self, draft: PacketId, key: str) -> None:
        await self._write(lambda connection: sql_drafts.mark_call(connection, draft, key))

    async def calls_marked_again(self, draft: PacketId) -> int:
        return await self._read(lambda connection: sql_drafts.marked_again(connection, draft))

    async def unfinished_drafts(self) -> int:
        return await self._read(sql_drafts.unfinished)

    async def save_interview(self, owner: Owner, interview: Interview) -> None:
        def save(connection: Connection) -> None:
            _owned(connection, tables.logs, owner, interview.log, "log")
            connection.execute(
                tables.interviews.insert().values(
                    id=interview.id,
                    owner=owner,
                    log=interview.log,
                    made_at=self._clock.now(),
                    version=interview.version,
                    body=interview.model_dump_json(),
                )
            )

        await self._write(save)

    async def interview(self, owner: Owner, interview: InterviewId) -> Interview:
        def read(connection: Connection) -> Interview:
            row = _owned(connection, tables.interviews, owner, interview, "interview")
            return Interview.model_validate_json(row.body)

        return await self._read(read)

    async def interviews(self, owner: Owner, log: LogId) -> list[Interview]:
        def read(connection: Connection) -> list[Interview]:
            _owned(connection, tables.logs, owner, log, "log")
            rows = connection.execute(_newest_first(tables.interviews, owner).where(tables.interviews.c.log == log))
            return [Interview.model_validate_json(row.body) for row in rows]

        return await self._read(read)

    async def change_interview(self, owner: Owner, changed: Interview, before: int, log: BragLog | None = None) -> None:
        def change(connection: Connection) -> None:
            _owned(connection, tables.interviews, owner, changed.id, "interview")
            columns = tables.interviews.c
            put = (
                tables.interviews.update()
                .where(columns.id == changed.id, columns.version == before)
                .values(version=changed.version, body=changed.model_dump_json())
            )
            if connection.execute(put).rowcount != 1:
                raise Conflict("The interview went on in another window", mend="Read it again, then answer")
            if log is not None:
                _change_log(connection, owner, changed.log, log)

        await self._write(change)

    async def keep_note(self, owner: Owner, note: Note) -> None:
        await self._write(lambda connection: sql_notes.put(connection, owner, note, self._clock.now()))

    async def note(self, owner: Owner, shape: type[NoteT], note: NoteId) -> NoteT:
        return await self._read(lambda connection: sql_notes.read(connection, owner, shape, note))

    async def notes(self, owner: Owner, shape: type[NoteT]) -> list[NoteT]:
        return await self._read(lambda connection: sql_notes.all_of(connection, owner, shape))

    async def delete_note(self, owner: Owner, shape: type[Note], note: NoteId) -> None:
        await self._write(lambda connection: sql_notes.delete(connection, owner, shape, note))

    async def forget(self, owner: Owner) -> None:
        def forget(connection: Connection) -> None:
            for table in (*_OWNED, tables.answers, tables.deletions):
                connection.execute(table.delete().where(table.c.owner == owner))
            connection.execute(tables.deletions.insert().values(owner=None, log=None, part=part_of(owner)))

        await self._write(forget)

    async def expire(self, before: datetime) -> Expired:
        def expire(connection: Connection) -> Expired:
            packets, drafts, interviews = tables.packets, tables.drafts, tables.interviews
            return Expired(
                connection.execute(packets.delete().where(packets.c.made_at < before)).rowcount,
                # One that waits or is under way has no trouble yet: it becomes a packet first.
                connection.execute(
                    drafts.delete().where(drafts.c.made_at < before, drafts.c.trouble.is_not(None))
                ).rowcount,
                connection.execute(interviews.delete().where(interviews.c.made_at < before)).rowcount,
            )

        return await self._write(expire)

    async def scrub(self) -> None:
        await self._database.scrub()

    async def ready(self) -> None:
        await self._read(lambda connection: connection.execute(sa.select(1)).scalar())

    async def close(self) -> None:
        await self._database.close()

    async def _read(self, work: Callable[[Connection], T]) -> T:
        return await self._database.transact(work)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        return await self._database.transact(work)


def _owned(connection: Connection, table: sa.Table, owner: Owner, id: str, kind: str) -> sa.Row[tuple[object, ...]]:
    row = connection.execute(sa.select(table).where(table.c.id == id, table.c.owner == owner)).first()
    if row is None:
        raise NotFound(f"There is no {kind} with this id", mend=f"List yours to see which {kind}s there are")
    return row


def _delete(connection: Connection, table: sa.Table, owner: Owner, id: str, kind: str) -> None:
    _owned(connection, table, owner, id, kind)
    connection.execute(table.delete().where(table.c.id == id, table.c.owner == owner))


def _change_log(
    connection: Connection,
    owner: Owner,
    log: LogId,
    changed: BragLog,
    before: str | None = None,
    unread: Sequence[Unread] | None = None,
) -> StoredLog:
    head = _owned(connection, tables.logs, owner, log, "log")
    lines = head.unread if unread is None else _unread.dump_python(tuple(unread), mode="json")
    same = tables.logs.c.digest == before if before is not None else sa.true()
    moved = tables.logs.update().where(tables.logs.c.id == log, same).values(digest=changed.digest(), unread=lines)
    if connection.execute(moved).rowcount == 0:
        raise Outdated("The log was changed meanwhile", mend="Read it again and send what you want on top of that")
    connection.execute(tables.entries.delete().where(tables.entries.c.log == log))
    _insert_entries(connection, log, changed)
    kept = sa.select(tables.entries.c.id).where(tables.entries.c.log == log)
    connection.execute(tables.vectors.delete().where(tables.vectors.c.log == log, tables.vectors.c.entry.not_in(kept)))
    return StoredLog(log, changed, _unread.validate_python(lines))


def _change_rubric(connection: Connection, owner: Owner, changed: StoredRubric, before: str) -> None:
    row = _owned(connection, tables.rubrics, owner, changed.id, "rubric")
    columns = tables.rubrics.c
    # Somebody else may have come in between the two statements: the row is the one that was read, or none.
    same = sa.and_(columns.id == changed.id, columns.body == row.body)
    put = tables.rubrics.update().where(same).values(_rubric_columns(changed))
    if _rubric(row).rubric.digest() != before or connection.execute(put).rowcount == 0:
        raise Outdated("The ladder was changed meanwhile", mend="Read it again and send what you want on top of that")


def _rubric_columns(stored: StoredRubric) -> dict[str, object]:
    return {
        "body": stored.rubric.model_dump_json(),
        "levels": list(stored.levels),
        "unread": _unread.dump_python(stored.unread, mode="json"),
    }


def _rubric(row: sa.Row[tuple[object, ...]]) -> StoredRubric:
    return StoredRubric(
        RubricId(row.id),
        Rubric.model_validate_json(row.body),
        tuple(row.levels or ()),
        _unread.validate_python(row.unread or ()),
    )


def _newest_first(table: sa.Table, owner: Owner) -> sa.Select[tuple[object, ...]]:
    return sa.select(table).where(table.c.owner == owner).order_by(table.c.made_at.desc(), table.c.id)


def _insert_entries(connection: Connection, log: LogId, entries: BragLog) -> None:
    connection.execute(
        tables.entries.insert(),
        [
            {"log": log, "id": entry.id, "position": n, "body": entry.model_dump_json()}
            for n, entry in enumerate(entries.entries)
        ],
    )
