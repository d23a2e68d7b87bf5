"""From a model's reply to proposed bullets: sentences split again by code, names turned into entries, one an entry."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.domain.brag import EntryId
from service.domain.claims import Claim
from service.drafting.replies import SectionReply, SentenceReply
from service.drafting.screening import tidied
from service.verification.sentences import split_sentences

_LEANS = re.compile(
    r"(?i)^\W*(?:this|that|these|those|it|its|they|their|he|she|his|her|which|who|both|such|so|thus|hence|therefore|also|then"
    r"|consequently|additionally|furthermore|moreover|as\s+a\s+result|in\s+addition|the\s+(?:result|latter|former|same))\b"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A bullet as the model proposes it. `home` is the entry it tells: the first its leading sentence may cite."""

    home: EntryId | None
    claims: tuple[Claim, ...]


def proposals(reply: SectionReply, names: Mapping[str, EntryId]) -> list[Proposal]:
    """The reply's bullets as claims, one for each entry told; of several about one entry the first alone.

    A bullet that goes on to another entry is two bullets. No sentence is told twice.

    A name that is not in `names` stays what it is, so that the sentence is seen to cite what it may not.
    """
    found: list[Proposal] = []
    told: set[EntryId] = set()
    said: set[str] = set()
    for bullet in reply.bullets:
        claims = _unsaid((c for sentence in bullet.sentences for c in _claims(sentence, names)), said)
        for home, telling in _by_entry(claims, frozenset(names.values())):
            if home in told:
                continue
            if home is not None:
                told.add(home)
            found.append(Proposal(home, telling))
    return found


def _by_entry(
    claims: Iterable[Claim], citable: frozenset[EntryId]
) -> Iterator[tuple[EntryId | None, tuple[Claim, ...]]]:
    home: EntryId | None = None
    telling: list[Claim] = []
    for claim in claims:
        cited = [cite for cite in claim.cites if cite in citable]
        if telling and cited and home is not None and home not in cited:
            yield home, tuple(telling)
            home, telling = None, []
        home = home or next(iter(cited), None)
        telling.append(claim)
    if telling:
        yield home, tuple(telling)


def _unsaid(claims: Iterable[Claim], said: set[str]) -> Iterator[Claim]:
    for claim in claims:
        if claim.text.casefold() not in said:
            said.add(claim.text.casefold())
            yield claim


def leans(sentence: str) -> bool:
    """Whether the sentence needs the one before it to be understood."""
    return bool(_LEANS.match(sentence))


def _claims(sentence: SentenceReply, names: Mapping[str, EntryId]) -> Iterator[Claim]:
    """One claim a sentence, however many the model put into one: each of them cites what the whole cited."""
    cites = tuple(dict.fromkeys(names.get(name.strip(), EntryId(name.strip())) for name in sentence.cites))
    for text in split_sentences(tidied(sentence.text)):
        yield Claim(text=text, cites=cites)
