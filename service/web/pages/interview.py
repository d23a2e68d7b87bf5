"""The interview as a page: one question at a time, what would go into the log, and how the case stands."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.domain import packet_parts as fixed
from service.domain.brag import LogId
from service.domain.evidence import Standing
from service.domain.interview import Interview, InterviewId, State
from service.domain.packet import PacketId
from service.domain.rubric import Dimension
from service.errors import CaseError, NotFound
from service.web.api.access import TheCasework, TheOwner
from service.web.api.problems import status_of
from service.web.pages.shown import page
from service.web.pages.start import BUILT_IN, find

router = APIRouter(prefix="/interviews", include_in_schema=False)

_TONES = {Standing.CONSISTENT: "good", Standing.SOMETIMES: "some", Standing.NOT_YET: "none"}


@router.post("")
async def open_one(request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Opens an interview on a packet, or on a log and ladder that were read, and leads to it."""
    async with request.form(max_files=0, max_fields=4) as form:
        log, rubric = str(form.get("log", "")), str(form.get("rubric", BUILT_IN))
        packet = str(form.get("packet", ""))
    if packet:
        interview = await casework.open_interview_on(owner, PacketId(packet))
    else:
        stored = await casework.log(owner, LogId(log))
        interview = await casework.open_interview(owner, stored, await find(casework, owner, rubric))
    return RedirectResponse(f"/interviews/{interview.id}", status_code=303)


@router.get("/{interview_id}")
async def read(interview_id: InterviewId, casework: TheCasework, owner: TheOwner) -> Response:
    interview = await casework.interview(owner, interview_id)
    return _shown(interview, await _touched(casework, owner, interview))


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
        touched = await _touched(casework, owner, interview)
        return _shown(interview, touched, status=status, told=failed.told, typed=said)
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


async def _touched(casework: TheCasework, owner: TheOwner, interview: Interview) -> Sequence[Dimension] | None:
    """What a redraft of the interview's packet would touch, once the interview is over; None where it has none."""
    if interview.asked is not None or interview.packet is None:
        return None
    try:
        return await casework.touched(owner, interview.packet)
    except NotFound:
        return None


def _shown(
    interview: Interview, touched: Sequence[Dimension] | None, *, status: int = 200, told: str = "", typed: str = ""
) -> Response:
    before = {one.dimension: one.standing for one in interview.before}
    names = {dimension.id: dimension.name for dimension in interview.rubric.dimensions}
    return page(
        "interview.html",
        status=status,
        interview=interview,
        touched=touched,
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
