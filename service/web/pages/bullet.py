"""One bullet of a packet: beside what was logged, to be edited, or reworded honestly; what is put there is ruled on."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.casework import Casework
from service.domain import packet_parts as fixed
from service.domain.brag import BragLog, Owner
from service.domain.packet import Bullet, DraftedBy, Edit, PacketId
from service.domain.word_diff import Piece, word_diff
from service.drafting.editing import LONGEST, cited_by, find_bullet
from service.errors import CaseError
from service.ports import StoredPacket
from service.web.api.access import TheCasework, TheOwner
from service.web.api.problems import status_of
from service.web.pages.shown import page

router = APIRouter(include_in_schema=False, prefix="/packets/{packet_id}/bullets")


@router.get("/{bullet_id:path}")
async def read(packet_id: PacketId, bullet_id: str, casework: TheCasework, owner: TheOwner) -> Response:
    return await _shown(casework, owner, packet_id, bullet_id)


@router.post("/{bullet_id:path}")
async def change(
    packet_id: PacketId, bullet_id: str, request: Request, casework: TheCasework, owner: TheOwner
) -> Response:
    """Keeps what was typed, shows an honest rewording of it, or puts the bullet back as it was drafted."""
    async with request.form(max_files=0, max_fields=10) as form:
        text, asked = str(form.get("text", "")).strip(), str(form.get("do", "keep"))
    if asked == "reword":
        return await _shown(casework, owner, packet_id, bullet_id, typed=text, reword=True)
    try:
        if asked == "restore":
            newer = await casework.restore_bullet(owner, packet_id, bullet_id)
        else:
            newer = await casework.edit_bullet(owner, packet_id, bullet_id, text)
    except CaseError as failed:
        return await _shown(casework, owner, packet_id, bullet_id, typed=text, failed=failed)
    _, bullet = find_bullet(newer, bullet_id)
    return RedirectResponse(f"/packets/{newer.id}#{anchor_of(bullet)}", status_code=303)


def anchor_of(bullet: Bullet) -> str:
    """Where the packet's page has it."""
    return f"bullet-{bullet.id}"


async def _shown(
    casework: Casework,
    owner: Owner,
    packet_id: PacketId,
    bullet_id: str,
    *,
    typed: str | None = None,
    reword: bool = False,
    failed: CaseError | None = None,
) -> Response:
    stored = await casework.packet(owner, packet_id)
    section, drafted = find_bullet(stored.packet, bullet_id)
    edit = next((one for one in section.edits if one.instead_of.id == bullet_id), None)
    now = _now(drafted, edit)
    entries = stored.log.by_id()
    offered = await _offered(casework, typed or now, stored, drafted) if reword else None
    logged = " ".join(one.text for one in drafted.before)
    return page(
        "bullet.html",
        status=status_of(failed)[0] if failed else 200,
        packet=stored.packet,
        fixed=fixed,
        bullet_id=bullet_id,
        anchor=anchor_of(drafted),
        typed=now if typed is None else typed,
        longest=LONGEST,
        edit=edit,
        entries=[entries[id] for id in cited_by(drafted) if id in entries],
        reworded=word_diff(logged, now) if drafted.drafted_by is DraftedBy.MODEL and edit is None else (),
        logged=logged,
        offered=offered,
        told=failed.told if failed else "",
        faults=failed.faults if failed else (),
    )


def _now(drafted: Bullet, edit: Edit | None) -> str:
    """The words that stand there."""
    if edit is not None:
        return edit.text
    return " ".join(sentence.text for sentence in drafted.sentences)


async def _offered(
    casework: Casework, text: str, stored: StoredPacket, drafted: Bullet
) -> tuple[str, tuple[Piece, ...], str]:
    """The words said honestly, how they differ, and what is to be said of it."""
    cites = cited_by(drafted)
    about = BragLog(entries=tuple(entry for entry in stored.log.entries if entry.id in cites))
    try:
        found = await casework.rewrite(text, about, stored.packet.rubric)
    except CaseError as failed:
        return text, (), failed.told
    if found.after == text:
        return text, (), "Nothing to better in it: it says what the entry says."
    return found.after, found.diff, found.note
