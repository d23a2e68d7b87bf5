"""The labelled logs: which dimensions each entry shows, and at which level, as the people who wrote them meant it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from service.domain.brag import BragEntry, Corroboration, EntryId
from service.domain.built_in import built_in_rubric
from service.domain.packet import Level
from service.domain.rubric import DimensionId, Rubric
from service.domain.when import When

LOGS = Path(__file__).parent / "logs"
Half = Literal["development", "test"]


class _WrittenEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: EntryId
    when: When = When()
    text: str
    outcome: str | None = None
    corroborations: tuple[Corroboration, ...] = ()
    shows: dict[DimensionId, Level]


class _WrittenLog(BaseModel):
    model_config = ConfigDict(extra="forbid")

    profession: str
    rubric: Literal["built-in"] | Rubric
    entries: tuple[_WrittenEntry, ...]


class LabelledLog(BaseModel):
    """A log, a rubric, and for each dimension the entries that show it. An entry not named shows nothing of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    half: Half
    profession: str
    rubric: Rubric
    entries: tuple[BragEntry, ...]
    shown: Mapping[DimensionId, Mapping[EntryId, Level]]

    @model_validator(mode="after")
    def _labels_name_what_is_there(self) -> "LabelledLog":
        entries = {entry.id for entry in self.entries}
        dimensions = {dimension.id for dimension in self.rubric.dimensions}
        for dimension, levels in self.shown.items():
            if dimension not in dimensions or not entries.issuperset(levels):
                raise ValueError(f"{self.name}: a label names what the log or the rubric does not hold")
        return self


def labelled_logs(folder: Path = LOGS) -> tuple[LabelledLog, ...]:
    """Every labelled log, by file name; the first, third, ... are for development, the others for testing."""
    halves: tuple[Half, Half] = ("development", "test")
    return tuple(_read(path, halves[n % 2]) for n, path in enumerate(sorted(folder.glob("*.yaml"))))


def _read(path: Path, half: Half) -> LabelledLog:
    written = _WrittenLog.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    rubric = built_in_rubric() if written.rubric == "built-in" else written.rubric
    shown: dict[DimensionId, dict[EntryId, Level]] = {dimension.id: {} for dimension in rubric.dimensions}
    for entry in written.entries:
        for dimension, level in entry.shows.items():
            shown.setdefault(dimension, {})[entry.id] = level
    return LabelledLog(
        name=path.stem,
        half=half,
        profession=written.profession,
        rubric=rubric,
        entries=tuple(
            BragEntry(
                id=entry.id,
                when=entry.when,
                text=entry.text,
                outcome=entry.outcome,
                corroborations=entry.corroborations,
            )
            for entry in written.entries
        ),
        shown=shown,
    )
