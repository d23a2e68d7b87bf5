"""Answers the person's own questions from the case itself: where it is thin, what is strongest, what was withheld, and
what work would have the shape of the next level. Every entry named is cited; nothing is said that the case lacks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from service.domain import packet_parts as fixed
from service.domain.brag import EntryId
from service.domain.evidence import Standing
from service.domain.gaps import opening
from service.domain.interview import StandingOf
from service.domain.packet import Withheld
from service.domain.rubric import Dimension, DimensionId
from service.domain.wording import content_words
from service.interview.asking import Case

_THIN = re.compile(r"\b(?:thin\w*|weak\w*|missing|lack\w*|gaps?|short of|not enough)\b", re.IGNORECASE)
_BEST = re.compile(r"\b(?:best|strongest|top|good|evidence|strong)\b", re.IGNORECASE)
_WITHHELD = re.compile(
    r"\b(?:withheld|left out|refused|rejected|dropped|removed|not released|held back)\b", re.IGNORECASE
)
_SHOW = re.compile(r"\b(?:show|demonstrate|prove|get better|work on|improve|seek|take on|should i do)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:changed|progress|so far|standings?|how am i doing)\b", re.IGNORECASE)
_NAMED = 3


class Told(NamedTuple):
    """An answer, and the entries it names."""

    words: str
    cites: tuple[EntryId, ...] = ()


def answer(
    asked: str, case: Case, before: Sequence[StandingOf], withheld: Sequence[Withheld], about: DimensionId | None
) -> Told:
    """What the case says to a question; that it says nothing, where it does not.

    `about` is the dimension the open question is for, meant where the person names none.
    """
    named = _dimension(asked, case)
    if _WITHHELD.search(asked):
        return _why_withheld(withheld)
    if _CHANGED.search(asked):
        return Told(standings_told(before, now(case), case))
    if _THIN.search(asked):
        return _thin(case)
    meant = named or (case.dimensions.get(about) if about else None)
    if _SHOW.search(asked) and meant is not None:
        return _how_to_show(meant, case)
    if _BEST.search(asked) and meant is not None:
        return _best(meant, case)
    if named is not None:
        return _best(named, case)
    return Told(
        "I can only speak of your case: ask where it is thin, what your best evidence for a dimension is, why a"
        " sentence was withheld, or how you would show a dimension."
    )


def now(case: Case) -> tuple[StandingOf, ...]:
    """How every dimension stands, in the rubric's order."""
    return tuple(StandingOf(dimension=listed.dimension, standing=listed.standing) for listed in case.shortlists)


def standings_told(before: Sequence[StandingOf], after: Sequence[StandingOf], case: Case) -> str:
    """What moved between two times, dimension by dimension."""
    held = {one.dimension: one.standing for one in before}
    moved = [
        f"{case.dimensions[one.dimension].name}: {fixed.STANDINGS[held[one.dimension]]}, now"
        f" {fixed.STANDINGS[one.standing]}"
        for one in after
        if held.get(one.dimension, one.standing) is not one.standing
    ]
    return f"{'; '.join(moved)}." if moved else "No standing has moved yet."


def _dimension(asked: str, case: Case) -> Dimension | None:
    stems = {word.stem for word in content_words(asked)}
    scored = [
        (len(stems & own) / len(own), dimension)
        for dimension in case.rubric.dimensions
        if (own := {word.stem for word in content_words(dimension.name)})
    ]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _thin(case: Case) -> Told:
    weak = [listed for listed in case.shortlists if listed.standing is not Standing.CONSISTENT]
    if not weak:
        return Told("No dimension is thin: each is shown consistently.")
    weak.sort(key=lambda listed: listed.standing is Standing.SOMETIMES)
    told = [f"{case.dimensions[listed.dimension].name}: {listed.why_this_standing}" for listed in weak]
    cited = tuple(dict.fromkeys(ranked.entry for listed in weak for ranked in listed.evidence[:1]))
    return Told(" ".join(told), cited)


def _best(dimension: Dimension, case: Case) -> Told:
    listed = case.standing(dimension.id)
    named = listed.evidence[:_NAMED]
    if not named:
        return Told(f"Nothing in your log counts for {dimension.name} yet.")
    told = "; ".join(f"“{opening(case.entries[one.entry].text)}”" for one in named)
    counts = "" if any(one.shows_next for one in named) else " None of it clearly shows the next level yet."
    return Told(f"For {dimension.name}: {told}.{counts}", tuple(one.entry for one in named))


def _how_to_show(dimension: Dimension, case: Case) -> Told:
    listed = case.standing(dimension.id)
    nearest = (listed.evidence or listed.closest)[:1]
    told = f"The ladder asks for {dimension.name}: “{dimension.next}”"
    if dimension.current:
        told += f" More of this proves only the level you hold: “{dimension.current}”"
    told += " Seek work of that shape, beside what you already deliver, and write down its outcome and who saw it."
    if nearest:
        told += f" The nearest you have: “{opening(case.entries[nearest[0].entry].text)}”."
    return Told(told, tuple(one.entry for one in nearest))


def _why_withheld(withheld: Sequence[Withheld]) -> Told:
    if not withheld:
        return Told("Nothing was withheld: this interview stands on a log, or its packet released every sentence.")
    told = " ".join(
        f"“{opening(one.text)}”: {one.ruling.value}, {one.because.rstrip('.')}." for one in withheld[:_NAMED]
    )
    more = f" And {len(withheld) - _NAMED} more." if len(withheld) > _NAMED else ""
    return Told(told + more, tuple(dict.fromkeys(cite for one in withheld[:_NAMED] for cite in one.cites)))
