"""The diff spells both texts and calls a word changed only when it is."""

from hypothesis import given
from hypothesis import strategies as st

from service.domain.word_diff import Change, Piece, word_diff


def test_a_replaced_word_is_removed_and_added_in_place() -> None:
    assert word_diff("Cut it fast.", "Cut this fast.") == (
        Piece(change=Change.SAME, words="Cut"),
        Piece(change=Change.REMOVED, words=" it"),
        Piece(change=Change.ADDED, words=" this"),
        Piece(change=Change.SAME, words=" fast."),
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_spell_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.words for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.words for piece in pieces if piece.change is not Change.REMOVED) == after


@given(st.text(max_size=60))
def test_equal_texts_have_no_changes(text: str) -> None:
    assert all(piece.change is Change.SAME for piece in word_diff(text, text))
