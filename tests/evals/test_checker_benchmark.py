"""The checker's benchmark: its set is read strictly, its figures mean what they say, the checker keeps its floors."""

import json
from pathlib import Path

import pytest

from evals.checker.benchmark import Answer, Answers, Origin, Row, answer, answer_all, rows_of
from evals.checker.cases import HALVES, KINDS, read_half
from evals.checker.command import main
from evals.checker.report import Figures, failures, figures, table
from evals.command import main as eval_main
from service.domain.claims import Kind, Ruling
from service.errors import Invalid, NotFound, Unreadable
from service.verification.panel import Panel
from tests.builders import a_brag_entry

# A little under what was measured when they were set: a drop below one is a regression, not noise.
FALSE_ALARM_CEILING = 0.56
RECALL_FLOORS = dict.fromkeys(KINDS, 0.6)
HAND_FLOOR = 0.74
MODEL_FLOOR = 0.90


@pytest.fixture(scope="module")
def measured() -> Figures:
    return figures(answer_all("development", rows_of(read_half("development"))))


def test_false_alarms_stay_under_their_ceiling(measured: Figures) -> None:
    assert measured.false_alarms.rate <= FALSE_ALARM_CEILING


def test_recall_stays_over_its_floor_for_every_kind(measured: Figures) -> None:
    fallen = {rate.name: rate.rate for rate in measured.recall if rate.rate < RECALL_FLOORS[Kind(rate.name)]}
    assert fallen == {}
    assert all(rate.rows for rate in measured.recall)


def test_lies_by_hand_and_by_the_model_are_caught(measured: Figures) -> None:
    assert measured.by_hand.rate >= HAND_FLOOR
    assert measured.model_lies.rate >= MODEL_FLOOR


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


def test_failures_are_truths_held_and_lies_let_through() -> None:
    held = an_answer(a_row("a", "a", true=True), Ruling.OVERSTATED)
    through = an_answer(a_row("b", "b", n=1), Ruling.SUPPORTED)
    right = an_answer(a_row("c", "c", n=2), Ruling.UNSUPPORTED)
    assert failures(a_run(held, through, right)) == (held, through)


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
