"""One claimed figure against what some entries hold: nothing to object, or what exactly is wrong with it."""

from collections.abc import Sequence
from decimal import Decimal

from service.domain.brag import BragEntry
from service.domain.claims import Evidence, Finding, Kind, Ruling
from service.domain.numerals import ONES, TENS
from service.domain.quantity import Quantity
from service.domain.units import Measure
from service.domain.wording_of_figures import plain, plain_number
from service.verification.claimed_figures import (
    Claimed,
    apart,
    as_claimed,
    capital,
    comparable,
    objection,
    same_kind,
    same_noun,
)
from service.verification.derived_figures import Derived
from service.verification.figure_relations import Relation, relation, same
from service.verification.figure_support import counts_under_another_name, derived_for, support, told_without_figure
from service.verification.figure_ties import told_otherwise
from service.verification.known_figures import Known, know
from service.verification.reckonings import follows_from
from service.verification.written_figures import Written

_WORSE = {
    Relation.HEDGE_DROPPED: 0,
    Relation.BOUND_ADDED: 1,
    Relation.ROUNDED: 2,
    Relation.DIFFERENT: 3,
}


def object_to(claimed: Claimed, known: Known, evidence: Evidence, kind: Kind) -> Finding | None:
    """The objection to one figure, the gravest truth first; None when the cited entries carry it."""
    q = claimed.figure
    found = support(claimed, known)
    if isinstance(found, Written):
        return told_otherwise(claimed, known, kind)
    if found is not None or told_without_figure(claimed, known) or counts_under_another_name(claimed, known):
        return None
    if follows_from(claimed, known):
        return None
    best: Written | Derived | None = None
    worst = Relation.DIFFERENT
    grounds: list[Written | Derived] = [*known.figures, *derived_for(claimed, known)]
    for other in grounds:
        if comparable(q, other.figure, known.periods) and _tied(q, other):
            how = relation(q, other.figure, derived=isinstance(other, Derived))
            if how in _WORSE and how is not Relation.DIFFERENT and (best is None or _WORSE[how] < _WORSE[worst]):
                best, worst = other, how
    if best is not None and not (worst is Relation.HEDGE_DROPPED and _loose_word(claimed, best)):
        return _stronger(claimed, best, worst, kind)
    if best is not None:
        return None
    elsewhere = _elsewhere(claimed, evidence)
    if elsewhere is not None:
        return Finding(
            kind=kind,
            ruling=Ruling.UNSUPPORTED,
            because=f'"{q.text}" stands in {elsewhere.id}, which this sentence does not cite.',
            question=f"Does this sentence tell of {elsewhere.id}?",
            claimed=(q.start, q.end),
        )
    return _mismatch(claimed, known, kind) or _different(claimed, known, kind)


def _tied(q: Quantity, other: "Written | Derived") -> bool:
    return isinstance(other, Derived) or bool(other.figure.noun) or not q.noun or same(q, other.figure)


def _loose_word(claimed: Claimed, best: "Written | Derived") -> bool:
    """ "Halved" and "doubled" are loose words: they may tell of "about six weeks to three"."""
    q = claimed.figure
    return isinstance(best, Derived) and q.spelled and q.text.lower().startswith(("halv", "doubl", "tripl", "half"))


def _stronger(claimed: Claimed, best: "Written | Derived", how: Relation, kind: Kind) -> Finding:
    q, figure = claimed.figure, best.figure
    spans = best.spans if isinstance(best, Derived) else (best.span,)
    said = best.sum_up if isinstance(best, Derived) else f"the entry says {plain(figure)}"
    claim = f'"{as_claimed(q)}"'
    if how is Relation.HEDGE_DROPPED:
        offer = _offer(figure, q)
        because = f"{capital(said)}; {claim} says it more surely. True would be: {offer}."
        question = f"Was it {offer}, or exactly {q.text}?"
    elif how is Relation.BOUND_ADDED:
        because = f"{capital(said)}, which is not {claim}. True would be: {plain(figure)}."
        question = f"Was it {plain(figure)}, or more than that?"
    else:
        because = f"{capital(said)}; {claim} is rounded up and not marked. True would be: {_weaker(best)}."
        question = f"Was it {_weaker(best)} or {q.text}?"
    return Finding(
        kind=kind, ruling=Ruling.OVERSTATED, because=because, question=question, spans=spans, claimed=(q.start, q.end)
    )


def _offer(figure: Quantity, claimed: Quantity) -> str:
    if figure.text:
        return plain(figure)
    return f"about {claimed.text}"


def _weaker(best: "Written | Derived") -> str:
    """The figure that may be said: the written one, or a derived percentage rounded to a whole one and marked."""
    figure = best.figure
    if isinstance(best, Derived) and figure.measure is Measure.SHARE:
        return f"about {plain_number(round(figure.base * 100, 0))} %"
    return plain(figure)


