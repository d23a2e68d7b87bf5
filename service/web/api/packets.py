"""Packets over HTTP: draft one, watch it come on, list, read as JSON or Markdown, delete."""

import asyncio
import re
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse

from service.casework import Casework
from service.domain.brag import Owner
from service.domain.coverage import Coverage, coverage
from service.domain.drafts import Draft
from service.domain.packet import Packet, PacketId
from service.domain.packet_diff import PacketDiff
from service.errors import NotFound
from service.ports import Drafts
from service.rendering.markdown import packet_markdown
from service.rendering.packet_diff import diff_markdown
from service.rendering.packet_docx import MEDIA_TYPE as DOCX
from service.rendering.packet_docx import packet_docx
from service.rendering.packet_pdf import MEDIA_TYPE as PDF
from service.rendering.packet_pdf import packet_pdf
from service.web.api.access import TheCasework, TheDrafts, TheOwner, TheSettings
from service.web.api.draft_events import draft_events
from service.web.api.events import HEADERS, MEDIA_TYPE
from service.web.api.problems import error_of
from service.web.api.schemas import DraftOut, EditIn, PacketIn, PacketLineOut
from service.web.api.sources import find_log, find_rubric

router = APIRouter(prefix="/packets", tags=["packets"])

Prefer = Annotated[str, Header(description="`respond-async`: answer 202 at once, and draft meanwhile")]
Clean = Annotated[bool, Query(description="for a committee: without what was left out, asked, not read or not used")]
_ALSO_LATER: dict[int | str, dict[str, object]] = {
    202: {"model": DraftOut, "description": "It is being drafted; read it again, or its events"}
}


@router.post("", status_code=201, responses=_ALSO_LATER)
async def draft(
    body: PacketIn,
    casework: TheCasework,
    drafts: TheDrafts,
    owner: TheOwner,
    settings: TheSettings,
    response: Response,
    prefer: Prefer = "",
) -> Packet | DraftOut:
    """A log and a rubric in, a verified packet out: every sentence cites entries and says why it may stand."""
    rubric = await find_rubric(casework, owner, body.rubric, body.rubric_id, body.from_level, body.to_level)
    stored = await find_log(casework, owner, settings, body.log, body.log_id)
    return await _carried_out(await casework.order(owner, stored, rubric), casework, drafts, owner, response, prefer)


@router.get("")
async def list_packets(casework: TheCasework, owner: TheOwner) -> list[PacketLineOut]:
    """Newest first."""
    return [PacketLineOut.of(line) for line in await casework.packets(owner)]


@router.post("/{packet_id}/redrafts", status_code=201, responses=_ALSO_LATER)
async def redraft(
    packet_id: PacketId,
    casework: TheCasework,
    drafts: TheDrafts,
    owner: TheOwner,
    response: Response,
    prefer: Prefer = "",
) -> Packet | DraftOut:
    """The packet's next version, from its log as it is now; sections whose evidence stands are carried over."""
    return await _carried_out(await casework.reorder(owner, packet_id), casework, drafts, owner, response, prefer)


@router.patch("/{packet_id}/bullets/{bullet_id:path}")
async def edit_bullet(
    packet_id: PacketId, bullet_id: str, body: EditIn, casework: TheCasework, owner: TheOwner
) -> Packet:
    """The packet's next version with your words in a bullet's place, ruled on at once.

    Words that your entries do not bear out are no sentence of the packet: they stand in `edits`, with the reasons.
    """
    return await casework.edit_bullet(owner, packet_id, bullet_id, body.text)


@router.delete("/{packet_id}/bullets/{bullet_id:path}")
async def restore_bullet(packet_id: PacketId, bullet_id: str, casework: TheCasework, owner: TheOwner) -> Packet:
    """The packet's next version with an edited bullet as it was drafted."""
    return await casework.restore_bullet(owner, packet_id, bullet_id)


