"""Settles whether an outcome, benefit or fact stands in no entry; leaves open an odd word that may be a rewording."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.word_sets import word_set
from service.domain.wording import is_number, words
from service.verification.directions import CHANGES, PLAIN_DOWN, PLAIN_UP, SAYS_CAUSE, saves_what_was_cut
from service.verification.light import is_light
from service.verification.reading import QUOTED, ClaimClause, Reading, in_stems, read
from service.verification.scopes import Actor, Scoped, Tail
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
_LOOSE = word_set("provid deliver support help driv secur gain perform result caus")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to grown outcomes at once; a lone unknown word in the main clause is left unjudged."""
    reading = read(claim, evidence)
    if not reading.every:
        return ()
    unknown: list[Scoped] = []
    told = 0
    for clause in reading.clauses:
        odd = [here for here in clause.content if not _known(here, clause, reading)]
        grown = _grown(clause, odd)
        if grown:
            return (_unsupported(grown, reading),)
        unknown += odd
        told += len(clause.content)
    if not unknown:
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
    if is_number(here.word) or _ties(here, reading) or _moves_that_way(here, reading):
        return True
    if saves_what_was_cut(here.word, reading.text, reading.source_text):
        return True
    if tied(here.word, reading, (clause.words[0].word.start, clause.words[-1].word.end)):
        return True
    if in_stems(here.word, reading.stems):
        return clause.tail not in _HANGING or _hangs_on_it(here, clause, reading)
    if here.word.text[:1].isdigit() or any(is_number(part) for part in words(here.word.text.replace("-", " "))):
        return all(
            is_number(part) or in_stems(part, reading.stems) or is_light(part) or part.stem in _COUNTED
            for part in words(here.word.text.replace("-", " "))
        )
    if here.word.stem in _SPEECH and QUOTED.search(reading.text):
        return True
    loose = clause.tail in {Tail.MAIN, Tail.MEANS} or (clause.coverage >= 0.5)
    return loose and is_light(here.word)


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
    return any(match.start() <= here.word.start < match.end() for match in SAYS_CAUSE.finditer(reading.text))


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
