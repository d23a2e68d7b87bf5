"""The leveling rubric: what each level is expected to do, dimension by dimension."""

import hashlib
import json
from typing import Annotated, NewType, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

DimensionId = NewType("DimensionId", str)
RubricId = NewType("RubricId", str)

Behaviour = Annotated[str, StringConstraints(max_length=4_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Dimension(BaseModel):
    """One line of the rubric. `next` is what the person must show; `current` may be empty where a ladder gives none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: DimensionId
    name: Name
    current: Behaviour = ""
    next: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class Rubric(BaseModel):
    """The dimensions between two levels; ids are unique."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Name
    from_level: str = Field(default="", max_length=200)
    to_level: str = Field(default="", max_length=200)
    dimensions: tuple[Dimension, ...] = Field(min_length=1, max_length=60)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if len({dimension.id for dimension in self.dimensions}) != len(self.dimensions):
            raise ValueError("two dimensions have the same id")
        return self

    def digest(self) -> str:
        """sha256 in hex over the whole rubric."""
        body = self.model_dump(mode="json")
        return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
