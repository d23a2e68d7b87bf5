"""A manager's answer over HTTP: kept word for word, read into lines, confirmed into a rubric; and self-assessments."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from service.domain.answers import ManagersRubric, ReadAnswer
from service.domain.assessment import Assessment, Belief
from service.domain.brag import LogId, ShortWords
from service.domain.built_in import BUILT_IN
from service.domain.decisions import Told
from service.domain.notes import NoteId
from service.domain.rubric import RubricId
from service.web.api.access import TheCasework, TheOwner
from service.web.api.schemas import Body
from service.web.api.sources import find_rubric

router = APIRouter(tags=["coaching"])


class AnswerPost(Body):
    """What a manager said, word for word."""

    text: Told
    who: ShortWords
    when: date


class Confirmed(Body):
    """The numbers of the lines that are right, and the ladder to set them before."""

    lines: Annotated[tuple[int, ...], Field(min_length=1, max_length=60)]
    rubric_id: RubricId | None = None


class AssessmentPost(Body):
    """The rubric (the built-in one when left out), and what the person believes of its lines: what is kept of that
    when left out; `keep` keeps what is sent."""

    rubric_id: RubricId | None = None
    beliefs: Annotated[tuple[Belief, ...], Field(max_length=60)] | None = None
    keep: bool = False


@router.post("/answers", status_code=201)
async def keep(body: AnswerPost, casework: TheCasework, owner: TheOwner, response: Response) -> ReadAnswer:
    """Keeps an answer; its lines count for nothing until they are confirmed."""
    made = await casework.coaching.keep_answer(owner, body.text, who=body.who, when=body.when)
    response.headers["Location"] = f"/v1/answers/{made.answer.id}"
    return made


@router.get("/answers")
async def list_answers(casework: TheCasework, owner: TheOwner) -> list[ReadAnswer]:
    """Newest first."""
    return await casework.coaching.answers(owner)


@router.get("/answers/{answer_id}")
async def read(answer_id: NoteId, casework: TheCasework, owner: TheOwner) -> ReadAnswer:
    return await casework.coaching.answer(owner, answer_id)


@router.post("/answers/{answer_id}/rubric", status_code=201)
async def confirm(answer_id: NoteId, body: Confirmed, casework: TheCasework, owner: TheOwner) -> ManagersRubric:
    """Stores a rubric of the confirmed lines; with a ladder, its lines too, and where the two fall apart."""
    ladder = await find_rubric(casework, owner, None, body.rubric_id) if body.rubric_id else None
    return await casework.coaching.confirm_answer(owner, answer_id, body.lines, ladder)


@router.delete("/answers/{answer_id}", status_code=204)
async def delete(answer_id: NoteId, casework: TheCasework, owner: TheOwner) -> None:
    await casework.coaching.delete_answer(owner, answer_id)


@router.post("/logs/{log_id}/assessment")
async def assess(log_id: LogId, body: AssessmentPost, casework: TheCasework, owner: TheOwner) -> Assessment:
    """Already, sometimes or never for every line: by the evidence, beside what the person believes."""
    stored = await casework.log(owner, log_id)
    rubric = await find_rubric(casework, owner, None, body.rubric_id)
    coaching, named = casework.coaching, body.rubric_id or BUILT_IN
    beliefs = body.beliefs
    if beliefs is None:
        beliefs = await coaching.beliefs(owner, stored.id, named, rubric)
    elif body.keep:
        await coaching.keep_beliefs(owner, stored.id, named, rubric, beliefs)
    return await coaching.assess(owner, stored, rubric, beliefs)
