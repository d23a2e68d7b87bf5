"""Settles whether an outcome, benefit or fact stands in no entry; leaves open an odd word that may be a rewording."""

import re
from collections.abc import Sequence
from functools import lru_cache

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.noun_phrases import is_person
from service.domain.word_sets import word_set
from service.domain.wording import carries_meaning, is_number, is_past, lowered, stem, words
from service.verification.directions import CHANGES, PLAIN_DOWN, PLAIN_UP, SAYS_CAUSE, saves_what_was_cut
from service.verification.free_words import is_free, is_turn_of_phrase, turned_round
from service.verification.light import is_light
from service.verification.near import near
from service.verification.reading import QUOTED, ClaimClause, Reading, direct_objects, in_stems, joined_parts, read
from service.verification.scopes import Actor, Scoped, Tail
from service.verification.telling_words import claims_something
from service.verification.word_ties import tied

_QUESTION = "Where does this come from? Add to your log what happened, who saw it, and the figure if there is one."
# A verb that tells a benefit. Nobody may word a benefit that is not in the entry, in whatever clause it stands.
_BENEFITS = CHANGES | word_set(
    """
    ensur enabl allow facilit optimiz simplifi maximiz minimiz empower foster promot align elev moderniz
    transform achiev accelerat eas help benefit contribut driv result caus prevent avoid eliminat unlock
    strengthen better free guarante secur support provid deliver drov gain sustain
    """
)
_BENEFIT_NOUNS = word_set(
    """
    efficien efficienci productiv satisfact moral qualiti collabor engag retent scalabl reliabl visibl
    transparen transparenci agil confidenc trust accuraci consistenc consistenci readiness excellenc resilienc
    performanc perform experienc outcom success growth profitabl credibl reput innov momentum synerg stabl
    stabiliti
    """
)
_SPEECH = word_set("say write tell not comment cal word put describ remark stat ad")
_HANGING = frozenset({Tail.WHICH, Tail.PARTICIPLE, Tail.PURPOSE, Tail.CAUSE})
_COUNTED = word_set("person strong man woman member part")
_FROM_TO = re.compile(r"(?i)\bfrom\s+[£$€]?(\d[\d,]*(?:\.\d+)?)\s*%?\D{0,12}?\bto\s+[£$€]?(\d[\d,]*(?:\.\d+)?)")
_MOSTLY = 0.5
_UNITS = word_set("team squad department dept office unit division crew desk")
# What is ruled on by a check of its own and must stand in the entry before anything here lets it pass.
_HELD = word_set(
    """
    charg initiativ ownership brainchild architect mastermind pioneer conceiv originat invent
    prov proven regular routin alway constant continu continual consistent everi throughout
    organization nation global internat industri
    """
)
_LOOSE = word_set("provid deliver support help driv secur gain perform result caus")
_BEST = word_set("best most top worst least")
_NO_SUPERLATIVES = word_set(
    "request interest forest harvest suggest honest latest invest contest protest digest modest manifest conquest "
    "breakfast midwest northwest southwest everest"
)
# Words with a second meaning that claims no benefit, and the words of an entry that show it is meant.
_TWO_FACED = {
    "rais": frozenset(map(stem, "flag report tell note mention advise point warn ask say query escalate".split())),
    "lift": frozenset(map(stem, "crane hoist pick carry load hoisted sling winch".split())),
    "cut": frozenset(map(stem, "chop slice saw carve hair timber joint butcher stone fabric pattern".split())),
    "expand": frozenset(map(stem, "explain detail clarify".split())),
    "grow": frozenset(map(stem, "plant sow seed bed garden culture crop".split())),
    "declin": frozenset(map(stem, "no refuse turn reject offer".split())),
    "drop": frozenset(map(stem, "leave deliver hand omit fell".split())),
}
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|yet|still|fail\w*|miss\w*|lack\w*|short"
    r"|refus\w+|declin\w+|only|before|until|unless|un\w{4,}|in(?:complete|correct|sufficient|conclusive)"
    r"|outstanding|pending|remain\w*|despite|instead|rather|away|out|off|away)\b|n't\b"
)
_AS_EVER = re.compile(r"(?i)\bas (?:per )?(?:usual|ever|always)$")
# Deeds so common that sharing one ties a clause to nothing.
_COMMONEST = frozenset(
    map(
        stem,
        "go come get give take make do have be put run move work use new day time way say tell see find start two not "
        "no all up down off out on over back like want need keep".split(),
    )
)
_FEW_ODD = 1
_BORNE_OUT = 5  # words that stand in the entry, for each that does not
_GIVEN_TO = re.compile(r"(?i)\b(?:for|to|with|by|alongside|across|at|including|beside)\s+(?:[\w'-]+\s+){0,3}$")
_PROMISES = _BENEFIT_NOUNS | (_BENEFITS - _LOOSE)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to grown outcomes at once; a lone unknown word in the main clause is left unjudged."""
    reading = read(claim, evidence)
    if not reading.every:
        return ()
    unknown: list[Scoped] = []
    told = 0
    for clause in reading.clauses:
        odd = [here for here in clause.content if not _known(here, clause, reading)]
        if not odd and _rests_on_nothing(clause, reading):
            odd = list(clause.content)
        grown = _grown(clause, odd)
        if grown:
            return (_unsupported(grown, reading),)
        unknown += odd
        told += len(clause.content)
    if not unknown or _is_wording(unknown, told, reading):
        return ()
    if 2 * len(unknown) >= told and len(unknown) >= 2:
        return (_unsupported((unknown[0], unknown[-1]), reading),)
    shown = ", ".join(dict.fromkeys(here.word.text for here in unknown[:4]))
    return (
        Finding(
            kind=Kind.INVENTION,
            ruling=Ruling.UNJUDGED,
            because=f"could not be tied to the entry: {shown}",
            question=_QUESTION,
            claimed=(unknown[0].word.start, unknown[0].word.end),
        ),
    )


def _known(here: Scoped, clause: ClaimClause, reading: Reading) -> bool:
    if here.word.stem not in reading.stems and _names_a_unit(here, clause):
        return False
    in_entry = in_stems(here.word, reading.stems)
    hangs = clause.tail in _HANGING
    if in_entry and not hangs:
        return True
    if is_number(here.word) or _ties(here, reading) or _moves_that_way(here, reading) or _perhaps_so(here, reading):
        return True
    if saves_what_was_cut(here.word, reading.text, reading.source_text):
        return True
    if tied(here.word, reading, (clause.words[0].word.start, clause.words[-1].word.end)):
        return True
    if in_entry:
        return _hangs_on_it(here, clause, reading)
    if here.word.text[:1].isdigit() or any(is_number(part) for part in joined_parts(here.word.lower)):
        return all(
            is_number(part)
            or in_stems(part, reading.stems)
            or is_light(part)
            or is_free(part, reading)
            or part.stem in _COUNTED
            for part in words(here.word.text.replace("-", " "))
        )
    if here.word.stem in _SPEECH and QUOTED.search(reading.text):
        return True
    if is_turn_of_phrase(here.word, reading):
        return True
    if (
        here.word.stem in _HELD
        or _AS_EVER.search(reading.text, max(0, here.word.start - 8), here.word.end)
        or turned_round(here.word, reading)
    ):
        return False
    if _is_superlative(here.word.lower) and not any(
        _is_superlative(there.lower) for there in words(reading.source_text)
    ):
        return False
    return is_free(here.word, reading) or (_rests(clause, reading) and _adds_nothing(here, hangs, reading))


def _is_wording(unknown: Sequence[Scoped], told: int, reading: Reading) -> bool:
    """A word or two off the deed itself, in a sentence whose every other word is borne out: how it is put, no fact."""
    if len(unknown) > _FEW_ODD or told - len(unknown) < _BORNE_OUT * len(unknown):
        return False
    objects = {here.word.start for clause in reading.clauses for here in direct_objects(clause)}
    return not any(
        here.negated
        or here.tail in _HANGING
        or claims_something(here.word.stem)
        or here.word.stem in _PROMISES | _HELD
        or here.word.text[:1].isupper()
        or not here.word.text.isalpha()
        or is_person(here.word.stem)
        or _is_superlative(here.word.lower)
        or turned_round(here.word, reading)
        or _GIVEN_TO.search(reading.text, max(0, here.word.start - 40), here.word.start)
        or (here.actor is not Actor.OTHER and (here.word.text == here.governor or here.word.start in objects))
        for here in unknown
    )


def _rests_on_nothing(clause: ClaimClause, reading: Reading) -> bool:
    """*When it was not clear how to go on*: every word of the clause may stand in for another, and none is there."""
    if len(clause.content) < 2:
        return False
    held = [here.word for here in clause.words if is_number(here.word) or carries_meaning(here.word)]
    if any(is_number(word) or in_stems(word, reading.stems) for word in held):
        return False
    telling = reading.stems - _COMMONEST
    return not any(
        is_free(here.word, reading)
        or is_turn_of_phrase(here.word, reading)
        or (here.word in held and near(here.word.stem, telling))
        for here in clause.words
    )


def _rests(clause: ClaimClause, reading: Reading) -> bool:
    """Whether enough of a clause stands in the entry for its other words to be read as other words for the rest."""
    if clause.tail not in _HANGING or clause.coverage >= _MOSTLY:
        return True
    held = [here for here in clause.words if is_number(here.word) or carries_meaning(here.word)]
    stands = sum(
        is_number(here.word) or in_stems(here.word, reading.stems) or is_free(here.word, reading) for here in held
    )
    return stands >= _MOSTLY * len(held)


def _adds_nothing(here: Scoped, hangs: bool, reading: Reading) -> bool:
    """A word that claims nothing, or another word for one of the entry's. A benefit must stand there itself."""
    root = here.word.stem
    if hangs and (root in _BENEFITS or claims_something(root)):
        return False
    if not reading.stems.isdisjoint(_TWO_FACED.get(root, ())):
        return True
    return is_light(here.word) or (root not in _PROMISES and near(root, _told(reading)))


