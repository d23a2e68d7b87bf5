"""Settles whether there is an absolute, superlative or intensifier its entry lacks; not whether it is deserved."""

import re
from itertools import pairwise

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.moments import moments
from service.domain.quantities import quantities
from service.domain.quantity import Quantity
from service.domain.units import Measure
from service.domain.word_sets import word_set
from service.domain.wording import carries_meaning, is_number, stem
from service.verification.figure_roles import roles
from service.verification.paraphrase import stand_ins
from service.verification.reading import Reading, read
from service.verification.scopes import Scoped
from service.verification.written_figures import listed

_ALL = word_set(
    "all every each entire entirely whole wholly full fully complete completely total totally everyone "
    "everybody everything throughout 100% always both"
)
_OF_ALL = frozenset({"every", "all", "each"})
_NONE = word_set("never none zero no nothing nobody without eliminated eliminating")
_ABSOLUTE = word_set(
    """
    all every entire entirely whole wholly fully completely totally everyone everybody everything never none
    nobody zero first only sole solely exclusively best worst most greatest largest biggest highest lowest
    fastest strongest leading top unique unprecedented unparalleled unmatched flawless flawlessly perfect
    perfectly guaranteed guarantees permanent permanently universal universally ultimate definitive finest
    eliminated eliminating single-handedly record record-breaking world-class best-in-class
    """
)
_INTENSE = word_set(
    """
    significant significantly substantial substantially dramatic dramatically drastic drastically considerable
    considerably greatly hugely massively vastly highly extremely exceptionally remarkably remarkable notably
    markedly immensely tremendously sharply deeply major massive huge enormous tremendous critical crucial vital
    essential key pivotal instrumental transformative groundbreaking game-changing revolutionary innovative
    cutting-edge state-of-the-art pioneering comprehensive robust seamless seamlessly successful successfully
    smooth smoothly effective effectively efficient efficiently exceptional exceptionally outstanding excellent
    superb impressive stellar extensive extensively thorough thoroughly meticulous meticulously rigorous
    rigorously strategic strategically proactive proactively impactful measurable tangible invaluable valuable
    immense strong strongly powerful superior optimal optimally complex challenging high-impact high-quality
    high-stakes mission-critical business-critical large-scale far-reaching widespread widely rapid rapidly
    swift swiftly quickly expertly skilfully skillfully flawlessly consistently tirelessly diligently
    passionately masterfully decisive decisively sweeping lasting sustainable long-term scalable timely
    innovatively creatively dedicated
    """
)
_SAME = {
    frozenset(group.split())
    for group in (
        "best finest top greatest strongest",
        "biggest largest greatest",
        "critical crucial vital essential key mission-critical business-critical important",
        "quickly rapidly rapid swiftly swift fast quick faster",
        "first initial",
        "complex complicated messy tangled hard difficult challenging gnarly",
        "most majority",
        "only sole solely exclusively just",
        "thorough thoroughly detailed careful",
        "full fully complete completely whole entire",
        "smooth smoothly without clean cleanly",
        "long-term lasting permanent",
        "big large major huge",
        "successful successfully succeeded worked passed",
    )
}


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to each such word that no sentence the claim rests on has, itself or in a word as strong."""
    reading = read(claim, evidence)
    if not reading.sources:
        return ()
    said = {there.word.lower for source in reading.sources for there in source.scoped}
    stems = {there.word.stem for source in reading.sources for there in source.scoped}
    dated = moments(reading.text)
    for here in reading.scoped:
        lower = here.word.lower
        if lower in _COUNTED_WHOLE and (figure := _figure_behind(here, reading)) is not None:
            if not _is_whole(figure, reading):
                return (_only_in_sentence(here, reading),)
            continue
        if lower == "both" and _of_more(here, reading):
            return (_only_in_sentence(here, reading),)
        if lower not in _ABSOLUTE and lower not in _INTENSE:
            continue
        if any(moment.start <= here.word.start < moment.end for moment in dated):
            continue  # the "first" of "the first quarter of 2025" is the dates check's
        if lower in _OF_ALL and _other_noun(here, reading):
            return (_only_in_sentence(here, reading),)
        if (
            lower in said
            or stem(lower) in stems
            or _worded_otherwise(lower, said, reading)
            or _is_quiet(lower, here.word.start, reading)
        ):
            continue
        return (_only_in_sentence(here, reading),)
    return ()


_COUNTED_WHOLE = word_set("all every")
_LED_IN = re.compile(r"(?i)\s+(?:one\s+)?(?:of\s+)?(?:the\s+|our\s+|my\s+|its\s+|their\s+|those\s+|these\s+)?")
_THE = re.compile(r"(?i)\b(?:the|all|our|my|its|their|his|her|those|these|both|every|each|whole)\s+(?:of\s+the\s+)?$")


_ALL_BUT = re.compile(r"(?i)\ball but (?:one|two|three|four|\d+) of\b")
_NAMED_SINGLY = 4


def _figure_behind(here: Scoped, reading: Reading) -> Quantity | None:
    """The count that *all* or *every one of* takes whole."""
    end = here.word.start + len(here.word.text)
    led = _LED_IN.match(reading.text, end)
    at = led.end() if led else end
    return next((q for q in quantities(reading.text) if q.start == at and q.measure is Measure.COUNT), None)


def _is_whole(figure: Quantity, reading: Reading) -> bool:
    """ "All 5 regions" needs the entry's "the 5", "all five", "5 of 5", or another word that leaves none out.

    A number alone tells how many it was done for, not that there are no more of them. Up to four, "all" only takes up
    what was named, as "both" does for two.
    """
    for source in reading.sources:
        told = [q for q in quantities(source.text) if q.measure is Measure.COUNT]
        alike = [q for q in told if q.base == figure.base]
        if alike and figure.base <= _NAMED_SINGLY:
            return True
        if any(_THE.search(source.text[max(0, q.start - 24) : q.start]) for q in alike):
            return True
        if any(0 < two.start - one.end <= 24 and one.base == two.base for one, two in pairwise(alike)):
            return True
        spoken = {there.word.lower for there in source.scoped}
        if alike and spoken & (_ALL - {"both"}):
            return True
        if not told and len(source.scoped) > 0 and int(figure.base) in listed(source.text):
            return True
    return False


def _of_more(here: Scoped, reading: Reading) -> bool:
    """ "Both sites" of an entry that says 2 of 9."""
    noun = next((other for other in reading.scoped if other.word.start > here.word.start), None)
    if noun is None or not carries_meaning(noun.word):
        return False
    for source in reading.sources:
        parts = roles(source.text)
        for q in quantities(source.text):
            if parts[q.start].whole and q.base > 2 and noun.word.lower.startswith(q.noun or "\0"):
                return True
    return False


def _only_in_sentence(here: Scoped, reading: Reading) -> Finding:
    lower = here.word.lower
    says = (
        f"only the sentence says *{lower}*" if lower in _INTENSE else f"the entry says nothing so absolute as *{lower}*"
    )
    return Finding(
        kind=Kind.ABSOLUTES,
        ruling=Ruling.OVERSTATED,
        because=says,
        question=f"What shows that *{lower}* is true of it?",
        spans=(reading.sources[0].span(),),
        claimed=(here.word.start, here.word.end),
    )


def _other_noun(here: Scoped, reading: Reading) -> bool:
    """*Every graduate* is not *two graduates every Thursday*: the entry's own *every* must stand before the noun."""
    noun = next((other for other in reading.scoped if other.word.start > here.word.start), None)
    if noun is None or not carries_meaning(noun.word) or is_number(noun.word):
        return False
    wanted = stand_ins(noun.word.stem)
    found = False
    for source in reading.sources:
        for n, there in enumerate(source.scoped):
            if there.word.stem in wanted:
                found = True
                if any(before.word.lower in _ALL for before in source.scoped[max(0, n - 3) : n]):
                    return False
    return found


