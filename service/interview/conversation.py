"""One turn of the interview, as a value in and a value out: nothing here is stored, and no model is asked.

A turn is heard for what it is; an answer is folded into amendments that wait for the person's word; a question of
theirs is answered from the case; and the next gap is chosen by code.
"""

from service.domain.brag import BragEntry, BragLog, EntryId, LogId
from service.domain.gaps import GapKind
from service.domain.interview import (
    Amendment,
    Heard,
    Interview,
    InterviewId,
    Key,
    Part,
    Question,
    State,
    Turn,
)
from service.domain.packet import PacketId
from service.errors import Conflict, Invalid
from service.interview.answering import Told, answer, now, standings_told
from service.interview.asking import Case, questions
from service.interview.contradicting import contradiction, takes_back
from service.interview.folding import LONGEST_ANSWER, applied, fold
from service.interview.hearing import hear, names_nobody
from service.interview.requests import may_i_quote, people_named
from service.verification.panel import Panel

MOST_QUESTIONS = 15
"""Questions in one interview: five minutes, not an afternoon. Another may be opened at any time."""
MOST_TURNS = 120
_REPLIES = {
    Heard.UNKNOWN: "That is fine. I will not ask again.",
    Heard.UNMEASURED: "Then the packet will say that it was not measured, and guess nothing.",
    Heard.SKIPPED: "Skipped.",
    Heard.LATER: "Then not now.",
    Heard.ORDER: "I can only ask about your work and write down what you say of it.",
    Heard.UNCLEAR: "I could not read anything there.",
}
_WORTH_LITTLE = "What else could be asked would add little."
_ENOUGH = "That is enough for one sitting."
_STOPPED = "You asked to stop."
_PROPOSED = "Here is what would go into your log, in your words. Accept it or reject it."


def opened(
    id: InterviewId, log: LogId, case: Case, settled: frozenset[Key], packet: PacketId | None = None
) -> Interview:
    """A new interview with its first question; `settled` is what earlier ones were told not to ask."""
    standings = now(case)
    fresh = Interview(id=id, log=log, packet=packet, rubric=case.rubric, before=standings, now=standings)
    return _asking_next(fresh, case, settled)


def turned(
    interview: Interview,
    said: str,
    case: Case,
    *,
    panel: Panel,
    settled: frozenset[Key],
) -> Interview:
    """The interview after a turn. Raises Invalid for an empty or endless turn, Conflict when it is over."""
    if not said.strip():
        raise Invalid("There is no text in the turn", mend="Answer the question, or say “skip”")
    if len(said) > LONGEST_ANSWER:
        raise Invalid(f"The turn is longer than {LONGEST_ANSWER:,} characters", mend="Answer one question at a time")
    if len(interview.turns) >= MOST_TURNS:
        raise Conflict("This interview has run its length", mend="Open another one on the same log")
    heard, asked = hear(said), interview.asked
    if heard is Heard.STOP:
        return _with(interview, said, heard, Told(closing(interview, case)), asked=None, ended=_STOPPED)
    if heard is Heard.QUESTION:
        told = answer(said, case, interview.before, case.withheld_sentences, asked.dimension if asked else None)
        return _with(interview, said, heard, told, asked=asked)
    if heard in (Heard.ORDER, Heard.UNCLEAR):
        return _with(interview, said, heard, Told(_REPLIES[heard]), asked=asked)
    if asked is None:
        raise Conflict("No question is open: the interview is over", mend="Draft the packet, or open another interview")
    if heard is not Heard.ANSWER:
        return _asking_next(_with(interview, said, heard, Told(_REPLIES[heard]), asked=None), case, settled)
    return _answered(interview, said, asked, case, panel, settled)


def decided(interview: Interview, n: int, *, accept: bool) -> Interview:
    """The interview with amendment `n` accepted or rejected. Raises Invalid for a number that never was, Conflict when
    it was decided otherwise before; the same decision twice is one."""
    one = next((amendment for amendment in interview.amendments if amendment.n == n), None)
    if one is None:
        raise Invalid(f"There is no amendment {n}", mend="Choose one of those proposed")
    state = State.ACCEPTED if accept else State.REJECTED
    if one.state is state:
        return interview
    if one.state is not State.PROPOSED:
        raise Conflict(f"Amendment {n} was {one.state.value} before", mend="Tell it again in another turn")
    kept = tuple(one.model_copy(update={"state": state}) if a.n == n else a for a in interview.amendments)
    return interview.model_copy(update={"amendments": kept, "version": interview.version + 1})


def amended(log: BragLog, amendment: Amendment) -> BragLog:
    """The log with the amendment in it; what was amended before stays."""
    if amendment.part is Part.ENTRY:
        return BragLog(entries=(*log.entries, amendment.after))
    known = log.by_id()
    if amendment.entry not in known:
        raise Conflict("The entry is no longer in the log", mend="Tell it as work of its own")
    changed = applied(known[amendment.entry], amendment)
    return BragLog(entries=tuple(changed if entry.id == amendment.entry else entry for entry in log.entries))


