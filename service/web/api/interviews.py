"""Interviews over HTTP: open one on a log, answer, accept or reject what the answer would change."""

from fastapi import APIRouter, Response

from service.domain.interview import InterviewId
from service.web.api.access import TheCasework, TheOwner, TheSettings
from service.web.api.schemas import DecisionIn, InterviewOut, PacketIn, TurnIn
from service.web.api.sources import find_log, find_rubric

router = APIRouter(prefix="/interviews", tags=["interviews"])


@router.post("", status_code=201)
async def open_one(
    body: PacketIn, casework: TheCasework, owner: TheOwner, settings: TheSettings, response: Response
) -> InterviewOut:
    """Opens an interview on a log and a rubric, and asks the question that would add most to the case."""
    rubric = await find_rubric(casework, owner, body.rubric, body.rubric_id, body.from_level, body.to_level)
    stored = await find_log(casework, owner, settings, body.log, body.log_id)
    interview = await casework.open_interview(owner, stored, rubric)
    response.headers["Location"] = f"/v1/interviews/{interview.id}"
    return InterviewOut.of(interview)


@router.get("/{interview_id}")
async def read(interview_id: InterviewId, casework: TheCasework, owner: TheOwner) -> InterviewOut:
    """The interview as it stands, every turn of it."""
    return InterviewOut.of(await casework.interview(owner, interview_id))


@router.post("/{interview_id}/turns")
async def turn(interview_id: InterviewId, body: TurnIn, casework: TheCasework, owner: TheOwner) -> InterviewOut:
    """Takes an answer, a refusal to answer, or a question about the case; with `version`, 409 where it has moved on."""
    return InterviewOut.of(await casework.turn(owner, interview_id, body.text, body.version))


@router.post("/{interview_id}/amendments/{n}")
async def decide(
    interview_id: InterviewId, n: int, body: DecisionIn, casework: TheCasework, owner: TheOwner
) -> InterviewOut:
    """Accepts an amendment, which puts it in the log, or rejects it, which changes nothing."""
    return InterviewOut.of(await casework.decide(owner, interview_id, n, accept=body.accept))
