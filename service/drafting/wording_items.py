"""Has a model retell a packet's items, one sentence an entry; one that does not hold gives way to the packet's own.

A telling is taken where it is one sentence about one entry, keeps every figure of the sentence it stands for, passes
what every sentence of a model must pass, and is found in the entry by the panel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.brag import BragEntry, EntryId, Owner
from service.domain.claims import Claim, Evidence, Ruling
from service.domain.packet import Usage
from service.domain.quantities import quantities
from service.domain.retold import Telling, Wording, id_of_wording
from service.drafting.proposals import Proposal, leans, proposals
from service.drafting.replies import BULLETS, section_reply
from service.drafting.screening import screen
from service.errors import Invalid, ModelUnavailable
from service.operations.behalf import on_behalf_of
from service.ports import ChatModel, StoredPacket
from service.prompting.entries import fenced_entry
from service.prompting.fencing import fences
from service.prompting.library import PromptLibrary
from service.verification.entailment import PROMPT as ENTAILMENT
from service.verification.orders import without_orders_kept_in_place
from service.verification.panel import Panel

RETELL = "retell_item"
MOST = 6 * BULLETS
"""Entries of one packet that are retold."""


@dataclass(slots=True)
class _Desk:
    """What the items are retold with, and what has come of it so far."""

    items: Mapping[EntryId, str]
    stored: StoredPacket
    log: Mapping[EntryId, BragEntry]
    panel: Panel
    chat: ChatModel
    prompts: PromptLibrary
    tellings: list[Telling] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    usage: Usage = field(default_factory=Usage)


async def word_items(
    items: Mapping[EntryId, str],
    stored: StoredPacket,
    owner: Owner,
    *,
    panel: Panel,
    chat: ChatModel | None,
    prompts: PromptLibrary,
) -> Wording:
    """The tellings that hold of `items`, the packet's sentences by the entry they tell; those beyond the first 24 stay.

    A model that fails is told in the note, and what it had told before stands. Raises Invalid where none is configured.
    """
    if chat is None:
        raise Invalid(
            "No model is configured, which other words need",
            mend="Set PROMOCASE_MODEL; the packet's own sentences stand meanwhile",
        )
    # An order is nothing the person did: it is neither told to the model nor evidence.
    log = {entry.id: without_orders_kept_in_place(entry) for entry in stored.log.entries}
    desk = _Desk(items, stored, log, panel, chat, prompts)
    told = [id for id in items if id in log and any(map(str.isalnum, log[id].own_words()))][:MOST]
    note = ""
    with on_behalf_of(owner=owner, packet=stored.packet.id):
        try:
            for start in range(0, len(told), BULLETS):
                await _retell(desk, told[start : start + BULLETS])
        except ModelUnavailable as failed:
            desk.usage += Usage(**failed.spent._asdict())
            note = f"The model could not be used ({failed.why})."
    return Wording(
        id=id_of_wording(stored.packet.id),
        packet=stored.packet.id,
        tellings=tuple(desk.tellings),
        refused=len(items) - len(desk.tellings),
        note=note,
        model=chat.name,
        prompts=prompts.stamps(*sorted(desk.asked)),
        usage=desk.usage,
    )


async def _retell(desk: _Desk, told: list[EntryId]) -> None:
    names = {f"E{n}": id for n, id in enumerate(told, start=1)}
    notes = fences(fenced_entry(name, desk.log[id]) for name, id in names.items())
    desk.asked.add(RETELL)
    answer = await desk.chat.ask(desk.prompts.render(RETELL, entries=notes), section_reply(tuple(names)))
    desk.usage += answer.usage
    for proposal in proposals(answer.reply, names):
        if await _holds(desk, proposal):
            (claim,) = proposal.claims
            desk.tellings.append(Telling(entry=claim.cites[0], text=claim.text))


async def _holds(desk: _Desk, proposal: Proposal) -> bool:
    # A second sentence may take back what the first says: whoever is told the first alone is misled.
    if proposal.home is None or len(proposal.claims) != 1 or proposal.claims[0].cites != (proposal.home,):
        return False
    (claim,) = proposal.claims
    stands_for = desk.items[proposal.home]
    if leans(claim.text) or not _figures(stands_for) <= _figures(claim.text):
        return False
    cited = desk.log[proposal.home]
    if screen(claim.text, [cited], desk.prompts.instructions()) is not None:
        return False
    ruled = await desk.panel.rule(claim, _evidence(desk, claim, cited))
    desk.usage += ruled.usage
    if ruled.usage.calls:
        desk.asked.add(ENTAILMENT)
    return ruled.verdict.ruling is Ruling.SUPPORTED


def _evidence(desk: _Desk, claim: Claim, cited: BragEntry) -> Evidence:
    others = tuple(entry for id, entry in desk.log.items() if id not in claim.cites)
    return Evidence(cited=(cited,), others=others, rubric=desk.stored.packet.rubric)


def _figures(text: str) -> set[str]:
    return {str(one.value) for one in quantities(text)}
