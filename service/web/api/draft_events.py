"""A draft as Server-Sent Events: how far it has come, each section once it is drafted and verified, then the packet.

All of it is read from the records, so that any replica can tell it, and a second reader reads the same.
"""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request

from service.casework import Casework
from service.domain.brag import Owner
from service.domain.drafts import Draft
from service.domain.packet import PacketId
from service.domain.rubric import DimensionId
from service.errors import CaseError, NotFound
from service.web.api.events import DONE, error_event, event
from service.web.api.problems import error_of
from service.web.api.schemas import DraftOut

LOOK_S = 0.25
"""Seconds between two looks at the records."""


async def draft_events(request: Request, casework: Casework, owner: Owner, packet: PacketId) -> AsyncIterator[bytes]:
    """Ends with the packet, with what the draft failed of, or with a 404 once it was deleted."""
    told: DraftOut | None = None
    sections: set[DimensionId] = set()
    try:
        while (draft := await _ordered(casework, owner, packet)) is not None:
            if draft.trouble is not None:
                raise error_of(draft.trouble)
            now = DraftOut.of(draft)
            if now != told:
                yield event("progress", now)
                told = now
            for section in draft.headway.sections:
                if section.dimension not in sections:
                    sections.add(section.dimension)
                    yield event("section", section)
            await asyncio.sleep(LOOK_S)
            if await request.is_disconnected():
                return
        drafted = (await casework.packet(owner, packet)).packet
        if told is not None:
            # Those that were finished together with the packet.
            for section in drafted.sections:
                if section.dimension not in sections:
                    yield event("section", section)
        yield event("packet", drafted)
    except CaseError as failed:
        yield error_event(failed)
    yield DONE


async def _ordered(casework: Casework, owner: Owner, packet: PacketId) -> Draft | None:
    try:
        return await casework.ordered(owner, packet)
    except NotFound:
        return None
