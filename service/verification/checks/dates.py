"""Dates: settles days, months, quarters, years, durations and deadlines of a sentence against the entry's own date
and words; cannot settle when something happened where neither gives a date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling, Span
from service.domain.moments import Days, Lead, Moment, moments
from service.domain.when import Precision, When
from service.verification.checks.figures import MOST_FINDINGS
from service.verification.dated_deeds import dated_deed_objections
from service.verification.deadlines import deadline_objections
from service.verification.durations import duration_objections
from service.verification.offsets import bare_days, feast_days, offsets, relative_days
from service.verification.times_of_day import clock_objections


@dataclass(frozen=True, slots=True)
class Dated:
    """A date some entry gives: its days where the year is known, the words it stands in, how the entry tells it.

    `lasting` marks a date the entry tells of as the start of something that goes on: "since the change on 3 Feb".
    """

    days: tuple[Days, ...]
    moment: Moment | None = None
    span: Span | None = None
    ranged: bool = False
    said: str = ""
    lasting: bool = False


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
    settled: list[tuple[int, int]] = []
    far = tuple(offsets(claim.text, told))
    if told or far:
        given = tuple(_dated(evidence))
        settled = [(one.start, one.end) for one in far if any(_compare(one, dated) is _Fit.HOLDS for dated in given)]
        left = [one for one in told if not any(start <= one.start < end for start, end in settled)]
        texts = [passage.words.lower() for entry in evidence.cited for passage in entry.passages()]
        objections = (_object(moment, given, texts, evidence) for moment in left[:MOST_FINDINGS])
        found += [objection for objection in objections if objection]
    found += _other_weekdays(claim, evidence)
    found += duration_objections(claim, evidence, settled)
    found += deadline_objections(claim, evidence)
    found += clock_objections(claim, evidence)
    if not found:
        found += dated_deed_objections(claim, evidence)
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
        for passage, _ in told:
            meant = (*relative_days(passage.words, entry.when), *feast_days(passage.words, entry.when))
            for said_so, span_of_days in meant:
                yield Dated((span_of_days,), said=said_so, lasting=_LASTS.search(passage.words) is not None)
        for passage, some in told:
            plain = sorted((*some, *bare_days(passage.words, some, entry.when)), key=lambda moment: moment.start)
            for moment in (*plain, *offsets(passage.words, plain)):
                span = Span(entry=entry.id, field=passage.field, start=moment.start, end=moment.end)
                lasting = _goes_on(passage.words, moment)
                guesses = [moment.year] if moment.year else years
                days = tuple(day for year in guesses for day in moment.days(year))
                ranged = moment.joined or bool(moment.last_year)
                yield Dated(days, moment=moment, span=span, ranged=ranged, said=moment.text, lasting=lasting)
                if moment.days_written:
                    ends = tuple((day, day) for first, last in days for day in (first, last))
                    yield Dated(ends, span=span, said=moment.text)


_LASTS = re.compile(r"(?i)\b(?:since|now|still|so far|to date|until now|currently|onwards?|from|start\w*|beg[au]n)\b")


def _goes_on(said: str, moment: Moment) -> bool:
    """Whether the sentence the date stands in tells of how things are now."""
    start = max(said.rfind(stop, 0, moment.start) for stop in (". ", "\n", "; ")) + 1
    ends = [end for stop in (". ", "\n", "; ") if (end := said.find(stop, moment.end)) >= 0]
    return _LASTS.search(said, start, min(ends, default=len(said))) is not None


def _years(when: When) -> list[int]:
    if when.first is None or when.last is None:
        return []
    return list(range(when.first.year, min(when.last.year, when.first.year + 5) + 1))


def _object(moment: Moment, given: Sequence[Dated], texts: Sequence[str], evidence: Evidence) -> Finding | None:
    if any(_word_for_word(moment, text) for text in texts):
        return None
    if moment.opaque:
        if moment.weekday is not None and any(_names_weekday(moment.text, text) for text in texts):
            return None  # "Tuesday story time" is on Tuesdays, "Thu-Sun" begins on a Thursday
        return _object_to_opaque(moment, given)
    if not given:
        return _finding(moment, Ruling.UNSUPPORTED, f'The entry has no date; "{moment.text}" is added.')
    outcomes = [(_compare(moment, dated), dated) for dated in given]
    if any(outcome is _Fit.HOLDS for outcome, _ in outcomes) or _both_ends_hold(moment, given):
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


def _both_ends_hold(moment: Moment, given: Sequence[Dated]) -> bool:
    """ "Between October and March" of an entry that tells of October, and elsewhere of March."""
    if not moment.joined:
        return False
    single = replace(moment, last_year=None, joined=False, lead=Lead.NONE)
    if moment.last_year and (moment.first, moment.last) == (1, 12):
        ends = (single, replace(single, year=moment.last_year))
    elif moment.last_year:
        return False
    else:
        ends = (replace(single, last=moment.first), replace(single, first=moment.last))
    written = [dated for dated in given if dated.moment is not None and not dated.ranged]
    return all(any(_compare(end, dated) is _Fit.HOLDS for dated in written) for end in ends)


def _names_weekday(name: str, text: str) -> bool:
    return re.search(rf"(?i)\b{name[:3]}(?:s|r|rs|nes|ur)?(?:days?)?\b", text) is not None


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
        return _compare_without_year(claimed, dated)
    if dated.moment is not None and _same_day_and_lead(claimed, dated.moment, dated.days):
        return _Fit.HOLDS
    outcomes = [_compare_days(claimed, days, dated) for days in dated.days]
    for fit in (_Fit.HOLDS, _Fit.LEAD, _Fit.FINER):
        if fit in outcomes:
            return fit
    return _Fit.OTHER


_UP_TO = (Lead.BEFORE, Lead.BY, Lead.UNTIL)


def _same_day_and_lead(claimed: Moment, written: Moment, days: Sequence[Days]) -> bool:
    """ "By 31 August" where the entry says "until August 31st": a deadline under another name."""
    if claimed.lead is not written.lead and not (claimed.lead in _UP_TO and written.lead in _UP_TO):
        return False
    years = [claimed.year] if claimed.year else {first.year for first, _ in days}
    return any(day in days for year in years for day in claimed.days(year))


_SOME_YEAR = 2025


def _compare_without_year(claimed: Moment, dated: Dated) -> _Fit:
    """ "In March" of an entry with no year: a claim with a year knows more than the entry."""
    written = dated.moment
    if written is None:
        return _Fit.OTHER
    if claimed.year is None:
        fits = [_compare_days(claimed, days, dated) for days in written.days(_SOME_YEAR)]
        return next((fit for fit in (_Fit.HOLDS, _Fit.LEAD, _Fit.FINER) if fit in fits), _Fit.OTHER)
    if not (claimed.first <= written.first and written.last <= claimed.last):
        return _Fit.OTHER
    return _Fit.FINER if (claimed.first, claimed.last) != (1, 12) else _Fit.OTHER


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
    if claimed.days_written and dated.moment is not None and inside:
        return _Fit.HOLDS if window == (first, last) else _Fit.OTHER
    if claimed.joined and dated.moment is not None and not dated.ranged and inside and window != (first, last):
        return _Fit.OTHER  # one date between two others says neither
    if claimed.lead is Lead.SINCE:
        # Something dated March did happen in March; that it has gone on since is another claim.
        if (dated.ranged and start <= first <= end) or (dated.lasting and inside):
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
        exact = (dated for dated in given if dated.moment is not None or dated.said[:1].isdigit())
        spans = [days for dated in exact for days in dated.days if (days[1] - days[0]).days < 7]
        if any(
            moment.weekday in range(first.weekday(), first.weekday() + (last - first).days + 1) for first, last in spans
        ):
            return None
        single = [first for first, last in spans if first == last]
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


_WEEKDAYS = re.compile(r"\b(?P<short>mon|tue|wed|thu|fri|sat|sun)[a-z]*days\b", re.IGNORECASE)


def _other_weekdays(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """ "On Tuesdays" where the entry names no Tuesday."""
    for day in _WEEKDAYS.finditer(claim.text):
        name = re.compile(rf"(?i)\b{day['short']}(?:s|r|rs|[a-z]*days?)?\b")
        if not any(name.search(passage.words) for entry in evidence.cited for passage in entry.passages()):
            yield Finding(
                kind=Kind.DATES,
                ruling=Ruling.UNSUPPORTED,
                because=f'No cited entry says "{day.group()}".',
                question="On which days was it?",
                claimed=day.span(),
            )


def _finding(moment: Moment, ruling: Ruling, because: str, span: Span | None = None) -> Finding:
    return Finding(
        kind=Kind.DATES,
        ruling=ruling,
        because=because,
        question="When was it, as exactly as you know?",
        spans=(span,) if span else (),
        claimed=(moment.start, moment.end),
    )
