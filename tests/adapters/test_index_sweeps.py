"""What was deleted elsewhere leaves this replica's index once, also over a restart, and nothing else does."""

import asyncio
import contextlib
from pathlib import Path

from service.adapters.clock import SystemClock
from service.adapters.index_sweeps import IndexSweeps
from service.adapters.sql_records import SqlRecords
from service.domain.brag import LogId, Owner
from service.domain.parts import part_of
from tests.builders import a_brag_entry, a_log

ANA, BEN = Owner("ana"), Owner("ben")


class Forgotten:
    """What a replica's index was told to let go of."""

    def __init__(self) -> None:
        self.logs: list[tuple[Owner, LogId]] = []
        self.parts: list[int] = []

    async def forget(self, owner: Owner, log: LogId) -> None:
        self.logs.append((owner, log))

    async def forget_part(self, part: int) -> None:
        self.parts.append(part)


async def _kept(records: SqlRecords, owner: Owner, text: str) -> LogId:
    return (await records.save_log(owner, a_log(a_brag_entry(text)), ())).id


async def _swept(records: SqlRecords, folder: Path) -> Forgotten:
    forgotten = Forgotten()
    sweeps = IndexSweeps(records, forgotten, folder)
    await sweeps.sweep()
    await sweeps.sweep()
    return forgotten


def test_a_deletion_is_forgotten_once_also_by_the_process_after(tmp_path: Path) -> None:
    async def go() -> None:
        records = SqlRecords.open(f"sqlite:///{tmp_path / 'records.db'}", tmp_path, SystemClock())
        gone = await _kept(records, ANA, "Cut the close to two days.")
        stays = await _kept(records, ANA, "Wrote the runbook.")
        await records.delete_log(ANA, gone)
        first = await _swept(records, tmp_path)
        assert (first.logs, first.parts) == ([(ANA, gone)], [])
        again = await _swept(records, tmp_path)
        assert (again.logs, again.parts) == ([], [])
        await records.delete_log(ANA, stays)
        assert (await _swept(records, tmp_path)).logs == [(ANA, stays)]
        await records.close()

    asyncio.run(go())


def test_a_person_who_left_takes_one_part_and_is_not_named(tmp_path: Path) -> None:
    async def go() -> None:
        records = SqlRecords.open(f"sqlite:///{tmp_path / 'records.db'}", tmp_path, SystemClock())
        await _kept(records, BEN, "Trained 20 staff.")
        await records.forget(BEN)
        swept = await _swept(records, tmp_path)
        assert (swept.logs, swept.parts) == ([], [part_of(BEN)])
        await records.close()

    asyncio.run(go())


def test_an_index_that_cannot_forget_is_tried_again(tmp_path: Path) -> None:
    class Away(Forgotten):
        async def forget(self, owner: Owner, log: LogId) -> None:
            raise OSError("away")

    async def go() -> None:
        records = SqlRecords.open(f"sqlite:///{tmp_path / 'records.db'}", tmp_path, SystemClock())
        gone = await _kept(records, ANA, "Cut the close to two days.")
        await records.delete_log(ANA, gone)
        with contextlib.suppress(OSError):
            await IndexSweeps(records, Away(), tmp_path).sweep()
        assert (await _swept(records, tmp_path)).logs == [(ANA, gone)]
        await records.close()

    asyncio.run(go())
