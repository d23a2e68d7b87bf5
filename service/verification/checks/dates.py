"""Dates: settles days, months, quarters, years, durations and deadlines of a sentence against the entry's own date
and words; cannot settle when something happened where neither gives a date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling, Span
from service.domain.moments import Days, Lead, Moment, moments
from service.domain.quantities import changes, quantities
from service.domain.quantity import Quantity
from service.domain.units import DAY_S, MONTH_S
from service.domain.when import Precision, When
from service.verification.checks.figures import MOST_FINDINGS, claimed_figures, is_duration
from service.verification.deadlines import deadline_objections
from service.verification.figure_objections import object_to
from service.verification.known_figures import know


@dataclass(frozen=True, slots=True)
class Dated:
    """A date some entry gives: its days where the year is known, the words it stands in, how the entry tells it."""

    days: tuple[Days, ...]
    moment: Moment | None = None
    span: Span | None = None
    ranged: bool = False
    said: str = ""


class _Fit(StrEnum):
    """How a claimed date stands to one the entry gives; LEAD: the day fits, "since" or "until" does not."""

    HOLDS = "holds"
    FINER = "finer"
    LEAD = "lead"
    OTHER = "other"


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections to the sentence's dates, durations and deadlines. A claim may say when less exactly, never more."""
    found: list[Finding] = []
    told = moments(claim.text)
    if told:
        given = tuple(_dated(evidence))
        texts = [passage.words.lower() for entry in evidence.cited for passage in entry.passages()]
        objections = (_object(moment, given, texts, evidence) for moment in told[:MOST_FINDINGS])
        found += [objection for objection in objections if objection]
    found += _other_weekdays(claim, evidence)
    found += _durations(claim, evidence)
    found += deadline_objections(claim, evidence)
    return tuple(found[:MOST_FINDINGS])


def _dated(evidence: Evidence) -> Iterator[Dated]:
    for entry in evidence.cited:
        told = [(passage, moments(passage.words)) for passage in entry.passages()]
        years = _years(entry.when) or sorted({moment.year for _, some in told for moment in some if moment.year})
        if entry.when.first and entry.when.last:
            ranged = entry.when.precision is Precision.RANGE
            yield Dated(((entry.when.first, entry.when.last),), ranged=ranged, said=str(entry.when))
        for said in entry.corroborations:
            if said.when.first and said.when.last:
                yield Dated(((said.when.first, said.when.last),), said=str(said.when))
        for passage, some in told:
            for moment in some:
                span = Span(entry=entry.id, field=passage.field, start=moment.start, end=moment.end)
                guesses = [moment.year] if moment.year else years
                days = tuple(day for year in guesses for day in moment.days(year))
                yield Dated(
                    days, moment=moment, span=span, ranged=moment.joined or bool(moment.last_year), said=moment.text
                )


def _years(when: When) -> list[int]:
    if when.first is None or when.last is None:
        return []
    return list(range(when.first.year, min(when.last.year, when.first.year + 5) + 1))


def _object(moment: Moment, given: Sequence[Dated], texts: Sequence[str], evidence: Evidence) -> Finding | None:
    if any(_word_for_word(moment, text) for text in texts):
        return None
    if moment.opaque:
        if moment.weekday is not None and any(f"{moment.text.lower()}s" in text for text in texts):
            return None  # "Tuesday story time" is on Tuesdays
        return _object_to_opaque(moment, given)
    if not given:
        return _finding(moment, Ruling.UNSUPPORTED, f'The entry has no date; "{moment.text}" is added.')
    outcomes = [(_compare(moment, dated), dated) for dated in given]
    if any(outcome is _Fit.HOLDS for outcome, _ in outcomes):
        return None
    for outcome, dated in outcomes:
        if outcome is _Fit.LEAD:
            return _finding(
                moment,
                Ruling.UNSUPPORTED,
                f'The entry is dated {dated.said}; it does not say "{moment.lead} {moment.text}".',
                dated.span,
            )
    for outcome, dated in outcomes:
        if outcome is _Fit.FINER:
            return _finding(
                moment,
                Ruling.OVERSTATED,
                f'The entry says only {dated.said}; "{moment.text}" is more exact.',
                dated.span,
            )
    elsewhere = _elsewhere(moment, evidence)
    if elsewhere:
        because = f'"{moment.text}" fits {elsewhere}, which this sentence does not cite.'
        return _finding(moment, Ruling.UNSUPPORTED, because)
    nearest = given[0]
    return _finding(moment, Ruling.CONTRADICTED, f'The entry says {nearest.said}, not "{moment.text}".', nearest.span)


