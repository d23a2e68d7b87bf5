"""The year's practice over what is stored: reads it, lets the pure parts work it out, keeps what people agreed."""

import uuid
from collections.abc import Sequence
from datetime import date

from service.coaching.alignments import agenda, aligned
from service.coaching.answers import managers_rubric, read_answer, rubric_of_answer
from service.coaching.assessment import assess, refuse_strange_lines
from service.coaching.committee import hearing
from service.coaching.decisions import sentences_of
from service.coaching.gap_reader import GapReader
from service.coaching.legibility import legibility
from service.coaching.plans import plan
from service.coaching.review import review
from service.coaching.sponsor import brief
from service.domain.alignments import Agenda, Aligned, Alignment, Confirmation
from service.domain.answers import ManagerAnswer, ManagersRubric, ReadAnswer
from service.domain.assessment import Assessment, Belief, Beliefs
from service.domain.brag import LogId, Owner
from service.domain.built_in import built_in_rubric
from service.domain.decisions import Decision, Mark, NamedGap, Plan
from service.domain.evidence import RankedEntry
from service.domain.notes import NoteId
from service.domain.packet import PacketId
from service.domain.retold import Brief, Hearing, Legibility, Wording, id_of_wording
from service.domain.review import Month, Review
from service.domain.rubric import Dimension, DimensionId, Rubric, RubricId
from service.errors import Invalid, NotFound
from service.ports import Clock, Records, StoredLog
from service.retrieval.retrieval import Retrieval

GAPS_LOOKED_FOR = 12


