"""After a no, as pages: paste what was said, see whether it names a gap, the plan, and the decisions side by side."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from service.domain.brag import LogId
from service.domain.decisions import Mark, ReadAs
from service.domain.notes import NoteId
from service.errors import Fault, Invalid
from service.rendering.plan import BLOCKED, ELSEWHERE, KINDS, VERDICTS
from service.rendering.quoted import NO_PROMISE
from service.rendering.review import CAUTION, SHAPES
from service.web.api.access import TheCasework, TheOwner
from service.web.api.decisions import DecisionPost
from service.web.pages.forms import NOT_FILLED_IN, Field, Typed, faults_of, filled, typed_in
from service.web.pages.shown import page

router = APIRouter(include_in_schema=False)

_FIELDS = {
    "text": Field("What was said", "Paste what was said, up to 20,000 characters"),
    "who": Field("Who told you", "Give a name, up to 200 characters"),
    "when": Field("When", "Write the day 2026-06-30"),
    "revisit": Field("When to look again", "Write the day 2026-12-15, or leave it empty"),
}


@router.get("/logs/{log_id}/decisions")
async def read(log_id: LogId, casework: TheCasework, owner: TheOwner) -> Response:
    return await _listed(log_id, casework, owner, dict.fromkeys(_FIELDS, ""))


@router.post("/logs/{log_id}/decisions")
async def keep(log_id: LogId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Keeps what was said and leads to its plan; the form as typed where something in it is wrong."""
    await casework.log(owner, log_id)
    typed = await typed_in(request, _FIELDS)
    try:
        body = DecisionPost.model_validate(filled(typed))
        kept = await casework.coaching.keep_decision(
            owner, body.text, who=body.who, when=body.when, revisit=body.revisit, log=log_id
        )
    except ValidationError as invalid:
        return await _listed(log_id, casework, owner, typed, NOT_FILLED_IN, faults_of(invalid, _FIELDS))
    except Invalid as failed:
        return await _listed(log_id, casework, owner, typed, failed.told)
    return RedirectResponse(f"/decisions/{kept.id}", status_code=303)


@router.get("/decisions/{decision_id}")
async def plan(decision_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    return page(
        "plan.html",
        plan=await casework.coaching.plan(owner, decision_id),
        verdicts=VERDICTS,
        elsewhere=ELSEWHERE,
        blocked=BLOCKED,
        kinds=KINDS,
        shapes=SHAPES,
        caution=CAUTION,
        no_promise=NO_PROMISE,
    )


@router.post("/decisions/{decision_id}/marks")
async def mark(decision_id: NoteId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Keeps what the person says of the sentences, and leads to the plan that follows from it."""
    reading = (await casework.coaching.plan(owner, decision_id)).reading
    form = await request.form(max_fields=len(reading.sentences) + 10)
    told = ((one.said.start, form.get(f"at-{one.said.start}")) for one in reading.sentences)
    marks = [Mark(start=start, read_as=ReadAs(said)) for start, said in told if said in set(ReadAs)]
    await casework.coaching.mark_decision(owner, decision_id, marks)
    return RedirectResponse(f"/decisions/{decision_id}", status_code=303)


async def _listed(
    log_id: LogId,
    casework: TheCasework,
    owner: TheOwner,
    typed: Typed,
    told: str = "",
    faults: Sequence[Fault] = (),
) -> Response:
    await casework.log(owner, log_id)
    kept = [one for one in await casework.coaching.decisions(owner) if one.log == log_id]
    return page(
        "decisions.html",
        status=422 if told else 200,
        log_id=log_id,
        kept=kept,
        agreed=[one for one in await casework.coaching.alignments(owner) if one.log == log_id],
        typed=typed,
        told=told,
        faults=faults,
        no_promise=NO_PROMISE,
    )
