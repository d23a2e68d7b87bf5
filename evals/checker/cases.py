"""The checker's own set: true entries, honest rewordings, lies written by hand, and what a local model really wrote.

One YAML file a profession and half (`development/ward-nurse.yaml`), and `model-bullets.yaml` beside them. Everything is
read strictly: a key too many, a `changed` that is not in its lie, or an id used twice is refused with its place.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from service.domain.brag import BragEntry, Corroboration, EntryId
from service.domain.claims import Kind, Ruling
from service.domain.when import When
from service.errors import Fault, Invalid, NotFound, Unreadable

FOLDER = Path(__file__).parent
BULLETS = "model-bullets.yaml"
Half = Literal["development", "test"]
HALVES: tuple[Half, ...] = ("development", "test")

KINDS = (
    *(Kind.FIGURES, Kind.DATES, Kind.AGENCY, Kind.REACH, Kind.PEOPLE, Kind.QUOTES, Kind.COMPLETION, Kind.CREDIT),
    *(Kind.CAUSE, Kind.FREQUENCY, Kind.CERTAINTY, Kind.ABSOLUTES, Kind.COMPARISON, Kind.NEGATION, Kind.LEVEL),
    *(Kind.RUBRIC_ECHO, Kind.INVENTION),
)
"""What a lie can be about, in the order of reports."""

_LIE_RULINGS = (Ruling.OVERSTATED, Ruling.UNSUPPORTED, Ruling.CONTRADICTED)
Span = tuple[int, int]
Read = TypeVar("Read", bound=BaseModel)


def _as_written(when: object) -> object:
    # YAML reads `2025-03-14` as a day and `2025` as a number; here both are the words of a date.
    return when.isoformat() if isinstance(when, date) else str(when) if isinstance(when, int) else when


_When = Annotated[When, BeforeValidator(_as_written)]
_Sentence = Annotated[str, Field(min_length=3, max_length=2_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _WrittenEntry(_Strict):
    when: _When = When()
    text: _Sentence
    outcome: _Sentence | None = None
    said: tuple[Corroboration, ...] = ()


class PlantedLie(_Strict):
    """A sentence that its entry does not bear out; `changed` are the words that carry the untruth."""

    text: _Sentence
    kind: Kind
    ruling: Ruling
    changed: Annotated[str, Field(min_length=1)]

    @property
    def span(self) -> Span:
        """Where `changed` stands in `text` (code points, end exclusive)."""
        start = self.text.index(self.changed)
        return start, start + len(self.changed)

    @model_validator(mode="after")
    def _labels_fit(self) -> "PlantedLie":
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind.value} is not one a lie can have")
        if self.ruling not in _LIE_RULINGS:
            raise ValueError(f"ruling {self.ruling.value} is not one a lie can have")
        if self.changed not in self.text:
            raise ValueError("`changed` is not in the text of its lie")
        return self


class _WrittenCase(_WrittenEntry):
    id: EntryId
    honest: Annotated[tuple[_Sentence, ...], Field(min_length=3)]
    lies: tuple[PlantedLie, ...] = ()


class _WrittenFile(_Strict):
    profession: Annotated[str, Field(min_length=2)]
    entries: Annotated[tuple[_WrittenCase, ...], Field(min_length=1)]


class Case(_Strict):
    """One true entry, what an honest editor made of it, and what a sly one did."""

    half: Half
    profession: str
    entry: BragEntry
    honest: tuple[str, ...]
    lies: tuple[PlantedLie, ...]


class _WrittenBullet(_Strict):
    id: Annotated[str, Field(min_length=1)]
    entry: _WrittenEntry
    text: _Sentence
    prompt: Literal["plain", "ours"]
    true: bool
    kind: Kind | None = None
    ruling: Ruling | None = None
    changed: str | None = None
    reason: _Sentence

    @model_validator(mode="after")
    def _labels_fit(self) -> "_WrittenBullet":
        if not self.true and self.kind not in KINDS:
            raise ValueError("an untrue bullet needs one of the kinds a lie can have")
        if self.ruling is not None and (self.true or self.ruling not in _LIE_RULINGS):
            raise ValueError("only an untrue bullet has a ruling, and only one a lie can have")
        if self.changed and self.changed not in self.text:
            raise ValueError("`changed` is not in the text of its bullet")
        return self


class _WrittenBullets(_Strict):
    bullets: tuple[_WrittenBullet, ...]


class ModelBullet(_Strict):
    """A bullet a local model wrote from `entry`, labelled by hand with the reason."""

    id: str
    half: Half
    entry: BragEntry
    text: str
    prompt: Literal["plain", "ours"]
    true: bool
    kind: Kind | None
    ruling: Ruling | None
    changed: str | None
    reason: str

    @property
    def span(self) -> Span | None:
        """Where `changed` stands in `text`, when it was marked."""
        if not self.changed:
            return None
        start = self.text.index(self.changed)
        return start, start + len(self.changed)


class CheckerSet(_Strict):
    """One half of the set."""

    half: Half
    cases: tuple[Case, ...]
    bullets: tuple[ModelBullet, ...]


def read_half(half: Half, folder: Path = FOLDER) -> CheckerSet:
    """Every case and model bullet of one half, by file name.

    Raises NotFound where the half has no case at all, Unreadable for bytes that are no YAML, Invalid for a file that
    breaks the format; the message names file and place, never what stands there.
    """
    paths = sorted(path for path in (folder / half).glob("*.yaml") if path.name != BULLETS)
    cases = tuple(case for path in paths for case in _cases(path, half))
    if not cases:
        raise NotFound(f"No entries for the {half} half", mend=f"Write evals/checker/{half}/<profession>.yaml")
    bullets = tuple(_bullets(folder / half / BULLETS, half))
    _refuse_repeats([case.entry.id for case in cases], f"the {half} half")
    _refuse_repeats([bullet.id for bullet in bullets], f"{half}/{BULLETS}")
    return CheckerSet(half=half, cases=cases, bullets=bullets)


def _cases(path: Path, half: Half) -> Iterator[Case]:
    written = _read(path, _WrittenFile)
    for one in written.entries:
        yield Case(
            half=half, profession=written.profession, entry=_entry(one, one.id), honest=one.honest, lies=one.lies
        )


def _bullets(path: Path, half: Half) -> Iterator[ModelBullet]:
    if not path.is_file():
        return
    for one in _read(path, _WrittenBullets).bullets:
        yield ModelBullet(
            id=one.id,
            half=half,
            entry=_entry(one.entry, EntryId(one.id)),
            text=one.text,
            prompt=one.prompt,
            true=one.true,
            kind=one.kind,
            ruling=one.ruling,
            changed=one.changed,
            reason=one.reason,
        )


def _entry(written: _WrittenEntry, entry_id: EntryId) -> BragEntry:
    return BragEntry(
        id=entry_id, when=written.when, text=written.text, outcome=written.outcome, corroborations=written.said
    )


def _read(path: Path, shape: type[Read]) -> Read:
    where = f"{path.parent.name}/{path.name}"
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as broken:
        mark = getattr(broken, "problem_mark", None)
        raise Unreadable(f"{where} is not YAML{f' at line {mark.line + 1}' if mark else ''}") from None
    try:
        return shape.model_validate(tree)
    except ValidationError as broken:
        faults = [Fault(_place(error["loc"]), error["msg"]) for error in broken.errors(include_input=False)]
        raise Invalid(f"{where} breaks the format", faults=faults) from None


def _place(parts: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".") or "the file"


def _refuse_repeats(ids: Sequence[str], where: str) -> None:
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    if repeated:
        raise Invalid(f"Ids used twice in {where}: {', '.join(repeated)}")
