"""Lays a claim beside what it cites: which sentences of the entries it rests on, and which words it shares with them.

Every check works on this one reading, so that all of them mean the same sentence of the entry. For each clause of the
claim the entry sentence that covers most of its words is its *source*; rare words weigh more than common ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence, Span
from service.domain.word_sets import word_set
from service.domain.wording import Word, carries_meaning, plain, words
from service.verification.paraphrase import stand_ins
from service.verification.scope_scan import scope
from service.verification.scopes import Scoped, Tail
from service.verification.sentences import sentence_spans

LONGEST_CLAIM = 1_500
"""Characters; what is longer is no sentence and is not read."""
_BLOCKS = 4
_JOINTS = re.compile(r"[-/&+_.']")
QUOTED = re.compile(r"\"[^\"\n]+\"|«[^»\n]+»|(?<!\w)'[^'\n]+'(?!\w)")
_FEW = 8  # sentences: what short entries hold is read as a whole


@dataclass(frozen=True, slots=True)
class Source:
    """One sentence of an entry. `start` is its place in the field; `block` numbers the entry's lines and fields."""

    entry: EntryId
    field: str
    speaker: str | None
    start: int
    text: str
    block: int
    scoped: tuple[Scoped, ...]
    stems: frozenset[str]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The characters `start` to `end` of this sentence as a span of the entry's field."""
        last = len(self.text) if end is None else end
        return Span(entry=self.entry, field=self.field, start=self.start + start, end=self.start + last)


@dataclass(frozen=True, slots=True)
class ClaimClause:
    """A stretch of the claim that says one thing, its best sources, and what each of its words matches there."""

    tail: Tail
    words: tuple[Scoped, ...]
    content: tuple[Scoped, ...]
    sources: tuple[Source, ...]
    coverage: float
    primary: tuple[Source, ...] = ()

    def matches(self, scoped: Scoped, source: Source) -> tuple[Scoped, ...]:
        """The words of `source` that this clause's word may rest on."""
        exact = tuple(there for there in source.scoped if there.word.stem == scoped.word.stem)
        if exact:
            return exact
        wanted = stand_ins(scoped.word.stem)
        return tuple(there for there in source.scoped if there.word.stem in wanted)

    def matched(self, scoped: Scoped) -> tuple[tuple[Scoped, Source], ...]:
        """What this clause's word rests on in any of its sources: the word itself where it stands, else stand-ins."""
        found = tuple((there, source) for source in self.sources for there in self.matches(scoped, source))
        exact = tuple((there, source) for there, source in found if there.word.stem == scoped.word.stem)
        return exact or found


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim laid beside its evidence."""

    text: str
    scoped: tuple[Scoped, ...]
    clauses: tuple[ClaimClause, ...]
    sources: tuple[Source, ...]
    every: tuple[Source, ...]
    stems: frozenset[str]
    source_text: str
    """The words of all sentences this claim rests on."""

    def grounded(self, word: Word) -> bool:
        """Whether the word, or one that may stand for it, is in the sentences this claim rests on."""
        return in_stems(word, self.stems)

    def near(self, at: int) -> tuple[Source, ...]:
        """The sources that speak of what stands at character `at` of the claim, and of its opening clause.

        In a long note the sentence rests on several lines; a word in one of them says nothing about another.
        """
        if len(self.every) <= _FEW:
            return self.sources
        here = [clause for clause in self.clauses if clause.words[0].word.start <= at]
        nearest = (*self.clauses[:1], *here[-1:])
        blocks = {(source.entry, source.block) for clause in nearest for source in clause.primary}
        return tuple(source for source in self.sources if (source.entry, source.block) in blocks) or self.sources


def in_stems(word: Word, stems: frozenset[str]) -> bool:
    """Whether a word, a stand-in, or every part of a joined word is among the stems."""
    if word.stem in stems or not stems.isdisjoint(stand_ins(word.stem)):
        return True
    parts = joined_parts(word.lower)
    return len(parts) > 1 and all(
        not carries_meaning(part) or part.lower in {"post", "pre", "mid"} or in_stems(part, stems) for part in parts
    )


@lru_cache(maxsize=16_384)
def joined_parts(lower: str) -> tuple[Word, ...]:
    """The words that a joined word is made of (`catch-up` -> catch, up); empty for a plain one."""
    apart = _JOINTS.sub(" ", lower)
    return words(apart) if apart != lower else ()


def read(claim: Claim, evidence: Evidence) -> Reading:
    """The reading of a claim beside the entries it cites; the same pair is read once."""
    return _read(claim.text, evidence.cited)


@lru_cache(maxsize=64)
def _read(text: str, cited: tuple[BragEntry, ...]) -> Reading:
    text = plain(text)[: LONGEST_CLAIM + 1]
    every = tuple(source for entry in cited for source in sources_of(entry))
    scoped = scope(text)
    sources = _rest_on(scoped, every)
    stems = frozenset(stem for source in sources for stem in source.stems)
    stems |= _names_beside(cited, sources)
    quoted = tuple(match.span() for match in QUOTED.finditer(text))
    clauses = tuple(_clause(group, sources, quoted) for group in _groups(scoped))
    return Reading(text, scoped, clauses, sources, every, stems, "\n".join(source.text for source in sources))


def sources_of(entry: BragEntry) -> tuple[Source, ...]:
    """The sentences of an entry, field by field."""
    return _sources_kept(entry) if len(entry.text) <= 20_000 else tuple(_sources(entry))


@lru_cache(maxsize=4_096)
def _sources_kept(entry: BragEntry) -> tuple[Source, ...]:
    return tuple(_sources(entry))


def _sources(entry: BragEntry) -> Iterator[Source]:
    block = 0
    for passage in entry.passages():
        readable = plain(passage.words)
        last_end = 0
        for start, end in sentence_spans(readable):
            if "\n" in readable[last_end:start] or start == 0:
                block += 1
            last_end = end
            text = readable[start:end]
            scoped = scope(text)
            stems = {found.word.stem for found in scoped}
            stems |= {
                part.stem
                for found in scoped
                if "-" in found.word.text or "/" in found.word.text
                for part in joined_parts(found.word.lower)
            }
            yield Source(entry.id, passage.field, passage.speaker, start, text, block, scoped, frozenset(stems))


def _names_beside(cited: Sequence[BragEntry], sources: Sequence[Source]) -> frozenset[str]:
    """Speakers and their roles count as words of an entry the claim rests on."""
    used = {source.entry for source in sources}
    return frozenset(
        word.stem
        for entry in cited
        if entry.id in used or not used
        for said in entry.corroborations
        for word in words(f"{said.who} {said.role or ''} {said.where or ''}")
    )


def _weights(scoped: Sequence[Scoped], every: Sequence[Source]) -> dict[str, tuple[float, list[int]]]:
    """For each meaning stem of the claim: how rare it is among the sources, and where it stands."""
    found: dict[str, tuple[float, list[int]]] = {}
    for here in scoped:
        stem = here.word.stem
        if stem in found or not (carries_meaning(here.word) or here.word.text[0].isdigit()):
            continue
        wanted = stand_ins(stem)
        places = [n for n, source in enumerate(every) if not wanted.isdisjoint(source.stems)]
        found[stem] = (log(1 + len(every) / (1 + len(places))) + 0.3 if places else 1.0, places)
    return found


def _rest_on(scoped: Sequence[Scoped], every: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources a claim rests on: the few lines that together cover most of its words, with their neighbours."""
    blocks = {(source.entry, source.block) for source in every}
    if len(blocks) <= _BLOCKS or len(every) <= _FEW:
        return every
    weights = _weights(scoped, every)
    missing = dict(weights)
    chosen: list[tuple[EntryId, int]] = []
    while missing and len(chosen) < _BLOCKS:
        gains: dict[tuple[EntryId, int], float] = {}
        for stem, (weight, places) in missing.items():
            for block in {(every[n].entry, every[n].block) for n in places}:
                gains[block] = gains.get(block, 0.0) + weight
            del stem
        if not gains:
            break
        best = max(gains, key=lambda block: gains[block])
        if chosen and gains[best] < 0.12 * sum(weight for weight, _ in weights.values()):
            break
        chosen.append(best)
        missing = {
            stem: (weight, places)
            for stem, (weight, places) in missing.items()
            if all((every[n].entry, every[n].block) != best for n in places)
        }
    return tuple(source for source in every if (source.entry, source.block) in chosen)


