"""Interviews over HTTP: open one on a log, answer, accept or reject what the answer would change."""

from fastapi import APIRouter, Response

from service.casework import Casework
from service.domain.brag import Owner
from service.domain.interview import Interview, InterviewId
from service.errors import Invalid, NotFound
from service.web.api.access import TheCasework, TheOwner, TheSettings
from service.web.api.schemas import DecisionIn, InterviewIn, InterviewOut, TurnIn
from service.web.api.sources import find_log, find_rubric

router = APIRouter(prefix="/interviews", tags=["interviews"])


@router.post("", status_code=201)
async def open_one(
    body: InterviewIn, casework: TheCasework, owner: TheOwner, settings: TheSettings, response: Response
) -> InterviewOut:
    """Opens an interview on a log and a rubric, or on a packet, and asks what would add most to the case."""
    if body.packet_id is not None:
        if body.model_fields_set - {"packet_id"}:
            raise Invalid("A packet has its log and rubric already", mend="Send `packet_id` alone")
        interview = await casework.open_interview_on(owner, body.packet_id)
    else:
        rubric = await find_rubric(casework, owner, body.rubric, body.rubric_id, body.from_level, body.to_level)
        stored = await find_log(casework, owner, settings, body.log, body.log_id)
        interview = await casework.open_interview(owner, stored, rubric)
    response.headers["Location"] = f"/v1/interviews/{interview.id}"
    return await _told(casework, owner, interview)


async def _told(casework: Casework, owner: Owner, interview: Interview) -> InterviewOut:
    """The interview, and once it is over on a packet that still stands, what a redraft of that would touch."""
    if interview.asked is not None or interview.packet is None:
        return InterviewOut.of(interview)
    try:
        return InterviewOut.of(interview, await casework.touched(owner, interview.packet))
    except NotFound:
        return InterviewOut.of(interview)


@router.get("/{interview_id}")
async def read(interview_id: InterviewId, casework: TheCasework, owner: TheOwner) -> InterviewOut:
    """The interview as it stands, every turn of it."""
    return await _told(casework, owner, await casework.interview(owner, interview_id))


@router.post("/{interview_id}/turns")
async def turn(interview_id: InterviewId, body: TurnIn, casework: TheCasework, owner: TheOwner) -> InterviewOut:
    """Takes an answer, a refusal to answer, or a question about the case; with `version`, 409 where it has moved on."""
    return await _told(casework, owner, await casework.turn(owner, interview_id, body.text, body.version))


@router.post("/{interview_id}/amendments/{n}")
async def decide(
    interview_id: InterviewId, n: int, body: DecisionIn, casework: TheCasework, owner: TheOwner
) -> InterviewOut:
    """Accepts an amendment, which puts it in the log, or rejects it, which changes nothing."""
    return await _told(casework, owner, await casework.decide(owner, interview_id, n, accept=body.accept))