def _word_for_word(moment: Moment, text: str) -> bool:
    words = moment.text.lower()
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum() and _same_lead(moment, text[:at]):
            return True
        at = text.find(words, at + 1)
    return False


def _same_lead(moment: Moment, before: str) -> bool:
    if moment.lead not in (Lead.SINCE, Lead.BEFORE, Lead.AFTER):
        return True
    tail = before.rstrip().removesuffix("the").rstrip()
    return tail.endswith((moment.lead.value, "from", "starting", "beginning")) or (
        moment.lead is Lead.BEFORE and tail.endswith(("prior to", "ahead of"))
    )


def _compare(claimed: Moment, dated: Dated) -> _Fit:
    """How a claimed date stands to one the entry gives."""
    if dated.moment is not None and dated.moment.opaque:
        return _Fit.OTHER
    if not dated.days:
        return _compare_without_year(claimed, dated.moment)
    if dated.moment is not None and _same_day_and_lead(claimed, dated.moment):
        return _Fit.HOLDS
    outcomes = [_compare_days(claimed, days, dated) for days in dated.days]
    for fit in (_Fit.HOLDS, _Fit.LEAD, _Fit.FINER):
        if fit in outcomes:
            return fit
    return _Fit.OTHER


_UP_TO = (Lead.BEFORE, Lead.BY, Lead.UNTIL)


def _same_day_and_lead(claimed: Moment, written: Moment) -> bool:
    """ "By 31 August" where the entry says "until August 31st": a deadline under another name."""
    if claimed.lead is not written.lead and not (claimed.lead in _UP_TO and written.lead in _UP_TO):
        return False
    year = claimed.year or written.year
    return year is not None and bool(claimed.days(year)) and claimed.days(year) == written.days(year)


def _compare_without_year(claimed: Moment, written: Moment | None) -> _Fit:
    """ "In March" of an entry with no year: a claim with a year knows more than the entry."""
    if written is None or not (claimed.first <= written.first and written.last <= claimed.last):
        return _Fit.OTHER
    if claimed.year is not None:
        return _Fit.FINER if (claimed.first, claimed.last) != (1, 12) else _Fit.OTHER
    return _Fit.FINER if claimed.day and claimed.day != written.day else _Fit.HOLDS


def _compare_days(claimed: Moment, days: Days, dated: Dated) -> _Fit:
    first, last = days
    years = [claimed.year] if claimed.year else list(range(first.year, min(last.year, first.year + 5) + 1))
    fits = [_within(claimed, window, first, last, dated) for year in years for window in claimed.days(year)]
    for fit in (_Fit.HOLDS, _Fit.LEAD, _Fit.FINER):
        if fit in fits:
            return fit
    return _Fit.OTHER


