"""The plan after a decision as Markdown: what was said, what it names, what to do, and how it compares over time."""

from collections.abc import Iterable, Iterator
from datetime import date

from service.domain.decisions import Goalposts, Plan, PlannedGap, ReadAs, SaidThen, Verdict
from service.rendering.quoted import listed, own, page_of, quote
from service.rendering.review import CAUTION, SHAPES

VERDICTS = {
    Verdict.ONE_DECISION: "There is one decision so far, and nothing to compare it with.",
    Verdict.MOVED: (
        "By these words and dates the goalposts moved: what was named before has work on it since, is not named again, "
        "and something else is asked for now. Whether that work was enough is for the two of you to say; ask."
    ),
    Verdict.SAME_GAP: "The same gap is named again. The goalposts stand where they stood.",
    Verdict.STILL_OPEN: (
        "Something new is named, and of what was named before, the log holds no dated work since for every part. That "
        "is not a moved goalpost."
    ),
    Verdict.NOT_COMPARABLE: (
        "Their words do not tell whether they ask for the same or for something else. Read them side by side."
    ),
    Verdict.NEVER_NAMED: "No decision so far names a gap concrete enough to act on.",
}
KINDS = {
    ReadAs.GAP: "a gap to act on",
    ReadAs.SOFT: "asks for something, but for nothing one could do or show",
    ReadAs.BLOCKER: "no work of mine moves it",
    ReadAs.NEITHER: "neither",
}
ELSEWHERE = (
    "Where the gap is never nameable, moves, or lies in a cap or quota, that is information, too: a different team or "
    "another company can be the honest answer. That is yours to weigh."
)
BLOCKED = "No work of yours moves this. Ask when it changes, and whether the case would stand if it did:"


def plan_markdown(plan: Plan) -> str:
    """The plan as a document; nothing anybody said becomes markup."""
    return page_of(_blocks(plan))


def _blocks(plan: Plan) -> Iterator[str]:
    decision = plan.decision
    yield f"# After the decision of {day(decision.when)}"
    yield f"Told by {own(decision.who)}, word for word:\n\n{said_in_full(decision.text)}"
    if plan.reading.blockers:
        yield f"{BLOCKED}\n\n" + "\n".join(f"- “{own(stretch.words)}”" for stretch in plan.reading.blockers)
    if plan.gaps:
        yield "## The gap, and what closes it"
        yield from (_gap(place, one, plan) for place, one in enumerate(plan.gaps, 1))
        yield _timeline(plan)
        yield CAUTION
        yield "## Put it in writing\n\n" + said_in_full(plan.follow_up)
    else:
        yield "## There is no gap to work on yet"
        if plan.reading.soft:
            lines = "\n".join(f"- “{own(stretch.words)}”" for stretch in plan.reading.soft)
            yield f"This asks for something, but not for anything one could do or show:\n\n{lines}"
        yield "Ask for it:\n\n" + said_in_full(plan.question)
    yield "## Over time\n\n" + "\n\n".join(_goalposts(plan.goalposts))


def _gap(place: int, one: PlannedGap, plan: Plan) -> str:
    told = [f"### {place}. “{own(one.said.words)}”"]
    if one.asks:
        told.append(f"The rubric's line for it is {own(one.dimension)}: {own(one.asks)}")
    if one.closest:
        told.append(f"Closest in the log so far: {quote(one.closest)}")
    told.append("Work that would show it:\n\n" + "\n".join(f"- {SHAPES[shape]}" for shape in one.shapes))
    collect = ["the day, and the figure before and after", f"a sentence in writing from {own(plan.decision.who)} or"]
    collect[1] += (
        f" one of those who spoke for you before ({own(', '.join(plan.witnesses))})"
        if plan.witnesses
        else (" whoever it helped")
    )
    told.append("Collect as it happens:\n\n" + "\n".join(f"- {line}" for line in collect))
    return "\n\n".join(told)


def _timeline(plan: Plan) -> str:
    if plan.decision.revisit is None:
        return "**When:** no day was agreed to look again. Ask for one, and for another midway to it."
    midway = f", with a look together midway, around {day(plan.checkpoint)}" if plan.checkpoint else ""
    return f"**When:** to be looked at again on {day(plan.decision.revisit)}{midway}."


def _goalposts(found: Goalposts) -> Iterator[str]:
    yield VERDICTS[found.verdict]
    for then in found.earlier:
        told = [f"**{day(then.when)}, {own(then.who)}:** “{own(then.said.words)}”"]
        if then.since:
            told.append("In the log since:\n\n" + listed(then.since))
        else:
            told.append("Nothing dated since in the log is about it.")
        if then.again:
            told.append("Named again:\n\n" + _lines(then.again))
        yield "\n\n".join(told)
    if found.new:
        yield "Not named before:\n\n" + _lines(found.new)
    if found.blockers:
        yield "Told as lying outside your work:\n\n" + _lines(found.blockers)
    if found.verdict in (Verdict.MOVED, Verdict.NEVER_NAMED) or found.blockers:
        yield ELSEWHERE


def _lines(said: Iterable[SaidThen]) -> str:
    return "\n".join(f"- {day(one.when)}, {own(one.who)}: “{own(one.said.words)}”" for one in said)


def said_in_full(text: str) -> str:
    """Somebody's words as a quotation, line by line."""
    lines = [line for line in text.strip().split("\n") if line.strip()]
    return "\n>\n".join(f"> - {own(line[2:])}" if line.startswith("- ") else f"> {own(line)}" for line in lines)


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
