"""Ladders in every shape: which levels are found, how two are chosen, and what is said of the rest."""

import io

import pytest
from openpyxl import Workbook

from service.errors import Invalid, TooLarge, Unreadable, WrongLevels
from service.intake.rubrics import LadderFile, RubricReading, read_ladder
from tests.intake.ladder_shapes import SHAPES, Shape

MATRIX = (
    "| Area | L3 - Engineer | L4 - Senior Engineer | L5 - Staff Engineer |\n|---|---|---|---|\n"
    "| Scope | tasks | projects | areas |\n| Craft | tests | | standards |\n"
)


def read(*files: tuple[str, str], low: str | None = None, high: str | None = None) -> RubricReading:
    return read_ladder([LadderFile(name, text.encode()) for name, text in files], from_level=low, to_level=high)


def cells(reading: RubricReading) -> tuple[tuple[str, str, str], ...]:
    return tuple((dimension.name, dimension.current, dimension.next) for dimension in reading.rubric.dimensions)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_ladder_is_read_in_every_shape(shape: Shape) -> None:
    reading = read((shape.name, shape.text), low=shape.levels[0], high=shape.levels[1])
    assert reading.levels == shape.levels
    assert cells(reading) == shape.cells


def test_what_belongs_to_no_cell_is_told_with_its_place() -> None:
    text = (
        "---\nlayout: page\n---\nWelcome.\n<!-- ask Ann -->\n\n"
        "## Junior\nIntro.\n### Scope\ntasks <!-- or so -->\n"
        "## Senior\n### Scope\nprojects\n\n## FAQ\nTalk.\n\n```\ncode\n```\n\n| Who | Where |\n|--|--|\n| Ann |"
        " Rome |\n"
    )
    unread = read(("l.md", text)).unread
    assert {part.where for part in unread} == {f"line {n}" for n in (4, 5, 8, 10, 16, 18, 22, 24)} | {"layout"}


def test_cells_beside_and_above_a_matrix_are_told_with_their_place() -> None:
    rows = [
        "Our ladder,,,",
        ",Junior,Senior,Note",
        "Scope,tasks,projects,see wiki",
        ",Weight,Weight,",
        "Salary,10k,20k,",
    ]
    reading = read(("m.csv", "\n".join(rows)))
    assert cells(reading) == (("Scope", "tasks", "projects"),)
    assert [part.where for part in reading.unread] == ["line 1", "line 3", "line 4", "line 5"]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        ("L3", "L4", ("L3 - Engineer", "L4 - Senior Engineer")),
        ("l3 - engineer", "STAFF", ("L3 - Engineer", "L5 - Staff Engineer")),
        ("3", "5", ("L3 - Engineer", "L5 - Staff Engineer")),
        ("level 4", None, ("L4 - Senior Engineer", "L5 - Staff Engineer")),
        (None, "sen", ("L3 - Engineer", "L4 - Senior Engineer")),
    ],
)
def test_levels_are_asked_for_by_id_name_number_or_the_start_of_it(
    low: str | None, high: str | None, found: tuple[str, str]
) -> None:
    rubric = read(("m.md", MATRIX), low=low, high=high).rubric
    assert (rubric.from_level, rubric.to_level) == found


@pytest.mark.parametrize(("low", "high"), [(None, None), ("engineer", "L5"), ("M4", "L5"), ("9", "L5")])
def test_levels_that_are_not_named_or_not_clear_are_listed(low: str | None, high: str | None) -> None:
    with pytest.raises(WrongLevels) as refused:
        read(("m.md", MATRIX), low=low, high=high)
    assert "L4 - Senior Engineer" in str(refused.value)


def test_a_dimension_without_words_for_the_next_level_is_left_out_and_named() -> None:
    reading = read(("m.md", MATRIX), low="L3", high="L4")
    assert cells(reading) == (("Scope", "tasks", "projects"),)
    assert [(part.where, part.text) for part in reading.unread] == [("line 4", "Craft")]


