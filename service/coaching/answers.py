"""Reads a manager's answer into lines, each the very words it rests on, and lays it beside the company's ladder."""

from collections.abc import Iterator, Sequence

from service.coaching.decisions import read_decision
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
from service.domain.decisions import Stretch
from service.domain.quantities import quantities
from service.domain.reach import Reach, reach_of
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.errors import Invalid
from service.verification.sentences import sentence_spans

LEAST_STEMS = 2


def read_answer(answer: ManagerAnswer) -> ReadAnswer:
    """The lines of an answer: sentences that say of what something is missing, or name work that can be pointed to."""
    reading = read_decision(answer.text)
    missing = {gap.said.start for gap in reading.gaps}
    aside = {stretch.start for stretch in (*reading.soft, *reading.blockers)}
    lines: list[ReadLine] = []
    over: list[Stretch] = []
    for start, end in sentence_spans(answer.text):
        said = Stretch(words=answer.text[start:end], start=start, end=end)
        told = topics_of(said.words)
        if start in aside or (start not in missing and (not told or len(stems_of(said.words)) < LEAST_STEMS)):
            over.append(said)
            continue
        side = Side.MISSING if start in missing else Side.POINTED_TO
        name = told[0].capitalize() if told else f"Line {len(lines) + 1}"
        lines.append(ReadLine(n=len(lines) + 1, side=side, name=name, said=said))
    return ReadAnswer(answer=answer, lines=tuple(lines), passed_over=tuple(over))


def managers_rubric(read: ReadAnswer, confirmed: Sequence[int], ladder: Rubric | None) -> ManagersRubric:
    """The rubric of the confirmed lines, the ladder's after them; raises Invalid for numbers of no line, or none."""
    lines = {line.n: line for line in read.lines}
    if not confirmed or any(n not in lines for n in confirmed):
        raise Invalid("These are not lines of the answer", mend="Give the numbers of the lines you confirm")
    chosen = [lines[n] for n in dict.fromkeys(confirmed)]
    own = [Dimension(id=DimensionId(f"line-{line.n}"), name=line.name, next=line.said.words[:4_000]) for line in chosen]
    of_ladder = ladder.dimensions if ladder else ()
    when = read.answer.when.isoformat()
    return ManagersRubric(
        id=None,
        answer=read.answer.id,
        rubric=Rubric(
            title=f"What {read.answer.who} said on {when}"[:200],
            from_level=ladder.from_level if ladder else "",
            to_level=ladder.to_level if ladder else "",
            dimensions=(*own, *of_ladder),
        ),
        sources=(
            *(Source(dimension=one.id, said=line.said) for one, line in zip(own, chosen, strict=True)),
            *(Source(dimension=one.id, said=None) for one in of_ladder),
        ),
        conflicts=tuple(_conflicts(own, of_ladder)) if ladder else (),
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
