"""Decisions over HTTP: kept word for word, read, planned from, deleted."""

from datetime import date

from fastapi import APIRouter, Response
from pydantic import Field

from service.domain.brag import LogId, ShortWords
from service.domain.decisions import Decision, Mark, Plan, Told
from service.domain.notes import NoteId
from service.domain.rubric import RubricId
from service.rendering.plan import plan_markdown
from service.web.api.access import TheCasework, TheOwner
from service.web.api.reviews import MARKDOWN
from service.web.api.schemas import Body
from service.web.api.sources import find_rubric

router = APIRouter(prefix="/decisions", tags=["coaching"])


class DecisionPost(Body):
    """What was said, word for word, by whom and when; `revisit` is the day agreed to look again."""

    text: Told
    who: ShortWords
    when: date
    revisit: date | None = None
    target_level: str = Field("", max_length=200)
    log_id: LogId | None = None
    rubric_id: RubricId | None = None


@router.post("", status_code=201)
async def keep(body: DecisionPost, casework: TheCasework, owner: TheOwner, response: Response) -> Decision:
    """Keeps a decision; what it names is read when a plan is asked for."""
    if body.log_id is not None:
        await casework.log(owner, body.log_id)
    kept = await casework.coaching.keep_decision(
        owner,
        body.text,
        who=body.who,
        when=body.when,
        revisit=body.revisit,
        target_level=body.target_level,
        log=body.log_id,
        rubric=await find_rubric(casework, owner, None, body.rubric_id) if body.rubric_id else None,
    )
    response.headers["Location"] = f"/v1/decisions/{kept.id}"
    return kept


@router.get("")
async def list_decisions(casework: TheCasework, owner: TheOwner) -> list[Decision]:
    """Newest first."""
    return await casework.coaching.decisions(owner)


@router.get("/{decision_id}")
async def read(decision_id: NoteId, casework: TheCasework, owner: TheOwner) -> Decision:
    return await casework.coaching.decision(owner, decision_id)


class MarksPut(Body):
    """What sentences are to you; one that is not marked is read by its words."""

    marks: list[Mark] = Field(max_length=2_000)


@router.put("/{decision_id}/marks")
async def mark(decision_id: NoteId, body: MarksPut, casework: TheCasework, owner: TheOwner) -> Decision:
    """Says how sentences of it are to be read, in the place of all that was said before; its words stay as they are."""
    return await casework.coaching.mark_decision(owner, decision_id, body.marks)


@router.get("/{decision_id}/plan")
async def plan(decision_id: NoteId, casework: TheCasework, owner: TheOwner) -> Plan:
    """The gaps it names and what closes them, or the question that asks for one; beside the decisions before it."""
    return await casework.coaching.plan(owner, decision_id)


@router.get("/{decision_id}/plan.md", response_class=Response, responses={200: {"content": {"text/markdown": {}}}})
async def plan_as_markdown(decision_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    """The same to be read."""
    found = await casework.coaching.plan(owner, decision_id)
    return Response(plan_markdown(found), media_type=MARKDOWN)


@router.delete("/{decision_id}", status_code=204)
async def delete(decision_id: NoteId, casework: TheCasework, owner: TheOwner) -> None:
    await casework.coaching.delete_decision(owner, decision_id)
