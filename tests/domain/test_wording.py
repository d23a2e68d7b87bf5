"""Words with their places, one stem for all forms of a word, and names by their shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.names import people_and_teams
from service.domain.wording import content_words, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        "reduce reduced reducing reduces reduction",
        "migrate migrated migration migrations",
        "document documented documentation",
        "write wrote written writing",
        "organise organised organising",
        "sell sold selling",
        "deploy deployed deployment",
        "cancel cancelled cancelling",
        "week weekly weeks",
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_words_that_differ_keep_different_stems() -> None:
    assert len({stem(word) for word in "organise organisation produce product customer cut cute".split()}) >= 6


def test_words_know_their_places() -> None:
    text = "Cut p95 for @ann’s cross-team café."
    assert [text[word.start : word.end] for word in words(text)] == [
        "Cut",
        "p95",
        "for",
        "@ann’s",
        "cross-team",
        "café",
    ]
    assert [word.text for word in content_words("The four of us cut it by 20%")] == ["cut"]


def test_names_are_found_by_their_shape() -> None:
    assert people_and_teams("Built it with Priya N. and the Payments team; @lee helped in March.") == (
        "Priya N",
        "Payments",
        "@lee",
    )
    assert people_and_teams("Cut the wait. Wrote it up.") == ()


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    assert all(0 <= word.start < word.end <= len(text) for word in words(text))
