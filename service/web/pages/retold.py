"""What is retold from a packet as pages: the sponsor's page, the committee's questions, who has seen what."""

from fastapi import APIRouter, Response

from service.domain import packet_parts as fixed
from service.domain.packet import PacketId
from service.domain.retold import Brief, Hearing, Legibility
from service.rendering.quoted import NO_PROMISE
from service.rendering.retold import DOUBTS
from service.web.api.access import TheCasework, TheOwner
from service.web.pages.shown import page

router = APIRouter(prefix="/packets/{packet_id}", include_in_schema=False)


@router.get("/brief")
async def brief(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return _shown("brief.html", await casework.coaching.brief(owner, packet_id))


@router.get("/committee")
async def committee(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return _shown("committee.html", await casework.coaching.hearing(owner, packet_id))


@router.get("/legibility")
async def legibility(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return _shown("legibility.html", await casework.coaching.legibility(owner, packet_id))


def _shown(template: str, found: Brief | Hearing | Legibility) -> Response:
    return page(
        template,
        found=found,
        standings=fixed.STANDINGS,
        nothing=fixed.NOTHING_YET,
        doubts=DOUBTS,
        no_promise=NO_PROMISE,
    )
