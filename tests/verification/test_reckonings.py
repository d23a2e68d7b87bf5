"""Figures that follow from an entry's by arithmetic the sentence speaks of, and figures that do not."""

import pytest

from service.domain.claims import Claim, Evidence
from service.verification.checks import figures
from tests.builders import a_brag_entry

FOLLOW = [
    ("Checked 860 valves, 37 of them bad.", "Checked 860 valves, and 823 of them were good."),
    ("Graded 120 essays in June and 80 in July.", "Graded 200 essays in June and July together."),
    ("Passed 47% of the audits, the aim was 50.", "Passed 47% of the audits; the aim was 50%."),
    ("Inspected every 50th casting; now every 200th.", "Now inspects one casting in every 200."),
    ("Of 40 stalls, 30 paid on time.", "75% of the 40 stalls paid on time."),
]
DO_NOT = [
    ("Checked 860 valves, 37 of them bad.", "Checked 860 valves, and 833 of them were good."),
    ("Graded 120 essays in June and 80 in July.", "Graded 220 essays in June and July together."),
    ("Passed 47% of the audits, the aim was 50.", "Passed 47% of the audits; the aim was 55%."),
    ("Of 40 stalls, 30 paid on time.", "85% of the 40 stalls paid on time."),
    ("Errors fell from 9 to 4 a month.", "Errors fell from 9 to 5 a month."),
    ("Built 2 sheds and repaired 7.", "Repaired 7 sheds and built 5."),
    ("Visited 2 of 9 sites.", "Visited 2 of the 11 sites."),
    ("Lost 31 of 688 lambs; last year 49 of 650.", "Lost fewer than half as many lambs as last year."),
]


def objected(entry: str, sentence: str) -> bool:
    told = a_brag_entry(entry)
    return bool(figures.check(Claim(text=sentence, cites=(told.id,)), Evidence(cited=(told,))))


@pytest.mark.parametrize(("entry", "sentence"), FOLLOW)
def test_what_follows_is_left_alone(entry: str, sentence: str) -> None:
    assert not objected(entry, sentence)


@pytest.mark.parametrize(("entry", "sentence"), DO_NOT)
def test_what_does_not_is_caught(entry: str, sentence: str) -> None:
    assert objected(entry, sentence)
