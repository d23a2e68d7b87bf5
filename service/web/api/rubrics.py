"""Rubrics over HTTP: keep one, list, read, delete."""

from fastapi import APIRouter, Response

from service.domain.rubric import RubricId
from service.web.api.access import TheCasework, TheOwner
from service.web.api.schemas import RubricOut, RubricPost
from service.web.api.sources import parse_ladder

router = APIRouter(prefix="/rubrics", tags=["rubrics"])


@router.post("", status_code=201)
async def keep(body: RubricPost, casework: TheCasework, owner: TheOwner, response: Response) -> RubricOut:
    """Stores a rubric: the canonical object, or text in any format read."""
    reading = parse_ladder(body.rubric, body.from_level, body.to_level)
    stored = await casework.keep_rubric(owner, reading)
    response.headers["Location"] = f"/v1/rubrics/{stored.id}"
    return RubricOut.of(stored)


@router.get("")
async def list_rubrics(casework: TheCasework, owner: TheOwner) -> list[RubricOut]:
    """Newest first."""
    return [RubricOut.of(stored) for stored in await casework.rubrics(owner)]


@router.get("/{rubric_id}")
async def read(rubric_id: RubricId, casework: TheCasework, owner: TheOwner) -> RubricOut:
    return RubricOut.of(await casework.rubric(owner, rubric_id))


@router.delete("/{rubric_id}", status_code=204)
async def delete(rubric_id: RubricId, casework: TheCasework, owner: TheOwner) -> None:
    await casework.delete_rubric(owner, rubric_id)
