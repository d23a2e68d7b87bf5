"""The local embedder: real weights, checked, and the same vector for the same text whatever stands beside it."""

import asyncio

import numpy as np
import pytest

from service.adapters.local_embedder import TOKENIZER, WEIGHTS, LocalEmbedder
from service.errors import EmbedderUnavailable
from service.ports import Vectors


@pytest.fixture
def a_text_is_embedded_once() -> None:
    """Here every text is embedded, however often."""


@pytest.fixture(scope="module")
def embedder() -> LocalEmbedder:
    return LocalEmbedder()


def embed(embedder: LocalEmbedder, *texts: str) -> Vectors:
    return asyncio.run(embedder.embed(texts))


def test_vectors_are_of_length_one_and_in_order(embedder: LocalEmbedder) -> None:
    vectors = embed(embedder, "long " * 300, "short", "a sentence of middling length")
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert vectors[1] @ embed(embedder, "short")[0] == pytest.approx(1, abs=1e-5)


def test_a_text_has_the_same_vector_in_any_company(embedder: LocalEmbedder) -> None:
    alone = embed(embedder, "Cut the close from six days to two.")[0]
    crowd = embed(embedder, *["x" * n for n in range(1, 70)], "Cut the close from six days to two.", "word " * 200)[69]
    assert np.abs(alone - crowd).max() < 1e-5


def test_like_meanings_are_nearer_than_unlike_ones(embedder: LocalEmbedder) -> None:
    mentored, taught, invoice = embed(
        embedder,
        "Mentored two junior colleagues.",
        "I taught new staff how to do the job.",
        "Paid the electricity invoice.",
    )
    assert mentored @ taught > mentored @ invoice + 0.1


def test_nothing_gives_nothing(embedder: LocalEmbedder) -> None:
    assert embed(embedder).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀" * 600, "ข้อนี้ต้องขอบคุณ", "\u202eabc", "a" * 100_000])
def test_any_text_has_a_vector(embedder: LocalEmbedder, text: str) -> None:
    assert np.isfinite(embed(embedder, text)).all()


def test_altered_or_missing_files_are_refused() -> None:
    for broken in (
        WEIGHTS._replace(sha256="0" * 64),
        WEIGHTS._replace(file="none"),
        WEIGHTS._replace(package="none-x"),
    ):
        with pytest.raises(EmbedderUnavailable):
            embed(LocalEmbedder(weights=broken), "text")
    with pytest.raises(EmbedderUnavailable):
        embed(LocalEmbedder(tokenizer=TOKENIZER._replace(sha256="0" * 64)), "text")


def test_its_name_changes_with_its_weights() -> None:
    assert LocalEmbedder().name != LocalEmbedder(weights=WEIGHTS._replace(sha256="1" * 64)).name
