"""The desk a section is drafted at: what may be cited, what the model is asked with, and what it has cost so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence
from service.domain.evidence import Shortlist
from service.domain.packet import Level, Shows, Usage
from service.domain.rubric import Dimension, Rubric
from service.drafting.replies import BULLETS, SectionReply, section_reply
from service.errors import ModelUnavailable
from service.ports import Budget, ChatModel, Prompt, Steps
from service.prompting.entries import fenced_entry
from service.prompting.fencing import Fenced, fences
from service.prompting.library import PromptLibrary
from service.verification.entailment import PROMPT as ENTAILMENT
from service.verification.orders import without_orders_kept_in_place
from service.verification.panel import Panel, Ruled


@dataclass(frozen=True, slots=True)
class Tools:
    """What a section is drafted with. Without a chat model it is drafted verbatim; without a budget, unbounded."""

    prompts: PromptLibrary
    panel: Panel
    steps: Steps
    chat: ChatModel | None
    budget: Budget | None


@dataclass(slots=True)
class Desk:
    """Everything one section is drafted from; `asked` and `usage` grow with every call."""

    dimension: Dimension
    rubric: Rubric
    tools: Tools
    names: Mapping[str, EntryId]
    """`E1` and so on, in the order of the shortlist: what may be cited."""
    log: Mapping[EntryId, BragEntry]
    """The whole log as evidence: in the listed entries, lines that give orders to their reader are blanked."""
    written: Mapping[EntryId, BragEntry]
    """The whole log as it was written."""
    levels: Mapping[EntryId, Level]
    asked: set[str] = field(default_factory=set)
    usage: Usage = field(default_factory=Usage)

    @classmethod
    def of(
        cls,
        dimension: Dimension,
        shortlist: Shortlist,
        entries: Mapping[EntryId, BragEntry],
        rubric: Rubric,
        tools: Tools,
    ) -> "Desk":
        listed = shortlist.evidence[:BULLETS]
        evidence = {ranked.entry: without_orders_kept_in_place(entries[ranked.entry]) for ranked in listed}
        # An entry of nothing but orders proves nothing: nobody may cite it.
        citable = [ranked.entry for ranked in listed if any(map(str.isalnum, evidence[ranked.entry].own_words()))]
        return cls(
            dimension=dimension,
            rubric=rubric,
            tools=tools,
            names={f"E{n}": entry for n, entry in enumerate(citable, start=1)},
            log={**entries, **evidence},
            written=entries,
            levels={ranked.entry: Level.NEXT if ranked.shows_next else Level.CURRENT for ranked in listed},
        )

    def evidence(self, claim: Claim) -> Evidence:
        """What `claim` is ruled against: the listed entries it cites; the rest of the log beside them."""
        citable = set(self.names.values())
        cited = tuple(self.log[cite] for cite in dict.fromkeys(claim.cites) if cite in citable)
        ids = {entry.id for entry in cited}
        others = tuple(entry for id, entry in self.log.items() if id not in ids)
        return Evidence(cited=cited, others=others, rubric=self.rubric)

    def shows(self, entry: EntryId) -> Shows:
        """The behaviour a bullet about `entry` argues for, in the rubric's words."""
        level = self.levels[entry]
        behaviour = self.dimension.next if level is Level.NEXT else self.dimension.current
        return Shows(dimension=self.dimension.id, level=level, behaviour=behaviour)

    def notes(self) -> Fenced:
        """The listed entries as the model sees them."""
        return fences(fenced_entry(name, self.log[entry]) for name, entry in self.names.items())

    async def ask(self, prompt: Prompt) -> SectionReply:
        """One model call as a durable step, inside the budget; raises ModelUnavailable, and counts the cost even so."""
        chat, budget = self.tools.chat, self.tools.budget
        assert chat is not None
        shape = section_reply(tuple(self.names))
        self.asked.add(prompt.id)
        paid = False

        async def call() -> Told:
            nonlocal paid
            reserved = budget.reserve(prompt) if budget else 0
            spent = Usage()
            paid = True
            try:
                answer = await chat.ask(prompt, shape)
                spent = answer.usage
            except ModelUnavailable as failed:
                spent = Usage(**failed.spent._asdict())
                raise
            finally:
                if budget:
                    budget.settle(reserved, spent)
            return Told(reply=answer.reply.model_dump_json(), usage=spent)

        spent = Usage()
        try:
            told = await self.tools.steps.run(f"{prompt.id}:{self.dimension.id}", Told, call, paid=True)
            spent = told.usage
        except ModelUnavailable as failed:
            spent = Usage(**failed.spent._asdict())
            raise
        finally:
            self.usage += spent
            if budget and not paid:
                # A reply remembered from before the process was cut off: it was paid for out of the same budget.
                budget.settle(0, spent)
        return shape.model_validate_json(told.reply)

    async def rule(self, claim: Claim, key: str) -> Ruled:
        """The panel's word. What its entailment spends comes out of the same budget; once that is gone, code rules."""
        budget, ruled = self.tools.budget, self.rule_by_code(claim)
        if not self.tools.panel.asks_about(ruled):
            return ruled

        async def call() -> Ruled:
            if budget is not None and budget.left <= 0:
                return ruled
            return await self.tools.panel.settle(ruled, self.evidence(claim))

        word = await self.tools.steps.run(f"rule:{self.dimension.id}:{key}", Ruled, call, paid=True)
        self.usage += word.usage
        if word.usage.calls:
            self.asked.add(ENTAILMENT)
        if budget is not None:
            budget.settle(0, word.usage)
        return word

    def rule_by_code(self, claim: Claim) -> Ruled:
        """The panel's word without a model."""
        return self.tools.panel.rule_by_code(claim, self.evidence(claim))


class Told(BaseModel):
    """A model's reply as a durable step keeps it."""

    model_config = ConfigDict(frozen=True)

    reply: str
    usage: Usage
