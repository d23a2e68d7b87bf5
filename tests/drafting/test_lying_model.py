"""A model that plants a lie of each kind in every section, over the wire: none is released, the truth beside it is."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import pytest
from pydantic import SecretStr

from service.adapters.langchain_chat import LangChainChat
from service.adapters.plain_steps import PlainSteps
from service.domain.brag import BragEntry
from service.domain.packet import DraftedBy
from service.domain.rubric import Dimension, Rubric
from service.drafting.section import DraftedSection, draft_section
from service.prompting.library import PromptLibrary, default_prompts
from service.verification.panel import Panel
from tests.drafting.lies import LIES, LOG, RUBRIC, TRUTHS, Lie, agreeing, in_words, lying_reply, rounds
from tests.drafting.test_section import shortlist
from tests.provider import Asked, Provider, answers

PROMPTS = PromptLibrary.load(default_prompts())
LISTED = LOG.entries[:4]
ROUNDS = tuple(rounds())
DIMENSIONS = {dimension.id: dimension for dimension in RUBRIC.dimensions}


def over_the_wire(
    dimension: Dimension,
    listed: Sequence[BragEntry],
    rubric: Rubric,
    reply: Callable[[Asked], Mapping[str, object]],
    *,
    judged: bool,
    log: Sequence[BragEntry] = (),
) -> DraftedSection:
    """The section as a provider on loopback has it drafted; `judged` asks it too what code leaves open: it agrees."""

    def answer(asked: Asked) -> Mapping[str, object]:
        return reply(asked) if "bullets" in asked.schema["properties"] else agreeing(asked.schema)  # type: ignore[operator]

    async def run(base_url: str) -> DraftedSection:
        chat = LangChainChat("lying", base_url, SecretStr("k"), deadline_s=30, backoff_s=0.01)
        try:
            return await draft_section(
                dimension,
                shortlist(*listed),
                {entry.id: entry for entry in (log or listed)},
                rubric,
                chat=chat,
                prompts=PROMPTS,
                panel=Panel(chat if judged else None, PROMPTS),
                steps=PlainSteps(),
            )
        finally:
            await chat.close()

    with Provider(answers(answer)) as provider:
        return asyncio.run(run(provider.base_url))


def drafted(dimension: Dimension, reply: Callable[[Asked], Mapping[str, object]], *, judged: bool) -> DraftedSection:
    return over_the_wire(dimension, LISTED, RUBRIC, reply, judged=judged, log=LOG.entries)


def released(made: DraftedSection, by: DraftedBy) -> list[str]:
    return [s.text for bullet in made.section.bullets if bullet.drafted_by is by for s in bullet.sentences]


def test_every_lie_has_its_round() -> None:
    assert sorted(lie.what for lies in ROUNDS for lie in lies) == sorted(lie.what for lie in LIES)


@pytest.mark.parametrize("judged", [False, True], ids=["no judge", "a judge that lies too"])
@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=DIMENSIONS)
def test_no_lie_is_released_each_is_withheld_for_its_reason_and_the_truth_stays(
    dimension: Dimension, judged: bool
) -> None:
    for lies in ROUNDS:
        made = drafted(dimension, lambda _, lies=lies: lying_reply(lies, dimension), judged=judged)  # type: ignore[misc]
        assert [text for lie in lies if (text := in_words(lie, dimension)) in released(made, DraftedBy.MODEL)] == []
        assert released(made, DraftedBy.MODEL) == list(TRUTHS.values())
        withheld = {refused.text: refused for refused in made.section.withheld}
        assert sorted(withheld) == sorted(in_words(lie, dimension) for lie in lies)
        for lie in lies:
            refused = withheld[in_words(lie, dimension)]
            assert refused.settled_by in lie.kinds, lie.what
            assert refused.because
            assert refused.question


@pytest.mark.parametrize("lies", ROUNDS, ids=range(len(ROUNDS)))
def test_a_bullet_that_leads_with_a_lie_falls_to_the_entrys_own_words(lies: tuple[Lie, ...]) -> None:
    dimension = RUBRIC.dimensions[0]
    made = drafted(dimension, lambda _: lying_reply(lies, dimension, lead=True), judged=False)
    lied_about = {lie.about for lie in lies}
    by = {bullet.before[0].entry: bullet.drafted_by for bullet in made.section.bullets}
    names = {f"E{n}": entry.id for n, entry in enumerate(LISTED, start=1)}
    for name, entry in names.items():
        assert by[entry] is (DraftedBy.VERBATIM if name in lied_about else DraftedBy.MODEL)
    assert not {in_words(lie, dimension) for lie in lies} & set(released(made, DraftedBy.MODEL))


def test_a_model_that_mends_its_lies_when_told_is_released_after_the_revision() -> None:
    dimension = RUBRIC.dimensions[0]

    def repentant(asked: Asked) -> Mapping[str, object]:
        return lying_reply(() if "refused" in asked.system else ROUNDS[0], dimension)

    made = drafted(dimension, repentant, judged=False)
    assert released(made, DraftedBy.MODEL) == list(TRUTHS.values())
    assert made.section.withheld == ()
    assert made.revised == len(TRUTHS)
