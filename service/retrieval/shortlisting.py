"""From a ranking to a shortlist: the strongest distinct entries of each dimension, none carrying the whole case."""

from collections.abc import Iterable, Mapping, Sequence

from service.domain.brag import EntryId
from service.domain.evidence import RankedEntry, Shortlist, Strength
from service.domain.gaps import ENTRIES_ASKED_ABOUT
from service.domain.rubric import DimensionId
from service.retrieval.ranking import ReadLog, near_duplicates
from service.retrieval.standing import standing_of

LONGEST = 4
"""Entries on a shortlist: what a prompt holds, however long the log is."""
STRONG = 0.35
"""The score from which an entry is evidence for a dimension."""
CLOSEST = 0.12
"""The relevance from which an entry may stand in for stronger ones that are missing, as the closest there is. Work with
a measured outcome may do so wherever it fits best: leaving it out of a thin case helps nobody."""
STAND_INS = 4
"""Entries up to which a thin dimension is filled with the closest there is; with none it is a gap."""
CONSIDERED = 60
"""Entries of a dimension that are looked at, best first; no standing asks for more."""
DIMENSIONS_AN_ENTRY = 2
"""Dimensions one entry may argue for: those it scores highest in."""


def counted(ranked: Mapping[DimensionId, Sequence[RankedEntry]]) -> dict[DimensionId, set[EntryId]]:
    """The entries that may argue for each dimension: those strong enough, each only where it is strongest."""
    homes: dict[EntryId, list[tuple[float, DimensionId]]] = {}
    for dimension, entries in ranked.items():
        for entry in _arguing(entries):
            homes.setdefault(entry.entry, []).append((-entry.score, dimension))
    kept: dict[DimensionId, set[EntryId]] = {dimension: set() for dimension in ranked}
    for entry_id, scored in homes.items():
        for _, dimension in sorted(scored)[:DIMENSIONS_AN_ENTRY]:
            kept[dimension].add(entry_id)
    return kept


def distinct(log: ReadLog, ranked: Iterable[RankedEntry]) -> tuple[list[RankedEntry], list[tuple[EntryId, EntryId]]]:
    """The entries without those that retell a stronger one, and which were folded into which."""
    kept: list[RankedEntry] = []
    folded: list[tuple[EntryId, EntryId]] = []
    for entry in ranked:
        keeper = next((other for other in kept if near_duplicates(log, entry.entry, other.entry)), None)
        if keeper is None:
            kept.append(entry)
        else:
            folded.append((entry.entry, keeper.entry))
    return kept, folded


def shortlist(log: ReadLog, dimension: DimensionId, ranked: Sequence[RankedEntry], may: set[EntryId]) -> Shortlist:
    """The shortlist of a dimension over the entries that may argue for it, and the standing they amount to."""
    kept, folded = distinct(
        log, [entry for entry in _arguing(ranked) if entry.entry in may and entry.entry not in log.planned]
    )
    standing, why = standing_of(log.entries[log.places[entry.entry]] for entry in kept if entry.shows_next)
    return Shortlist(
        dimension=dimension,
        standing=standing,
        why_this_standing=why,
        evidence=tuple(kept[:LONGEST]),
        duplicates=tuple(folded),
        closest=() if kept else _closest(log, ranked),
    )


def _closest(log: ReadLog, ranked: Sequence[RankedEntry]) -> tuple[RankedEntry, ...]:
    kept, _ = distinct(log, [entry for entry in ranked[:CONSIDERED] if entry.entry not in log.planned])
    return tuple(kept[:ENTRIES_ASKED_ABOUT])


def _arguing(ranked: Sequence[RankedEntry]) -> Sequence[RankedEntry]:
    considered = ranked[:CONSIDERED]
    strong = [entry for entry in considered if entry.score >= STRONG]
    closest = [entry for entry in considered if entry.score < STRONG and _may_stand_in(entry.strength)]
    return strong + closest[: max(0, STAND_INS - len(strong))]


def _may_stand_in(strength: Strength) -> bool:
    return strength.relevance >= CLOSEST or (strength.outcome == 1 and strength.quantified == 1)
