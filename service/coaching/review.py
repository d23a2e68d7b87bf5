"""The monthly pass over a log: read from the ranking, ruled by dates and counts, worded from the log and the rubric."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from service.coaching.quoting import said, telling
from service.coaching.shapes import shapes_of
from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.coached import Quoted
from service.domain.evidence import CaseMap, RankedEntry, Standing
from service.domain.gaps import lacks
from service.domain.packet import Unread
from service.domain.review import Added, Mendable, Month, Review, ReviewedDimension, Seek
from service.domain.rubric import Dimension, Rubric
from service.retrieval.shortlisting import counted
from service.retrieval.standing import standing_of

STALE_AFTER_DAYS = 183
FRESH_DAYS = 62
"""How long ago an entry may be for its figures and witnesses to be found again without digging."""
SOUGHT = 3
OPENINGS = 4
MENDABLE = 6

_OPEN = re.compile(
    r"(?i)\b(?:still (?:open|to (?:go|do|come|be \w+)|manual|by hand|waiting|missing|unsolved|broken)"
    r"|not (?:yet )?(?:started|begun|fixed|solved|written)|no(?:body| one) (?:owns|is looking)|has no owner|unowned"
    r"|remains? (?:open|to be|unsolved)|outstanding|keeps? (?:breaking|failing|coming back|happening))\b"
)
_ORDER = {Standing.NOT_YET: 0, Standing.SOMETIMES: 1, Standing.CONSISTENT: 2}


def review(log: BragLog, unread: Sequence[Unread], rubric: Rubric, mapped: CaseMap, month: Month) -> Review:
    """The review of `month`; entries dated after it are left out, undated ones count towards standings alone."""
    known = {entry.id: entry for entry in log.entries if entry.when.first is None or entry.when.first <= month.last}
    counts = counted({one.id: one.evidence for one in mapped.dimensions})
    rows = {
        one.id: [row for row in one.evidence[:_LOOKED_AT] if row.entry in known and row.entry in counts[one.id]]
        for one in mapped.dimensions
    }
    of_month = [entry for entry in known.values() if _in_month(entry, month)]
    dimensions = tuple(_reviewed(one, rows.get(one.id, []), known, month) for one in rubric.dimensions)
    placed = {added.said.entry for one in dimensions for added in one.added}
    return Review(
        month=str(month),
        entries=len(known),
        added=len(of_month),
        dimensions=dimensions,
        mendable=_mendable(known, mapped, month),
        seek=_seek(rubric, dimensions, mapped, known),
        still_open=_still_open(known, month),
        intended=tuple(line for line in unread if "goal" in line.why),
        undated=tuple(entry.id for entry in known.values() if not entry.when.known),
        unplaced=tuple(one for entry in of_month if entry.id not in placed and (one := telling(entry))),
    )


_LOOKED_AT = 60


def _in_month(entry: BragEntry, month: Month) -> bool:
    # A quarter or a year is no month: what is dated so loosely is added to none.
    first, last = entry.when.first, entry.when.last
    return first is not None and last is not None and Month.of(first) == month == Month.of(last)


def _reviewed(
    dimension: Dimension, rows: Sequence[RankedEntry], known: Mapping[EntryId, BragEntry], month: Month
) -> ReviewedDimension:
    showing = [known[row.entry] for row in rows if row.shows_next]
    standing, why = standing_of(showing)
    dated = [(entry.when.last, entry) for entry in showing if entry.when.last is not None]
    newest = max(dated, key=lambda pair: pair[0], default=None)
    stale = newest is not None and newest[0] < month.last - timedelta(days=STALE_AFTER_DAYS)
    added = [
        Added(said=quoted, shows_next=row.shows_next)
        for row in rows
        if _in_month(known[row.entry], month) and (quoted := telling(known[row.entry]))
    ]
    return ReviewedDimension(
        dimension=dimension.id,
        name=dimension.name,
        standing=standing,
        why_this_standing=why,
        shown_last=telling(newest[1]) if newest else None,
        stale=stale,
        added=tuple(added),
    )


def _mendable(known: Mapping[EntryId, BragEntry], mapped: CaseMap, month: Month) -> tuple[Mendable, ...]:
    since = month.last - timedelta(days=FRESH_DAYS)
    best: dict[EntryId, RankedEntry] = {}
    for one in mapped.dimensions:
        for row in one.evidence[:_LOOKED_AT]:
            if row.entry in known and row.score > (best[row.entry].score if row.entry in best else -1.0):
                best[row.entry] = row
    found: list[Mendable] = []
    for row in sorted(best.values(), key=lambda row: -row.score):
        entry = known[row.entry]
        gaps = tuple(lacks(entry, row))
        quoted = telling(entry)
        if gaps and quoted and entry.when.last is not None and since <= entry.when.last:
            found.append(Mendable(said=quoted, gaps=gaps))
    return tuple(found[:MENDABLE])


def _seek(
    rubric: Rubric,
    dimensions: Sequence[ReviewedDimension],
    mapped: CaseMap,
    known: Mapping[EntryId, BragEntry],
) -> tuple[Seek, ...]:
    wanting = [one for one in dimensions if one.thin or one.stale]
    wanting.sort(key=lambda one: (_ORDER[one.standing], not one.stale))
    lines = {dimension.id: dimension for dimension in rubric.dimensions}
    ranked = {one.id: one.evidence for one in mapped.dimensions}
    used: set[EntryId] = set()
    found: list[Seek] = []
    for one in wanting[:SOUGHT]:
        near = _nearest(ranked[one.dimension][:_LOOKED_AT], known, used)
        if near is not None:
            used.add(near.entry)
        entry = known[near.entry] if near is not None else None
        found.append(
            Seek(
                dimension=one.dimension,
                name=one.name,
                asks=lines[one.dimension].next,
                closest=telling(entry) if entry else None,
                shapes=shapes_of(near, entry, one.standing, stale=one.stale),
            )
        )
    return tuple(found)


def _nearest(rows: Sequence[RankedEntry], known: Mapping[EntryId, BragEntry], used: set[EntryId]) -> RankedEntry | None:
    # What falls short tells best what to do otherwise; where nothing does, the best there is.
    free = [row for row in rows if row.entry in known and row.entry not in used]
    return next((row for row in free if not row.shows_next), free[0] if free else None)


def _still_open(known: Mapping[EntryId, BragEntry], month: Month) -> tuple[Quoted, ...]:
    since = month.last - timedelta(days=STALE_AFTER_DAYS)
    recent = [entry for entry in known.values() if entry.when.last is None or entry.when.last >= since]
    found = [quoted for entry in recent for quoted in said(entry) if _OPEN.search(quoted.words)]
    found.sort(key=lambda quoted: quoted.when.canonical or "", reverse=True)
    return tuple(found[:OPENINGS])
