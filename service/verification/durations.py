"""How long something took, against what the entries give: a written length, the stretch between two dates, and whether
the length is told of the same thing: a whole, an average, a margin before a deadline, or what it was not.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.moments import moments
from service.domain.quantities import changes, quantities
from service.domain.quantity import Quantity
from service.domain.units import DAY_S, Measure
from service.domain.wording import carries_meaning, is_past, stem, words
from service.verification.checks.figures import claimed_figures, is_duration
from service.verification.claimed_figures import Claimed
from service.verification.deadlines import against_plan
from service.verification.figure_objections import object_to
from service.verification.known_figures import Known, know
from service.verification.paraphrase import stand_ins
from service.verification.stretches import between, is_time, lasts_the_range
from service.verification.times_of_day import reckoned
from service.verification.written_figures import Written


def duration_objections(claim: Claim, evidence: Evidence, settled: Sequence[tuple[int, int]] = ()) -> Iterator[Finding]:
    """Lengths of time the cited entries do not give, or give of something else.

    Those within the places `settled` belong to a date that was found to hold ("two days after 3 May").
    """
    figures = quantities(claim.text)
    told = tuple(one for one in claimed_figures(claim.text, figures, changes(claim.text)) if is_time(one.figure))
    long = [one for one in told if one.figure.factor >= DAY_S]
    if not told:
        return
    known = know(evidence.cited)
    for one in long:
        if any(start <= one.figure.start < end for start, end in settled):
            continue
        if any(lasts_the_range(one.figure, entry.when) for entry in evidence.cited):
            continue
        if _year_on_year(one, evidence) or any(between(one.figure, entry) for entry in evidence.cited):
            continue
        if _told_of(one.figure, claim.text) in (_Told.EARLY, _Told.LATE) and _off_plan(one.figure, evidence):
            continue
        if any(_in_weeks(one.figure, w.figure) for w in known.figures):
            continue
        lasting = is_duration(one) or _INSIDE.search(claim.text[: one.figure.start])
        found = object_to(one, known, evidence, Kind.DATES) if lasting else None
        if finding := found or _told_of_another(one, known) or _unbroken(one, evidence):
            yield finding
    for one in told:
        if one not in long and (other := _told_of_another(one, known)):
            yield other


def _off_plan(q: Quantity, evidence: Evidence) -> bool:
    """ "Two days early" of four days where six were allowed."""
    return any(abs(planned - took) == q.base for took, planned in against_plan(evidence))


_INSIDE = re.compile(r"(?i)\binside $")


def _in_weeks(claimed: Quantity, written: Quantity) -> bool:
    """ "A month and a half" for six weeks: in common speech a month is four weeks."""
    units = {claimed.unit, written.unit}
    if units == {"day", "week"} and not written.comparator and not claimed.comparator:
        days, weeks = (claimed, written) if claimed.unit == "day" else (written, claimed)
        return days.value == 5 * weeks.value  # a working week
    if units != {"week", "month"} or written.comparator or (written.approximate and not claimed.approximate):
        return False
    weeks, months = (claimed, written) if claimed.unit == "week" else (written, claimed)
    return months.value * 4 == weeks.value and not claimed.comparator


_OFFSET = re.compile(r"(?i)\W*(?:earlier|before|ago|previously|later|on|afterwards)\b")
_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|q[1-4]|term"


def _year_on_year(claimed: Claimed, evidence: Evidence) -> bool:
    """ "A year earlier" of "last July", "a week later" of "the following week"."""
    q = claimed.figure
    if q.value != 1 or not _OFFSET.match(claimed.sentence, q.end):
        return False
    unit = q.unit
    names = rf"{unit}|{_MONTHS}" if unit == "year" else unit
    said = re.compile(
        rf"(?i)\b(?:last|previous|prior|preceding|next|following) (?:{names})"
        rf"|\b{unit}[- ](?:before|ago|earlier|later|after|on)\b"
    )
    for entry in evidence.cited:
        if any(said.search(passage.words) for passage in entry.passages()):
            return True
        years = {moment.year for passage in entry.passages() for moment in moments(passage.words) if moment.year}
        if unit == "year" and any(year + 1 in years for year in years):
            return True
    return False


class _Told(StrEnum):
    """What a length of time is told of. MEAN: one of many; EARLY and LATE: a margin; NOT: what it was not."""

    PLAIN = "how long it took"
    MEAN = "an average"
    EARLY = "time to spare"
    LATE = "how late it was"
    LATER = "how long after another thing"
    NOT = "what it was not"


_MEAN = re.compile(r"(?i)\b(?:average\w*|avg|mean|median|typical\w*|each|apiece|per|on the whole)\b")
_EARLY_AFTER = re.compile(r"(?i) (?:before|early|ahead|sooner|to spare|in hand|short of|under|inside)\b")
_LATE_AFTER = re.compile(r"(?i) (?:late\b|overdue|behind|past (?:the|its)|over (?:the|its|plan|schedule))")
_LATER_AFTER = re.compile(r"(?i) (?:later|afterwards|after)\b")
_NOT_BEFORE = re.compile(
    r"(?i)\b(?:not|instead of|rather than)(?: (?:the|a|an|our|their|its|his|her|for))*"
    r"(?: (?:usual|normal|full|standard|planned|agreed|typical|promised|requested|original))*\W*$"
)
_CONTRAST = re.compile(
    r"(?i)\b(?:not|instead|rather|usual\w*|normal\w*|against|versus|vs|than|compared|planned|standard|from|before|previous\w*|was)\b"
)
_TAKES = re.compile(
    r"(?i)\b(?:in|within|inside|over|for|took|taking|lasted|during|after)(?: (?:just|only|about|around|roughly))?\W*$"
)
_CUT = re.compile(r"[,;.()\n](?!\d)")


def _told_of(q: Quantity, text: str) -> _Told:
    before = text[max(0, q.start - 60) : q.start]
    if _NOT_BEFORE.search(before):
        return _Told.NOT
    if _EARLY_AFTER.match(text, q.end):
        return _Told.EARLY
    if _LATE_AFTER.match(text, q.end):
        return _Told.LATE
    if _LATER_AFTER.match(text, q.end):
        return _Told.LATER
    if q.factor >= DAY_S and _MEAN.search(_clause(q, text)):
        return _Told.MEAN
    return _Told.PLAIN


def _clause(q: Quantity, text: str) -> str:
    cuts = [cut.start() for cut in _CUT.finditer(text)]
    start = max((cut + 1 for cut in cuts if cut < q.start), default=0)
    end = min((cut for cut in cuts if cut >= q.end), default=len(text))
    return text[start:end]


def _told_of_another(claimed: Claimed, known: Known) -> Finding | None:
    """ "Filled in 31 days" of an average of 31, "within three days" of three days to spare."""
    q, text = claimed.figure, claimed.sentence
    same = [w for w in known.figures if _may_be(q, w)]
    told = {_told_of(w.figure, w.said) for w in same}
    here = _told_of(q, text)
    if here in (_Told.EARLY, _Told.LATER) and all(_is_label(w) for w in same):
        return _counted_from(claimed, known)
    if len(told) != 1 or here in told:
        return None
    (there,) = told
    takes = _TAKES.search(text[: q.start]) is not None
    if there is _Told.NOT and not claimed.in_change and not _CONTRAST.search(text):
        return _objection(claimed, same[0], Ruling.CONTRADICTED, there)
    if there is _Told.MEAN and takes and here is _Told.PLAIN and not _MEAN.search(text):
        return _objection(claimed, same[0], Ruling.CONTRADICTED, there)
    if there is _Told.EARLY and takes and here is _Told.PLAIN:
        return _objection(claimed, same[0], Ruling.UNSUPPORTED, there)
    if there is _Told.LATER and takes and here is _Told.PLAIN and _of_other_deeds(claimed, same[0], known):
        return _objection(claimed, same[0], Ruling.CONTRADICTED, there)
    if {there, here} == {_Told.EARLY, _Told.LATE}:
        return _objection(claimed, same[0], Ruling.CONTRADICTED, there)
    return None


_ANCHOR = re.compile(r"(?i) (?:after|before) (?:the |its |our |their |my |having |being )*(?P<anchor>[a-z][\w'-]+)")


def _counted_from(claimed: Claimed, known: Known) -> Finding | None:
    """ "31 minutes after joining the call" of what happened "at minute 31": counted from a thing nobody told of."""
    q = claimed.figure
    anchor = _ANCHOR.match(claimed.sentence, q.end)
    if anchor is None or any(w.figure.measure is Measure.TIME and _is_margin(w) for w in known.figures):
        return None
    if reckoned(q, known.entries):
        return None
    meant = stand_ins(stem(anchor["anchor"].lower()))
    if not carries_meaning(words(anchor["anchor"])[0]) or not meant.isdisjoint(stem(word) for word in known.words):
        return None
    return Finding(
        kind=Kind.DATES,
        ruling=Ruling.UNSUPPORTED,
        because=f'No cited entry counts "{q.text}" from "{anchor["anchor"]}".',
        question="From when to when was it?",
        claimed=(q.start, anchor.end()),
    )


def _is_label(written: Written) -> bool:
    """ "At minute 31" names a minute, and is no length of time."""
    return re.search(r"(?i)\b(?:minute|hour|day|week|month|year) $", written.said[: written.figure.start]) is not None


def _is_margin(written: Written) -> bool:
    return _told_of(written.figure, written.said) in (_Told.EARLY, _Told.LATER)


_FIRM = re.compile(r"(?i)\b(firm|binding|guaranteed|locked-in|irrevocable|unconditional) (?:\w+ )?(?:of )?$")
_WAY_OUT = re.compile(r"(?i)\b(?:exit|break|cancel\w*|terminat\w+|opt[- ]out|notice|option|trial)\b")
_IN_A_ROW = re.compile(
    r"(?i)\b(?:straight|consecutive|successive|running|in a row|unbroken|uninterrupted|on end|on the trot|solid"
    r"|non-?stop|without a break|every|each|throughout)\b"
)
_ROW_WORD = re.compile(r"(?i)\b(?:straight|consecutive|successive|unbroken|uninterrupted|in a row|on the trot)\b")


def _unbroken(claimed: Claimed, evidence: Evidence) -> Finding | None:
    """ "A firm 18 months" of 18 with an exit after 9; "six straight weeks" of six weeks."""
    q, text = claimed.figure, claimed.sentence
    said = " \n".join(passage.words for entry in evidence.cited for passage in entry.passages())
    firm = _FIRM.search(text[: q.start])
    row = _ROW_WORD.search(text, max(0, q.start - 14), q.end + 14)
    if firm and firm[1].lower() not in said.lower():
        ruling = Ruling.CONTRADICTED if _WAY_OUT.search(said) else Ruling.UNSUPPORTED
        because, place = f'No cited entry calls it "{firm[1]}".', firm.span(1)
    elif row and not _IN_A_ROW.search(said):
        ruling, because, place = Ruling.OVERSTATED, f'No cited entry says "{row[0]}".', row.span()
    else:
        return None
    return Finding(kind=Kind.DATES, ruling=ruling, because=because, question="Was it without a break?", claimed=place)


def _of_other_deeds(claimed: Claimed, written: Written, known: Known) -> bool:
    """Whether the sentence's verb is told in the entry, and not where the written length stands."""
    here = _deeds(_clause(claimed.figure, claimed.sentence))
    there = _deeds(_clause(written.figure, written.said))
    return bool(here) and bool(there) and here.isdisjoint(there) and here <= {stem(word) for word in known.words}


def _deeds(clause: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(clause) if is_past(word.lower) and carries_meaning(word))


def _may_be(q: Quantity, written: Written) -> bool:
    """A written length of the same size; a bare "24" beside a length in months is in months."""
    k = written.figure
    if k.measure is Measure.TIME:
        return k.base == q.base
    return k.measure is Measure.COUNT and not k.noun and k.value == q.value


def _objection(claimed: Claimed, written: Written, ruling: Ruling, there: _Told) -> Finding:
    q = claimed.figure
    return Finding(
        kind=Kind.DATES,
        ruling=ruling,
        because=f'The entry gives "{written.figure.text}" as {there.value}, which "{q.text}" here is not.',
        question="How long did it take, from which day to which?",
        spans=(written.span,),
        claimed=(q.start, q.end),
    )
