"""Folds an answer into proposed amendments: a new outcome, date, quote, detail or entry, in the person's own words.

Every amendment's words are a span of the turn, letter for letter; only a date is read into its own form. Nothing of the
question is ever taken over: "yes" to "did it help the team?" says nothing that could be quoted.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.addressed import own_sentences
from service.domain.brag import BragEntry, Corroboration, EntryId, StatedBy
from service.domain.gaps import GapKind
from service.domain.interview import NEW_WORK, Amendment, Part, Question
from service.domain.when import When
from service.domain.wording import content_words
from service.intake.dated_text import dated_line
from service.intake.dates import date_at
from service.intake.day_order import SlashOrder
from service.intake.speakers import hear
from service.verification.sentences import sentence_spans

LONGEST_ANSWER = 8_000
_FEWEST_WORDS = 3
_YES = re.compile(r"^\W*(?:yes|yeah|yep|it does|that does|that one|correct)\b", re.IGNORECASE)
_OUTCOMES = frozenset((GapKind.NO_OUTCOME, GapKind.UNQUANTIFIED, GapKind.NO_BASELINE, GapKind.UNCLEAR_BENEFICIARIES))


class Proposal(NamedTuple):
    """One change an answer makes: which part, the span of the answer it stands in, and the entry as it would be."""

    part: Part
    start: int
    end: int
    after: BragEntry


class Folded(NamedTuple):
    """What came of an answer; `missing` says what more is needed where nothing could be made of it."""

    proposals: tuple[Proposal, ...]
    missing: str = ""


def fold(answer: str, question: Question, entry: BragEntry | None, new_id: EntryId) -> Folded:
    """The changes that `answer` to `question` makes to `entry`, or the entry it adds under `new_id`."""
    start, end = own_span(answer)
    if start == end:
        return Folded((), "There was nothing about your work in that.")
    if question.kind in NEW_WORK or entry is None:
        return _new_entry(answer, start, end, new_id)
    if question.kind is GapKind.UNDATED:
        return _dated(answer, start, end, entry)
    if question.kind is GapKind.UNCORROBORATED:
        return _quoted(answer, start, end, entry)
    if len(content_words(answer[start:end])) < (1 if any(char.isdigit() for char in answer) else 2):
        return Folded((), "Could you say it in a few words of your own? A yes or no cannot be quoted.")
    heard = hear(answer[start:end], SlashOrder.UNDECIDED)
    said = [*_heard(answer, heard.said, entry)] if heard.said else []
    part = Part.OUTCOME if question.kind in _OUTCOMES else Part.TEXT
    if heard.said and not content_words(heard.own):
        return Folded(tuple(said))
    return Folded((Proposal(part, start, end, _with_words(entry, part, answer[start:end])), *said))


def applied(entry: BragEntry, amendment: Amendment) -> BragEntry:
    """The entry as it stands now with the amendment in it: what others changed meanwhile stays."""
    if amendment.part in (Part.OUTCOME, Part.TEXT):
        return _with_words(entry, amendment.part, amendment.words)
    if amendment.part is Part.WHEN:
        return _changed(entry, when=amendment.after.when)
    return _changed(entry, corroborations=(*entry.corroborations, amendment.after.corroborations[-1]))


def own_span(answer: str) -> tuple[int, int]:
    """From the first to the last sentence of the turn that tells something; orders to a program at its ends are left
    out. Empty where an order stands between two sentences that cannot be parted without it, or nothing is told."""
    spans = [(start, end) for start, end in sentence_spans(answer) if any(char.isalnum() for char in answer[start:end])]
    orders = set(own_sentences([answer[start:end] for start, end in spans])[1])
    while spans and answer[slice(*spans[0])] in orders:
        spans.pop(0)
    while spans and answer[slice(*spans[-1])] in orders:
        spans.pop()
    if not spans:
        return 0, 0
    first_order = next((n for n, span in enumerate(spans) if answer[slice(*span)] in orders), len(spans))
    return spans[0][0], spans[first_order - 1][1]


def _with_words(entry: BragEntry, part: Part, words: str) -> BragEntry:
    field = "outcome" if part is Part.OUTCOME else "text"
    before = (entry.outcome or "") if part is Part.OUTCOME else entry.text
    joined = f"{_stopped(before)} {words}" if before else words
    return _changed(entry, **{field: joined})


def _stopped(words: str) -> str:
    words = words.rstrip()
    return words if words.endswith((".", "!", "?", "…", ":", ";", "。")) else f"{words}."


def _changed(entry: BragEntry, **fields: object) -> BragEntry:
    return BragEntry.model_validate({**dict(entry), **fields, "stated_by": StatedBy.INTERVIEW})


def _dated(answer: str, start: int, end: int, entry: BragEntry) -> Folded:
    found = {written.when: written for written in dates_in(answer[start:end])}
    if len(found) != 1:
        told = "more than one date" if found else "no date that names its year"
        return Folded((), f"I read {told} there. A month and year is enough, such as “March 2025” or “Q2 2025”.")
    (written,) = found.values()
    changed = _changed(entry, when=written.when)
    return Folded((Proposal(Part.WHEN, start + written.start, start + written.end, changed),))


class _Found(NamedTuple):
    when: When
    start: int
    end: int


def dates_in(text: str) -> Iterator[_Found]:
    """Every date written in a text that names its own year, with where it stands."""
    at = 0
    for word in re.finditer(r"\S+", text):
        if word.start() < at:
            continue
        opened = word.start() + len(word[0]) - len(word[0].lstrip("([\"'"))
        written = date_at(text, opened, SlashOrder.UNDECIDED, When())
        if written is not None and written.when.known and not written.doubtful:
            at = written.end
            yield _Found(written.when, written.start, written.end)


def _quoted(answer: str, start: int, end: int, entry: BragEntry) -> Folded:
    said = hear(answer[start:end], SlashOrder.UNDECIDED).said
    return Folded(tuple(_heard(answer, said, entry)), "" if said else _NO_QUOTE)


_NO_QUOTE = (
    "For a quote I need their words in quotation marks, and their name: Priya N., Finance lead: “this saved us”."
)


def _heard(answer: str, said: tuple[Corroboration, ...], entry: BragEntry) -> Iterator[Proposal]:
    known = {(one.quote, one.who) for one in entry.corroborations}
    for one in said:
        at = answer.find(one.quote)
        if at >= 0 and (one.quote, one.who) not in known:
            changed = _changed(entry, corroborations=(*entry.corroborations, one))
            yield Proposal(Part.QUOTE, at, at + len(one.quote), changed)


def _new_entry(answer: str, start: int, end: int, new_id: EntryId) -> Folded:
    words = answer[start:end]
    if len(content_words(words)) < _FEWEST_WORDS or _YES.match(words):
        return Folded((), "Tell it in a sentence or two: what you did, and what came of it.")
    heard = hear(words, SlashOrder.UNDECIDED)
    if heard.said and not content_words(heard.own):
        return Folded((), "That is what somebody said of it. What was it that you did?")
    text = heard.own if heard.said and heard.own and heard.own in words else words
    dated = dated_line(text, SlashOrder.UNDECIDED, When())
    dates = {found.when for found in dates_in(words)}
    when = dated.when if dated.when.known else dates.pop() if len(dates) == 1 else When()
    entry = BragEntry(
        id=new_id,
        text=text,
        when=when,
        corroborations=heard.said if text != words else (),
        stated_by=StatedBy.INTERVIEW,
    )
    return Folded((Proposal(Part.ENTRY, start, end, entry),))
