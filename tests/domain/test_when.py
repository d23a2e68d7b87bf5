"""Dates keep the precision they were written with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.when import Precision, When

_years = st.integers(1000, 9999)
_singles = st.one_of(
    st.dates(date(1000, 1, 1)).map(str),
    st.builds("{:04d}-{:02d}".format, _years, st.integers(1, 12)),
    st.builds("{:04d}-Q{}".format, _years, st.integers(1, 4)),
    _years.map("{:04d}".format),
)


@given(_singles)
def test_a_canonical_date_reads_back_as_it_was_written(written: str) -> None:
    assert When.parse(written).canonical == written
    assert str(When.parse(written)) == written


@given(_singles, _singles)
def test_a_range_reads_back_or_is_refused_when_it_runs_backwards(start: str, end: str) -> None:
    first, last = When.parse(start), When.parse(end)
    assert first.first is not None
    assert last.first is not None
    if last.first < first.first:
        with pytest.raises(ValueError, match="ends before"):
            When.parse(f"{start}..{end}")
    else:
        span = When.parse(f"{start}..{end}")
        assert (span.canonical, span.precision) == (f"{start}..{end}", Precision.RANGE)
        assert (span.first, span.last) == (first.first, last.last)


@pytest.mark.parametrize(
    ("written", "precision", "first", "last"),
    [
        ("2026-03-14", Precision.DAY, date(2026, 3, 14), date(2026, 3, 14)),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q1", Precision.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026", Precision.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-03..2026-05", Precision.RANGE, date(2026, 3, 1), date(2026, 5, 31)),
    ],
)
def test_precision_is_the_one_written(written: str, precision: Precision, first: date, last: date) -> None:
    when = When.parse(written)
    assert (when.precision, when.first, when.last) == (precision, first, last)


@pytest.mark.parametrize(
    "written", ["", "2026-13", "2026-02-30", "2026-Q5", "March 2026", "2026-3-1", "26", "2026-03..", "..2026", " 2026"]
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        When.parse(written)


def test_an_unknown_date_stays_unknown() -> None:
    assert not When.parse(None).known
    assert When.parse(None).quarters() == ()
    assert str(When.parse(None)) == "undated"


def test_only_a_date_that_lies_in_one_quarter_names_it() -> None:
    assert When.parse("2026-05-02").quarters() == ("2026-Q2",)
    assert When.parse("2026-04..2026-06").quarters() == ("2026-Q2",)
    assert When.parse("2026-03..2026-05").quarters() == ()
    assert When.parse("2026").quarters() == ()
