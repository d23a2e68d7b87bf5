"""Settles whether the direction or baseline of a comparison was turned round; not whether its figures are right."""

import re
from collections.abc import Sequence

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.word_sets import word_list
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
    return _swapped(reading) or _counts_swapped(reading)


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
        told = {there.word.stem for source in reading.sources for there in source.scoped} | {
            there.word.lower for source in reading.sources for there in source.scoped
        }
        if told & same or lower in told:
            continue
        for source in clause.sources:
            against = next(
                (there for there in source.scoped if there.word.stem in opposite or there.word.lower in opposite), None
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


def _counted(scoped: Sequence[Scoped]) -> dict[str, str]:
    """Each number word or figure with the stem of the verb it is the subject of: `fourteen (children) stayed`."""
    found: dict[str, str] = {}
    for n, here in enumerate(scoped):
        following = next((other for other in scoped[n + 1 : n + 3] if is_past(other.word.lower)), None)
        if is_number(here.word) and following is not None:
            found[here.word.lower] = following.word.stem
    return found


def _counts_swapped(reading: Reading) -> tuple[Finding, ...]:
    """*Fourteen came, twenty-two stayed* where the entry has it the other way round."""
    told = _counted(reading.scoped)
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
