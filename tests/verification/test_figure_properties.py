"""Adding one to a figure makes a lie of it: over every figure of the development entries, and over made-up ones."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain.claims import Claim, Evidence, Ruling
from service.domain.quantities import quantities
from service.verification.panel import Panel
from service.verification.sentences import split_sentences
from tests.builders import a_brag_entry
from tests.verification.rows import rows

PANEL = Panel(None, None)
DIGITS = re.compile(r"\d+")
COUNTED = st.sampled_from(
    [
        "patients",
        "invoices",
        "welds",
        "pupils",
        "boxes",
        "visits",
        "tickets",
        "hours",
        "days",
        "kg",
        "%",
        "pounds",
        "calls",
    ]
)
TOLD = st.sampled_from(
    [
        "Checked {n} {what} in March.",
        "Brought it down to {n} {what}.",
        "The total came to {n} {what}, the highest so far.",
        "With Sam, sorted {n} {what} before the audit.",
        "Of those, {n} {what} were new.",
    ]
)


def ruling(claim: str, entry: str) -> Ruling:
    cited = (a_brag_entry(entry),)
    return PANEL.rule_by_code(Claim(text=claim, cites=(cited[0].id,)), Evidence(cited=cited)).verdict.ruling


def one_more() -> Iterator[tuple[str, str]]:
    """Each sentence of an entry with one exact figure raised by one, where no other figure makes the new one true."""
    for entry in sorted({entry.text for row in rows() for entry in row.evidence.cited}):
        figures = quantities(entry)
        for sentence in split_sentences(entry):
            for figure in quantities(sentence):
                digits = DIGITS.match(sentence, figure.start)
                if digits is None or figure.approximate or figure.comparator or figure.value != int(digits[0]):
                    continue
                more = int(digits[0]) + 1
                if any(more in (int(other.value), int(other.high or 0)) for other in figures):
                    continue
                yield entry, sentence[: digits.start()] + str(more) + sentence[digits.end() :]


@pytest.mark.parametrize(("entry", "lie"), sorted(set(one_more())), ids=lambda text: text[:60])
def test_a_figure_of_an_entry_raised_by_one_is_never_supported(entry: str, lie: str) -> None:
    assert ruling(lie, entry) is not Ruling.SUPPORTED


@given(st.integers(2, 4_000), COUNTED, TOLD)
def test_any_figure_raised_by_one_is_never_supported(number: int, what: str, told: str) -> None:
    entry = told.format(n=number, what=what)
    assert ruling(entry, entry) is Ruling.SUPPORTED
    assert ruling(told.format(n=number + 1, what=what), entry) is not Ruling.SUPPORTED


@given(st.integers(2, 400), COUNTED, TOLD)
def test_a_rough_figure_raised_by_one_is_no_rounding_of_it(number: int, what: str, told: str) -> None:
    assume((number + 1) % 5)  # "about 10" may tell of about 9
    rough = told.format(n=f"about {number}", what=what)
    assert ruling(told.format(n=f"about {number + 1}", what=what), rough) is not Ruling.SUPPORTED


@pytest.mark.parametrize(
    ("rough", "exact"), [("about 80", "81"), ("roughly 200", "212"), ("around 25", "24"), ("nearly 60", "58")]
)
def test_a_marked_rounding_is_supported(rough: str, exact: str) -> None:
    assert ruling(f"Checked {rough} invoices.", f"Checked {exact} invoices.") is Ruling.SUPPORTED
