"""A manager's answer as pages: paste it, confirm the lines read out of it, and have them as a rubric."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from service.domain.notes import NoteId
from service.domain.rubric import RubricId
from service.errors import CaseError, Fault
from service.rendering.assessment import CONFLICTS, QUESTION, SIDES
from service.web.api.access import TheCasework, TheOwner
from service.web.api.answers import AnswerPost
from service.web.api.problems import status_of
from service.web.pages.forms import NOT_FILLED_IN, Field, Typed, faults_of, filled, typed_in
from service.web.pages.shown import page
from service.web.pages.start import find

router = APIRouter(prefix="/answers", include_in_schema=False)

_FIELDS = {
    "text": Field("What was said", "Paste what was said, up to 20,000 characters"),
    "who": Field("Who said it", "Give a name, up to 200 characters"),
    "when": Field("When", "Write the day 2026-06-30"),
}
_LADDERS = 20
_LOGS = 10


@router.get("")
async def read(casework: TheCasework, owner: TheOwner) -> Response:
    return await _listed(casework, owner, dict.fromkeys(_FIELDS, ""))


@router.post("")
async def keep(request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Keeps what was said and leads to its lines; the form as typed where something in it is wrong."""
    typed = await typed_in(request, _FIELDS)
    try:
        body = AnswerPost.model_validate(filled(typed))
    except ValidationError as invalid:
        return await _listed(casework, owner, typed, NOT_FILLED_IN, faults_of(invalid, _FIELDS))
    kept = await casework.coaching.keep_answer(owner, body.text, who=body.who, when=body.when)
    return RedirectResponse(f"/answers/{kept.answer.id}", status_code=303)


@router.get("/{answer_id}")
async def one(answer_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    return await _lines(answer_id, casework, owner)


@router.post("/{answer_id}")
async def confirm(answer_id: NoteId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Makes a rubric of the lines that were ticked, and leads to it."""
    async with request.form(max_files=0, max_fields=200) as form:
        ticked = [int(said) for said in form.getlist("line") if isinstance(said, str) and said.isdecimal()]
        ladder = str(form.get("ladder", ""))
    try:
        beside = await find(casework, owner, ladder) if ladder else None
        made = await casework.coaching.confirm_answer(owner, answer_id, ticked, beside)
    except CaseError as failed:
        return await _lines(answer_id, casework, owner, ticked, ladder, failed)
    return RedirectResponse(f"/answers/{answer_id}/rubrics/{made.id}", status_code=303)


@router.get("/{answer_id}/rubrics/{rubric_id}")
async def rubric(answer_id: NoteId, rubric_id: RubricId, casework: TheCasework, owner: TheOwner) -> Response:
    """The rubric with the words each line comes from, and what to do with it."""
    made = await casework.coaching.answered_rubric(owner, answer_id, rubric_id)
    return page(
        "answered.html",
        made=made,
        said={one.dimension: one.said for one in made.sources},
        conflicts=CONFLICTS,
        logs=(await casework.logs(owner))[:_LOGS],
    )


@router.post("/{answer_id}/delete")
async def delete(answer_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    """Deletes the answer; rubrics made of it stay."""
    await casework.coaching.delete_answer(owner, answer_id)
    return RedirectResponse("/answers", status_code=303)


async def _listed(
    casework: TheCasework, owner: TheOwner, typed: Typed, told: str = "", faults: Sequence[Fault] = ()
) -> Response:
    return page(
        "answers.html",
        status=422 if told else 200,
        kept=[one.answer for one in await casework.coaching.answers(owner)],
        question=QUESTION,
        typed=typed,
        told=told,
        faults=faults,
    )


async def _lines(
    answer_id: NoteId,
    casework: TheCasework,
    owner: TheOwner,
    ticked: Sequence[int] = (),
    ladder: str = "",
    failed: CaseError | None = None,
) -> Response:
    return page(
        "answer.html",
        status=status_of(failed)[0] if failed else 200,
        read=await casework.coaching.answer(owner, answer_id),
        sides=SIDES,
        question=QUESTION,
        ticked=ticked,
        ladder=ladder,
        ladders=(await casework.rubrics(owner))[:_LADDERS],
        told=failed.told if failed else "",
        faults=(),
    )
