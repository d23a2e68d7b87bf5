"""A figure the entry carries, but not as the sentence tells it: of another thing, of all, or as what was cut."""

import re
from functools import partial
from itertools import pairwise

from service.domain.claims import Finding, Kind, Ruling
from service.domain.noun_phrases import stem
from service.domain.quantity import Quantity
from service.domain.units import PERIODS, Measure
from service.domain.word_sets import word_set
from service.domain.wording import stem as stem_of_verb
from service.domain.wording_of_figures import plain
from service.verification.claimed_figures import Claimed, comparable, objection, readings
from service.verification.derived_figures import Way
from service.verification.directions import CHANGES
from service.verification.figure_bindings import Binding, slip
from service.verification.figure_relations import same
from service.verification.figure_support import DIFFERENCE_TOLD, carries
from service.verification.known_figures import Known
from service.verification.written_figures import Written, clause_words, content_words


def told_otherwise(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """The objection to a figure that stands in the entries but tells something else there; None where it does not."""
    return (
        _all_of(claimed, known, kind)
        or _whole_taken_off(claimed, known, kind)
        or _bound_elsewhere(claimed, known, kind)
        or _bound_otherwise(claimed, known, kind)
    )


def _all_of(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """ "All 34 flats" where the entry has 29 of the 34."""
    q = claimed.figure
    ahead, _ = claimed.near(2, 1)
    if q.measure is not Measure.COUNT or not {"all", "every", "entire"} & set(ahead):
        return None
    for part, whole in pairwise(known.figures):
        tied = part.entry == whole.entry and part.field == whole.field and part.figure.measure is Measure.COUNT
        close = 0 < whole.figure.start - part.figure.end <= 12 and part.figure.noun == whole.figure.noun
        if tied and close and part.figure.base < whole.figure.base and same(q, whole.figure):
            says = f"{plain(part.figure)} of {plain(whole.figure)}"
            return objection(
                claimed, Ruling.OVERSTATED, f"The entry says {says}, not all.", (part.span, whole.span), kind
            )
    return None


def _whole_taken_off(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """ "Cut by four hours" where four hours is what it was before."""
    q = claimed.figure
    ahead, _ = claimed.near(2, 1)
    if not ahead or ahead[-1] != "by" or (q.measure is Measure.COUNT and stem_of_verb(ahead[0]) not in CHANGES):
        return None
    if any(one.way is Way.DIFFERENCE and same(q, one.figure) for one in known.following):
        return None  # from 24 to 12 is by 12 too
    carrying = [written for written in known.figures if carries(claimed, written, known)]
    for written in carrying:
        pair = next((w for w in known.changes if w.told and written.span in w.spans), None)
        if pair is None:
            return None
        told = f"The entry goes from {plain(pair.change.before)} to {plain(pair.change.after)}"
        return objection(claimed, Ruling.CONTRADICTED, f"{told}, which is no change by {q.text}.", pair.spans, kind)
    return None


def _bound_otherwise(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """The figure stands in the entry, and tells there of another deed, another part, another side."""
    for reading in readings(claimed):
        carriers = [written for written in known.figures if carries(reading, written, known)]
        if carriers:
            break
    bound = Binding(reading.figure, claimed.sentence, carriers, known, partial(comparable, periods=known.periods))
    found = slip(bound)
    return objection(claimed, found.ruling, found.because, found.spans, kind) if found else None


def _bound_elsewhere(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """ "40 % less cost" where the entry ties 40 % to errors and 15 % to cost."""
    q = claimed.figure
    carrying: list[Written] = []
    rivals: list[Written] = []
    for written in known.figures:
        if comparable(q, written.figure, known.periods):
            (carrying if carries(claimed, written, known) else rivals).append(written)
    here = {(written.entry, written.field) for written in carrying}
    rivals = [w for w in rivals if (w.entry, w.field) in here and not same(q, w.figure)]
    if not carrying or not 0 < len(rivals) <= _MOST_RIVALS or _TOGETHER.search(claimed.sentence):
        return None
    about = _stems(clause_words(claimed.sentence, q))
    beside = [one for one in claimed.beside if one.start != q.start and _one_clause(claimed.sentence, one, q)]
    # A count's contrast stands in its own clause; for the rest a word anywhere in the sentence may bind.
    here_too = about if q.measure is Measure.COUNT else _stems(content_words(claimed.sentence))
    theirs = frozenset().union(*(_stems(written.about) for written in carrying))
    for rival in rivals:
        other = _stems(rival.about)
        if any(comparable(one, rival.figure, known.periods) and same(one, rival.figure) for one in beside):
            continue
        if q.measure is Measure.COUNT:
            other &= _CONTRASTS
        if about & (other - theirs) and not here_too & (theirs - other) and theirs - other:
            return Finding(
                kind=kind,
                ruling=Ruling.CONTRADICTED,
                because=f"The entry ties {plain(rival.figure)} to {_listed(about & (other - theirs))}; "
                f"{plain(carrying[0].figure)} stands with {_listed(theirs - other)}.",
                question=f"What was it that {plain(q)} tells of?",
                spans=(rival.span, carrying[0].span),
                claimed=(q.start, q.end),
            )
    return None


# For counts the noun binds; beyond it only words that set one of two like counts against the other.
_CONTRASTS = word_set(
    """first last morning evening afternoon old new opening closing initial final north south east west spring summer
    autumn winter monday tuesday wednesday thursday friday saturday sunday"""
)


# Beyond this many figures of one kind a passage is a table, and its clauses bind nothing.
_MOST_RIVALS = 4


_TOGETHER = re.compile(
    r"respectively|correspondingly|in turn|[0-9%km] and (?:about |by |over )?[$£€]?[0-9]", re.IGNORECASE
)


def _one_clause(sentence: str, one: Quantity, two: Quantity) -> bool:
    first, second = sorted((one, two), key=lambda figure: figure.start)
    return not any(mark in sentence[first.end : second.start] for mark in (",", ";", " and ", " but ", " while "))


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word not in DIFFERENCE_TOLD and word not in PERIODS)


def _listed(words: frozenset[str]) -> str:
    return ", ".join(f'"{word}"' for word in sorted(words)[:3])
