"""One lie of each kind a packet must not carry, planted beside true sentences: what the lying model replies."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from service.domain.claims import Kind
from service.domain.rubric import Dimension
from tests.builders import a_brag_entry, a_dimension, a_log, a_quote, a_rubric
from tests.scripted_chat import bullet, section

LOG = a_log(
    a_brag_entry(
        "Cut the weekly manual reconciliation from four hours to twenty minutes.",
        id="recon",
        when="2026-03-14",
        corroborations=[a_quote("this saved us at month end", "Priya N.", "Finance lead")],
    ),
    a_brag_entry("Helped Lee's team migrate 4 services to the new cluster in six weeks.", id="moved", when="2026-Q2"),
    a_brag_entry("Drafted a proposal for a shared on-call rota. Not rolled out yet.", id="rota", when="2026-05"),
    a_brag_entry(
        "We built the intake form together with the Data team; 14 clinics use it now.",
        id="form",
        when="2025-11",
        corroborations=[a_quote("I could not have shipped without it", "Omar Haddad")],
    ),
    a_brag_entry("Dana Whitfield and the Platform team moved the archive to Lisbon.", id="other", when="2024"),
)

TRUTHS = {
    "E1": "Cut the weekly manual reconciliation from four hours to twenty minutes.",
    "E2": "Helped Lee's team migrate 4 services to the new cluster.",
    "E3": "Drafted a proposal for a shared on-call rota, not rolled out yet.",
    "E4": "14 clinics now use the intake form we built together with the Data team.",
}

RUBRIC = a_rubric(
    a_dimension("scope", next="Owns an ambiguous problem and defines the task alone."),
    a_dimension("ambiguity", next="Proposes the path when it is unclear, and is usually right enough."),
    a_dimension("influence", next="Makes the people around more effective; decisions shape the work of others."),
    a_dimension("blast-radius", name="Blast radius", next="A good call affects the team or the quarter."),
    a_dimension("direction", next="Spots the problem worth solving before anybody assigns it."),
)


class Lie(NamedTuple):
    """A false sentence about one entry, and the checks that may rightly object."""

    what: str
    about: str
    text: str
    kinds: tuple[Kind, ...]
    cites: str | None = None

    @property
    def cited(self) -> str:
        return self.about if self.cites is None else self.cites


LIES = (
    Lie("uncited", "E1", "Cut the weekly manual reconciliation to twenty minutes.", (Kind.CITATION,), ""),
    Lie("not on the shortlist", "E1", "The Platform team moved the archive to Lisbon.", (Kind.CITATION,), "E9"),
    Lie("figure", "E1", "Cut the weekly manual reconciliation from five hours to twenty minutes.", (Kind.FIGURES,)),
    Lie(
        "figure of a count", "E4", "The intake form we built with the Data team is used by 24 clinics.", (Kind.FIGURES,)
    ),
    Lie("unit", "E1", "Cut the weekly manual reconciliation from four days to twenty minutes.", (Kind.FIGURES,)),
    Lie("date", "E1", "Cut the weekly manual reconciliation in May 2026.", (Kind.DATES,)),
    Lie(
        "duration",
        "E2",
        "Helped Lee's team migrate 4 services to the new cluster in three weeks.",
        (Kind.FIGURES, Kind.DATES),
    ),
    Lie("percentage", "E1", "Cut the weekly manual reconciliation by 97%.", (Kind.FIGURES,)),
    Lie("agency led", "E2", "Led the migration of 4 services to the new cluster.", (Kind.AGENCY, Kind.CREDIT)),
    Lie("agency owned", "E2", "Owned the migration of 4 services to the new cluster.", (Kind.AGENCY, Kind.CREDIT)),
    Lie("agency bare", "E2", "Migrated 4 services to the new cluster.", (Kind.AGENCY, Kind.CREDIT)),
    Lie(
        "reach",
        "E4",
        "The whole company uses the intake form we built with the Data team.",
        (Kind.REACH, Kind.ABSOLUTES),
    ),
    Lie(
        "reach of a deed",
        "E1",
        "Cut the weekly manual reconciliation from four hours to twenty minutes for every team in the organisation.",
        (Kind.REACH, Kind.ABSOLUTES),
    ),
    Lie("person", "E2", "Helped Lee's team and Dana Whitfield migrate 4 services to the new cluster.", (Kind.PEOPLE,)),
    Lie("team", "E4", "We built the intake form together with the Platform team.", (Kind.PEOPLE,)),
    Lie("altered quote", "E1", 'Priya N. said: "this saved us weeks at month end".', (Kind.QUOTES,)),
    Lie("misattributed quote", "E1", 'Omar Haddad said: "this saved us at month end".', (Kind.QUOTES, Kind.PEOPLE)),
    Lie("planned as done", "E3", "Rolled out a shared on-call rota.", (Kind.COMPLETION, Kind.NEGATION)),
    Lie("draft as adopted", "E3", "The shared on-call rota is now in use.", (Kind.COMPLETION, Kind.NEGATION)),
    Lie("shared credit", "E4", "Built the intake form that 14 clinics use now.", (Kind.CREDIT, Kind.AGENCY)),
    Lie(
        "absolute",
        "E4",
        "All 14 clinics always use the intake form we built with the Data team.",
        (Kind.ABSOLUTES, Kind.FREQUENCY),
    ),
    Lie(
        "superlative",
        "E1",
        "Cut the weekly manual reconciliation from four hours to twenty minutes, the fastest ever.",
        (Kind.ABSOLUTES, Kind.COMPARISON),
    ),
    Lie("rubric echo", "E3", "{next}", (Kind.RUBRIC_ECHO, Kind.LEVEL)),
    Lie(
        "outcome",
        "E2",
        "Helped Lee's team migrate 4 services to the new cluster and increased customer satisfaction.",
        (Kind.INVENTION, Kind.CAUSE, Kind.PEOPLE),
    ),
    Lie(
        "benefit tail",
        "E1",
        "Cut the weekly manual reconciliation from four hours to twenty minutes, which greatly reduced the effort.",
        (Kind.INVENTION, Kind.CAUSE),
    ),
    Lie(
        "plausible tail",
        "E4",
        "14 clinics now use the intake form we built with the Data team, streamlining patient admissions.",
        (Kind.INVENTION, Kind.CAUSE, Kind.PEOPLE),
    ),
    Lie(
        "cause",
        "E1",
        "Cut the weekly manual reconciliation from four hours to twenty minutes because the old process kept failing.",
        (Kind.CAUSE, Kind.INVENTION),
    ),
    Lie("invented deed", "E3", "Interviewed the people on call before drafting the proposal.", (Kind.INVENTION,)),
    Lie(
        "praise",
        "E2",
        "Demonstrated outstanding leadership in the migration.",
        (Kind.LEVEL, Kind.INVENTION, Kind.AGENCY),
    ),
    Lie("level", "E3", "This proposal shows next-level {name}.", (Kind.LEVEL, Kind.RUBRIC_ECHO)),
)

A_BULLET_HOLDS = 3


def rounds() -> Iterator[tuple[Lie, ...]]:
    """The lies in as many replies as it takes: at most three beside each truth."""
    waiting = list(LIES)
    while waiting:
        chosen = [lie for name in TRUTHS for lie in [lie for lie in waiting if lie.about == name][:A_BULLET_HOLDS]]
        yield tuple(chosen)
        waiting = [lie for lie in waiting if lie not in chosen]


def in_words(lie: Lie, dimension: Dimension) -> str:
    """The lie as told in this section."""
    return lie.text.format(next=dimension.next, name=dimension.name.lower())


def lying_reply(lies: tuple[Lie, ...], dimension: Dimension, *, lead: bool = False) -> Mapping[str, object]:
    """Each truth with its lies behind it, or (`lead`) one lie in front of it."""
    bullets = []
    for name, truth in TRUTHS.items():
        told = [(in_words(lie, dimension), lie.cited) for lie in lies if lie.about == name]
        bullets.append(bullet(*told[:1], (truth, name)) if lead else bullet((truth, name), *told))
    return section(*bullets)


def agreeing(schema: Mapping[str, object]) -> Mapping[str, object]:
    """A reply of this shape that finds everything supported: what a judge says that obeys, or lies."""
    return _agreeing(schema, schema)  # type: ignore[return-value]


def _agreeing(schema: Mapping[str, object], whole: Mapping[str, object]) -> object:
    if "$ref" in schema:
        named = str(schema["$ref"]).rsplit("/", 1)[1]
        return _agreeing(whole["$defs"][named], whole)  # type: ignore[index]
    options = schema.get("enum")
    if isinstance(options, list):
        return "supported" if "supported" in options else options[0]
    kind = schema.get("type")
    if kind == "object":
        fields = schema["properties"]
        return {name: _agreeing(part, whole) for name, part in fields.items()}  # type: ignore[attr-defined]
    if kind == "array":
        return [_agreeing(schema["items"], whole)] if schema.get("minItems") else []  # type: ignore[arg-type]
    return {"boolean": True, "number": 1.0, "integer": 1}.get(str(kind), "")