def test_names_that_look_like_no_level_are_levels_when_the_person_says_so() -> None:
    text = "# Path\n## Explorer\n### Craft\n- a\n### Impact\n- b\n## Navigator\n### Craft\n- c\n### Impact\n- d\n"
    with pytest.raises(Invalid):
        read(("p.md", text))
    reading = read(("p.md", text), low="Explorer", high="Navigator")
    assert cells(reading) == (("Craft", "a", "c"), ("Impact", "b", "d"))


def test_a_ladder_that_names_no_dimension_says_how_to_name_them() -> None:
    with pytest.raises(Invalid) as refused:
        read(("d.md", "| Level | Description |\n|--|--|\n| L1 | does tasks alone |\n| L2 | does projects |\n"))
    assert "heading" in refused.value.mend


def test_levels_that_differ_in_their_bold_words_keep_them_and_are_known_by_place() -> None:
    text = (
        "# Dev\n## D1 - One\n* **Learns**: reads\n* **Follows**: asks\n"
        "## D2 - Two\n* **Masters**: knows\n* **Follows**: obeys\n"
    )
    assert cells(read(("d.md", text))) == (
        ("Learns / Masters", "Learns: reads", "Masters: knows"),
        ("Follows", "Follows: asks", "Follows: obeys"),
    )


LOW = "# Engineer\n\nIntro.\n\n## Scope\n- tasks\n\n## Craft\n- tests\n"
HIGH = "# Senior Engineer\n\n## Craft\n- frameworks\n\n## Scope\n- projects\n\n## Vision\n- sees\n"


def test_one_file_a_level_is_one_ladder() -> None:
    reading = read(("engineer.md", LOW), ("senior.md", HIGH))
    assert reading.levels == ("Engineer", "Senior Engineer")
    assert cells(reading) == (("Scope", "tasks", "projects"), ("Craft", "tests", "frameworks"), ("Vision", "", "sees"))
    assert [part.where for part in reading.unread] == ["engineer.md, line 3"]


@pytest.mark.parametrize("intro", ["", "Intro.\n"])
def test_one_dimension_in_one_file_a_level_keeps_its_name(intro: str) -> None:
    low, high = "# L4 - Engineer\n## Craft\n- writes\n", f"# L5 - Senior Engineer\n{intro}## Craft\n- shapes\n"
    assert cells(read(("mid.md", low), ("high.md", high))) == (("Craft", "writes", "shapes"),)
    more = read(("mid.md", low), ("high.md", f"{high}## Reach\n- far\n"))
    assert cells(more) == (("Craft", "writes", "shapes"), ("Reach", "", "far"))


def test_files_are_named_by_their_level_where_nothing_in_them_is() -> None:
    reading = read(("explorer.md", "## Scope\n- a\n"), ("navigator.md", "## Scope\n- b\n"))
    assert reading.levels == ("explorer", "navigator")
    assert cells(reading) == (("Scope", "a", "b"),)


def test_one_file_a_level_in_yaml_and_front_matter() -> None:
    low = "level: L3\ntitle: Engineer\ncompetencies:\n  scope: [tasks]\n  craft: [tests]\n"
    high = "---\nlevel: L4\ntitle: Senior\n---\n## Scope\nprojects\n## Craft\nframeworks\n"
    reading = read(("l3.yaml", low), ("l4.md", high), low="l3", high="senior")
    assert (reading.rubric.from_level, reading.rubric.to_level) == ("L3", "L4")
    assert cells(reading) == (("scope", "tasks", "projects"), ("craft", "tests", "frameworks"))


def test_one_file_a_dimension_is_one_ladder() -> None:
    reading = read(("a.md", "# Scope\n## L1\n- a\n## L2\n- b\n"), ("b.md", "# Craft\n## L1\n- c\n## L2\n- d\n"))
    assert cells(reading) == (("Scope", "a", "b"), ("Craft", "c", "d"))


def test_one_level_alone_asks_for_the_other_file() -> None:
    with pytest.raises(WrongLevels) as refused:
        read(("engineer.md", LOW))
    assert "Engineer" in str(refused.value)


