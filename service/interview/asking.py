"""Chooses the question: every gap of the case, weighed by what closing it would add, the one worth most first.

Worth is the case's own arithmetic: how much the entry's score in its dimension would rise, by the weights the ranking
uses, more where the dimension is weak and where the rise would make the entry count as the next level.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Kind
from service.domain.evidence import RankedEntry, Shortlist, Standing
from service.domain.gaps import GapKind, opening
from service.domain.interview import Question
from service.domain.packet import Withheld
from service.domain.quantities import changes, quantities
from service.domain.reach import Reach, reach_of
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.domain.units import Measure
from service.retrieval.weights import SHOWS_NEXT, STRENGTH

WORTH_ASKING = 0.03
"""Below this a question adds too little to be worth a busy person's time."""
_WEAKNESS = {Standing.NOT_YET: 1.0, Standing.SOMETIMES: 0.75, Standing.CONSISTENT: 0.3}
_ASKED_ABOUT = 4
_COUNTS_THEN = 0.25
_NEW_QUARTER = 0.12
_NEW_WORK = {Standing.NOT_YET: 0.1, Standing.SOMETIMES: 0.08, Standing.CONSISTENT: 0.0}
_STALE_DAYS = 400
_FRESHER = 0.1
_FIGURE = 0.6
_SAYS_NOTHING_YET = 0.16
"""What an outcome is worth at least: an entry without one scores low because it says too little to be judged by."""
_WITHHELD = 0.12
"""What settling a withheld sentence is worth: a bullet that was about to be told, and fell short by one fact."""
_SETTLES: Mapping[str, str] = {
    Kind.FIGURES: "which figures belong to it, and to what? Rough ones are fine if you say they are rough.",
    Kind.QUOTES: "who said something about it, and what were their words?",
    Kind.NEGATION: "did it happen as planned, and what came of it?",
    Kind.DATES: "when was that, and how long did it take?",
    Kind.AGENCY: "which part of it did you do yourself?",
    Kind.CREDIT: "who else did it with you, and which part was yours?",
    Kind.REACH: "who outside your own work was affected by it, and how?",
    Kind.PEOPLE: "who was in it, by name or role?",
    Kind.COMPLETION: "how far did it come: planned, tried, or in use?",
    Kind.CAUSE: "what came after it, and how do you know that it came of it?",
    Kind.FREQUENCY: "how often was that?",
    Kind.CERTAINTY: "how sure are you of it, and what tells you?",
    Kind.ABSOLUTES: "was that so every time and for everybody, or for some?",
    Kind.COMPARISON: "what was it before, and what after?",
    Kind.INVENTION: "what came of it that your log does not say yet?",
}
_CLOSEST_WORK = "Which work of yours comes closest, and what came of it?"
_WHICH_DOES = "What have you done that does?"
_ANOTHER_QUARTER = "Another quarter would count for more."
_SINCE = "What have you done since that shows"


class Case:
    """What is asked about: the entries, the rubric, and each dimension's shortlist."""

    def __init__(
        self,
        entries: dict[EntryId, BragEntry],
        rubric: Rubric,
        shortlists: Sequence[Shortlist],
        today: date,
        withheld: Sequence[tuple[DimensionId, Withheld]] = (),
    ) -> None:
        """`withheld` are the sentences that the packet asked about did not release, by their sections."""
        self.entries = entries
        self.withheld = tuple(withheld)
        self.today = today
        self.rubric = rubric
        self.shortlists = tuple(shortlists)
        self.dimensions = {dimension.id: dimension for dimension in rubric.dimensions}

    @property
    def withheld_sentences(self) -> tuple[Withheld, ...]:
        return tuple(sentence for _, sentence in self.withheld)

    def standing(self, dimension: DimensionId) -> Shortlist:
        """The shortlist of a dimension of the rubric."""
        return next(listed for listed in self.shortlists if listed.dimension == dimension)


def questions(case: Case) -> tuple[Question, ...]:
    """Every question worth putting, best first; of equal ones the order of the rubric decides."""
    found = [question for listed in case.shortlists for question in _of_dimension(case, listed)]
    found += [question for dimension, sentence in case.withheld for question in _of_withheld(case, dimension, sentence)]
    best: dict[object, Question] = {}
    for question in sorted(found, key=lambda one: -one.worth):
        best.setdefault(question.key, question)
    return tuple(question for question in best.values() if question.worth >= WORTH_ASKING)


def _of_dimension(case: Case, listed: Shortlist) -> Iterator[Question]:
    dimension = case.dimensions[listed.dimension]
    weakness = _WEAKNESS[listed.standing]
    for place, ranked in enumerate((listed.evidence or listed.closest)[:_ASKED_ABOUT]):
        entry = case.entries[ranked.entry]
        # The strongest entry carries the dimension; what is said of the fourth is heard by few.
        weight = weakness / (1 + 0.5 * place)
        for kind, gain, words, why in _of_entry(entry, ranked):
            yield Question(
                kind=kind,
                dimension=dimension.id,
                entry=entry.id,
                words=f"“{opening(entry.text)}”: {words}",
                why=f"{why} It would count for {dimension.name}.",
                worth=round(min(1.0, weight * gain), 4),
            )
    yield from _of_new_work(dimension, listed, case)


