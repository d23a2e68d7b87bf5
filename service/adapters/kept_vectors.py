"""Vectors of our own library texts, kept in a file beside the database: they are the same in every run."""

import asyncio
import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from service.ports import Embedder, Vectors


class KeptVectors:
    """`Embedder` that embeds a list of texts once, whatever the number of runs. For texts of ours, never a person's."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self._folder = folder

    @property
    def name(self) -> str:
        return self._embedder.name

    async def embed(self, texts: Sequence[str]) -> Vectors:
        key = hashlib.sha256("\0".join([self.name, *texts]).encode()).hexdigest()
        path = self._folder / f"library-{key[:32]}.npy"
        kept = await asyncio.to_thread(_read, path, len(texts))
        if kept is not None:
            return kept
        made = await self._embedder.embed(texts)
        await asyncio.to_thread(_write, path, made)
        return made


def _read(path: Path, rows: int) -> Vectors | None:
    try:
        kept = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    usable = kept.dtype == np.float32 and kept.ndim == 2 and len(kept) == rows and bool(np.isfinite(kept).all())
    return kept if usable else None


def _write(path: Path, vectors: Vectors) -> None:
    beside = path.with_suffix(f".{np.random.default_rng().integers(1 << 40):x}.part.npy")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(beside, vectors, allow_pickle=False)
        beside.replace(path)
    except OSError:
        # Keeping them only saves a second: a full disk is told where something of the person's is at stake.
        with contextlib.suppress(OSError):
            beside.unlink()
