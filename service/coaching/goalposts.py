"""Lays decisions side by side: which named gaps were met since, which are new, and what nobody's work could move.

Nobody is accused on a guess. Goalposts are said to have moved only where a gap was named, the log holds dated work on
it since, the later decision does not name it again in any wording known here, and names another one.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from service.coaching.quoting import said
from service.coaching.topics import stems_of, topics_of
from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry, BragLog
from service.domain.coached import Quoted
from service.domain.completion import Completion, completion_of
from service.domain.decisions import Decision, GapThen, Goalposts, NamedGap, Reading, SaidThen, Verdict
from service.domain.notes import NoteId

SHARED_STEMS = 2


def goalposts(read: Mapping[NoteId, tuple[Decision, Reading]], log: BragLog | None) -> Goalposts:
    """The last decision beside those before it, in the order of their dates; `read` is not empty."""
    pairs = sorted(read.values(), key=lambda pair: (pair[0].when, pair[0].id))
    ordered, readings = [one for one, _ in pairs], [reading for _, reading in pairs]
    last, now = ordered[-1], readings[-1]
    earlier = tuple(
        GapThen(
            decision=one.id,
            when=one.when,
            who=one.who,
            said=gap.said,
            since=tuple(work_on(gap.said.words, log, one.when, last.when)),
            again=tuple(_then(last, again) for again in now.gaps if is_same(gap, again)),
        )
        for one, reading in zip(ordered[:-1], readings[:-1], strict=True)
        for gap in reading.gaps
    )
    named = [gap for reading in readings[:-1] for gap in reading.gaps]
    new = tuple(_then(last, gap) for gap in now.gaps if named and all(is_other(gap, other) for other in named))
    return Goalposts(
        verdict=_verdict(readings, earlier, new, named),
        earlier=earlier,
        new=new,
        blockers=tuple(
            SaidThen(decision=one.id, when=one.when, who=one.who, said=stretch)
            for one, reading in zip(ordered, readings, strict=True)
            for stretch in reading.blockers
        ),
        unnamed=tuple(one.id for one, reading in zip(ordered, readings, strict=True) if not reading.gaps),
    )


def is_same(one: NamedGap, other: NamedGap) -> bool:
    """Whether two gaps have a kind of work or two words in common: they may be one."""
    shared = stems_of(one.said.words) & stems_of(other.said.words)
    return bool(set(one.topics) & set(other.topics)) or len(shared) >= SHARED_STEMS


def is_other(one: NamedGap, other: NamedGap) -> bool:
    """Whether two gaps are surely two: each of a known kind of work, and nothing in common, not a word."""
    return bool(
        one.topics
        and other.topics
        and not set(one.topics) & set(other.topics)
        and not stems_of(one.said.words) & stems_of(other.said.words)
    )


def _verdict(
    readings: Sequence[Reading], earlier: Sequence[GapThen], new: Sequence[SaidThen], named: Sequence[NamedGap]
) -> Verdict:
    if not any(reading.gaps for reading in readings):
        return Verdict.NEVER_NAMED
    if len(readings) == 1:
        return Verdict.ONE_DECISION
    if not named or not readings[-1].gaps:
        return Verdict.NOT_COMPARABLE
    if any(then.again for then in earlier):
        return Verdict.SAME_GAP
    if len(new) < len(readings[-1].gaps):
        return Verdict.NOT_COMPARABLE
    return Verdict.MOVED if all(then.since for then in earlier) else Verdict.STILL_OPEN


def _then(decision: Decision, gap: NamedGap) -> SaidThen:
    return SaidThen(decision=decision.id, when=decision.when, who=decision.who, said=gap.said)


def work_on(asked: str, log: BragLog | None, after: date, until: date) -> Iterator[Quoted]:
    """The person's sentences about what is asked, of work they did after one day and by another."""
    for entry in log.entries if log else ():
        first, last = entry.when.first, entry.when.last
        if first is None or last is None or not (after < first and last <= until):
            continue
        if _is_done(entry):
            yield from (quoted for quoted in said(entry) if _is_about(quoted.words, entry, asked))


def _is_done(entry: BragEntry) -> bool:
    text = entry.own_words()
    return agency_of(text) >= Agency.DROVE and completion_of(text) > Completion.PLANNED


def _is_about(words: str, entry: BragEntry, asked: str) -> bool:
    stems, topics = stems_of(asked), topics_of(asked)
    shared = stems & stems_of(words)
    if len(shared) >= SHARED_STEMS or (stems and stems <= shared):
        return True
    # One word and two kinds of work in common, or one word where what is asked is of one kind alone.
    kinds = set(topics) & set(topics_of(entry.own_words()))
    return bool(shared) and len(kinds) >= min(2, max(1, len(topics)))