def _of_withheld(case: Case, dimension: DimensionId, sentence: Withheld) -> Iterator[Question]:
    """What would settle a withheld sentence, asked about the entry it cites and never in the sentence's own words:
    what it claimed too much must not come back as an answer."""
    entry = next((case.entries[cite] for cite in sentence.cites if cite in case.entries), None)
    listed = next((listed for listed in case.shortlists if listed.dimension == dimension), None)
    if entry is None or listed is None or sentence.settled_by not in _SETTLES:
        return
    places = [ranked.entry for ranked in listed.evidence[:_ASKED_ABOUT]]
    if entry.id not in places:
        return
    weight = _WEAKNESS[listed.standing] / (1 + 0.5 * places.index(entry.id))
    yield Question(
        kind=GapKind.OVERSTATED,
        dimension=dimension,
        entry=entry.id,
        words=f"“{opening(entry.text)}”: {_SETTLES[sentence.settled_by]}",
        why="A sentence about this said more than your log does, and was withheld from"
        f" {case.dimensions[dimension].name}.",
        worth=round(weight * _WITHHELD, 4),
    )


def _of_entry(entry: BragEntry, ranked: RankedEntry) -> Iterator[tuple[GapKind, float, str, str]]:
    strength, text = ranked.strength, entry.own_words()
    has_figure = bool(quantities(text))
    if strength.outcome == 0:
        gain = max(
            _SAYS_NOTHING_YET, _rise(ranked, STRENGTH.outcome + (0 if has_figure else _FIGURE * STRENGTH.quantified))
        )
        yield GapKind.NO_OUTCOME, gain, "what changed because of it, and for whom?", "Nothing says yet what came of it."
    elif not has_figure:
        gain = _rise(ranked, STRENGTH.quantified + STRENGTH.outcome * (1 - strength.outcome))
        words = "how much was that, before and after? A rough figure is fine if you say it is rough."
        yield GapKind.UNQUANTIFIED, gain, words, "It tells an outcome without its size."
    elif _measures(text) and not changes(text):
        gain = _rise(
            ranked, STRENGTH.quantified * (1 - strength.quantified) + STRENGTH.outcome * (1 - strength.outcome)
        )
        words = "what was it before? If nobody measured it, say so."
        yield GapKind.NO_BASELINE, gain, words, "A figure says more beside the one it replaced."
    if not entry.corroborations:
        words = "who saw it, and what did they say or write about it?"
        yield GapKind.UNCORROBORATED, _rise(ranked, STRENGTH.corroborated), words, "No other voice speaks for it yet."
    if not entry.when.known:
        gain = _rise(ranked, STRENGTH.recency * 0.5) + (_NEW_QUARTER if ranked.shows_next else 0)
        yield (
            GapKind.UNDATED,
            gain,
            "when was that? A month or a quarter is enough.",
            "Undated work counts for no quarter.",
        )
    if agency_of(text) < Agency.CONTRIBUTED or _says_we_alone(text):
        gain = _rise(ranked, STRENGTH.agency)
        words = "which part of it was yours, and which was others'?"
        yield GapKind.UNCLEAR_OWNERSHIP, gain, words, "A reader cannot tell what you did yourself."
    if reach_of(text) <= Reach.SELF and strength.outcome > 0:
        gain = _rise(ranked, STRENGTH.reach)
        yield GapKind.UNCLEAR_BENEFICIARIES, gain, "who works differently because of it?", "It names nobody it reached."


def _of_new_work(dimension: Dimension, listed: Shortlist, case: Case) -> Iterator[Question]:
    name, worth = dimension.name, _NEW_WORK[listed.standing]
    if not listed.evidence:
        kind, words = GapKind.NO_EVIDENCE, f"Nothing in your log shows {name} yet. {_CLOSEST_WORK}"
    elif listed.standing is Standing.NOT_YET:
        kind, words = GapKind.NOT_SHOWN, f"Some entries come near {name}, none clearly shows it. {_WHICH_DOES}"
    elif listed.standing is Standing.SOMETIMES:
        kind, words = GapKind.NOT_REPEATED, f"Once may be a fluke. What else of yours shows {name}? {_ANOTHER_QUARTER}"
    elif _is_stale(listed, case):
        kind, words, worth = GapKind.STALE, f"The newest of these is more than a year old. {_SINCE} {name}?", _FRESHER
    else:
        return
    why = f"{listed.why_this_standing} The ladder asks: “{dimension.next}”"
    yield Question(kind=kind, dimension=dimension.id, words=words, why=why, worth=worth)


def _is_stale(listed: Shortlist, case: Case) -> bool:
    last = [day for ranked in listed.evidence if ranked.shows_next and (day := case.entries[ranked.entry].when.last)]
    return bool(last) and (case.today - max(last)).days > _STALE_DAYS


def _rise(ranked: RankedEntry, added: float) -> float:
    """How much the score rises by `added` log-odds, with a bonus where the entry then counts as the next level."""
    score = min(max(ranked.score, 0.001), 0.999)
    lifted = 1 / (1 + math.exp(-(math.log(score / (1 - score)) + added)))
    counts_then = not ranked.shows_next and score < SHOWS_NEXT <= lifted
    return lifted - score + (_COUNTS_THEN if counts_then else 0)


def _measures(text: str) -> bool:
    """Whether a figure is the size of something that could have been otherwise: a time, a price, a share, a rate."""
    return any(found.measure is not Measure.COUNT or found.per for found in quantities(text))


def _says_we_alone(text: str) -> bool:
    words = set(text.lower().replace("’", "'").split())
    return bool(words & {"we", "we've", "our"}) and not words & {"i", "i'd", "i've", "my", "me", "i'm"}
