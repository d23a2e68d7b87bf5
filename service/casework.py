"""The use cases, one short method each: it reads like a table of contents and decides nothing itself."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.dividing.dividing import Divided, divide
from service.domain.brag import BragLog, EntryId, LogId, Owner
from service.domain.evidence import CaseMap, Shortlist
from service.domain.gaps import find_gaps
from service.domain.interview import Interview, InterviewId, unmeasured_in
from service.domain.packet import Packet, PacketId, Section, Unread, Usage
from service.domain.packet_diff import PacketDiff, packet_diff
from service.domain.rubric import Dimension, DimensionId, Rubric, RubricId
from service.drafting.checking import Checked, PairRuling, check_draft, check_pair
from service.drafting.packet import assemble_packet, new_packet_id, provenance_of
from service.drafting.redrafting import carried, earlier_of, source_of, standing_sections, touched
from service.drafting.rewriting import Rewrite, rewrite
from service.drafting.section import DraftedSection, draft_section
from service.intake.reading import LogReading
from service.intake.rubrics import RubricReading
from service.intake.trails.reading import read_trail
from service.intake.trails.trail import Asked, Trail, TrailKind
from service.interview.interviewing import Interviewing, Worded
from service.ports import (
    Budget,
    ChatModel,
    LogLine,
    PacketLine,
    Records,
    Steps,
    StoredLog,
    StoredPacket,
    StoredRubric,
)
from service.prompting.library import PromptLibrary
from service.rendering.drafts import as_prose
from service.retrieval.retrieval import Retrieval
from service.verification.panel import Panel


class Stage(StrEnum):
    """Where a draft stands."""

    INDEXED = "indexed"
    SHORTLISTED = "shortlisted"
    SECTION = "section"
    STORED = "stored"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a draft that is done; `note` carries counts and dimension ids, never brag text."""

    stage: Stage
    done: int
    total: int
    note: str = ""


Watch = Callable[[Progress], None]


def unwatched(_progress: Progress) -> None:
    """For callers that do not want to know."""


