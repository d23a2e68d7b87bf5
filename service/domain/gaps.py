"""Gaps: what the case lacks, found by code before any model is asked for a word.

Questions are stock wording around the person's own words: no number, name or outcome that the entry does not hold.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragEntry, EntryId
from service.domain.evidence import RankedEntry, Shortlist, Standing
from service.domain.rubric import Dimension, DimensionId, Rubric

GAPS_A_DIMENSION = 4
ENTRIES_ASKED_ABOUT = 3
WORDS_QUOTED = 12


class GapKind(StrEnum):
    """What is missing."""

    NO_EVIDENCE = "no_evidence"
    NOT_SHOWN = "not_shown"
    NO_OUTCOME = "no_outcome"
    UNQUANTIFIED = "unquantified"
    UNDATED = "undated"
    UNCORROBORATED = "uncorroborated"
    NOT_REPEATED = "not_repeated"
    OVERSTATED = "overstated"
    NO_BASELINE = "no_baseline"
    UNCLEAR_OWNERSHIP = "unclear_ownership"
    UNCLEAR_BENEFICIARIES = "unclear_beneficiaries"
    STALE = "stale"
    UNMEASURED = "unmeasured"


_SIZES = frozenset((GapKind.NO_OUTCOME, GapKind.UNQUANTIFIED, GapKind.NO_BASELINE))


class Gap(BaseModel):
    """One thing the case lacks: about an entry, or (`entry` is None) about the whole dimension."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: GapKind
    entry: EntryId | None = None
    question: str


def find_gaps(
    rubric: Rubric,
    shortlists: Sequence[Shortlist],
    entries: Mapping[EntryId, BragEntry],
    unmeasured: Collection[EntryId] = (),
) -> dict[DimensionId, tuple[Gap, ...]]:
    """The gaps of every dimension, the one worth most first; no question about an entry is asked twice in a case.

    Of an entry in `unmeasured` the person has said that nobody measured it: that is told, and its size not asked for.
    """
    dimensions = {dimension.id: dimension for dimension in rubric.dimensions}
    asked: set[tuple[GapKind, EntryId | None]] = set()
    found: dict[DimensionId, tuple[Gap, ...]] = {}
    # What is listed for a dimension is asked about there, before another takes the same entry for want of better.
    for listed in sorted(shortlists, key=lambda one: not one.evidence):
        fresh = [
            gap
            for gap in _told(_gaps(dimensions[listed.dimension], listed, entries), entries, unmeasured)
            if gap.entry is None or gap.kind is GapKind.NO_EVIDENCE or (gap.kind, gap.entry) not in asked
        ]
        found[listed.dimension] = tuple(fresh[:GAPS_A_DIMENSION])
        asked |= {(gap.kind, gap.entry) for gap in found[listed.dimension]}
    return found


def _told(found: Iterable[Gap], entries: Mapping[EntryId, BragEntry], unmeasured: Collection[EntryId]) -> Iterator[Gap]:
    for gap in found:
        if gap.entry in unmeasured and gap.entry is not None and gap.kind in _SIZES:
            yield _ask(GapKind.UNMEASURED, entries[gap.entry], "unmeasured; you said that nobody kept a figure.")
        else:
            yield gap


def _gaps(dimension: Dimension, listed: Shortlist, entries: Mapping[EntryId, BragEntry]) -> Iterator[Gap]:
    if not listed.evidence:
        yield _no_evidence(dimension, entries[listed.closest[0].entry] if listed.closest else None)
    asked_about = (listed.evidence or listed.closest)[:ENTRIES_ASKED_ABOUT]
    # What lifts the strongest entry most comes first: a result, then its size, then a second voice, then a date.
    for missing in (_no_outcome, _unquantified, _undated, _uncorroborated):
        for ranked in asked_about:
            gap = missing(entries[ranked.entry], ranked)
            if gap is not None:
                yield gap
    if not listed.evidence:
        return
    if listed.standing is Standing.NOT_YET:
        yield Gap(
            kind=GapKind.NOT_SHOWN,
            question=f"These entries come closest to {dimension.name}, but none clearly shows the next level. What have"
            " you done that does?",
        )
    elif listed.standing is Standing.SOMETIMES:
        yield Gap(
            kind=GapKind.NOT_REPEATED,
            question=f"Once may be a fluke. What else of yours shows {dimension.name}, perhaps in another quarter?",
        )


def lacks(entry: BragEntry, ranked: RankedEntry) -> Iterator[Gap]:
    """What one entry lacks, the thing that would lift it most first; its dimension is not asked about."""
    for missing in (_no_outcome, _unquantified, _undated, _uncorroborated):
        gap = missing(entry, ranked)
        if gap is not None:
            yield gap


def _no_evidence(dimension: Dimension, closest: BragEntry | None) -> Gap:
    """Nothing was near enough to list: what came nearest is named, so that its writer can say whether it counts."""
    if closest is None:
        return Gap(
            kind=GapKind.NO_EVIDENCE,
            question=f"None of your entries tells something done that could be weighed for {dimension.name}. Which work"
            " of yours comes closest, and what came of it?",
        )
    return _ask(
        GapKind.NO_EVIDENCE,
        closest,
        f"this comes nearest to what the rubric asks for {dimension.name}, but not near enough to be counted. Does it"
        " show it, or which other work of yours does?",
    )


def _no_outcome(entry: BragEntry, ranked: RankedEntry) -> Gap | None:
    if ranked.strength.outcome > 0:
        return None
    return _ask(GapKind.NO_OUTCOME, entry, "what changed because of it, and for whom?")


def _unquantified(entry: BragEntry, ranked: RankedEntry) -> Gap | None:
    if ranked.strength.outcome == 0 or ranked.strength.quantified > 0:
        return None
    return _ask(
        GapKind.UNQUANTIFIED, entry, "how much was that, before and after? A rough figure is fine if you say so."
    )


def _undated(entry: BragEntry, _ranked: RankedEntry) -> Gap | None:
    return None if entry.when.known else _ask(GapKind.UNDATED, entry, "when was that? A month or a quarter is enough.")


def _uncorroborated(entry: BragEntry, _ranked: RankedEntry) -> Gap | None:
    if entry.corroborations:
        return None
    return _ask(GapKind.UNCORROBORATED, entry, "who saw it, and did they say or write anything about it?")


def _ask(kind: GapKind, entry: BragEntry, question: str) -> Gap:
    return Gap(kind=kind, entry=entry.id, question=f"“{opening(entry.text)}”: {question}")


def opening(text: str) -> str:
    """The first words of an entry, on one line, enough to know it by."""
    words = text.split()
    return " ".join(words[:WORDS_QUOTED]) + ("…" if len(words) > WORDS_QUOTED else "").strip()
