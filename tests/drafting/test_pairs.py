"""One claim against one text: the ruling orders the score, wording refines it, the worst sentence settles it."""

import pytest

from service.domain.claims import Ruling
from service.drafting.pairs import check_pair
from service.errors import Invalid
from service.verification.panel import Panel

PANEL = Panel(None, None)
TEXT = "Helped Ana with the onboarding docs. Three teams use them now. Build time fell from 11 to 9 minutes."


def test_words_of_the_text_score_highest() -> None:
    ruled = check_pair(TEXT, "Build time fell from 11 to 9 minutes.", PANEL)
    assert ruled.ruling is Ruling.SUPPORTED
    assert ruled.score > 0.95


def test_a_wrong_figure_scores_below_one_half() -> None:
    ruled = check_pair(TEXT, "Build time fell from 11 to 5 minutes.", PANEL)
    assert ruled.ruling is not Ruling.SUPPORTED
    assert ruled.score < 0.5


def test_a_higher_claim_scores_below_a_word_that_is_not_found() -> None:
    higher = check_pair(TEXT, "Led the onboarding docs.", PANEL)
    elsewhere = check_pair(TEXT, "Helped Ana with the onboarding docs cheerfully.", PANEL)
    assert higher.score < elsewhere.score


def test_the_worst_sentence_settles_a_claim_of_several() -> None:
    truth, lie = "Build time fell from 11 to 9 minutes.", "Led the onboarding docs."
    both = check_pair(TEXT, f"{truth} {lie}", PANEL)
    assert both == check_pair(TEXT, lie, PANEL)


def test_a_text_without_words_supports_nothing() -> None:
    assert check_pair(" \n…", "Build time fell.", PANEL).score == 0.0


def test_a_claim_without_words_is_refused() -> None:
    with pytest.raises(Invalid):
        check_pair(TEXT, " … ", PANEL)


def test_a_very_long_text_is_read_to_its_end() -> None:
    long = "The quarter was busy and the office moved.\n" * 1_500
    ruled = check_pair(long + TEXT, "Build time fell from 11 to 9 minutes.", PANEL)
    assert ruled.ruling is Ruling.SUPPORTED
