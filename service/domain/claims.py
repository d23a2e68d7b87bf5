"""Claims and rulings: one sentence of a draft, what it cites, and what code says about it."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry, EntryId
from service.domain.rubric import Rubric


class Ruling(StrEnum):
    """What the cited entries say of a sentence.

    OVERSTATED: they say a weaker thing. UNSUPPORTED: they do not say it. CONTRADICTED: they say otherwise.
    UNJUDGED: nobody here could tell; neither a pass nor a fail, and not released.
    """

    SUPPORTED = "supported"
    OVERSTATED = "overstated"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    UNJUDGED = "unjudged"


class Kind(StrEnum):
    """What settled a ruling: the check's name."""

    CITATION = "citation"
    FIGURES = "figures"
    DATES = "dates"
    AGENCY = "agency"
    REACH = "reach"
    PEOPLE = "people"
    QUOTES = "quotes"
    COMPLETION = "completion"
    CREDIT = "credit"
    CAUSE = "cause"
    FREQUENCY = "frequency"
    CERTAINTY = "certainty"
    ABSOLUTES = "absolutes"
    COMPARISON = "comparison"
    NEGATION = "negation"
    LEVEL = "level"
    RUBRIC_ECHO = "rubric_echo"
    INVENTION = "invention"
    VERBATIM = "verbatim"
    WORDING = "wording"
    ENTAILMENT = "entailment"


class Span(BaseModel):
    """Characters `start` to `end` (code points, end exclusive) of one field of one entry that a ruling rests on.

    `field` is `text`, `outcome` or `corroborations.N`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: EntryId
    field: str = "text"
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Verdict(BaseModel):
    """The panel's word on one sentence. `because` offers the weaker truth where there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ruling: Ruling
    because: str
    settled_by: Kind
    spans: tuple[Span, ...] = ()


class Finding(BaseModel):
    """One check's objection to a sentence. `question` is what, answered by the person, would settle it.

    `claimed` is where in the sentence the objection points (start, end; code points).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    ruling: Ruling
    because: str
    question: str = ""
    spans: tuple[Span, ...] = ()
    claimed: tuple[int, int] | None = None


class Claim(BaseModel):
    """A sentence with the ids it cites, as anybody (a model, another tool, the person) wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cites: tuple[EntryId, ...] = ()


class Evidence(BaseModel):
    """What a claim is ruled against: the entries it cites; the log's others, to name a wrong citation; the rubric."""

    model_config = ConfigDict(frozen=True)

    cited: tuple[BragEntry, ...]
    others: tuple[BragEntry, ...] = ()
    rubric: Rubric | None = None
