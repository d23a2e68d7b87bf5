"""Drafts one dimension's section: the model proposes, the panel rules, one revision, and what still fails is withheld.

Each of the strongest entries gets one bullet: the model's where it stands, else one out of the entry's own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Kind, Ruling
from service.domain.evidence import Shortlist
from service.domain.gaps import Gap
from service.domain.packet import Before, Bullet, DraftedBy, Ranked, Section, Sentence, Usage, Withheld
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.drafting.desk import Desk, Tools
from service.drafting.proposals import leans, proposals
from service.drafting.ruled import RuledProposal, RuledSentence, refused_block, rule_all, rule_keys
from service.drafting.screening import shown
from service.drafting.verbatim import verbatim_bullet
from service.errors import ModelUnavailable
from service.ports import Budget, ChatModel, Steps
from service.prompting.fencing import fence
from service.prompting.library import PromptLibrary
from service.verification.panel import Panel, Ruled

_RUBRIC_LIMIT = 800
DRAFT, _REVISE = "draft_section", "revise_section"


class DraftedSection(BaseModel):
    """A section, what its model calls used, the prompts' stamps, and how its model sentences fared.

    `first_pass` sentences were released as first written, `revised` after the one revision; `withheld` were not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: Section
    usage: Usage = Usage()
    prompts: dict[str, str] = {}
    first_pass: int = 0
    revised: int = 0
    withheld: int = 0


async def draft_section(
    dimension: Dimension,
    shortlist: Shortlist,
    entries: Mapping[EntryId, BragEntry],
    rubric: Rubric,
    *,
    gaps: Sequence[Gap] = (),
    chat: ChatModel | None,
    prompts: PromptLibrary,
    panel: Panel,
    steps: Steps,
    budget: Budget | None = None,
) -> DraftedSection:
    """The section of `dimension` over the entries on its shortlist, strongest first; `entries` is the whole log.

    Never raises ModelUnavailable: without a usable model the bullets are verbatim and the section's note says why.
    """
    desk = Desk.of(dimension, shortlist, entries, rubric, Tools(prompts, panel, steps, chat, budget))
    draft = _Draft()
    if chat is not None and desk.names:
        await _by_model(desk, draft)
    _in_own_words(desk, draft)
    order = {entry: place for place, entry in enumerate(desk.levels)}
    bullets = sorted(draft.bullets, key=lambda bullet: order[bullet.before[0].entry])
    withheld = tuple(dict.fromkeys(draft.withheld))
    section = Section(
        dimension=dimension.id,
        standing=shortlist.standing,
        why_this_standing=shortlist.why_this_standing,
        bullets=tuple(b.model_copy(update={"id": f"{dimension.id}-{n}"}) for n, b in enumerate(bullets, start=1)),
        withheld=withheld + tuple(draft.set_aside),
        shortlist=tuple(Ranked(entry=r.entry, score=r.score, strength=r.strength) for r in shortlist.evidence),
        gaps=tuple(gaps),
        note=draft.note,
    )
    return DraftedSection(
        section=section,
        usage=desk.usage,
        prompts=prompts.stamps(*sorted(desk.asked)) if desk.asked else {},
        first_pass=draft.first_pass,
        revised=draft.revised,
        withheld=len(withheld),
    )


def step_keys(dimension: DimensionId) -> list[str]:
    """Every key that a step of this dimension's section may have, always in the same order."""
    asked = [f"{prompt}:{dimension}" for prompt in (DRAFT, _REVISE)]
    return asked + [f"rule:{dimension}:{key}" for stage in (DRAFT, _REVISE) for key in rule_keys(stage)]


@dataclass(slots=True)
class _Draft:
    """What has come of a section so far."""

    bullets: list[Bullet] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    set_aside: list[Withheld] = field(default_factory=list)
    note: str = ""
    first_pass: int = 0
    revised: int = 0


async def _by_model(desk: Desk, draft: _Draft) -> None:
    dimension, render = desk.dimension, desk.tools.prompts.render
    asked_for = fence("R", f"{dimension.name}: {dimension.next}", limit=_RUBRIC_LIMIT)
    try:
        reply = await desk.ask(render(DRAFT, dimension=asked_for, entries=desk.notes()))
    except ModelUnavailable as failed:
        draft.note = f"The model could not be used ({failed.why}), so this section stands in your own words."
        return
    first = await rule_all(desk, proposals(reply, desk.names), DRAFT)
    failing = [proposal for proposal in first if not proposal.stands]
    second: list[RuledProposal] = []
    if failing:
        try:
            reply = await desk.ask(render(_REVISE, entries=desk.notes(), refused=refused_block(failing, desk.names)))
        except ModelUnavailable as failed:
            draft.note = f"The model could not be asked to mend what was refused ({failed.why})."
        else:
            # What stood the first time is not up for revision.
            settled = {proposal.home for proposal in first if proposal.stands}
            offered = [proposal for proposal in proposals(reply, desk.names) if proposal.home not in settled]
            second = await rule_all(desk, offered, _REVISE)
    _release(desk, draft, first, second)


