"""Notes in SQL: what people said or agreed, each kind under its name, each for its owner."""

from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.adapters import tables
from service.domain.brag import Owner
from service.domain.notes import Note, NoteId
from service.errors import NotFound

NoteT = TypeVar("NoteT", bound=Note)

_columns = tables.notes.c


def put(connection: Connection, owner: Owner, note: Note, now: datetime) -> None:
    """A new note, or the same one changed."""
    mine = (_columns.id == note.id, _columns.owner == owner, _columns.kind == note.kind)
    body = note.model_dump_json()
    if connection.execute(tables.notes.update().where(*mine).values(body=body)).rowcount == 0:
        connection.execute(
            tables.notes.insert().values(
                id=note.id,
                owner=owner,
                kind=note.kind,
                log=note.of_log,
                packet=note.of_packet,
                made_at=now,
                body=body,
            )
        )


def read(connection: Connection, owner: Owner, shape: type[NoteT], note: NoteId) -> NoteT:
    found = connection.execute(sa.select(_columns.body).where(_columns.id == note, *_of(owner, shape))).first()
    if found is None:
        raise NotFound(
            f"There is no {shape.called} with this id", mend=f"List yours to see which {shape.called}s there are"
        )
    return shape.model_validate_json(found.body)


def all_of(connection: Connection, owner: Owner, shape: type[NoteT]) -> list[NoteT]:
    wanted = sa.select(_columns.body).where(*_of(owner, shape)).order_by(_columns.made_at.desc(), _columns.id)
    return [shape.model_validate_json(row.body) for row in connection.execute(wanted)]


def delete(connection: Connection, owner: Owner, shape: type[Note], note: NoteId) -> None:
    read(connection, owner, shape, note)
    connection.execute(tables.notes.delete().where(_columns.id == note, *_of(owner, shape)))


def _of(owner: Owner, shape: type[Note]) -> tuple[sa.ColumnElement[bool], ...]:
    return (_columns.owner == owner, _columns.kind == shape.kind)
