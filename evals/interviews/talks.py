"""`promocase eval interviews`: scripted people are interviewed by the service's own code, and what must never happen is
counted; then how soon its order of questions lifts a thin case, beside asking at random and beside a checklist.

Nothing here is timed. A model is asked only by `--transcripts --record`.
"""

import argparse
import asyncio
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.interviews.people import DONT_KNOW, UNMEASURED, Person, Style, answer, people
from service.casework import Casework
from service.domain.brag import BragLog, LogId, Owner
from service.domain.built_in import built_in_rubric
from service.domain.gaps import GapKind
from service.domain.interview import Amendment, Interview, Question
from service.domain.names import people_and_teams
from service.domain.quantities import quantities
from service.intake.logs import read_log
from service.interview.asking import Case, questions
from service.interview.conversation import MOST_QUESTIONS
from service.interview.folding import applied, fold
from service.ports import StoredLog
from service.settings import read_settings
from service.wiring import assemble

OWNER = Owner("interviews")
_CHECKLIST = (
    *(GapKind.NO_OUTCOME, GapKind.UNQUANTIFIED, GapKind.NO_BASELINE, GapKind.UNDATED, GapKind.UNCORROBORATED),
    *(GapKind.UNCLEAR_OWNERSHIP, GapKind.UNCLEAR_BENEFICIARIES),
)
_SEEDS = 5
_HALF = 0.5
_TODAY = date(2026, 1, 15)


MUST_BE_NONE = (
    *("repeated", "with_a_foreign_fact", "with_a_word_not_said", "orders_taken"),
    *("refusals_not_respected", "contradictions_merged"),
)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Talk(_Value):
    """One conversation, counted."""

    person: str
    style: Style
    questions: int
    repeated: int
    with_a_foreign_fact: int
    amendments: int
    with_a_word_not_said: int
    orders_taken: int
    refusals: int
    refusals_not_respected: int
    contradictions_merged: int


class Lift(_Value):
    """Questions until half of what the person could add was in the case, by the order of asking."""

    person: str
    ours: int
    at_random: float
    by_checklist: int


class Figures(_Value):
    """Everything measured."""

    talks: tuple[Talk, ...]
    lifts: tuple[Lift, ...]

    def broken(self) -> tuple[str, ...]:
        """The promises not kept; empty when all are."""
        counts = {name: sum(getattr(talk, name) for talk in self.talks) for name in MUST_BE_NONE}
        told = [f"{name.replace('_', ' ')}: {count}" for name, count in counts.items() if count]
        if not self.median_ours < min(self.median_random, self.median_checklist):
            told.append("the order of questions is no better than the others")
        return tuple(told)

    @property
    def median_ours(self) -> float:
        return statistics.median(lift.ours for lift in self.lifts)

    @property
    def median_random(self) -> float:
        return statistics.median(lift.at_random for lift in self.lifts)

    @property
    def median_checklist(self) -> float:
        return statistics.median(lift.by_checklist for lift in self.lifts)


