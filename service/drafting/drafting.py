"""Packets out of a log and a rubric: evidence found, sections drafted at the same time, put together and stored.

A draft that has to outlive its process is an order in the records first, carried out later in durable steps.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from service.domain.brag import EntryId, Owner
from service.domain.drafts import Draft, Order, Progress, Stage, Watch, unwatched
from service.domain.evidence import Shortlist
from service.domain.gaps import find_gaps
from service.domain.interview import unmeasured_in
from service.domain.packet import Packet, PacketId, Section, Usage
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.drafting.editing import edited, edits_kept, restored
from service.drafting.packet import assemble_packet, new_packet_id, provenance_of
from service.drafting.redrafting import carried, source_of, standing_sections, touched
from service.drafting.section import DRAFT, DraftedSection, draft_section, step_keys
from service.errors import Busy, NotFound
from service.operations.behalf import on_behalf_of
from service.operations.budgets import Budgets, Unbudgeted
from service.ports import Budget, ChatModel, Records, Steps, StoredLog, StoredPacket
from service.prompting.library import PromptLibrary
from service.retrieval.retrieval import Retrieval
from service.verification.panel import Panel


class Found(BaseModel):
    """The evidence a packet is drafted from, as a step keeps it: a log that changes later does not change it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shortlists: tuple[Shortlist, ...]
    unmeasured: tuple[EntryId, ...]
    indexed: str


_FOUND = "evidence"


