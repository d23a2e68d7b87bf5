"""A figure in words again, the way a plain sentence would give it back: "about 40 tickets", "91.7 %"."""

from decimal import Decimal

from service.domain.quantity import Comparator, Quantity
from service.domain.units import Measure


def plain_number(value: Decimal) -> str:
    """Up to three places, no trailing zeros, thousands set apart by commas."""
    rounded = round(value, 3)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_share(share: Decimal) -> str:
    """A share of one as a percentage at one place: 91.7 %."""
    return f"{plain_number(round(share * 100, 1))} %"


def plain(figure: Quantity) -> str:
    """The figure as read, with its hedge: what the entry says, never more exactly than it says it."""
    hedges = [] if figure.comparator is Comparator.EXACT or figure.vague else [figure.comparator.value]
    if figure.approximate and not figure.vague and figure.comparator is not Comparator.NEARLY:
        hedges.append("about")
    return " ".join([*hedges, _said(figure) or _spelled_out(figure)])


def _said(figure: Quantity) -> str:
    said = figure.text.strip(" ~+")
    return said.lower() if figure.spelled else said


def _spelled_out(figure: Quantity) -> str:
    number = plain_number(figure.value)
    if figure.measure is Measure.SHARE:
        return plain_share(figure.base)
    if figure.measure is Measure.MONEY:
        return f"{number} {figure.currency}".strip()
    if figure.measure is Measure.COUNT:
        return number
    if figure.measure is Measure.MULTIPLE:
        return number
    return f"{number} {figure.unit}{'' if figure.value == 1 else 's'}"
