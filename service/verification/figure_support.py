"""What makes a claimed figure true: a written figure, one that follows, or words that say it without a figure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.domain.clock import clock_times
from service.domain.noun_phrases import at_odds, is_person, is_plural, stem
from service.domain.quantity import Comparator, Quantity
from service.domain.units import Measure
from service.domain.word_sets import word_set
from service.domain.wording import stem as wording_stem
from service.verification.claimed_figures import ELLIPTICAL, Claimed, bare, comparable, readings, same_noun
from service.verification.cued_figures import reckoned_from
from service.verification.derived_figures import Derived, Way
from service.verification.figure_relations import Relation, relation, same
from service.verification.figure_roles import roles
from service.verification.known_figures import Known
from service.verification.paraphrase import stand_ins
from service.verification.written_figures import Written

# A difference is meant only where the sentence speaks of one.
DIFFERENCE_TOLD = word_set("""
    saved saves saving save savings by fewer less more faster shorter quicker earlier sooner reduction gain gained cut
    difference improvement increase decrease drop rise extra additional freed frees freeing off back added adding lower
    higher left remaining rest others outstanding unsold unfilled missed
    not leaving leaves failed trimmed shaved removed longer bigger larger eliminated avoided avoiding
    """)


_FELL = word_set("fell fall falling dropped drop reduced reduce reducing cut cutting decreased declined shrank down")


_NOTHING = word_set("no none without zero never nil")


_WHOLE = word_set("all every each entire whole")


_DEALT = word_set("each every apiece respectively")


_TIMES_DONE = word_set("time occasion project initiative win piece entry example instance")


_GOAL_TOLD = re.compile(r"(?i)\b(?:goals?|targets?|quota|plan|budget|capacity|forecast|limit|aim)\b")


def carries(claimed: Claimed, written: Written, known: Known) -> bool:
    """Whether one written figure makes the claimed one true."""
    q, k = claimed.figure, _filled_in(written, claimed.figure, known)
    if not comparable(q, k, known.periods) or relation(q, k) is not Relation.SAID:
        return False
    if q.measure is not Measure.COUNT or not q.noun or k.noun:
        return True
    # A figure that names no noun may count anything: it must be the very figure, and not evidently of other things.
    counted = any(w.figure.noun and same_noun(q, w.figure) for w in known.figures if w.figure.measure is q.measure)
    plurals = {word for word in written.about if is_plural(word)}
    return not counted or not plurals or q.noun in {stem(word) for word in plurals} or _part_of_counted(claimed, known)


def _words_for(noun: str) -> frozenset[str]:
    """The stems an honest sentence may word as `noun`: a reply for a response, an opening for a role."""
    return stand_ins(wording_stem(noun)) | _ALIKE.get(noun, frozenset())


_ALIKE = {
    word: frozenset(map(wording_stem, group.split()))
    for group in (
        "reply response answer", "role opening vacancy post position", "session demo workshop class meeting visit",
        "action item task follow-up point", "pupil child student learner", "case file referral matter",
    )
    for word in group.split()
}  # fmt: skip


def _part_of_counted(claimed: Claimed, known: Known) -> bool:
    """ "Two of the three students" of "three students ... Two passed": the part takes its noun from the whole."""
    q = claimed.figure
    for whole in claimed.beside:
        gap = claimed.sentence[q.end : whole.start] if whole.start > q.end else ""
        if _PART_OF.fullmatch(gap) and whole.base > q.base:
            return any(same(whole, w.figure) and w.figure.noun and same_noun(whole, w.figure) for w in known.figures)
    return False


_PART_OF = re.compile(r"(?i) of (?:(?:the|our|my|these|those|his|her|their) )?")


def _filled_in(written: Written, claimed: Quantity, known: Known) -> Quantity:
    """ "In 31 hours, last year 40": the bare figure of an entry is of a unit that stands beside it."""
    k = written.figure
    if not bare(k) or claimed.measure in ELLIPTICAL or k.value != claimed.value:
        return k
    for other in known.figures:
        if other.figure.unit == claimed.unit and (other.entry, other.field) == (written.entry, written.field):
            return replace(k, unit=claimed.unit, measure=claimed.measure, factor=claimed.factor)
    return k


def support(claimed: Claimed, known: Known) -> "Written | Derived | None":
    """What makes the figure true, or None."""
    for reading in readings(claimed):
        if found := _support(reading, known):
            return found
    return None


def _support(claimed: Claimed, known: Known) -> "Written | Derived | None":
    likely = known.by_size.get(claimed.figure.base, ())
    for written in (*likely, *known.figures):
        if carries(claimed, written, known):
            return written
    for one in derived_for(claimed, known):
        if relation(claimed.figure, one.figure, derived=True) is Relation.SAID:
            return one
    return reckoned_from(claimed, known)


def derived_for(claimed: Claimed, known: Known) -> Iterator[Derived]:
    """The derived figures that this figure, as its sentence tells it, may rest on."""
    q = claimed.figure
    ahead, behind = claimed.near(6, 4)
    if ahead and ahead[-1] == "than":
        ahead = ahead[:-2]  # the "more" of "more than" bounds the figure, it tells of no difference
    difference = not DIFFERENCE_TOLD.isdisjoint([*ahead, *behind]) or behind[:1] in (["under"], ["below"])
    left = bool(ahead and ahead[-1] in ("to", "in", "at", "than")) or bool(behind and behind[0] in ("of", "the", "as"))
    for one in (*known.following, *known.sums) if claimed.sums_up else known.following:
        if not comparable(q, one.figure, known.periods):
            continue
        if one.way is Way.OF_GOAL and _GOAL_TOLD.search(claimed.sentence) is None:
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


def told_without_figure(claimed: Claimed, known: Known) -> bool:
    """Whether the entry says it with no figure: "no incidents", "all wards", three names in a row."""
    q = claimed.figure
    if q.value == 0 and q.high is None:
        return not known.words.isdisjoint(_NOTHING)
    if q.measure is Measure.SHARE and q.base == 1:
        return not known.words.isdisjoint(_WHOLE)
    if q.measure is Measure.TIME and q.value == 1 and _SO_MANY_IN.search(claimed.sentence[: q.start]):
        return any(w.figure.per == q.unit for w in known.figures)  # "34 in a week" of so many a week
    if q.measure is not Measure.COUNT or q.high is not None:
        return False
    if _OF_THE_CLOCK.match(claimed.sentence, q.end):
        told = (time for entry in known.entries for passage in entry.passages() for time in clock_times(passage.words))
        return any(time.minutes % 720 == q.value * 60 % 720 for time in told)
    if _of_us(claimed, known) or _named_by_number(claimed, known):
        return True
    if q.value == 1 and q.spelled and not claimed.in_change:
        if roles(claimed.sentence)[q.start].each and known.words.isdisjoint(_DEALT):
            return False  # "one workshop in each of 4 hospitals"
        return not any(q.noun and w.figure.noun == q.noun for w in known.figures)
    if q.value != q.value.to_integral_value():
        return False
    counted = any(w.figure.noun and same_noun(q, w.figure) and w.figure.measure is q.measure for w in known.figures)
    if counted or q.per or q.comparator in (Comparator.MORE, Comparator.NEARLY):
        return False
    if q.noun in _TIMES_DONE and q.value == len(known.entries) and q.value > 1:
        return True
    voices = {said.who for entry in known.entries for said in entry.corroborations}
    return 1 < q.value <= 20 and (int(q.value) in known.lists or (bool(voices) and int(q.value) == len(voices)))


def counts_under_another_name(claimed: Claimed, known: Known) -> bool:
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
        and (
            grounded
            or not _words_for(q.noun).isdisjoint({wording_stem(noun) for noun in (k.noun, *k.nouns)})
            or (q.noun in ("person", "people") and not at_odds(q.noun, k.noun))
        )
        and (not q.per or q.per == k.per)
        and relation(q, k) is Relation.SAID
        for k in counts
    )


_OF_THE_CLOCK = re.compile(r"(?i) (?:o'clock|in the (?:morning|afternoon|evening)|at night)\b")
_SO_MANY_IN = re.compile(r"\d(?: [\w'-]+){0,2} in $")
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
    if not bare(q) or q.spelled or q.comparator or q.approximate or "." not in q.text:
        return False
    number = re.compile(rf"(?<![\w.]){re.escape(q.text)}(?!\w|\.\d)")
    return any(number.search(passage.words) for entry in known.entries for passage in entry.passages())
