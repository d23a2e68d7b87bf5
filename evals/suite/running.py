"""Runs eval cases through the service's own code: `assemble`, then the use cases a person would call."""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from evals.recording import Addressee, Recorded, RecordingChat, ReplayedChat
from evals.suite.cases import Case
from evals.suite.checker_version import checker_version
from evals.suite.notes import noted
from evals.suite.planting import Planting, PlantingChat, rounds
from evals.suite.runs import (
    Asked,
    CaseRun,
    Made,
    NotReleased,
    Planted,
    Proposed,
    Released,
    Rewritten,
    Run,
    digests,
)
from service.casework import Casework
from service.domain.brag import BragLog, Owner
from service.domain.claims import Ruling
from service.domain.evidence import RankedEntry, Shortlist, Standing, Strength
from service.domain.packet import DraftedBy, Packet, Section
from service.drafting.replies import BULLETS, SectionReply
from service.drafting.rewriting import Rewrite
from service.ports import Answer, ChatModel, Embedder, Prompt, ReplyT, StoredLog
from service.prompting.library import PromptLibrary
from service.settings import read_settings
from service.wiring import VERSION, assemble

RECORDINGS = Path(__file__).parents[1] / "recordings"
_STRONG = Strength(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)


class Arm(NamedTuple):
    """One way to run the cases: who is asked, with which prompts, and where replies are kept.

    `live` is the model itself, for recording what is missing; without it replies come from recordings alone.
    """

    asked: Addressee
    prompts: PromptLibrary
    recordings: Path = RECORDINGS
    live: ChatModel | None = None
    samples: int = 1
    told: Callable[[str, Recorded], None] = lambda _case, _recorded: None
    between: Callable[[ChatModel], ChatModel] = lambda chat: chat
    """What stands between the service and the replies, for a bench that leaves some of its questions unasked."""


class _Witness:
    """Sees every reply as the model gave it, before anything is ruled on."""

    def __init__(self, chat: ChatModel, log: BragLog) -> None:
        self._chat = chat
        self._log = log
        self.proposed: list[Proposed] = []

    @property
    def name(self) -> str:
        return self._chat.name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        answer = await self._chat.ask(prompt, reply)
        if prompt.id == "draft_section" and isinstance(answer.reply, SectionReply):
            names = noted(prompt, self._log)
            for sentence in (sentence for bullet in answer.reply.bullets for sentence in bullet.sentences):
                cites = tuple(names[name] for name in sentence.cites if name in names)
                self.proposed.append(Proposed(text=sentence.text, cites=cites))
        return answer


async def run_cases(
    name: str, cases: Sequence[Case], arm: Arm, *, embedder: Embedder | None = None, judge: str = "none"
) -> Run:
    """Every case in turn; one that cannot be run is `unscored`, never a zero and never a pass."""
    async with opened(embedder) as casework:
        done = [await run_case(case, arm, casework, sample) for case in cases for sample in range(arm.samples)]
        return Run(
            name=name,
            made=Made(
                service=VERSION,
                model=arm.asked.model,
                base_url=arm.asked.base_url,
                samples=arm.samples,
                prompts=arm.prompts.stamps(),
                judge=judge,
                cases=digests(cases),
                checker=checker_version(),
                embedder=casework.retrieval.embedder.name,
            ),
            cases=tuple(done),
        )


@asynccontextmanager
async def opened(embedder: Embedder | None = None) -> AsyncIterator[Casework]:
    """The service as `assemble` wires it, in a data directory of its own; each case is an owner of its own there."""
    with tempfile.TemporaryDirectory(prefix="promocase-eval-") as folder:
        async with assemble(read_settings(data_dir=Path(folder), model="none"), embedder=embedder) as casework:
            yield casework


