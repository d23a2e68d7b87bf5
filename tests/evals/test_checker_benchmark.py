"""The checker's benchmark: its set is read strictly, its figures mean what they say, the checker keeps its floors."""

import json
from pathlib import Path

import pytest

from evals.checker.benchmark import Answer, Answers, Origin, Row, answer, answer_all, rows_of
from evals.checker.cases import HALVES, KINDS, read_half
from evals.checker.command import main
from evals.checker.floors import fallen
from evals.checker.report import Figures, Rate, failures, figures, table
from evals.checker.rows import as_lines, as_page
from evals.command import main as eval_main
from evals.suite.gates import read_gates
from service.domain.claims import Kind, Ruling
from service.errors import Invalid, NotFound, Unreadable
from service.verification.panel import Panel
from tests.builders import a_brag_entry


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return rows_of(read_half("development"))


@pytest.fixture(scope="module")
def measured(rows: tuple[Row, ...]) -> Figures:
    return figures(answer_all("development", rows))


# The floors of gates.toml -----------------------------------------------------------------------------------------


def test_the_checker_keeps_its_floors(measured: Figures) -> None:
    assert fallen(measured) == ()


def test_a_kind_that_lets_one_lie_in_three_through_falls_below_its_floor(measured: Figures) -> None:
    (figures_rate, *others) = measured.recall
    worse = figures_rate.model_copy(update={"rate": 0.66, "low": 0.6, "high": 0.72})
    fell = fallen(measured.model_copy(update={"recall": (worse, *others)}))
    assert [one.gate for one in fell] == ["recall_figures"]


def test_a_checker_that_objects_to_everything_breaks_the_ceiling(measured: Figures) -> None:
    all_held = measured.false_alarms.model_copy(update={"rate": 1.0, "low": 1.0, "high": 1.0})
    fell = fallen(measured.model_copy(update={"false_alarms": all_held}))
    assert [one.gate for one in fell] == ["false_alarms"]


def test_every_kind_has_a_floor() -> None:
    floors = read_gates().checker
    assert floors is not None
    assert {f"recall_{kind.value}" for kind in KINDS} <= set(floors.at_least)
    assert all(floor > 0 for floor in floors.at_least.values())
    assert floors.at_most["false_alarms"] < 1


def test_too_few_entries_and_figures_of_no_rows_hold_no_floor(measured: Figures) -> None:
    assert "cases" in {one.gate for one in fallen(measured.model_copy(update={"entries": 3}))}
    nothing = figures(Answers(half="development", answers=(), cleared=frozenset(), sentences=0, cpu_s=1.0))
    floors = read_gates().checker
    assert floors is not None
    assert {one.gate for one in fallen(nothing)} == {"cases", *floors.at_least, *floors.at_most}


@pytest.mark.parametrize(
    "table",
    [
        "",
        "[checker]\ncases = 1\nnone_of = []\n",
        "[checker]\ncases = 1\nnone_of = []\nat_least = {recall_fibs = 0.5}\nat_most = {false_alarms = 0.5}\n",
    ],
    ids=["no table", "an empty one", "an unknown figure"],
)
def test_floors_that_hold_nothing_are_refused(tmp_path: Path, measured: Figures, table: str) -> None:
    gates = tmp_path / "gates.toml"
    gates.write_text(f"cases = 1\nnone_of = []\n{table}")
    with pytest.raises(Invalid):
        fallen(measured, gates)


# The set ----------------------------------------------------------------------------------------------------------


def test_the_set_is_as_large_as_promised_and_its_halves_share_no_entry() -> None:
    halves = [read_half(half) for half in HALVES]
    cases = [case for half in halves for case in half.cases]
    assert len(cases) >= 200
    assert sum(len(case.honest) for case in cases) >= 600
    assert sum(len(case.lies) for case in cases) >= 150
    assert sum(len(half.bullets) for half in halves) >= 150
    assert len({case.entry.text for case in cases}) == len(cases)
    assert len({case.entry.id for case in cases}) == len(cases)
    assert all(len(set(case.honest)) >= 3 for case in cases)


def test_both_halves_hold_the_same_professions_so_that_one_speaks_for_the_other() -> None:
    development, test = ({case.profession for case in read_half(half).cases} for half in HALVES)
    assert development == test
    assert len(development) >= 20