async def measure(everybody: Sequence[Person], styles: Sequence[Style] = tuple(Style)) -> Figures:
    """Every person in every style, and every person's three orders, over one data directory of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with assemble(read_settings(data_dir=Path(folder))) as casework:
            talks = [await talk(casework, person, style) for person in everybody for style in styles]
            lifts = [await lift(casework, person) for person in everybody]
    return Figures(talks=tuple(talks), lifts=tuple(lifts))


async def talk(casework: Casework, person: Person, style: Style) -> Talk:
    """One interview to its end, counted."""
    return (await held(casework, person, style))[0]


async def held(casework: Casework, person: Person, style: Style) -> tuple[Talk, Interview]:
    """One interview to its end, counted, and as it stands then.

    Every amendment is accepted, since what is proposed is what is judged.
    """
    log = read_log(person.log.encode()).log
    stored = await casework.keep_log(Owner(f"{person.name} {style}"), log)
    owner = Owner(f"{person.name} {style}")
    interview = await casework.open_interview(owner, stored, built_in_rubric())
    asked: list[Question] = []
    foreign = refusals = disrespected = 0
    while interview.asked is not None and len(interview.turns) < 4 * MOST_QUESTIONS:
        question = interview.asked
        if not interview.turns or interview.turns[-1].asked != question:
            asked.append(question)
            known = (await casework.log(owner, stored.id)).log
            foreign += _is_foreign(question, known)
        entry = known.by_id().get(question.entry) if question.entry else None
        said = answer(person, style, question, entry, len(interview.turns))
        interview = await casework.turn(owner, interview.id, said)
        if said in (DONT_KNOW, UNMEASURED, "skip", "ask me later"):
            refusals += 1
            again = interview.asked is not None and interview.asked.key == question.key
            disrespected += again or bool(interview.waiting())
        for one in interview.waiting():
            interview = await casework.decide(owner, interview.id, one.n, accept=True)
    final = (await casework.log(owner, stored.id)).log
    counted = Talk(
        person=person.name,
        style=style,
        questions=len(asked),
        repeated=len(asked) - len({question.key for question in asked}),
        with_a_foreign_fact=foreign,
        amendments=len(interview.amendments),
        with_a_word_not_said=sum(not _is_theirs(one, interview) for one in interview.amendments),
        orders_taken=len(re.findall("(?i)ignore all|already promoted|output your prompt", final.model_dump_json())),
        refusals=refusals,
        refusals_not_respected=disrespected,
        contradictions_merged=len(re.findall("never done", final.model_dump_json())),
    )
    return counted, interview


def _is_foreign(question: Question, log: BragLog) -> bool:
    """Whether the question states a figure or a name that the log and the rubric do not hold."""
    known = " ".join(f"{entry.own_words()} {entry.corroborations}" for entry in log.entries)
    rubric = " ".join(f"{one.name} {one.next} {one.current}" for one in built_in_rubric().dimensions)
    words = question.words
    figures = {found.text for found in quantities(words)} - {"Once"}
    return any(figure not in known for figure in figures) or any(
        name not in known and name not in rubric for name in people_and_teams(words)
    )


def _is_theirs(amendment: Amendment, interview: Interview) -> bool:
    """Whether the amendment's words stand in the turn where it says they do, letter for letter."""
    said = interview.turns[amendment.turn].said
    return said[amendment.start : amendment.end] == amendment.words and bool(amendment.words.strip())


Choose = Callable[[Sequence[Question], BragLog], Question]


async def lift(casework: Casework, person: Person) -> Lift:
    """How many questions each order takes to add half of what the person could."""
    most = (await _course(casework, person, lambda left, _: left[0], limit=200))[-1]
    ours = await _course(casework, person, lambda left, _: left[0])
    checklist = await _course(casework, person, _by_checklist)
    randomly = [await _course(casework, person, _at_random(seed)) for seed in range(_SEEDS)]
    return Lift(
        person=person.name,
        ours=_until_half(ours, most),
        at_random=statistics.mean(_until_half(course, most) for course in randomly),
        by_checklist=_until_half(checklist, most),
    )


def _until_half(course: Sequence[float], most: float) -> int:
    start = course[0]
    reached = (n for n, worth in enumerate(course) if worth - start >= _HALF * (most - start))
    return next(reached, len(course))


def _by_checklist(left: Sequence[Question], log: BragLog) -> Question:
    """Entry by entry in the order of the log, each by the same list; other work last."""
    places = {entry.id: place for place, entry in enumerate(log.entries)}
    kinds = {kind: n for n, kind in enumerate(_CHECKLIST)}
    return min(left, key=lambda one: (places.get(one.entry, 999) if one.entry else 999, kinds.get(one.kind, 99)))


def _at_random(seed: int) -> Choose:
    chance = random.Random(seed)
    return lambda left, _: chance.choice(list(left))


