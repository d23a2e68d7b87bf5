"""Interviews over HTTP: open one on a log, answer, accept or reject what the answer would change."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from service.domain.interview import InterviewId
from service.errors import Invalid
from service.web.api.access import TheCasework, TheOwner, TheSettings
from service.web.api.events import ALSO_EVENTS, wants_events
from service.web.api.interview_events import interview_events, interview_out
from service.web.api.schemas import DecisionIn, InterviewIn, InterviewOut, TurnIn
from service.web.api.sources import find_log, find_rubric

router = APIRouter(prefix="/interviews", tags=["interviews"])

Accept = Annotated[str, Header(include_in_schema=False)]


@router.post("", status_code=201, response_model=InterviewOut, responses=ALSO_EVENTS)
async def open_one(
    request: Request,
    body: InterviewIn,
    casework: TheCasework,
    owner: TheOwner,
    settings: TheSettings,
    response: Response,
    accept: Accept = "",
) -> InterviewOut | Response:
    """Opens an interview on a log and a rubric, or on a packet, and asks what would add most to the case."""
    if body.packet_id is not None:
        if body.model_fields_set - {"packet_id"}:
            raise Invalid("A packet has its log and rubric already", mend="Send `packet_id` alone")
        begun = await casework.begin_interview_on(owner, body.packet_id)
    else:
        rubric = await find_rubric(casework, owner, body.rubric, body.rubric_id, body.from_level, body.to_level)
        stored = await find_log(casework, owner, settings, body.log, body.log_id)
        begun = await casework.begin_interview(owner, stored, rubric)
    location = f"/v1/interviews/{begun.id}"
    if wants_events(accept):
        return interview_events(request, casework, owner, begun, status=201, location=location)
    response.headers["Location"] = location
    return await interview_out(casework, owner, (await casework.word_question(owner, begun)).interview)


@router.get("/{interview_id}")
async def read(interview_id: InterviewId, casework: TheCasework, owner: TheOwner) -> InterviewOut:
    """The interview as it stands, every turn of it."""
    return await interview_out(casework, owner, await casework.interview(owner, interview_id))


@router.post("/{interview_id}/turns", response_model=InterviewOut, responses=ALSO_EVENTS)
async def turn(
    request: Request,
    interview_id: InterviewId,
    body: TurnIn,
    casework: TheCasework,
    owner: TheOwner,
    accept: Accept = "",
) -> InterviewOut | Response:
    """Takes an answer, a refusal to answer, or a question about the case; with `version`, 409 where it has moved on."""
    heard = await casework.hear(owner, interview_id, body.text, body.version)
    if wants_events(accept):
        return interview_events(request, casework, owner, heard)
    return await interview_out(casework, owner, (await casework.word_question(owner, heard)).interview)


@router.post("/{interview_id}/amendments/{n}")
async def decide(
    interview_id: InterviewId, n: int, body: DecisionIn, casework: TheCasework, owner: TheOwner
) -> InterviewOut:
    """Accepts an amendment, which puts it in the log, or rejects it, which changes nothing."""
    return await interview_out(casework, owner, await casework.decide(owner, interview_id, n, accept=body.accept))
