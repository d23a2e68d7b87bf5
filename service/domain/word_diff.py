"""The words two texts share and those they do not, for showing a rewrite beside what it came from."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(BaseModel):
    """A run of words with its white space; the pieces not ADDED spell the first text, those not REMOVED the second."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: Change
    words: str


_WORD = re.compile(r"\s*\S+|\s+$")


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The change from `before` to `after`, word by word, in reading order; removals stand before what replaces them."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    # Words are compared without the space before them: joining two paragraphs is no change of words.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    pieces: list[Piece] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            for was, now in zip(old[old_start:old_end], new[new_start:new_end], strict=True):
                _add(pieces, [(Change.SAME, now)] if was == now else [(Change.REMOVED, was), (Change.ADDED, now)])
            continue
        _add(
            pieces, [(Change.REMOVED, "".join(old[old_start:old_end])), (Change.ADDED, "".join(new[new_start:new_end]))]
        )
    return tuple(pieces)


def _add(pieces: list[Piece], runs: Sequence[tuple[Change, str]]) -> None:
    """Adds runs that hold words; one that goes on as the last piece did is joined to it."""
    for change, words in runs:
        if words and pieces and pieces[-1].change is change:
            pieces[-1] = Piece(change=change, words=pieces[-1].words + words)
        elif words:
            pieces.append(Piece(change=change, words=words))
