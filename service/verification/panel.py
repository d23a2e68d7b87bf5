"""The panel: every check on every sentence, folded into one verdict; a model is asked only about what code leaves open.

The worst finding decides, in a fixed order, so the same sentence and entries always get the same verdict. A model may
settle what is open, and must point at words that stand in the entry; it is never asked about what a check refused.
"""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling, Span, Verdict
from service.domain.packet import Usage
from service.operations.meter import Meter, Unmetered
from service.ports import ChatModel
from service.prompting.library import PromptLibrary
from service.verification.checks import (
    absolutes,
    addressed,
    agency,
    cause,
    certainty,
    citation,
    comparison,
    completion,
    credit,
    dates,
    figures,
    frequency,
    invention,
    level,
    negation,
    people,
    quotes,
    reach,
    rubric_echo,
)
from service.verification.elsewhere import stands_elsewhere
from service.verification.entailment import settle
from service.verification.framed import framed
from service.verification.grounds import copied, grounds
from service.verification.languages import readable
from service.verification.quoted_meaning import borrowed
from service.verification.reading import LONGEST_CLAIM
from service.verification.testimony import testimony

Check = Callable[[Claim, Evidence], tuple[Finding, ...]]

_GATES: tuple[Check, ...] = (citation.check, addressed.check, borrowed)
_CHECKS: tuple[Check, ...] = (
    figures.check,
    dates.check,
    quotes.check,
    people.check,
    level.check,
    rubric_echo.check,
    negation.check,
    comparison.check,
    completion.check,
    agency.check,
    credit.check,
    reach.check,
    cause.check,
    frequency.check,
    certainty.check,
    absolutes.check,
    invention.check,
)
# Digits and quotation marks say the same everywhere; every other check reads English words.
_IN_ANY_LANGUAGE: tuple[Check, ...] = (figures.check, quotes.check)
_OTHER_LANGUAGE = (
    "not in English and not copied from the entry: of such a sentence only figures and quotations are checked, not who"
    " did it, how far it came, what was denied or what caused what"
)
_WORST = (Ruling.CONTRADICTED, Ruling.UNSUPPORTED, Ruling.OVERSTATED, Ruling.UNJUDGED)

# Of findings with the same ruling the gravest speaks, and of equally grave ones the most specific: what cannot be
# looked up, then what the entry says otherwise of the work (a denial, how far it came, how far it carried, a figure, a
# date), then what kind of words stand where a deed should, then whose deed it was, then how surely and how often it is
# told, and last that words are simply missing.
_TELLING = (
    *(Kind.CITATION, Kind.WORDING, Kind.QUOTES),
    *(Kind.NEGATION, Kind.COMPARISON, Kind.COMPLETION, Kind.REACH, Kind.FIGURES, Kind.DATES),
    *(Kind.LEVEL, Kind.RUBRIC_ECHO),
    *(Kind.CREDIT, Kind.AGENCY),
    *(Kind.CAUSE, Kind.CERTAINTY, Kind.FREQUENCY, Kind.ABSOLUTES),
    *(Kind.INVENTION, Kind.PEOPLE),
)


def _rank(kind: Kind) -> int:
    return _TELLING.index(kind) if kind in _TELLING else len(_TELLING)


