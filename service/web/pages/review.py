"""The monthly review as a page."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from service.domain import packet_parts as fixed
from service.domain.brag import LogId
from service.domain.review import Month
from service.domain.rubric import RubricId
from service.rendering.quoted import NO_PROMISE
from service.rendering.review import CAUTION, SHAPES
from service.web.api.access import TheCasework, TheOwner
from service.web.api.reviews import reviewed
from service.web.pages.shown import page

router = APIRouter(prefix="/logs", include_in_schema=False)


@router.get("/{log_id}/review")
async def read(
    log_id: LogId,
    casework: TheCasework,
    owner: TheOwner,
    month: Annotated[str | None, Query(max_length=20)] = None,
    rubric_id: RubricId | None = None,
) -> Response:
    """The month asked for, this one where none is."""
    found = await reviewed(casework, owner, log_id, month, rubric_id)
    return page(
        "review.html",
        review=found,
        following=str(Month.parse(found.month).following()),
        standings=fixed.STANDINGS,
        shapes=SHAPES,
        caution=CAUTION,
        no_promise=NO_PROMISE,
    )
