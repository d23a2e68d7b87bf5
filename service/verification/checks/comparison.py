"""Settles whether the direction or baseline of a comparison was turned round; not whether its figures are right."""

import re
from collections.abc import Sequence

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.quantities import changes, quantities
from service.domain.units import Measure
from service.domain.word_sets import word_list, word_set
from service.domain.wording import is_number, is_past
from service.verification.directions import PLAIN_DOWN, PLAIN_UP
from service.verification.reading import ClaimClause, Reading, Source, read
from service.verification.scopes import Scoped

_FROM_TO = re.compile(
    r"(?i)\bfrom\s+(?:about\s+|around\s+|roughly\s+|~)?([£$€]?[\w.,%-]+)(?:\s+[\w%/-]+){0,4}?\s+(?:down\s+"
    r"|up\s+)?to\s+(?:about\s+|around\s+|roughly\s+|just\s+|~)?([£$€]?[\w.,%-]+)"
)
_THAN = re.compile(r"(?i)\b([\w-]+)\s+(?:\w+\s+){0,3}?than\s+(?:the\s+|our\s+|a\s+)?([\w-]+)")
_PAIRS = tuple(
    (pair.split("/")[0], pair.split("/")[1])
    for pair in word_list(
        """faster/slower more/fewer more/less higher/lower better/worse longer/shorter earlier/later above/below
        ahead/behind before/after over/under exceeded/missed best/worst highest/lowest cheaper/dearer larger/smaller
        early/late up/down"""
    )
)
_OPPOSITE: dict[str, frozenset[str]] = {}
for _here, _there in _PAIRS:
    _OPPOSITE[_here] = _OPPOSITE.get(_here, frozenset()) | {_there}
    _OPPOSITE[_there] = _OPPOSITE.get(_there, frozenset()) | {_here}


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects where the shared words stand under the opposite direction, or before and after have changed places."""
    reading = read(claim, evidence)
    for clause in reading.clauses:
        found = _turned(clause, reading)
        if found:
            return (found,)
    return _swapped(reading) or _counts_swapped(reading) or _states_swapped(reading) or _moved_otherwise(reading)


def _turned(clause: ClaimClause, reading: Reading) -> Finding | None:
    for here in clause.words:
        stem, lower = here.word.stem, here.word.lower
        opposite: frozenset[str] | None = None
        if stem in PLAIN_UP and stem not in {"more", "high"}:
            opposite, same = PLAIN_DOWN, PLAIN_UP
        elif stem in PLAIN_DOWN and stem not in {"few", "low"}:
            opposite, same = PLAIN_UP, PLAIN_DOWN
        elif lower in _OPPOSITE:
            opposite, same = _OPPOSITE[lower], frozenset({lower})
        else:
            continue
        if _compares_otherwise(here, reading):
            continue
        if lower in {"before", "after"} and _fits_its_side(lower, reading):
            continue
        told = {there.word.stem for source in reading.sources for there in source.scoped} | {
            there.word.lower for source in reading.sources for there in source.scoped
        }
        if told & same or lower in told:
            continue
        for source in clause.sources:
            against = next(
                (
                    there
                    for there in source.scoped
                    if (there.word.stem in opposite or there.word.lower in opposite)
                    and not (there.word.lower == "up" and _AT_MOST.match(source.text, there.word.start))
                ),
                None,
            )
            if (
                against is not None
                and clause.coverage >= 0.5
                and _share_object(clause, source, against.clause, here.word.stem)
            ):
                return _contradicted(
                    f"the entry says *{against.word.lower}*, the other way", source, (here.word.start, here.word.end)
                )
    return None


_UPWARD = re.compile(
    r"(?i)\b(?:up(?: by)?|rose|rising|risen|grew|grown|increas\w+|climb\w+|went up"
    r"|(?:more|higher|longer|above|beyond)(?! than)|gain\w*)\b"
)
_DOWNWARD = re.compile(
    r"(?i)\b(?:down(?: by)?|fell|fallen|falling|dropp?\w*|declin\w+|decreas\w+|went down"
    r"|(?:fewer|less|lower|shorter|below)(?! than))\b"
)


def _moved_otherwise(reading: Reading) -> tuple[Finding, ...]:
    """ "Pages went up by 38" of "pages fell from 61 to 23": the size of the change, told with the other direction."""
    told = [q for q in quantities(reading.text) if q.high is None and q.measure is not Measure.SHARE]
    if not told:
        return ()
    for source in reading.sources:
        for change in changes(source.text):
            gap = change.after.base - change.before.base
            by = next((q for q in told if gap and q.base == abs(gap) and q.base != change.after.base), None)
            if by is None or change.before.measure is not change.after.measure:
                continue
            around = reading.text[max(0, by.start - 30) : by.end + 30]
            rising, falling = _UPWARD.search(around), _DOWNWARD.search(around)
            if bool(rising) is bool(falling) or "than" in reading.text[by.end :]:
                continue
            if bool(rising) is not (gap > 0):
                return (_contradicted("the entry has it moving the other way", source, (by.start, by.end)),)
    return ()


_AT_MOST = re.compile(r"(?i)up to\b")
_RATIO = re.compile(r"(?i)(?:doubl|tripl)e (?:those|that|the)\b")
_PART_OF_YEAR = re.compile(
    r"(?i)(?:early|late)[ -](?:in )?(?:\d|spring|summer|autumn|winter|[A-Z][a-z]+ber\b|January|February"
    r"|March|April|May|June|July|August)"
)
_OTHER_TIME = re.compile(r"(?i)\b(?:earlier|before|previous(?:ly)?|last \w+),? when [^.;]*$")


def _compares_otherwise(here: Scoped, reading: Reading) -> bool:
    """ "Double those of weekdays", "in early 2025", "a year earlier, when it was higher": no turn of this change."""
    text, start = reading.text, here.word.start
    if _RATIO.match(text, start) or _PART_OF_YEAR.match(text, start):
        return True
    return here.word.lower in {"higher", "lower", "more", "fewer"} and _OTHER_TIME.search(text[:start]) is not None


def _fits_its_side(lower: str, reading: Reading) -> bool:
    """ "9% before we changed it" of "fell from 9% to 4% after we changed it"."""
    told = {q.base for q in quantities(reading.text)}
    for source in reading.sources:
        for change in changes(source.text):
            side, other = (change.before, change.after) if lower == "before" else (change.after, change.before)
            if side.base in told and other.base not in told:
                return True
    return False


def _share_object(clause: ClaimClause, source: Source, there_clause: int, but: str) -> bool:
    return any(
        there.clause == there_clause
        for here in clause.content
        if here.word.stem != but
        for there in clause.matches(here, source)
    )


def _swapped(reading: Reading) -> tuple[Finding, ...]:
    for pattern in (_FROM_TO, _THAN):
        for match in pattern.finditer(reading.text):
            first, second = match[1].lower().strip(".,"), match[2].lower().strip(".,")
            for source in reading.sources:
                for there in pattern.finditer(source.text):
                    if (there[1].lower().strip(".,"), there[2].lower().strip(".,")) == (
                        second,
                        first,
                    ) and first != second:
                        return (_contradicted("the entry has the two the other way round", source, match.span()),)
    return ()


def _contradicted(because: str, source: Source, place: tuple[int, int]) -> Finding:
    return Finding(
        kind=Kind.COMPARISON,
        ruling=Ruling.CONTRADICTED,
        because=because,
        question="Which of the two is right?",
        spans=(source.span(),),
        claimed=place,
    )


_STATES = tuple((pair.split("/")[0], pair.split("/")[1]) for pair in word_list("on/off open/closed enabled/disabled"))
_STATE_VERBS = word_set("was were is are been turned turn turning switched left kept set stayed found put")


def _states(scoped: Sequence[Scoped], pair: tuple[str, str]) -> dict[str, str]:
    """Which of two states each verb is said to leave a thing in: `was off and turned it on` is was: off,"
    " turned: on."""
    found: dict[str, str] = {}
    for n, here in enumerate(scoped):
        if here.word.lower in pair:
            verb = next(
                (there.word.lower for there in scoped[max(0, n - 4) : n][::-1] if there.word.lower in _STATE_VERBS), ""
            )
            found.setdefault(verb, here.word.lower)
    found.pop("", None)
    return found


