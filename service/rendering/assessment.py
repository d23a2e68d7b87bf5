"""The self-assessment, and a manager's answer with the rubric made of it, as Markdown."""

from collections.abc import Iterator

from service.domain.answers import ConflictKind, ManagersRubric, ReadAnswer, Side
from service.domain.assessment import Assessment
from service.rendering.escaping import cell
from service.rendering.plan import day, said_in_full
from service.rendering.quoted import listed, own, page_of

CONFLICTS = {
    ConflictKind.DIFFERENT_REACH: "They ask for a different reach",
    ConflictKind.DIFFERENT_FIGURES: "They name different figures",
    ConflictKind.ONLY_MANAGER: "Only the manager asks for it",
    ConflictKind.ONLY_LADDER: "Only the ladder asks for it",
}
QUESTION = (
    "If you had to argue that I am already at the next level, what specifically would you point to, and what is "
    "missing?"
)
SIDES = {Side.POINTED_TO: "to point to", Side.MISSING: "missing"}


def assessment_markdown(found: Assessment) -> str:
    """Already, sometimes or never, by evidence and by belief; then the to-do list."""
    return page_of(_assessment(found))


def _assessment(found: Assessment) -> Iterator[str]:
    yield "# Where you stand, by evidence"
    rows = ["| The rubric asks | By evidence | You believe |", "|---|---|---|"]
    for one in found.lines:
        believed = f"{one.believed}{' (differs)' if one.differs else ''}" if one.believed else "not said"
        rows.append(f"| {cell(f'{one.name}: {one.asks}')} | {one.by_evidence} | {believed} |")
    yield "\n".join(rows)
    for one in found.lines:
        if one.evidence:
            yield f"**{own(one.name)}.** {own(one.why)}\n\n{listed(one.evidence)}"
    lines = {one.dimension: one for one in found.lines}
    if found.to_do:
        todo = [lines[id] for id in found.to_do]
        told = "\n".join(f"- {own(one.name)} ({one.by_evidence}): {own(one.asks)}" for one in todo)
        yield f"## The to-do list\n\n{told}"


def answer_markdown(read: ReadAnswer) -> str:
    """The answer word for word, and the lines to confirm."""
    return page_of(_answer(read))


def _answer(read: ReadAnswer) -> Iterator[str]:
    yield f"# What {own(read.answer.who)} said on {day(read.answer.when)}\n\n{said_in_full(read.answer.text)}"
    lines = [f"{one.n}. {own(one.name)}, {SIDES[one.side]}: “{own(one.said.words)}”" for one in read.lines]
    yield "## Lines read out of it, to confirm\n\n" + (
        "\n".join(lines) or f"None is concrete enough. Ask: “{QUESTION}”"
    )
    if read.passed_over:
        yield "Nothing was read from:\n\n" + "\n".join(f"- “{own(one.words)}”" for one in read.passed_over)


def rubric_markdown(made: ManagersRubric) -> str:
    """The rubric's lines with the words they come from, and where they and the ladder fall apart."""
    return page_of(_rubric(made))


def _rubric(made: ManagersRubric) -> Iterator[str]:
    yield f"# {own(made.rubric.title)}"
    told = {one.dimension: one.said for one in made.sources}
    for one in made.rubric.dimensions:
        said = told[one.id]
        source = f"the answer's characters {said.start} to {said.end}" if said else "the company's ladder"
        yield f"**{own(one.name)}.** {own(one.next)} *({source})*"
    if made.conflicts:
        yield "## Where they fall apart"
    for conflict in made.conflicts:
        sides = [f"- manager: “{own(conflict.manager)}”"] if conflict.manager else []
        sides += [f"- ladder: “{own(conflict.ladder)}”"] if conflict.ladder else []
        yield f"{CONFLICTS[conflict.kind]}:\n\n" + "\n".join(sides)
