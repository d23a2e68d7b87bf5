"""The self-assessment as a page: each rubric line by evidence, beside what the person believes, which is kept."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.domain.assessment import Belief, Mark
from service.domain.brag import LogId
from service.domain.built_in import BUILT_IN
from service.errors import Fault
from service.rendering.quoted import NO_PROMISE
from service.web.api.access import TheCasework, TheOwner
from service.web.pages.shown import page
from service.web.pages.start import find

router = APIRouter(prefix="/logs/{log_id}/assessment", include_in_schema=False)

MARKS = frozenset(one.value for one in Mark)
_RUBRICS = 20
_FIELDS = 64


@router.get("")
async def read(log_id: LogId, casework: TheCasework, owner: TheOwner, rubric: str = BUILT_IN) -> Response:
    """The evidence beside what is kept of the person's own belief."""
    chosen = await find(casework, owner, rubric)
    beliefs = await casework.coaching.beliefs(owner, log_id, rubric, chosen)
    return await _shown(casework, owner, log_id, rubric, {one.dimension: one.mark.value for one in beliefs})


@router.post("")
async def keep(log_id: LogId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Keeps what is believed of every line; a line left open is believed nothing of."""
    async with request.form(max_files=0, max_fields=_FIELDS) as form:
        rubric = str(form.get("rubric") or BUILT_IN)
        said = {name.removeprefix("believe-"): str(mark) for name, mark in form.items() if name.startswith("believe-")}
    stored = await casework.log(owner, log_id)
    chosen = await find(casework, owner, rubric)
    told = {line: mark for line, mark in said.items() if mark}
    if strange := [line.name for line in chosen.dimensions if told.get(line.id) not in (None, *MARKS)]:
        faults = [Fault(where=name, what="Choose already, sometimes or never") for name in strange]
        return await _shown(casework, owner, log_id, rubric, told, faults)
    beliefs = [Belief(dimension=line.id, mark=Mark(told[line.id])) for line in chosen.dimensions if line.id in told]
    await casework.coaching.keep_beliefs(owner, stored.id, rubric, chosen, beliefs)
    return RedirectResponse(f"/logs/{log_id}/assessment?{urlencode({'rubric': rubric})}", status_code=303)


async def _shown(
    casework: TheCasework,
    owner: TheOwner,
    log_id: LogId,
    rubric_id: str,
    typed: Mapping[str, str],
    faults: Sequence[Fault] = (),
) -> Response:
    stored = await casework.log(owner, log_id)
    rubric = await find(casework, owner, rubric_id)
    beliefs = [
        Belief(dimension=line.id, mark=Mark(said))
        for line in rubric.dimensions
        if (said := typed.get(line.id)) in MARKS
    ]
    found = await casework.coaching.assess(owner, stored, rubric, beliefs)
    lines = {one.dimension: one for one in found.lines}
    return page(
        "assessment.html",
        status=422 if faults else 200,
        log_id=log_id,
        rubric_id=rubric_id,
        rubric=rubric,
        rubrics=(await casework.rubrics(owner))[:_RUBRICS],
        found=found,
        kept=bool(beliefs) and not faults,
        to_do=[lines[id] for id in found.to_do],
        marks=tuple(Mark),
        told="Nothing was kept: a line has no such mark" if faults else "",
        faults=faults,
        no_promise=NO_PROMISE,
    )
