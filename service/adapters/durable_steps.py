"""Steps that outlive the process: each is a step of a DBOS workflow, kept as JSON under its key."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

from dbos import DBOS, Serializer
from pydantic import BaseModel

from service.domain.packet import PacketId
from service.errors import ModelDown, ModelMisconfigured, ModelUnavailable, OverBudget, Spent
from service.operations.behalf import on_behalf_of
from service.operations.spans import Spans
from service.ports import Records

StepT = TypeVar("StepT", bound=BaseModel)
_KINDS: tuple[type[ModelUnavailable], ...] = (ModelUnavailable, ModelMisconfigured, ModelDown, OverBudget)
_FAULTS = {one.__name__: one for one in _KINDS}


class JsonOnly(Serializer):
    """What the engine keeps is JSON. Of an exception its kind alone is kept: its words may be a person's."""

    def name(self) -> str:
        return "promocase_json"

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=lambda other: {"kind": type(other).__name__})

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data)


class DurableSteps:
    """The steps of one draft. Made inside its workflow, since every key takes its place there at once.

    The engine knows a step by its number, and sections drafted at the same time ask in any order: so the numbers are
    dealt out beforehand, to every key that may be asked for.
    """

    def __init__(
        self,
        records: Records,
        draft: PacketId,
        keys: Sequence[str],
        room: asyncio.Semaphore,
        spans: Spans,
        *,
        patient: bool,
    ) -> None:
        """`room` is for as many calls as the model takes at once: a step that only waits for its turn is not begun.

        `patient` steps wait for a provider that is down, for as long as it is; others have their turn meanwhile.
        """
        self._records = records
        self._draft = draft
        self._room = room
        self._spans = spans
        self._patient = patient
        self._places = {key: DBOS.reserve_step() for key in keys}

    async def run(self, key: str, shape: type[StepT], work: Callable[[], Awaitable[StepT]], *, paid: bool) -> StepT:
        """Raises ModelUnavailable as `work` did, now or then; KeyError for a key that was not announced."""
        turn = _Turn(self._room)

        async def once() -> dict[str, Any]:
            if paid:
                await self._records.mark_call(self._draft, key)
            try:
                # A step's key names a dimension, which is a person's word where the ladder is.
                step = self._spans.span("draft_step", step=key.partition(":")[0], draft=self._draft)
                with on_behalf_of(pause=turn.given_back if self._patient else None), step:
                    return {"told": (await work()).model_dump_json()}
            except ModelUnavailable as failed:
                return {"fault": _kept(failed)}

        place = self._places.pop(key)
        if not paid:
            kept = await place.run_async({"name": key}, once)
        else:
            # Until the reply is recorded: the next call is not begun while this one could still be lost.
            async with turn:
                kept = await place.run_async({"name": key}, once)
        if "fault" in kept:
            raise _again(kept["fault"])
        return shape.model_validate_json(kept["told"])

    async def repeated(self) -> int:
        return await self._records.calls_marked_again(self._draft)


class _Turn:
    """One place in the room, which its holder may give back for a while."""

    def __init__(self, room: asyncio.Semaphore) -> None:
        self._room, self._held = room, False

    async def __aenter__(self) -> None:
        await self._room.acquire()
        self._held = True

    async def __aexit__(self, *_: object) -> None:
        if self._held:
            self._room.release()
        self._held = False

    @contextlib.asynccontextmanager
    async def given_back(self) -> AsyncIterator[None]:
        """Without the place for the block, and then waiting for one again."""
        await self.__aexit__()
        yield
        await self.__aenter__()


def _kept(failed: ModelUnavailable) -> dict[str, Any]:
    kind = type(failed).__name__
    return {
        "kind": kind if kind in _FAULTS else "ModelUnavailable",
        "message": failed.message,
        "mend": failed.mend,
        "why": failed.why,
        "spent": failed.spent._asdict(),
    }


def _again(kept: dict[str, Any]) -> ModelUnavailable:
    kind = _FAULTS[kept["kind"]]
    return kind(kept["message"], mend=kept["mend"], why=kept["why"], spent=Spent(**kept["spent"]))
