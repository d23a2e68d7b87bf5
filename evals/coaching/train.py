"""Fits the weights by which a decision's sentences are told apart: `python -m evals.coaching.train` writes them anew.

Ridge regression over the local embedder's vectors. Some sentences are labelled one by one; of a text that names a gap
it is only known that one of its sentences does, so the likeliest is taken for it, and the fit repeated. The texts of
`decisions-held-out.jsonl` are never read here.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.adapters.local_embedder import LocalEmbedder
from service.coaching.decisions import sentences_of
from service.coaching.gap_reader import WEIGHTS

HERE = Path(__file__).parent
TEXTS = ("development", "test", "blind", "more")
RIDGE = 1.0  # chosen by cross-validation over 0.5, 1 and 2
ROUNDS = 5
Array = NDArray[np.float64]


def main() -> None:
    """Writes `service/coaching/gap_weights.json`."""
    WEIGHTS.write_text(json.dumps(fitted()) + "\n", encoding="utf-8")


def fitted() -> dict[str, Any]:
    """The embedder's name, the bias and a weight for each number of its vectors."""
    embedder = LocalEmbedder()

    def vectors(texts: list[str]) -> Array:
        return np.asarray(asyncio.run(embedder.embed(texts)), dtype=np.float64)

    sentences = rows("sentences")
    single = vectors([row["text"] for row in sentences])
    labels = np.where([row["gap"] for row in sentences], 1.0, -1.0)
    told = [row for name in TEXTS for row in rows(f"decisions-{name}")]
    texts = [(vectors([one.words for one in sentences_of(row["text"])]), row["gap"]) for row in told]
    solved = _ridge(single, labels)
    for _ in range(ROUNDS):
        chosen = [seen[[_likeliest(seen, solved)]] if gap else seen for seen, gap in texts]
        signs = [np.full(len(one), 1.0 if gap else -1.0) for one, (_, gap) in zip(chosen, texts, strict=True)]
        solved = _ridge(np.vstack([single, *chosen]), np.concatenate([labels, *signs]))
    return {"embedder": embedder.name, "bias": round(float(solved[-1]), 5), "weights": solved[:-1].round(5).tolist()}


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one of the labelled sets."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _ridge(seen: Array, signs: Array) -> Array:
    """Weights and, last, the bias."""
    design = np.column_stack([seen, np.ones(len(seen))])
    solved: Array = design.T @ np.linalg.solve(design @ design.T + RIDGE * np.eye(len(design)), signs)
    return solved


def _likeliest(seen: Array, fitted: Array) -> int:
    return int(np.argmax(seen @ fitted[:-1] + fitted[-1]))


if __name__ == "__main__":
    main()
