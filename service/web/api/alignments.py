"""Alignments over HTTP: what two people agreed, confirmed by each, compared over time, with an agenda."""

from datetime import date

from fastapi import APIRouter, Response

from service.domain.alignments import Agenda, Aligned, Alignment, Confirmation, Lines
from service.domain.brag import LogId, ShortWords
from service.domain.notes import NoteId
from service.rendering.alignment import agenda_markdown
from service.web.api.access import TheCasework, TheOwner
from service.web.api.reviews import MARKDOWN
from service.web.api.schemas import Body

router = APIRouter(prefix="/alignments", tags=["coaching"])


class AlignmentPost(Body):
    """What was agreed; each confirmation is the words of one of the two."""

    when: date
    person: ShortWords
    manager: ShortWords
    target_level: ShortWords
    enough: Lines = ()
    missing: Lines = ()
    next_check_in: date | None = None
    log_id: LogId | None = None
    confirmations: tuple[Confirmation, ...] = ()

    def as_alignment(self) -> Alignment:
        """The alignment to be kept; keeping it gives it its id."""
        return Alignment(id=NoteId("new"), log=self.log_id, **self.model_dump(exclude={"log_id"}))


@router.post("", status_code=201)
async def keep(body: AlignmentPost, casework: TheCasework, owner: TheOwner, response: Response) -> Aligned:
    """Keeps what was agreed, and says what changed since the alignment before."""
    if body.log_id is not None:
        await casework.log(owner, body.log_id)
    made = await casework.coaching.keep_alignment(owner, body.as_alignment())
    response.headers["Location"] = f"/v1/alignments/{made.alignment.id}"
    return made


@router.get("")
async def list_alignments(casework: TheCasework, owner: TheOwner) -> list[Alignment]:
    """Newest first."""
    return await casework.coaching.alignments(owner)


@router.get("/{alignment_id}")
async def read(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> Aligned:
    return await casework.coaching.alignment(owner, alignment_id)


@router.post("/{alignment_id}/confirmations", status_code=201)
async def confirm(alignment_id: NoteId, body: Confirmation, casework: TheCasework, owner: TheOwner) -> Aligned:
    """One of the two saying yes in writing, word for word."""
    return await casework.coaching.confirm(owner, alignment_id, body)


@router.get("/{alignment_id}/agenda")
async def agenda(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> Agenda:
    """The next talk: each line with the work on it that the log holds since."""
    return await casework.coaching.agenda(owner, alignment_id)


@router.get("/{alignment_id}/agenda.md", response_class=Response, responses={200: {"content": {"text/markdown": {}}}})
async def agenda_as_markdown(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    """The same to be read."""
    return Response(agenda_markdown(await casework.coaching.agenda(owner, alignment_id)), media_type=MARKDOWN)


@router.delete("/{alignment_id}", status_code=204)
async def delete(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> None:
    await casework.coaching.delete_alignment(owner, alignment_id)