def test_model_bullets_have_a_reason_both_prompts_and_no_entry_in_two_halves() -> None:
    bullets = [bullet for half in HALVES for bullet in read_half(half).bullets]
    assert {bullet.prompt for bullet in bullets} == {"plain", "ours"}
    assert {bullet.true for bullet in bullets} == {True, False}
    assert all(bullet.reason.strip() for bullet in bullets)
    # Of a copied sentence there is little to say; why a bullet is untrue takes words.
    untrue = [bullet for bullet in read_half("development").bullets if not bullet.true]
    assert all(len(bullet.reason.split()) >= 3 for bullet in untrue)
    of = [{bullet.entry.text for bullet in read_half(half).bullets} for half in HALVES]
    assert of[0] & of[1] == set()
    for half, others in zip(HALVES, reversed(of), strict=True):
        assert {case.entry.text for case in read_half(half).cases} & others == set()


def test_every_row_is_of_an_entry_of_its_half_and_says_what_it_is(rows: tuple[Row, ...]) -> None:
    half = read_half("development")
    entries = {case.entry.id: case.entry for case in half.cases} | {one.entry.id: one.entry for one in half.bullets}
    assert len({row.id for row in rows}) == len(rows)
    assert {row.origin for row in rows} == set(Origin)
    for row in rows:
        assert entries[row.entry.id] == row.entry
        assert row.true is (row.kind is None)
        if row.span is not None:
            start, end = row.span
            assert 0 <= start < end <= len(row.text), row.id
            assert row.text[start:end].strip(), row.id
        if row.origin in (Origin.MUTATION, Origin.HAND):
            assert row.span, row.id
            assert row.ruling, row.id


def test_no_rewording_is_its_entry_over_again_and_no_hand_lie_is_one_a_rule_makes(rows: tuple[Row, ...]) -> None:
    assert [row.id for row in rows if row.origin is Origin.HONEST and row.text == row.entry.text] == []
    by_rule = {row.text for row in rows if row.origin is Origin.MUTATION}
    assert [row.id for row in rows if row.origin is Origin.HAND and row.text in by_rule] == []


LINES = """
profession: ward nurse
entries:
  - id: n1
    when: 2025-03-14
    text: "Ran the falls huddle with Priya, 4 falls in March."
    honest: ["Priya and I ran the falls huddle.", "Four falls in March.", "There were four falls."]
    lies: [{text: "Ran the falls huddle alone.", kind: credit, ruling: overstated, changed: "alone"}]
"""


def a_set(folder: Path, lines: str, *, half: str = "development", name: str = "nurse") -> Path:
    (folder / half).mkdir(exist_ok=True)
    (folder / half / f"{name}.yaml").write_text(lines, encoding="utf-8")
    return folder