def _worded_otherwise(lower: str, said: set[str], reading: Reading) -> bool:
    if lower in _ALL and (
        said & _ALL
        or re.search(r"(?i)\b(?:no one|nobody) \w+ (?:without|not)|100 ?%|\b(\d+) of \1\b", reading.source_text)
    ):
        return True
    if lower in _NONE and (
        said & _NONE or re.search(r"(?i)\b0\b|\bto (?:zero|nil|none)\b|n't\b|\bnot\b", reading.source_text)
    ):
        return True
    return any(lower in group and said & group for group in _SAME)


def _is_quiet(lower: str, start: int, reading: Reading) -> bool:
    """Uses that claim nothing: `first aid`, `at first`, `all three` for three, `most of` a stated majority."""
    rest = reading.text[start + len(lower) :].lstrip()
    before = reading.text[:start].rstrip().lower()
    if lower == "first" and (
        before.endswith(("at", "for the", "in the"))
        or re.match(r"(?i)(?:aid|responder|name|draft|half|quarter|year|line|week|month|day)", rest)
    ):
        return bool(before.endswith("at")) or rest.split()[:1] == ["aid"]
    if lower == "all" and _ALL_BUT.search(reading.text):
        return True  # how many it leaves out is the figures check's to settle
    if lower == "key":
        return bool(re.match(r"(?i)(?:worker|stage|rotation)", rest))
    if lower == "most" and re.match(r"(?i)(?:recent|of)\b", rest):
        return False
    return lower in {"strategic", "effective"} and before.endswith("cost")
