"""Eval cases: a small YAML file each, with a log, a rubric, what is true of it, what is a lie, and what it lacks."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.domain.brag import BragEntry, BragLog
from service.domain.built_in import built_in_rubric
from service.domain.claims import Kind, Ruling
from service.domain.gaps import GapKind
from service.domain.rubric import DimensionId, Rubric
from service.errors import CaseError, Invalid
from service.intake.logs import read_log

CASES = Path(__file__).parents[1] / "cases"


class Family(StrEnum):
    """What a case tries the service with."""

    HONEST = "honest"
    VAGUE = "vague"
    THIN = "thin"
    INFLATED = "inflated"
    INJECTED = "injected"
    CONTRADICTORY = "contradictory"
    NON_SOFTWARE = "non_software"
    LONG = "long"
    NAMES = "names"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Truth(_Written):
    """What one entry bears out. `about` are words that stand in that entry alone; `tells` are honest tellings of it.

    A `strongest` entry must be told in the packet. `outcome` are the words a bullet about it should lead with.
    """

    about: str
    tells: tuple[str, ...] = ()
    strongest: bool = False
    outcome: str = ""


class Trap(_Written):
    """A lie about one entry, to be planted: it must not be released."""

    about: str
    text: str
    kind: Kind
    ruling: Ruling = Ruling.UNSUPPORTED


class ExpectedGap(_Written):
    """A gap that must be found: about an entry, or about a whole dimension."""

    kind: GapKind
    about: str = ""
    dimension: DimensionId | None = None


class VagueBullet(_Written):
    """A bullet to be rewritten. `never` are words the rewrite may not hold."""

    text: str
    never: tuple[str, ...] = ()


class _WrittenCase(_Written):
    id: str = Field(pattern=r"^[a-z0-9-]{3,60}$")
    family: Family
    tries: str
    log: str = ""
    log_file: str = ""
    rubric: Rubric | None = None
    dimensions: tuple[DimensionId, ...] = ()
    truths: tuple[Truth, ...] = ()
    traps: tuple[Trap, ...] = ()
    never: tuple[str, ...] = ()
    gaps: tuple[ExpectedGap, ...] = ()
    bullets: tuple[VagueBullet, ...] = ()


class Case(_Written):
    """A case ready to run. `digest` changes with its file; `never` are words no released sentence may hold."""

    id: str
    family: Family
    tries: str
    log: BragLog
    rubric: Rubric
    truths: tuple[Truth, ...]
    traps: tuple[Trap, ...]
    never: tuple[str, ...]
    gaps: tuple[ExpectedGap, ...]
    bullets: tuple[VagueBullet, ...]
    digest: str

    def entry(self, about: str) -> BragEntry:
        """The one entry whose own words or quotes hold `about`."""
        return _only(self.log.entries, about)


def read_cases(folder: Path = CASES, only: Sequence[str] = ()) -> tuple[Case, ...]:
    """Every case of a folder and those below it, by id; `only` keeps families or ids.

    Raises Invalid naming the file and the place, for a case that cannot be read or names what its log lacks.
    """
    found = [read_case(path) for path in sorted(folder.rglob("*.yaml"))]
    ids = [case.id for case in found]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise Invalid(f"Two eval cases are called {twice[0]}", mend="Give each case an id of its own")
    kept = [case for case in found if not only or case.id in only or case.family in only]
    return tuple(sorted(kept, key=lambda case: case.id))


def read_case(path: Path) -> Case:
    """One case file; raises Invalid."""
    raw = path.read_text(encoding="utf-8")
    try:
        written = _WrittenCase.model_validate(yaml.safe_load(raw))
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise _bad(path, f"it is not YAML{where}") from None
    except ValidationError as broken:
        first = broken.errors()[0]
        raise _bad(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    words = written.log.encode() or _log_file(path, written.log_file)
    try:
        log = read_log(words, filename=written.log_file or f"{written.id}.md").log
    except CaseError as broken:
        raise _bad(path, f"its log cannot be read: {broken}") from None
    rubric = written.rubric or built_in_rubric()
    if written.dimensions:
        kept = tuple(dimension for dimension in rubric.dimensions if dimension.id in written.dimensions)
        if len(kept) != len(set(written.dimensions)):
            raise _bad(path, "dimensions names one its rubric lacks")
        rubric = rubric.model_copy(update={"dimensions": kept})
    named = [*(truth.about for truth in written.truths), *(trap.about for trap in written.traps)]
    for about in [*named, *(gap.about for gap in written.gaps if gap.about)]:
        try:
            _only(log.entries, about)
        except LookupError as wrong:
            raise _bad(path, str(wrong)) from None
    return Case(
        id=written.id,
        family=written.family,
        tries=written.tries,
        log=log,
        rubric=rubric,
        truths=written.truths,
        traps=written.traps,
        never=written.never,
        gaps=written.gaps,
        bullets=written.bullets,
        digest=hashlib.sha256(raw.encode() + words).hexdigest(),
    )


def _log_file(path: Path, name: str) -> bytes:
    # The wheel carries the shipped examples beside their cases (pyproject.toml): it has no folder of that name.
    for file in (path.parent / name, path.parent / Path(name).name) if name else ():
        if file.is_file():
            return file.read_bytes()
    raise _bad(path, "it has neither a log nor a log_file that is there")


def _only(entries: Sequence[BragEntry], about: str) -> BragEntry:
    wanted = _flat(about)
    found = [entry for entry in entries if wanted in _flat(words_of(entry))]
    if len(found) != 1:
        raise LookupError(f"{len(found)} entries of its log hold “{about}”; name words that stand in just one")
    return found[0]


def words_of(entry: BragEntry) -> str:
    """All words of an entry: its own, and what others said."""
    return "\n".join(passage.words for passage in entry.passages())


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _bad(path: Path, why: str) -> Invalid:
    return Invalid(f"The eval case {path.name} cannot be used: {why}", mend="docs/evals.md shows the form of a case")
