"""Every rule that makes a lie, in one list; a family a module."""

from evals.mutations import (
    absolutes,
    agency,
    cause,
    certainty,
    comparison,
    completion,
    credit,
    dates,
    figures,
    filler,
    frequency,
    negation,
    people,
    quotes,
    reach,
)
from evals.mutations.telling import Rule

_FAMILIES = (
    *(figures, dates, agency, reach, people, quotes, completion, credit, cause, frequency, certainty, absolutes),
    *(comparison, negation, filler),
)
RULES: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)