class Casework:
    """Everything a person can ask for, whoever asks: the command line, HTTP, a page, an eval."""

    def __init__(
        self,
        *,
        records: Records,
        retrieval: Retrieval,
        chat: ChatModel | None,
        prompts: PromptLibrary,
        panel: Panel,
        interviewing: Interviewing,
        steps: Steps,
        budget_tokens: int,
        version: str,
    ) -> None:
        self.records = records
        self.retrieval = retrieval
        self.chat = chat
        self.prompts = prompts
        self.panel = panel
        self.interviewing = interviewing
        self.steps = steps
        self.budget_tokens = budget_tokens
        self.version = version

    def asking(self, chat: ChatModel, prompts: PromptLibrary) -> "Casework":
        """The same records and index with another model and other prompts: how the evals try many over one."""
        return Casework(
            records=self.records,
            retrieval=self.retrieval,
            chat=chat,
            prompts=prompts,
            panel=Panel(chat, prompts),
            interviewing=self.interviewing.asking(chat, prompts),
            steps=self.steps,
            budget_tokens=self.budget_tokens,
            version=self.version,
        )

    async def keep_log(self, owner: Owner, log: BragLog, unread: tuple[Unread, ...] = ()) -> StoredLog:
        return await self.records.save_log(owner, log, unread)

    async def divide(self, reading: LogReading) -> Divided:
        """A log as read with its long paragraphs divided as the model proposes; raises Invalid without a model."""
        return await divide(reading, self.chat, self.prompts)

    async def log(self, owner: Owner, log: LogId) -> StoredLog:
        return await self.records.log(owner, log)

    async def logs(self, owner: Owner) -> list[LogLine]:
        return await self.records.logs(owner)

    async def delete_log(self, owner: Owner, log: LogId) -> None:
        await self.records.delete_log(owner, log)
        await self.retrieval.forget(owner, log)

    async def keep_rubric(self, owner: Owner, reading: RubricReading) -> StoredRubric:
        return await self.records.save_rubric(owner, reading.rubric, reading.levels, reading.unread)

    async def rubric(self, owner: Owner, rubric: RubricId) -> StoredRubric:
        return await self.records.rubric(owner, rubric)

    async def rubrics(self, owner: Owner) -> list[StoredRubric]:
        return await self.records.rubrics(owner)

    async def delete_rubric(self, owner: Owner, rubric: RubricId) -> None:
        await self.records.delete_rubric(owner, rubric)

    async def map(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> CaseMap:
        """Every entry ranked for every dimension."""
        await self.retrieval.prepare(owner, stored)
        return await self.retrieval.map(owner, stored, rubric)

    async def draft(self, owner: Owner, stored: StoredLog, rubric: Rubric, *, watch: Watch = unwatched) -> Packet:
        """The packet of a log against a rubric, stored; a section whose model fails stands in the log's own words."""
        return await self._drafted(owner, stored, rubric, watch)

    async def redraft(self, owner: Owner, packet: PacketId, *, watch: Watch = unwatched) -> Packet:
        """The packet's next version, from its log as it is now: sections whose evidence stands are carried over.

        Raises Conflict for a packet that has been redrafted already, or was drafted before packets knew their logs.
        """
        earlier = await self.records.packet(owner, packet)
        stored = await self.records.log(owner, source_of(earlier))
        return await self._drafted(owner, stored, earlier.packet.rubric, watch, earlier)

    async def _drafted(
        self, owner: Owner, stored: StoredLog, rubric: Rubric, watch: Watch, earlier: StoredPacket | None = None
    ) -> Packet:
        prepared = await self.retrieval.prepare(owner, stored)
        watch(Progress(Stage.INDEXED, len(stored.log), len(stored.log), prepared.told))
        shortlists = await self.retrieval.shortlists(owner, stored, rubric)
        watch(Progress(Stage.SHORTLISTED, len(shortlists), len(shortlists)))
        told = await self.records.interviews(owner, stored.id)
        unmeasured = {entry for interview in told for entry in unmeasured_in(interview)}
        standing = self._standing(earlier, stored, rubric, shortlists) if earlier else {}
        drafted = await self.sections(stored, rubric, shortlists, watch, unmeasured, standing)
        packet = assemble_packet(
            id=new_packet_id(),
            rubric=rubric,
            sections=[one.section for one in drafted],
            log=stored.log,
            unread=stored.unread,
            provenance=provenance_of(
                service=self.version,
                log=stored.log,
                rubric=rubric,
                model=self.model_name,
                embedder=self.retrieval.embedder.name,
                prompts={
                    **(earlier.packet.provenance.prompts if earlier and standing else {}),
                    **{id: stamp for one in drafted for id, stamp in one.prompts.items()},
                },
                usage=sum((one.usage for one in drafted), Usage()),
            ),
            earlier=earlier.packet if earlier else None,
        )
        kept = StoredPacket(packet, stored.log, stored.id, tuple(one.section for one in drafted))
        await self.records.save_packet(owner, kept)
        watch(Progress(Stage.STORED, 1, 1, packet.id))
        return packet

    @property
    def model_name(self) -> str:
        """`provider:model`, or `none`."""
        return self.chat.name if self.chat else "none"

    def _standing(
        self, earlier: StoredPacket, stored: StoredLog, rubric: Rubric, shortlists: Sequence[Shortlist]
    ) -> dict[DimensionId, Section]:
        return standing_sections(
            earlier.packet,
            earlier.drafted,
            stored.log,
            rubric,
            shortlists,
            model=self.model_name,
            prompts=self.prompts.stamps(),
        )

    async def touched(self, owner: Owner, packet: PacketId) -> tuple[Dimension, ...]:
        """The dimensions that a redraft of the packet would draft anew, as the log is now."""
        earlier = await self.records.packet(owner, packet)
        stored = await self.records.log(owner, source_of(earlier))
        await self.retrieval.prepare(owner, stored)
        rubric = earlier.packet.rubric
        shortlists = await self.retrieval.shortlists(owner, stored, rubric)
        return touched(self._standing(earlier, stored, rubric, shortlists), rubric)

    async def packet_versions(self, owner: Owner, packet: PacketId) -> list[PacketLine]:
        return await self.records.packet_versions(owner, packet)

    async def packet_diff(self, owner: Owner, packet: PacketId, against: PacketId | None = None) -> PacketDiff:
        """What changed from `against` to the packet; from the one it redrafts where nothing else is named."""
        after = (await self.records.packet(owner, packet)).packet
        before = await self.records.packet(owner, against or earlier_of(after))
        return packet_diff(before.packet, after)

    async def sections(
        self,
        stored: StoredLog,
        rubric: Rubric,
        shortlists: Sequence[Shortlist],
        watch: Watch = unwatched,
        unmeasured: Collection[EntryId] = (),
        standing: Mapping[DimensionId, Section] | None = None,
    ) -> list[DraftedSection]:
        """Every dimension's section with how its sentences fared, drafted at the same time, in the rubric's order.

        Those in `standing` are carried over letter for letter, without a model call.
        """
        entries = stored.log.by_id()
        gaps = find_gaps(rubric, shortlists, entries, unmeasured)
        budget = Budget(self.budget_tokens)
        done = 0

        async def one(dimension: Dimension, shortlist: Shortlist) -> DraftedSection:
            nonlocal done
            stands = (standing or {}).get(dimension.id)
            if stands is not None:
                section = DraftedSection(section=carried(stands, shortlist, gaps[dimension.id]))
            else:
                section = await draft_section(
                    dimension,
                    shortlist,
                    entries,
                    rubric,
                    gaps=gaps[dimension.id],
                    chat=self.chat,
                    prompts=self.prompts,
                    panel=self.panel,
                    steps=self.steps,
                    budget=budget,
                )
            done += 1
            watch(Progress(Stage.SECTION, done, len(shortlists), dimension.id))
            return section

        pairs = zip(rubric.dimensions, shortlists, strict=True)
        return list(await asyncio.gather(*(one(dimension, shortlist) for dimension, shortlist in pairs)))

    async def packet(self, owner: Owner, packet: PacketId) -> StoredPacket:
        return await self.records.packet(owner, packet)

    async def packets(self, owner: Owner) -> list[PacketLine]:
        return await self.records.packets(owner)

    async def delete_packet(self, owner: Owner, packet: PacketId) -> None:
        await self.records.delete_packet(owner, packet)

    async def open_interview(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> Interview:
        """A new interview on a log, with its first question."""
        return (await self.word_question(owner, await self.begin_interview(owner, stored, rubric))).interview

    async def begin_interview(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> Interview:
        """The same before any model is asked: the question in plain words."""
        return await self.interviewing.begin(owner, stored, rubric)

    async def open_interview_on(self, owner: Owner, packet: PacketId) -> Interview:
        """A new interview on a packet: its log as it is now, its rubric, and what was withheld from it.

        Raises Conflict for a packet that was drafted before packets knew their logs.
        """
        return (await self.word_question(owner, await self.begin_interview_on(owner, packet))).interview

    async def begin_interview_on(self, owner: Owner, packet: PacketId) -> Interview:
        """The same before any model is asked."""
        drafted = await self.records.packet(owner, packet)
        stored = await self.records.log(owner, source_of(drafted))
        return await self.interviewing.begin(owner, stored, drafted.packet.rubric, packet)

    async def interview(self, owner: Owner, interview: InterviewId) -> Interview:
        return await self.records.interview(owner, interview)

    async def turn(self, owner: Owner, interview: InterviewId, said: str, version: int | None = None) -> Interview:
        """What the person said, folded in; with `version`, only while the interview is still at it."""
        return (await self.word_question(owner, await self.hear(owner, interview, said, version))).interview

    async def hear(self, owner: Owner, interview: InterviewId, said: str, version: int | None = None) -> Interview:
        """The same before any model is asked: the next question in plain words."""
        return await self.interviewing.hear(owner, interview, said, version)

    async def word_question(self, owner: Owner, interview: Interview) -> Worded:
        """The newly chosen question in the model's words, where there is a model and they are fair."""
        return await self.interviewing.word(owner, interview)

    async def decide(self, owner: Owner, interview: InterviewId, n: int, *, accept: bool) -> Interview:
        """An amendment accepted into the log, or rejected."""
        return await self.interviewing.decide(owner, interview, n, accept=accept)

    async def trail(self, raw: bytes, asked: Asked, kind: TrailKind | None = None, *, limit_bytes: int) -> Trail:
        """Candidates from an export: nothing is stored, and nothing of it is evidence."""
        return await asyncio.to_thread(read_trail, raw, asked, kind=kind, limit_bytes=limit_bytes)

    async def rewrite(self, text: str, log: BragLog | None, rubric: Rubric) -> Rewrite:
        """One bullet said honestly, with what is missing as questions."""
        return await rewrite(text, log, panel=self.panel, rubric=rubric, chat=self.chat, prompts=self.prompts)

    async def check(self, draft: str, log: BragLog, rubric: Rubric) -> Checked:
        """A verdict for every sentence of anybody's draft."""
        return await check_draft(as_prose(draft, log), log, self.panel, rubric=rubric)

    def check_pair(self, evidence: str, claim: str) -> PairRuling:
        """A ruling on one claim against one text, by code alone."""
        return check_pair(evidence, claim, self.panel)

    async def ready(self) -> None:
        """Returns when the records answer; raises StorageUnavailable."""
        await self.records.ready()
