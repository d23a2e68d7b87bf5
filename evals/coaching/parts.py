"""What coaching makes of labelled logs and answers: per part, cases read as labelled and words nobody wrote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from service.adapters.local_embedder import LocalEmbedder
from service.casework import Casework
from service.coaching.alignments import aligned
from service.coaching.answers import managers_rubric, read_answer
from service.coaching.gap_reader import GapReader
from service.domain.alignments import Alignment
from service.domain.answers import ManagerAnswer, Side
from service.domain.assessment import Assessment, Mark
from service.domain.brag import BragLog, EntryId, Owner
from service.domain.built_in import built_in_rubric
from service.domain.coached import Quoted
from service.domain.decisions import Plan, Stretch
from service.domain.notes import NoteId
from service.domain.packet import Packet
from service.domain.retold import Brief, Doubt, Hearing, Legibility, Released
from service.domain.rubric import DimensionId

HERE = Path(__file__).parent
DAY = date(2026, 7, 1)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    profession: str


class Asked(BaseModel):
    """The doubts an entry answers, and those it does not."""

    yes: tuple[Doubt, ...]
    no: tuple[Doubt, ...]


class Told(BaseModel):
    """A decision, the rubric line it is about and the entry that comes closest to it."""

    text: str
    line: str
    closest: EntryId


class LoggedCase(_Row):
    """A person's log and what every part should make of it."""

    entries: BragLog
    voices: tuple[str, ...]
    asked: Mapping[EntryId, Asked]
    names: Mapping[EntryId, tuple[str, ...]]
    marks: Mapping[DimensionId, Mark]
    decision: Told


class AnswerCase(_Row):
    """A manager's answer, and words of the sentences that should become lines or be passed over."""

    text: str
    pointed_to: tuple[str, ...]
    missing: tuple[str, ...]
    over: tuple[str, ...]


class AlignmentCase(_Row):
    """The lines of two agreements and what changed between them."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass
class Part:
    """How a part did: `wrong` are the cases read otherwise than labelled, `invented` the words nobody wrote."""

    cases: int = 0
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    def take(self, case: str, faults: Iterable[str], invented: Iterable[str]) -> None:
        self.cases += 1
        self.wrong += [f"{case}: {'; '.join(told)}" for told in [list(faults)] if told]
        self.invented += [f"{case}: {words}" for words in invented]


async def measure(casework: Casework) -> dict[str, Part]:
    """Every part by its name."""
    names = ("answers", "brief", "committee", "legibility", "assessment", "plan", "alignments")
    parts = {name: Part() for name in names}
    told = yaml.safe_load((HERE / "told.yaml").read_text(encoding="utf-8"))
    for row in told["answers"]:
        await _answer(AnswerCase.model_validate(row), parts["answers"])
    for row in told["alignments"]:
        _alignment(AlignmentCase.model_validate(row), parts["alignments"])
    for row in yaml.safe_load((HERE / "logs.yaml").read_text(encoding="utf-8")):
        case = LoggedCase.model_validate(row | {"entries": {"entries": row["entries"]}})
        await _logged(casework, case, parts)
    return parts


async def _logged(casework: Casework, case: LoggedCase, parts: Mapping[str, Part]) -> None:
    owner = Owner(case.profession)
    stored = await casework.keep_log(owner, case.entries)
    packet = await casework.draft(owner, stored, built_in_rubric())
    coaching = casework.coaching
    brief = await coaching.brief(owner, packet.id)
    hearing = await coaching.hearing(owner, packet.id)
    posts = await coaching.legibility(owner, packet.id)
    assessed = await coaching.assess(owner, stored, built_in_rubric())
    decision = await coaching.keep_decision(
        owner, case.decision.text, who="Mia Berg", when=DAY, revisit=date(2027, 1, 1), log=stored.id
    )
    plan = await coaching.plan(owner, decision.id)
    told: tuple[tuple[str, BaseModel, Iterator[str]], ...] = (
        ("brief", brief, _brief_faults(case, brief)),
        ("committee", hearing, _hearing_faults(case, hearing)),
        ("legibility", posts, _post_faults(case, posts)),
        ("assessment", assessed, _mark_faults(case, assessed)),
        ("plan", plan, _plan_faults(case, plan)),
    )
    for name, made, faults in told:
        parts[name].take(case.profession, faults, invented(made, case.entries, packet, case.decision.text))


def invented(made: object, log: BragLog | None, packet: Packet | None, text: str) -> Iterator[str]:
    """Whatever is shown as somebody's words and is not: of an entry, of the packet, or of what was told (`text`)."""
    if isinstance(made, Quoted):
        entry = log.by_id().get(made.entry) if log else None
        held = {one.field: one.words for one in entry.passages()} if entry else {}
        voices = {one.quote for one in entry.corroborations} if entry else set()
        if not any(made.words in words for words in (*held.values(), *voices)):
            yield made.words
    elif isinstance(made, Stretch):
        if text[made.start : made.end] != made.words:
            yield made.words
    elif isinstance(made, Released):
        if made.text not in _released(packet):
            yield made.text
    elif isinstance(made, BaseModel):
        for _, value in made:
            yield from invented(value, log, packet, text)
    elif isinstance(made, tuple):
        for value in made:
            yield from invented(value, log, packet, text)


