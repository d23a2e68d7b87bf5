"""The development rows as a floor: lies of every kind stay caught, honest rewordings stay free of false alarms."""

from collections import Counter

from service.domain.claims import Kind, Ruling, Verdict
from service.verification.panel import Panel
from tests.verification.rows import Row, honest, lies, rows

PANEL = Panel(None, None)
# These two are measured on their own rows.
ELSEWHERE = {Kind.FIGURES, Kind.DATES}
ALARMS = {Ruling.OVERSTATED, Ruling.UNSUPPORTED, Ruling.CONTRADICTED}


def verdict(row: Row) -> Verdict:
    return PANEL.rule_by_code(row.claim, row.evidence).verdict


def test_there_are_enough_rows_of_every_kind() -> None:
    counted = Counter(row.kind for row in rows())
    assert counted["honest"] >= 150
    assert len({row.evidence.cited[0].id for row in rows()}) >= 40
    assert min(counted.values()) >= 12
    assert len(counted) == 16


def test_honest_rewordings_raise_no_alarm() -> None:
    alarms = [
        row.claim.text
        for row in honest()
        if (word := verdict(row)).ruling in ALARMS and word.settled_by not in ELSEWHERE
    ]
    assert len(alarms) <= 0.01 * len(tuple(honest())), alarms


def test_honest_rewordings_are_seldom_left_open() -> None:
    left = [row.claim.text for row in honest() if verdict(row).ruling is Ruling.UNJUDGED]
    assert len(left) <= 0.05 * len(tuple(honest())), left


def test_lies_of_every_kind_are_caught() -> None:
    planted = Counter(row.kind for row in lies())
    missed = [row for row in lies() if verdict(row).ruling is Ruling.SUPPORTED]
    counted = Counter(row.kind for row in missed)
    weak = {kind: counted[kind] for kind in planted if counted[kind] > 0.08 * planted[kind]}
    assert not weak, [(row.kind, row.claim.text) for row in missed]


def test_no_grown_outcome_cause_or_echo_is_released() -> None:
    firm = {"invention", "cause", "rubric_echo", "level", "quotes", "completion", "reach"}
    released = [row.claim.text for row in lies() if row.kind in firm and verdict(row).ruling is Ruling.SUPPORTED]
    assert released == []
