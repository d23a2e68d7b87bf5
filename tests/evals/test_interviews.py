"""Scripted people are interviewed by the service itself: no words are put in their mouths, nothing is asked twice."""

import asyncio

import pytest

from evals.interviews.people import Style, people
from evals.interviews.talks import MUST_BE_NONE, Figures, Lift, Talk, measure
from evals.interviews.transcripts import HELD, KEPT, Chats, lines_of, transcripts


def test_scripted_people_are_asked_well_and_only_quoted() -> None:
    figures = asyncio.run(measure([one for one in people() if one.name == "backend engineer"]))
    assert len(figures.talks) == len(Style)
    assert figures.broken() == ()
    assert sum(talk.amendments for talk in figures.talks) > 25
    assert sum(talk.refusals for talk in figures.talks) > 10


@pytest.mark.parametrize("name", MUST_BE_NONE)
def test_one_slip_breaks_a_promise(name: str) -> None:
    counts = dict.fromkeys((*MUST_BE_NONE, "questions", "amendments", "refusals"), 0)
    lift = Lift(person="a", ours=2, at_random=5, by_checklist=6)
    clean = Talk(person="a", style=Style.TERSE, **counts)
    assert Figures(talks=(clean,), lifts=(lift,)).broken() == ()
    slipped = clean.model_copy(update={name: 1})
    assert len(Figures(talks=(slipped,), lifts=(lift,)).broken()) == 1
    worse = lift.model_copy(update={"by_checklist": 2})
    assert Figures(talks=(clean,), lifts=(worse,)).broken()


def test_the_transcripts_of_a_real_model_are_what_its_recorded_replies_make() -> None:
    chats = Chats()
    done = asyncio.run(transcripts(chats))
    assert (len(done), chats.missing) == (len(HELD), 0)
    for one in done:
        assert (KEPT / f"{one.name}.md").read_text(encoding="utf-8") == "\n".join(lines_of(one)) + "\n"
        assert sum(getattr(one.talk, name) for name in MUST_BE_NONE) == 0
    # The model was let speak, and was not let speak everywhere.
    assert 0 < sum(one.fell_back for one in done) < sum(len(one.put) for one in done)
