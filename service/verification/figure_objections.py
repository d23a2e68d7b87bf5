"""One claimed figure against what some entries hold: nothing to object, or what exactly is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from service.domain.brag import BragEntry
from service.domain.claims import Evidence, Finding, Kind, Ruling, Span
from service.domain.noun_phrases import at_odds, is_person, is_plural, may_stand_for, stem
from service.domain.numerals import ONES, TENS
from service.domain.quantity import Comparator, Quantity
from service.domain.units import PERIODS, Measure
from service.domain.word_sets import word_set
from service.domain.wording_of_figures import plain, plain_number
from service.verification.figure_relations import Relation, relation, same
from service.verification.known_figures import Derived, Known, Way, Written, clause_words, content_words, know

_WORSE = {
    Relation.HEDGE_DROPPED: 0,
    Relation.BOUND_ADDED: 1,
    Relation.ROUNDED: 2,
    Relation.DIFFERENT: 3,
}
# A difference is meant only where the sentence speaks of one.
_DIFFERENCE_TOLD = word_set("""
    saved saves saving save savings by fewer less more faster shorter quicker earlier sooner reduction gain gained cut
    difference improvement increase decrease drop rise extra additional freed frees freeing off back added adding lower
    higher left remaining rest others outstanding unsold unfilled missed
    not leaving leaves failed trimmed shaved removed longer bigger larger eliminated avoided avoiding
    """)
_FELL = word_set("fell fall falling dropped drop reduced reduce reducing cut cutting decreased declined shrank down")
_SUM_TOLD = word_set("total totalling totaling combined altogether together overall sum across both all")
_NOTHING = word_set("no none without zero never nil")
_WHOLE = word_set("all every each entire whole")
_TIMES_DONE = word_set("time occasion project initiative win piece entry example instance")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure of a claim: the words it stands among, and whether it is one side of a change."""

    figure: Quantity
    sentence: str
    in_change: bool = False
    beside: tuple[Quantity, ...] = ()

    def near(self, before: int, after: int) -> tuple[list[str], list[str]]:
        """The last `before` words ahead of the figure and the first `after` words behind it, in lower case."""
        # A rate's words lie inside the figure ("14 fewer cases a month"), so they are read with what follows.
        inside = _WORD.findall(self.figure.text.lower())
        ahead = _WORD.findall(self.sentence[max(0, self.figure.start - 12 * before) : self.figure.start].lower())
        behind = _WORD.findall(self.sentence[self.figure.end : self.figure.end + 12 * after].lower())
        return ahead[-before:], [*behind[:after], *inside]

    @property
    def sums_up(self) -> bool:
        """Whether the sentence says that it takes figures together."""
        return not _SUM_TOLD.isdisjoint(_WORD.findall(self.sentence.lower()))


def comparable(claimed: Quantity, written: Quantity, periods: frozenset[str]) -> bool:
    """Whether both count the same kind of thing in the same way, whatever their sizes."""
    return _same_kind(claimed, written) and _same_noun(claimed, written) and _same_rate(claimed, written, periods)


def _same_kind(claimed: Quantity, written: Quantity) -> bool:
    if claimed.measure is written.measure:
        return not (claimed.currency and written.currency) or claimed.currency == written.currency
    bare = claimed if claimed.measure is Measure.COUNT else written
    other = written if bare is claimed else claimed
    return other.measure is Measure.MONEY and bare.measure is Measure.COUNT and not bare.noun


def _same_noun(claimed: Quantity, written: Quantity) -> bool:
    if claimed.measure is not Measure.COUNT or not claimed.noun or not written.noun:
        return True
    if claimed.noun in written.nouns or written.noun in claimed.nouns:
        return True
    return may_stand_for(claimed.noun, written.noun)


def _same_rate(claimed: Quantity, written: Quantity, periods: frozenset[str]) -> bool:
    return not claimed.per or claimed.per == written.per or (not written.per and claimed.per in periods)


def carries(claimed: Claimed, written: Written, known: Known) -> bool:
    """Whether one written figure makes the claimed one true."""
    q, k = claimed.figure, _filled_in(written, claimed.figure, known)
    if not comparable(q, k, known.periods) or relation(q, k) is not Relation.SAID:
        return False
    if q.measure is not Measure.COUNT or not q.noun or k.noun:
        return True
    # A figure that names no noun may count anything: it must be the very figure, and not evidently of other things.
    counted = any(w.figure.noun and _same_noun(q, w.figure) for w in known.figures if w.figure.measure is q.measure)
    plurals = {word for word in written.about if is_plural(word)}
    return not counted or not plurals or q.noun in {stem(word) for word in plurals}


