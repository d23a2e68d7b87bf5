"""Has a model propose how a long paragraph falls into entries; code keeps every word and reads every date itself.

The model is shown numbered sentences and answers with numbers, and with the words of a date that stand there. It never
writes a word of an entry: what it leaves out joins the entry before, and a date that code cannot read is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.packet import Usage
from service.domain.when import When
from service.errors import Invalid, ModelUnavailable
from service.intake.dates import is_full_day, whole_date
from service.intake.day_order import SlashOrder, slash_order
from service.intake.jottings import named
from service.intake.reading import LogReading
from service.ports import Answer, ChatModel
from service.prompting.fencing import fence, fences
from service.prompting.library import PromptLibrary
from service.verification.sentences import sentence_spans

FEWEST = 4
"""A paragraph of fewer sentences is one entry."""
MOST = 60
_LONGEST_SENTENCE = 600
_MOST_NOTES = 40
_MEND = "Set PROMOCASE_MODEL, or put each thing you did in a paragraph or bullet of its own"


class _Story(BaseModel):
    """One thing done: its first and last sentence, and the words of its date where they stand in between."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: int = Field(ge=1, le=MOST)
    last: int = Field(ge=1, le=MOST)
    date: str = Field(default="", max_length=60)


class _Stories(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stories: list[_Story] = Field(max_length=MOST)


@dataclass(frozen=True, slots=True)
class Divided:
    """A reading with its long notes divided: how many were, into how many entries, and how many the model failed on."""

    reading: LogReading
    notes: int = 0
    entries: int = 0
    failed: int = 0
    usage: Usage = field(default_factory=Usage)


def may_be_divided(entry: BragEntry) -> bool:
    """Whether an entry is one long paragraph, without an outcome or a quote that would belong to one part of it."""
    plain = "\n" not in entry.text and not entry.outcome and not entry.corroborations
    return plain and FEWEST <= len(sentence_spans(entry.text)) <= MOST


async def divide(reading: LogReading, chat: ChatModel | None, prompts: PromptLibrary) -> Divided:
    """The reading with each long note divided as the model proposes; notes beyond the first forty stay whole.

    A note the model fails on stays whole. Raises Invalid where no model is configured.
    """
    if chat is None:
        raise Invalid("No model is configured, which dividing long notes needs", mend=_MEND)
    order = slash_order("\n".join(entry.text for entry in reading.log.entries))
    made: list[tuple[EntryId, Sequence[BragEntry]]] = []
    asked = notes = failed = 0
    usage = Usage()
    for entry in reading.log.entries:
        parts: Sequence[BragEntry] = (entry,)
        if asked < _MOST_NOTES and may_be_divided(entry):
            asked += 1
            try:
                answer = await _stories(entry, chat, prompts)
                usage += answer.usage
                parts = divided(entry, [(one.first, one.last, one.date) for one in answer.reply.stories], order)
            except ModelUnavailable:
                failed += 1
        notes += len(parts) > 1
        made.append((entry.id, parts))
    new = sum(len(parts) for _, parts in made if len(parts) > 1)
    return Divided(_with_entries(reading, made), notes, new, failed, usage)


async def _stories(entry: BragEntry, chat: ChatModel, prompts: PromptLibrary) -> Answer[_Stories]:
    spans = sentence_spans(entry.text)
    sentences = fences(
        fence(f"S{n}", entry.text[start:end], limit=_LONGEST_SENTENCE) for n, (start, end) in enumerate(spans, start=1)
    )
    return await chat.ask(prompts.render("divide_note", sentences=sentences), _Stories)


def divided(entry: BragEntry, stories: Sequence[tuple[int, int, str]], order: SlashOrder) -> tuple[BragEntry, ...]:
    """The entry cut before the first sentence of each story, (first, last, date words); every word stays.

    Stories out of order or beyond the last sentence are dropped. The date of the whole is the first part's; further
    parts keep it only where it is wider than a day.
    """
    spans = sentence_spans(entry.text)
    starts: dict[int, str] = {}
    after = 0
    for first, last, date in stories:
        if after < first <= last <= len(spans):
            starts[first] = date
            after = last
    if len(starts) < 2:
        return (entry,)
    firsts = sorted(starts)
    firsts[0], opening = 1, starts[firsts[0]]
    parts: list[BragEntry] = []
    for n, first in enumerate(firsts):
        start = spans[first - 1][0]
        end = spans[firsts[n + 1] - 2][1] if n + 1 < len(firsts) else spans[-1][1]
        words = entry.text[start:end]
        lent = entry.when if n == 0 or not is_full_day(entry.when) else When()
        written = opening if n == 0 else starts[first]
        parts.append(
            entry.model_copy(
                update={
                    "text": words,
                    "when": _read(written, words, order, entry.when) or lent,
                    "links": entry.links if n == 0 else (),
                }
            )
        )
    return tuple(parts)


def _read(written: str, words: str, order: SlashOrder, within: When) -> When | None:
    """The date that the model points at: words that stand in the part, and that code reads as a date."""
    plain = written.strip()
    if not plain or plain not in words:
        return None
    found = whole_date(plain, order, within)
    return found.when if found is not None and found.when.known else None


def _with_entries(reading: LogReading, made: Sequence[tuple[EntryId, Sequence[BragEntry]]]) -> LogReading:
    stood = {read.entry: read for read in reading.lines}
    flat = [(old, "" if len(parts) > 1 else old, part) for old, parts in made for part in parts]
    entries = named([part for _, _, part in flat], [kept for _, kept, _ in flat])
    lines = [
        stood[old].model_copy(update={"entry": entry.id})
        for (old, _, _), entry in zip(flat, entries, strict=True)
        if old in stood
    ]
    return reading.model_copy(update={"log": BragLog(entries=tuple(entries)), "lines": tuple(lines)})
