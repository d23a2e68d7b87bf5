"""What two people agreed, as a page: each line beside the log since, what changed, who has still to confirm."""

from fastapi import APIRouter, Response

from service.domain.notes import NoteId
from service.rendering.quoted import NO_PROMISE
from service.web.api.access import TheCasework, TheOwner
from service.web.pages.shown import page

router = APIRouter(prefix="/alignments", include_in_schema=False)


@router.get("/{alignment_id}")
async def read(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    return page("alignment.html", agenda=await casework.coaching.agenda(owner, alignment_id), no_promise=NO_PROMISE)