def _bare(q: Quantity) -> bool:
    return q.measure is Measure.COUNT and not q.noun and not q.vague


_ELLIPTICAL = (Measure.COUNT, Measure.MULTIPLE, Measure.SHARE, Measure.POINTS)


def _filled_in(written: Written, claimed: Quantity, known: Known) -> Quantity:
    """ "In 31 hours, last year 40": the bare figure of an entry is of a unit that stands beside it."""
    k = written.figure
    if not _bare(k) or claimed.measure in _ELLIPTICAL or k.value != claimed.value:
        return k
    for other in known.figures:
        if other.figure.unit == claimed.unit and (other.entry, other.field) == (written.entry, written.field):
            return replace(k, unit=claimed.unit, measure=claimed.measure, factor=claimed.factor)
    return k


def _readings(claimed: Claimed) -> Iterator[Claimed]:
    """The figure as it stands; a bare one ("within six minutes; before, eleven") also in the units beside it."""
    yield claimed
    if _bare(claimed.figure):
        for unit in {one.unit: one for one in claimed.beside if one.measure not in _ELLIPTICAL}.values():
            figure = replace(claimed.figure, unit=unit.unit, measure=unit.measure, factor=unit.factor)
            yield replace(claimed, figure=figure)


def support(claimed: Claimed, known: Known) -> "Written | Derived | None":
    """What makes the figure true, or None."""
    for reading in _readings(claimed):
        if found := _support(reading, known):
            return found
    return None


def _support(claimed: Claimed, known: Known) -> "Written | Derived | None":
    likely = known.by_size.get(claimed.figure.base, ())
    for written in (*likely, *known.figures):
        if carries(claimed, written, known):
            return written
    for one in _derived_for(claimed, known):
        if relation(claimed.figure, one.figure, derived=True) is Relation.SAID:
            return one
    return None


def object_to(claimed: Claimed, known: Known, evidence: Evidence, kind: Kind) -> Finding | None:
    """The objection to one figure, the gravest truth first; None when the cited entries carry it."""
    q = claimed.figure
    found = support(claimed, known)
    if isinstance(found, Written):
        return (
            _all_of(claimed, known, kind)
            or _whole_taken_off(claimed, known, kind)
            or _bound_elsewhere(claimed, known, kind)
        )
    if found is not None or _told_without_figure(claimed, known) or _counts_under_another_name(claimed, known):
        return None
    best: Written | Derived | None = None
    worst = Relation.DIFFERENT
    grounds: list[Written | Derived] = [*known.figures, *_derived_for(claimed, known)]
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


def _derived_for(claimed: Claimed, known: Known) -> Iterator[Derived]:
    """The derived figures that this figure, as its sentence tells it, may rest on."""
    q = claimed.figure
    ahead, behind = claimed.near(6, 4)
    if ahead and ahead[-1] == "than":
        ahead = ahead[:-2]  # the "more" of "more than" bounds the figure, it tells of no difference
    difference = not _DIFFERENCE_TOLD.isdisjoint([*ahead, *behind]) or behind[:1] in (["under"], ["below"])
    left = bool(ahead and ahead[-1] in ("to", "in", "at", "than")) or bool(behind and behind[0] in ("of", "the", "as"))
    for one in (*known.following, *known.sums) if claimed.sums_up else known.following:
        if not comparable(q, one.figure, known.periods):
            continue
        if claimed.in_change and one.way not in (Way.SUM, Way.PART):
            continue
        if one.way is Way.DIFFERENCE and one.figure.measure is not Measure.POINTS and not difference:
            continue
        if one.way is Way.REMAINING and not left:
            continue
        if one.way is Way.SHARE and one.sum_up.endswith(" more") and not _FELL.isdisjoint(ahead):
            continue  # what grew by a fifth did not fall by it
        if one.way is Way.SHARE and ahead and ahead[-1] == "to":
            continue
        yield one


