"""The interview as a page: one question at a time, what would go into the log, and how the case stands."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.domain import packet_parts as fixed
from service.domain.brag import LogId
from service.domain.evidence import Standing
from service.domain.interview import Interview, InterviewId, State
from service.errors import CaseError
from service.web.api.access import TheCasework, TheOwner
from service.web.api.problems import status_of
from service.web.pages.shown import page
from service.web.pages.start import BUILT_IN, find

router = APIRouter(prefix="/interviews", include_in_schema=False)

_TONES = {Standing.CONSISTENT: "good", Standing.SOMETIMES: "some", Standing.NOT_YET: "none"}


@router.post("")
async def open_one(request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Opens an interview on a log and ladder that were read, and leads to it."""
    async with request.form(max_files=0, max_fields=4) as form:
        log, rubric = str(form.get("log", "")), str(form.get("rubric", BUILT_IN))
    stored = await casework.log(owner, LogId(log))
    interview = await casework.open_interview(owner, stored, await find(casework, owner, rubric))
    return RedirectResponse(f"/interviews/{interview.id}", status_code=303)


@router.get("/{interview_id}")
async def read(interview_id: InterviewId, casework: TheCasework, owner: TheOwner) -> Response:
    return _shown(await casework.interview(owner, interview_id))


@router.post("/{interview_id}/turns")
async def turn(interview_id: InterviewId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Takes what was typed; where another window went on, or nothing was typed, the page says so and keeps it."""
    async with request.form(max_files=0, max_fields=4) as form:
        said, version = str(form.get("text", "")).replace("\r\n", "\n"), str(form.get("version", ""))
        said = str(form.get("say", "")) or said
    try:
        await casework.turn(owner, interview_id, said, int(version) if version.isdigit() else None)
    except CaseError as failed:
        interview = await casework.interview(owner, interview_id)
        status, _ = status_of(failed)
        return _shown(interview, status=status, told=failed.told, typed=said)
    return RedirectResponse(f"/interviews/{interview_id}#now", status_code=303)


@router.post("/{interview_id}/amendments/{n}")
async def decide(
    interview_id: InterviewId, n: int, request: Request, casework: TheCasework, owner: TheOwner
) -> Response:
    """Puts an amendment into the log, or does not."""
    async with request.form(max_files=0, max_fields=2) as form:
        accept = form.get("accept") == "yes"
    await casework.decide(owner, interview_id, n, accept=accept)
    return RedirectResponse(f"/interviews/{interview_id}#now", status_code=303)


def _shown(interview: Interview, *, status: int = 200, told: str = "", typed: str = "") -> Response:
    before = {one.dimension: one.standing for one in interview.before}
    names = {dimension.id: dimension.name for dimension in interview.rubric.dimensions}
    return page(
        "interview.html",
        status=status,
        interview=interview,
        dimensions=names,
        standings=[
            (
                names[one.dimension],
                fixed.STANDINGS[one.standing],
                _TONES[one.standing],
                one.standing != before[one.dimension],
            )
            for one in interview.now
        ],
        accepted=sum(one.state is State.ACCEPTED for one in interview.amendments),
        told=told,
        faults=(),
        typed=typed,
    )
