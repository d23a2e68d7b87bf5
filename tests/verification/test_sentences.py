"""Sentences are cut by code: never inside a figure, an abbreviation, an initial or a quotation, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verification.sentences import sentence_spans, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Cut p95 from 1.2 s to 0.3 s. Wrote it up.", ("Cut p95 from 1.2 s to 0.3 s.", "Wrote it up.")),
        ("Priya N. said it saved us. It did.", ("Priya N. said it saved us.", "It did.")),
        ("Met Dr. Chen at approx. 4 p.m. today.", ("Met Dr. Chen at approx. 4 p.m. today.",)),
        ("He wrote “Great. Thanks.” to me.", ("He wrote “Great. Thanks.” to me.",)),
        ("One\nTwo\n\nThree", ("One", "Two", "Three")),
        ("Done! Really? Yes…  Then more.", ("Done!", "Really?", "Yes…", "Then more.")),
        ("完成了报告。也发布了。", ("完成了报告。", "也发布了。")),
        ("1. Cut the wait. 2. Fixed it.", ("1. Cut the wait.", "2. Fixed it.")),
        ("See docs.example for it.", ("See docs.example for it.",)),
        ("   ", ()),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: tuple[str, ...]) -> None:
    assert split_sentences(text) == sentences


@given(st.text(max_size=300))
def test_together_they_hold_every_visible_character(text: str) -> None:
    kept = "".join("".join(text[start:end] for start, end in sentence_spans(text)).split())
    assert kept == "".join(text.split())