def _told_without_figure(claimed: Claimed, known: Known) -> bool:
    """Whether the entry says it with no figure: "no incidents", "all wards", three names in a row."""
    q = claimed.figure
    if q.value == 0 and q.high is None:
        return not known.words.isdisjoint(_NOTHING)
    if q.measure is Measure.SHARE and q.base == 1:
        return not known.words.isdisjoint(_WHOLE)
    if q.measure is not Measure.COUNT or q.high is not None:
        return False
    if _of_us(claimed, known) or _named_by_number(claimed, known):
        return True
    if q.value == 1 and q.spelled and not claimed.in_change:
        return not any(q.noun and w.figure.noun == q.noun for w in known.figures)
    if q.value != q.value.to_integral_value():
        return False
    counted = any(w.figure.noun and _same_noun(q, w.figure) and w.figure.measure is q.measure for w in known.figures)
    if counted or q.per or q.comparator in (Comparator.MORE, Comparator.NEARLY):
        return False
    if q.noun in _TIMES_DONE and q.value == len(known.entries) and q.value > 1:
        return True
    voices = {said.who for entry in known.entries for said in entry.corroborations}
    return 1 < q.value <= 20 and (int(q.value) in known.lists or (bool(voices) and int(q.value) == len(voices)))


def _counts_under_another_name(claimed: Claimed, known: Known) -> bool:
    """ "41 tests" of 41 cases: nothing else in the entry bears the claim's noun, and the two nouns are not at odds.

    Whether the noun is true of the entry is then a matter of its words, which another check grounds.
    """
    q = claimed.figure
    if q.measure is not Measure.COUNT or not q.noun:
        return False
    if any(one.start != q.start and one.measure is q.measure and same(one, q) for one in claimed.beside):
        return False
    grounded = q.noun in {stem(word) for word in known.words} or q.noun in _TIMES_DONE
    counts = [w.figure for w in known.figures if w.figure.measure is q.measure]
    if any(q.noun == k.noun or q.noun in k.nouns for k in counts):
        return False
    return any(
        k.noun
        and not (at_odds(q.noun, k.noun) and (is_person(k.noun) or is_person(q.noun)))
        and (grounded or (q.noun in ("person", "people") and not at_odds(q.noun, k.noun)))
        and (not q.per or q.per == k.per)
        and relation(q, k) is Relation.SAID
        for k in counts
    )


_AND_I = re.compile(r"[ \w-]{0,40}\band (?:I|me)\b")


def _of_us(claimed: Claimed, known: Known) -> bool:
    """ "Four of us" for three archivists and the writer."""
    q = claimed.figure
    if not claimed.sentence[q.end :].startswith(" of us"):
        return False
    return any(
        w.figure.base == q.base - 1 and _AND_I.match(passage.words, w.figure.end)
        for w in known.figures
        for entry in known.entries
        for passage in entry.passages()
        if (entry.id, passage.field) == (w.entry, w.field)
    )


def _named_by_number(claimed: Claimed, known: Known) -> bool:
    """ "In 4.2" for release 4.2: a bare number that the entry writes as a thing's name."""
    q = claimed.figure
    if not _bare(q) or q.spelled or q.comparator or q.approximate or "." not in q.text:
        return False
    number = re.compile(rf"(?<![\w.]){re.escape(q.text)}(?!\w|\.\d)")
    return any(number.search(passage.words) for entry in known.entries for passage in entry.passages())


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
            return _finding(
                claimed, Ruling.OVERSTATED, f"The entry says {says}, not all.", (part.span, whole.span), kind
            )
    return None


def _whole_taken_off(claimed: Claimed, known: Known, kind: Kind) -> Finding | None:
    """ "Cut by four hours" where four hours is what it was before."""
    q = claimed.figure
    ahead, _ = claimed.near(2, 1)
    if q.measure is Measure.COUNT or not ahead or ahead[-1] != "by":
        return None
    carrying = [written for written in known.figures if carries(claimed, written, known)]
    for written in carrying:
        pair = next((w for w in known.changes if w.told and written.span in w.spans), None)
        if pair is None:
            return None
        told = f"The entry goes from {plain(pair.change.before)} to {plain(pair.change.after)}"
        return _finding(claimed, Ruling.CONTRADICTED, f"{told}, which is no change by {q.text}.", pair.spans, kind)
    return None


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
    return frozenset(stem(word) for word in words if word not in _DIFFERENCE_TOLD and word not in PERIODS)


def _listed(words: frozenset[str]) -> str:
    return ", ".join(f'"{word}"' for word in sorted(words)[:3])


