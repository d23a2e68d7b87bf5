"""Tells an answer that gainsays the entry it is about: then the two stand side by side, and nothing is merged."""

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.domain.quantities import changes
from service.domain.quantity import Change
from service.verification.panel import Panel
from service.verification.sentences import split_sentences

_GAINSAYING = frozenset((Kind.NEGATION, Kind.COMPLETION, Kind.CREDIT, Kind.COMPARISON))


def contradiction(answer: str, entry: BragEntry, panel: Panel) -> str:
    """Why the answer and the entry cannot both be so; empty when they can.

    An answer is meant to say what the entry does not, so only what the entry itself denies counts: another before and
    after of the same measure, a denial, a plan told as done or the reverse, shared work claimed alone.
    """
    if moved := _other_change(answer, entry):
        return moved
    evidence = Evidence(cited=(entry,))
    for sentence in split_sentences(answer):
        ruled = panel.rule_by_code(Claim(text=sentence, cites=(EntryId(entry.id),)), evidence)
        for finding in ruled.findings:
            if finding.ruling is Ruling.CONTRADICTED and finding.kind in _GAINSAYING:
                return finding.because
    return ""


def _other_change(answer: str, entry: BragEntry) -> str:
    for told in changes(answer):
        for logged in changes(entry.own_words()):
            same = told.before.measure is logged.before.measure and told.before.unit == logged.before.unit
            if same and told.before.noun == logged.before.noun and _differ(told, logged):
                return f"the entry says “{logged.before.text} to {logged.after.text}”"
    return ""


def _differ(told: Change, logged: Change) -> bool:
    return (told.before.base, told.after.base) != (logged.before.base, logged.after.base)
