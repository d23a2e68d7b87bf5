"""Rubrics in every format read, and what is said when one cannot be used."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.built_in import built_in_rubric
from service.domain.rubric import Rubric
from service.errors import CaseError, Invalid, TooLarge, UnknownFormat, Unreadable
from service.intake.rubrics import read_rubric
from tests.builders import a_dimension, a_rubric

PAIR = "dimension,current,next\nScope,Owns a task,Owns a problem\nBlast radius,Own task,Whole team\n"
LADDER = (
    "| Competency | L3 | L4 - Senior | L5 |\n|---|---|---|---|\n| Scope | a3 | a4 | a5 |\n| Craft | b3 | b4 | b5 |\n"
)


def read(text: str, name: str | None = None, low: str | None = None, high: str | None = None) -> Rubric:
    return read_rubric(text.encode(), filename=name, from_level=low, to_level=high)


def refusal(text: str, name: str | None = None, low: str | None = None, high: str | None = None) -> CaseError:
    with pytest.raises(CaseError) as caught:
        read(text, name, low, high)
    return caught.value


def test_the_built_in_rubric_has_the_five_dimensions() -> None:
    rubric = built_in_rubric()
    assert [dimension.id for dimension in rubric.dimensions] == [
        *("scope", "ambiguity", "influence", "blast_radius", "direction")
    ]
    assert all(dimension.current and dimension.next for dimension in rubric.dimensions)
    assert len({dimension.next for dimension in rubric.dimensions}) == 5


@pytest.mark.parametrize("rubric", [built_in_rubric(), a_rubric(a_dimension(), a_dimension("craft", current=""))])
def test_a_canonical_rubric_reads_back_as_itself(rubric: Rubric) -> None:
    assert read(rubric.model_dump_json()) == rubric
    assert read(json.dumps(rubric.model_dump(mode="json"), indent=2), "r.yaml") == rubric


def test_a_canonical_yaml_rubric_is_read() -> None:
    rubric = read(
        "title: Ours\nfrom_level: L4\nto_level: L5\ndimensions:\n- name: Blast radius\n  current: a\n  next: b\n"
    )
    assert (rubric.title, rubric.from_level, rubric.to_level) == ("Ours", "L4", "L5")
    assert [(d.id, d.name, d.current, d.next) for d in rubric.dimensions] == [
        ("blast_radius", "Blast radius", "a", "b")
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"title": "a", "mood": 1, "dimensions": [{"name": "s", "next": "n"}]}', "mood"),
        ('{"title": "a", "dimensions": [{"name": "s", "next": "n", "weight": 2}]}', "dimensions[0].weight"),
        ('{"title": "a", "dimensions": [{"name": "s", "next": 5}]}', "dimensions[0].next"),
        ('{"title": "a", "dimensions": [{"name": "s", "current": "c"}]}', "dimensions[0]"),
        ('{"title": "a", "dimensions": [{"next": "n"}]}', "dimensions[0]"),
        ('{"title": "a", "dimensions": []}', "dimensions"),
        ('{"title": "a"}', "dimensions"),
        ('[{"id": "s", "name": "a", "next": "n"}, {"id": "s", "name": "b", "next": "n"}]', "dimensions[1].id"),
        ('[{"name": "Scope", "next": "n"}, {"name": "scope", "next": "n"}]', "dimensions[1]"),
        ('{"title": "' + "a" * 300 + '", "dimensions": [{"name": "s", "next": "n"}]}', "title"),
        ('{"title": "a", "dimensions": [{"name": "s", "next": "' + "n" * 5000 + '"}]}', "dimensions[0] next"),
    ],
)
def test_what_breaks_the_rules_of_the_canonical_form_is_named(text: str, where: str) -> None:
    refused = refusal(text, "r.json")
    assert isinstance(refused, Invalid)
    assert where in [fault.where for fault in refused.faults]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_rubric_of_current_and_next(delimiter: str) -> None:
    rubric = read(PAIR.replace(",", delimiter), "our-ladder.csv")
    assert rubric.title == "our ladder"
    assert [dimension.id for dimension in rubric.dimensions] == ["scope", "blast_radius"]
    assert rubric.dimensions[0].next == "Owns a problem"


def test_a_markdown_table_of_current_and_next_names_its_levels() -> None:
    rubric = read(
        "# Ladder\n\nSome words.\n\n| Dimension | Current level (L4) | Next level (L5) |\n|---|---|---|\n"
        "| **Scope** | Owns a task | Owns a [problem](https://e.com)<br>end to end |\n"
    )
    assert (rubric.title, rubric.from_level, rubric.to_level) == ("Ladder", "L4", "L5")
    assert (rubric.dimensions[0].name, rubric.dimensions[0].next) == ("Scope", "Owns a problem\nend to end")


def test_levels_as_columns_are_chosen_by_name() -> None:
    rubric = read(LADDER, "r.md", "l3", "L5")
    assert (rubric.from_level, rubric.to_level) == ("L3", "L5")
    assert [(d.current, d.next) for d in rubric.dimensions] == [("a3", "a5"), ("b3", "b5")]
    assert read(LADDER, "r.md", "L4", "L5").from_level == "L4 - Senior"


def test_one_level_is_enough_when_its_neighbour_follows() -> None:
    assert read(LADDER, "r.md", low="L3").to_level == "L4 - Senior"
    assert read(LADDER, "r.md", high="L5").from_level == "L4 - Senior"


def test_two_levels_need_no_choice() -> None:
    rubric = read("area,Mid,Senior\nScope,a,b\n")
    assert (rubric.from_level, rubric.to_level) == ("Mid", "Senior")


@pytest.mark.parametrize(
    ("low", "high"), [(None, None), ("L4", "L7"), ("L9", None), ("L5", None), (None, "L3"), ("L4", "L4")]
)
def test_a_level_that_is_not_there_is_refused_with_those_that_are(low: str | None, high: str | None) -> None:
    refused = refusal(LADDER, "r.md", low, high)
    assert isinstance(refused, Invalid)
    assert "L3, L4 - Senior, L5" in str(refused)


def test_tables_of_the_same_columns_are_one_ladder() -> None:
    rubric = read(
        f"{LADDER}\n## People\n\n| Competency | L3 | L4 - Senior | L5 |\n|--|--|--|--|\n| Care | c3 | c4 | c5 |\n",
        None,
        "L3",
        "L5",
    )
    assert [dimension.id for dimension in rubric.dimensions] == ["scope", "craft", "care"]


def test_levels_under_each_dimension_are_read_from_json() -> None:
    text = '{"title": "a", "dimensions": [{"name": "Scope", "levels": {"L3": ["x", "y"], "L4": "z"}}]}'
    rubric = read(text, None, "L3", "L4")
    assert (rubric.dimensions[0].current, rubric.dimensions[0].next) == ("x\ny", "z")


def test_a_ladder_without_words_for_the_level_is_refused_with_its_lines() -> None:
    refused = refusal(LADDER.replace("a5", "").replace("b5", ""), "r.md", "L4", "L5")
    assert [fault.where for fault in refused.faults] == ["line 3", "line 4"]
    pair = refusal("dimension,current,next\nScope,a,b\nCraft,c,\n", "r.csv")
    assert [fault.where for fault in pair.faults] == ["line 3"]


@pytest.mark.parametrize(
    "ladder", ["area,L3,L4,L5\nScope,a,b,c\n", "area,Guru,Rookie,Pro\nScope,a,b,c\n", "area,L5,L4,L3\nScope,c,b,a\n"]
)
def test_a_step_down_is_refused_by_names_or_by_the_order_of_the_columns(ladder: str) -> None:
    names = ladder.split("\n")[0].split(",")[1:]
    low, high = (names[2], names[0]) if names[0] == "L5" else (names[0], names[2])
    assert isinstance(refusal(ladder, "r.csv", high, low), Invalid)
    assert (read(ladder, "r.csv", low, high).from_level, read(ladder, "r.csv", low, high).to_level) == (low, high)
    assert read(ladder, "r.csv", low).to_level == names[1]


def test_a_refused_rubric_shows_the_shape_that_is_wanted() -> None:
    mend = refusal('{"dimensions": [5]}', "r.json").mend
    assert read(mend[mend.index("{") : mend.rindex("}") + 1].replace("...", "words"), "r.json").dimensions


def test_names_that_slug_alike_get_ids_of_their_own() -> None:
    rubric = read("dimension,next\nBlast radius,a\nBlast-radius,b\n🛠️,c\n")
    assert [dimension.id for dimension in rubric.dimensions] == ["blast_radius", "blast_radius_2", "dimension_3"]


def test_a_level_the_pair_does_not_hold_is_refused() -> None:
    canonical = a_rubric().model_dump_json()
    assert read(canonical, None, "L4", "L5") == a_rubric()
    assert isinstance(refusal(canonical, None, "L3", "L5"), Invalid)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Just words about work.\n", "r.md"),
        ("a,b\n1,2\n", "r.csv"),
        ("|", "r.csv"),
        ("{", "r.json"),
        ('dimension,next\n"a,b\n', "r.csv"),
        ("  ", None),
    ],
)
def test_what_holds_no_rubric_is_unreadable(text: str, name: str | None) -> None:
    assert isinstance(refusal(text, name), Unreadable)


def test_other_files_and_huge_ones_are_refused() -> None:
    with pytest.raises(UnknownFormat):
        read_rubric(b"PK\x03\x04xl", filename="ladder.xlsx")
    with pytest.raises(TooLarge):
        read_rubric(PAIR.encode(), limit_bytes=10)


_marks = st.sampled_from(
    ["dimension", "current", "next", ",", "|", "\n", "---", "L4", "L5", '"', "Scope", "{", "[", ":", "- "]
)


@given(
    st.lists(_marks | st.text(max_size=6), max_size=20).map("".join), st.sampled_from([None, "r.md", "r.csv", "r.yaml"])
)
def test_any_text_is_a_rubric_or_refused(text: str, name: str | None) -> None:
    with suppress(CaseError):
        read_rubric(text.encode("utf-8", "replace"), filename=name)
