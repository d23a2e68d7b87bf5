"""Tells an answer that gainsays the entry it is about: then the two stand side by side, and nothing is merged."""

import re

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.domain.quantities import changes
from service.domain.quantity import Change
from service.verification.panel import Panel
from service.verification.sentences import split_sentences

_GAINSAYING = frozenset((Kind.NEGATION, Kind.COMPLETION, Kind.CREDIT, Kind.COMPARISON))

# What takes the whole entry back, whatever the entry is about.
_TAKEN_BACK = re.compile(
    r"\b(?:it|that|this|they|none of (?:it|that|this))\b.{0,20}?(?:\b(?:never|not)|n['’]t)\s+"
    r"(?:really\s+|actually\s+|ever\s+)?"
    r"(?:done|finished|built|started|shipped|launched|live|true|so|happen(?:ed)?|exist(?:ed)?"
    r"|me|us|mine|my\s+(?:work|idea))\b"
    r"|\b(?:i|we)\s+made\s+(?:it|that)\s+up\b"
    r"|\b(?:i|we)\s+(?:never|did\s+not|didn['’]t)\s+(?:really\s+)?(?:do|did)\s+(?:it|that|this)\b",
    re.IGNORECASE,
)
_TAKES_BACK = "the answer takes back what the entry says was done"


def takes_back(answer: str) -> bool:
    """Whether the answer says of its own subject that it was not so: told as work, that is no evidence of any."""
    return _TAKEN_BACK.search(answer) is not None


def contradiction(answer: str, entry: BragEntry, panel: Panel) -> str:
    """Why the answer and the entry cannot both be so; empty when they can.

    An answer is meant to say what the entry does not, so only what the entry itself denies counts: another before and
    after of the same measure, a denial, a plan told as done or the reverse, shared work claimed alone.
    """
    if moved := _other_change(answer, entry):
        return moved
    if takes_back(answer):
        return _TAKES_BACK
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