def _told(reading: Reading) -> frozenset[str]:
    """The stems another word may stand for: in a sentence that denies nothing, only what the entry does not deny.

    *The sale* is no other word for *not decided whether to sell*.
    """
    if _DENIES.search(lowered(reading.text)):
        return reading.stems
    denied = {there.word.stem for source in reading.sources for there in source.scoped if there.negated}
    if not denied:
        return reading.stems
    told = {there.word.stem for source in reading.sources for there in source.scoped if not there.negated}
    return reading.stems - (denied - told)


def _is_superlative(lower: str) -> bool:
    return lower in _BEST or (lower.endswith("est") and len(lower) > 5 and lower not in _NO_SUPERLATIVES)


def _names_a_unit(here: Scoped, clause: ClaimClause) -> bool:
    """The *billing* of "the billing team": which team it was is no matter of wording."""
    behind = next((there.word.stem for there in clause.words if there.word.start > here.word.start), "")
    counts = is_number(here.word) or any(is_number(part) for part in joined_parts(here.word.lower))
    return behind in _UNITS and not counts and not is_past(here.word.lower)


def _moves_that_way(here: Scoped, reading: Reading) -> bool:
    """*Rose from 81 to 88* for *went from 81 to 88*: the figures of the entry say which way it went."""
    if here.word.stem not in PLAIN_UP | PLAIN_DOWN or here.actor is not Actor.OTHER or here.tail is not Tail.MAIN:
        return False
    after = _FROM_TO.search(reading.text, here.word.end)
    if after is None:
        return False
    for match in _FROM_TO.finditer(reading.source_text):
        if match.groups() == after.groups():
            start, end = (float(figure.replace(",", "")) for figure in match.groups())
            return end > start if here.word.stem in PLAIN_UP else end < start
    return False


