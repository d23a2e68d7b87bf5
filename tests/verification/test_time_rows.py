"""Dates, durations, deadlines and habits: honest rewordings the two checks leave alone, and lies that they catch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Finding, Kind
from service.verification.checks import dates, frequency
from tests.builders import a_brag_entry

ROWS = Path(__file__).parent / "time_rows.txt"


def rows(mark: str) -> Iterator[tuple[BragEntry, str]]:
    entry = a_brag_entry()
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition(": ")
        if kind.startswith("E"):
            entry = a_brag_entry(text, when=kind[2:].strip() or None)
        elif kind == mark:
            yield entry, text


def findings(entry: BragEntry, sentence: str) -> tuple[Finding, ...]:
    claim, evidence = Claim(text=sentence, cites=(entry.id,)), Evidence(cited=(entry,))
    return dates.check(claim, evidence) + frequency.check(claim, evidence)


@pytest.mark.parametrize(("entry", "sentence"), rows("H"), ids=lambda one: one if isinstance(one, str) else "")
def test_an_honest_rewording_of_when_or_how_often_is_left_alone(entry: BragEntry, sentence: str) -> None:
    assert findings(entry, sentence) == ()


@pytest.mark.parametrize(("entry", "sentence"), rows("L"), ids=lambda one: one if isinstance(one, str) else "")
def test_a_lie_about_when_or_how_often_is_caught(entry: BragEntry, sentence: str) -> None:
    found = findings(entry, sentence)
    assert found
    assert {finding.kind for finding in found} <= {Kind.DATES, Kind.FREQUENCY}


def test_another_year_for_a_day_without_one_is_contradicted() -> None:
    entry = a_brag_entry("Sixteen starters on 2 June.", when="2025-06")
    assert findings(entry, "Sixteen starters on 2 June 2024.")
    assert findings(entry, "Sixteen starters on 2 June 2025.") == ()
