"""The use cases, one short method each: it reads like a table of contents and decides nothing itself."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from service.coaching.coaching import Coaching
from service.coaching.packets import items_of
from service.dividing.dividing import Divided, divide
from service.domain.brag import BragLog, EntryId, LogId, Owner
from service.domain.drafts import Draft, Watch, unwatched
from service.domain.evidence import CaseMap, Shortlist
from service.domain.interview import Interview, InterviewId
from service.domain.packet import Packet, PacketId, Unread
from service.domain.packet_diff import PacketDiff, packet_diff
from service.domain.parts import part_of
from service.domain.retold import Wording
from service.domain.rubric import Dimension, Rubric, RubricId
from service.drafting.checking import Checked, PairRuling, check_draft, check_pair
from service.drafting.drafting import Drafting
from service.drafting.redrafting import earlier_of, source_of
from service.drafting.rewriting import Rewrite, rewrite
from service.drafting.section import DraftedSection
from service.drafting.wording_items import word_items
from service.errors import Outdated
from service.intake.log_edits import with_changed, with_entry, without_entry
from service.intake.reading import LogReading
from service.intake.rubrics import RubricReading
from service.intake.trails.reading import read_trail
from service.intake.trails.trail import Asked, Trail, TrailKind
from service.interview.interviewing import Interviewing, Worded
from service.ports import (
    ChatModel,
    LogLine,
    Neighbour,
    PacketLine,
    Records,
    StoredLog,
    StoredPacket,
    StoredRubric,
)
from service.prompting.library import PromptLibrary
from service.rendering.drafts import as_prose
from service.retrieval.retrieval import Retrieval
from service.verification.panel import Panel


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
        drafting: Drafting,
        interviewing: Interviewing,
        coaching: Coaching,
        version: str,
    ) -> None:
        self.records = records
        self.retrieval = retrieval
        self.chat = chat
        self.prompts = prompts
        self.panel = panel
        self.drafting = drafting
        self.interviewing = interviewing
        self.coaching = coaching
        self.version = version

    def asking(self, chat: ChatModel, prompts: PromptLibrary) -> "Casework":
        """The same records and index with another model and other prompts: how the evals try many over one."""
        return Casework(
            records=self.records,
            retrieval=self.retrieval,
            chat=chat,
            prompts=prompts,
            panel=Panel(chat, prompts),
            drafting=self.drafting.asking(chat, prompts),
            interviewing=self.interviewing.asking(chat, prompts),
            coaching=self.coaching,
            version=self.version,
        )

    def today(self) -> date:
        """The day by the service's clock."""
        return self.coaching.clock.today()

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

    async def add_entry(
        self, owner: Owner, log: LogId, parts: Mapping[str, Any], seen: str | None = None, tells: Unread | None = None
    ) -> tuple[StoredLog, EntryId]:
        """The log with one more entry, and its id; `seen` is the digest of the log it is meant for: Outdated if not.

        The line that it `tells` is no longer among those that were not read.
        """
        stored = await self._log_as_seen(owner, log, seen)
        changed, entry = with_entry(stored.log, parts)
        unread = [line for line in stored.unread if line != tells]
        return await self.records.change_log(owner, log, changed, stored.log.digest(), unread), entry

    async def change_entry(
        self, owner: Owner, log: LogId, entry: EntryId, parts: Mapping[str, Any], seen: str | None = None
    ) -> StoredLog:
        """The log with these parts of an entry changed; packets drafted before stay as they are."""
        stored = await self._log_as_seen(owner, log, seen)
        changed = with_changed(stored.log, entry, parts)
        return await self.records.change_log(owner, log, changed, stored.log.digest())

    async def delete_entry(self, owner: Owner, log: LogId, entry: EntryId, seen: str | None = None) -> StoredLog:
        """The log without an entry."""
        stored = await self._log_as_seen(owner, log, seen)
        return await self.records.change_log(owner, log, without_entry(stored.log, entry), stored.log.digest())

    async def _log_as_seen(self, owner: Owner, log: LogId, seen: str | None) -> StoredLog:
        stored = await self.records.log(owner, log)
        if seen is not None and seen != stored.log.digest():
            raise Outdated("The log was changed meanwhile", mend="Read it again and send what you want on top of that")
        return stored

    async def search(self, owner: Owner, log: LogId, wanted: str) -> tuple[StoredLog, list[Neighbour]]:
        """The entries of a log nearest in meaning to some words, the nearest first."""
        stored = await self.records.log(owner, log)
        await self.retrieval.prepare(owner, stored)
        return stored, await self.retrieval.search(owner, stored, wanted)

    async def keep_rubric(self, owner: Owner, reading: RubricReading) -> StoredRubric:
        return await self.records.save_rubric(owner, reading.rubric, reading.levels, reading.unread)

    async def rubric(self, owner: Owner, rubric: RubricId) -> StoredRubric:
        return await self.records.rubric(owner, rubric)

    async def rubrics(self, owner: Owner) -> list[StoredRubric]:
        return await self.records.rubrics(owner)

    async def change_rubric(self, owner: Owner, changed: StoredRubric, seen: str) -> None:
        """Puts `changed` in the place of the rubric of its id; `seen` is the digest of the rubric it was made from."""
        await self.records.change_rubric(owner, changed, seen)

    async def delete_rubric(self, owner: Owner, rubric: RubricId) -> None:
        await self.records.delete_rubric(owner, rubric)

    async def map(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> CaseMap:
        """Every entry ranked for every dimension."""
        await self.retrieval.prepare(owner, stored)
        return await self.retrieval.map(owner, stored, rubric)

    async def draft(self, owner: Owner, stored: StoredLog, rubric: Rubric, *, watch: Watch = unwatched) -> Packet:
        """The packet of a log against a rubric, stored; a section whose model fails stands in the log's own words."""
        return await self.drafting.draft(owner, self.drafting.order(stored, rubric), watch)

    async def redraft(self, owner: Owner, packet: PacketId, *, watch: Watch = unwatched) -> Packet:
        """The packet's next version, from its log as it is now: sections whose evidence stands are carried over.

        Raises Conflict for a packet that has been redrafted already, or was drafted before packets knew their logs.
        """
        return await self.drafting.draft(owner, await self.drafting.reorder(owner, packet), watch)

    async def order(self, owner: Owner, stored: StoredLog, rubric: Rubric) -> Draft:
        """The order of a packet, kept until an engine has carried it out."""
        return await self.drafting.begin(owner, self.drafting.order(stored, rubric))

    async def reorder(self, owner: Owner, packet: PacketId) -> Draft:
        """The order of a packet's next version; raises what `redraft` raises."""
        return await self.drafting.begin(owner, await self.drafting.reorder(owner, packet))

    async def ordered(self, owner: Owner, draft: PacketId) -> Draft:
        """A draft that is no packet yet."""
        return await self.records.draft(owner, draft)

    async def drafts(self, owner: Owner) -> list[Draft]:
        """Every one of them, newest first."""
        return await self.records.drafts(owner)

    async def edit_bullet(self, owner: Owner, packet: PacketId, bullet: str, text: str) -> Packet:
        """The packet's next version with the person's words in a bullet's place, ruled on at once.

        Raises NotFound, Invalid, and Conflict for a packet that is not the newest of its line.
        """
        return await self.drafting.edit(owner, packet, bullet, text)

    async def restore_bullet(self, owner: Owner, packet: PacketId, bullet: str) -> Packet:
        """The packet's next version with an edited bullet as it was drafted; raises NotFound, Conflict."""
        return await self.drafting.restore(owner, packet, bullet)

    async def touched(self, owner: Owner, packet: PacketId) -> tuple[Dimension, ...]:
        """The dimensions that a redraft of the packet would draft anew, as the log is now."""
        return await self.drafting.touched(owner, packet)

    async def sections(
        self, stored: StoredLog, rubric: Rubric, shortlists: Sequence[Shortlist]
    ) -> list[DraftedSection]:
        """Every dimension's section with how its sentences fared; nothing is stored."""
        return await self.drafting.sections(stored, rubric, shortlists)

    async def packet_versions(self, owner: Owner, packet: PacketId) -> list[PacketLine]:
        return await self.records.packet_versions(owner, packet)

    async def packet_diff(self, owner: Owner, packet: PacketId, against: PacketId | None = None) -> PacketDiff:
        """What changed from `against` to the packet; from the one it redrafts where nothing else is named."""
        after = (await self.records.packet(owner, packet)).packet
        before = await self.records.packet(owner, against or earlier_of(after))
        return packet_diff(before.packet, after)

    async def packet(self, owner: Owner, packet: PacketId) -> StoredPacket:
        return await self.records.packet(owner, packet)

    async def packets(self, owner: Owner) -> list[PacketLine]:
        return await self.records.packets(owner)

    async def delete_packet(self, owner: Owner, packet: PacketId) -> None:
        """A packet, or the draft that would become it."""
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

    async def interviews(self, owner: Owner, log: LogId) -> list[Interview]:
        """Every interview on a log, newest first."""
        return await self.records.interviews(owner, log)

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

    async def word_items(self, owner: Owner, packet: PacketId) -> Wording:
        """What is retold from a packet in the model's words where they hold, kept; raises Invalid without a model."""
        stored = await self.records.packet(owner, packet)
        made = await word_items(
            items_of(stored.packet), stored, owner, panel=self.panel, chat=self.chat, prompts=self.prompts
        )
        return await self.coaching.keep_wording(owner, made)

    async def check(self, draft: str, log: BragLog, rubric: Rubric) -> Checked:
        """A verdict for every sentence of anybody's draft."""
        return await check_draft(as_prose(draft, log), log, self.panel, rubric=rubric)

    def check_pair(self, evidence: str, claim: str) -> PairRuling:
        """A ruling on one claim against one text, by code alone."""
        return check_pair(evidence, claim, self.panel)

    async def forget(self, owner: Owner) -> None:
        """Deletes everything this owner has stored, and with it their part of the index: that is built again."""
        await self.records.forget(owner)
        await self.retrieval.forget_part(part_of(owner))

    async def scrub(self) -> None:
        """Takes what was deleted out of the records' files, too."""
        await self.records.scrub()

    async def ready(self) -> None:
        """Returns when the records answer; raises StorageUnavailable."""
        await self.records.ready()
