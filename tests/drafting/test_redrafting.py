"""A packet drafted again: only what the log changed is drafted anew, and versions stand in one line."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import BaseModel

from service.casework import Casework
from service.domain.brag import BragLog, Owner
from service.domain.built_in import built_in_rubric
from service.domain.packet import DraftedBy, Packet
from service.domain.packet_diff import packet_diff
from service.errors import Conflict, NotFound
from service.intake.logs import read_log
from service.ports import Prompt
from service.rendering.packet_diff import diff_markdown
from service.settings import read_settings
from service.wiring import assemble
from tests.scripted_chat import ScriptedChat

OWNER = Owner("ana")
LOG = (Path(__file__).parents[2] / "examples" / "brag-log.md").read_bytes()
T = TypeVar("T")


def with_casework(folder: Path, work: Callable[[Casework], Awaitable[T]], chat: ScriptedChat | None = None) -> T:
    async def run() -> T:
        async with assemble(read_settings(data_dir=folder), chat=chat) as casework:
            return await work(casework)

    return asyncio.run(run())


def copies(prompt: Prompt, reply: type[BaseModel]) -> dict[str, object]:
    """One bullet that copies the first note, as an obliging model would."""
    note = prompt.user.split("⟦E1")[1].split("| ")[1].split("\n")[0]
    return {"bullets": [{"sentences": [{"text": note, "cites": ["E1"]}]}]}


def longer(log: BragLog) -> BragLog:
    """The log with an outcome told of the first entry."""
    first = log.entries[0].model_copy(update={"outcome": "Cut it from four hours to twenty minutes a week."})
    return BragLog(entries=(first, *log.entries[1:]))


async def _drafted_and_amended(casework: Casework) -> tuple[Packet, Packet]:
    stored = await casework.keep_log(OWNER, read_log(LOG).log)
    first = await casework.draft(OWNER, stored, built_in_rubric())
    await casework.records.change_log(OWNER, stored.id, longer(stored.log))
    return first, await casework.redraft(OWNER, first.id)


def test_a_redraft_asks_the_model_only_for_the_sections_that_list_what_changed(tmp_path: Path) -> None:
    chat = ScriptedChat(script=copies)
    first, second = with_casework(tmp_path, _drafted_and_amended, chat)
    amended = next(iter(first.provenance.entries))
    listed = [s.dimension for s in second.sections if amended in {ranked.entry for ranked in s.shortlist[:4]}]
    drafted_first = [s for s in first.sections if s.shortlist]
    assert 0 < len(listed) < len(second.sections)
    # Every listed section of the first draft, then those of the amended entry alone.
    assert len(chat.asked("draft_section")) == len(drafted_first) + len(listed)
    assert second.provenance.usage.calls < first.provenance.usage.calls
    for before, after in zip(first.sections, second.sections, strict=True):
        if after.dimension not in listed:
            assert [b.sentences for b in after.bullets] == [b.sentences for b in before.bullets]


def test_an_unchanged_log_is_redrafted_without_a_single_call(tmp_path: Path) -> None:
    async def twice(casework: Casework) -> tuple[Packet, Packet]:
        stored = await casework.keep_log(OWNER, read_log(LOG).log)
        first = await casework.draft(OWNER, stored, built_in_rubric())
        return first, await casework.redraft(OWNER, first.id)

    first, second = with_casework(tmp_path, twice, ScriptedChat(script=copies))
    assert second.provenance.usage.calls == 0
    assert (second.version, second.redrafts) == (2, first.id)
    assert second.sections == first.sections
    assert all(section.is_same for section in packet_diff(first, second).sections)
    assert "letter for letter" in diff_markdown(packet_diff(first, second))


def test_with_another_model_every_section_is_drafted_anew(tmp_path: Path) -> None:
    async def first_draft(casework: Casework) -> Packet:
        stored = await casework.keep_log(OWNER, read_log(LOG).log)
        return await casework.draft(OWNER, stored, built_in_rubric())

    first = with_casework(tmp_path, first_draft)
    second = with_casework(tmp_path, lambda casework: casework.redraft(OWNER, first.id), ScriptedChat(script=copies))
    assert {b.drafted_by for s in first.sections for b in s.bullets} == {DraftedBy.VERBATIM}
    assert DraftedBy.MODEL in {b.drafted_by for s in second.sections for b in s.bullets}


def test_what_changed_is_told_by_section(tmp_path: Path) -> None:
    first, second = with_casework(tmp_path, _drafted_and_amended)
    found = packet_diff(first, second)
    assert found.changed_entries == (next(iter(first.provenance.entries)),)
    moved = [section for section in found.sections if not section.is_same]
    assert moved
    assert len(moved) < len(found.sections)
    assert any("twenty minutes" in piece.words for s in moved for one in s.reworded for piece in one.words)
    assert "twenty minutes" in diff_markdown(found)


def test_versions_stand_in_one_line_and_none_is_redrafted_twice(tmp_path: Path) -> None:
    async def three(casework: Casework) -> tuple[list[str], list[list[str]]]:
        first, second = await _drafted_and_amended(casework)
        third = await casework.redraft(OWNER, second.id)
        with pytest.raises(Conflict):
            await casework.redraft(OWNER, first.id)
        made = [first.id, second.id, third.id]
        return list(made), [[line.id for line in await casework.packet_versions(OWNER, id)] for id in made]

    made, told = with_casework(tmp_path, three)
    assert told == [made] * 3


def test_of_two_redrafts_at_once_one_is_refused_and_nothing_is_half_written(tmp_path: Path) -> None:
    async def both(casework: Casework) -> tuple[list[object], int]:
        stored = await casework.keep_log(OWNER, read_log(LOG).log)
        first = await casework.draft(OWNER, stored, built_in_rubric())
        done = await asyncio.gather(*(casework.redraft(OWNER, first.id) for _ in range(2)), return_exceptions=True)
        return list(done), len(await casework.packets(OWNER))

    done, count = with_casework(tmp_path, both)
    assert sorted(type(one).__name__ for one in done) == ["Conflict", "Packet"]
    assert count == 2


def test_another_owner_finds_no_packet_to_redraft(tmp_path: Path) -> None:
    async def by_a_stranger(casework: Casework) -> None:
        first, _ = await _drafted_and_amended(casework)
        stranger = Owner("bob")
        for work in (
            casework.redraft(stranger, first.id),
            casework.touched(stranger, first.id),
            casework.packet_versions(stranger, first.id),
            casework.packet_diff(stranger, first.id, first.id),
            casework.open_interview_on(stranger, first.id),
        ):
            with pytest.raises(NotFound):
                await work

    with_casework(tmp_path, by_a_stranger)
