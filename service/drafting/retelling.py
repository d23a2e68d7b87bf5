"""Puts a bullet beside the log's entry about it: whose words stand, and what must be asked before any may.

What a bullet claims may fall to what the log says. It rises only where the entry tells the same work as the person's
own deed and the bullet does not say they helped; then the entry's words stand, whole. Otherwise the person is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry
from service.domain.claims import Ruling
from service.domain.packet import Withheld
from service.domain.reach import reach_of
from service.domain.word_sets import word_set
from service.domain.wording import Word, content_words, is_number, is_participle, is_past, words
from service.drafting.resting import Basis, Ground, RewrittenSentence
from service.drafting.telling import outcome_of
from service.drafting.tidying import on_one_line
from service.drafting.verbatim import tell
from service.verification.paraphrase import stand_ins

_SAME_OBJECT = 2 / 3
"""The share of a sentence's things that an entry must hold to be about the same work."""
_SAME_FACT = 0.6
"""The share of the shorter telling's words and figures from which two tell the same fact."""
# Words that say that something was worked on, and not what.
_VAGUE = word_set(
    """
    work thing stuff way lot team effort process improvement improve help support fast faster better quick quickly
    smooth smoothly year quarter month week various many several new part role project task initiative
    """
)


@dataclass(slots=True)
class Retelling:
    """The sentences that stand, those of the bullet that the log's words replaced, and what to ask."""

    kept: list[RewrittenSentence] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    from_the_log: bool = False


def retell(sentences: Sequence[str], entry: BragEntry | None, ground: Ground) -> Retelling:
    """The bullet's sentences beside the one entry that is about them, if any; no fact is told twice."""
    retelling = Retelling()
    told = _own_words(entry, ground) if entry is not None else []
    unused = [one for one in told if outcome_of(one.text)]
    for text in sentences:
        mine = ground.rested(text)
        if entry is None or not told or retelling.from_the_log or not same_work(text, entry):
            retelling.kept.append(mine)
            continue
        borne = mine.rests_on is Basis.LOG
        news = [one for one in unused if _adds(one.text, text)]
        if borne and not news:
            retelling.kept.append(mine)
            unused = []
        elif borne and not rises(news[0].text, text) and not _same_fact(news[0].text, text):
            retelling.kept += [news[0], mine]
            retelling.from_the_log, unused = True, []
        elif says_less_than(text, " ".join(one.text for one in told)):
            retelling.kept.append(mine)
        else:
            retelling.kept += told
            retelling.from_the_log, unused = True, []
            if not borne:
                retelling.withheld.append(_replaced(mine))
    if unused and all(_adds(unused[0].text, text) for text in sentences):
        retelling.questions.append(same_work_question(unused[0].text))
    return retelling


def same_work(text: str, entry: BragEntry) -> bool:
    """Whether an entry surely speaks of the things a sentence speaks of."""
    things = [word for word in content_words(text) if not _is_verbal(word) and word.stem not in _VAGUE]
    things = [word for word in things if not is_number(word) and word.lower not in _VAGUE]
    there = {word.stem for word in words(entry.own_words())}
    held = sum(not stand_ins(word.stem).isdisjoint(there) for word in things)
    return bool(things) and held >= _SAME_OBJECT * len(things)


def rises(text: str, above: str) -> bool:
    """Whether `text` claims more of the work for the person, or carries it further, than `above` does."""
    return agency_of(text) > agency_of(above) or reach_of(text) > reach_of(above)


def says_less_than(text: str, other: str) -> bool:
    """Whether the person says they helped where `other` has them do it: which is true, only they know."""
    return agency_of(text) is Agency.HELPED and agency_of(other) > Agency.HELPED


def same_work_question(told: str) -> str:
    """Asks about what the log says, where it may be the same work and claims more."""
    return f"Your log says “{on_one_line(told)}” Is that the same work, and what in it did you do yourself?"


def _own_words(entry: BragEntry, ground: Ground) -> list[RewrittenSentence]:
    told, _ = tell(entry.model_copy(update={"corroborations": ()}))
    return [found for one in told if (found := ground.in_entries(one, [entry])) is not None]


def _adds(told: str, text: str) -> bool:
    """Whether a telling of the log has a figure that the sentence has not, or tells another fact."""
    figures = {word.stem for word in words(told) if is_number(word)}
    return not figures <= {word.stem for word in words(text) if is_number(word)} or not _same_fact(told, text)


def _same_fact(one: str, other: str) -> bool:
    first, second = _facts(one), _facts(other)
    fewer = min(len(first), len(second))
    return fewer > 0 and len(first & second) >= _SAME_FACT * fewer


def _facts(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text) if is_number(word)) | {w.stem for w in content_words(text)}


def _is_verbal(word: Word) -> bool:
    return is_past(word.lower) or is_participle(word.lower)


def _replaced(mine: RewrittenSentence) -> Withheld:
    unknown = mine.verdict.ruling is Ruling.UNJUDGED
    return Withheld(
        text=mine.text,
        ruling=mine.verdict.ruling,
        because=mine.verdict.because,
        question="What of this does your log leave out?" if unknown else "Which is true: the bullet, or the log?",
        settled_by=mine.verdict.settled_by,
        cites=mine.cites,
    )
