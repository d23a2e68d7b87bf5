"""A person's words out of an entry, letter for letter: no order to a program, and never without those it credits."""

import re

from service.domain.addressed import own_sentences
from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry
from service.domain.coached import Quoted
from service.domain.names import is_person, people_and_teams
from service.domain.quantities import changes, quantities
from service.verification.co_owners import co_owners
from service.verification.reading import sources_of
from service.verification.sentences import sentence_spans

_WE = re.compile(r"(?i)\b(?:we|our team|together|jointly)\b")


def credits_of(entry: BragEntry) -> tuple[str, ...]:
    """The people an entry's own words name, each once, in order; those quoted speak for themselves and are not here."""
    named = [name for name in people_and_teams(entry.own_words()) if is_person(name)]
    named += [words for words in partners_of(entry) if words[0].isupper()]
    people = [name.rstrip(".").removesuffix("'s").removesuffix("’s") for name in named]
    kept: list[str] = []
    for name in people:
        if not any(name == other or name in other.split() for other in kept):
            kept.append(name)
    return tuple(kept)


def partners_of(entry: BragEntry) -> tuple[str, ...]:
    """Those an entry says did the work with its writer, as it calls them."""
    found = [one.words for source in sources_of(entry) if source.speaker is None for one in co_owners(source)]
    return tuple(dict.fromkeys(found))


def says_we(entry: BragEntry) -> bool:
    """Whether the entry tells the work as several people's."""
    return _WE.search(entry.own_words()) is not None


def said(entry: BragEntry) -> tuple[Quoted, ...]:
    """Every sentence the person wrote in the entry that tells of work, outcome last."""
    credits, shared = credits_of(entry), says_we(entry)
    found: list[Quoted] = []
    for passage in entry.passages():
        if passage.speaker is not None:
            continue
        spans = [passage.words[start:end] for start, end in sentence_spans(passage.words)]
        own = set(own_sentences(spans)[0])
        found += [
            Quoted(entry=entry.id, field=passage.field, words=span, when=entry.when, credits=credits, shared=shared)
            for span in spans
            if span in own
        ]
    return tuple(found)


def telling(entry: BragEntry) -> Quoted | None:
    """The sentence an entry is known by: one with a before and after, else a figure, else a deed, else its first."""
    sentences = said(entry)

    def tells(quoted: Quoted) -> int:
        words = quoted.words
        return 4 * bool(changes(words)) + 2 * bool(quantities(words)) + (agency_of(words) > Agency.UNSTATED)

    return max(sentences, key=tells) if sentences else None


def quotes(entry: BragEntry) -> tuple[Quoted, ...]:
    """What others said about it, each with its speaker."""
    return tuple(
        Quoted(
            entry=entry.id,
            field=f"corroborations.{n}",
            words=voice.quote,
            when=voice.when if voice.when.known else entry.when,
            speaker=voice.who,
            role=voice.role,
        )
        for n, voice in enumerate(entry.corroborations)
        if own_sentences((voice.quote,))[0]
    )
