"""The packet's page takes a company's template, too: what is wrong with one is told as a page."""

from fastapi import APIRouter, Request, Response

from service.domain.packet import PacketId
from service.web.api.access import TheCasework, TheOwner
from service.web.api.packet_forms import filled_in

router = APIRouter(include_in_schema=False)


@router.post("/packets/{packet_id}/documents")
async def fill_in(packet_id: PacketId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    return await filled_in(packet_id, request, casework, owner)
