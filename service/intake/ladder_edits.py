"""A rubric with one dimension added, changed or taken out; every other dimension stays as it is, under its id."""

from collections.abc import Mapping

from pydantic import ValidationError

from service.domain.rubric import Dimension, DimensionId, Rubric
from service.errors import Fault, Invalid, NotFound
from service.faults import faults_of
from service.intake.slugs import slug


def with_dimension(rubric: Rubric, parts: Mapping[str, str]) -> tuple[Rubric, DimensionId]:
    """The rubric with a dimension of these parts (`name`, `current`, `next`) at its end, and its id; raises Invalid."""
    taken = {dimension.id for dimension in rubric.dimensions}
    stem = slug(parts.get("name", "")) or "dimension"
    id, n = stem, 1
    while id in taken:
        n += 1
        id = f"{stem}_{n}"
    return _rubric(rubric, (*rubric.dimensions, _dimension({**parts, "id": id}))), DimensionId(id)


def with_changed_dimension(rubric: Rubric, dimension: DimensionId, parts: Mapping[str, str]) -> Rubric:
    """The rubric with these parts of a dimension in the place of its own; raises NotFound, Invalid."""
    changed = _dimension({**dimension_of(rubric, dimension).model_dump(mode="json"), **parts})
    return _rubric(rubric, tuple(changed if one.id == dimension else one for one in rubric.dimensions))


def without_dimension(rubric: Rubric, dimension: DimensionId) -> Rubric:
    """The rubric without a dimension; raises NotFound, and Invalid for the last one there is."""
    dimension_of(rubric, dimension)
    if len(rubric.dimensions) == 1:
        raise Invalid("It is the only dimension of its ladder", mend="Keep one, or give another ladder")
    return _rubric(rubric, tuple(one for one in rubric.dimensions if one.id != dimension))


def dimension_of(rubric: Rubric, dimension: DimensionId) -> Dimension:
    """A dimension of the rubric; raises NotFound."""
    found = next((one for one in rubric.dimensions if one.id == dimension), None)
    if found is None:
        raise NotFound("There is no such dimension in the ladder", mend="Read the ladder again for those it has")
    return found


def _dimension(parts: Mapping[str, str]) -> Dimension:
    empty = [Fault(name, "is empty") for name in ("name", "next") if not parts.get(name, "").strip()]
    if empty:
        raise Invalid("A dimension needs a name and what its next level asks for", mend="Fill in both", faults=empty)
    try:
        return Dimension.model_validate(parts)
    except ValidationError as wrong:
        raise Invalid("The dimension breaks a rule", mend="Mend what is named", faults=faults_of(wrong)) from None


def _rubric(before: Rubric, dimensions: tuple[Dimension, ...]) -> Rubric:
    try:
        return Rubric.model_validate({**dict(before), "dimensions": dimensions})
    except ValidationError as wrong:
        raise Invalid("The ladder breaks a rule", mend="Mend what is named", faults=faults_of(wrong)) from None
