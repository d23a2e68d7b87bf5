"""Parts and forms of a packet over HTTP that are made to be handed on: a section as text, a company's own document."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from service.domain.packet import PacketId
from service.domain.rubric import DimensionId
from service.rendering.section_text import section_text
from service.web.api.access import TheCasework, TheOwner

router = APIRouter(prefix="/packets/{packet_id}", tags=["packets"])

Clean = Annotated[bool, Query(description="for a committee: without what was left out, asked, not read or not used")]
_AS_TEXT = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


@router.get("/sections/{dimension}.txt", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def section_as_text(
    packet_id: PacketId, dimension: DimensionId, casework: TheCasework, owner: TheOwner, clean: Clean = False
) -> Response:
    """One section as plain text, with the entries it rests on under it."""
    stored = await casework.packet(owner, packet_id)
    text = section_text(stored.packet, stored.log, dimension, clean=clean)
    return Response(text, media_type="text/plain; charset=utf-8", headers=_AS_TEXT)
