"""Small, readable values for tests: only what a test is about needs to be said."""

from collections.abc import Sequence

from service.domain.brag import BragEntry, BragLog, Corroboration, EntryId
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.domain.when import When


def a_quote(quote: str = "this saved us at month end", who: str = "Priya N.", role: str | None = None) -> Corroboration:
    return Corroboration(quote=quote, who=who, role=role)


def a_brag_entry(
    text: str = "Cut the weekly manual reconciliation from four hours to twenty minutes.",
    *,
    id: str = "e1",
    when: str | None = "2026-03-14",
    outcome: str | None = None,
    dimensions: Sequence[str] = (),
    corroborations: Sequence[Corroboration] = (),
    links: Sequence[str] = (),
) -> BragEntry:
    return BragEntry(
        id=EntryId(id),
        when=When.parse(when),
        text=text,
        outcome=outcome,
        dimensions=tuple(dimensions),
        corroborations=tuple(corroborations),
        links=tuple(links),
    )


def a_log(*entries: BragEntry) -> BragLog:
    return BragLog(entries=entries or (a_brag_entry(),))


def a_dimension(
    id: str = "scope",
    *,
    name: str | None = None,
    current: str = "Owns a well-defined task once it is handed over.",
    next: str = "Owns an unclear problem and defines the task.",
) -> Dimension:
    return Dimension(id=DimensionId(id), name=name or id.title(), current=current, next=next)


def a_rubric(*dimensions: Dimension) -> Rubric:
    return Rubric(title="A ladder", from_level="L4", to_level="L5", dimensions=dimensions or (a_dimension(),))
