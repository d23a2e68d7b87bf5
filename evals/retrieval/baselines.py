"""What anybody would try first, done well: BM25, the cosine to the next-level behaviour, and both fused.

Each ranker takes a log's texts and gives one score an entry and dimension. BM25 here is written apart from the
service's own, with Snowball's English stemmer and a stop list, so that a fault in the one is not a fault in both.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import snowballstemmer

from service.domain.rubric import Rubric
from service.ports import Vectors

Scores = npt.NDArray[np.float64]
"""Shape (dimensions, entries); higher is better."""

K1, B = 1.2, 0.75
RRF = 60
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STOP = frozenset(
    """a an the and or of to in on at for with by from is are was were be been it its that this these those as into than
    then so not no who which what when i my me we our us they them their he his she her you your had has have do did
    one""".split()
)


def bm25(texts: Sequence[str], rubric: Rubric) -> Scores:
    """BM25 of each dimension's name and next-level behaviour over the entries."""
    documents = [Counter(_stems(text)) for text in texts]
    lengths = np.array([sum(document.values()) for document in documents], dtype=np.float64)
    damp = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean())))
    scores = np.zeros((len(rubric.dimensions), len(texts)))
    for row, dimension in enumerate(rubric.dimensions):
        for stem in sorted(set(_stems(f"{dimension.name} {dimension.next}"))):
            often = np.array([document[stem] for document in documents], dtype=np.float64)
            holding = np.count_nonzero(often)
            idf = np.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            scores[row] += idf * often * (K1 + 1) / (often + damp)
    return scores


def cosine(entries: Vectors, behaviours: Vectors) -> Scores:
    """The cosine of each entry to each dimension's next-level behaviour."""
    return behaviours.astype(np.float64) @ entries.astype(np.float64).T


def fused_by_score(*rankings: Scores) -> Scores:
    """The sum of the standardised scores of several rankers."""
    standard = [
        (scores - scores.mean(axis=1, keepdims=True)) / np.maximum(scores.std(axis=1, keepdims=True), 1e-9)
        for scores in rankings
    ]
    total: Scores = np.sum(standard, axis=0)
    return total


def fused_by_rank(*rankings: Scores) -> Scores:
    """Reciprocal rank fusion of several rankers (Cormack and others, 2009)."""
    total = np.zeros_like(rankings[0])
    for scores in rankings:
        ranks = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
        total += 1.0 / (RRF + 1 + ranks)
    return total


def _stems(text: str) -> list[str]:
    words = [word for word in _WORD.findall(text.lower()) if word not in _STOP]
    stems: list[str] = snowballstemmer.stemmer("english").stemWords(words)
    return stems