def _groups(scoped: Sequence[Scoped]) -> Iterator[tuple[Scoped, ...]]:
    group: list[Scoped] = []
    for here in scoped:
        if group and here.clause != group[-1].clause:
            yield tuple(group)
            group = []
        group.append(here)
    if group:
        yield tuple(group)


def _covering(
    exact: Sequence[str], wanted: Sequence[frozenset[str]], picked: tuple[Source, ...], sources: Sequence[Source]
) -> tuple[Source, ...]:
    """Further sentences that hold words of the clause which the best one lacks: `it` stands for what came before."""
    added: list[Source] = []
    held = frozenset(stem for source in picked for stem in source.stems)
    for stem, stems in zip(exact, wanted, strict=True):
        if stem in held:
            continue
        source = next((source for source in sources if stem in source.stems), None)
        if source is None and stems.isdisjoint(held):
            source = next((source for source in sources if not stems.isdisjoint(source.stems)), None)
        if source is not None:
            added.append(source)
            held |= source.stems
    return tuple(added)


def direct_objects(clause: ClaimClause) -> tuple[Scoped, ...]:
    """The meaning words between a clause's verb and the first preposition after it: what the deed was done to."""
    governor = next((here for here in clause.words if here.word.text == here.governor), None)
    if governor is None:
        return ()
    found: list[Scoped] = []
    for here in clause.words:
        if here.word.start <= governor.word.start:
            continue
        if here.word.lower in _ENDS_OBJECT and found:
            break
        if carries_meaning(here.word):
            found.append(here)
    return tuple(found)


_ENDS_OBJECT = word_set(
    "for with in on at from to by of across into about over per during after before since while when that which who and"
    " as following against than because so then near under using"
)


def _clause(group: tuple[Scoped, ...], sources: Sequence[Source], quoted: Sequence[tuple[int, int]]) -> ClaimClause:
    # Quoted words are somebody's, and ruled on word for word by the quotes check alone.
    content = tuple(
        here
        for here in group
        if carries_meaning(here.word) and not any(start < here.word.start < end for start, end in quoted)
    )
    weighed = [here for here in group if carries_meaning(here.word) or here.word.text[0].isdigit()]
    if not weighed or not sources:
        return ClaimClause(group[0].tail, group, content, (), 0.0)
    wanted = [stand_ins(here.word.stem) for here in weighed]
    exact = [here.word.stem for here in weighed]
    scores = [
        sum(
            1.0 if stem in source.stems else 0.8
            for stem, stems in zip(exact, wanted, strict=True)
            if not stems.isdisjoint(source.stems)
        )
        for source in sources
    ]
    best = max(scores)
    if best <= 0:
        return ClaimClause(group[0].tail, group, content, (), 0.0)
    picked = tuple(source for source, score in zip(sources, scores, strict=True) if score >= 0.85 * best)
    covering = _covering(exact, wanted, picked, sources)
    return ClaimClause(group[0].tail, group, content, picked + covering, best / len(weighed), picked)
