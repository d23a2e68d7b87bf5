"""The monthly review over HTTP: as JSON, Markdown, or a reminder for a calendar."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from service.casework import Casework
from service.domain.brag import LogId, Owner
from service.domain.review import Month, Review
from service.domain.rubric import RubricId
from service.errors import Invalid
from service.rendering.review import review_markdown
from service.rendering.review_ics import MEDIA_TYPE, review_ics
from service.web.api.access import TheCasework, TheOwner
from service.web.api.sources import find_rubric

router = APIRouter(prefix="/logs", tags=["coaching"])

AMonth = Annotated[str | None, Query(description="2026-03; this month when left out", max_length=20)]
ARubric = Annotated[RubricId | None, Query(description="a stored rubric; the built-in one when left out")]
MARKDOWN = "text/markdown; charset=utf-8"


@router.get("/{log_id}/review")
async def read(
    log_id: LogId, casework: TheCasework, owner: TheOwner, month: AMonth = None, rubric_id: ARubric = None
) -> Review:
    """What the month added, what is thin or going stale, what can still be mended, what work to seek."""
    return await reviewed(casework, owner, log_id, month, rubric_id)


@router.get("/{log_id}/review.md", response_class=Response, responses={200: {"content": {"text/markdown": {}}}})
async def read_as_markdown(
    log_id: LogId, casework: TheCasework, owner: TheOwner, month: AMonth = None, rubric_id: ARubric = None
) -> Response:
    """The same to be read."""
    found = await reviewed(casework, owner, log_id, month, rubric_id)
    return Response(review_markdown(found), media_type=MARKDOWN)


@router.get("/{log_id}/review.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
async def read_as_reminder(
    log_id: LogId, casework: TheCasework, owner: TheOwner, month: AMonth = None, rubric_id: ARubric = None
) -> Response:
    """A monthly reminder for a calendar; it holds counts and no word of the log."""
    found = await reviewed(casework, owner, log_id, month, rubric_id)
    named = {"Content-Disposition": 'attachment; filename="review.ics"'}
    return Response(review_ics(found, casework.coaching.clock.now()), media_type=MEDIA_TYPE, headers=named)


async def reviewed(
    casework: Casework, owner: Owner, log_id: LogId, month: str | None, rubric_id: RubricId | None
) -> Review:
    """The review a request means; raises Invalid for what is no month."""
    stored = await casework.log(owner, log_id)
    rubric = await find_rubric(casework, owner, None, rubric_id)
    try:
        asked = Month.parse(month) if month else None
    except ValueError:
        raise Invalid("`month` is no month", mend="Write it 2026-03") from None
    return await casework.coaching.review(owner, stored, rubric, asked)
