"""What the records keep of a draft until it is a packet: the order, how far it has come, and the calls it began."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.adapters import tables
from service.domain.brag import Owner
from service.domain.drafts import Draft, Headway, Order, Trouble
from service.domain.packet import PacketId
from service.errors import Conflict, NotFound


def redrafted_already() -> Conflict:
    """Of two redrafts of one packet the second is refused: versions stand in one line."""
    return Conflict("This packet has been redrafted already", mend="Redraft its newest version")


def refuse_a_second_redraft(connection: Connection, redrafts: PacketId | None) -> None:
    """Raises Conflict where the packet to be redrafted has a next version."""
    if redrafts is None:
        return
    taken = sa.select(tables.packets.c.id).where(tables.packets.c.redrafts == redrafts)
    if connection.execute(taken).first() is not None:
        raise redrafted_already()


def begin(connection: Connection, owner: Owner, draft: Draft, now: datetime) -> None:
    refuse_a_second_redraft(connection, draft.order.redrafts)
    connection.execute(
        tables.drafts.insert().values(
            id=draft.id,
            owner=owner,
            made_at=now,
            body=draft.order.model_dump_json(),
            headway=draft.headway.model_dump_json(),
            trouble=None,
        )
    )


def of_owner(connection: Connection, owner: Owner) -> list[Draft]:
    columns = tables.drafts.c
    rows = connection.execute(
        sa.select(tables.drafts).where(columns.owner == owner).order_by(columns.made_at.desc(), columns.id)
    )
    return [of_row(row) for row in rows]


def of_row(row: sa.Row[tuple[Any, ...]]) -> Draft:
    return Draft(
        id=PacketId(row.id),
        order=Order.model_validate_json(row.body),
        headway=Headway.model_validate_json(row.headway),
        trouble=Trouble.model_validate_json(row.trouble) if row.trouble else None,
        begun=row.made_at,
    )


def advance(connection: Connection, owner: Owner, draft: PacketId, headway: Headway, trouble: Trouble | None) -> None:
    columns = tables.drafts.c
    put = (
        tables.drafts.update()
        .where(columns.id == draft, columns.owner == owner)
        .values(headway=headway.model_dump_json(), trouble=trouble.model_dump_json() if trouble else None)
    )
    if connection.execute(put).rowcount != 1:
        raise NotFound("There is no draft with this id", mend="Draft it anew")


def remove(connection: Connection, owner: Owner, draft: PacketId) -> bool:
    """Whether there was one."""
    columns = tables.drafts.c
    return connection.execute(tables.drafts.delete().where(columns.id == draft, columns.owner == owner)).rowcount == 1


def mark_call(connection: Connection, draft: PacketId, key: str) -> None:
    columns = tables.draft_calls.c
    again = (
        tables.draft_calls.update().where(columns.draft == draft, columns.key == key).values(begun=columns.begun + 1)
    )
    if connection.execute(again).rowcount == 0:
        connection.execute(tables.draft_calls.insert().values(draft=draft, key=key, begun=1))


def marked_again(connection: Connection, draft: PacketId) -> int:
    columns = tables.draft_calls.c
    again = sa.select(sa.func.coalesce(sa.func.sum(columns.begun - 1), 0)).where(columns.draft == draft)
    return int(connection.execute(again).scalar_one())


def unfinished(connection: Connection) -> int:
    waiting = sa.select(sa.func.count()).select_from(tables.drafts).where(tables.drafts.c.trouble.is_(None))
    return int(connection.execute(waiting).scalar_one())
