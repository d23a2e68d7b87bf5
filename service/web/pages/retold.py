"""What is retold from a packet as pages: the sponsor's page, the committee's questions, who has seen what."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

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
    return _shown("brief.html", await casework.coaching.brief(owner, packet_id), has_model=casework.chat is not None)


@router.get("/committee")
async def committee(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return _shown("committee.html", await casework.coaching.hearing(owner, packet_id))


@router.get("/legibility")
async def legibility(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    found = await casework.coaching.legibility(owner, packet_id)
    return _shown("legibility.html", found, has_model=casework.chat is not None)


@router.post("/wording")
async def word(packet_id: PacketId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Has the model word the items, and shows the page again that asked for it."""
    async with request.form(max_files=0, max_fields=2) as form:
        back = "legibility" if form.get("back") == "legibility" else "brief"
    await casework.word_items(owner, packet_id)
    return RedirectResponse(f"/packets/{packet_id}/{back}", status_code=303)


def _shown(template: str, found: Brief | Hearing | Legibility, *, has_model: bool = False) -> Response:
    return page(
        template,
        found=found,
        has_model=has_model,
        standings=fixed.STANDINGS,
        nothing=fixed.NOTHING_YET,
        doubts=DOUBTS,
        no_promise=NO_PROMISE,
    )