def _released(packet: Packet | None) -> set[str]:
    sections = packet.sections if packet else ()
    return {said.text for part in sections for one in part.bullets for said in one.sentences}


def _brief_faults(case: LoggedCase, brief: Brief) -> Iterator[str]:
    if {voice.who for voice in brief.voices} != set(case.voices):
        yield f"voices {[voice.who for voice in brief.voices]}"
    if not 1 <= len(brief.case) <= 3 or len({one.cites for one in brief.case}) != len(brief.case):
        yield f"{len(brief.case)} sentences"


def _hearing_faults(case: LoggedCase, hearing: Hearing) -> Iterator[str]:
    answered = {
        cited: {one.doubt for one in item.answers if one.answerable}
        for item in hearing.items
        for cited in item.item.cites
    }
    for entry, asked in case.asked.items():
        found = answered.get(entry)
        if found is None:
            yield f"{entry} is not asked about"
            continue
        yield from (f"{entry} answers no {doubt}" for doubt in asked.yes if doubt not in found)
        yield from (f"{entry} answers {doubt}" for doubt in asked.no if doubt in found)


def _post_faults(case: LoggedCase, found: Legibility) -> Iterator[str]:
    lines = {cited: " ".join(post.lines) for post in found.posts for cited in post.item.cites}
    for entry, names in case.names.items():
        yield from (f"{entry} leaves out {name}" for name in names if name not in lines.get(entry, ""))
    everybody = {name for names in case.names.values() for name in names}
    for entry, told in lines.items():
        strangers = everybody - set(case.names.get(entry, ()))
        yield from (f"{entry} credits {name}" for name in sorted(strangers) if name in told)


def _mark_faults(case: LoggedCase, assessed: Assessment) -> Iterator[str]:
    marks: dict[str, Mark] = {line.dimension: line.by_evidence for line in assessed.lines}
    tagged = {id for entry in case.entries.entries for id in entry.dimensions}
    yield from (f"{id} is {marks[id]}" for id, mark in case.marks.items() if marks[id] is not mark)
    yield from (f"{id} is {marks[id]}" for id in sorted(tagged) if marks[id] is Mark.ALREADY)


def _plan_faults(case: LoggedCase, plan: Plan) -> Iterator[str]:
    if [gap.dimension for gap in plan.gaps] != [case.decision.line]:
        yield f"about {[gap.dimension for gap in plan.gaps]}"
    if [gap.closest.entry for gap in plan.gaps if gap.closest] != [case.decision.closest]:
        yield f"closest {[gap.closest.entry for gap in plan.gaps if gap.closest]}"
    if plan.checkpoint != date(2026, 10, 1) or case.decision.text not in plan.follow_up:
        yield "no checkpoint midway, or a message without the words"


async def _answer(case: AnswerCase, part: Part) -> None:
    answer = ManagerAnswer(id=NoteId("answer"), when=DAY, who="Mia Berg", text=case.text)
    read = read_answer(answer, await GapReader(LocalEmbedder()).read(answer.text))
    sides = {
        side: [line.said.words for line in read.lines if line.side is side] for side in (Side.POINTED_TO, Side.MISSING)
    }
    faults = [
        *_unlike(sides[Side.POINTED_TO], case.pointed_to),
        *_unlike(sides[Side.MISSING], case.missing),
        *_unlike([one.words for one in read.passed_over], case.over),
    ]
    untraced = list(invented(read, None, None, case.text))
    if read.lines:
        made = managers_rubric(read, [line.n for line in read.lines], None)
        untraced += [one.next for one in made.rubric.dimensions if one.next not in case.text]
    part.take(case.profession, faults, untraced)


def _unlike(found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Why the stretches found are not, in order, those that hold the words wanted."""
    held = len(found) == len(wanted) and all(words in said for said, words in zip(found, wanted, strict=True))
    return [] if held else [f"{list(found)} for {list(wanted)}"]


def _alignment(case: AlignmentCase, part: Part) -> None:
    first = Alignment(
        id=NoteId("1"), when=date(2026, 1, 1), person="Ana", manager="Mia", target_level="Next", enough=case.before
    )
    later = first.model_copy(update={"id": NoteId("2"), "when": DAY, "enough": case.after})
    changes = aligned(later, [first, later]).changes
    found = changes.enough if changes else None
    same = found is not None and (found.added, found.removed, found.kept) == (case.added, case.removed, case.kept)
    part.take(case.profession, [] if same else [str(found)], [])
