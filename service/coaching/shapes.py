"""How the next piece of work must differ from the entry that comes closest, read off that entry's own ladders."""

from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry
from service.domain.evidence import RankedEntry, Standing
from service.domain.reach import Reach, reach_of
from service.domain.review import Shape


def shapes_of(
    near: RankedEntry | None, entry: BragEntry | None, standing: Standing, *, stale: bool
) -> tuple[Shape, ...]:
    """What to look for; at least one."""
    shapes: list[Shape] = []
    if near is not None and entry is not None:
        text = entry.own_words()
        if agency_of(text) in (Agency.HELPED, Agency.CONTRIBUTED):
            shapes.append(Shape.OWN)
        if reach_of(text) <= Reach.TEAM:
            shapes.append(Shape.WIDEN)
        if near.strength.outcome == 0 or near.strength.quantified == 0:
            shapes.append(Shape.MEASURE)
    if stale:
        shapes.append(Shape.AFRESH)
    elif standing is Standing.SOMETIMES:
        shapes.append(Shape.AGAIN)
    return tuple(shapes) or (Shape.UNSCOPED,)