def test_a_day_that_yaml_reads_as_a_date_is_a_day(tmp_path: Path) -> None:
    (case,) = read_half("development", a_set(tmp_path, LINES)).cases
    assert str(case.entry.when) == "2025-03-14"
    assert case.lies[0].text[slice(*case.lies[0].span)] == "alone"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("kind: credit", "kind: fib", "entries[0].lies[0].kind"),
        ("kind: credit", "kind: verbatim", "entries[0].lies[0]"),
        ("ruling: overstated", "ruling: supported", "entries[0].lies[0]"),
        ('changed: "alone"', 'changed: "on her own"', "entries[0].lies[0]"),
        (', "There were four falls."', "", "entries[0].honest"),
        ("    text: ", "    txt: ", "entries[0].text"),
        ("2025-03-14", "14 March", "entries[0].when"),
    ],
)
def test_a_file_that_breaks_the_format_is_refused_with_its_place_and_none_of_its_words(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    assert old in LINES
    with pytest.raises(Invalid) as told:
        read_half("development", a_set(tmp_path, LINES.replace(old, new)))
    assert place in str(told.value)
    assert "nurse.yaml" in str(told.value)
    assert "Priya" not in str(told.value)


def test_an_id_used_twice_an_empty_half_and_broken_yaml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_half("test", a_set(tmp_path, LINES))
    a_set(tmp_path, LINES, name="second")
    with pytest.raises(Invalid, match="n1"):
        read_half("development", tmp_path)
    a_set(tmp_path, "entries: [", name="second")
    with pytest.raises(Unreadable, match=r"second\.yaml"):
        read_half("development", tmp_path)


# The figures ------------------------------------------------------------------------------------------------------


def a_row(text: str, entry: str, *, true: bool = False, span: tuple[int, int] | None = None, n: int = 0) -> Row:
    return Row(
        id=f"r{n}-{text}",
        origin=Origin.HONEST if true else Origin.MUTATION,
        half="development",
        entry=a_brag_entry(id=f"e{n}", text=entry),
        text=text,
        true=true,
        kind=None if true else Kind.FIGURES,
        ruling=None if true else Ruling.CONTRADICTED,
        span=span,
    )


def test_a_copied_sentence_is_right_and_a_wrong_figure_is_pointed_at() -> None:
    panel = Panel()
    copied = answer(
        a_row("Trained 12 nurses on the new pumps.", "Trained 12 nurses on the new pumps.", true=True), panel
    )
    assert copied.right
    lie = answer(
        a_row("Trained 95 nurses on the new pumps.", "Trained 12 nurses on the new pumps.", span=(8, 10)), panel
    )
    assert lie.right
    assert lie.points_at_it


def test_the_worst_sentence_of_a_row_decides_and_spans_are_those_of_the_row() -> None:
    text = "Trained 12 nurses on the new pumps. Trained 95 nurses on the new pumps."
    told = answer(a_row(text, "Trained 12 nurses on the new pumps.", span=(44, 46)), Panel())
    assert told.ruling is not Ruling.SUPPORTED
    assert told.points_at_it


def an_answer(row: Row, ruling: Ruling) -> Answer:
    return Answer(row=row, ruling=ruling, settled_by=Kind.FIGURES, because="", claimed=())


def a_run(*answers: Answer, cleared: frozenset[str] = frozenset()) -> Answers:
    return Answers(half="development", answers=answers, cleared=cleared, sentences=len(answers), cpu_s=0.001)


def test_an_unjudged_truth_is_a_false_alarm_and_an_unjudged_lie_is_caught() -> None:
    truth, lie = a_row("a", "a", true=True), a_row("b", "b", n=1)
    found = figures(a_run(an_answer(truth, Ruling.UNJUDGED), an_answer(lie, Ruling.UNJUDGED)))
    assert found.false_alarms.rate == 1
    assert found.all_mutations.rate == 1
    assert found.ruling_accuracy.rate == 0


def test_only_lies_with_a_supported_source_count_as_told_apart() -> None:
    rows = [a_row("a", "a", n=1), a_row("b", "b", n=2)]
    run = a_run(*(an_answer(row, Ruling.CONTRADICTED) for row in rows), cleared=frozenset({rows[0].id}))
    assert figures(run).told_apart.rows == 1


def test_intervals_hold_the_rate_draw_whole_entries_and_are_the_same_each_time() -> None:
    many = [
        an_answer(a_row(f"t{k}", "x", true=True, n=n), Ruling.SUPPORTED if n % 4 else Ruling.UNSUPPORTED)
        for n in range(40)
        for k in range(3)
    ]
    found = figures(a_run(*many)).false_alarms
    assert found == figures(a_run(*many)).false_alarms
    assert found.low <= found.rate <= found.high
    alone = figures(a_run(*many[::3])).false_alarms
    # Three rows that stand and fall together tell no more than one.
    assert abs((found.high - found.low) - (alone.high - alone.low)) < 0.02


def test_a_target_nothing_was_measured_for_is_not_met() -> None:
    found = figures(a_run(an_answer(a_row("a", "a", true=True), Ruling.SUPPORTED)))
    assert not found.model_lies.met
    assert not found.met
    assert "not measured" in table(found)


def test_recall_is_counted_by_kind_and_ruling_and_span_only_of_what_was_caught() -> None:
    rows = [a_row(f"lie {n}", "true", span=(0, 3), n=n) for n in range(4)]
    people = rows[3].model_copy(update={"kind": Kind.PEOPLE})
    points = Answer(row=rows[0], ruling=Ruling.CONTRADICTED, settled_by=Kind.FIGURES, because="", claimed=((1, 2),))
    beside = Answer(row=rows[1], ruling=Ruling.UNSUPPORTED, settled_by=Kind.DATES, because="", claimed=((3, 5),))
    found = figures(a_run(points, beside, an_answer(rows[2], Ruling.SUPPORTED), an_answer(people, Ruling.SUPPORTED)))
    recall = {rate.name: (rate.hits, rate.rows) for rate in found.recall}
    assert recall["figures"] == (2, 3)
    assert recall["people"] == (0, 1)
    assert (found.ruling_accuracy.hits, found.ruling_accuracy.rows) == (1, 2)
    assert (found.kind_accuracy.hits, found.kind_accuracy.rows) == (1, 2)
    assert (found.span_accuracy.hits, found.span_accuracy.rows) == (1, 2)


def test_a_rate_that_never_varies_has_an_interval_of_no_width_and_fewer_entries_a_wider_one() -> None:
    def alarms(entries: int) -> Rate:
        told = [
            an_answer(a_row("t", "x", true=True, n=n), Ruling.UNSUPPORTED if n % 2 else Ruling.SUPPORTED)
            for n in range(entries)
        ]
        return figures(a_run(*told)).false_alarms

    sure = figures(a_run(*(an_answer(a_row("t", "x", true=True, n=n), Ruling.SUPPORTED) for n in range(9))))
    assert (sure.false_alarms.low, sure.false_alarms.high) == (0, 0)
    few, many = alarms(8), alarms(200)
    assert few.rate == many.rate == 0.5
    assert many.low > few.low
    assert many.high < few.high


def test_a_run_of_no_rows_meets_nothing() -> None:
    found = figures(a_run())
    assert not found.met
    assert not any(rate.met for rate in found.targeted)


def test_failures_are_truths_held_and_lies_let_through() -> None:
    held = an_answer(a_row("a", "a", true=True), Ruling.OVERSTATED)
    through = an_answer(a_row("b", "b", n=1), Ruling.SUPPORTED)
    right = an_answer(a_row("c", "c", n=2), Ruling.UNSUPPORTED)
    assert failures(a_run(held, through, right)) == (held, through)


def test_the_page_of_failures_shows_sentence_entry_and_reason_and_marks_what_makes_the_lie() -> None:
    held = an_answer(a_row("Anna led it.", "Anna ran it.", true=True), Ruling.OVERSTATED)
    through = an_answer(a_row("Cut errors by 90.", "Cut errors by 9.", span=(14, 16), n=1), Ruling.SUPPORTED)
    page = as_page([through, held])
    assert "Cut errors by [[90]]." in page
    assert page.index("Anna led it.") < page.index("Cut errors by [[90]].")
    for told in ("Anna ran it.", "Cut errors by 9.", held.row.id, through.row.id, Ruling.OVERSTATED.value):
        assert told in page
    assert as_page([]) == as_lines([]) == ""
    assert [json.loads(line)["id"] for line in as_lines([through, held]).splitlines()] == [through.row.id, held.row.id]


# The command ------------------------------------------------------------------------------------------------------


def test_the_command_reports_and_exits_by_its_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = a_set(tmp_path, LINES)
    out, rows = tmp_path / "out.json", tmp_path / "rows.jsonl"
    words = ["checker", "--data", str(folder), "--json", str(out), "--rows", str(rows)]
    assert eval_main(words) == 1  # there are no model bullets here: that target was not measured
    assert "false alarms" in capsys.readouterr().out
    assert json.loads(out.read_text())["development"]["entries"] == 1
    for line in rows.read_text().splitlines():
        assert json.loads(line)["id"].startswith("n1/")


def test_an_unusable_set_exits_two(tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert main(["--data", str(a_set(tmp_path, "entries: ["))]) == 2


def test_failing_rows_of_the_test_half_are_counted_and_not_shown_unless_asked(tmp_path: Path) -> None:
    lines = LINES.replace("There were four falls.", "Zebra quartets juggle parsnips on Tuesdays.")
    folder = a_set(tmp_path, lines, half="test")
    rows = tmp_path / "rows.jsonl"
    assert main(["--half", "test", "--data", str(folder), "--rows", str(rows)]) == 1
    assert rows.read_text() == ""
    assert main(["--half", "test", "--data", str(folder), "--rows", str(rows), "--show-test"]) == 1
    assert "parsnips" in rows.read_text()


def test_an_unknown_piece_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as left:
        eval_main(["nonsense"])
    assert left.value.code == 2
