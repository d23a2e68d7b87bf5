"""The plan after a decision: each named gap with the rubric line and the work it is about, a midway look, and the two
messages a person would rather not have to word: the question that asks for a gap, and what was heard put in writing."""

from collections.abc import Mapping
from datetime import date, timedelta

from service.coaching.goalposts import goalposts
from service.coaching.quoting import telling
from service.coaching.shapes import shapes_of
from service.coaching.topics import stems_of, topics_of
from service.domain.brag import BragEntry, BragLog
from service.domain.decisions import Decision, NamedGap, Plan, PlannedGap, Reading
from service.domain.evidence import RankedEntry, Standing
from service.domain.notes import NoteId
from service.domain.rubric import Dimension, Rubric

WITNESSES = 6


def plan(
    decision: Decision,
    read: Mapping[NoteId, tuple[Decision, Reading]],
    rubric: Rubric,
    log: BragLog | None,
    closest: Mapping[int, RankedEntry],
) -> Plan:
    """`read` holds this one and those before it, each as it was read; `closest` the entry nearest to each gap, by the
    gap's place."""
    reading = read[decision.id][1]
    entries = log.by_id() if log else {}
    gaps = tuple(
        _planned(gap, rubric, near, entries[near.entry] if near and near.entry in entries else None)
        for place, gap in enumerate(reading.gaps)
        for near in (closest.get(place),)
    )
    checkpoint = midway(decision.when, decision.revisit)
    return Plan(
        decision=decision,
        reading=reading,
        gaps=gaps,
        question="" if reading.gaps else question(decision, reading, rubric),
        follow_up=follow_up(decision, reading, checkpoint) if reading.gaps else "",
        checkpoint=checkpoint,
        witnesses=_witnesses(log),
        goalposts=goalposts(read, log),
    )


def midway(start: date, end: date | None) -> date | None:
    """The day midway between two; None where there is no end, or none after the start."""
    return start + timedelta(days=(end - start).days // 2) if end and end > start else None


def question(decision: Decision, reading: Reading, rubric: Rubric) -> str:
    """A polite message that asks for a gap concrete enough to act on, quoting what was said instead of one."""
    names = ", ".join(dimension.name for dimension in rubric.dimensions[:8])
    lines = [f"Hello {decision.who},", "", f"Thank you for telling me about the decision on {_day(decision.when)}."]
    if reading.blockers:
        lines += [f"I understood that part of it is not about my work: “{reading.blockers[0].words}”"]
    if reading.soft:
        lines += [f"You said: “{reading.soft[0].words}” I would like to turn that into something I can work on."]
    else:
        lines += ["I would like to turn it into something I can work on."]
    lines += [
        "What specific evidence would have made this a yes?",
        f"And on which of these was the case thinnest: {names}?",
        "A sentence or two is plenty. I will write back what I understood, so that we both have the same words.",
    ]
    return "\n".join(lines)


def follow_up(decision: Decision, reading: Reading, checkpoint: date | None) -> str:
    """A short message that puts what was heard in writing and asks for a confirmation."""
    lines = [
        f"Hello {decision.who},",
        "",
        f"Thank you for talking to me on {_day(decision.when)}. So that I get it right, this is what I took away:",
        *(f"- “{gap.said.words}”" for gap in reading.gaps),
        *(f"- Not about my work: “{stretch.words}”" for stretch in reading.blockers),
    ]
    if decision.revisit:
        lines.append(f"I will work on showing this by {_day(decision.revisit)}.")
    else:
        lines.append("By when would you want to see it? I suggest we agree on a day now.")
    if checkpoint:
        lines.append(f"Could we look at it together midway, around {_day(checkpoint)}?")
    else:
        lines.append("And could we agree on a day midway to look at it together?")
    lines.append("Is that right, and would it be enough? Please correct whatever I misheard.")
    return "\n".join(lines)


def line_for(gap: NamedGap, rubric: Rubric) -> Dimension | None:
    """The rubric line a gap is about: named in it, or the one that shares most with it; None where none does."""
    said = gap.said.words
    for dimension in rubric.dimensions:
        if dimension.name.lower() in said.lower():
            return dimension
    scored = [(_shared(gap, dimension), dimension) for dimension in rubric.dimensions]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] >= 2 else None


def _shared(gap: NamedGap, dimension: Dimension) -> int:
    line = f"{dimension.name}. {dimension.next}"
    stems = stems_of(gap.said.words) & stems_of(line)
    return len(stems) + len(set(gap.topics) & set(topics_of(line)))


def _planned(gap: NamedGap, rubric: Rubric, near: RankedEntry | None, entry: BragEntry | None) -> PlannedGap:
    line = line_for(gap, rubric)
    return PlannedGap(
        said=gap.said,
        dimension=line.name if line else "",
        asks=line.next if line else "",
        closest=telling(entry) if entry else None,
        shapes=shapes_of(near, entry, Standing.NOT_YET, stale=False),
    )


def _witnesses(log: BragLog | None) -> tuple[str, ...]:
    voices = [said.who for entry in (log.entries if log else ()) for said in entry.corroborations]
    return tuple(dict.fromkeys(voices))[:WITNESSES]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
