"""Says of each sentence of a rewrite what it rests on: entries of the log, or the bullet alone."""

import re
from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.claims import Claim, Evidence, Kind, Ruling, Verdict
from service.domain.rubric import Rubric
from service.drafting.checking import rule_on_log
from service.drafting.matching import Matcher
from service.verification.panel import Panel

STATED = EntryId("bullet")
"""What the bullet itself is cited as: its writer's own statement."""

_AS_WRITTEN = "as you wrote it in the bullet"

ABOUT = 0.3
"""How near the nearest entry must be for what it says of a sentence to be worth telling."""


class Basis(StrEnum):
    """What bears a sentence out: the log, or nothing but the bullet that was given."""

    LOG = "log"
    BULLET = "bullet"


class RewrittenSentence(BaseModel):
    """A sentence of the rewrite. It cites entries of the log, or `bullet` where it rests on the text given alone.

    `rests_on` is the mark to show. A sentence that rests on the bullet is never `supported`: its verdict says what the
    log's nearest entry holds against it, or that nothing checks it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cites: tuple[EntryId, ...] = Field(min_length=1)
    rests_on: Basis
    verdict: Verdict


class Ground:
    """The bullet and the log that a rewrite may stand on."""

    def __init__(self, stated: BragEntry, log: BragLog | None, panel: Panel, rubric: Rubric | None) -> None:
        self.stated = stated
        self.log = log
        self.panel = panel
        self.rubric = rubric
        self.matcher = Matcher(log.entries if log else ())

    def says(self, text: str) -> bool:
        """Whether the bullet itself says it: a sentence of ours must not claim more than it was given."""
        return self._ruled(text, [self.stated]).ruling is Ruling.SUPPORTED

    def in_entries(self, text: str, entries: Sequence[BragEntry]) -> RewrittenSentence | None:
        """The sentence, where these entries of the log bear it out by themselves."""
        if not entries:
            return None
        verdict = self._ruled(text, entries)
        cites = tuple(entry.id for entry in entries)
        return (
            RewrittenSentence(text=text, cites=cites, rests_on=Basis.LOG, verdict=verdict)
            if verdict.ruling is Ruling.SUPPORTED
            else None
        )

    def nearest(self, text: str) -> BragEntry | None:
        """The entry of the log that a sentence is most likely about, if any is near enough."""
        match = next(iter(self.matcher.matches(text, limit=1)), None)
        return self.log.by_id()[match.entry] if self.log and match and match.score >= ABOUT else None

    def rested(self, text: str) -> RewrittenSentence:
        """The sentence with what it rests on: the log where it bears it out, otherwise the bullet, marked so."""
        if self.log is None:
            return _on_the_bullet(text, _unchecked(f"{_AS_WRITTEN}; nothing checks it: no log was given"))
        if self.nearest(text) is None:
            return _on_the_bullet(
                text, _unchecked(f"{_AS_WRITTEN}; nothing checks it: no entry of your log is about it")
            )
        ruled = rule_on_log(text, self.log, self.matcher, self.panel, self.rubric)
        if ruled.verdict.ruling is Ruling.SUPPORTED:
            return RewrittenSentence(text=text, cites=ruled.claim.cites, rests_on=Basis.LOG, verdict=ruled.verdict)
        lead = f"{_AS_WRITTEN}; entry {', '.join(ruled.claim.cites)} of your log does not bear it out: "
        told = ruled.verdict.model_copy(update={"because": lead + ruled.verdict.because})
        return _on_the_bullet(text, told)

    def _ruled(self, text: str, entries: Sequence[BragEntry]) -> Verdict:
        claim = Claim(text=text, cites=tuple(entry.id for entry in entries))
        return self.panel.rule_by_code(claim, Evidence(cited=tuple(entries), rubric=self.rubric)).verdict


def of_the_bullet(reason: str) -> str:
    """A reason or question about a sentence ruled against the bullet: there is no entry in it to speak of."""
    reason = re.sub(r"\bno cited entry\b", "nothing in the bullet", reason)
    reason = re.sub(r"\bthe entries it cites\b", "the bullet", reason)
    return re.sub(r"\bentry\b", "bullet", reason)


def _on_the_bullet(text: str, verdict: Verdict) -> RewrittenSentence:
    return RewrittenSentence(text=text, cites=(STATED,), rests_on=Basis.BULLET, verdict=verdict)


def _unchecked(because: str) -> Verdict:
    return Verdict(ruling=Ruling.UNJUDGED, because=because, settled_by=Kind.CITATION)
