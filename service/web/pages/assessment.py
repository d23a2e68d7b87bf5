"""The self-assessment as a page: each rubric line by evidence, beside a form for what the person believes."""

from fastapi import APIRouter, Request, Response

from service.domain.assessment import Belief, Mark
from service.domain.brag import LogId
from service.domain.rubric import DimensionId
from service.rendering.quoted import NO_PROMISE
from service.web.api.access import TheCasework, TheOwner
from service.web.pages.shown import page
from service.web.pages.start import BUILT_IN, find

router = APIRouter(prefix="/logs/{log_id}/assessment", include_in_schema=False)


@router.get("")
async def read(log_id: LogId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """What is believed stands in the address (`believe-DIMENSION=MARK`) and is kept nowhere."""
    rubric_id = request.query_params.get("rubric", BUILT_IN)
    stored = await casework.log(owner, log_id)
    rubric = await find(casework, owner, rubric_id)
    beliefs = [
        Belief(dimension=DimensionId(one.id), mark=Mark(said))
        for one in rubric.dimensions
        if (said := request.query_params.get(f"believe-{one.id}")) in set(Mark)
    ]
    found = await casework.coaching.assess(owner, stored, rubric, beliefs)
    lines = {one.dimension: one for one in found.lines}
    return page(
        "assessment.html",
        log_id=log_id,
        rubric_id=rubric_id,
        found=found,
        to_do=[lines[id] for id in found.to_do],
        marks=tuple(Mark),
        no_promise=NO_PROMISE,
    )
