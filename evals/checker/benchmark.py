"""Runs the checker over one half of its set, by the path the service takes, and counts what it catches and misses."""

import time
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from evals.checker.cases import CheckerSet, Half, Span
from evals.mutations.planting import plant
from service.domain.brag import BragEntry
from service.domain.built_in import built_in_rubric
from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.verification.panel import Panel, Ruled
from service.verification.sentences import sentence_spans

_WORST = (Ruling.CONTRADICTED, Ruling.UNSUPPORTED, Ruling.OVERSTATED, Ruling.UNJUDGED, Ruling.SUPPORTED)


class Origin(StrEnum):
    """Who made a row."""

    HONEST = "honest"
    MUTATION = "mutation"
    HAND = "hand"
    MODEL = "model"


class Row(BaseModel):
    """One sentence with its label. `span` is what makes it untrue; `rule` the mutation rule or the prompt it came by;
    `source` the true sentence a rule made it from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    origin: Origin
    half: Half
    entry: BragEntry
    text: str
    true: bool
    kind: Kind | None = None
    ruling: Ruling | None = None
    span: Span | None = None
    rule: str = ""
    source: str = ""
    reason: str = ""


class Answer(BaseModel):
    """What the checker said of a row: the worst of its sentences. `claimed` is where its findings point."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: Row
    ruling: Ruling
    settled_by: Kind
    because: str
    claimed: tuple[Span, ...] = ()

    @property
    def right(self) -> bool:
        """A truth supported, or a lie not: "could not judge" releases nothing, so it holds a lie and harms a truth."""
        return (self.ruling is Ruling.SUPPORTED) is self.row.true

    @property
    def points_at_it(self) -> bool:
        """Whether a finding overlaps the words that make the row untrue."""
        if self.row.span is None:
            return False
        start, end = self.row.span
        return any(there < end and start < over for there, over in self.claimed)


class Answers(BaseModel):
    """Every row of a half with its answer, and the CPU seconds the checker took for its `sentences`.

    `cleared` holds the ids of the lies made by rule whose true source the checker supports: there, only the change can
    have been caught.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    half: Half
    answers: tuple[Answer, ...]
    cleared: frozenset[str]
    sentences: int
    cpu_s: float


def rows_of(half: CheckerSet) -> tuple[Row, ...]:
    """Honest rewordings, lies made by rule, lies written by hand and model bullets, in that order."""
    return (*_honest(half), *_mutations(half), *_by_hand(half), *_bullets(half))


def _honest(half: CheckerSet) -> Iterator[Row]:
    for case in half.cases:
        for n, text in enumerate(case.honest):
            yield Row(
                id=f"{case.entry.id}/honest/{n}",
                origin=Origin.HONEST,
                half=half.half,
                entry=case.entry,
                text=text,
                true=True,
            )


def _mutations(half: CheckerSet) -> Iterator[Row]:
    for case in half.cases:
        for n, lie in enumerate(plant(case.entry, case.profession, case.honest)):
            yield Row(
                id=f"{case.entry.id}/{lie.rule}/{n}",
                origin=Origin.MUTATION,
                half=half.half,
                entry=case.entry,
                text=lie.text,
                true=False,
                kind=lie.kind,
                ruling=lie.ruling,
                span=(lie.start, lie.end),
                rule=lie.rule,
                source=lie.source,
            )


def _by_hand(half: CheckerSet) -> Iterator[Row]:
    for case in half.cases:
        for n, lie in enumerate(case.lies):
            yield Row(
                id=f"{case.entry.id}/hand/{n}",
                origin=Origin.HAND,
                half=half.half,
                entry=case.entry,
                text=lie.text,
                true=False,
                kind=lie.kind,
                ruling=lie.ruling,
                span=lie.span,
            )


def _bullets(half: CheckerSet) -> Iterator[Row]:
    for bullet in half.bullets:
        yield Row(
            id=f"{bullet.id}/model",
            origin=Origin.MODEL,
            half=half.half,
            entry=bullet.entry,
            text=bullet.text,
            true=bullet.true,
            kind=bullet.kind,
            ruling=bullet.ruling,
            span=bullet.span,
            rule=bullet.prompt,
            reason=bullet.reason,
        )


def answer_all(half: Half, rows: Sequence[Row], clock: Callable[[], float] = time.process_time) -> Answers:
    """Every row ruled against its own entry, and the time that took on one core once the checker is warm."""
    panel = Panel()
    for row in rows[:20]:
        answer(row, panel)
    started = clock()
    answers = tuple(answer(row, panel) for row in rows)
    spent = clock() - started
    return Answers(
        half=half,
        answers=answers,
        cleared=_cleared(rows, panel),
        sentences=sum(len(sentence_spans(row.text)) for row in rows),
        cpu_s=spent,
    )


def _cleared(rows: Sequence[Row], panel: Panel) -> frozenset[str]:
    sources = {(row.entry.id, row.source): row for row in rows if row.source}
    supported = {
        key
        for key, row in sources.items()
        if answer(row.model_copy(update={"text": row.source}), panel).ruling is Ruling.SUPPORTED
    }
    return frozenset(row.id for row in rows if (row.entry.id, row.source) in supported)


def answer(row: Row, panel: Panel) -> Answer:
    """The row split into sentences as the service splits a draft, each ruled by code; the worst ruling is the row's."""
    evidence = Evidence(cited=(row.entry,), rubric=built_in_rubric())
    spans = sentence_spans(row.text)
    ruled = [
        panel.rule_by_code(Claim(text=row.text[start:end], cites=(row.entry.id,)), evidence) for start, end in spans
    ]
    worst = min(ruled, key=lambda one: _WORST.index(one.verdict.ruling))
    return Answer(
        row=row,
        ruling=worst.verdict.ruling,
        settled_by=worst.verdict.settled_by,
        because=worst.verdict.because,
        claimed=tuple(_claimed(ruled, spans)),
    )


def _claimed(ruled: Sequence[Ruled], spans: Sequence[Span]) -> Iterator[Span]:
    for one, (start, _) in zip(ruled, spans, strict=True):
        for finding in one.findings:
            if finding.claimed is not None:
                yield start + finding.claimed[0], start + finding.claimed[1]
