"""The interview as a page: one question at a time, what would go into the log, and how the case stands."""

from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.domain import packet_parts as fixed
from service.domain.brag import LogId
from service.domain.built_in import BUILT_IN
from service.domain.evidence import Standing
from service.domain.interview import Interview, InterviewId, State
from service.domain.packet import PacketId, Section
from service.domain.rubric import DimensionId
from service.errors import CaseError, NotFound
from service.web.api.access import TheCasework, TheOwner
from service.web.api.problems import status_of
from service.web.pages.shown import page
from service.web.pages.start import find

router = APIRouter(prefix="/interviews", include_in_schema=False)


class Beside(NamedTuple):
    """A section of the packet that the interview is held on, as it was drafted and as its case stands now.

    `asked` is the one that the question is about; one that is `touched` would be drafted anew.
    """

    name: str
    section: Section
    drafted: str
    now: str
    tone: str
    asked: bool
    touched: bool


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
    return _shown(interview, await _beside(casework, owner, interview))


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
        beside = await _beside(casework, owner, interview)
        return _shown(interview, beside, status=status, told=failed.told, typed=said)
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


async def _beside(casework: TheCasework, owner: TheOwner, interview: Interview) -> list[Beside]:
    """The packet to stand beside the interview; nothing where it has none, or that one was deleted."""
    if interview.packet is None:
        return []
    try:
        packet = (await casework.packet(owner, interview.packet)).packet
        told = any(one.state is State.ACCEPTED for one in interview.amendments)
        touched = await casework.touched(owner, interview.packet) if told or interview.asked is None else ()
    except NotFound:
        return []
    names, now = _names(interview), {one.dimension: one.standing for one in interview.now}
    anew = {dimension.id for dimension in touched}
    return [
        Beside(
            name=names.get(section.dimension, section.dimension),
            section=section,
            drafted=fixed.STANDINGS[section.standing],
            now=fixed.STANDINGS[standing],
            tone=_TONES[standing],
            asked=interview.asked is not None and interview.asked.dimension == section.dimension,
            touched=section.dimension in anew,
        )
        for section in packet.sections
        for standing in [now.get(section.dimension, section.standing)]
    ]


def _names(interview: Interview) -> dict[DimensionId, str]:
    return {dimension.id: dimension.name for dimension in interview.rubric.dimensions}


def _shown(
    interview: Interview, beside: list[Beside], *, status: int = 200, told: str = "", typed: str = ""
) -> Response:
    before = {one.dimension: one.standing for one in interview.before}
    names = _names(interview)
    return page(
        "interview.html",
        status=status,
        interview=interview,
        beside=beside,
        touched=[one.name for one in beside if one.touched],
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
