"""Whether a released sentence is true, by anything but the service's own verdicts.

Copied from the entry it cites: true, by comparing the words. Else a label somebody gave by hand. Else a judge, where it
has agreed with the labels often enough to count. Else nobody knows, and that is counted.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.checker.cases import read_half
from evals.suite.cases import Case
from evals.suite.runs import Released
from service.domain.brag import BragEntry

_QUOTES = str.maketrans(dict.fromkeys('"\u201c\u201d\u2018\u2019', "'"))
_SAID = re.compile(r"(\w[\w .'-]*) \(([^()\n]+)\) said:")
LABELS = Path(__file__).parents[1] / "gold" / "labels.jsonl"


class Label(BaseModel):
    """What a person said of a sentence, having read the entry it cites: true or not, and why not.

    `evidence` is the entry's own words, so that a label outlives a case that is renamed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: str
    text: str
    true: bool
    kind: str = ""
    reason: str = ""


class Grader:
    """Grades released sentences. `judged` maps (evidence, sentence) to a qualified judge's word."""

    def __init__(self, labels: tuple[Label, ...], judged: Mapping[tuple[str, str], bool] | None = None) -> None:
        self._labels = {(_flat(label.evidence), _flat(label.text)): label.true for label in labels}
        self._judged = {(_flat(evidence), _flat(text)): word for (evidence, text), word in (judged or {}).items()}

    def grade(self, case: Case, sentence: Released) -> bool | None:
        """True, untrue, or None where nobody knows."""
        evidence = evidence_of(case, sentence)
        if copied(sentence.text, evidence):
            return True
        key = (_flat(evidence), _flat(sentence.text))
        return self._labels.get(key, self._judged.get(key))


def read_labels(path: Path = LABELS) -> tuple[Label, ...]:
    """The labels of a file; none when there is no file."""
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Label.model_validate(json.loads(line)) for line in lines if line.strip())


def gold() -> tuple[Label, ...]:
    """What a judge has to agree with: the labels, and the bullets of the checker's development half, all by hand."""
    bullets = read_half("development").bullets
    return read_labels() + tuple(
        Label(evidence=_told(one.entry), text=one.text, true=one.true, kind=one.kind or "", reason=one.reason)
        for one in bullets
    )


def evidence_of(case: Case, sentence: Released) -> str:
    """The words a sentence is graded against: those of the entries it cites, quotes with their speakers."""
    return "\n".join(_told(entry) for entry in case.log.entries if entry.id in sentence.cites)


def _told(entry: BragEntry) -> str:
    lines = [f"({entry.when})"] if entry.when.known else []
    lines += [passage.words for passage in entry.passages() if passage.speaker is None]
    for said in entry.corroborations:
        role = f", {said.role}" if said.role else ""
        lines.append(f'{said.who}{role}: "{said.quote}"')
    return "\n".join(lines)


def copied(text: str, evidence: str) -> bool:
    """Whether a sentence stands in its evidence word for word.

    Its first letter, the mark at its end, the shape of its quotation marks and how it brings in a speaker are its own.
    """
    wanted = _alike(text).rstrip(".!;,'")
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", _alike(evidence)) is not None


def _alike(text: str) -> str:
    return _SAID.sub(r"\1, \2:", _flat(text).translate(_QUOTES))


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