@router.get("/{packet_id}/coverage")
async def coverage_of(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Coverage:
    """How many of each dimension's listed entries are of each month, the months without any among them."""
    stored = await casework.packet(owner, packet_id)
    return coverage(stored.packet, stored.log)


@router.get("/{packet_id}/versions")
async def versions(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> list[PacketLineOut]:
    """The packet's versions, oldest first."""
    return [PacketLineOut.of(line) for line in await casework.packet_versions(owner, packet_id)]


@router.get("/{packet_id}/diff")
async def diff(
    packet_id: PacketId, casework: TheCasework, owner: TheOwner, against: PacketId | None = None
) -> PacketDiff:
    """What changed from the packet it redrafts, or from the one named."""
    return await casework.packet_diff(owner, packet_id, against)


@router.get("/{packet_id}/diff.md", response_class=Response, responses={200: {"content": {"text/markdown": {}}}})
async def diff_as_markdown(
    packet_id: PacketId, casework: TheCasework, owner: TheOwner, against: PacketId | None = None
) -> Response:
    """The same to be read."""
    found = await casework.packet_diff(owner, packet_id, against)
    return Response(diff_markdown(found), media_type="text/markdown; charset=utf-8")


@router.get("/{packet_id}.md", response_class=Response, responses={200: {"content": {"text/markdown": {}}}})
async def read_as_markdown(
    packet_id: PacketId, casework: TheCasework, owner: TheOwner, clean: Clean = False
) -> Response:
    """The packet as a committee could read it."""
    stored = await casework.packet(owner, packet_id)
    return Response(packet_markdown(stored.packet, stored.log, clean=clean), media_type="text/markdown; charset=utf-8")


@router.get("/{packet_id}.docx", response_class=Response, responses={200: {"content": {DOCX: {}}}})
async def read_as_word(packet_id: PacketId, casework: TheCasework, owner: TheOwner, clean: Clean = False) -> Response:
    """The same as a Word document, with a footnote for every entry that a sentence rests on."""
    stored = await casework.packet(owner, packet_id)
    body = await asyncio.to_thread(packet_docx, stored.packet, stored.log, clean=clean)
    named = {"Content-Disposition": 'attachment; filename="promotion-packet.docx"'}
    return Response(body, media_type=DOCX, headers=named)


@router.get("/{packet_id}.pdf", response_class=Response, responses={200: {"content": {PDF: {}}}})
async def read_as_pdf(packet_id: PacketId, casework: TheCasework, owner: TheOwner, clean: Clean = False) -> Response:
    """The same on paper: a page for the sponsor first, and a numbered note for every entry that a sentence rests on."""
    stored = await casework.packet(owner, packet_id)
    body = await asyncio.to_thread(packet_pdf, stored.packet, stored.log, clean=clean)
    named = {"Content-Disposition": 'attachment; filename="promotion-packet.pdf"'}
    return Response(body, media_type=PDF, headers=named)


@router.get("/{packet_id}/events", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
async def events(packet_id: PacketId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """How the draft comes on, as Server-Sent Events, until the packet is there."""
    try:
        await casework.ordered(owner, packet_id)
    except NotFound:
        await casework.packet(owner, packet_id)
    return EventSourceResponse(draft_events(request, casework, owner, packet_id), headers=HEADERS)


@router.get("/{packet_id}", responses=_ALSO_LATER)
async def read(packet_id: PacketId, casework: TheCasework, owner: TheOwner, response: Response) -> Packet | DraftOut:
    """The packet with every verdict and everything it was made from; 202 while it is being drafted."""
    if "." in packet_id:  # no id has one: the caller asks for a form
        raise NotFound(
            "A packet is served as JSON (no ending), as Markdown (.md), for Word (.docx) and as PDF (.pdf)",
            mend="Ask for one of these",
        )
    try:
        ordered = await casework.ordered(owner, packet_id)
    except NotFound:
        return (await casework.packet(owner, packet_id)).packet
    return _not_yet(ordered, response)


@router.delete("/{packet_id}", status_code=204)
async def delete(packet_id: PacketId, casework: TheCasework, drafts: TheDrafts, owner: TheOwner) -> None:
    """The packet and the copy of the log inside it; of one that is being drafted, the drafting ends."""
    await casework.delete_packet(owner, packet_id)
    await drafts.stop(owner, packet_id)


async def _carried_out(
    ordered: Draft, casework: Casework, drafts: Drafts, owner: Owner, response: Response, prefer: str
) -> Packet | DraftOut:
    """The packet; or, where the client would rather not wait, where it will be."""
    response.headers["Location"] = f"/v1/packets/{ordered.id}"
    if any(part.strip().lower() == "respond-async" for part in re.split("[,;]", prefer)):
        await drafts.enqueue(owner, ordered.id)
        response.headers["Preference-Applied"] = "respond-async"
        return _not_yet(ordered, response)
    await drafts.finish(owner, ordered.id)
    return (await casework.packet(owner, ordered.id)).packet


def _not_yet(ordered: Draft, response: Response) -> DraftOut:
    """Where the draft stands; raises what it failed of."""
    if ordered.trouble is not None:
        raise error_of(ordered.trouble)
    response.status_code = 202
    response.headers["Retry-After"] = "1"
    return DraftOut.of(ordered)