def standing_after(interview: Interview, case: Case, settled: frozenset[Key]) -> Interview:
    """The interview over a changed case: standings anew, and another question where the open one has been answered."""
    changed = interview.model_copy(update={"now": now(case), "version": interview.version + 1})
    asked = interview.asked
    if asked is None or any(question.key == asked.key for question in questions(case)):
        return changed
    return _asking_next(changed.model_copy(update={"asked": None}), case, settled, put=interview.put())


def closing(interview: Interview, case: Case) -> str:
    """What the interview has come to, and what may follow."""
    accepted = sum(one.state is State.ACCEPTED for one in interview.amendments)
    told = standings_told(interview.before, now(case), case)
    waiting = len(interview.waiting())
    parts = [f"{accepted} amendment{'' if accepted == 1 else 's'} in your log. {told}"]
    parts += [f"{waiting} still wait for your word."] if waiting else []
    return " ".join([*parts, "Draft the packet again to see what changed."])


def _answered(
    interview: Interview, said: str, asked: Question, case: Case, panel: Panel, settled: frozenset[Key]
) -> Interview:
    entry = case.entries.get(asked.entry) if asked.entry else None
    if asked.kind is GapKind.UNCORROBORATED and names_nobody(said):
        return _asking_next(
            _with(interview, said, Heard.UNKNOWN, Told(_REPLIES[Heard.UNKNOWN]), asked=None), case, settled
        )
    if entry is not None and (why := contradiction(said, entry, panel)):
        told = Told(
            f"That and your log do not agree: {why}. Nothing was changed. Mend the entry if it is wrong.", (entry.id,)
        )
        return _asking_next(_with(interview, said, Heard.CONTRADICTION, told, asked=None), case, settled)
    if entry is None and takes_back(said):
        told = Told("You say there that it was not done, so nothing goes into your log.")
        return _asking_next(_with(interview, said, Heard.CONTRADICTION, told, asked=None), case, settled)
    folded = fold(said, asked, entry, _new_id(interview, case))
    if not folded.proposals:
        told = Told(_request(asked, said, entry) or folded.missing)
        tried = sum(turn.asked == asked and turn.heard is Heard.UNCLEAR for turn in interview.turns)
        once_more = _with(interview, said, Heard.UNCLEAR, told, asked=asked)
        # Asked twice in other words is a conversation; three times is an interrogation.
        return once_more if not tried else _asking_next(once_more.model_copy(update={"asked": None}), case, settled)
    first = max((one.n for one in interview.amendments), default=0) + 1
    proposed = tuple(
        Amendment(
            n=first + k,
            turn=len(interview.turns),
            part=proposal.part,
            entry=proposal.after.id,
            words=said[proposal.start : proposal.end],
            start=proposal.start,
            end=proposal.end,
            after=proposal.after,
        )
        for k, proposal in enumerate(folded.proposals)
    )
    kept = interview.model_copy(update={"amendments": (*interview.amendments, *proposed)})
    return _asking_next(_with(kept, said, Heard.ANSWER, Told(_PROPOSED), asked=None), case, settled)


def _request(asked: Question, said: str, entry: BragEntry | None) -> str:
    """Where a colleague is named and not quoted: the message that asks them."""
    people = people_named(said) if asked.kind is GapKind.UNCORROBORATED and entry is not None else ()
    if not people or entry is None:
        return ""
    return f"Their own words would count for more. You could send {people[0]} this:\n\n{may_i_quote(people[0], entry)}"


def _new_id(interview: Interview, case: Case) -> EntryId:
    taken = set(case.entries) | {one.entry for one in interview.amendments}
    n = 1
    while f"{interview.id}-{n}" in taken:
        n += 1
    return EntryId(f"{interview.id}-{n}")


def _with(
    interview: Interview, said: str, heard: Heard, told: Told, *, asked: Question | None, ended: str = ""
) -> Interview:
    turn = Turn(said=said, asked=interview.asked, heard=heard, reply=told.words, cites=told.cites)
    turns = (*interview.turns, turn)
    return interview.model_copy(
        update={"turns": turns, "asked": asked, "ended": ended, "version": interview.version + 1}
    )


def _asking_next(
    interview: Interview, case: Case, settled: frozenset[Key], put: frozenset[Key] = frozenset()
) -> Interview:
    put = put | interview.put() | settled
    if len({turn.asked.key for turn in interview.turns if turn.asked}) >= MOST_QUESTIONS:
        return interview.model_copy(update={"asked": None, "ended": _ENOUGH})
    # What waits for the person's word may close a gap; the same entry is not asked about again meanwhile.
    pending = {one.entry for one in interview.waiting()}
    left = [question for question in questions(case) if question.key not in put]
    fresh = [question for question in left if question.entry not in pending] or left
    if not fresh:
        return interview.model_copy(update={"asked": None, "ended": _WORTH_LITTLE})
    return interview.model_copy(update={"asked": fresh[0], "ended": ""})
