"""Marks every rubric line by the evidence, beside what the person believes; what is never shown is what to do."""

from collections.abc import Iterator, Sequence

from service.coaching.quoting import telling
from service.domain.assessment import AssessedLine, Assessment, Belief, Mark
from service.domain.brag import BragLog
from service.domain.coached import Quoted
from service.domain.evidence import CaseMap, MappedDimension, Standing
from service.domain.rubric import Rubric
from service.errors import Invalid

EVIDENCE = 3
_MARKS = {Standing.CONSISTENT: Mark.ALREADY, Standing.SOMETIMES: Mark.SOMETIMES, Standing.NOT_YET: Mark.NEVER}


def assess(log: BragLog, rubric: Rubric, mapped: CaseMap, beliefs: Sequence[Belief]) -> Assessment:
    """The assessment of a log; raises Invalid for a belief about a line that the rubric lacks."""
    refuse_strange_lines(rubric, beliefs)
    believed = {one.dimension: one.mark for one in beliefs}
    found = {one.id: one for one in mapped.dimensions}
    lines = tuple(
        AssessedLine(
            dimension=one.id,
            name=one.name,
            asks=one.next,
            by_evidence=_MARKS[found[one.id].standing],
            why=found[one.id].why_this_standing,
            evidence=tuple(_showing(found[one.id], log)),
            believed=believed.get(one.id),
        )
        for one in rubric.dimensions
    )
    wanting = sorted(
        (one for one in lines if one.by_evidence is not Mark.ALREADY), key=lambda one: one.by_evidence is not Mark.NEVER
    )
    return Assessment(lines=lines, to_do=tuple(one.dimension for one in wanting))


def refuse_strange_lines(rubric: Rubric, beliefs: Sequence[Belief]) -> None:
    """Raises Invalid for a belief about a line that the rubric lacks."""
    if {one.dimension for one in beliefs} - {one.id for one in rubric.dimensions}:
        raise Invalid("The rubric has no such line", mend="Name the lines by the rubric's dimension ids")


def _showing(one: MappedDimension, log: BragLog) -> Iterator[Quoted]:
    entries = log.by_id()
    if one.standing is Standing.NOT_YET:
        return
    for row in [row for row in one.evidence[:40] if row.shows_next][:EVIDENCE]:
        if quoted := telling(entries[row.entry]):
            yield quoted
