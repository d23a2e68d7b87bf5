"""What `make bench-load` puts beside the service, each in a process of its own: the provider, the SDK, LangChain.

python -m tests.load_arms provider                              prints its address, serves until it is stopped
python -m tests.load_arms openai BASE_URL CALLERS SECONDS       prints what its calls took, as JSON
python -m tests.load_arms langchain BASE_URL CALLERS SECONDS
"""

import asyncio
import json
import resource
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from service.drafting.replies import BulletReply
from tests.provider import completion

LATENCY_S = 1.0
BULLET = "Helped move the weekly invoices to the new ledger, which took two days less in March 2026."
REPLY = {"sentences": [{"text": BULLET, "cites": ["B"]}]}
MESSAGES = [
    {"role": "system", "content": "You rewrite one vague bullet as one honest bullet. " * 40},
    {"role": "user", "content": f"The bullet:\n\n{BULLET}"},
]


async def provider(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[..., Any]) -> None:
    """Answers every chat completion a second after it was asked; it costs next to nothing itself."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(LATENCY_S)
    body = completion(json.dumps(REPLY))
    head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


def serve() -> None:
    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as bound:
        print(f"http://127.0.0.1:{bound.getsockname()[1]}/v1", flush=True)
        server = uvicorn.Server(uvicorn.Config(provider, log_level="critical", access_log=False, lifespan="off"))
        server.run(sockets=[bound])


async def openai_call(base_url: str) -> Callable[[], Awaitable[object]]:
    from openai import AsyncOpenAI

    client = AsyncOpenAI(base_url=base_url, api_key="sk-load", max_retries=0)
    shape = {"type": "json_schema", "json_schema": {"name": "reply", "schema": BulletReply.model_json_schema()}}

    async def call() -> BulletReply:
        told = await client.chat.completions.create(
            model="loopback",
            messages=MESSAGES,  # type: ignore[arg-type]
            response_format=shape,  # type: ignore[arg-type]
            max_tokens=500,
            temperature=0,
        )
        return BulletReply.model_validate_json(told.choices[0].message.content or "")

    return call


async def langchain_call(base_url: str) -> Callable[[], Awaitable[object]]:
    from langchain_core.messages import HumanMessage, SystemMessage
    from langchain_openai import ChatOpenAI

    settings = {"base_url": base_url, "api_key": "sk-load", "max_retries": 0, "max_tokens": 500, "temperature": 0}
    chat = ChatOpenAI(model="loopback", use_responses_api=False, **settings)  # type: ignore[arg-type]
    asking = chat.with_structured_output(BulletReply, method="json_schema", include_raw=True)
    messages = [SystemMessage(MESSAGES[0]["content"]), HumanMessage(MESSAGES[1]["content"])]

    async def call() -> object:
        return await asking.ainvoke(messages)

    return call


async def measured(call: Callable[[], Awaitable[object]], callers: int, seconds: float) -> dict[str, Any]:
    """What each call took over the provider's latency, in ms, and this process's CPU a call, in ms."""
    await call()  # connections and caches are made before the clock runs
    over: list[float] = []
    ends = time.monotonic() + seconds

    async def caller(n: int) -> None:
        await asyncio.sleep(n / callers * LATENCY_S)
        while time.monotonic() < ends:
            begun = time.monotonic()
            await call()
            over.append((time.monotonic() - begun - LATENCY_S) * 1_000)

    before = cpu_s()
    await asyncio.gather(*(caller(n) for n in range(callers)))
    return {"over_ms": over, "cpu_ms": (cpu_s() - before) * 1_000 / len(over)}


def cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def arm(name: str, base_url: str, callers: int, seconds: float) -> None:
    call = await (openai_call if name == "openai" else langchain_call)(base_url)
    print(json.dumps(await measured(call, callers, seconds)))


if __name__ == "__main__":
    if sys.argv[1] == "provider":
        serve()
    else:
        asyncio.run(arm(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