def _within(claimed: Moment, window: Days, first: date, last: date, dated: Dated) -> _Fit:
    start, end = window
    if claimed.lead is Lead.BEFORE:
        return _Fit.HOLDS if last < start else _Fit.OTHER
    if claimed.lead is Lead.AFTER:
        return _Fit.HOLDS if first > end else _Fit.OTHER
    if claimed.lead is Lead.BY:
        return _Fit.HOLDS if last <= end else _Fit.FINER if first <= end else _Fit.OTHER
    inside = start <= first and last <= end
    if claimed.joined and dated.ranged and inside:
        # "From 2022 to 2025" names both ends, so both must be the entry's.
        months = (claimed.first, claimed.last) != (1, 12)
        ends = [(day.year, day.month if months else 0) for day in (start, first, end, last)]
        return _Fit.HOLDS if ends[0] == ends[1] and ends[2] == ends[3] else _Fit.OTHER
    if claimed.lead is Lead.SINCE:
        # Something dated March did happen in March; that it has gone on since is another claim.
        if dated.ranged and start <= first <= end:
            return _Fit.HOLDS
        return _Fit.LEAD if inside else _Fit.OTHER
    if claimed.lead is Lead.UNTIL:
        return _Fit.HOLDS if dated.ranged and start <= last <= end else _Fit.LEAD if inside else _Fit.OTHER
    if inside:
        return _Fit.HOLDS
    return _Fit.FINER if first <= start and end <= last else _Fit.OTHER


def _object_to_opaque(moment: Moment, given: Sequence[Dated]) -> Finding | None:
    """ "Last quarter", "FY25", "on Monday": only a date to the day settles a weekday, and nothing else the rest."""
    if moment.weekday is not None:
        single = [first for dated in given for first, last in dated.days if first == last]
        if any(day.weekday() == moment.weekday for day in single):
            return None
        if single:
            return _finding(moment, Ruling.CONTRADICTED, f'{single[0]} was not a "{moment.text}".')
    return _finding(moment, Ruling.UNSUPPORTED, f'No cited entry says "{moment.text}".')


def _elsewhere(moment: Moment, evidence: Evidence) -> str:
    """Another entry of the log whose words hold this very date."""
    for entry in evidence.others[:2000]:
        if any(_word_for_word(moment, passage.words.lower()) for passage in entry.passages()):
            return str(entry.id)
    return ""


def _durations(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """How long and by when: written in the entry, or the length of its own range of dates."""
    figures = quantities(claim.text)
    if not figures:
        return
    lasting = [one for one in claimed_figures(claim.text, figures, changes(claim.text)) if is_duration(one)]
    if not lasting:
        return
    known = know(evidence.cited)
    for one in lasting:
        if any(_spans(one.figure, entry.when) for entry in evidence.cited):
            continue
        if finding := object_to(one, known, evidence, Kind.DATES):
            yield finding


_WEEKDAYS = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b", re.IGNORECASE)


def _other_weekdays(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """ "On Tuesdays" where the entry names no Tuesday."""
    for day in _WEEKDAYS.finditer(claim.text):
        name = day.group().lower().removesuffix("s")
        if not any(name in passage.words.lower() for entry in evidence.cited for passage in entry.passages()):
            yield Finding(
                kind=Kind.DATES,
                ruling=Ruling.UNSUPPORTED,
                because=f'No cited entry says "{day.group()}".',
                question="On which days was it?",
                claimed=day.span(),
            )


_SLACK = Decimal("0.10")
# Calendar months are not all of one length.
_EXACT_LOW, _EXACT_HIGH = Decimal("0.98"), Decimal("1.02")


def _spans(duration: Quantity, when: When) -> bool:
    """Whether a range of dates lasts as long as claimed, counted with or without its last month or day."""
    if when.precision is not Precision.RANGE or when.first is None or when.last is None:
        return False
    days = Decimal((when.last - when.first).days)
    claimed = duration.base / DAY_S
    longest = days + 1
    shortest = days - MONTH_S / DAY_S if longest > 31 and when.canonical and len(when.canonical) < 20 else days
    if duration.comparator or duration.approximate:
        shortest, longest = shortest * (1 - _SLACK), longest * (1 + _SLACK)
    return shortest * _EXACT_LOW - 1 <= claimed <= longest * _EXACT_HIGH + 1


def _finding(moment: Moment, ruling: Ruling, because: str, span: Span | None = None) -> Finding:
    return Finding(
        kind=Kind.DATES,
        ruling=ruling,
        because=because,
        question="When was it, as exactly as you know?",
        spans=(span,) if span else (),
        claimed=(moment.start, moment.end),
    )
