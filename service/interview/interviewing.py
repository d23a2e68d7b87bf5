"""Interviews over what is stored: each turn is read, worked out as a value, and put back in one transaction.

A turn is stored, with its next question in plain words, before any model is asked to put that question better: whatever
becomes of the model or of the client that waits, nothing the person said is lost.
"""

import uuid
from typing import NamedTuple

from service.domain.brag import Owner
from service.domain.interview import Interview, InterviewId, Key, settled_in
from service.domain.packet import PacketId, Withheld
from service.domain.rubric import DimensionId, Rubric
from service.errors import Conflict, ModelUnavailable, NotFound
from service.interview.asking import Case
from service.interview.conversation import amended, decided, opened, standing_after, turned
from service.interview.phrasing import phrase
from service.ports import ChatModel, Clock, Records, StoredLog
from service.prompting.library import PromptLibrary
from service.retrieval.retrieval import Retrieval
from service.verification.panel import Panel


class Worded(NamedTuple):
    """The interview as stored, and the model's fault where its question stands in plain words because of one."""

    interview: Interview
    fault: ModelUnavailable | None = None


class Interviewing:
    """Opens interviews, takes turns and decides amendments. Every method raises what the records raise."""

    def __init__(
        self,
        records: Records,
        retrieval: Retrieval,
        clock: Clock,
        *,
        chat: ChatModel | None = None,
        prompts: PromptLibrary | None = None,
    ) -> None:
        """With `chat` and `prompts` a model phrases the questions; it chooses none of them and rules on nothing."""
        self._records = records
        self._retrieval = retrieval
        self._chat, self._prompts = chat, prompts
        self._panel = Panel()
        self._clock = clock

    def asking(self, chat: ChatModel, prompts: PromptLibrary) -> "Interviewing":
        """The same records and index with another model and other prompts."""
        return Interviewing(self._records, self._retrieval, self._clock, chat=chat, prompts=prompts)

    async def begin(self, owner: Owner, stored: StoredLog, rubric: Rubric, packet: PacketId | None = None) -> Interview:
        """A new interview on a stored log, or on a packet made from it, its question in plain words; what earlier ones
        on the log were told not to ask stays unasked."""
        case = await self._case(owner, stored, rubric, packet)
        settled = await self._settled(owner, stored)
        made = opened(InterviewId(f"interview-{uuid.uuid4().hex}"), stored.id, case, settled, packet)
        await self._records.save_interview(owner, made)
        return made

    async def hear(self, owner: Owner, id: InterviewId, said: str, version: int | None = None) -> Interview:
        """The interview after a turn, its next question in plain words; Conflict when it has moved on from `version`,
        or over while this was read."""
        interview = await self._at(owner, id, version)
        stored = await self._records.log(owner, interview.log)
        case = await self._case(owner, stored, interview.rubric, interview.packet)
        changed = turned(interview, said, case, panel=self._panel, settled=await self._settled(owner, stored))
        await self._records.change_interview(owner, changed, interview.version)
        return changed

    async def word(self, owner: Owner, interview: Interview) -> Worded:
        """The interview with a newly chosen question in the model's words, where there is a model and they are fair.

        Where the interview goes on in another window meanwhile, the words are dropped and it is told as it stands.
        """
        asked, last = interview.asked, interview.turns[-1].asked if interview.turns else None
        if asked is None or asked.entry is None or (last and last.key == asked.key):
            return Worded(interview)
        if self._chat is None or self._prompts is None:
            return Worded(interview)
        entry = (await self._records.log(owner, interview.log)).log.by_id().get(asked.entry)
        if entry is None:
            return Worded(interview)
        question, usage, fault = await phrase(asked, entry, self._chat, self._prompts)
        changed = interview.model_copy(
            update={"asked": question, "usage": interview.usage + usage, "version": interview.version + 1}
        )
        try:
            await self._records.change_interview(owner, changed, interview.version)
        except Conflict:
            changed = await self._records.interview(owner, interview.id)
        return Worded(changed, fault)

    async def decide(self, owner: Owner, id: InterviewId, n: int, *, accept: bool) -> Interview:
        """The interview with an amendment accepted (and in the log) or rejected."""
        interview = await self._at(owner, id, None)
        changed = decided(interview, n, accept=accept)
        if changed is interview:
            return interview
        if not accept:
            await self._records.change_interview(owner, changed, interview.version)
            return changed
        stored = await self._records.log(owner, interview.log)
        one = next(amendment for amendment in changed.amendments if amendment.n == n)
        log = amended(stored.log, one)
        after = StoredLog(stored.id, log, stored.unread)
        await self._records.change_interview(owner, changed, interview.version, log)
        case = await self._case(owner, after, interview.rubric, interview.packet)
        stands = standing_after(changed, case, await self._settled(owner, stored))
        await self._records.change_interview(owner, stands, changed.version)
        if interview.asked is not None and stands.asked is not None and interview.asked.key == stands.asked.key:
            return stands
        return (await self.word(owner, stands)).interview

    async def _at(self, owner: Owner, id: InterviewId, version: int | None) -> Interview:
        interview = await self._records.interview(owner, id)
        if version is not None and version != interview.version:
            raise Conflict("The interview went on in another window", mend="Read it again, then answer")
        return interview

    async def _case(self, owner: Owner, stored: StoredLog, rubric: Rubric, packet: PacketId | None) -> Case:
        await self._retrieval.prepare(owner, stored)
        shortlists = await self._retrieval.shortlists(owner, stored, rubric)
        withheld = await self._withheld(owner, packet) if packet else []
        return Case(stored.log.by_id(), rubric, shortlists, self._clock.today(), withheld)

    async def _withheld(self, owner: Owner, packet: PacketId) -> list[tuple[DimensionId, Withheld]]:
        """What the packet did not release; nothing once it has been deleted."""
        try:
            sections = (await self._records.packet(owner, packet)).packet.sections
        except NotFound:
            return []
        return [(section.dimension, sentence) for section in sections for sentence in section.withheld]

    async def _settled(self, owner: Owner, stored: StoredLog) -> frozenset[Key]:
        earlier = await self._records.interviews(owner, stored.id)
        return frozenset(key for interview in earlier for key in settled_in(interview))