def _states_swapped(reading: Reading) -> tuple[Finding, ...]:
    """*Was on, and turned it off* where the entry has it *off* and turned *on*."""
    for pair in _STATES:
        told = _states(reading.scoped, pair)
        if not told:
            continue
        for source in reading.sources:
            said = _states(source.scoped, pair)
            both = [verb for verb in told if verb in said]
            if len(both) == len(said) and both and all(told[verb] != said[verb] for verb in both):
                return (_contradicted("the entry has it the other way round", source, (0, len(reading.text))),)
    return ()


def _counted(scoped: Sequence[Scoped]) -> dict[str, str]:
    """Each number word or figure with the stem of the verb it is the subject of: `fourteen (children) stayed`."""
    found: dict[str, str] = {}
    for n, here in enumerate(scoped):
        if not is_number(here.word):
            continue
        following = next((other for other in scoped[n + 1 : n + 3] if is_past(other.word.lower)), None)
        if following is not None:
            found[here.word.lower] = following.word.stem
    return found


def _counts_swapped(reading: Reading) -> tuple[Finding, ...]:
    """*Fourteen came, twenty-two stayed* where the entry has it the other way round."""
    told = _counted(reading.scoped)
    if len(told) < 2:
        return ()
    for source in reading.sources:
        said = _counted(source.scoped)
        both = [figure for figure in told if figure in said]
        if (
            len(both) == 2
            and told[both[0]] == said[both[1]]
            and told[both[1]] == said[both[0]]
            and (told[both[0]] != told[both[1]])
        ):
            return (
                Finding(
                    kind=Kind.COMPARISON,
                    ruling=Ruling.CONTRADICTED,
                    because=f"the entry has *{both[0]}* and *{both[1]}* the other way round",
                    question="Which of the two is right?",
                    spans=(source.span(),),
                ),
            )
    return ()