class Drafting:
    """Every method raises what the records and the retrieval raise; a model's failure is a section's note."""

    def __init__(
        self,
        *,
        records: Records,
        retrieval: Retrieval,
        chat: ChatModel | None,
        prompts: PromptLibrary,
        steps: Steps,
        budget_tokens: int,
        most_waiting: int,
        version: str,
        panel: Panel | None = None,
        budgets: Budgets | None = None,
    ) -> None:
        self._records = records
        self._retrieval = retrieval
        self._chat = chat
        self._prompts = prompts
        self._panel = panel or Panel(chat, prompts)
        self._steps = steps
        self._budgets = budgets or Unbudgeted()
        self._budget_tokens = budget_tokens
        self._most_waiting = most_waiting
        self._version = version

    def asking(self, chat: ChatModel, prompts: PromptLibrary) -> "Drafting":
        """The same records and index with another model and other prompts."""
        return Drafting(
            records=self._records,
            retrieval=self._retrieval,
            chat=chat,
            prompts=prompts,
            steps=self._steps,
            budget_tokens=self._budget_tokens,
            most_waiting=self._most_waiting,
            version=self._version,
        )

    @property
    def model_name(self) -> str:
        """`provider:model`, or `none`."""
        return self._chat.name if self._chat else "none"

    def order(self, stored: StoredLog, rubric: Rubric) -> Draft:
        """The draft of a new packet."""
        asked = Order(source=stored.id, log=stored.log, unread=stored.unread, rubric=rubric)
        return Draft(id=new_packet_id(), order=asked)

    async def reorder(self, owner: Owner, packet: PacketId) -> Draft:
        """The draft of a packet's next version, from its log as it is now.

        Raises Conflict for a packet that was drafted before packets knew their logs.
        """
        earlier = await self._records.packet(owner, packet)
        stored = await self._records.log(owner, source_of(earlier))
        draft = self.order(stored, earlier.packet.rubric)
        return draft.model_copy(update={"order": draft.order.model_copy(update={"redrafts": packet})})

    async def begin(self, owner: Owner, draft: Draft) -> Draft:
        """Keeps the order, to be carried out.

        Raises Busy when as many wait already as are taken in, DayOver when today's budget holds no call more.
        """
        if self._chat is not None:
            await self._budgets.allow(owner, self._prompts.least_tokens(DRAFT))
        if await self._records.unfinished_drafts() >= self._most_waiting:
            raise Busy("As many packets are being drafted as this service takes in", mend="Try again in a moment")
        await self._records.begin_draft(owner, draft)
        return draft

    def keys(self, draft: Draft) -> Sequence[str]:
        """Every key that a step of this draft may have, always in the same order."""
        return [_FOUND, *(key for dimension in draft.dimensions for key in step_keys(dimension))]

    async def carry_out(self, owner: Owner, draft: PacketId, steps: Steps, watch: Watch = unwatched) -> Packet:
        """Drafts what was ordered and puts the packet in its place; NotFound when the order was deleted meanwhile."""
        try:
            ordered = await self._records.draft(owner, draft)
        except NotFound:
            # Cut off after the packet took the draft's place: nothing is left to do.
            return (await self._records.packet(owner, draft)).packet
        with on_behalf_of(owner=owner, packet=draft):
            kept = await self._made(owner, ordered, steps, watch)
        await self._records.finish_draft(owner, kept)
        watch(Progress(Stage.STORED, 1, 1, kept.packet.id))
        return kept.packet

    async def draft(self, owner: Owner, draft: Draft, watch: Watch = unwatched) -> Packet:
        """The same at once, without an order that would outlive this process."""
        with on_behalf_of(owner=owner, packet=draft.id):
            kept = await self._made(owner, draft, self._steps, watch)
        await self._records.save_packet(owner, kept)
        watch(Progress(Stage.STORED, 1, 1, kept.packet.id))
        return kept.packet

    async def touched(self, owner: Owner, packet: PacketId) -> tuple[Dimension, ...]:
        """The dimensions that a redraft of the packet would draft anew, as the log is now."""
        earlier = await self._records.packet(owner, packet)
        stored = await self._records.log(owner, source_of(earlier))
        await self._retrieval.prepare(owner, stored)
        rubric = earlier.packet.rubric
        shortlists = await self._retrieval.shortlists(owner, stored, rubric)
        return touched(self._standing(earlier, stored, rubric, shortlists), rubric)

    async def edit(self, owner: Owner, packet: PacketId, bullet: str, text: str) -> Packet:
        """The packet's next version with `text` in the bullet's place; raises what `edited` raises, and Conflict."""
        with on_behalf_of(owner=owner, packet=packet):
            newer = await edited(await self._records.packet(owner, packet), bullet, text, self._panel)
        await self._records.save_packet(owner, newer)
        return newer.packet

    async def restore(self, owner: Owner, packet: PacketId, bullet: str) -> Packet:
        """The packet's next version with the bullet as it was drafted; raises NotFound, and Conflict."""
        newer = restored(await self._records.packet(owner, packet), bullet)
        await self._records.save_packet(owner, newer)
        return newer.packet

    async def sections(
        self,
        stored: StoredLog,
        rubric: Rubric,
        shortlists: Sequence[Shortlist],
        *,
        watch: Watch = unwatched,
        unmeasured: Collection[EntryId] = (),
        standing: Mapping[DimensionId, Section] | None = None,
        steps: Steps | None = None,
    ) -> list[DraftedSection]:
        """Every dimension's section with how its sentences fared, drafted at the same time, in the rubric's order.

        Those in `standing` are carried over letter for letter, without a model call.
        """
        entries = stored.log.by_id()
        gaps = find_gaps(rubric, shortlists, entries, unmeasured)
        budget = Budget(self._budget_tokens) if self._budget_tokens else None
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
                    chat=self._chat,
                    prompts=self._prompts,
                    panel=self._panel,
                    steps=steps or self._steps,
                    budget=budget,
                )
            done += 1
            told = (done, len(shortlists), dimension.id, section.section, section.usage)
            watch(Progress(Stage.SECTION, *told, anew=stands is None))
            return section

        pairs = zip(rubric.dimensions, shortlists, strict=True)
        return list(await asyncio.gather(*(one(dimension, shortlist) for dimension, shortlist in pairs)))

    async def _made(self, owner: Owner, draft: Draft, steps: Steps, watch: Watch) -> StoredPacket:
        order = draft.order
        rubric, stored = order.rubric, StoredLog(order.source, order.log, order.unread)
        earlier = await self._records.packet(owner, order.redrafts) if order.redrafts else None

        async def find() -> Found:
            prepared = await self._retrieval.prepare(owner, stored)
            shortlists = await self._retrieval.shortlists(owner, stored, rubric)
            told = await self._records.interviews(owner, stored.id)
            unmeasured = sorted({entry for interview in told for entry in unmeasured_in(interview)})
            return Found(shortlists=tuple(shortlists), unmeasured=tuple(unmeasured), indexed=prepared.told)

        found = await steps.run(_FOUND, Found, find, paid=False)
        shortlists = found.shortlists
        watch(Progress(Stage.INDEXED, len(stored.log), len(stored.log), found.indexed))
        watch(Progress(Stage.SHORTLISTED, len(shortlists), len(shortlists)))
        standing = self._standing(earlier, stored, rubric, shortlists) if earlier else {}
        drafted = await self.sections(
            stored, rubric, shortlists, watch=watch, unmeasured=found.unmeasured, standing=standing, steps=steps
        )
        usage = sum((one.usage for one in drafted), Usage()) + Usage(maybe_billed=await steps.repeated())
        packet = assemble_packet(
            id=draft.id,
            rubric=rubric,
            sections=[one.section for one in drafted],
            log=stored.log,
            unread=stored.unread,
            provenance=provenance_of(
                service=self._version,
                log=stored.log,
                rubric=rubric,
                model=self.model_name,
                embedder=self._retrieval.embedder.name,
                prompts={
                    **(earlier.packet.provenance.prompts if earlier and standing else {}),
                    **{id: stamp for one in drafted for id, stamp in one.prompts.items()},
                },
                usage=usage,
            ),
            earlier=earlier.packet if earlier else None,
        )
        if earlier:
            packet = edits_kept(packet, earlier.packet, stored.log, self._panel)
        return StoredPacket(packet, stored.log, stored.id, tuple(one.section for one in drafted))

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
            prompts=self._prompts.stamps(),
        )
