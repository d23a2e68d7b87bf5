"""Dates told of the wrong deed: a due date as the day it was done, one deed's month on another, before turned to after.

Each objection needs the entry to say otherwise in so many words; where it only says less, nothing is objected to here.
"""

import re
from collections.abc import Iterator, Sequence

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.moments import Days, Lead, Moment, moments
from service.domain.numerals import NUMBER_WORD
from service.domain.when import When
from service.domain.word_sets import word_set
from service.domain.wording import carries_meaning, is_participle, is_past, words
from service.verification.dates_told import CUT, DateTold, content_stems, dates_told, fits, overlap
from service.verification.offsets import offsets
from service.verification.paraphrase import stand_ins

# With more dates than this a passage is a calendar, and its dates are not told apart.
_MOST = 8


def dated_deed_objections(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Objections to dates and to words of order that the entries give, told of what they are not given of."""
    if not (
        moments(claim.text)
        or _NUMBERED.search(claim.text)
        or _ORDER.search(claim.text)
        or _SAME.search(claim.text)
        or _FIRST.search(claim.text)
    ):
        return
    when = next((entry.when for entry in evidence.cited if entry.when.first), When())
    passages = [passage.words for entry in evidence.cited for passage in entry.passages()]
    years = (moment.year for words_said in (*passages, claim.text) for moment in moments(words_said) if moment.year)
    year = when.first.year if when.first else next(years, 2025)
    told = dates_told(claim.text, when, year)
    written = tuple(one for words_said in passages for one in dates_told(words_said, when, year))
    if told and written and len(written) <= _MOST:
        held = [(entry.when.first, entry.when.last) for entry in evidence.cited if entry.when.first and entry.when.last]
        yield from _done_when_due(told, written, held)
        yield from _deed_of_the_entry(told, written, passages, held)
        yield from _done_at_its_anchor(claim.text, told, passages, year)
        yield from _moved(told, written, held)
        yield from _since_other(told, written)
        yield from _out_of_order(claim.text, told, written)
    yield from _turned_round(claim.text, passages)
    yield from _at_one_time(claim.text, passages, written)


_NUMBERED = re.compile(r"\bthe \d{1,2}(?:st|nd|rd|th)\b")
_DUE = re.compile(
    r"(?i)\b(?:due|planned for|(?:is|are|was|were) planned|scheduled|meant to|supposed to|was to (?:be|have)|expected"
    r"|(?-i:will)|target date|deadline|hop(?:e|ed|ing) (?:for|to)|aim(?:ed|ing)? (?:for|to)|should be|pencilled in"
    r"|to be \w+ed|slip\w* to|(?:pushed|put|moved)(?: back)? to|(?:postponed|delayed) (?:to|until)|forthcoming|pending"
    r"|asked (?:me |us |her |him )?to|invited|haven't|not (?:yet|before|until)|yet to|awaiting|for now"
    r"|promised)\b"
)
_ASKED = re.compile(r"(?i)\b(?:asked|wants?|wanted|booked|set|put off|plan\w*|propos\w*|agreed)\b")
_UP_TO = (Lead.BEFORE, Lead.BY, Lead.UNTIL)


def _done_when_due(told: Sequence[DateTold], written: Sequence[DateTold], held: Sequence[Days]) -> Iterator[Finding]:
    """ "Passed in July" of "full decision due in July"."""
    for claimed in told:
        fitting = [one for one in written if fits(claimed, one.days)]
        if not fitting or claimed.moment.lead in _UP_TO or any(fits(claimed, days) for days in held):
            continue
        done = any(is_past(word.lower) for word in words(claimed.part))
        open_still = _DUE.search(claimed.part) or _ASKED.search(claimed.part)
        if done and not open_still and all(_DUE.search(one.part) for one in fitting):
            because = f"The entry gives {fitting[0].moment.text} as a date to come, not as the day it was done."
            yield _finding(claimed.moment, because)
            return


def _moved(told: Sequence[DateTold], written: Sequence[DateTold], held: Sequence[Days]) -> Iterator[Finding]:
    """ "Trained the porters in March" of "trained reception in March, the porters in May"."""
    for claimed in told:
        fitting = [one for one in written if overlap(claimed.days, one.days)]
        weekday = claimed.moment.weekday is not None
        others = [one for one in written if one not in fitting and (one.moment.weekday is not None) is weekday]
        if not others:
            continue
        if not fitting:
            wholly = next((one for one in others if _all_told(claimed, one)), None)
            if wholly is not None and any(fits(claimed, days) for days in held):
                yield _finding(claimed.moment, f"The entry says this of {wholly.moment.text}.")
                return
            continue
        nearest = max(others, key=lambda one: _alike(claimed, one))
        if any(fits(claimed, days) for days in held) and claimed.figures.isdisjoint(nearest.figures):
            continue
        ends = {other.moment.end for other in written}
        if any(not (one.stems or one.figures) and one.start in ends for one in fitting):
            continue  # a date right behind another one is of the same words
        apart = nearest.start not in ends and not any(one.start in ends or not one.stems for one in fitting)
        if apart and _only_there(claimed, others, fitting):
            yield _finding(claimed.moment, f'The entry does not say this of "{claimed.moment.text}".')
            return
        best = max(_alike(claimed, one) for one in fitting)
        onward = _ONWARD.search(claimed.part[: claimed.part.find(claimed.moment.text)])
        if claimed.figures.isdisjoint(nearest.figures) and (onward or not _same_deed(claimed, nearest)):
            continue
        enough = min(2, len(claimed.stems)) if best == 0 and not claimed.figures else 2
        if enough and _alike(claimed, nearest) >= best + enough:
            because = f'The entry says this of {nearest.moment.text}, not of "{claimed.moment.text}".'
            yield _finding(claimed.moment, because)
            return


_ONWARD = re.compile(r"(?i)\b(?:from|since|after|before|until|till)\s*$")


def _all_told(claimed: DateTold, written: DateTold) -> bool:
    """Whether every word of the sentence beside its date is told of another date, its verb among them."""
    told = all(not stand_ins(stem).isdisjoint(written.stems) for stem in claimed.stems)
    return told and len(claimed.stems) > 1 and _same_deed(claimed, written)


def _only_there(claimed: DateTold, others: Sequence[DateTold], fitting: Sequence[DateTold]) -> bool:
    """Whether the sentence's one verb is told of one other date, and of none that fits."""
    deeds = _deeds(claimed.part)
    on_that_day = _ON_THAT_DAY.search(claimed.part[: claimed.part.find(claimed.moment.text)])
    if len(deeds) != 1 or not on_that_day or claimed.moment.joined:
        return False
    there = [one for one in others if deeds <= one.stems]
    return len(there) == 1 and all(_none_of(deeds, one.stems) for one in fitting)


def _since_other(told: Sequence[DateTold], written: Sequence[DateTold]) -> Iterator[Finding]:
    """ "Treasurer since 2023" of "joined in 2023, treasurer since January"."""
    for claimed in told:
        what = _last_stem(claimed)
        if claimed.moment.lead is Lead.NONE or not what:
            continue
        fitting = [one for one in written if overlap(claimed.days, one.days)]
        if not fitting or any(what in one.stems or not one.stems for one in fitting):
            continue
        for one in written:
            if one not in fitting and one.moment.lead is claimed.moment.lead and _last_stem(one) == what:
                because = f"The entry says this {one.moment.lead} {one.moment.text}, not {claimed.moment.text}."
                yield _finding(claimed.moment, because)
                return


def _last_stem(told: DateTold) -> str:
    before = told.part[: told.part.find(told.moment.text)]
    return next((word.stem for word in reversed(words(before)) if carries_meaning(word)), "")


def _same_deed(claimed: DateTold, written: DateTold) -> bool:
    deeds = (word for word in words(claimed.part) if is_past(word.lower) or is_participle(word.lower))
    return any(not stand_ins(deed.stem).isdisjoint(written.stems) for deed in deeds)


def _deed_of_the_entry(
    told: Sequence[DateTold], written: Sequence[DateTold], passages: Sequence[str], held: Sequence[Days]
) -> Iterator[Finding]:
    """ "Replaced it on 20 January" of an entry of March where it had been "on order since 20 January"."""
    for claimed in told:
        fitting = [one for one in written if overlap(claimed.days, one.days)]
        if not held or not fitting or any(overlap(claimed.days, days) for days in held) or claimed.moment.lead:
            continue
        if any(one.start == 0 or not one.moment.lead for one in fitting):
            continue  # a date at the head of a note may be of all that follows
        if not _ON_THAT_DAY.search(claimed.part[: claimed.part.find(claimed.moment.text)]):
            continue  # "dates back to December"
        deeds = _deeds(claimed.part)
        elsewhere = frozenset(
            deed for words_said in passages for sentence in _SENTENCES.split(words_said) for deed in _deeds(sentence)
        )
        if deeds and deeds <= elsewhere and all(_none_of(deeds, one.stems) for one in fitting):
            yield _finding(claimed.moment, f"The entry gives {fitting[0].moment.text} of something else.")
            return


_ON_THAT_DAY = re.compile(r"(?i)\b(?:in|on|during)(?: the| that)?\s*$")
_SENTENCES = re.compile(r"[.;]\s|\n")


def _deeds(part: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(part) if is_past(word.lower) and word.lower not in _STATES)


_STATES = word_set("was were is are has had have did been got left set")


def _none_of(deeds: frozenset[str], stems: frozenset[str]) -> bool:
    return all(stand_ins(deed).isdisjoint(stems) for deed in deeds)


def _done_at_its_anchor(text: str, told: Sequence[DateTold], passages: Sequence[str], year: int) -> Iterator[Finding]:
    """ "Printed on 1 June" of cards printed three weeks before 1 June."""
    if _ORDER.search(text):
        return
    for passage in passages:
        plain_dates = moments(passage)
        for far in offsets(passage, plain_dates):
            anchor = next((one for one in plain_dates if far.start < one.start and one.end == far.end), None)
            anchor = anchor or next((one for one in reversed(plain_dates) if one.end <= far.start), None)
            days = anchor.days(anchor.year or year) if anchor else ()
            opens = max((cut.end() for cut in CUT.finditer(passage, 0, far.start)), default=0)
            before, between = _deeds(passage[opens : far.start]), content_stems(passage[far.start : far.end])
            for claimed in told:
                deeds = _deeds(claimed.part)
                if not days or not overlap(claimed.days, days[0]) or claimed.moment.lead or not deeds:
                    continue
                if claimed.moment.day is not None and deeds <= before and _none_of(deeds, between):
                    yield _finding(claimed.moment, f'The entry says "{far.text}", not that day itself.')
                    return


_FIGURE = 3  # a figure tells two deeds apart better than a word does


def _alike(claimed: DateTold, written: DateTold) -> int:
    shared = sum(not stand_ins(stem).isdisjoint(written.stems) for stem in claimed.stems)
    return shared + _FIGURE * len(claimed.figures & written.figures)


_ORDER = re.compile(r"(?i)\b(?P<way>after|following|before|ahead of|prior to)\s+(?P<what>(?:[\w'-]+[ ,]*){1,7})")
_EARLIER = word_set("before ahead prior")


def _is_earlier(way: str) -> bool:
    return way.split()[0].lower() in _EARLIER


def _out_of_order(text: str, told: Sequence[DateTold], written: Sequence[DateTold]) -> Iterator[Finding]:
    """ "Redid the sheets after the inspection of 9 April" of sheets redone in March."""
    for order in _ORDER.finditer(text):
        anchor = next((one for one in told if order.start() <= one.moment.start < order.end()), None)
        if anchor is None or not any(fits(anchor, one.days) for one in written):
            continue
        opens = max((cut.end() for cut in CUT.finditer(text, 0, order.start())), default=0)
        deed = content_stems(text[opens : order.start()])
        near = [
            (shared, n)
            for n, one in enumerate(written)
            if not fits(anchor, one.days)
            and (shared := sum(not stand_ins(stem).isdisjoint(one.stems) for stem in deed)) >= 2
        ]
        if not near:
            continue
        own = written[max(near)[1]]
        earlier = _is_earlier(order["way"])
        wrong = own.days[0] > anchor.days[1] if earlier else own.days[1] < anchor.days[0]
        if wrong:
            because = (
                f"The entry dates this {own.moment.text}, which is not {order['way'].lower()} {anchor.moment.text}."
            )
            yield _finding(anchor.moment, because)
            return


def _turned_round(text: str, passages: Sequence[str]) -> Iterator[Finding]:
    """ "Corrected after the pack went out" of "corrected before the pack went out"."""
    for order in _ORDER.finditer(text):
        what = _ordered_stems(order["what"])
        opens = max((cut.end() for cut in CUT.finditer(text, 0, order.start())), default=0)
        deed = content_stems(text[opens : order.start()])
        if not what or not deed or NUMBER_WORD.search(text, opens, order.start()):
            continue  # "40 before the change, 12 after": the figures check's own
        ways: set[bool] = set()
        for said in passages:
            for other in _ORDER.finditer(said):
                there = _ordered_stems(other["what"])
                if what[:1] != there[:1] or (len(what) > 1 and len(there) > 1 and what[1] not in there):
                    continue
                begins = max((cut.end() for cut in CUT.finditer(said, 0, other.start())), default=0)
                if not deed.isdisjoint(content_stems(said[begins : other.start()])):
                    ways.add(_is_earlier(other["way"]))
        if ways == {not _is_earlier(order["way"])}:
            because = f'The entry tells it the other way round in time, not "{order[0].strip()}".'
            yield _place(order.start(), order.end(), because, Ruling.CONTRADICTED)
            return


def _ordered_stems(text: str) -> list[str]:
    return [word.stem for word in words(text) if carries_meaning(word)][:3]


_SAME = re.compile(
    r"(?i)\b(?:the|that) same (?P<unit>day|week|month|quarter|year)\b"
    r"|\b(?:in|on|within) the (?:very )?(?P<during>day|week|month|quarter|year) (?:in which |when )?"
    r"(?:it|they|he|she|that|this|those)\b"
)
_FIRST = re.compile(
    r"(?i)\b(?:in|within|during|over) (?:its|my|our|his|her|their) (?:very )?(?P<nth>first|second|last|final|opening)"
    r" (?P<unit>day|week|fortnight|month|quarter|year|term|season)\b"
)


def _at_one_time(text: str, passages: Sequence[str], written: Sequence[DateTold]) -> Iterator[Finding]:
    """ "In the month it was made" of what had stood since another month; "in its first month" of no such month."""
    same = _SAME.search(text)
    if same is not None:
        unit = (same["unit"] or same["during"]).lower()
        said = any(re.search(rf"(?i)\bsame {unit}\b|\bthat {unit}\b", words_said) for words_said in passages)
        if not said and len({_stretch_of(one.days, unit) for one in written}) > 1:
            because = f"The entry gives {written[0].moment.text} and {written[1].moment.text}, no one {unit}."
            yield _place(*same.span(), because, Ruling.CONTRADICTED)
            return
    first = _FIRST.search(text)
    if first is not None:
        unit = first["unit"].lower()
        nth = "first|opening|new" if first["nth"].lower() in ("first", "opening") else first["nth"]
        if not any(re.search(rf"(?i)\b(?:{nth})\b[^.;]{{0,20}}\b{unit}", words_said) for words_said in passages):
            yield _place(*first.span(), f'No cited entry says "{first[0]}".', Ruling.UNSUPPORTED)


def _stretch_of(days: Days, unit: str) -> tuple[int, ...]:
    day = days[0]
    if unit == "year":
        return (day.year,)
    if unit == "quarter":
        return (day.year, (day.month - 1) // 3)
    if unit == "month":
        return (day.year, day.month)
    return day.isocalendar()[:2] if unit == "week" else (day.toordinal(),)


def _finding(moment: Moment, because: str) -> Finding:
    return _place(moment.start, moment.end, because, Ruling.CONTRADICTED)


def _place(start: int, end: int, because: str, ruling: Ruling) -> Finding:
    return Finding(
        kind=Kind.DATES,
        ruling=ruling,
        because=because,
        question="What happened when, and in which order?",
        claimed=(start, end),
    )
