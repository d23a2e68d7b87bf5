"""What a run of the evals found, case by case, with all that it was made from: the file that `diff` compares."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.suite.cases import Case, Family
from service.domain.brag import EntryId
from service.domain.claims import Kind, Ruling
from service.domain.gaps import GapKind
from service.domain.packet import DraftedBy, Usage
from service.domain.rubric import DimensionId
from service.errors import Invalid

RUNS = Path("evals-runs")
"""Where runs are kept unless told otherwise: a folder below the one that the command is called in."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Released(_Value):
    """A sentence that reached the packet. `leads` is true of a bullet's first."""

    text: str
    cites: tuple[EntryId, ...]
    by: DraftedBy
    dimension: DimensionId
    leads: bool


class Proposed(_Value):
    """A sentence the model wrote before anything was ruled on; `cites` are the entries it named."""

    text: str
    cites: tuple[EntryId, ...]


class NotReleased(_Value):
    """A sentence of the model that was withheld, and why."""

    text: str
    ruling: Ruling
    because: str
    settled_by: str


class Asked(_Value):
    """A gap question of the packet."""

    dimension: DimensionId
    kind: GapKind
    entry: EntryId | None
    question: str


class Planted(_Value):
    """What was planted, whether it is a lie (`kind` set), and whether it was released.

    `ruling` and `because` are empty for what never came before the panel, such as a copy of a sentence said before.
    """

    about: EntryId
    text: str
    kind: Kind | None
    released: bool
    ruling: Ruling | None = None
    expected: Ruling | None = None
    because: str = ""


class Rewritten(_Value):
    """A vague bullet before and after, and the questions asked."""

    before: str
    after: str
    by: DraftedBy
    questions: tuple[str, ...]


class CaseRun(_Value):
    """One case's outcome. `unscored` says why the model's part could not be run; that part is then empty.

    `seconds` is what the model's calls took when they were made or recorded.
    """

    case: str
    family: Family
    digest: str
    released: tuple[Released, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    withheld: tuple[NotReleased, ...] = ()
    planted: tuple[Planted, ...] = ()
    gaps: tuple[Asked, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    usage: Usage = Usage()
    seconds: float = 0.0
    unscored: str = ""
    missing: tuple[str, ...] = ()


class Made(_Value):
    """What a run was made from; two runs are comparable when `model`, `judge`, `cases` and `checker` agree."""

    service: str
    model: str
    base_url: str
    samples: int
    prompts: dict[str, str]
    judge: str
    cases: dict[str, str]
    checker: str
    embedder: str


class Run(_Value):
    """A named run."""

    name: str
    made: Made
    cases: tuple[CaseRun, ...]

    @property
    def unscored(self) -> tuple[CaseRun, ...]:
        return tuple(case for case in self.cases if case.unscored)


def digests(cases: Iterable[Case]) -> dict[str, str]:
    """What each case's file holds, as sha256 in hex."""
    return {case.id: case.digest for case in cases}


def keep_run(run: Run, path: Path) -> None:
    """Writes a run, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def read_run(path: Path) -> Run:
    """A run as kept; raises Invalid."""
    try:
        return Run.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Invalid(
            f"{path.name} is not an eval run that can be read", mend="Make one with promocase eval run --name NAME"
        ) from None
