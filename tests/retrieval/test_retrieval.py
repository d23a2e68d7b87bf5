"""From a stored log to shortlists, over a real Chroma directory, real SQLite and the real embedder."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from service.adapters.chroma_index import ChromaIndex
from service.adapters.kept_vectors import KeptVectors
from service.adapters.local_embedder import LocalEmbedder
from service.adapters.sql_records import SqlRecords
from service.domain.brag import BragEntry, BragLog, EntryId, LogId, Owner
from service.domain.built_in import built_in_rubric
from service.domain.evidence import Shortlist, Standing
from service.domain.gaps import GapKind, find_gaps
from service.domain.parts import part_of
from service.ports import StoredLog, Vectors
from service.retrieval.retrieval import Retrieval
from service.retrieval.weights import SHOWS_NEXT
from tests.builders import a_brag_entry, a_dimension, a_log, a_quote, a_rubric

ANA = Owner("ana")


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 1, tzinfo=UTC)

    def today(self) -> date:
        return self.now().date()


class CountingEmbedder:
    """The local embedder, counting the texts it is given."""

    shared = LocalEmbedder()

    def __init__(self, name: str = "counted") -> None:
        self.name = name
        self.texts: list[str] = []

    async def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return await self.shared.embed(texts)


class House:
    """A retrieval over a data directory, opened anew as a restart would."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        self.library = library

    @asynccontextmanager
    async def open(self, embedder: CountingEmbedder) -> AsyncIterator[tuple[Retrieval, SqlRecords]]:
        records = SqlRecords.open(None, self.folder, FixedClock())
        index = ChromaIndex.embedded(self.folder / "chroma")
        try:
            library = KeptVectors(CountingEmbedder.shared, self.library)
            yield Retrieval(records, index, embedder, FixedClock(), library=library), records
        finally:
            await index.close()
            await records.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


@pytest.fixture
def house(tmp_path: Path, library: Path) -> House:
    return House(tmp_path, library)


STRONG = "Nobody had scoped the returns mess. I defined it, split it into three and cut returns from 40 to 9 a week."
WEAK = "Attended the yearly fire training."


def a_case() -> BragLog:
    return a_log(
        a_brag_entry(STRONG, id="strong", when="2026-05-01", corroborations=[a_quote(role="Lead")]),
        a_brag_entry(WEAK, id="weak", when="2026-05-02"),
        a_brag_entry(
            "Noticed the same leak every spring, raised it unasked and got it fixed.", id="saw", when="2026-02"
        ),
        a_brag_entry("Wrote the guide that four other teams now use.", id="guide", when=None),
    )


def test_what_shows_the_next_level_is_ranked_before_what_does_not(house: House) -> None:
    async def go() -> None:
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            mapped = await retrieval.map(ANA, stored, built_in_rubric())
            scope = mapped.dimensions[0]
            order = [ranked.entry for ranked in scope.evidence]
            assert order[0] == "strong"
            assert set(order) == {"strong", "weak", "saw", "guide"}
            assert order.index(EntryId("weak")) == 3
            for dimension in mapped.dimensions:
                scores = [ranked.score for ranked in dimension.evidence]
                assert scores == sorted(scores, reverse=True)
                for ranked in dimension.evidence:
                    parts = ranked.strength
                    assert all(0 <= getattr(parts, name) <= 1 for name in parts.__dataclass_fields__)

    asyncio.run(go())


def test_a_second_run_and_a_restart_embed_nothing_again(house: House) -> None:
    async def go() -> None:
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            first = await retrieval.prepare(ANA, stored)
            assert (first.embedded, first.reused, first.rebuilt) == (4, 0, True)
        again = CountingEmbedder()
        async with house.open(again) as (retrieval, records):
            second = await retrieval.prepare(ANA, stored)
            assert (second.embedded, second.reused, second.rebuilt) == (0, 4, False)
            assert not any(STRONG in text for text in again.texts)

    asyncio.run(go())


