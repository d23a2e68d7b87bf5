"""What was agreed, and the agenda of the next talk, as Markdown."""

from collections.abc import Iterator, Sequence

from service.domain.alignments import Agenda, AgendaLine, AlignmentDiff, Lists
from service.rendering.plan import day
from service.rendering.quoted import listed, own, page_of


def agenda_markdown(agenda: Agenda) -> str:
    """The agenda of a 1:1: what was agreed, what there is of it, what changed, what to ask."""
    return page_of(_agenda(agenda))


def _agenda(agenda: Agenda) -> Iterator[str]:
    told, alignment = agenda.aligned, agenda.aligned.alignment
    yield f"# {own(alignment.person)} and {own(alignment.manager)}: {own(alignment.target_level)}"
    if told.agreed:
        lines = [f"- {own(one.who)}, {day(one.when)}: “{own(one.words)}”" for one in alignment.confirmations]
        yield f"Agreed on {day(alignment.when)}, in writing by both:\n\n" + "\n".join(lines)
    else:
        names = " and ".join(own(name) for name in told.unconfirmed)
        yield f"Written down on {day(alignment.when)}; not yet confirmed by {names}."
    yield from _lines("What would be enough, and what there is since", agenda.enough)
    yield from _lines("What was missing, and what there is since", agenda.missing)
    if told.changes:
        yield from _changes(told.changes)
    yield "## To ask\n\n" + "\n".join(f"- {line}" for line in _questions(agenda))
    if alignment.next_check_in:
        yield f"**Next check-in:** {day(alignment.next_check_in)}."


def _lines(heading: str, lines: Sequence[AgendaLine]) -> Iterator[str]:
    if lines:
        yield f"## {heading}"
    for line in lines:
        since = listed(line.since) if line.since else "Nothing dated since in the log is about it."
        yield f"**“{own(line.line)}”**\n\n{since}"


def _changes(diff: AlignmentDiff) -> Iterator[str]:
    told: list[str] = []
    if diff.target_before != diff.target_after:
        told.append(f"- The target was {own(diff.target_before)}, and is {own(diff.target_after)}.")
    told += _moved("enough", diff.enough)
    told += _moved("missing", diff.missing)
    if diff.next_before != diff.next_after:
        dates = [day(one) if one else "no day" for one in (diff.next_before, diff.next_after)]
        told.append(f"- The next check-in was {dates[0]}, and is {dates[1]}.")
    yield f"## Changed since {day(diff.when)}\n\n" + ("\n".join(told) or "Nothing; every line is as it was.")


def _moved(what: str, lists: Lists) -> list[str]:
    told = [f"- New under “{what}”: “{own(line)}”" for line in lists.added]
    return told + [f"- No longer under “{what}”: “{own(line)}”" for line in lists.removed]


def _questions(agenda: Agenda) -> Iterator[str]:
    alignment = agenda.aligned.alignment
    if not agenda.aligned.agreed:
        yield "Is this what we agreed? Could you confirm it in a line, in writing?"
    yield f"Is {own(alignment.target_level)} still the level we aim at?"
    if any(line.since for line in agenda.enough):
        yield "Is what has happened since enough for its line, or what about it is not?"
    yield "Is anything missing that is not written here?"
    if alignment.next_check_in is None:
        yield "When do we look at this again?"