def _stronger(claimed: Claimed, best: "Written | Derived", how: Relation, kind: Kind) -> Finding:
    q, figure = claimed.figure, best.figure
    spans = best.spans if isinstance(best, Derived) else (best.span,)
    said = best.sum_up if isinstance(best, Derived) else f"the entry says {plain(figure)}"
    claim = f'"{_whole(q)}"'
    if how is Relation.HEDGE_DROPPED:
        offer = _offer(figure, q)
        because = f"{_upper(said)}; {claim} says it more surely. True would be: {offer}."
        question = f"Was it {offer}, or exactly {q.text}?"
    elif how is Relation.BOUND_ADDED:
        because = f"{_upper(said)}, which is not {claim}. True would be: {plain(figure)}."
        question = f"Was it {plain(figure)}, or more than that?"
    else:
        because = f"{_upper(said)}; {claim} is rounded up and not marked. True would be: {_weaker(best)}."
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


def _whole(q: Quantity) -> str:
    """The figure with its bound, as claimed."""
    bound = (
        q.comparator.value
        if q.comparator and not q.vague and q.comparator.value not in q.text and not q.text.endswith("+")
        else ""
    )
    return f"{bound} {q.text}".strip()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


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
            because = f'The entry says {plain(k)}, not "{_whole(q)}".'
        elif _same_kind(q, k) and _same_noun(q, k):
            ruling = Ruling.CONTRADICTED if k.per else Ruling.UNSUPPORTED
            because = f'The entry says {plain(k)}, not "{_whole(q)}".'
            if not k.per:
                because = f'The entry says {plain(k)}; it does not say "a {q.per}".'
        elif _same_kind(q, k):
            ruling = Ruling.UNSUPPORTED
            because = f'The entry\'s {plain_number(k.value)} counts "{k.noun}", not "{q.noun}".'
        elif {q.measure, k.measure} == {Measure.SHARE, Measure.POINTS}:
            ruling = Ruling.CONTRADICTED
            because = f"The entry says {plain(k)}; percent and percentage points are different things."
        else:
            ruling = Ruling.UNSUPPORTED
            because = f'The entry\'s figure is {plain(k)}, which is not "{_whole(q)}".'
        return Finding(
            kind=kind,
            ruling=ruling,
            because=because,
            question=f"Where does {_whole(q)} come from?",
            spans=(written.span,),
            claimed=(q.start, q.end),
        )
    return None


def _different(claimed: Claimed, known: Known, kind: Kind) -> Finding:
    q = claimed.figure
    rivals = [w for w in known.figures if comparable(q, w.figure, known.periods)]
    near = _nearest(q, list(_derived_for(claimed, known)), Decimal("0.25"))
    written = _nearest(q, rivals, Decimal(10**9))
    if isinstance(near, Derived) and (not rivals or _apart(q, near.figure) < _apart(q, rivals[0].figure)):
        higher = q.base > near.figure.base
        return _finding(
            claimed,
            Ruling.OVERSTATED if higher else Ruling.CONTRADICTED,
            f'{_upper(near.sum_up)}, not "{_whole(q)}".',
            near.spans,
            kind,
        )
    if isinstance(written, Written):
        k = written.figure
        tied = bool(q.noun and k.noun) or (len(rivals) == 1 and q.measure is not Measure.COUNT) or claimed.in_change
        close = q.base > k.base and _apart(q, k) <= Decimal("0.2")
        if tied or close:
            ruling = Ruling.OVERSTATED if close else Ruling.CONTRADICTED
            return _finding(claimed, ruling, f'The entry says {plain(k)}, not "{_whole(q)}".', (written.span,), kind)
    return _finding(claimed, Ruling.UNSUPPORTED, f'No cited entry says "{_whole(q)}".', (), kind)


def _finding(claimed: Claimed, ruling: Ruling, because: str, spans: tuple[Span, ...], kind: Kind) -> Finding:
    q = claimed.figure
    return Finding(
        kind=kind,
        ruling=ruling,
        because=because,
        question=f"Where does {_whole(q)} come from?",
        spans=spans,
        claimed=(q.start, q.end),
    )


def _apart(one: Quantity, two: Quantity) -> Decimal:
    larger = max(abs(one.base), abs(two.base))
    return abs(one.base - two.base) / larger if larger else Decimal(0)


def _nearest(q: Quantity, some: "Sequence[Written | Derived]", within: Decimal) -> "Written | Derived | None":
    best = min(some, key=lambda one: _apart(q, one.figure), default=None)
    return best if best is not None and _apart(q, best.figure) <= within else None


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