def test_a_file_that_cannot_be_read_is_named_among_several() -> None:
    with pytest.raises(Unreadable, match=r"two\.toml"):
        read(("one.md", LOW), ("two.toml", "[a\n"))
    with pytest.raises(TooLarge):
        read(*[(f"{n}.md", LOW) for n in range(100)])


def test_more_rows_than_a_rubric_holds_become_their_groups() -> None:
    rows = [f"Group {n // 20},Skill {n},low {n},high {n}" for n in range(100)]
    reading = read(("r.csv", "\n".join(["Group,Skill,Junior,Senior", *rows])))
    assert [own.name for own in reading.rubric.dimensions] == [f"Group {n}" for n in range(5)]
    assert reading.rubric.dimensions[0].next.split("\n")[1] == "Skill 1: high 1"


def workbook(*sheets: tuple[str, list[list[str | None]]]) -> bytes:
    book = Workbook()
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_web_page_with_a_matrix_is_a_ladder() -> None:
    page = (
        "<html><body><nav><a href='/x'>Home</a></nav><h1>Our ladder</h1><p>Welcome.</p>"
        "<table><tr><th></th><th>Junior</th>"
        "<th>Senior</th></tr><tr><td>Scope</td><td><ul><li>tasks</li><li>5 &lt; 6 | a*b*c</li></ul></td>"
        "<td>projects</td>"
        "</tr><tr><td>Craft</td><td>tests</td><td>frame_works_ here</td></tr></table></body></html>"
    )
    reading = read(("ladder.html", page))
    assert reading.rubric.title == "Our ladder"
    assert cells(reading) == (
        ("Scope", "tasks\n5 < 6 | a*b*c", "projects"),
        ("Craft", "tests", "frame_works_ here"),
    )


def test_one_web_page_a_level_is_one_ladder() -> None:
    def page(level: str, scope: str) -> str:
        return f"<h1>{level}</h1><h2>Results</h2><p><strong>Scope</strong></p><ul><li>{scope}</li></ul>"

    reading = read(("ic3.html", page("IC3 Engineer", "tasks")), ("ic4.html", page("IC4 Engineer", "projects")))
    assert (reading.levels, cells(reading)) == (("IC3 Engineer", "IC4 Engineer"), (("Scope", "tasks", "projects"),))


@pytest.mark.parametrize(
    "sheets",
    [
        (("Sheet1", [["Area", "L1", "L2"], ["Scope", "tasks", "projects"], ["Craft", "tests", "frameworks"]]),),
        (
            ("Scope", [["L1", None, "L2"], ["tasks", "No", "projects"]]),
            ("Craft", [["L1", None, "L2"], ["tests", "No", "frameworks"]]),
            ("About", [["How to use it"]]),
        ),
        (
            ("L1", [["Area", "Expectation"], ["Scope", "tasks"], ["Craft", "tests"]]),
            ("L2", [["Area", "Expectation"], ["Scope", "projects"], ["Craft", "frameworks"]]),
        ),
    ],
    ids=["one matrix", "a sheet a dimension", "a sheet a level"],
)
def test_a_workbook_is_a_ladder_by_its_cells_or_its_sheets(
    sheets: tuple[tuple[str, list[list[str | None]]], ...],
) -> None:
    reading = read_ladder([LadderFile("ladder.xlsx", workbook(*sheets))])
    assert reading.levels == ("L1", "L2")
    assert cells(reading) == (("Scope", "tasks", "projects"), ("Craft", "tests", "frameworks"))


@pytest.mark.parametrize("mark", ["**", ""])
def test_names_on_lines_of_one_paragraph_are_a_dimension_each(mark: str) -> None:
    levels = (
        ("Senior", "Owns services\nused by all.", "Aligns leads."),
        ("Staff", "Owns an area.", "Sets direction."),
    )
    text = "\n".join(f"## {name}\n{mark}Scope{mark}: {one}\n{mark}Reach{mark}: {two}\n" for name, one, two in levels)
    assert cells(read(("ladder.md", text))) == (
        ("Scope", "Owns services used by all.", "Owns an area."),
        ("Reach", "Aligns leads.", "Sets direction."),
    )
