"""Drafts as workflows of DBOS Transact: what a process had finished of one is there when it is taken up again.

One engine a process, for that is what the library allows. Its tables hold replies until a packet is stored, and then
nothing of it: the records are the truth.
"""

import asyncio
import contextlib
import itertools
import logging
import time
import uuid
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sqlalchemy as sa
from dbos import DBOS, SetWorkflowID
from filelock import FileLock, Timeout
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from service.adapters.database import open_engine, scrub
from service.adapters.durable_engine import launch
from service.adapters.durable_steps import DurableSteps
from service.adapters.leases import Leases
from service.domain.brag import Owner
from service.domain.drafts import Headway, Progress, Trouble
from service.domain.packet import PacketId
from service.errors import CaseError, Conflict, Misconfigured, NotFound, StorageUnavailable
from service.operations.logs import tell
from service.operations.meter import Meter
from service.ports import DraftWork, Records

QUEUE = "drafts"
_LOOKED_UP_S = 0.5
"""How often a draft's headway is written, and its deletion noticed."""

_TRIES = 200
"""Of finding nothing of a person's any more."""

logger = logging.getLogger("promocase.drafts")
_open: list["DurableDrafts"] = []


@DBOS.workflow(name="draft")
async def _draft(owner: str, draft: str) -> None:
    if _open:
        await _open[0].carry_out(Owner(owner), PacketId(draft))


