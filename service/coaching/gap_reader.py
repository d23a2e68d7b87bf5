"""Reads decisions and managers' answers: words tell a blocker, and weights over the sentences' vectors tell a gap.

The weights were fitted by `evals/coaching/train.py` to texts and sentences labelled for this project. They hold for
the local embedder's vectors alone, so it is asked whatever embedder finds the evidence.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.coaching.decisions import read_decision, sentences_of
from service.domain.decisions import Mark, Reading
from service.ports import Embedder

WEIGHTS = Path(__file__).parent / "gap_weights.json"


class _Fitted(NamedTuple):
    embedder: str
    bias: float
    weights: NDArray[np.float64]


class GapReader:
    """Tells what the sentences of a text are to the person it is about."""

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` is the one that the weights were fitted to."""
        self._embedder = embedder

    async def read(self, text: str, marks: Sequence[Mark] = ()) -> Reading:
        """What the text names; the person's marks go before it. Raises EmbedderUnavailable."""
        fitted = _fitted()
        assert self._embedder.name == fitted.embedder, "these weights are of another embedder"
        sentences = sentences_of(text)
        if not sentences:
            return read_decision((), marks)
        vectors = np.asarray(await self._embedder.embed([one.words for one in sentences]), dtype=np.float64)
        scores = vectors @ fitted.weights + fitted.bias
        return read_decision(tuple(zip(sentences, (scores > 0).tolist(), strict=True)), marks)


@cache
def _fitted() -> _Fitted:
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return _Fitted(read["embedder"], read["bias"], np.asarray(read["weights"], dtype=np.float64))
