"""Embeddings from OpenAI, or from any server that speaks its protocol."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from pydantic import SecretStr

from service.errors import EmbedderUnavailable
from service.ports import Vectors

if TYPE_CHECKING:
    from openai import AsyncOpenAI, RateLimitError

BATCH = 256
REQUESTS = 3
"""Requests one batch may make, the first included; the SDK's own retries are off."""


class OpenAIEmbedder:
    """`Embedder` over the openai package. Use it in one event loop, and close it there."""

    def __init__(
        self,
        model: str,
        base_url: str | None,
        api_key: SecretStr | None,
        *,
        deadline_s: float = 60.0,
        backoff_s: float = 0.5,
    ) -> None:
        """`deadline_s` bounds one batch with its retries."""
        self._model = model
        self._base_url = base_url
        self._api_key = api_key
        self._deadline_s = deadline_s
        self._backoff_s = backoff_s
        self._client: AsyncOpenAI | None = None

    @property
    def name(self) -> str:
        return f"openai:{self._model}"

    async def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        batches = [await self._batch(list(texts[start : start + BATCH])) for start in range(0, len(texts), BATCH)]
        if len({batch.shape[1] for batch in batches}) > 1:
            raise EmbedderUnavailable(
                "The embeddings provider sent vectors of different widths", mend="Check PROMOCASE_EMBEDDER"
            )
        return np.concatenate(batches)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def _batch(self, texts: list[str]) -> Vectors:
        import openai
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential

        client = self._open()
        retrying = AsyncRetrying(
            stop=stop_after_attempt(REQUESTS),
            wait=wait_random_exponential(multiplier=self._backoff_s, max=8),
            retry=retry_if_exception(_may_pass),
            reraise=True,
        )
        try:
            async with asyncio.timeout(self._deadline_s):
                async for attempt in retrying:
                    with attempt:
                        answer = await client.embeddings.create(model=self._model, input=texts, encoding_format="float")
                        return _vectors(answer, len(texts))
        except (openai.AuthenticationError, openai.PermissionDeniedError):
            raise EmbedderUnavailable("The embeddings provider refuses the key", mend="Check OPENAI_API_KEY") from None
        except openai.NotFoundError:
            raise EmbedderUnavailable(
                "The embeddings provider knows no such model", mend="Check PROMOCASE_EMBEDDER"
            ) from None
        except openai.RateLimitError as refused:
            if _used_up(refused):
                message = "The quota of the embeddings provider is used up"
                raise EmbedderUnavailable(message, mend="Top it up, or set PROMOCASE_EMBEDDER=local") from None
            raise EmbedderUnavailable("The embeddings provider is too busy", mend="Try again later") from None
        except (openai.OpenAIError, TimeoutError, ValueError):
            # ValueError is our own check of a reply, or the SDK's of one it cannot read.
            raise EmbedderUnavailable(
                "The embeddings provider gave no usable reply", mend="Retry, or set PROMOCASE_EMBEDDER=local"
            ) from None
        raise AssertionError("retrying ends with a reply or an error")

    def _open(self) -> "AsyncOpenAI":
        if self._client is None:
            from openai import AsyncOpenAI

            if self._api_key is None and self._base_url is None:
                raise EmbedderUnavailable("There is no key for the embeddings provider", mend="Set OPENAI_API_KEY")
            key = self._api_key.get_secret_value() if self._api_key else "none"
            self._client = AsyncOpenAI(api_key=key, base_url=self._base_url, max_retries=0, timeout=self._deadline_s)
        return self._client


def _may_pass(failed: BaseException) -> bool:
    import openai

    if isinstance(failed, openai.RateLimitError):
        return not _used_up(failed)
    return isinstance(failed, openai.APIConnectionError | openai.InternalServerError)


def _used_up(refused: "RateLimitError") -> bool:
    return refused.code == "insufficient_quota"


def _vectors(answer: object, expected: int) -> Vectors:
    """Unit vectors in the order asked for; raises ValueError for a reply that is short, doubled or out of shape."""
    rows = getattr(answer, "data", None)
    # The SDK builds its objects unchecked: anything may stand where a row, its place or a number should.
    places = [getattr(row, "index", None) for row in rows] if isinstance(rows, list) else []
    whole = {place for place in places if isinstance(place, int)}
    if not isinstance(rows, list) or whole != set(range(expected)) or len(places) != expected:
        raise ValueError("the reply holds other texts than were sent")
    try:
        vectors = np.asarray([row.embedding for row in sorted(rows, key=lambda row: int(row.index))], dtype=np.float64)
    except (TypeError, AttributeError) as unreadable:
        raise ValueError("the reply holds something that is no vector") from unreadable
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise ValueError("the reply holds something that is no vector")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not (lengths > 0).all():
        raise ValueError("the reply holds a vector without direction")
    # In double precision: the square of a large single-precision number leaves its range.
    unit: Vectors = (vectors / lengths).astype(np.float32)
    return unit