async def run_case(case: Case, arm: Arm, casework: Casework, sample: int = 0) -> CaseRun:
    """One case: its packet and rewrites with the arm's model, and what is planted in it."""
    kept, asked = arm.recordings / f"{case.id}.jsonl", arm.asked._replace(sample=sample)
    replayed = ReplayedChat(kept, asked)
    recording = arm.live and RecordingChat(arm.live, kept, asked, lambda recorded: arm.told(case.id, recorded))
    witness = _Witness(arm.between(recording or replayed), case.log)
    asking, owner = casework.asking(witness, arm.prompts), Owner(f"eval:{case.id}")
    stored = await asking.keep_log(owner, case.log)
    packet = await asking.draft(owner, stored, case.rubric)
    rewritten = [await asking.rewrite(bullet.text, case.log, case.rubric) for bullet in case.bullets]
    if recording:
        # What was just recorded is read back as everybody else will read it, with the time it took.
        return await run_case(case, arm._replace(live=None), casework, sample)
    notes = [section.note for section in packet.sections if section.note]
    unscored = "not recorded" if replayed.missing else next(iter(notes), "")
    run = CaseRun(
        case=case.id if arm.samples == 1 else f"{case.id}#{sample}",
        family=case.family,
        digest=case.digest,
        planted=tuple(await _plant(case, stored, arm.prompts, casework)),
        gaps=tuple(_asked(packet)),
        unscored=unscored,
        missing=tuple(sorted(replayed.missing)),
    )
    if unscored:
        return run
    return run.model_copy(
        update={
            "released": tuple(_released(packet)),
            "proposed": tuple(witness.proposed),
            "withheld": tuple(_withheld(packet)),
            "rewritten": tuple(map(_rewritten, rewritten)),
            "usage": sum((one.usage for one in rewritten), packet.provenance.usage),
            "seconds": round(replayed.seconds, 1),
        }
    )


async def _plant(case: Case, stored: StoredLog, prompts: PromptLibrary, casework: Casework) -> list[Planted]:
    """Every planting of the case with what became of it.

    The entries planted about are shortlisted by hand, four at a time: what the ranking thinks of an entry must not
    decide whether a lie about it is tried.
    """
    found: list[Planted] = []
    dimension = case.rubric.dimensions[0]
    rubric = case.rubric.model_copy(update={"dimensions": (dimension,)})
    for planted in rounds(case):
        for some in (planted[at : at + BULLETS] for at in range(0, len(planted), BULLETS)):
            listed = Shortlist(
                dimension=dimension.id,
                evidence=tuple(RankedEntry(one.entry, 1.0, _STRONG) for one in some),
                standing=Standing.SOMETIMES,
                why_this_standing="chosen by hand",
            )
            drafted = await casework.asking(PlantingChat(case, some), prompts).sections(stored, rubric, (listed,))
            for one in some:
                found += _fate(one, drafted[0].section)
    return found


def _fate(planting: Planting, section: Section) -> Iterator[Planted]:
    released = {
        sentence.text
        for bullet in section.bullets
        if bullet.drafted_by is DraftedBy.MODEL
        for sentence in bullet.sentences
    }
    withheld = {one.text: one for one in section.withheld}
    trap = planting.lie
    told = [(planting.truth, None)] if planting.truth else []
    for text, lie in [*told, *([(trap.text, trap)] if trap else [])]:
        refused = withheld.get(text)
        yield Planted(
            about=planting.entry,
            text=text,
            kind=lie.kind if lie else None,
            released=text in released,
            ruling=Ruling.SUPPORTED if text in released else refused.ruling if refused else None,
            expected=lie.ruling if lie else None,
            because=refused.because if refused else "",
        )


def _released(packet: Packet) -> Iterator[Released]:
    for section in packet.sections:
        for bullet in section.bullets:
            for place, sentence in enumerate(bullet.sentences):
                yield Released(
                    text=sentence.text,
                    cites=sentence.cites,
                    by=bullet.drafted_by,
                    dimension=section.dimension,
                    leads=place == 0,
                )


def _withheld(packet: Packet) -> Iterator[NotReleased]:
    for section in packet.sections:
        for one in section.withheld:
            yield NotReleased(text=one.text, ruling=one.ruling, because=one.because, settled_by=one.settled_by)


def _asked(packet: Packet) -> Iterator[Asked]:
    for section in packet.sections:
        for gap in section.gaps:
            yield Asked(dimension=section.dimension, kind=gap.kind, entry=gap.entry, question=gap.question)


def _rewritten(one: Rewrite) -> Rewritten:
    return Rewritten(before=one.before, after=one.after, by=one.drafted_by, questions=one.questions)
