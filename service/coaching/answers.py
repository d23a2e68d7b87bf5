"""Reads a manager's answer into lines, each the very words it rests on, and lays it beside the company's ladder."""

from collections.abc import Iterator, Sequence

from service.coaching.decisions import lacks
from service.coaching.topics import stems_of, topics_of
from service.domain.answers import (
    Conflict,
    ConflictKind,
    ManagerAnswer,
    ManagersRubric,
    ReadAnswer,
    ReadLine,
    Side,
    Source,
)
from service.domain.decisions import Reading, Stretch
from service.domain.quantities import quantities
from service.domain.reach import Reach, reach_of
from service.domain.rubric import Dimension, DimensionId, Rubric, RubricId
from service.errors import Invalid, NotFound

LEAST_STEMS = 2
MOST_LINES = 60


def read_answer(answer: ManagerAnswer, reading: Reading) -> ReadAnswer:
    """The lines of an answer: sentences that say of what something is missing, or name work that can be pointed to."""
    # An answer tells what is there beside what is not: only words of lack tell the two apart.
    missing = {gap.said.start for gap in reading.gaps if lacks(gap.said.words)}
    aside = {stretch.start for stretch in (*reading.soft, *reading.blockers)}
    lines: list[ReadLine] = []
    over: list[Stretch] = []
    for said in (sentence.said for sentence in reading.sentences):
        start, told = said.start, topics_of(said.words)
        if start in aside or (start not in missing and (not told or len(stems_of(said.words)) < LEAST_STEMS)):
            over.append(said)
            continue
        side = Side.MISSING if start in missing else Side.POINTED_TO
        name = told[0].capitalize() if told else f"Line {len(lines) + 1}"
        lines.append(ReadLine(n=len(lines) + 1, side=side, name=name, said=said))
    return ReadAnswer(answer=answer, lines=tuple(lines), passed_over=tuple(over))


def managers_rubric(read: ReadAnswer, confirmed: Sequence[int], ladder: Rubric | None) -> ManagersRubric:
    """The rubric of the confirmed lines, the ladder's after them; raises Invalid for numbers of no line, or none, and
    for more lines than a rubric holds."""
    lines = {line.n: line for line in read.lines}
    if not confirmed or any(n not in lines for n in confirmed):
        raise Invalid("These are not lines of the answer", mend="Give the numbers of the lines you confirm")
    of_ladder = ladder.dimensions if ladder else ()
    chosen = [lines[n] for n in dict.fromkeys(confirmed)]
    if len(chosen) + len(of_ladder) > MOST_LINES:
        raise Invalid("These are more lines than a rubric holds", mend=f"Confirm fewer; it holds {MOST_LINES}")
    taken = {one.id for one in of_ladder}
    own = [_dimension(line, next(id for id in _ids(read, line) if id not in taken)) for line in chosen]
    rubric = Rubric(
        title=f"What {read.answer.who} said on {read.answer.when.isoformat()}"[:200],
        from_level=ladder.from_level if ladder else "",
        to_level=ladder.to_level if ladder else "",
        dimensions=(*own, *of_ladder),
    )
    return _traced(read, None, rubric)


def rubric_of_answer(read: ReadAnswer, id: RubricId, rubric: Rubric) -> ManagersRubric:
    """A stored rubric with its lines traced to the answer again; raises NotFound for one that was not made of it."""
    made = _traced(read, id, rubric)
    if not any(one.said for one in made.sources):
        raise NotFound("No such rubric was made of this answer", mend="Confirm the answer's lines to make one")
    return made


def _ids(read: ReadAnswer, line: ReadLine) -> tuple[DimensionId, DimensionId]:
    """The id of a line in its rubric, and the one it has where the ladder beside it was made of an answer, too."""
    return DimensionId(f"line-{line.n}"), DimensionId(f"{read.answer.id}-{line.n}")


def _dimension(line: ReadLine, id: DimensionId) -> Dimension:
    return Dimension(id=id, name=line.name, next=line.said.words[:4_000])


def _traced(read: ReadAnswer, id: RubricId | None, rubric: Rubric) -> ManagersRubric:
    possible = {one: line.said for line in read.lines for one in (_dimension(line, id) for id in _ids(read, line))}
    own = [one for one in rubric.dimensions if one in possible]
    of_ladder = [one for one in rubric.dimensions if one not in possible]
    return ManagersRubric(
        id=id,
        answer=read.answer.id,
        rubric=rubric,
        sources=tuple(Source(dimension=one.id, said=possible.get(one)) for one in rubric.dimensions),
        conflicts=tuple(_conflicts(own, of_ladder)) if of_ladder else (),
    )


def _conflicts(own: Sequence[Dimension], ladder: Sequence[Dimension]) -> Iterator[Conflict]:
    met: set[DimensionId] = set()
    for line in own:
        partner = max(ladder, key=lambda one: _shared(line, one))
        if _shared(line, partner) == 0:
            yield Conflict(kind=ConflictKind.ONLY_MANAGER, manager=line.next, ladder="")
            continue
        met.add(partner.id)
        reaches = reach_of(line.next), reach_of(partner.next)
        if Reach.SELF not in reaches and reaches[0] != reaches[1]:
            yield Conflict(kind=ConflictKind.DIFFERENT_REACH, manager=line.next, ladder=partner.next)
        figures = [{one.value for one in quantities(text)} for text in (line.next, partner.next)]
        if all(figures) and figures[0] != figures[1]:
            yield Conflict(kind=ConflictKind.DIFFERENT_FIGURES, manager=line.next, ladder=partner.next)
    for one in ladder:
        if one.id not in met:
            yield Conflict(kind=ConflictKind.ONLY_LADDER, manager="", ladder=one.next)


def _shared(line: Dimension, other: Dimension) -> int:
    theirs = f"{other.name}. {other.next}"
    return len(set(topics_of(line.next)) & set(topics_of(theirs))) + len(stems_of(line.next) & stems_of(theirs))
