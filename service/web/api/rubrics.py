"""Rubrics over HTTP: keep one, list, read, delete."""

from fastapi import APIRouter, Response

from service.domain.rubric import RubricId
from service.web.api.access import TheCasework, TheOwner
from service.web.api.schemas import RubricOut, RubricPost
from service.web.api.sources import parse_rubric

router = APIRouter(prefix="/rubrics", tags=["rubrics"])


@router.post("", status_code=201)
async def keep(body: RubricPost, casework: TheCasework, owner: TheOwner, response: Response) -> RubricOut:
    """Stores a rubric: the canonical object, or text in any format read."""
    rubric = parse_rubric(body.rubric, body.from_level, body.to_level)
    id = await casework.keep_rubric(owner, rubric)
    response.headers["Location"] = f"/v1/rubrics/{id}"
    return RubricOut(id=id, rubric=rubric)


@router.get("")
async def list_rubrics(casework: TheCasework, owner: TheOwner) -> list[RubricOut]:
    """Newest first."""
    return [RubricOut(id=stored.id, rubric=stored.rubric) for stored in await casework.rubrics(owner)]


@router.get("/{rubric_id}")
async def read(rubric_id: RubricId, casework: TheCasework, owner: TheOwner) -> RubricOut:
    stored = await casework.rubric(owner, rubric_id)
    return RubricOut(id=stored.id, rubric=stored.rubric)


@router.delete("/{rubric_id}", status_code=204)
async def delete(rubric_id: RubricId, casework: TheCasework, owner: TheOwner) -> None:
    await casework.delete_rubric(owner, rubric_id)
