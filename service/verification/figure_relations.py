"""How one figure stands to another: said, or said with a hedge or a bound that the claim has dropped, or different."""

from decimal import Decimal
from enum import StrEnum

from service.domain.quantity import Comparator, Quantity
from service.domain.units import DAY_S, MONTH_S, Measure


class Relation(StrEnum):
    """SAID: the written figure makes the claimed one true. The middle ones are the same figure, made stronger."""

    SAID = "said"
    HEDGE_DROPPED = "hedge dropped"
    BOUND_ADDED = "bound added"
    ROUNDED = "rounded unmarked"
    DIFFERENT = "different"


LOOSE = Decimal("0.10")
"""How far "about" may stand from the figure written."""
UP, DOWN = Decimal("0.011"), Decimal("0.05")
"""How far dropping written places may move a figure without being marked: less upwards, where it flatters."""
_CALENDAR = Decimal("0.016")
# A third of an hour is twenty minutes, though no decimal says so exactly.
_FINE = Decimal("1e-15")

_OPEN_UP = (Comparator.MORE, Comparator.LEAST)


def relation(claimed: Quantity, written: Quantity, *, derived: bool = False) -> Relation:
    """How `claimed` stands to `written`, both of one measure. A derived one may be rounded as the claim writes it."""
    if claimed.vague or written.vague:
        return _vague(claimed, written)
    if written.high is not None:
        return _of_range(claimed, written)
    if claimed.high is not None:
        return Relation.SAID if claimed.base <= written.base <= claimed.base_high else Relation.DIFFERENT
    if written.comparator in _OPEN_UP:
        return _of_more(claimed, written)
    if written.comparator in (Comparator.MOST, Comparator.LESS, Comparator.NEARLY):
        return _of_less(claimed, written)
    if written.approximate:
        return _of_about(claimed, written, derived=derived)
    return _of_exact(claimed, written, derived=derived)


def same(one: Quantity, two: Quantity) -> bool:
    """Whether both say the same size, over a change of unit or calendar, or a fraction in words beside a percentage."""
    a, b = one.base, two.base
    if a == b or _apart(a, b) < _FINE:
        return True
    if one.measure is Measure.TIME and (one.factor >= DAY_S or two.factor >= DAY_S):
        months = [q.factor >= MONTH_S for q in (one, two)]
        if months[0] != months[1]:
            # A month is four weeks or thirty days in common speech, and 26 weeks half a year.
            lunar = {MONTH_S: 28 * DAY_S}.get(max(a, b))
            return _apart(a, b) <= _CALENDAR or min(a, b) == lunar
    if one.measure is Measure.SHARE and one.unit != two.unit:
        return abs(a - b) <= Decimal("0.005")
    return False


def _apart(a: Decimal, b: Decimal) -> Decimal:
    larger = max(abs(a), abs(b))
    return abs(a - b) / larger if larger else Decimal(0)


def _near(claimed: Quantity, written: Quantity) -> bool:
    return _apart(claimed.base, written.base) <= LOOSE


def _of_exact(claimed: Quantity, written: Quantity, *, derived: bool) -> Relation:
    c, w = claimed.base, written.base
    equal = same(claimed, written)
    match claimed.comparator:
        case Comparator.MORE:
            if equal:
                return Relation.BOUND_ADDED
            return Relation.SAID if w > c else _not_said(claimed, written)
        case Comparator.LEAST:
            return Relation.SAID if equal or w > c else _not_said(claimed, written)
        case Comparator.WITHIN:
            return Relation.SAID if equal or w < c else _not_said(claimed, written)
        case Comparator.MOST:
            return Relation.SAID if equal or (w < c and _near(claimed, written)) else _not_said(claimed, written)
        case Comparator.LESS:
            if equal:
                return Relation.BOUND_ADDED
            return Relation.SAID if c / 2 <= w < c else _not_said(claimed, written)
        case Comparator.NEARLY:
            return Relation.SAID if equal or (w < c and _near(claimed, written)) else _not_said(claimed, written)
    if equal or (claimed.approximate and _near(claimed, written) and (derived or _no_sharper(claimed, written))):
        return Relation.SAID
    return Relation.SAID if _fewer_places(claimed, written, derived=derived) else _not_said(claimed, written)


def _fewer_places(claimed: Quantity, written: Quantity, *, derived: bool) -> bool:
    """Whether the claim is the written figure at fewer places: 91.7 for 91.67, 1.2m for 1,234,567; 100 % never is."""
    c, w = claimed.base, written.base
    place = claimed.step * claimed.factor
    if abs(c - w) * 2 > place or (claimed.measure is Measure.SHARE and c == 1):
        return False
    if derived and claimed.measure is Measure.SHARE:
        return _apart(c, w) <= LOOSE
    if not derived and place <= written.step * written.factor:
        return False
    return _apart(c, w) <= (UP if c > w else DOWN)


def _not_said(claimed: Quantity, written: Quantity) -> Relation:
    """Close, and a rounder figure than the one written: rounding that nobody marked."""
    c, w = claimed.base, written.base
    rounder = claimed.value % 10 == 0 or claimed.value % 5 == 0 or claimed.spelled
    if rounder and 0 < _apart(c, w) <= LOOSE and c > w:
        return Relation.ROUNDED
    return Relation.DIFFERENT


