"""Parts and forms of a packet over HTTP that are made to be handed on: a section as text, a company's own document."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile

from service.casework import Casework
from service.domain.brag import Owner
from service.domain.packet import PacketId
from service.domain.rubric import DimensionId
from service.errors import Invalid, UnknownFormat
from service.rendering.company.packet import company_docx
from service.rendering.packet_docx import MEDIA_TYPE as DOCX
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


_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["template"],
                    "properties": {"template": {"type": "string", "format": "binary"}, "clean": {"type": "boolean"}},
                }
            }
        },
    }
}


@router.post("/documents", response_class=Response, responses={200: {"content": {DOCX: {}}}}, openapi_extra=_FORM)
async def fill_in(packet_id: PacketId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """The packet in your company's own Word document, its placeholders filled in. The template is not kept."""
    return await filled_in(packet_id, request, casework, owner)


async def filled_in(packet_id: PacketId, request: Request, casework: Casework, owner: Owner) -> Response:
    """The document that a form with a template asks for; raises what `company_docx` raises, and Invalid without one."""
    stored = await casework.packet(owner, packet_id)
    template, clean = await _sent(request)
    body = await asyncio.to_thread(company_docx, stored.packet, stored.log, template, clean=clean)
    named = {"Content-Disposition": 'attachment; filename="promotion-packet.docx"'}
    return Response(body, media_type=DOCX, headers=named)


async def _sent(request: Request) -> tuple[bytes, bool]:
    # The size of a body is limited before it comes here.
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise UnknownFormat("A template is sent as a form with a file", mend="Use the multipart field `template`")
    async with request.form(max_files=1, max_fields=2) as form:
        file = form.get("template")
        if not isinstance(file, UploadFile):
            raise Invalid("There is no file in the form", mend="Send it as the multipart field `template`")
        return await file.read(), form.get("clean") in ("true", "1", "on")
