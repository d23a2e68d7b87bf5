"""What is retold from a packet, over HTTP: the sponsor's page, the committee's questions, the posts."""

from fastapi import APIRouter, Response

from service.domain.packet import PacketId
from service.domain.retold import Brief, Hearing, Legibility, Wording
from service.rendering.retold import brief_markdown, hearing_markdown, legibility_markdown
from service.web.api.access import TheCasework, TheOwner
from service.web.api.reviews import MARKDOWN

router = APIRouter(prefix="/packets", tags=["coaching"])
_PAGE: dict[int | str, dict[str, object]] = {200: {"content": {"text/markdown": {}}}}


@router.post("/{packet_id}/wording")
async def word(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Wording:
    """Has the model retell the packet's items for the brief and the posts; a sentence that its entry does not bear out
    is dropped, and the packet's own stands."""
    return await casework.word_items(owner, packet_id)


@router.get("/{packet_id}/brief")
async def brief(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Brief:
    """One page for whoever presents the case: three sentences, the strongest items, whom to call, the weak spots."""
    return await casework.coaching.brief(owner, packet_id)


@router.get("/{packet_id}/brief.md", response_class=Response, responses=_PAGE)
async def brief_as_markdown(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return Response(brief_markdown(await casework.coaching.brief(owner, packet_id)), media_type=MARKDOWN)


@router.get("/{packet_id}/committee")
async def committee(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Hearing:
    """What a sceptical meeting would ask of each item, answered by the log's own sentences or not at all."""
    return await casework.coaching.hearing(owner, packet_id)


@router.get("/{packet_id}/committee.md", response_class=Response, responses=_PAGE)
async def committee_as_markdown(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return Response(hearing_markdown(await casework.coaching.hearing(owner, packet_id)), media_type=MARKDOWN)


@router.get("/{packet_id}/legibility")
async def legibility(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Legibility:
    """Who has seen each item, and two lines to share it by that credit whoever the entries name."""
    return await casework.coaching.legibility(owner, packet_id)


@router.get("/{packet_id}/legibility.md", response_class=Response, responses=_PAGE)
async def legibility_as_markdown(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    return Response(legibility_markdown(await casework.coaching.legibility(owner, packet_id)), media_type=MARKDOWN)
