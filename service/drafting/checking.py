"""Rules on a draft anybody wrote, sentence by sentence, against a log."""

import re
from collections.abc import Container, Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragLog, EntryId
from service.domain.claims import Claim, Evidence, Ruling, Span, Verdict
from service.domain.packet import Usage
from service.domain.rubric import Rubric
from service.domain.wording import is_past
from service.drafting.draft_text import Statement, read_draft
from service.drafting.matching import Matcher
from service.drafting.pairs import PairRuling, check_pair
from service.errors import Invalid, TooLarge
from service.verification.orders import without_orders_kept_in_place
from service.verification.panel import Panel, Ruled

__all__ = ["Checked", "CheckedSentence", "PairRuling", "check_draft", "check_pair", "parts_of"]

LONGEST_DRAFT = 200_000
_CANDIDATES = 3


class CheckedSentence(BaseModel):
    """A sentence of the draft with the entries it was ruled against; `cites` is empty where no entry is about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cites: tuple[EntryId, ...]
    verdict: Verdict
    question: str = ""


class Checked(BaseModel):
    """A verdict for every sentence of a draft; `passed_over` are its lines that claim nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: tuple[CheckedSentence, ...]
    passed_over: tuple[str, ...] = ()
    counts: dict[Ruling, int]
    usage: Usage = Usage()

    @property
    def all_supported(self) -> bool:
        """Whether no sentence failed and none was left unjudged."""
        return all(sentence.verdict.ruling is Ruling.SUPPORTED for sentence in self.sentences)


async def check_draft(draft: str, log: BragLog, panel: Panel, *, rubric: Rubric | None = None) -> Checked:
    """A verdict for every sentence of `draft`, in order; what gives orders in an entry bears nothing out.

    A sentence that cites entries is ruled against those. One that cites none is ruled against the entries nearest to
    it; a sentence that tells two entries in one passes when each half does. Raises Invalid for a draft without words,
    TooLarge over 200,000 characters.
    """
    if len(draft) > LONGEST_DRAFT:
        raise TooLarge(f"The draft is longer than {LONGEST_DRAFT:,} characters", mend="Check it in parts")
    log = BragLog(entries=tuple(map(without_orders_kept_in_place, log.entries)))
    entries = log.by_id()
    read = read_draft(draft, entries, rubric)
    if not read.statements and not read.passed_over:
        raise Invalid("There are no words to check in the draft", mend="Give the draft as text or Markdown")
    matcher = Matcher(log.entries)
    sentences: list[CheckedSentence] = []
    usage = Usage()
    for statement in read.statements:
        ruled = await _rule(statement, log, entries, matcher, panel, rubric)
        usage = usage + ruled.usage
        sentences.append(
            CheckedSentence(
                text=statement.text, cites=ruled.claim.cites, verdict=ruled.verdict, question=ruled.question
            )
        )
    rulings = [sentence.verdict.ruling for sentence in sentences]
    return Checked(
        sentences=tuple(sentences),
        passed_over=read.passed_over,
        counts={ruling: rulings.count(ruling) for ruling in Ruling},
        usage=usage,
    )


async def _rule(
    statement: Statement,
    log: BragLog,
    entries: Container[EntryId],
    matcher: Matcher,
    panel: Panel,
    rubric: Rubric | None,
) -> Ruled:
    if statement.cites:
        return await panel.rule(*_put(statement.text, statement.cites, log, rubric))
    # A bullet often bears one mark at its end: what it cites there is looked at first for all of its sentences.
    nearby = [entry for entry in statement.nearby if entry in entries]
    best = rule_on_log(statement.text, log, matcher, panel, rubric, nearby=nearby)
    # Only where the nearest entry cannot say does the model help.
    if best.claim.cites and best.verdict.ruling is Ruling.UNJUDGED:
        best = await panel.rule(*_put(statement.text, best.claim.cites, log, rubric))
    return best


def rule_on_log(
    text: str, log: BragLog, matcher: Matcher, panel: Panel, rubric: Rubric | None, *, nearby: Sequence[EntryId] = ()
) -> Ruled:
    """What a log says, by code alone, of a sentence that cites nothing; its claim cites the entries it was ruled by.

    `nearby` are looked at before the entries nearest to it. It cites none where no entry is about it.
    """
    found = [match.entry for match in matcher.matches(text, limit=_CANDIDATES)]
    near = list(dict.fromkeys([*nearby, *found]))
    if not near:
        return panel.rule_by_code(*_put(text, (), log, rubric))
    by_code = [panel.rule_by_code(*_put(text, (entry,), log, rubric)) for entry in near]
    for ruled in by_code:
        if ruled.verdict.ruling is Ruling.SUPPORTED:
            return ruled
    # The nearest entry is the one the sentence is about; what it says of the sentence is worth telling.
    return _in_parts(text, matcher, log, panel, rubric) or by_code[0]


def _in_parts(text: str, matcher: Matcher, log: BragLog, panel: Panel, rubric: Rubric | None) -> Ruled | None:
    """The ruling on a sentence that tells several entries: each part must be borne out by one entry alone.

    Evidence is never pooled: a figure of one entry beside the deed of another would make a claim neither holds.
    """
    parts = list(parts_of(text))
    if len(parts) < 2:
        return None
    cites: dict[EntryId, None] = {}
    verdict: Verdict | None = None
    spans: list[Span] = []
    for part in parts:
        found = None
        for match in matcher.matches(part, limit=_CANDIDATES):
            ruled = panel.rule_by_code(*_put(part, (match.entry,), log, rubric))
            if ruled.verdict.ruling is Ruling.SUPPORTED:
                found = ruled
                break
        if found is None:
            return None
        cites.update(dict.fromkeys(found.claim.cites))
        spans += found.verdict.spans
        verdict = found.verdict
    if verdict is None or len(cites) < 2:
        return None
    return Ruled(
        claim=Claim(text=text, cites=tuple(cites)),
        verdict=verdict.model_copy(update={"spans": tuple(spans), "because": "Each part is in one of the entries."}),
        question="",
        usage=Usage(),
        findings=(),
    )


def parts_of(sentence: str) -> Iterator[str]:
    """The parts of a sentence that each tell a deed: cut at semicolons, and at `and` or a comma before a past verb."""
    start = 0
    for cut in re.finditer(r";\s+|,\s+and\s+(?=([A-Za-z]+))|,\s+(?=([A-Za-z]+))|\s+and\s+(?=([A-Za-z]+))", sentence):
        verb = next((word for word in cut.groups() if word), None)
        if verb is not None and not is_past(verb.lower()):
            continue
        if sentence[start : cut.start()].strip():
            yield sentence[start : cut.start()].strip()
        start = cut.end()
    if sentence[start:].strip():
        yield sentence[start:].strip()


def _put(text: str, cites: Sequence[EntryId], log: BragLog, rubric: Rubric | None) -> tuple[Claim, Evidence]:
    wanted = set(cites)
    return Claim(text=text, cites=tuple(cites)), Evidence(
        cited=tuple(entry for entry in log.entries if entry.id in wanted),
        others=tuple(entry for entry in log.entries if entry.id not in wanted),
        rubric=rubric,
    )
