"""Interviews over what is stored: each turn is read, worked out as a value, and put back in one transaction."""

import uuid

from service.domain.brag import Owner
from service.domain.interview import Interview, InterviewId, Key, Question, settled_in
from service.domain.packet import PacketId, Withheld
from service.domain.rubric import DimensionId, Rubric
from service.errors import Conflict, NotFound
from service.interview.asking import Case
from service.interview.conversation import amended, decided, opened, standing_after, turned
from service.interview.phrasing import phrase
from service.ports import ChatModel, Clock, Records, StoredLog
from service.prompting.library import PromptLibrary
from service.retrieval.retrieval import Retrieval
from service.verification.panel import Panel


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

    async def open(self, owner: Owner, stored: StoredLog, rubric: Rubric, packet: PacketId | None = None) -> Interview:
        """A new interview on a stored log, or on a packet made from it; what earlier ones on the log were told not to
        ask stays unasked."""
        case = await self._case(owner, stored, rubric, packet)
        settled = await self._settled(owner, stored)
        made = opened(InterviewId(f"interview-{uuid.uuid4().hex}"), stored.id, case, settled, packet)
        made = await self._phrased(made, None, case)
        await self._records.save_interview(owner, made)
        return made

    async def turn(self, owner: Owner, id: InterviewId, said: str, version: int | None = None) -> Interview:
        """The interview after a turn; Conflict when it has moved on from `version`, or over while this was read."""
        interview = await self._at(owner, id, version)
        stored = await self._records.log(owner, interview.log)
        case = await self._case(owner, stored, interview.rubric, interview.packet)
        changed = turned(interview, said, case, panel=self._panel, settled=await self._settled(owner, stored))
        changed = await self._phrased(changed, interview.asked, case)
        await self._records.change_interview(owner, changed, interview.version)
        return changed

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
        stands = await self._phrased(stands, interview.asked, case)
        await self._records.change_interview(owner, stands, changed.version)
        return stands

    async def _phrased(self, interview: Interview, before: Question | None, case: Case) -> Interview:
        """The interview with a newly chosen question in the model's words, where there is a model and they are fair."""
        asked = interview.asked
        if asked is None or self._chat is None or self._prompts is None or (before and asked.key == before.key):
            return interview
        entry = case.entries.get(asked.entry) if asked.entry else None
        phrased, usage = await phrase(asked, entry, self._chat, self._prompts)
        return interview.model_copy(update={"asked": phrased, "usage": interview.usage + usage})

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
