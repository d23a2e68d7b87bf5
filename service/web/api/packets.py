"""Packets over HTTP: draft one, list, read as JSON or Markdown, delete."""

from fastapi import APIRouter, Response

from service.domain.packet import Packet, PacketId
from service.domain.packet_diff import PacketDiff
from service.errors import NotFound
from service.rendering.markdown import packet_markdown
from service.rendering.packet_diff import diff_markdown
from service.web.api.access import TheCasework, TheOwner, TheSettings
from service.web.api.schemas import PacketIn, PacketLineOut
from service.web.api.sources import find_log, find_rubric

router = APIRouter(prefix="/packets", tags=["packets"])


@router.post("", status_code=201)
async def draft(
    body: PacketIn, casework: TheCasework, owner: TheOwner, settings: TheSettings, response: Response
) -> Packet:
    """A log and a rubric in, a verified packet out: every sentence cites entries and says why it may stand."""
    rubric = await find_rubric(casework, owner, body.rubric, body.rubric_id, body.from_level, body.to_level)
    stored = await find_log(casework, owner, settings, body.log, body.log_id)
    packet = await casework.draft(owner, stored, rubric)
    response.headers["Location"] = f"/v1/packets/{packet.id}"
    return packet


@router.get("")
async def list_packets(casework: TheCasework, owner: TheOwner) -> list[PacketLineOut]:
    """Newest first."""
    return [PacketLineOut.of(line) for line in await casework.packets(owner)]


@router.post("/{packet_id}/redrafts", status_code=201)
async def redraft(packet_id: PacketId, casework: TheCasework, owner: TheOwner, response: Response) -> Packet:
    """The packet's next version, from its log as it is now; sections whose evidence stands are carried over."""
    packet = await casework.redraft(owner, packet_id)
    response.headers["Location"] = f"/v1/packets/{packet.id}"
    return packet


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
async def read_as_markdown(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    """The packet as a committee could read it."""
    stored = await casework.packet(owner, packet_id)
    return Response(packet_markdown(stored.packet, stored.log), media_type="text/markdown; charset=utf-8")


@router.get("/{packet_id}")
async def read(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Packet:
    """The packet with every verdict and everything it was made from."""
    if "." in packet_id:  # no id has one: the caller asks for a form
        raise NotFound(
            "A packet is served as JSON (no ending) and as Markdown (.md)", mend="Other forms are not served yet"
        )
    return (await casework.packet(owner, packet_id)).packet


@router.delete("/{packet_id}", status_code=204)
async def delete(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> None:
    """The packet and the copy of the log inside it."""
    await casework.delete_packet(owner, packet_id)
