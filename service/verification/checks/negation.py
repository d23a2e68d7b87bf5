"""Settles whether a sentence asserts what its entry denies, or denies what it asserts; not denials without a *no*."""

import re
from collections.abc import Sequence

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.quantities import quantities
from service.domain.wording import is_participle, is_past
from service.verification.deeds import Deed, deeds
from service.verification.polarity import turned_by_a_not
from service.verification.reading import ClaimClause, Reading, read
from service.verification.scopes import Scoped

_SAYS_NO = re.compile(
    r"(?i)\b(?:miss(?:ed|ing)?|short of|despite|rather than|instead of|stopp?\w*|remov\w+|eliminat\w+"
    r"|prevent\w*|avoid\w*|lack\w*|awaiting|pending|un\w+ed|zero|no|not|never|none|nobody|nothing|without"
    r"|\w+n't|fail\w*|away|free|dropp\w+|ended|0)\b"
)

# "Has yet to be decided" is the entry's "not decided yet", and "nobody had, so I did" says that it was done.
_NOT_SO_FAR = re.compile(
    r"(?i)\b(?:yet|still|remains?) to (?:be )?\w+|\bwary of\b|\bleft as (?:it|they) (?:was|were)\b"
)
_SO_I_DID = re.compile(r"(?i)\b(?:so|but|until) (?:I|we|he|she|they) (?:did|have|had)\b")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects where most words a clause shares with its entry are denied on one side alone."""
    reading = read(claim, evidence)
    own = [source.text for source in reading.sources if source.speaker is None]
    denying = any(_MAY_DENY.search(text) for text in own)
    mine = deeds(claim.text).every if denying else ()
    theirs = [deed for text in own if _MAY_DENY.search(text) for deed in deeds(text).every]
    if found := _done_to_none(mine, theirs, own, reading):
        return (found,)
    if found := _plainly_turned(reading):
        return (found,)
    if any(deed.of_none and any(deed.tells(told) and told.denied for told in theirs) for deed in mine):
        return ()  # "hired none of the 14 interviewed": what is denied is the hiring, in both
    for clause in reading.clauses:
        found = _turned(clause, reading)
        if found:
            return (found,)
    return ()


_MAY_DENY = re.compile(
    r"(?i)\b(?:no|not|none|nobody|nothing|zero|0|never|without|fail\w*|unable|instead|rather)\b|n't\b"
)


def _done_to_none(mine: Sequence[Deed], theirs: Sequence[Deed], own: Sequence[str], reading: Reading) -> Finding | None:
    """ "Hired one" where the entry "hired none": the deed stands in the entry, and only as not done."""
    for deed in mine:
        told = [other for other in theirs if other.of_none and deed.tells(other)]
        if deed.denied or not told or any(_SO_I_DID.search(text) for text in own):
            continue
        if all(other.of_none for text in own for other in deeds(text).every if deed.tells(other)):
            return Finding(
                kind=Kind.NEGATION,
                ruling=Ruling.CONTRADICTED,
                because=f'the entry says "{told[0].word}" of none',
                question="Which of the two is right?",
                spans=(reading.sources[0].span(),),
                claimed=(deed.start, deed.end),
            )
    return None


def _plainly_turned(reading: Reading) -> Finding | None:
    """ "Other plants have seen it" of "Other plants have not seen it": the same words, and a *not* on one side."""
    for source in reading.sources:
        if source.speaker is not None:
            continue
        turned = turned_by_a_not(reading.text, source.text)
        if turned is not None and not (turned.denied and _tells_the_rest(reading)):
            return Finding(
                kind=Kind.NEGATION,
                ruling=Ruling.CONTRADICTED,
                because="the entry says the same with a *not* more or less",
                question="Which of the two is right?",
                spans=(source.span(),),
                claimed=(turned.start, turned.end),
            )
    return None


def _turned(clause: ClaimClause, reading: Reading) -> Finding | None:
    if not clause.sources:
        return None
    near: list[tuple[Scoped, tuple[Scoped, ...]]] = []
    for here in clause.content:
        theres = _matches(here, clause, reading)
        if theres:
            near.append((here, theres))
    denied = [here for here, theres in near if not here.negated and all(there.negated for there in theres)]
    denied = [here for here in denied if not _SAYS_NO.fullmatch(here.word.lower)]
    # One word turns a sentence only where it is the very word denied: *led* is not the *run* of "has not run out".
    telling = [
        here
        for here, theres in near
        if here in denied
        and here.word.stem in {there.word.stem for there in theres}
        and _decides(here, clause, reading)
    ]
    if denied and _NOT_SO_FAR.search(reading.text):
        denied = []
    says_no = bool(denied) and _SAYS_NO.search(reading.text) is not None
    if denied and not says_no and (telling or 5 * len(denied) >= 3 * len(near)):
        return _contradicted("the entry says it was *not* so", clause, denied[0])
    if denied and says_no and len(near) >= 3 and 5 * len(denied) >= 3 * len(near):
        return _contradicted("the entry says it was *not* so", clause, denied[0])
    if _tells_the_rest(reading):
        return None
    refused = [here for here, theres in near if here.negated and not any(there.negated for there in theres)]
    negated = [here for here in clause.content if here.negated]
    flat = [here for here in refused if _denied_deed(here, reading)]
    if flat and not _says_no(flat, clause, reading):
        return _contradicted("the sentence denies what the entry says", clause, flat[0])
    if refused and 5 * len(refused) >= 3 * len(negated) and not _says_no(refused, clause, reading):
        return _contradicted("the sentence denies what the entry says", clause, refused[0])
    return None


def _tells_the_rest(reading: Reading) -> bool:
    """ "Five of the 14 were not filled" of "filled 9 of 14": the rest of a whole is what the deed was not done to."""
    told = {q.base for q in quantities(reading.text)}
    for source in reading.sources:
        said = {q.base for q in quantities(source.text)}
        for whole in said:
            for part in said:
                rest = whole - part
                if part < whole and rest in told and rest != part and (rest not in said or whole in told):
                    return True
    return False


def _denied_deed(here: Scoped, reading: Reading) -> bool:
    """*Without losing*, *never failed*: the verb itself is denied, and in the entry it happened."""
    before = reading.text[: here.word.start].lower().split()[-1:]
    return before in (["without"], ["never"]) and (is_past(here.word.lower) or is_participle(here.word.lower))


def _says_no(refused: list[Scoped], clause: ClaimClause, reading: Reading) -> bool:
    """The entry has another *no* around the very words: missed, short of, awaiting, prevented."""
    for source in reading.sources:
        places = {there.clause for here in refused for there in source.scoped if there.word.stem == here.word.stem}
        places |= {there.clause for here in refused for there in clause.matches(here, source)}
        told = [there.word for there in source.scoped if there.clause in places]
        if told and _SAYS_NO.search(source.text[told[0].start : told[-1].end]):
            return True
        if any(there.status is not None for there in source.scoped if there.clause in places):
            return True
    return False


def _matches(here: Scoped, clause: ClaimClause, reading: Reading) -> tuple[Scoped, ...]:
    """The word itself wherever the entry has it; stand-ins only where it does not."""
    own = [source for source in reading.sources if source.speaker is None]
    exact = tuple(there for source in own for there in source.scoped if there.word.stem == here.word.stem)
    return exact or tuple(there for source in own for there in clause.matches(here, source))


def _decides(here: Scoped, clause: ClaimClause, reading: Reading) -> bool:
    """A verb, or a noun the entry puts straight after *no*, *without* or *zero*: one such word turns the sentence."""
    if is_past(here.word.lower) or here.word.text == here.governor:
        return True
    if all(is_past(there.word.lower) for there in _matches(here, clause, reading)):
        return True
    for source in reading.sources:
        for there in clause.matches(here, source):
            before = source.text[: there.word.start].lower().split()[-2:]
            if not set(before) & {"no", "without", "zero", "0", "any"}:
                return False
    return True


def _contradicted(because: str, clause: ClaimClause, here: Scoped) -> Finding:
    return Finding(
        kind=Kind.NEGATION,
        ruling=Ruling.CONTRADICTED,
        because=because,
        question="Which of the two is right?",
        spans=(clause.sources[0].span(),),
        claimed=(here.word.start, here.word.end),
    )