@pytest.mark.parametrize("harm", ["gone", "garbage", "emptied"])
def test_a_lost_or_damaged_index_is_rebuilt_from_the_kept_vectors(house: House, harm: str) -> None:
    async def go() -> None:
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            before = await retrieval.shortlists(ANA, stored, built_in_rubric())
        chroma = house.folder / "chroma"
        if harm == "gone":
            shutil.rmtree(chroma)
        for path in list(chroma.rglob("*")) if harm != "gone" else []:
            if path.is_file():
                path.write_bytes(b"garbage" * 400 if harm == "garbage" else b"")
        again = CountingEmbedder()
        async with house.open(again) as (retrieval, records):
            prepared = await retrieval.prepare(ANA, stored)
            assert (prepared.embedded, prepared.rebuilt) == (0, True)
            assert await retrieval.shortlists(ANA, stored, built_in_rubric()) == before
            assert not any(STRONG in text for text in again.texts)

    asyncio.run(go())


@pytest.mark.parametrize("harm", ["gone", "emptied"])
def test_an_index_lost_under_a_running_service_is_rebuilt_without_embedding(house: House, harm: str) -> None:
    async def go() -> None:
        embedder = CountingEmbedder()
        async with house.open(embedder) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            before = await retrieval.shortlists(ANA, stored, built_in_rubric())
            if harm == "gone":
                shutil.rmtree(house.folder / "chroma")
            else:
                await retrieval._index.reset(part_of(ANA))
            embedder.texts.clear()
            assert await retrieval.shortlists(ANA, stored, built_in_rubric()) == before
            more = a_log(*a_case().entries, a_brag_entry("Trained two new colleagues.", id="new"))
            changed = await records.change_log(ANA, stored.id, more)
            assert (await retrieval.prepare(ANA, changed)).embedded == 1
            assert len((await retrieval.map(ANA, changed, built_in_rubric())).dimensions[0].evidence) == 5
            assert len([text for text in embedder.texts if "Trained two" in text]) == 1
            assert not any(STRONG in text for text in embedder.texts)

    asyncio.run(go())


def test_another_embedder_embeds_anew_and_says_so(house: House) -> None:
    async def go() -> None:
        async with house.open(CountingEmbedder("one")) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            await retrieval.prepare(ANA, stored)
        async with house.open(CountingEmbedder("two")) as (retrieval, records):
            prepared = await retrieval.prepare(ANA, stored)
            assert (prepared.embedded, prepared.reused) == (4, 0)
            assert "4 embedded" in prepared.told

    asyncio.run(go())


def test_only_a_changed_entry_is_embedded_again(house: House) -> None:
    async def go() -> None:
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            await retrieval.prepare(ANA, stored)
            entries = [
                e if e.id != "weak" else e.model_copy(update={"text": "Ran the drill."}) for e in a_case().entries
            ]
            changed = await records.change_log(ANA, stored.id, BragLog(entries=tuple(entries[1:])))
            prepared = await retrieval.prepare(ANA, changed)
            assert (prepared.embedded, prepared.reused, prepared.rebuilt) == (1, 2, True)
            mapped = await retrieval.map(ANA, changed, built_in_rubric())
            assert {ranked.entry for ranked in mapped.dimensions[0].evidence} == {"weak", "saw", "guide"}

    asyncio.run(go())


def listed(house: House, log: BragLog) -> tuple[Shortlist, ...]:
    async def go() -> tuple[Shortlist, ...]:
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, log, ())
            return await retrieval.shortlists(ANA, stored, built_in_rubric())

    return asyncio.run(go())


def test_the_same_work_told_twice_is_listed_once(house: House) -> None:
    twice = a_log(
        a_brag_entry(STRONG, id="a", when="2026-05-01"),
        a_brag_entry(STRONG.replace("I defined", "Defined"), id="b", when="2026-05-03"),
    )
    for shortlist in listed(house, twice):
        assert len(shortlist.evidence) <= 1
    assert any(shortlist.duplicates for shortlist in listed(house, twice))


def test_a_log_that_shows_nothing_has_empty_shortlists_no_standing_and_gaps_instead(house: House) -> None:
    thin = a_log(a_brag_entry(WEAK, id="a"), a_brag_entry("Covered two shifts.", id="b"))
    shortlists = listed(house, thin)
    assert all(shortlist.evidence == () for shortlist in shortlists)
    assert {shortlist.standing for shortlist in shortlists} == {Standing.NOT_YET}
    gaps = find_gaps(built_in_rubric(), shortlists, thin.by_id())
    assert all(found[0].kind is GapKind.NO_EVIDENCE for found in gaps.values())
    # What came nearest is named, so that its writer can say whether it should have counted.
    assert {near.entry for shortlist in shortlists for near in shortlist.closest} == {"a", "b"}
    assert {gap.entry for found in gaps.values() for gap in found} <= {"a", "b"}