class Coaching:
    """Every method raises what the records raise; none asks a model."""

    def __init__(self, records: Records, retrieval: Retrieval, reader: GapReader, clock: Clock) -> None:
        self._records = records
        self._reader = reader
        self._retrieval = retrieval
        self.clock = clock

    async def review(self, owner: Owner, stored: StoredLog, rubric: Rubric, month: Month | None = None) -> Review:
        """The review of a month, or of the present one."""
        await self._retrieval.prepare(owner, stored)
        mapped = await self._retrieval.map(owner, stored, rubric)
        return review(stored.log, stored.unread, rubric, mapped, month or Month.of(self.clock.today()))

    async def assess(
        self, owner: Owner, stored: StoredLog, rubric: Rubric, beliefs: Sequence[Belief] = ()
    ) -> Assessment:
        """Every rubric line marked by the evidence, beside what the person believes."""
        await self._retrieval.prepare(owner, stored)
        return assess(stored.log, rubric, await self._retrieval.map(owner, stored, rubric), beliefs)

    async def keep_beliefs(
        self, owner: Owner, log: LogId, rubric_id: str, rubric: Rubric, beliefs: Sequence[Belief]
    ) -> Beliefs:
        """What the person believes of a rubric's lines, in the place of what they believed before; raises Invalid for
        a line that the rubric lacks."""
        refuse_strange_lines(rubric, beliefs)
        made = Beliefs(id=_id_of_beliefs(log, rubric_id), log=log, rubric=rubric_id, beliefs=tuple(beliefs))
        await self._records.keep_note(owner, made)
        return made

    async def beliefs(self, owner: Owner, log: LogId, rubric_id: str, rubric: Rubric) -> tuple[Belief, ...]:
        """What is kept of the lines that the rubric has; none where nothing is."""
        try:
            kept = await self._records.note(owner, Beliefs, _id_of_beliefs(log, rubric_id))
        except NotFound:
            return ()
        lines = {one.id for one in rubric.dimensions}
        return tuple(one for one in kept.beliefs if one.dimension in lines)

    async def all_beliefs(self, owner: Owner) -> list[Beliefs]:
        """Of every log and rubric, newest first."""
        return await self._records.notes(owner, Beliefs)

    async def keep_answer(self, owner: Owner, text: str, *, who: str, when: date) -> ReadAnswer:
        """A manager's answer kept word for word, with the lines read out of it."""
        made = ManagerAnswer(id=NoteId(f"answer-{uuid.uuid4().hex}"), when=when, who=who, text=text)
        await self._records.keep_note(owner, made)
        return await self._read(made)

    async def answer(self, owner: Owner, answer: NoteId) -> ReadAnswer:
        return await self._read(await self._records.note(owner, ManagerAnswer, answer))

    async def answers(self, owner: Owner) -> list[ReadAnswer]:
        """Newest first."""
        return [await self._read(one) for one in await self._records.notes(owner, ManagerAnswer)]

    async def _read(self, answer: ManagerAnswer) -> ReadAnswer:
        return read_answer(answer, await self._reader.read(answer.text))

    async def confirm_answer(
        self, owner: Owner, answer: NoteId, lines: Sequence[int], ladder: Rubric | None = None
    ) -> ManagersRubric:
        """The rubric of the lines the person confirms, stored."""
        made = managers_rubric(await self.answer(owner, answer), lines, ladder)
        stored = await self._records.save_rubric(owner, made.rubric)
        return made.model_copy(update={"id": stored.id})

    async def answered_rubric(self, owner: Owner, answer: NoteId, rubric: RubricId) -> ManagersRubric:
        """A stored rubric with its lines traced to the answer it was made of."""
        stored = await self._records.rubric(owner, rubric)
        return rubric_of_answer(await self.answer(owner, answer), stored.id, stored.rubric)

    async def delete_answer(self, owner: Owner, answer: NoteId) -> None:
        await self._records.delete_note(owner, ManagerAnswer, answer)

    async def brief(self, owner: Owner, packet: PacketId) -> Brief:
        """The sponsor's page of a packet."""
        stored = await self._records.packet(owner, packet)
        return brief(stored.packet, stored.log, await self.wording(owner, packet))

    async def hearing(self, owner: Owner, packet: PacketId) -> Hearing:
        """What a committee may ask of a packet."""
        stored = await self._records.packet(owner, packet)
        return hearing(stored.packet, stored.log)

    async def legibility(self, owner: Owner, packet: PacketId) -> Legibility:
        """Who has seen a packet's items."""
        stored = await self._records.packet(owner, packet)
        return legibility(stored.packet, stored.log, await self.wording(owner, packet))

    async def wording(self, owner: Owner, packet: PacketId) -> Wording | None:
        """What a model made of a packet's items, where one was asked."""
        try:
            return await self._records.note(owner, Wording, id_of_wording(packet))
        except NotFound:
            return None

    async def wordings(self, owner: Owner) -> list[Wording]:
        """Of every packet, newest first."""
        return await self._records.notes(owner, Wording)

    async def keep_wording(self, owner: Owner, made: Wording) -> Wording:
        """Keeps it in the place of the one before; where the model failed, what it told then is still told."""
        before = await self.wording(owner, made.packet)
        if before is not None and made.note and not made.tellings:
            made = before.model_copy(update={"note": made.note, "usage": before.usage + made.usage})
        await self._records.keep_note(owner, made)
        return made

    async def keep_decision(
        self,
        owner: Owner,
        text: str,
        *,
        who: str,
        when: date,
        revisit: date | None = None,
        target_level: str = "",
        log: LogId | None = None,
        rubric: Rubric | None = None,
    ) -> Decision:
        """A decision kept word for word; raises Invalid for a day to look again that is not after it."""
        if revisit is not None and revisit <= when:
            raise Invalid("The day to look again is not after the decision", mend="Give a later `revisit`")
        made = Decision(
            id=NoteId(f"decision-{uuid.uuid4().hex}"),
            when=when,
            who=who,
            text=text,
            target_level=target_level,
            revisit=revisit,
            log=log,
            rubric=rubric,
        )
        await self._records.keep_note(owner, made)
        return made

    async def mark_decision(self, owner: Owner, decision: NoteId, marks: Sequence[Mark]) -> Decision:
        """How the person reads its sentences, in the place of what they said of them before; the words stay as they
        are. Raises Invalid for a mark where no sentence begins, and for two of one sentence."""
        kept = await self.decision(owner, decision)
        starts = [mark.start for mark in marks]
        known = {sentence.start for sentence in sentences_of(kept.text)}
        if strange := [start for start in starts if start not in known]:
            raise Invalid(
                f"No sentence of the decision begins at {strange[0]}", mend="Take `start` from the plan's `sentences`"
            )
        if len(set(starts)) < len(starts):
            raise Invalid("Two marks are of one sentence", mend="Give one `read_as` for each")
        made = kept.model_copy(update={"marks": tuple(sorted(marks, key=lambda mark: mark.start))})
        await self._records.keep_note(owner, made)
        return made

    async def decision(self, owner: Owner, decision: NoteId) -> Decision:
        return await self._records.note(owner, Decision, decision)

    async def decisions(self, owner: Owner) -> list[Decision]:
        """Newest first."""
        return await self._records.notes(owner, Decision)

    async def delete_decision(self, owner: Owner, decision: NoteId) -> None:
        await self._records.delete_note(owner, Decision, decision)

    async def keep_alignment(self, owner: Owner, alignment: Alignment) -> Aligned:
        """What two people agreed, kept under an id of its own."""
        made = alignment.model_copy(update={"id": NoteId(f"alignment-{uuid.uuid4().hex}")})
        for one in made.confirmations:
            _refuse_a_third(made, one)
        await self._records.keep_note(owner, made)
        return await self.alignment(owner, made.id)

    async def confirm(self, owner: Owner, alignment: NoteId, said: Confirmation) -> Aligned:
        """One of the two saying yes; raises Invalid for anybody else. A second yes of one person replaces the first."""
        kept = await self._records.note(owner, Alignment, alignment)
        _refuse_a_third(kept, said)
        others = tuple(one for one in kept.confirmations if one.who != said.who)
        await self._records.keep_note(owner, kept.model_copy(update={"confirmations": (*others, said)}))
        return await self.alignment(owner, alignment)

    async def alignment(self, owner: Owner, alignment: NoteId) -> Aligned:
        kept = await self._records.note(owner, Alignment, alignment)
        return aligned(kept, await self.alignments(owner))

    async def alignments(self, owner: Owner) -> list[Alignment]:
        """Newest first."""
        return await self._records.notes(owner, Alignment)

    async def delete_alignment(self, owner: Owner, alignment: NoteId) -> None:
        await self._records.delete_note(owner, Alignment, alignment)

    async def agenda(self, owner: Owner, alignment: NoteId) -> Agenda:
        """What to go through at the next talk, with the log as it is now where there still is one."""
        kept = await self._records.note(owner, Alignment, alignment)
        stored = await self._log_of(owner, kept.log)
        log = stored.log if stored else None
        return agenda(kept, await self.alignments(owner), log, self.clock.today())

    async def plan(self, owner: Owner, decision: NoteId) -> Plan:
        """What to do after a decision, beside those before it, with the log as it is now where there still is one."""
        asked = await self.decision(owner, decision)
        kept = [one for one in await self.decisions(owner) if (one.when, one.id) <= (asked.when, asked.id)]
        stored = await self._log_of(owner, asked.log)
        read = {one.id: (one, await self._reader.read(one.text, one.marks)) for one in kept}
        gaps = read[asked.id][1].gaps
        closest = await self._closest(owner, stored, gaps) if stored and gaps else {}
        return plan(asked, read, asked.rubric or built_in_rubric(), stored.log if stored else None, closest)

    async def _log_of(self, owner: Owner, log: LogId | None) -> StoredLog | None:
        if log is None:
            return None
        try:
            return await self._records.log(owner, log)
        except NotFound:
            return None

    async def _closest(self, owner: Owner, stored: StoredLog, gaps: Sequence[NamedGap]) -> dict[int, RankedEntry]:
        """The entry nearest to each gap, found as for a rubric whose lines the gaps are."""
        lines = tuple(
            Dimension(id=DimensionId(str(place)), name=f"Gap {place + 1}", next=gap.said.words[:4_000])
            for place, gap in enumerate(gaps[:GAPS_LOOKED_FOR])
        )
        await self._retrieval.prepare(owner, stored)
        mapped = await self._retrieval.map(owner, stored, Rubric(title="What was named", dimensions=lines))
        return {int(one.id): one.evidence[0] for one in mapped.dimensions if one.evidence}


def _id_of_beliefs(log: LogId, rubric_id: str) -> NoteId:
    """One note for each log and rubric; an owner's log has an id that no other log has."""
    return NoteId(f"beliefs-{uuid.uuid5(uuid.NAMESPACE_URL, f'{log}/{rubric_id}').hex}")


def _refuse_a_third(alignment: Alignment, said: Confirmation) -> None:
    if said.who not in (alignment.person, alignment.manager):
        raise Invalid("Only the two whose alignment it is confirm it", mend="Give `who` as one of their two names")
