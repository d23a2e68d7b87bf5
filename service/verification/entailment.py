"""Asks the model about one sentence that code left open, and believes it only where it points at words of the entry.

The model settles an odd word ("does *deck* mean the slides?"); it never hears of a sentence that a check refused, and
its "supported" needs a quotation that stands verbatim in a cited entry and shares the sentence's words.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from service.domain.claims import Claim, Evidence, Kind, Ruling, Span, Verdict
from service.domain.packet import Usage
from service.domain.wording import content_words, plain
from service.errors import ModelUnavailable
from service.ports import ChatModel
from service.prompting.entries import fenced_entry
from service.prompting.fencing import fence, fences
from service.prompting.library import PromptLibrary
from service.verification.reading import in_stems, read

PROMPT = "entail_sentence"
_LONGEST_QUOTE = 300


class Entailed(StrEnum):
    """What the model may answer; anything else is no answer."""

    SUPPORTED = "supported"
    OVERSTATED = "overstated"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNJUDGED = "unjudged"


class EntailReply(BaseModel):
    """The model's answer: a ruling, and the words of a note it rests on, copied character by character."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ruling: Entailed
    quote: str = Field(default="", max_length=_LONGEST_QUOTE)


class Settled(BaseModel):
    """What came of asking: a verdict, or None where the sentence stays open; and what it cost."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict | None = None
    usage: Usage = Usage()


async def settle(claim: Claim, evidence: Evidence, chat: ChatModel, prompts: PromptLibrary) -> Settled:
    """One question to the model about one sentence. Its failure leaves the sentence open; nothing is raised for it."""
    notes = fences(fenced_entry(f"E{n}", entry) for n, entry in enumerate(evidence.cited, start=1))
    prompt = prompts.render(PROMPT, entries=notes, sentence=fence("sentence", claim.text))
    try:
        answer = await chat.ask(prompt, EntailReply)
    except ModelUnavailable as failed:
        return Settled(usage=Usage(**failed.spent._asdict()))
    return Settled(verdict=_believed(answer.reply, claim, evidence), usage=answer.usage)


def _believed(reply: EntailReply, claim: Claim, evidence: Evidence) -> Verdict | None:
    if reply.ruling is Entailed.UNJUDGED:
        return None
    if reply.ruling is not Entailed.SUPPORTED:
        return Verdict(
            ruling=Ruling(reply.ruling.value),
            because="the model finds that the entry does not say all of it",
            settled_by=Kind.ENTAILMENT,
        )
    span = quoted_span(reply.quote, evidence)
    if span is None or not _about(reply.quote, claim, evidence):
        return None
    return Verdict(
        ruling=Ruling.SUPPORTED,
        because="the model reads it as the same, in these words of the entry",
        settled_by=Kind.ENTAILMENT,
        spans=(span,),
    )


def quoted_span(quote: str, evidence: Evidence) -> Span | None:
    """Where a quotation stands, word for word, in a cited entry; None where it does not."""
    wanted = plain(quote).strip(" \"'.…")
    if len(wanted) < 3:
        return None
    for entry in evidence.cited:
        for passage in entry.passages():
            at = plain(passage.words).find(wanted)
            if at >= 0:
                return Span(entry=entry.id, field=passage.field, start=at, end=at + len(wanted))
    return None


def _about(quote: str, claim: Claim, evidence: Evidence) -> bool:
    """The quotation must hold most of the claim's words that stand in the entry at all, not just any words of it."""
    reading = read(claim, evidence)
    said = frozenset(word.stem for word in content_words(quote))
    known = [word for word in content_words(claim.text) if in_stems(word, reading.stems)]
    shared = [word for word in known if in_stems(word, said)]
    return len(shared) >= 2 and 2 * len(shared) >= len(known)
