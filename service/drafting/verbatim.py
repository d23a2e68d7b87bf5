"""Drafts a bullet without a model: the entry's own sentences, outcome first, a named voice last, nothing added."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from service.domain.addressed import own_sentences, speaks_to_the_reader
from service.domain.brag import BragEntry, Corroboration
from service.domain.claims import Claim, Evidence
from service.domain.packet import Before, Level, Shows
from service.domain.rubric import Dimension
from service.domain.wording import content_words, is_number, words
from service.drafting.telling import is_clause, leans, names_others, outcome_of, points_back, qualifies, tells_a_deed
from service.drafting.tidying import (
    as_sentence,
    hides_letters,
    is_filing,
    on_one_line,
    reads_as_english,
    seen,
    unwrapped,
    without_lead,
)
from service.verification.checks import addressed
from service.verification.framed import frame
from service.verification.languages import in_latin_letters
from service.verification.sentences import split_sentences

SENTENCES = 3
WORDS = 75
_QUOTE_WORDS = 45


class VerbatimBullet(BaseModel):
    """A bullet before the panel has ruled. `sentences` is empty where the entry holds nothing that tells a win.

    `set_aside` holds the entry's orders to its reader, questions, markup and tampered words, which are not drafted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    shows: Shows
    before: tuple[Before, ...]
    sentences: tuple[Claim, ...]
    set_aside: tuple[str, ...] = ()


def verbatim_bullet(entry: BragEntry, dimension: Dimension, level: Level) -> VerbatimBullet:
    """The entry's own words as a bullet: every sentence is a span of the entry, or the frame `Name, role: "span"`.

    Only white space, the first letter's case and the final stop may differ from the entry.
    """
    told, set_aside = tell(entry)
    return VerbatimBullet(
        shows=Shows(
            dimension=dimension.id,
            level=level,
            behaviour=dimension.next if level is Level.NEXT else dimension.current,
        ),
        before=(Before(entry=entry.id, text=entry.text),),
        sentences=tuple(Claim(text=sentence, cites=(entry.id,)) for sentence in told),
        set_aside=set_aside,
    )


