"""What was agreed, compared with what was agreed before, and laid beside the log for the next talk."""

from collections.abc import Sequence
from datetime import date

from service.coaching.goalposts import work_on
from service.domain.alignments import Agenda, AgendaLine, Aligned, Alignment, AlignmentDiff, Lists
from service.domain.brag import BragLog


def aligned(alignment: Alignment, others: Sequence[Alignment]) -> Aligned:
    """The alignment with what changed since the latest one before it between the same two people."""
    earlier = [
        one
        for one in others
        if (one.when, one.id) < (alignment.when, alignment.id)
        and (one.person, one.manager) == (alignment.person, alignment.manager)
    ]
    before = max(earlier, key=lambda one: (one.when, one.id), default=None)
    confirmed = {one.who for one in alignment.confirmations}
    return Aligned(
        alignment=alignment,
        agreed=alignment.agreed,
        unconfirmed=tuple(name for name in (alignment.person, alignment.manager) if name not in confirmed),
        changes=_diff(before, alignment) if before else None,
    )


def agenda(alignment: Alignment, others: Sequence[Alignment], log: BragLog | None, today: date) -> Agenda:
    """Each agreed line with the work on it that the log holds since, up to today."""

    def lines(of: Sequence[str]) -> tuple[AgendaLine, ...]:
        return tuple(AgendaLine(line=line, since=tuple(work_on(line, log, alignment.when, today))) for line in of)

    return Agenda(aligned=aligned(alignment, others), enough=lines(alignment.enough), missing=lines(alignment.missing))


def _diff(before: Alignment, after: Alignment) -> AlignmentDiff:
    return AlignmentDiff(
        before=before.id,
        when=before.when,
        target_before=before.target_level,
        target_after=after.target_level,
        enough=_lists(before.enough, after.enough),
        missing=_lists(before.missing, after.missing),
        next_before=before.next_check_in,
        next_after=after.next_check_in,
    )


def _lists(before: Sequence[str], after: Sequence[str]) -> Lists:
    return Lists(
        added=tuple(line for line in after if line not in before),
        removed=tuple(line for line in before if line not in after),
        kept=tuple(line for line in after if line in before),
    )
