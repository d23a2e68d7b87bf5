"""What can be measured of a claim beside its evidence without a language model: the panel's findings, words, vectors.

For measuring only: these signals rank claims on any subject. In the product a sentence passes by the panel alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from evals.checker.public import Pair
from evals.checker.token_vectors import Tokens, read_tokens
from service.domain.built_in import built_in_rubric
from service.domain.claims import Claim, Evidence, Ruling
from service.domain.wording import Word, carries_meaning, is_number, words
from service.verification.panel import Panel
from service.verification.paraphrase import stand_ins
from service.verification.sentences import split_sentences

_WINDOW = 60  # words: a longer sentence is read in pieces
_FARTHEST = 3


class Signals(BaseModel):
    """A claim of several sentences is as good as its worst one, unless said otherwise.

    near_words: how near its words come to the evidence's, as the embedder sees them in their sentences (mean, 0..1);
    far_words: the same for its three farthest words; shared_words: the share of its words that the best two sentences
    of the evidence have; neighbours: the share of its neighbouring words that stand in one sentence there;
    lacking_figures: log(1 + figures that are nowhere in the evidence); lacking_names: the share of capitalised words
    that are not, mean of sentences; cosine: to the nearest sentence. Then how the panel ruled: the share of sentences
    contradicted, unsupported, overstated, and 1.0 where every one is supported. token_precision: the share of all its
    words that the evidence has.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    near_words: float
    far_words: float
    shared_words: float
    neighbours: float
    lacking_figures: float
    lacking_names: float
    cosine: float
    contradicted: float
    unsupported: float
    overstated: float
    all_supported: float
    token_precision: float


def signals_of(pairs: Sequence[Pair], panel: Panel) -> tuple[Signals, ...]:
    """The signals of every pair, in order. Reads each text once: about 100 sentences a second on one core."""
    texts = (window for pair in pairs for text in (pair.evidence, pair.claim) for window in _windows(text))
    tokens = read_tokens(texts)
    return tuple(_signals(pair, tokens, panel) for pair in pairs)


def rulings(pair: Pair, panel: Panel) -> tuple[Ruling, ...]:
    """The panel's ruling on each sentence of the claim, as the service splits and rules on a draft."""
    evidence = Evidence(cited=(pair.entry,), rubric=built_in_rubric())
    sentences = split_sentences(pair.claim) or (pair.claim,)
    return tuple(
        panel.rule_by_code(Claim(text=sentence, cites=(pair.entry.id,)), evidence).verdict.ruling
        for sentence in sentences
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """The evidence, read once for all claims beside it."""

    windows: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    all_stems: frozenset[str]
    figures: frozenset[str]
    lower: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    near_words: float
    far_words: float
    shared_words: float
    neighbours: float
    lacking_figures: float
    lacking_names: float
    cosine: float


def _signals(pair: Pair, tokens: Mapping[str, Tokens], panel: Panel) -> Signals:
    ground = _ground(pair.evidence)
    vectors = np.concatenate([tokens[window].vectors for window in ground.windows]).astype(np.float32)
    wholes = np.stack([tokens[window].whole for window in ground.windows])
    read = [_sentence(window, ground, tokens[window], vectors, wholes) for window in _windows(pair.claim)]
    ruled = rulings(pair, panel)
    content = [word for word in words(pair.claim) if carries_meaning(word)]
    return Signals(
        near_words=min(one.near_words for one in read),
        far_words=min(one.far_words for one in read),
        shared_words=min(one.shared_words for one in read),
        neighbours=min(one.neighbours for one in read),
        lacking_figures=max(one.lacking_figures for one in read),
        lacking_names=float(np.mean([one.lacking_names for one in read])),
        cosine=min(one.cosine for one in read),
        contradicted=_share(ruled, Ruling.CONTRADICTED),
        unsupported=_share(ruled, Ruling.UNSUPPORTED),
        overstated=_share(ruled, Ruling.OVERSTATED),
        all_supported=float(all(one is Ruling.SUPPORTED for one in ruled)),
        token_precision=_mean([word.stem in ground.all_stems for word in content]),
    )


def _sentence(
    text: str,
    ground: _Ground,
    own: Tokens,
    vectors: npt.NDArray[np.float32],
    wholes: npt.NDArray[np.float32],
) -> _Sentence:
    every = words(text)
    content = [word for word in every if carries_meaning(word)]
    figures = [word for word in every if is_number(word)]
    names = [word for word in content if word.text[:1].isupper() and word.start > 0]
    nearness = np.sort(_nearness([*content, *figures] or list(every), own, vectors))
    return _Sentence(
        near_words=float(nearness.mean()),
        far_words=float(nearness[:_FARTHEST].mean()),
        shared_words=_shared(content, ground),
        neighbours=_mean(
            [
                any(_has(left, stems) and _has(right, stems) for stems in ground.stems)
                for left, right in pairwise(content)
            ]
        ),
        lacking_figures=float(np.log1p(sum(_bare(word) not in ground.figures for word in figures))),
        lacking_names=1.0 - _mean([word.lower in ground.lower for word in names]),
        cosine=float((wholes @ own.whole).max()),
    )


def _nearness(sought: Sequence[Word], own: Tokens, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """For each word the cosine of its pieces to the nearest piece of the evidence (mean of its pieces)."""
    nearest = (own.vectors.astype(np.float32) @ vectors.T).max(axis=1)
    found = []
    for word in sought:
        pieces = [n for n, (start, end) in enumerate(own.places) if start < word.end and word.start < end]
        if pieces:
            found.append(float(nearest[pieces].mean()))
    return np.array(found or [float(nearest.mean())])


def _shared(content: Sequence[Word], ground: _Ground) -> float:
    if not content:
        return 1.0
    cover = np.array([[_has(word, stems) for word in content] for stems in ground.stems], bool)
    best = cover[int(cover.sum(axis=1).argmax())]
    return float((cover | best).mean(axis=1).max())


@lru_cache(maxsize=256)
def _ground(evidence: str) -> _Ground:
    windows = _windows(evidence)
    read = [words(window) for window in windows]
    stems = tuple(frozenset(word.stem for word in one) for one in read)
    figures = frozenset(_bare(word) for one in read for word in one if is_number(word))
    return _Ground(windows, stems, frozenset().union(*stems), figures, evidence.lower())


@lru_cache(maxsize=4_096)
def _windows(text: str) -> tuple[str, ...]:
    cut = [sentence.split() for sentence in split_sentences(text)]
    found = tuple(" ".join(one[at : at + _WINDOW]) for one in cut for at in range(0, len(one), _WINDOW))
    return found or (text,)


def _has(word: Word, stems: frozenset[str]) -> bool:
    return word.stem in stems or not stems.isdisjoint(stand_ins(word.stem))


def _bare(word: Word) -> str:
    return word.lower.strip("$%")


def _share(ruled: Sequence[Ruling], ruling: Ruling) -> float:
    return sum(one is ruling for one in ruled) / len(ruled)


def _mean(found: Sequence[bool]) -> float:
    # Nothing that could be lacking: nothing lacks.
    return sum(found) / len(found) if found else 1.0