class DurableDrafts:
    """`Drafts` over one launched engine; `opened` is the way to one."""

    def __init__(self, records: Records, work: DraftWork, engine: sa.Engine, calls_at_once: int, meter: Meter) -> None:
        self._records, self._work, self._engine = records, work, engine
        self._meter = meter
        self._room = asyncio.Semaphore(calls_at_once)
        self._running: dict[PacketId, asyncio.Task[object]] = {}
        self._ended: dict[PacketId, asyncio.Future[None]] = {}
        self._chores: set[asyncio.Task[None]] = set()

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(
        cls,
        records: Records,
        work: DraftWork,
        *,
        url: str | None,
        data_dir: Path,
        at_once: int,
        calls_at_once: int,
        meter: Meter,
    ) -> AsyncIterator["DurableDrafts"]:
        """Launches the engine over the database at `url`, or over `steps.db` in the data directory.

        On SQLite the drafts that an earlier process left are taken up at once; on PostgreSQL those of any process that
        has not been heard of for a while. Raises Misconfigured where this process has an engine open, Conflict where
        another one has its data directory.
        """
        if _open:
            raise Misconfigured("This process drafts for another service already", mend="Run one service a process")
        shared = url is not None and make_url(url).get_backend_name() == "postgresql"
        executor = uuid.uuid4().hex if shared else "local"
        address = url if shared and url else f"sqlite:///{data_dir / 'steps.db'}"
        lock = FileLock(data_dir / "steps.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise Conflict(
                "Another process drafts from this data directory", mend="Stop it, or set PROMOCASE_DATA_DIR to another"
            ) from None
        engine = open_engine(address)
        drafts = cls(records, work, engine, calls_at_once, meter)
        _open.append(drafts)
        try:
            launch(engine, address, executor)
            await DBOS.register_queue_async(QUEUE, worker_concurrency=at_once, polling_interval_sec=_LOOKED_UP_S)
            async with contextlib.AsyncExitStack() as beside:
                if shared:
                    await beside.enter_async_context(Leases(engine, executor).held())
                drafts._chore(drafts._tidy())
                yield drafts
        finally:
            await drafts._close()
            _open.clear()
            await asyncio.to_thread(DBOS.destroy)
            # The engine made its own threads this loop's, and has ended them.
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
            engine.dispose()
            lock.release()

    @property
    def under_way(self) -> int:
        return len(self._running)

    async def enqueue(self, owner: Owner, draft: PacketId) -> None:
        with SetWorkflowID(draft):
            await DBOS.enqueue_workflow_async(QUEUE, _draft, owner, draft)

    async def finish(self, owner: Owner, draft: PacketId) -> None:
        ended = self._ended[draft] = asyncio.get_running_loop().create_future()
        try:
            with SetWorkflowID(draft):
                await DBOS.start_workflow_async(_draft, owner, draft)
            await ended
        finally:
            self._ended.pop(draft, None)

    async def stop(self, owner: Owner, draft: PacketId) -> None:
        running = self._running.get(draft)
        if running is not None:
            running.cancel()

    async def forget(self, owner: Owner) -> None:
        for _ in range(_TRIES):
            found = await DBOS.list_workflows_async()
            left = [status for status in found if status.input and status.input["args"][0] == owner]
            for status in left:
                # One that runs ends by itself, now that its draft is deleted.
                if status.status != "PENDING":
                    await DBOS.delete_workflow_async(status.workflow_id)
            if not left:
                await asyncio.to_thread(self._truncate, anew=True)
                return
            await asyncio.sleep(0.05)
        raise StorageUnavailable("A draft of yours does not end", mend="Send it again")

    async def carry_out(self, owner: Owner, draft: PacketId) -> None:
        """The body of the workflow: ends when the packet is stored, the draft has failed, or it was deleted."""
        failed: Exception | None = None
        begun = time.monotonic()
        tell(logger, "draft_begun", draft=draft)
        try:
            await self._followed(owner, draft)
        except Exception as error:
            failed = error
            await self._tell(owner, draft, error)
        outcome = "done" if failed is None else type(failed).__name__
        tell(logger, "draft_ended", draft=draft, outcome=outcome, s=round(time.monotonic() - begun, 1))
        ended = self._ended.pop(draft, None)
        if ended is not None and not ended.done():
            if failed is None:
                ended.set_result(None)
            else:
                ended.set_exception(failed)
        self._chore(self._forget(draft))

    async def _followed(self, owner: Owner, draft: PacketId) -> None:
        ordered = await self._records.draft(owner, draft)
        patient = draft not in self._ended  # nobody waits for it here
        keys = self._work.keys(ordered)
        steps = DurableSteps(self._records, draft, keys, self._room, self._meter.spans, patient=patient)
        headway = Headway()

        def watch(progress: Progress) -> None:
            nonlocal headway
            headway = headway.after(progress)
            if progress.section is not None and progress.anew:
                self._meter.drafted(progress.section)

        async def follow(work: asyncio.Task[object]) -> None:
            while True:
                await asyncio.sleep(_LOOKED_UP_S)
                try:
                    await self._records.advance_draft(owner, draft, headway)
                except NotFound:
                    if await self._is_packet(owner, draft):
                        return  # stored a moment ago, and about to say so
                    work.cancel()
                except CaseError:
                    continue

        work: asyncio.Task[object] = asyncio.create_task(self._work.carry_out(owner, draft, steps, watch))
        following = asyncio.create_task(follow(work))
        self._running[draft] = work
        try:
            await asyncio.wait({work})
            if work.cancelled() and self._running.get(draft) is work:
                raise Conflict("The draft was deleted while it was made", mend="Draft it anew")
            await work
        finally:
            self._running.pop(draft, None)
            following.cancel()
            work.cancel()

    async def _is_packet(self, owner: Owner, draft: PacketId) -> bool:
        try:
            await self._records.packet(owner, draft)
        except CaseError:
            return False
        return True

    async def _tell(self, owner: Owner, draft: PacketId, error: Exception) -> None:
        trouble = Trouble(kind=type(error).__name__, message="The draft broke off, and nobody foresaw why")
        if isinstance(error, CaseError):
            trouble = Trouble(kind=type(error).__name__, message=error.message, mend=error.mend)
        with contextlib.suppress(CaseError):
            await self._records.advance_draft(owner, draft, Headway(), trouble)

    async def _forget(self, draft: PacketId) -> None:
        """Takes the replies out of the engine's tables, once it has written the outcome, however long that takes."""
        for wait_s in itertools.chain((0.05, 0.1, 0.2, 0.5), itertools.repeat(1.0)):
            await asyncio.sleep(wait_s)
            try:
                status = await DBOS.get_workflow_status_async(draft)
                if status is not None and status.status in ("PENDING", "ENQUEUED"):
                    continue
                if status is not None:
                    await DBOS.delete_workflow_async(draft)
                    await asyncio.to_thread(self._truncate)
            except SQLAlchemyError:
                continue  # busy, or away for a while
            return

    def _truncate(self, *, anew: bool = False) -> None:
        """Empties SQLite's own journal, where replies would stand until it is next written over."""
        if self._engine.dialect.name == "sqlite":
            scrub(self._engine, anew=anew)

    async def _tidy(self) -> None:
        """The same for what an earlier process had no time for."""
        for status in await DBOS.list_workflows_async(status=["SUCCESS", "ERROR", "CANCELLED"]):
            await DBOS.delete_workflow_async(status.workflow_id)

    def _chore(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _close(self) -> None:
        """Lets go of what runs: it stays unfinished in the tables, to be taken up again."""
        running = [*self._running.values(), *self._chores]
        self._running.clear()
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=5)
