"""A model's proposals after the panel: what may be released of a bullet, what is withheld, what is to be revised."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from service.domain.brag import EntryId
from service.domain.claims import Claim, Ruling, Verdict
from service.domain.packet import Withheld
from service.drafting.desk import Desk
from service.drafting.proposals import Proposal, leans
from service.drafting.replies import BULLETS, SENTENCES
from service.drafting.screening import REPEATED, screen, shown
from service.prompting.fencing import Fenced, fence, fences

_BLOCK_LIMIT = 2_400
_MOST_RULED = 3 * BULLETS * SENTENCES


@dataclass(frozen=True, slots=True)
class RuledSentence:
    """One claim with the word on it; `shown` is what may be seen of it when it is withheld."""

    claim: Claim
    verdict: Verdict
    question: str
    shown: str

    @property
    def stands(self) -> bool:
        return self.verdict.ruling is Ruling.SUPPORTED

    def withheld(self) -> Withheld:
        """The sentence in plain sight, with the reason and the question that would settle it."""
        return Withheld(
            text=self.shown,
            ruling=self.verdict.ruling,
            because=self.verdict.because,
            question=self.question,
            settled_by=self.verdict.settled_by,
            # However many lines repeat us, and whatever they cite, they are told of once.
            cites=() if self.shown == REPEATED else self.claim.cites,
        )


@dataclass(frozen=True, slots=True)
class RuledProposal:
    """A proposed bullet about the entry `home`; None where it cites no entry it may."""

    home: EntryId | None
    sentences: tuple[RuledSentence, ...]

    @property
    def stands(self) -> bool:
        return bool(self.sentences) and all(sentence.stands for sentence in self.sentences)

    def releasable(self) -> tuple[RuledSentence, ...]:
        """The sentences that may be released: all, or those that stand alone behind a leading one that stands.

        Never a bullet without its lead, and never a sentence that leans on one that is gone: half a bullet can say
        what the whole did not.
        """
        if self.home is None or not self.sentences or not self.sentences[0].stands:
            return ()
        kept: list[RuledSentence] = []
        for sentence, before in zip(self.sentences, (None, *self.sentences), strict=False):
            if not sentence.stands:
                continue
            if before is not None and not before.stands and leans(sentence.claim.text):
                return ()
            kept.append(sentence)
        return tuple(kept)


async def rule_all(desk: Desk, proposed: Sequence[Proposal], stage: str) -> list[RuledProposal]:
    """The panel's word on every sentence of every proposal; `stage` names the steps."""
    starts = accumulate((len(proposal.claims) for proposal in proposed), initial=0)

    async def rule(proposal: Proposal, start: int) -> RuledProposal:
        words = [await _rule(desk, claim, stage, n) for n, claim in enumerate(proposal.claims, start)]
        return RuledProposal(proposal.home, tuple(words))

    return list(await asyncio.gather(*(rule(proposal, n) for proposal, n in zip(proposed, starts, strict=False))))


def rule_keys(stage: str) -> list[str]:
    """The keys that the steps of a stage may have: past as many sentences a reply's are ruled by code alone."""
    return [f"{stage}:{n}" for n in range(_MOST_RULED)]


def refused_block(failing: Sequence[RuledProposal], names: Mapping[str, EntryId]) -> Fenced:
    """The refused bullets for the revision: each sentence, what it cites, and what is wrong with it."""
    name_of = {entry: name for name, entry in names.items()}
    return fences(
        fence(f"B{n}", "\n".join(_lines(proposal, name_of)), limit=_BLOCK_LIMIT)
        for n, proposal in enumerate(failing, start=1)
    )


def _lines(proposal: RuledProposal, name_of: Mapping[EntryId, str]) -> list[str]:
    lines = []
    for sentence in proposal.sentences:
        cites = ", ".join(name_of[cite] for cite in sentence.claim.cites if cite in name_of) or "nothing"
        word = "fine" if sentence.stands else f"refused: {sentence.verdict.because}"
        lines.append(f"{sentence.shown} (cites {cites}) -- {word}")
    return lines


async def _rule(desk: Desk, claim: Claim, stage: str, n: int) -> RuledSentence:
    screened = screen(claim.text, desk.evidence(claim).cited, desk.tools.prompts.instructions())
    if screened is not None:
        return RuledSentence(claim, screened.verdict, screened.question, screened.shown)
    word = await desk.rule(claim, f"{stage}:{n}") if n < _MOST_RULED else desk.rule_by_code(claim)
    return RuledSentence(claim, word.verdict, word.question, shown(claim.text))