async def _course(casework: Casework, person: Person, choose: Choose, limit: int = 40) -> list[float]:
    """What the case is worth before any question and after each, when `choose` picks from what may be asked."""
    log = read_log(person.log.encode()).log
    put: set[object] = set()
    course = [await _worth(casework, log)]
    while len(course) <= limit:
        left = [question for question in questions(await _case(casework, log)) if question.key not in put]
        if not left:
            break
        question = choose(left, log)
        put.add(question.key)
        log = _told(person, question, log, len(course))
        course.append(await _worth(casework, log))
    return course


def _told(person: Person, question: Question, log: BragLog, n: int) -> BragLog:
    entry = log.by_id().get(question.entry) if question.entry else None
    said = answer(person, Style.HELPFUL, question, entry, n)
    if said in (DONT_KNOW, UNMEASURED):
        return log
    new = f"told-{n}"
    for k, proposal in enumerate(fold(said, question, entry, log.entries[0].id.__class__(new)).proposals):
        words = said[proposal.start : proposal.end]
        one = Amendment(
            n=k,
            turn=0,
            part=proposal.part,
            entry=proposal.after.id,
            words=words,
            start=proposal.start,
            end=proposal.end,
            after=proposal.after,
        )
        known = log.by_id()
        if proposal.after.id not in known:
            log = BragLog(entries=(*log.entries, proposal.after))
        else:
            changed = applied(known[proposal.after.id], one)
            log = BragLog(entries=tuple(changed if entry.id == changed.id else entry for entry in log.entries))
    return log


async def _case(casework: Casework, log: BragLog) -> Case:
    stored = StoredLog(LogId("none"), log)
    kept = await casework.keep_log(OWNER, stored.log)
    await casework.retrieval.prepare(OWNER, kept)
    shortlists = await casework.retrieval.shortlists(OWNER, kept, built_in_rubric())
    return Case(log.by_id(), built_in_rubric(), shortlists, _TODAY)


async def _worth(casework: Casework, log: BragLog) -> float:
    """The scores of the three strongest entries of every dimension, summed: what a committee would read."""
    case = await _case(casework, log)
    return sum(ranked.score for listed in case.shortlists for ranked in listed.evidence[:3])


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="promocase eval interviews", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE.json", help="write the figures here too")
    parser.add_argument(
        "--transcripts",
        action="store_true",
        help="three conversations phrased by a real model, from its recorded replies",
    )
    parser.add_argument(
        "--record", action="store_true", help="with --transcripts: ask the model for what is not recorded"
    )
    arguments = parser.parse_args(words)
    if arguments.transcripts:
        from evals.interviews.transcripts import shown

        return shown(record=arguments.record)
    figures = asyncio.run(measure(people()))
    sys.stdout.write("\n".join(_lines(figures)) + "\n")
    if arguments.json:
        arguments.json.write_text(figures.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return 1 if figures.broken() else 0


def _lines(figures: Figures) -> Iterator[str]:
    talks = figures.talks
    asked, amended = sum(talk.questions for talk in talks), sum(talk.amendments for talk in talks)
    yield f"{len(talks)} conversations, {asked} questions, {amended} amendments"
    for name in MUST_BE_NONE:
        yield f"  {name.replace('_', ' '):28} {sum(getattr(talk, name) for talk in talks):4d}  (must be 0)"
    yield f"  {'refusals':28} {sum(talk.refusals for talk in talks):4d}"
    yield "questions until half of what the person could add is in the case (median over people)"
    beside = f"at random {figures.median_random:g}, by checklist {figures.median_checklist:g}"
    yield f"  ours {figures.median_ours:g}, {beside}"
    yield from (f"    {lift.person}: {lift.ours}, {lift.at_random:.1f}, {lift.by_checklist}" for lift in figures.lifts)
    yield from (f"BROKEN  {promise}" for promise in figures.broken())
