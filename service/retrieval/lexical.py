"""BM25 over the entries of one log (Robertson and Zaragoza, 2009), vectorised for logs of thousands of entries."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

K1, B = 1.2, 0.75


class Bm25:
    """An inverted index over stems; `scores` ranks every entry for a query."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._count = len(documents)
        lengths = np.array([len(document) for document in documents], dtype=np.float64)
        self._damp = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean()) if len(documents) else 1.0))
        postings: dict[str, dict[int, int]] = {}
        for place, document in enumerate(documents):
            for stem in document:
                row = postings.setdefault(stem, {})
                row[place] = row.get(place, 0) + 1
        self._postings = {
            stem: (np.fromiter(row, dtype=np.int64), np.fromiter(row.values(), dtype=np.float64))
            for stem, row in postings.items()
        }

    def scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]:
        """One score an entry, in the order of the documents; 0 where no word of the query stands."""
        scores = np.zeros(self._count)
        for stem in sorted(set(query)):
            if stem not in self._postings:
                continue
            places, often = self._postings[stem]
            idf = np.log(1 + (self._count - len(places) + 0.5) / (len(places) + 0.5))
            scores[places] += idf * often * (K1 + 1) / (often + self._damp[places])
        return scores
