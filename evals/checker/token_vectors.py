"""The shipped embedding model read token by token, so that a single odd word can be seen, not only the whole text.

The weights and the tokenizer are the pinned files that the service's own embedder reads.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from service.adapters.local_embedder import TOKENIZER, WEIGHTS, checked

_LONGEST = 256
_BATCH = 32
_THREADS = 2


class Tokens(NamedTuple):
    """A text's word pieces: unit vectors (pieces, 384), their places (start, end), and the vector of the whole text."""

    vectors: npt.NDArray[np.float16]
    places: tuple[tuple[int, int], ...]
    whole: npt.NDArray[np.float32]


def read_tokens(texts: Iterable[str]) -> Mapping[str, Tokens]:
    """Every text, once, with its tokens. Raises EmbedderUnavailable where the pinned files are missing or altered."""
    unique = list(dict.fromkeys(texts))
    tokenizer = Tokenizer.from_str(checked(TOKENIZER).decode())
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(checked(WEIGHTS), options, providers=["CPUExecutionProvider"])
    encoded = tokenizer.encode_batch(unique)
    by_length = sorted(range(len(unique)), key=lambda n: len(encoded[n].ids))
    found: dict[str, Tokens] = {}
    for start in range(0, len(by_length), _BATCH):
        batch = by_length[start : start + _BATCH]
        longest = max(len(encoded[n].ids) for n in batch)
        ids: npt.NDArray[np.int64] = np.zeros((len(batch), longest), np.int64)
        mask: npt.NDArray[np.int64] = np.zeros_like(ids)
        for row, n in enumerate(batch):
            ids[row, : len(encoded[n].ids)] = encoded[n].ids
            mask[row, : len(encoded[n].ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = np.asarray(session.run(None, feed)[0], np.float32)
        for row, n in enumerate(batch):
            found[unique[n]] = _tokens(states[row, : len(encoded[n].ids)], encoded[n].offsets)
    return found


def _tokens(states: npt.NDArray[np.float32], places: list[tuple[int, int]]) -> Tokens:
    mean = states.mean(axis=0)
    unit = states / np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-12)
    whole = (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)
    return Tokens(unit.astype(np.float16), tuple(places), whole)
