"""What the ranking promises whatever the words: parts within bounds, one order, duplicates told once."""

import asyncio
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.brag import BragEntry, BragLog, EntryId, Owner
from service.domain.built_in import built_in_rubric
from service.domain.evidence import CaseMap, Shortlist, Standing
from service.domain.rubric import Rubric
from service.errors import StorageUnavailable
from service.retrieval.retrieval import Retrieval
from service.retrieval.shortlisting import DIMENSIONS_AN_ENTRY, LONGEST
from service.retrieval.standing import standing_of
from service.retrieval.strength import entry_strength
from tests.builders import a_brag_entry, a_dimension, a_log, a_quote, a_rubric
from tests.fakes import FixedClock, InMemoryIndex, InMemoryRecords, WordEmbedder

ANA = Owner("ana")
PIECES = st.sampled_from(
    (
        "Nobody had scoped it. |Noticed the leak unasked. |Wrote the guide four teams now use. |Helped Sam. |12 %. |"
        "Cut the close from six days to two. |Attended the away day. |Decided to stop the launch. |Planning to start. |"
        "Trained two juniors. |I was asked to. |ภาษาไทย |\x00 |🎉 |<script> |"
    ).split("|")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=5).map("".join).filter(str.strip)
WHENS = st.sampled_from([None, "2026", "2026-Q1", "2026-03", "2024-03-14", "2019-01..2025-12", "2099-01-01"])
ENTRIES = st.builds(
    a_brag_entry,
    TEXTS,
    when=WHENS,
    outcome=st.none() | TEXTS,
    dimensions=st.sampled_from([(), ("scope",), ("Blast radius", "none such")]),
    corroborations=st.sampled_from([(), (a_quote(),), (a_quote(role="Lead"),)]),
)
LOGS = st.lists(ENTRIES, min_size=1, max_size=12).map(
    lambda entries: a_log(*(entry.model_copy(update={"id": f"e{n}"}) for n, entry in enumerate(entries)))
)
SHARED = Retrieval(InMemoryRecords(), InMemoryIndex(), WordEmbedder(), FixedClock())  # type: ignore[arg-type]


def ranked(log: BragLog, rubric: Rubric | None = None) -> tuple[CaseMap, tuple[Shortlist, ...]]:
    async def go() -> tuple[CaseMap, tuple[Shortlist, ...]]:
        stored = await SHARED._records.save_log(ANA, log, ())
        asked = rubric or built_in_rubric()
        return await SHARED.map(ANA, stored, asked), await SHARED.shortlists(ANA, stored, asked)

    return asyncio.run(go())


@settings(max_examples=60, deadline=None)
@given(LOGS)
def test_every_entry_is_ranked_once_with_every_part_and_score_within_bounds(log: BragLog) -> None:
    mapped, _ = ranked(log)
    for dimension in mapped.dimensions:
        assert sorted(one.entry for one in dimension.evidence) == sorted(entry.id for entry in log.entries)
        scores = [one.score for one in dimension.evidence]
        assert scores == sorted(scores, reverse=True)
        for one in dimension.evidence:
            parts = [getattr(one.strength, name) for name in type(one.strength).__dataclass_fields__]
            assert all(0 <= part <= 1 for part in [one.score, *parts])


@settings(max_examples=30, deadline=None)
@given(LOGS)
def test_the_same_log_is_ranked_the_same_way_every_time(log: BragLog) -> None:
    mapped, shortlists = ranked(log)
    SHARED._logs.clear()
    again, shortlists_again = ranked(log)
    assert [list(one.evidence) for one in mapped.dimensions] == [list(one.evidence) for one in again.dimensions]
    assert shortlists == shortlists_again


@settings(max_examples=60, deadline=None)
@given(LOGS)
def test_a_shortlist_is_short_distinct_and_part_of_the_map(log: BragLog) -> None:
    mapped, shortlists = ranked(log)
    carried: dict[EntryId, int] = {}
    for dimension, shortlist in zip(mapped.dimensions, shortlists, strict=True):
        listed = [one.entry for one in shortlist.evidence]
        assert len(listed) == len(set(listed)) <= LONGEST
        assert set(listed) <= {one.entry for one in dimension.evidence}
        assert (dimension.standing, dimension.why_this_standing) == (shortlist.standing, shortlist.why_this_standing)
        for folded, keeper in shortlist.duplicates:
            assert folded not in listed
            assert folded != keeper
        for entry in listed:
            carried[entry] = carried.get(entry, 0) + 1
    assert max(carried.values(), default=0) <= DIMENSIONS_AN_ENTRY


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(min_value=2, max_value=6))
def test_the_same_words_many_times_over_are_one_piece_of_evidence(text: str, times: int) -> None:
    _, shortlists = ranked(a_log(*(a_brag_entry(text, id=f"e{n}", when=f"2026-0{n + 1}") for n in range(times))))
    for shortlist in shortlists:
        assert len(shortlist.evidence) <= 1
        assert shortlist.standing is not Standing.CONSISTENT


