"""Lets a model put the chosen question in the person's own terms; code takes its words only where they add nothing.

A phrasing that holds a figure, a name or any word of substance beyond the entry and the plain question, that can be
answered with yes or no, or that suggests an answer, is dropped, and the plain question stands.
"""

import re
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry
from service.domain.interview import Question
from service.domain.packet import Usage
from service.domain.quantities import quantities
from service.domain.wording import content_words
from service.errors import ModelUnavailable
from service.ports import ChatModel
from service.prompting.entries import fenced_entry
from service.prompting.fencing import fence
from service.prompting.library import PromptLibrary
from service.verification.orders import without_orders_kept_in_place

LONGEST = 300
# Words of asking, which claim nothing of the work asked about.
_ASKING = frozenset(
    word.stem
    for word in content_words(
        "ask tell said say wrote write saw see who when what which how much many where before after change changed"
        " happen happened result outcome difference come came month quarter year day date time week rough roughly"
        " figure number size measure measured exactly part role yours others own person people anyone someone else"
        " colleague team word words use used work worked working differently affected effect long often remember"
    )
)
_OPENS_A_YES = re.compile(
    r"(?i)^\W*(?:(?:so|and|ok(?:ay)?)[,\s]+)*(?:did|do|does|was|were|is|are|has|have|had|can|could|would|will|should)\b"
)
_LEADS = re.compile(
    r"(?i)\b(?:isn['’]t|wasn['’]t|didn['’]t|don['’]t|doesn['’]t|weren['’]t)\s+(?:it|you|they|that)\b|,\s*(?:right|correct|yes)\s*\?"
    r"|\b(?:surely|obviously|clearly|must have|i assume|presumably)\b"
)


class _Phrased(BaseModel):
    """The model's question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(max_length=LONGEST)


class Phrasing(NamedTuple):
    """The question to put, what the model's words for it cost, and the fault where the model gave none."""

    question: Question
    usage: Usage
    fault: ModelUnavailable | None = None


async def phrase(question: Question, entry: BragEntry, chat: ChatModel, prompts: PromptLibrary) -> Phrasing:
    """The question in the model's words where they keep to the entry, else unchanged, as where the model fails."""
    # What gives orders to its reader is nothing to ask about.
    entry = without_orders_kept_in_place(entry)
    prompt = prompts.render(
        "ask_gap",
        asks=question.kind.value,
        entry=fenced_entry("E1", entry),
        plain=fence("Q", question.words, limit=600),
    )
    try:
        answer = await chat.ask(prompt, _Phrased)
    except ModelUnavailable as fault:
        return Phrasing(question, Usage(**fault.spent._asdict()), fault)
    words = " ".join(answer.reply.question.split())
    if not is_fair(words, question, entry):
        return Phrasing(question, answer.usage)
    return Phrasing(question.model_copy(update={"words": words, "by_model": True}), answer.usage)


def is_fair(words: str, question: Question, entry: BragEntry) -> bool:
    """Whether a phrasing asks what the plain question asks and puts nothing into the person's mouth."""
    if not words.endswith("?") or words.count("?") != 1 or len(words) > LONGEST:
        return False
    if _OPENS_A_YES.match(words) or _LEADS.search(words):
        return False
    said = f"{entry.own_words()} {' '.join(f'{one.who} {one.quote}' for one in entry.corroborations)}"
    if any(found.text not in said for found in quantities(words)):
        return False
    known = _ASKING | {word.stem for word in content_words(f"{said} {question.words}")}
    return all(word.stem in known for word in content_words(words))