def _release(desk: Desk, draft: _Draft, first: Sequence[RuledProposal], second: Sequence[RuledProposal]) -> None:
    """Releases what stands and withholds what does not; a mended bullet takes its first version's place."""
    mended = {proposal.home: proposal for proposal in second if proposal.home is not None}
    told: set[EntryId] = set()
    for once, again in _paired(first, mended):
        chosen = again if again is not None and (again.releasable() or not once.releasable()) else once
        kept = chosen.releasable()
        cited = {cite for sentence in kept for cite in sentence.claim.cites}
        if kept and not cited <= told:
            told |= cited
            draft.bullets.append(_bullet(desk, chosen, kept))
            if chosen is again:
                draft.revised += len(kept)
            else:
                draft.first_pass += len(kept)
        # The last word on a refused sentence is shown; one that the revision mended needs no showing.
        last = again or once
        draft.withheld += [sentence.withheld() for sentence in last.sentences if not sentence.stands]


def _paired(
    first: Sequence[RuledProposal], mended: Mapping[EntryId, RuledProposal]
) -> Iterator[tuple[RuledProposal, RuledProposal | None]]:
    """Each bullet with its revision; a revision that found an entry where the first version cited none stands alone."""
    for proposal in first:
        yield proposal, None if proposal.stands or proposal.home is None else mended.get(proposal.home)
    homes = {proposal.home for proposal in first}
    for home, proposal in mended.items():
        if home not in homes:
            yield RuledProposal(home, ()), proposal


def _bullet(desk: Desk, proposal: RuledProposal, kept: Sequence[RuledSentence]) -> Bullet:
    assert proposal.home is not None
    cited = dict.fromkeys([proposal.home, *(cite for sentence in kept for cite in sentence.claim.cites)])
    return Bullet(
        id="",
        shows=desk.shows(proposal.home),
        drafted_by=DraftedBy.MODEL,
        before=tuple(Before(entry=entry, text=desk.written[entry].text) for entry in cited),
        sentences=tuple(Sentence(text=s.claim.text, cites=s.claim.cites, verdict=s.verdict) for s in kept),
    )


def _in_own_words(desk: Desk, draft: _Draft) -> None:
    """Adds a bullet out of its own words for each listed entry that no released bullet tells."""
    told = {cite for bullet in draft.bullets for sentence in bullet.sentences for cite in sentence.cites}
    for entry, level in desk.levels.items():
        if entry in told:
            continue
        drafted = verbatim_bullet(desk.written[entry], desk.dimension, level)
        if drafted.set_aside:
            draft.set_aside.append(_set_aside(entry, len(drafted.set_aside)))
        ruled = [desk.rule_by_code(claim) for claim in drafted.sentences]
        kept = [word for word in ruled if word.verdict.ruling is Ruling.SUPPORTED]
        draft.set_aside += [_refused(word) for word in ruled if word not in kept]
        if not kept or (ruled[0] is not kept[0] and leans(kept[0].claim.text)):
            continue
        sentences = tuple(Sentence(text=w.claim.text, cites=w.claim.cites, verdict=w.verdict) for w in kept)
        draft.bullets.append(
            Bullet(
                id="",
                shows=drafted.shows,
                drafted_by=DraftedBy.VERBATIM,
                before=drafted.before,
                sentences=sentences,
            )
        )


def _refused(word: Ruled) -> Withheld:
    # Even the entry's own words are released only where the panel finds them there.
    return RuledSentence(word.claim, word.verdict, word.question, shown(word.claim.text)).withheld()


def _set_aside(entry: EntryId, lines: int) -> Withheld:
    return Withheld(
        text="(a line of this entry)" if lines == 1 else f"({lines} lines of this entry)",
        ruling=Ruling.UNJUDGED,
        because="an order, a question, markup or hidden text does not tell your work, so it was not drafted",
        question="Is there a win of yours in it that you would tell in other words?",
        settled_by=Kind.WORDING,
        cites=(entry,),
    )
