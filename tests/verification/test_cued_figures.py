"""Figures a sentence works out for itself pass where the sum is right and fire where it is one off."""

import pytest

from service.domain.claims import Claim, Evidence
from service.verification.checks import figures
from tests.builders import a_brag_entry

_ROWS = [
    (
        "Complaints: 64 in March, 51 in April.",
        "There were 13 fewer complaints in April.",
        "There were 14 fewer complaints in April.",
    ),
    (
        "Serviced 6 of 15 pumps; parts late for the rest.",
        "The nine other pumps wait for parts.",
        "The ten other pumps wait for parts.",
    ),
    (
        "Weld test: 50 joints, 4 failed.",
        "Eight per cent of the joints failed.",
        "Eleven per cent of the joints failed.",
    ),
    (
        "Lease signed for 24 months at £30k a year.",
        "Over its two years the lease comes to £60k.",
        "Over its two years the lease comes to £61k.",
    ),
    (
        "Roughly 90 hours of coaching between 3 trainees.",
        "About 30 hours of coaching apiece.",
        "About 40 hours of coaching apiece.",
    ),
    (
        "Turnout was 62%, and 58% the year before.",
        "Turnout was four points up on the year before.",
        "Turnout was five points up on the year before.",
    ),
    (
        "Fitted plots 3-9 at the lane site.",
        "Fitted seven plots at the lane site.",
        "Fitted eight plots at the lane site.",
    ),
    ("Visited six farms (two of them organic).", "Visited six farms.", "Visited six organic farms."),
    (
        "Ran 3 clinics in May, 40 patients came.",
        "Ran 3 clinics in May for 40 patients.",
        "In each of three May clinics 40 patients came.",
    ),
]


def _objections(entry: str, sentence: str) -> int:
    entry_of_it = a_brag_entry(entry, id="e1", when="2025-05")
    claim = Claim(text=sentence, cites=(entry_of_it.id,))
    return len(figures.check(claim, Evidence(cited=(entry_of_it,))))


@pytest.mark.parametrize(("entry", "sentence"), [(entry, right) for entry, right, _ in _ROWS])
def test_a_right_reckoning_passes(entry: str, sentence: str) -> None:
    assert _objections(entry, sentence) == 0


@pytest.mark.parametrize(("entry", "sentence"), [(entry, wrong) for entry, _, wrong in _ROWS])
def test_a_wrong_reckoning_is_caught(entry: str, sentence: str) -> None:
    assert _objections(entry, sentence) > 0
