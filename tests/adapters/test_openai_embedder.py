"""What the OpenAI embedder sends, how often, and which replies it takes; the wire is respx over httpx2's transport."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator

import httpx
import numpy as np
import pytest
import respx
from pydantic import SecretStr

from service.adapters.openai_embedder import BATCH, REQUESTS, OpenAIEmbedder
from service.errors import EmbedderUnavailable
from service.ports import Vectors
from tests.openai_wire import NAME, HTTPCore2Mocker

assert HTTPCore2Mocker.name == NAME
URL = "http://127.0.0.1:9/v1"


@pytest.fixture
def wire() -> Iterator[respx.MockRouter]:
    with respx.mock(using=NAME, assert_all_called=False) as router:
        yield router


def embed(*texts: str, deadline_s: float = 5.0) -> Vectors:
    async def go() -> Vectors:
        embedder = OpenAIEmbedder(
            "text-embedding-x", URL, SecretStr("sk-secret"), deadline_s=deadline_s, backoff_s=0.001
        )
        try:
            return await embedder.embed(texts)
        finally:
            await embedder.close()

    return asyncio.run(go())


def rows(*vectors: list[float] | None, order: list[int] | None = None) -> httpx.Response:
    places = order or list(range(len(vectors)))
    data = [{"object": "embedding", "index": n, "embedding": vectors[n]} for n in places]
    return httpx.Response(200, json={"object": "list", "model": "m", "data": data})


def by_length(request: httpx.Request) -> httpx.Response:
    return rows(*[[float(len(text)), 1.0] for text in json.loads(request.content)["input"]])


def test_vectors_come_back_in_the_order_of_the_texts_and_of_length_one(wire: respx.MockRouter) -> None:
    route = wire.post(f"{URL}/embeddings").mock(return_value=rows([3.0, 4.0], [0.0, 2.0], order=[1, 0]))
    vectors = embed("a", "b")
    assert vectors.tolist() == pytest.approx(np.array([[0.6, 0.8], [0.0, 1.0]]))
    assert route.call_count == 1
    sent = json.loads(route.calls[0].request.content)
    assert (sent["model"], sent["input"]) == ("text-embedding-x", ["a", "b"])


def test_many_texts_go_in_batches(wire: respx.MockRouter) -> None:
    route = wire.post(f"{URL}/embeddings").mock(side_effect=by_length)
    texts = ["x" * (n % 17 + 1) for n in range(BATCH + 3)]
    vectors = embed(*texts)
    assert route.call_count == 2
    assert [round(float(v[0] / v[1])) for v in vectors] == [len(text) for text in texts]


def test_nothing_is_asked_for_nothing(wire: respx.MockRouter) -> None:
    route = wire.post(f"{URL}/embeddings").mock(side_effect=by_length)
    assert len(embed()) == 0
    assert route.call_count == 0


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_may_pass_is_tried_three_times(wire: respx.MockRouter, status: int) -> None:
    route = wire.post(f"{URL}/embeddings").mock(return_value=httpx.Response(status, json={"error": {"message": "x"}}))
    with pytest.raises(EmbedderUnavailable):
        embed("private words")
    assert route.call_count == REQUESTS


def test_a_refused_connection_is_tried_three_times(wire: respx.MockRouter) -> None:
    route = wire.post(f"{URL}/embeddings").mock(side_effect=httpx.ConnectError("refused"))
    with pytest.raises(EmbedderUnavailable):
        embed("private words")
    assert route.call_count == REQUESTS


def test_a_failure_that_passes_is_not_told(wire: respx.MockRouter) -> None:
    route = wire.post(f"{URL}/embeddings").mock(side_effect=[httpx.Response(500), rows([1.0, 0.0])])
    assert embed("a").shape == (1, 2)
    assert route.call_count == 2


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (401, "invalid_api_key", "OPENAI_API_KEY"),
        (404, "model_not_found", "PROMOCASE_EMBEDDER"),
        (429, "insufficient_quota", "quota"),
        (400, "bad", "PROMOCASE_EMBEDDER=local"),
    ],
)
def test_what_cannot_pass_is_asked_once(wire: respx.MockRouter, status: int, code: str, told: str) -> None:
    body = {"error": {"message": "private words", "code": code, "type": code}}
    route = wire.post(f"{URL}/embeddings").mock(return_value=httpx.Response(status, json=body))
    with pytest.raises(EmbedderUnavailable) as refused:
        embed("private words")
    assert route.call_count == 1
    assert told in str(refused.value)
    assert "private" not in str(refused.value)
    assert "sk-" not in str(refused.value)


@pytest.mark.parametrize(
    "reply",
    [
        lambda: rows([1.0, 0.0]),
        lambda: rows([1.0, 0.0], [1.0, 0.0], [0.0, 1.0]),
        lambda: rows([1.0, 0.0], [1.0], order=[0, 1]),
        lambda: rows([1.0, 0.0], [0.0, 0.0]),
        lambda: rows([1.0, 0.0], None),
        lambda: rows([1.0, 0.0], [1.0, 0.0], order=[0, 0]),
        lambda: httpx.Response(200, json={"object": "list", "data": []}),
        lambda: httpx.Response(200, json={"object": "list", "data": None}),
        lambda: httpx.Response(200, json=[1, 2]),
        lambda: httpx.Response(200, json={"error": {"message": "busy"}}),
        lambda: httpx.Response(200, html="<html>portal</html>"),
        lambda: httpx.Response(200, content=b'{"data": [', headers={"content-type": "application/json"}),
    ],
)
def test_a_reply_that_is_not_the_vectors_asked_for_is_refused(
    wire: respx.MockRouter, reply: Callable[[], httpx.Response]
) -> None:
    route = wire.post(f"{URL}/embeddings").mock(return_value=reply())
    with pytest.raises(EmbedderUnavailable):
        embed("one", "two")
    assert 1 <= route.call_count <= REQUESTS


def test_a_slow_provider_is_left_at_the_deadline(wire: respx.MockRouter) -> None:
    async def slow(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(5)
        return by_length(request)

    wire.post(f"{URL}/embeddings").mock(side_effect=slow)
    with pytest.raises(EmbedderUnavailable):
        embed("a", deadline_s=0.2)


def test_without_a_key_and_an_address_nothing_is_sent() -> None:
    with pytest.raises(EmbedderUnavailable, match="OPENAI_API_KEY"):
        asyncio.run(OpenAIEmbedder("m", None, None).embed(["a"]))


def test_its_name_tells_provider_and_model() -> None:
    assert OpenAIEmbedder("m", None, None).name == "openai:m"


def replying(*vectors: object, places: list[object] | None = None) -> httpx.Response:
    where = places or list(range(len(vectors)))
    rows = [
        {"object": "embedding", "index": place, "embedding": vector}
        for place, vector in zip(where, vectors, strict=True)
    ]
    return httpx.Response(200, content=json.dumps({"object": "list", "model": "m", "data": rows}).encode())


def test_vectors_are_asked_for_as_numbers_with_the_texts_in_their_order(wire: respx.MockRouter) -> None:
    route = wire.post(f"{URL}/embeddings").mock(
        return_value=httpx.Response(
            200, headers={"content-type": "application/json"}, content=replying([1, 0], [0, 1]).content
        )
    )
    embed("first", "second")
    sent = json.loads(route.calls[0].request.content)
    assert sent == {"model": "text-embedding-x", "input": ["first", "second"], "encoding_format": "float"}


@pytest.mark.parametrize(
    "reply",
    [
        replying([1, 0], [0, 1], places=[[0], [1]]),
        replying([1, 0], [0, 1], places=[None, 1]),
        replying([1, 0], None),
        replying([1, 0], [float("inf"), 1]),
        replying([1, 0], [None, 1]),
    ],
)
def test_a_reply_out_of_shape_is_refused(wire: respx.MockRouter, reply: httpx.Response) -> None:
    wire.post(f"{URL}/embeddings").mock(
        return_value=httpx.Response(200, headers={"content-type": "application/json"}, content=reply.content)
    )
    with pytest.raises(EmbedderUnavailable):
        embed("first", "second")


def test_very_large_numbers_still_give_vectors_of_length_one(wire: respx.MockRouter) -> None:
    wire.post(f"{URL}/embeddings").mock(
        return_value=httpx.Response(
            200, headers={"content-type": "application/json"}, content=replying([3e30, 4e30]).content
        )
    )
    assert np.allclose(embed("first"), [[0.6, 0.8]])


def test_no_word_and_no_key_reaches_a_log_even_at_its_loudest(
    wire: respx.MockRouter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for status, body in ((500, b"sk-secret leaked"), (403, b"{}"), (200, b"<html>leaked</html>")):
        wire.post(f"{URL}/embeddings").mock(return_value=httpx.Response(status, content=body))
        with pytest.raises(EmbedderUnavailable) as told:
            embed("private words")
        assert not any(word in f"{told.value!r} {caplog.text}" for word in ("sk-secret", "private words", "leaked"))
    assert caplog.records  # the SDK did log
