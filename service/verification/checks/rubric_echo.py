"""Settles whether a sentence lifts the rubric's wording instead of telling work; not whether the work fits it."""

import re
from functools import lru_cache

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.rubric import Rubric
from service.domain.wording import Word, content_words
from service.verification.reading import in_stems, read

# What ladders everywhere say of a level; nobody writes so about a thing they did.
_STOCK = re.compile(
    r"""(?ix)\b(?:(?:when|where|while)\s+(?:it|things|the\s+\w+(?:\s+\w+)?)\s+(?:was|is|were|are)\s+(?:not\s+clear|unclear|not\s+obvious|uncertain)
    |(?:when|where)\s+(?:nobody|no\s+one)\s+(?:knew|could\s+say|was\s+sure)|ambiguous\s+(?:\w+\s+)?(?:problems?|situations?|areas?|requirements?|space)|ambiguity|(?:when|where)\s+(?:the\s+)?(?:path|way|direction)\s+(?:is|was)\s+unclear
    |blast\s+radius|makes?\s+(?:the\s+)?people\s+around|made\s+(?:the\s+)?people\s+around|people\s+around\s+(?:me|them|us)|shap(?:e|es|ed|ing)\s+(?:the\s+)?(?:others'?|other\s+people's?|team'?s?)\s+(?:work|direction|decisions?)
    |problems?\s+worth\s+solving|before\s+any(?:one|body)\s+(?:assigns?|assigned|names?|named|asks?|asked)|end[-\s]to[-\s]end\s+ownership|usually\s+right|decisions?\s+(?:get\s+)?routed\s+through|force\s+multiplier
    |multiplier|raises?\s+the\s+bar|raised\s+the\s+bar|raising\s+the\s+bar|drives?\s+alignment|driving\s+alignment|influenc(?:e|es|ed|ing)\s+(?:without\s+authority|others|across)|defin(?:e|es|ed|ing)\s+the\s+(?:task|problem|path)\s+(?:myself|yourself|themselves)
    |technical\s+(?:vision|direction)|cross-functional\s+(?:collaboration|alignment|influence)|strategic\s+(?:direction|vision|impact|influence)|broad(?:er)?\s+(?:impact|influence|scope)|larger\s+scope|scope\s+and\s+(?:impact|influence|complexity)
    |proposes?\s+the\s+path|owns?\s+(?:an?\s+)?(?:unclear|ambiguous|complex)\s+\w+|sets?\s+(?:the\s+)?direction|setting\s+(?:the\s+)?direction)\b"""
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to words of the claim that come from a rubric behaviour and from no sentence it rests on."""
    reading = read(claim, evidence)
    lacking = [word for word in content_words(reading.text) if word.stem not in reading.stems]
    if not lacking:
        return ()
    for match in _STOCK.finditer(reading.text):
        if any(match.start() <= word.start < match.end() for word in lacking):
            return (_echo(match[0], match.start(), match.end()),)
    if evidence.rubric is None:
        return ()
    for behaviour in _behaviours(evidence.rubric):
        run = _longest_run(
            content_words(reading.text), behaviour, frozenset(word.start for word in lacking), reading.stems
        )
        if run:
            return (_echo(reading.text[run[0].start : run[-1].end], run[0].start, run[-1].end),)
    return ()


@lru_cache(maxsize=64)
def _behaviours(rubric: Rubric) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(word.stem for word in content_words(text))
        for dimension in rubric.dimensions
        for text in (dimension.next, dimension.current)
        if text
    )


def _longest_run(
    told: tuple[Word, ...], behaviour: tuple[str, ...], lacking: frozenset[int], stems: frozenset[str]
) -> list[Word] | None:
    """A stretch of the claim whose words stand close together, in order, in the behaviour, at least two of them nowhere
    in the entry."""
    places: dict[str, list[int]] = {}
    for n, stem in enumerate(behaviour):
        places.setdefault(stem, []).append(n)
    best: list[Word] = []
    run: list[Word] = []
    at = -10
    for word in told:
        following = next((place for place in places.get(word.stem, ()) if at < place <= at + 3), None)
        if following is None:
            run, following = [], next(iter(places.get(word.stem, ())), None)
        if following is None:
            at = -10
            continue
        run.append(word)
        at = following
        if len(run) > len(best):
            best = list(run)
    new = [word for word in best if word.start in lacking and not in_stems(word, stems)]
    return best if (len(best) >= 3 and new) or (len(best) >= 2 and len(new) >= 2) else None


def _echo(words_: str, start: int, end: int) -> Finding:
    return Finding(
        kind=Kind.RUBRIC_ECHO,
        ruling=Ruling.UNSUPPORTED,
        because=f"*{' '.join(words_.split()).lower()}* is the rubric's wording; no cited entry says it",
        question="What did you do that shows this, in your own words?",
        claimed=(start, end),
    )