@settings(max_examples=40, deadline=None)
@given(ENTRIES, TEXTS)
def test_a_result_a_voice_or_a_tag_never_weakens_an_entry(entry: BragEntry, outcome: str) -> None:
    bare = entry.model_copy(update={"outcome": None, "corroborations": (), "dimensions": (), "id": "a"})
    voiced = bare.model_copy(update={"corroborations": (a_quote(role="Lead"),)})
    assert all(more >= less for more, less in zip(entry_strength(voiced), entry_strength(bare), strict=True))
    tagged = bare.model_copy(update={"dimensions": ("scope",), "id": "b"})
    mapped, _ = ranked(a_log(bare, tagged))
    scope = {one.entry: one for one in mapped.dimensions[0].evidence}
    assert scope[EntryId("b")].score >= scope[EntryId("a")].score
    assert scope[EntryId("b")].strength.outcome == scope[EntryId("a")].strength.outcome


@pytest.mark.parametrize("failures", [1, 2])
def test_an_index_that_fails_is_reset_and_filled_from_kept_vectors(failures: int) -> None:
    async def go() -> None:
        index, embedder = InMemoryIndex(), WordEmbedder()
        retrieval = Retrieval(InMemoryRecords(), index, embedder, FixedClock())  # type: ignore[arg-type]
        stored = await retrieval._records.save_log(ANA, a_log(a_brag_entry("Trained two juniors.")), ())
        await retrieval.prepare(ANA, stored)
        before = await retrieval.shortlists(ANA, stored, built_in_rubric())
        embedder.texts.clear()
        index.broken = failures
        if failures == 1:
            assert await retrieval.shortlists(ANA, stored, built_in_rubric()) == before
            assert index.puts == 2
        else:
            with pytest.raises(StorageUnavailable):
                await retrieval.shortlists(ANA, stored, built_in_rubric())
        assert embedder.texts == []

    asyncio.run(go())


def test_a_rubric_of_one_dimension_is_ranked_like_any() -> None:
    rubric = a_rubric(a_dimension("people", name="Mentoring", next="Trains juniors until they work on their own."))
    mapped, _ = ranked(
        a_log(a_brag_entry("Trained two juniors.", id="a"), a_brag_entry("Filed paper.", id="b")), rubric
    )
    assert [one.entry for one in mapped.dimensions[0].evidence] == ["a", "b"]


def test_dimensions_with_the_same_words_do_not_break_the_ranking() -> None:
    rubric = a_rubric(a_dimension("a", name="Same", next="The same."), a_dimension("b", name="Same", next="The same."))
    mapped, _ = ranked(a_log(a_brag_entry("The same.", id="a")), rubric)
    assert all(0 <= dimension.evidence[0].score <= 1 for dimension in mapped.dimensions)


def test_no_entry_that_shows_the_next_level_is_not_yet() -> None:
    assert standing_of([])[0] is Standing.NOT_YET


def test_one_quarter_is_sometimes_however_much_it_holds() -> None:
    within = [a_brag_entry(id=f"e{n}", when=f"2026-0{n % 3 + 1}") for n in range(6)]
    assert standing_of(within)[0] is Standing.SOMETIMES


def test_three_entries_over_two_quarters_are_consistent() -> None:
    over = [a_brag_entry(id=f"e{n}", when=when) for n, when in enumerate(["2026-01", "2026-02", "2026-04-01"])]
    standing, why = standing_of(over)
    assert standing is Standing.CONSISTENT
    assert "3 entries" in why
    assert "2 known quarters" in why


def test_undated_entries_and_whole_years_count_for_no_quarter() -> None:
    undated = [
        a_brag_entry(id=f"e{n}", when=when) for n, when in enumerate([None, "2025", "2024-11..2025-03", "2026-01"])
    ]
    assert standing_of(undated)[0] is Standing.SOMETIMES


@pytest.mark.parametrize("many", [1, 2])
def test_entries_without_a_quarter_are_said_to_lack_a_date_and_no_quarter_is_counted(many: int) -> None:
    why = standing_of([a_brag_entry(id=f"e{n}", when=None) for n in range(many)])[1]
    assert "date" in why
    assert not re.search(r"\b0\b|1 entries|quarters? of 0", why)


@settings(max_examples=50, deadline=None)
@given(st.lists(ENTRIES, max_size=8), ENTRIES)
def test_more_evidence_never_lowers_a_standing(entries: list[BragEntry], more: BragEntry) -> None:
    rungs = [Standing.NOT_YET, Standing.SOMETIMES, Standing.CONSISTENT]
    assert rungs.index(standing_of([*entries, more])[0]) >= rungs.index(standing_of(entries)[0])


def test_recent_work_counts_for_more_than_old_and_undated_for_little() -> None:
    same = [a_brag_entry("Trained two juniors.", id=id, when=when) for id, when in
            (("new", "2026-10"), ("old", "2021-10"), ("undated", None))]  # fmt: skip
    mapped, _ = ranked(a_log(*same))
    parts = {one.entry: one.strength.recency for one in mapped.dimensions[0].evidence}
    assert parts[EntryId("new")] > parts[EntryId("undated")] > parts[EntryId("old")]
    assert FixedClock().today() == date(2026, 11, 1)
