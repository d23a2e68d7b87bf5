"""What a case lacks, asked in stock words about the person's own: nothing a question says is new."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.brag import BragEntry, EntryId
from service.domain.evidence import RankedEntry, Shortlist, Standing, Strength
from service.domain.gaps import Gap, GapKind, find_gaps
from service.domain.rubric import DimensionId
from tests.builders import a_brag_entry, a_dimension, a_quote, a_rubric

SCOPE = DimensionId("scope")
RUBRIC = a_rubric(a_dimension("scope"))


def strength(*, outcome: float = 1.0, quantified: float = 1.0) -> Strength:
    return Strength(0.5, outcome, quantified, 0, 0, 0, 0)


def gaps(entry: BragEntry, parts: Strength, standing: Standing = Standing.CONSISTENT) -> tuple[Gap, ...]:
    listed = Shortlist(
        dimension=SCOPE, standing=standing, why_this_standing="", evidence=(RankedEntry(entry.id, 0.5, parts),)
    )
    return find_gaps(RUBRIC, [listed], {entry.id: entry})[SCOPE]


def ranked(entry: BragEntry, parts: Strength | None = None) -> RankedEntry:
    return RankedEntry(entry.id, 0.1, parts or strength())


def nothing_listed(dimension: DimensionId, *closest: RankedEntry) -> Shortlist:
    return Shortlist(dimension=dimension, standing=Standing.NOT_YET, why_this_standing="", closest=closest)


def kinds(found: tuple[Gap, ...]) -> list[GapKind]:
    return [gap.kind for gap in found]


WHOLE = a_brag_entry("Cut it from 4 hours to 1.", corroborations=[a_quote()])


def test_a_dimension_with_nothing_is_one_gap_about_itself() -> None:
    empty = Shortlist(dimension=SCOPE, standing=Standing.NOT_YET, why_this_standing="")
    [gap] = find_gaps(RUBRIC, [empty], {})[SCOPE]
    assert (gap.kind, gap.entry) == (GapKind.NO_EVIDENCE, None)
    assert "Scope" in gap.question


def test_where_nothing_is_listed_the_nearest_entry_is_named_in_every_dimension_it_is_nearest_in() -> None:
    rubric = a_rubric(a_dimension("scope"), a_dimension("influence"))
    listed = [nothing_listed(one.id, ranked(WHOLE)) for one in rubric.dimensions]
    found = find_gaps(rubric, listed, {WHOLE.id: WHOLE})
    for one in rubric.dimensions:
        [gap] = found[one.id]
        assert (gap.kind, gap.entry) == (GapKind.NO_EVIDENCE, WHOLE.id)
        assert WHOLE.text in gap.question
        assert one.name in gap.question


def test_where_nothing_is_listed_the_nearest_entries_are_asked_what_would_make_them_count() -> None:
    vague = a_brag_entry("Helped with onboarding.", when=None)
    found = find_gaps(
        RUBRIC, [nothing_listed(SCOPE, ranked(vague, strength(outcome=0, quantified=0)))], {vague.id: vague}
    )
    assert kinds(found[SCOPE]) == [GapKind.NO_EVIDENCE, GapKind.NO_OUTCOME, GapKind.UNDATED, GapKind.UNCORROBORATED]


def test_an_entry_that_a_dimension_lists_is_asked_about_there_and_not_where_nothing_is_listed() -> None:
    rubric = a_rubric(a_dimension("scope"), a_dimension("influence"))
    entry = a_brag_entry("Cut it from 4 hours to 1.")
    listed = Shortlist(
        dimension=DimensionId("influence"),
        standing=Standing.CONSISTENT,
        why_this_standing="",
        evidence=(ranked(entry),),
    )
    found = find_gaps(rubric, [nothing_listed(SCOPE, ranked(entry)), listed], {entry.id: entry})
    assert kinds(found[SCOPE]) == [GapKind.NO_EVIDENCE]
    assert kinds(found[DimensionId("influence")]) == [GapKind.UNCORROBORATED]


def test_a_whole_case_has_no_gap() -> None:
    assert gaps(WHOLE, strength()) == ()


@pytest.mark.parametrize(
    ("entry", "parts", "kind"),
    [
        (WHOLE, strength(outcome=0, quantified=0), GapKind.NO_OUTCOME),
        (WHOLE, strength(quantified=0), GapKind.UNQUANTIFIED),
        (WHOLE.model_copy(update={"when": a_brag_entry(when=None).when}), strength(), GapKind.UNDATED),
        (WHOLE.model_copy(update={"corroborations": ()}), strength(), GapKind.UNCORROBORATED),
    ],
)
def test_each_thing_an_entry_lacks_is_asked_about(entry: BragEntry, parts: Strength, kind: GapKind) -> None:
    [gap] = gaps(entry, parts)
    assert (gap.kind, gap.entry) == (kind, entry.id)
    assert "Cut it from 4 hours to 1." in gap.question


def test_work_shown_once_is_asked_for_again_and_work_not_shown_is_asked_for() -> None:
    assert kinds(gaps(WHOLE, strength(), Standing.SOMETIMES)) == [GapKind.NOT_REPEATED]
    assert kinds(gaps(WHOLE, strength(), Standing.NOT_YET)) == [GapKind.NOT_SHOWN]


def test_nothing_is_asked_twice_about_an_entry_in_a_case() -> None:
    rubric = a_rubric(a_dimension("scope"), a_dimension("influence"))
    entry = WHOLE.model_copy(update={"corroborations": ()})
    listed = [
        Shortlist(
            dimension=one.id,
            standing=Standing.CONSISTENT,
            why_this_standing="",
            evidence=(RankedEntry(entry.id, 0.5, strength()),),
        )
        for one in rubric.dimensions
    ]
    found = find_gaps(rubric, listed, {entry.id: entry})
    assert [len(found[one.id]) for one in rubric.dimensions] == [1, 0]


@given(st.text(min_size=1, max_size=400).filter(str.strip), st.sampled_from(list(Standing)))
def test_a_question_holds_no_figure_and_no_line_break_that_the_entry_does_not(text: str, standing: Standing) -> None:
    entry = a_brag_entry(text, id="x", when=None)
    for gap in gaps(entry, strength(outcome=0, quantified=0), standing):
        assert "\n" not in gap.question
        assert set(re.findall(r"\d", gap.question)) <= set(re.findall(r"\d", text))
    assert entry.id == EntryId("x")
