"""Settles whether there is an absolute, superlative or intensifier its entry lacks; not whether it is deserved."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.word_sets import word_set
from service.domain.wording import carries_meaning, is_number, stem
from service.verification.paraphrase import stand_ins
from service.verification.reading import Reading, read
from service.verification.scopes import Scoped

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
    for here in reading.scoped:
        lower = here.word.lower
        if lower not in _ABSOLUTE and lower not in _INTENSE:
            continue
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
    if lower in {"all", "both"}:
        # "all three hospitals" for "three hospitals" adds nothing.
        figure = re.match(
            r"(?i)(?:of\s+)?(?:the\s+)?(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", rest
        )
        return bool(figure and re.search(rf"(?i)\b{figure[1]}\b", reading.source_text))
    if lower == "key":
        return bool(re.match(r"(?i)(?:worker|stage|rotation)", rest))
    if lower == "most" and re.match(r"(?i)(?:recent|of)\b", rest):
        return False
    return lower in {"strategic", "effective"} and before.endswith("cost")