def _no_sharper(claimed: Quantity, written: Quantity) -> bool:
    """Whether an "about" is a rounding: "about 80" of 81, not "about 81" of 80. Fractions in words are always loose."""
    if claimed.unit == "share" or (claimed.spelled and claimed.measure is Measure.SHARE) or "dozen" in claimed.text:
        return True
    rounded = claimed.value % 5 == 0 and not written.approximate
    return rounded or _place(claimed) > _place(written) or claimed.factor > written.factor


def _place(q: Quantity) -> Decimal:
    """The worth of the last digit that is not a nought: 100 for 900, 1 for 901."""
    exponent = q.value.normalize().as_tuple().exponent if q.value else 0
    return q.factor * Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _of_about(claimed: Quantity, written: Quantity, *, derived: bool) -> Relation:
    equal, near = same(claimed, written), _near(claimed, written)
    match claimed.comparator:
        case Comparator.MORE | Comparator.LEAST:
            if equal or (near and claimed.base > written.base * (1 - LOOSE)):
                return Relation.HEDGE_DROPPED
            return Relation.SAID if claimed.base < written.base else Relation.DIFFERENT
        case Comparator.LESS:
            if near:
                return Relation.HEDGE_DROPPED
            return Relation.SAID if claimed.base > written.base else Relation.DIFFERENT
        case Comparator.NEARLY | Comparator.MOST | Comparator.WITHIN:
            return Relation.SAID if near else Relation.DIFFERENT
    if claimed.approximate:
        loosely = near and (equal or derived or _no_sharper(claimed, written))
        return Relation.SAID if loosely else Relation.DIFFERENT
    return Relation.HEDGE_DROPPED if equal else _not_said(claimed, written)


def _of_more(claimed: Quantity, written: Quantity) -> Relation:
    c, w, equal = claimed.base, written.base, same(claimed, written)
    match claimed.comparator:
        case Comparator.MORE:
            if equal:
                stronger = written.comparator is Comparator.LEAST
                return Relation.BOUND_ADDED if stronger else Relation.SAID
            return Relation.SAID if c < w else Relation.DIFFERENT
        case Comparator.LEAST:
            return Relation.SAID if equal or c < w else Relation.DIFFERENT
        case Comparator.MOST | Comparator.LESS | Comparator.WITHIN:
            return Relation.DIFFERENT
    if equal or (claimed.approximate and _near(claimed, written)):
        return Relation.SAID
    return Relation.DIFFERENT


def _of_less(claimed: Quantity, written: Quantity) -> Relation:
    c, w, equal = claimed.base, written.base, same(claimed, written)
    match claimed.comparator:
        case Comparator.LESS:
            if equal:
                strict = written.comparator is not Comparator.MOST
                return Relation.SAID if strict else Relation.BOUND_ADDED
            return Relation.SAID if c > w else Relation.DIFFERENT
        case Comparator.MOST | Comparator.WITHIN:
            return Relation.SAID if equal or (c > w and _no_sharper(claimed, written)) else Relation.DIFFERENT
        case Comparator.NEARLY:
            nearly = written.comparator is Comparator.NEARLY
            return (Relation.SAID if nearly else Relation.HEDGE_DROPPED) if equal else Relation.DIFFERENT
        case Comparator.MORE | Comparator.LEAST:
            return Relation.HEDGE_DROPPED if equal else Relation.DIFFERENT
    if written.comparator is Comparator.NEARLY and claimed.approximate and _near(claimed, written):
        return Relation.SAID
    return Relation.HEDGE_DROPPED if equal else Relation.DIFFERENT


def _of_range(claimed: Quantity, written: Quantity) -> Relation:
    low, high, c = written.base, written.base_high, claimed.base
    if claimed.high is not None:
        inside = claimed.base <= low and high <= claimed.base_high
        return Relation.SAID if inside else Relation.DIFFERENT
    match claimed.comparator:
        case Comparator.MORE | Comparator.LEAST:
            return Relation.SAID if c <= low else Relation.HEDGE_DROPPED if c <= high else Relation.DIFFERENT
        case Comparator.MOST | Comparator.LESS | Comparator.WITHIN:
            return Relation.SAID if c >= high else Relation.HEDGE_DROPPED if c >= low else Relation.DIFFERENT
    if claimed.approximate and low * (1 - LOOSE) <= c <= high * (1 + LOOSE):
        return Relation.SAID
    return Relation.HEDGE_DROPPED if low <= c <= high else Relation.DIFFERENT


def _vague(claimed: Quantity, written: Quantity) -> Relation:
    """ "Hundreds" holds for 200 and more, up to a few thousand; no exact figure follows from it."""
    c, w = claimed.base, written.base
    if claimed.vague and written.vague:
        return Relation.SAID if c <= w else Relation.DIFFERENT
    if claimed.vague:
        return Relation.SAID if c <= w <= c * 25 else Relation.DIFFERENT
    return Relation.HEDGE_DROPPED if w / 2 <= c <= w * 10 else Relation.DIFFERENT
