"""A figure must tell in a sentence what it tells in its entry: the same deed, part and side, so many each or in all.

Asked only of figures the entry carries. Each rule speaks where the entry itself gives the other reading a figure of
its own (or a "none"), so that an honest change of words stays quiet.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from service.domain.claims import Ruling, Span
from service.domain.quantities import quantities
from service.domain.quantity import Change, Quantity
from service.domain.units import PERIODS, Measure
from service.domain.wording import content_words, stem, words
from service.domain.wording_of_figures import plain, plain_number
from service.verification.deeds import Counted, Deed, Deeds, deeds, rivals
from service.verification.directions import PLAIN_DOWN, PLAIN_UP
from service.verification.figure_relations import same
from service.verification.figure_roles import Aim, Role, opposed, roles
from service.verification.known_figures import Known
from service.verification.paraphrase import stand_ins
from service.verification.written_figures import Written


class Slip(NamedTuple):
    """What a figure was made to tell that its entry does not."""

    ruling: Ruling
    because: str
    spans: tuple[Span, ...]


Comparable = Callable[[Quantity, Quantity], bool]


class Binding(NamedTuple):
    """One figure of a sentence with the written figures that carry it; `comparable` tells which others count alike."""

    figure: Quantity
    sentence: str
    carriers: Sequence[Written]
    known: Known
    comparable: Comparable

    @property
    def role(self) -> Role:
        return roles(self.sentence)[self.figure.start]

    @property
    def counted(self) -> Counted:
        return deeds(self.sentence).of(self.figure)


def slip(binding: Binding) -> Slip | None:
    """The gravest way in which the figure is bound otherwise in its entry; None where some carrier is bound alike."""
    least: Slip | None = None
    for written in binding.carriers:
        found = _slip(binding, written)
        if found is None:
            return None
        least = least or found
    return least


def _slip(binding: Binding, written: Written) -> Slip | None:
    return (
        _other_aim(binding, written)
        or _other_deed(binding, written)
        or _through_a_noun(binding, written)
        or _part_as_whole(binding, written)
        or _turned(binding, written)
        or _dealt_out(binding, written)
        or _narrowed(binding, written)
    )


def _slipped(because: str, *written: Written, ruling: Ruling = Ruling.CONTRADICTED) -> Slip:
    return Slip(ruling, because, tuple(one.span for one in written))


def _here(written: Written) -> tuple[Quantity, ...]:
    return quantities(written.said)


def _role_of(written: Written) -> Role:
    return roles(written.said)[written.figure.start]


_NEAR = 240
"""Characters: beyond them a deed of an entry says nothing about a figure."""


def _other_deed(binding: Binding, written: Written) -> Slip | None:
    """ "Hired 14" where the entry interviewed 14 and hired none, or another number."""
    claimed, role = binding.counted, binding.role
    if not claimed.readings or role.aim is Aim.GOAL or role.whole:
        return None
    if _SET_AGAINST.search(binding.sentence[max(0, binding.figure.start - 32) : binding.figure.start]):
        return None  # "in six weeks, against seven in the plan": the second is no figure of the deed
    told = deeds(written.said)
    theirs = told.of(written.figure).every
    first: Slip | None = None
    for reading in claimed.readings:
        found = next((one for deed in reading if (one := _moved(deed, theirs, told, binding, written))), None)
        if found is None:
            return None
        first = first or found
    return first


_SET_AGAINST = re.compile(
    r"(?i)\b(?:against|versus|vs\.?|instead of|rather than|compared (?:with|to)) (?:the |about )?$"
)


def _through_a_noun(binding: Binding, written: Written) -> Slip | None:
    """ "Trained 80 nurses" of "12 workshops for 80 nurses": a verb made of a noun that the figure stands beside."""
    claimed, told = binding.counted, deeds(written.said)
    theirs = told.of(written.figure)
    if not (claimed.direct and theirs.every) or theirs.direct or binding.figure.measure is not Measure.COUNT:
        return None
    if _BESIDE.search(written.said[max(0, written.figure.start - 32) : written.figure.start]) is None:
        return None
    said = {word.stem for word in content_words(written.said)}
    for deed in claimed.readings[0]:
        held = stand_ins(deed.stem) & said
        if deed.stem in held or not held or held & _TEACHING or any(deed.tells(other) for other in told.every):
            continue
        because = f'The entry says "{theirs.every[0].word}" with {plain(written.figure)} beside it, not "{deed.word}".'
        return _slipped(because, written, ruling=Ruling.OVERSTATED)
    return None


_BESIDE = re.compile(
    r"(?i)\b(?:for|with|to|in|at|across|among|from)\s+(?:the |our |about |around |some |over |nearly )?$"
)
_TEACHING = frozenset(map(stem, ("lesson", "class", "course", "training", "tuition", "coaching", "induction")))


def _moved(deed: Deed, theirs: Sequence[Deed], told: Deeds, binding: Binding, written: Written) -> Slip | None:
    if deed.denied or any(deed.tells(own) and not own.denied for own in theirs):
        return None
    for other in told.every:
        if abs(other.start - written.figure.start) > _NEAR or not deed.tells(other):
            continue
        if other in theirs and not other.denied:
            continue
        if other.denied:
            return _slipped(f'The entry denies "{other.word}"; its {plain(written.figure)} is not of it.', written)
        meant = roles(written.said)
        results_of = [q for q in rivals(other, told, _here(written)) if meant[q.start].aim is not Aim.GOAL]
        rival = next((q for q in results_of if _contends(q, binding)), None)
        if rival is None and binding.counted.direct and told.of(written.figure).direct and deed.stem == other.stem:
            rival = next((q for q in results_of if q.measure is binding.figure.measure), None)
        if rival is not None or (other.loose and theirs):
            of = f"{plain(rival)}" if rival is not None else "another number"
            said = f' counts "{theirs[0].word}"' if theirs else " stands apart"
            return _slipped(f'The entry ties "{other.word}" to {of}; its {plain(written.figure)}{said}.', written)
    return None


def _contends(rival: Quantity, binding: Binding) -> bool:
    q = binding.figure
    return binding.comparable(q, rival) or (rival.measure is q.measure is Measure.COUNT and not rival.noun)


def _other_aim(binding: Binding, written: Written) -> Slip | None:
    """ "Sold 100" of 40 sold against a target of 100; "reached the goal" of one that was missed."""
    mine, theirs = binding.role, _role_of(written)
    if mine.aim is Aim.RESULT:
        if theirs.aim is not Aim.GOAL or mine.whole or (theirs.own_deed and _same_deed(binding, written)):
            return None
        return _slipped(
            f"The entry gives {plain(written.figure)} as what was aimed at, not as what came of it.", written
        )
    if mine.aim is Aim.MET and theirs.aim is Aim.GOAL:
        results = [w for w in _beside(binding, written) if _role_of(w).aim is Aim.RESULT]
        if any(w.figure.base >= written.figure.base for w in results):
            return None
        if not results and _WENT_OVER.search(written.said[max(0, written.figure.start - 48) : written.figure.start]):
            return None
        came = f", and {plain(results[0].figure)} as what came of it" if results else ""
        return _slipped(f"The entry gives {plain(written.figure)} as a goal{came}.", written, *results[:1])
    if theirs.aim is Aim.RESULT and not theirs.whole:
        goal = next((w for w in _beside(binding, written) if _role_of(w).aim is not Aim.RESULT), None)
        if goal is not None:
            return _slipped(f"The entry's goal is {plain(goal.figure)}; {plain(written.figure)} came of it.", goal)
    return None


_WENT_OVER = re.compile(r"(?i)\b(?:breach\w*|exceed\w*|over|above|beyond|past|beat|met|hit|reached|passed)\b[^.;]*$")


def _same_deed(binding: Binding, written: Written) -> bool:
    theirs = deeds(written.said).of(written.figure).every
    return any(deed.tells(own) for deed in binding.counted.every for own in theirs)


def _beside(binding: Binding, written: Written) -> list[Written]:
    """The other figures of the entry that may stand beside a written one: of its kind, in its own passage."""
    return [
        other
        for other in binding.known.figures
        if other.figure.start != written.figure.start
        and (other.entry, other.field) == (written.entry, written.field)
        and (binding.comparable(binding.figure, other.figure) or binding.comparable(written.figure, other.figure))
    ]


def _part_as_whole(binding: Binding, written: Written) -> Slip | None:
    """ "Visited 9 sites" where the entry says 2 of 9."""
    if binding.role.whole or not _role_of(written).whole or binding.figure.measure is not Measure.COUNT:
        return None
    part = max((w for w in binding.known.figures if _precedes(w, written)), key=_start, default=None)
    if part is None or part.figure.base >= written.figure.base:
        return None
    verbs = deeds(written.said).of(part.figure).every
    shared = any(deed.tells(own) for deed in binding.counted.every for own in verbs)
    if not (shared or _all_do(binding, part)):
        return None
    says = f"{plain_number(part.figure.base)} of {plain(written.figure)}"
    return _slipped(f"The entry says {says}, not all of them.", part, written, ruling=Ruling.OVERSTATED)


_OF_THEM = re.compile(
    r"(?i)(?<!\w)(?P<part>\d+|[a-z]+) of (?:them|these|those|which|whom) (?:were |was |are |being )?(?P<word>[a-z]{4,})"
)


def _narrowed(binding: Binding, written: Written) -> Slip | None:
    """ "Six remote sessions" of six sessions, "two of them remote"."""
    q = binding.figure
    if q.measure is not Measure.COUNT or not q.noun:
        return None
    close = content_words(binding.sentence[q.end : q.end + 40].split(q.noun)[0])
    behind = {word.lower for word in close[:3]}
    for found in _OF_THEM.finditer(written.said, written.figure.end):
        part = next((other for other in _here(written) if other.start == found.start("part")), None)
        if part is not None and part.base != q.base and found["word"].lower() in behind:
            because = f'The entry says "{found["word"]}" of {plain(part)} of them, not of {plain(written.figure)}.'
            return _slipped(because, written, ruling=Ruling.OVERSTATED)
    return None


_ALL_OF = re.compile(
    r"(?i)(?:^|[,;:.] |\b(?:that|and|while|when) )(?:all )?(?:(?:of )?(?:my|our|the|its|their) )?(?:all )?$"
)
_DO = re.compile(
    r"(?: [a-z'-]+){1,2}? (?:now |all |have |had )?(?P<verb>do|does|did|are|were|have|had|use|make|get|[a-z]+ed)\b"
)


def _all_do(binding: Binding, part: Written) -> bool:
    """ "My 22 drivers do 40 drops" of a trial with 4 of them: the whole made the doer, the part not named."""
    q = binding.figure
    if any(same(part.figure, other) for other in quantities(binding.sentence)):
        return False
    ahead, behind = _ALL_OF.search(binding.sentence[: q.start]), _DO.match(binding.sentence, q.end)
    return ahead is not None and behind is not None


def _start(written: Written) -> int:
    return written.figure.start


def _precedes(one: Written, two: Written) -> bool:
    return (one.entry, one.field) == (two.entry, two.field) and one.figure.start < two.figure.start


def _turned(binding: Binding, written: Written) -> Slip | None:
    """ "90 ms with caching on" where that was with caching off; "now 31" where 31 was before."""
    mine = binding.role
    word = opposed(mine, _role_of(written))
    if word and any(word in _role_of(other).contrasts for other in _beside(binding, written)):
        return _slipped(
            f'The entry does not give {plain(written.figure)} with "{word}" but with its contrary.', written
        )
    return _other_side(binding, written)


_TO = re.compile(
    r"\b(?:from (?:[\w'-]+ ){1,6})?(?:fell|fall(?:s|ing)?|dropp?(?:ed|s|ing)?|rose|ris(?:es|ing)|grew|grow(?:s|ing)"
    r"|went|reduc(?:ed|ing)|cut(?:ting)?|rais(?:ed|ing)|lifted|lowered|brought|down|up|declin(?:ed|ing)|increas(?:ed|ing)|"
    r"improv(?:ed|ing)|climbed|shrank|took|moved|halved|doubled)\b(?: (?!from\b)[\w'-]+){0,6} to "
    r"(?:just |only |about |around |under |over |roughly |a |an )*$|\b(?:now|currently|today)\b[^,;]{0,24}$",
    re.IGNORECASE,
)
_NOW = re.compile(r"[^,;.]{0,16}\b(?:now|today|currently|these days|afterwards)(?=\s*(?:[,;.)]|$))", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:(?:down|up|rising|falling|starting|rose|fell|dropped|grew|went) from|had been|used to be|used to take) "
    r"(?:about |around |roughly |a |an )*$",
    re.IGNORECASE,
)


def _other_side(binding: Binding, written: Written) -> Slip | None:
    """One side of a change alone, told as the other: "fell to 31" of a fall from 31."""
    q, sentence = binding.figure, binding.sentence
    pairs = [pair for pair in binding.known.changes if pair.told and written.span in pair.spans]
    if not pairs or len({pair.spans.index(written.span) for pair in pairs}) > 1:
        return None
    pair, after = pairs[0], pairs[0].spans.index(written.span) == 1
    ahead = sentence[max(0, q.start - _REACH) : q.start]
    if " to " in ahead and q.end < len(sentence) and _FROM_OTHER.match(sentence, q.end) and after:
        return None
    says_after = _TO.search(ahead) is not None or _NOW.match(sentence, q.end) is not None
    says_before = _FROM.search(ahead) is not None
    told = f"from {plain(pair.change.before)} to {plain(pair.change.after)}"
    if says_after and after and (way := _way_told(ahead)) and way != _way_gone(pair.change):
        return Slip(Ruling.CONTRADICTED, f"The entry goes {told}, the other way.", pair.spans)
    if says_after in (says_before, after):
        return None
    side = "after" if after else "before"
    return Slip(Ruling.CONTRADICTED, f"The entry goes {told}: {plain(written.figure)} is what was {side}.", pair.spans)


def _way_told(ahead: str) -> int:
    """1 where the last word of direction before a figure points up, -1 where it points down, 0 where there is none."""
    stems = [word.stem for word in words(ahead)]
    ways = [1 if stem in PLAIN_UP else -1 for stem in stems if stem in PLAIN_UP | PLAIN_DOWN]
    return ways[-1] if ways else 0


def _way_gone(change: Change) -> int:
    return 1 if change.after.base > change.before.base else -1 if change.after.base < change.before.base else 0


_REACH = 72
_FROM_OTHER = re.compile(r" (?:down |up )?from ")


def _dealt_out(binding: Binding, written: Written) -> Slip | None:
    """A total told as so many each, or so many each told as the total."""
    q, k = binding.figure, written.figure
    if q.measure in (Measure.SHARE, Measure.MULTIPLE, Measure.POINTS) or q.per in _TIMES or k.per in _TIMES:
        return None
    mine, theirs = binding.role.each or bool(q.per), bool(k.per) or _dealt(written, binding.known)
    if mine == theirs:
        return None
    if (
        mine
        and sum(1 for w in binding.known.figures if binding.comparable(q, w.figure) and w.figure.base == k.base) > 1
    ):
        return None  # "120 emails each" of 120 in one and 120 in the other
    if mine:
        because = f"The entry's {plain(k)} is a total; it does not say so many for each."
        return _slipped(because, written, ruling=Ruling.OVERSTATED)
    # "An order takes 90 seconds" needs no "each"; "gave 3 talks" does, where there were three for each school.
    return _slipped(f"The entry says {plain(k)} for each, not in all.", written) if q.measure is Measure.COUNT else None


_TIMES = frozenset(PERIODS.values())


def _dealt(written: Written, known: Known) -> bool:
    """Whether a written figure, or the other side of its change ("9 kg a hive to 13"), is so many for each."""
    if _role_of(written).each:
        return True
    beside = roles(written.said)
    sides = (pair.change for pair in known.changes if pair.told and written.span in pair.spans)
    return any(beside[side.start].each for one in sides for side in (one.before, one.after) if side.start in beside)