def tell(entry: BragEntry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences to draft, in telling order, and those set aside: orders, questions, markup, hidden text."""
    own, set_aside = own_sentences(split_sentences(unwrapped(entry.text)))
    # Words broken up by invisible characters are not the words a reader would see.
    set_aside += tuple(sentence for sentence in own if _is_tampered(sentence))
    own = tuple(sentence for sentence in own if not _is_tampered(sentence))
    leadless = [without_lead(sentence, dated=entry.when.known) for sentence in own]
    spans = [span for span in _with_answers(leadless) if span and not is_filing(span)]
    outcome = _separate_outcome(entry)
    chosen = _chosen([_Told.of(n, span) for n, span in enumerate(spans)])
    ordered = list(outcome_first(chosen)) if outcome is None else [told.span for told in chosen]
    if outcome is not None:
        ordered.insert(_place(outcome, entry.text, len(ordered)), outcome)
    english = reads_as_english(entry.text)
    sentences = [as_sentence(span, english=english) for span in ordered]
    sentences += _voices(entry, sentences)
    shown = [sentence for sentence in dict.fromkeys(sentences) if may_be_shown(sentence, entry)]
    # Markup, an address that is not the entry's, a bare question: the panel would refuse it in anybody's draft.
    return tuple(shown), set_aside + tuple(sentence for sentence in sentences if sentence not in shown)


def may_be_shown(sentence: str, entry: BragEntry) -> bool:
    """Whether the panel's gate lets the sentence through: nothing in it could act on a reader or a program."""
    return not addressed.check(Claim(text=sentence, cites=(entry.id,)), Evidence(cited=(entry,)))


def _with_answers(spans: Sequence[str]) -> Iterator[str]:
    """A question (a talk's title, `fewer calls? not measured`) makes one span with what follows it."""
    asked = ""
    for span in spans:
        asked = f"{asked} {span}".strip()
        if not asked.endswith(("?", "？")):
            yield asked
            asked = ""
    if asked:
        yield asked


class _Told(NamedTuple):
    """A sentence of the entry, and what it is good for."""

    place: int
    span: str
    outcome: int
    deed: bool
    others: bool
    qualifies: bool

    @classmethod
    def of(cls, place: int, span: str) -> "_Told":
        return cls(place, span, outcome_of(span), tells_a_deed(span), names_others(span), qualifies(span))

    @property
    def worth(self) -> int:
        return 2 * self.outcome + 2 * self.deed + self.others


def _chosen(told: Sequence[_Told]) -> list[_Told]:
    """A short entry whole; of a long one what it qualifies itself with, then what tells most, in its own order."""
    if len(told) <= SENTENCES and sum(_length(sentence.span) for sentence in told) <= WORDS:
        return list(told)
    kept: list[_Told] = []
    # Leaving out "Lee built it" or "not rolled out yet" would make the rest say more than the entry does.
    needed = [sentence for sentence in told if sentence.qualifies]
    free = sorted((s for s in told if not s.qualifies), key=lambda s: (-s.worth, s.place))
    for sentence in free:
        length = sum(_length(one.span) for one in kept) + _length(sentence.span)
        if not kept or (len(kept) < SENTENCES and length <= WORDS and sentence.worth > 0):
            kept.append(sentence)
    places = {sentence.place for sentence in [*kept, *needed]}
    for sentence in reversed(told):
        # "Reported it" says nothing without the sentence that "it" stands for.
        if sentence.place in places and sentence.place > 0 and leans(sentence.span):
            places.add(sentence.place - 1)
    return [sentence for sentence in told if sentence.place in places]


def outcome_first(told: Sequence[_Told]) -> Iterator[str]:
    """The spans with the clearest outcome in front, where it can stand there without what came before it."""
    lead = None
    if told and told[0].outcome < 2:
        before = " ".join(one.span for one in told)
        able = [one for one in told[1:] if one.outcome >= 2 and not one.qualifies and not points_back(one.span, before)]
        lead = max(able, key=lambda one: (one.outcome, -one.place), default=None)
    if lead is not None:
        yield lead.span
    yield from (one.span for one in told if one is not lead)


def _separate_outcome(entry: BragEntry) -> str | None:
    """The outcome field, unless the text tells it already or it gives orders to its reader."""
    if not entry.outcome or speaks_to_the_reader(entry.outcome) or _is_tampered(entry.outcome):
        return None
    outcome = without_lead(on_one_line(entry.outcome), dated=entry.when.known)
    if not outcome or is_filing(outcome) or outcome in on_one_line(entry.text):
        return None
    there = {word.stem for word in words(entry.text)}
    told = {word.stem for word in words(outcome) if is_number(word)} | {word.stem for word in content_words(outcome)}
    return None if told <= there else outcome


def _place(outcome: str, text: str, told: int) -> int:
    """Where the outcome goes: a clause first; a bare phrase after a deed; what points back after all of them."""
    if points_back(outcome, text):
        return told
    return 0 if is_clause(outcome) else min(1, told)


def _voices(entry: BragEntry, sentences: Sequence[str]) -> Iterator[str]:
    """The first quote that is not told yet, with its speaker, as it was said."""
    told = on_one_line(" ".join(sentences))
    for said in entry.corroborations:
        framed = framed_quote(said)
        if framed and on_one_line(said.quote) not in told:
            yield framed
            return


def framed_quote(said: Corroboration) -> str:
    """The quote in its frame, a long one by its first sentence; nothing where that would not read as a quote."""
    quote, who, role = on_one_line(said.quote), on_one_line(said.who), on_one_line(said.role or "")
    if len(quote.split()) > _QUOTE_WORDS:
        quote = split_sentences(said.quote)[0]
    if len(quote.split()) > _QUOTE_WORDS or not any(mark.isalpha() for mark in quote):
        return ""
    # A quote is told as it was said or not at all; it speaks of the work, not to the reader.
    if any(seen(part) != part or speaks_to_the_reader(part) for part in (on_one_line(quote), who, role)):
        return ""
    if re.search(r"[\"“”«»{}<>]", who + role) or len(who) > 80 or ('"' in quote and re.search("[“”]", quote)):
        return ""
    return frame(said, quote)


def _is_tampered(text: str) -> bool:
    return hides_letters(text) or (on_one_line(seen(text)) != on_one_line(text) and not in_latin_letters(text))


def _length(span: str) -> int:
    return len(words(span))