class Ruled(BaseModel):
    """A claim with its verdict, every finding behind it, and the question that would settle it ("" when supported)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: Claim
    verdict: Verdict
    question: str = ""
    usage: Usage = Usage()
    findings: tuple[Finding, ...] = ()


class Panel:
    """Rules on sentences. Without a chat model and prompts, what code leaves open stays `unjudged`."""

    def __init__(
        self, chat: ChatModel | None = None, prompts: PromptLibrary | None = None, meter: Meter | None = None
    ) -> None:
        self._chat = chat
        self._prompts = prompts
        self._meter = meter or Unmetered()

    def rule_by_code(self, claim: Claim, evidence: Evidence) -> Ruled:
        """The verdict of the checks alone. Raises nothing, whatever the texts."""
        ruled = self._by_code(claim, evidence)
        if not self.asks_about(ruled):
            self._meter.ruled(ruled.verdict)
        return ruled

    def _by_code(self, claim: Claim, evidence: Evidence) -> Ruled:
        if len(claim.text) > LONGEST_CLAIM:
            return _ruled(claim, (_open("too long to be read as one sentence"),), ())
        gate = _run(_GATES, claim, evidence)
        if gate:
            return _ruled(claim, gate, ())
        evidence = testimony(evidence)
        exact = copied(claim, evidence) or framed(claim, evidence)
        if exact:
            return Ruled(
                claim=claim,
                verdict=Verdict(
                    ruling=Ruling.SUPPORTED, because="copied from the entry", settled_by=Kind.VERBATIM, spans=exact
                ),
            )
        if not readable(claim, evidence):
            # What is open comes last: a figure or quotation that the entry lacks is told first.
            return _ruled(claim, (*_run(_IN_ANY_LANGUAGE, claim, evidence), _open(_OTHER_LANGUAGE)), ())
        findings = _run(_CHECKS, claim, evidence)
        if findings:
            return _ruled(claim, findings + stands_elsewhere(claim, evidence, findings), grounds(claim, evidence))
        spans = grounds(claim, evidence)
        if not spans:
            # Nothing was found wrong because nothing was found at all: that is no support.
            return _ruled(claim, (_open("it rests on no words of the entries it cites"),), ())
        return Ruled(
            claim=claim,
            verdict=Verdict(
                ruling=Ruling.SUPPORTED,
                because="every word that matters stands in the entry",
                settled_by=Kind.WORDING,
                spans=spans,
            ),
        )

    async def rule(self, claim: Claim, evidence: Evidence) -> Ruled:
        """The verdict of the checks, and of the model for what they leave open."""
        return await self.settle(self.rule_by_code(claim, evidence), evidence)

    def asks_about(self, ruled: Ruled) -> bool:
        """Whether `settle` would ask a model about it."""
        return self._chat is not None and self._prompts is not None and _may_be_asked(ruled)

    async def settle(self, ruled: Ruled, evidence: Evidence) -> Ruled:
        """The word of the checks as it is after the model was asked about what they left open."""
        if self._chat is None or self._prompts is None or not _may_be_asked(ruled):
            return ruled
        settled = await settle(ruled.claim, evidence, self._chat, self._prompts)
        self._meter.ruled(settled.verdict or ruled.verdict)
        if settled.verdict is None:
            return ruled.model_copy(update={"usage": settled.usage})
        question = "" if settled.verdict.ruling is Ruling.SUPPORTED else ruled.question
        return ruled.model_copy(update={"verdict": settled.verdict, "question": question, "usage": settled.usage})


def _may_be_asked(ruled: Ruled) -> bool:
    """Only about a sentence whose one open point is an odd word: what code cannot read at all, no model clears."""
    return ruled.verdict.ruling is Ruling.UNJUDGED and ruled.verdict.settled_by is Kind.INVENTION


def _run(checks: Sequence[Check], claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    return tuple(finding for check in checks for finding in check(claim, evidence))


def _open(because: str) -> Finding:
    return Finding(
        kind=Kind.WORDING,
        ruling=Ruling.UNJUDGED,
        because=because,
        question="Can you say this in the words of your log?",
    )


def _ruled(claim: Claim, findings: tuple[Finding, ...], spans: tuple[Span, ...]) -> Ruled:
    worst = min(findings, key=lambda finding: (_WORST.index(finding.ruling), _rank(finding.kind)))
    return Ruled(
        claim=claim,
        verdict=Verdict(ruling=worst.ruling, because=worst.because, settled_by=worst.kind, spans=worst.spans or spans),
        question=worst.question or "What in your log shows this?",
        findings=findings,
    )