def test_what_is_only_planned_is_no_evidence(house: House) -> None:
    planned = "Planning to take on the returns mess that nobody has scoped and split it into three."
    for shortlist in listed(house, a_log(a_brag_entry(planned, id="plan"), a_brag_entry(STRONG, id="done"))):
        assert "plan" not in [ranked.entry for ranked in shortlist.evidence]


@pytest.mark.parametrize(
    "entry",
    [
        "Ambiguous date work: 14 formats handled.",
        "Fixed ambiguous date parsing in the importer.",
        "Updated the scope of the OAuth token.",
        "Changed the direction of the sort arrows in 3 tables.",
        "Set influence tracking flags in 12 exports.",
    ],
)
def test_the_name_of_a_dimension_in_an_entry_shows_nothing_of_it(house: House, entry: str) -> None:
    named = a_log(a_brag_entry(entry, id="named"), a_brag_entry(STRONG, id="done"))
    shown = [one.entry for shortlist in listed(house, named) for one in shortlist.evidence if one.shows_next]
    assert "done" in shown
    assert "named" not in shown


def test_one_entry_argues_for_two_dimensions_at_most(house: House) -> None:
    seen: dict[str, int] = {}
    for shortlist in listed(house, a_case()):
        for ranked in shortlist.evidence:
            seen[ranked.entry] = seen.get(ranked.entry, 0) + 1
    assert seen
    assert max(seen.values()) <= 2


def test_a_tag_of_the_persons_own_lifts_relevance_and_nothing_else(house: House) -> None:
    async def go() -> None:
        rubric = a_rubric(a_dimension("scope"))
        plain = a_brag_entry("Sorted the stockroom.", id="plain")
        tagged = a_brag_entry("Sorted the stockroom.", id="tagged", dimensions=["Scope"])
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_log(plain, tagged), ())
            mapped = await retrieval.map(ANA, stored, rubric)
            by_id = {ranked.entry: ranked for ranked in mapped.dimensions[0].evidence}
            one, other = by_id[EntryId("plain")], by_id[EntryId("tagged")]
            assert one.strength.relevance < other.strength.relevance < 0.5
            assert other.score < SHOWS_NEXT
            assert (other.tagged, one.tagged) == (True, False)
            assert (other.strength.outcome, other.strength.quantified) == (
                one.strength.outcome,
                one.strength.quantified,
            )

    asyncio.run(go())


def test_a_forgotten_log_is_gone_from_the_index(house: House) -> None:
    async def go() -> None:
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_case(), ())
            await retrieval.prepare(ANA, stored)
            await retrieval.forget(ANA, stored.id)
            index = retrieval._index
            found = await index.nearest(ANA, stored.id, "counted", np.ones((1, 384), dtype=np.float32), 4)
            assert found == [[]]

    asyncio.run(go())


def test_long_logs_map_every_entry_though_the_index_is_asked_for_the_nearest_alone(house: House) -> None:
    async def go() -> None:
        entries = [
            BragEntry(id=EntryId(f"e{n}"), text=f"Handled case {n} in ward {n % 7}, {n} minutes.") for n in range(450)
        ]
        async with house.open(CountingEmbedder()) as (retrieval, records):
            stored = await records.save_log(ANA, a_log(*entries, a_brag_entry(STRONG, id="strong")), ())
            mapped = await retrieval.map(ANA, stored, built_in_rubric())
            assert all(len({r.entry for r in dimension.evidence}) == 451 for dimension in mapped.dimensions)
            assert mapped.dimensions[0].evidence[0].entry == "strong"

    asyncio.run(go())


def test_a_stored_log_of_nobody_is_not_mapped(house: House) -> None:
    from service.errors import NotFound

    async def go() -> None:
        async with house.open(CountingEmbedder()) as (retrieval, _records):
            with pytest.raises(NotFound):
                await retrieval.map(ANA, StoredLog(LogId("none"), a_case()), built_in_rubric())

    asyncio.run(go())