def _mismatch(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """The same number with another unit, another noun, another period: it is a different figure."""
    q = claimed.figure
    for written in known.figures:
        k = written.figure
        alike = (k.value, k.high) == (q.value, q.high) or (k.measure is q.measure and same(q, k))
        if not alike:
            continue
        if comparable(q, k, known.periods) and same(q, k):
            ruling = Ruling.UNSUPPORTED
            because = f'The entry\'s {plain_number(k.value)} counts something else than "{q.noun}".'
        elif comparable(q, k, known.periods) or {q.measure, k.measure} == {Measure.MONEY}:
            ruling = Ruling.CONTRADICTED
            because = f'The entry says {plain(k)}, not "{as_claimed(q)}".'
        elif same_kind(q, k) and same_noun(q, k):
            ruling = Ruling.CONTRADICTED if k.per else Ruling.UNSUPPORTED
            because = f'The entry says {plain(k)}, not "{as_claimed(q)}".'
            if not k.per:
                because = f'The entry says {plain(k)}; it does not say "a {q.per}".'
        elif same_kind(q, k):
            ruling = Ruling.UNSUPPORTED
            because = f'The entry\'s {plain_number(k.value)} counts "{k.noun}", not "{q.noun}".'
        elif {q.measure, k.measure} == {Measure.SHARE, Measure.POINTS}:
            ruling = Ruling.CONTRADICTED
            because = f"The entry says {plain(k)}; percent and percentage points are different things."
        else:
            ruling = Ruling.UNSUPPORTED
            because = f'The entry\'s figure is {plain(k)}, which is not "{as_claimed(q)}".'
        return Finding(
            kind=kind,
            ruling=ruling,
            because=because,
            question=f"Where does {as_claimed(q)} come from?",
            spans=(written.span,),
            claimed=(q.start, q.end),
        )
    return None


def _different(claimed: Claimed, known: Known, kind: Kind) -> Finding:
    q = claimed.figure
    rivals = [w for w in known.figures if comparable(q, w.figure, known.periods)]
    near = _nearest(q, list(derived_for(claimed, known)), Decimal("0.25"))
    written = _nearest(q, rivals, Decimal(10**9))
    if isinstance(near, Derived) and (not rivals or apart(q, near.figure) < apart(q, rivals[0].figure)):
        higher = q.base > near.figure.base
        return objection(
            claimed,
            Ruling.OVERSTATED if higher else Ruling.CONTRADICTED,
            f'{capital(near.sum_up)}, not "{as_claimed(q)}".',
            near.spans,
            kind,
        )
    if isinstance(written, Written):
        k = written.figure
        tied = bool(q.noun and k.noun) or (len(rivals) == 1 and q.measure is not Measure.COUNT) or claimed.in_change
        close = q.base > k.base and apart(q, k) <= Decimal("0.2")
        if tied or close:
            ruling = Ruling.OVERSTATED if close else Ruling.CONTRADICTED
            return objection(
                claimed, ruling, f'The entry says {plain(k)}, not "{as_claimed(q)}".', (written.span,), kind
            )
    return objection(claimed, Ruling.UNSUPPORTED, f'No cited entry says "{as_claimed(q)}".', (), kind)


def _nearest(q: Quantity, some: "Sequence[Written | Derived]", within: Decimal) -> "Written | Derived | None":
    best = min(some, key=lambda one: apart(q, one.figure), default=None)
    return best if best is not None and apart(q, best.figure) <= within else None


_MOST_SEARCHED = 300


def _elsewhere(claimed: Claimed, evidence: Evidence) -> BragEntry | None:
    """Another entry of the log that says this very figure of the same thing."""
    q = claimed.figure
    marks = _spellings(q)
    searched = 0
    for entry in evidence.others:
        said = " ".join(passage.words for passage in entry.passages()).lower()
        if not any(mark in said for mark in marks):
            continue
        searched += 1
        if searched > _MOST_SEARCHED:
            return None
        known = know((entry,))
        for written in known.figures:
            k = written.figure
            tied = q.measure is not Measure.COUNT or bool(q.noun and k.noun)
            if tied and comparable(q, k, known.periods) and relation(q, k) is Relation.SAID:
                return entry
    return None


def _spellings(q: Quantity) -> tuple[str, ...]:
    """How another entry might write the number: enough to skip those that cannot hold it."""
    number = plain_number(q.value)
    spelled = [word for word, n in {**ONES, **TENS}.items() if n == q.value]
    return (number, number.replace(",", ""), q.text.split()[0].lower(), *spelled)