def _ties(here: Scoped, reading: Reading) -> bool:
    """Words such as *thanks to* and *led to*: whether the tie is the entry's is the cause check's to say."""
    return any(start <= here.word.start < end for start, end in _says_cause(reading.text))


def _perhaps_so(here: Scoped, reading: Reading) -> bool:
    """*Might reduce the number* for *could be fewer*: a change told as a mere chance, going the entry's way."""
    return bool(here.hedge) and any(
        here.word.stem in way and not reading.stems.isdisjoint(way) for way in (PLAIN_UP, PLAIN_DOWN)
    )


@lru_cache(maxsize=256)
def _says_cause(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in SAYS_CAUSE.finditer(text))


def _hangs_on_it(here: Scoped, clause: ClaimClause, reading: Reading) -> bool:
    """A tail's word must stand near what the sentence opens with, or in one line that has the whole tail."""
    if len(reading.every) == len(reading.sources):
        return True
    opening = reading.clauses[0].primary
    blocks = {(source.entry, source.block) for source in opening}
    near = frozenset(
        stem for source in reading.sources if (source.entry, source.block) in blocks for stem in source.stems
    )
    if in_stems(here.word, near):
        return True
    return any(all(in_stems(other.word, source.stems) for other in clause.content) for source in clause.primary)


def _grown(clause: ClaimClause, odd: list[Scoped]) -> tuple[Scoped, Scoped] | None:
    """The first and last word of a benefit nobody wrote, where this clause grew one."""
    if not odd:
        return None
    stems = {here.word.stem for here in odd}
    if clause.tail in _HANGING:
        return odd[0], odd[-1]
    firm = stems & (_BENEFITS - _LOOSE)
    if firm or stems & _BENEFIT_NOUNS or (stems & _LOOSE and len(odd) > 1):
        return odd[0], odd[-1]
    return None


def _unsupported(grown: tuple[Scoped, Scoped], reading: Reading) -> Finding:
    start, end = grown[0].word.start, grown[1].word.end
    return Finding(
        kind=Kind.INVENTION,
        ruling=Ruling.UNSUPPORTED,
        because=f"no cited entry says this: *{' '.join(reading.text[start:end].split())[:120]}*",
        question=_QUESTION,
        claimed=(start, end),
    )
