"""The words around a figure that loosen or bound it: "about", "at least", "nearly", "up to", "40+", "or so"."""

from typing import NamedTuple

from service.domain.numerals import Tokens
from service.domain.quantity import Comparator
from service.domain.word_sets import word_set


class Hedge(NamedTuple):
    """What the words say; `after` tells that they stood after the figure and belong to its stretch of text."""

    approximate: bool = False
    comparator: Comparator = Comparator.EXACT
    after: bool = False


_NONE = Hedge()
_ABOUT = Hedge(approximate=True)
_APPROXIMATE = word_set("~ ≈ about around roughly approximately approx circa ca some estimated maybe perhaps c")
_PHRASES: dict[tuple[str, ...], Hedge] = {
    **dict.fromkeys([("just", "under"), ("close", "to"), ("just", "short", "of")], Hedge(True, Comparator.NEARLY)),
    **dict.fromkeys([("nearly",), ("almost",), ("approaching",), ("nearing",)], Hedge(True, Comparator.NEARLY)),
    **dict.fromkeys([("just", "over"), ("slightly", "over"), ("a", "little", "over")], Hedge(True, Comparator.MORE)),
    **dict.fromkeys(
        [
            *(("over",), ("above",), ("exceeding",), ("exceeded",), (">",), ("upwards", "of"), ("north", "of")),
            *(("in", "excess", "of"), ("more", "than"), ("greater", "than"), ("higher", "than"), ("better", "than")),
            *(("well", "over"), ("longer", "than")),
        ],
        Hedge(False, Comparator.MORE),
    ),
    **dict.fromkeys(
        [
            *(("at", "least"), ("no", "fewer", "than"), ("no", "less", "than"), ("minimum", "of")),
            *(("≥",), ("not", "less", "than")),
            ("a", "minimum", "of"),
        ],
        Hedge(False, Comparator.LEAST),
    ),
    **dict.fromkeys(
        [
            *(("up", "to"), ("as", "many", "as"), ("as", "much", "as"), ("maximum", "of"), ("at", "most")),
            *(("no", "more", "than"), ("not", "more", "than"), ("≤",), ("max",)),
        ],
        Hedge(False, Comparator.MOST),
    ),
    **dict.fromkeys([("within",), ("inside", "of")], Hedge(False, Comparator.WITHIN)),
    **dict.fromkeys(
        [("under",), ("below",), ("less", "than"), ("fewer", "than"), ("<",), ("sub",), ("well", "under"), ("inside",)],
        Hedge(False, Comparator.LESS),
    ),
}  # fmt: skip
# After these, "about" says what a talk was of, not how many.
_SUBJECT_OF = word_set(
    "talk talks talked talking wrote write writing spoke speak learn learned learnt article blog post presentation "
    "presented concerns questions question worried feedback complaints complaint think thinking know training "
    "conversation conversations session sessions workshop document report study book course briefed told asked"
)
_FOLDED = frozenset(("the", "a", "an", "only", "just", "-", "an"))


def before_figure(cut: Tokens, at: int) -> tuple[Hedge, int]:
    """The hedge that ends right before token `at`, and the token it starts at (`at` when there is none)."""
    end = at
    while cut.word(end - 1) in ("only", "just", "an", "-") and end > at - 2 and cut.word(end - 2) != "just":
        end -= 1
    last = cut.word(end - 1)
    if last == "." and cut.word(end - 2) in ("c", "ca", "approx"):
        return _ABOUT, end - 2
    if last in _APPROXIMATE:
        # "I think about 40 came" guesses; "questions about 40 drugs" name what they are on.
        guesses = cut.word(end - 2) == "think" and cut.word(end - 3) in ("i", "we")
        if last == "about" and cut.word(end - 2) in _SUBJECT_OF and not guesses:
            return _NONE, at
        if last == "c" or (last == "some" and cut.word(end - 2) in ("with", "of", "in")):
            return _NONE, at
        return _ABOUT, end - 1
    for size in (3, 2, 1):
        phrase = tuple(cut.word(n) for n in range(end - size, end))
        hedge = _PHRASES.get(phrase)
        if hedge is not None:
            start = end - size
            # "No more than", "up by more than about": one more loosening word may stand before.
            looser = cut.word(start - 1) in _APPROXIMATE
            return Hedge(hedge.approximate or looser, hedge.comparator), start
    return _NONE, at


def after_figure(cut: Tokens, at: int) -> tuple[Hedge, int]:
    """The hedge that starts at token `at`, right after a figure, and the token after it."""
    word, then = cut.word(at), cut.word(at + 1)
    if word == "+" and cut.glued(at):
        return Hedge(False, Comparator.MORE, True), at + 1
    if word == "or" and then in ("more", "above", "greater", "higher", "better"):
        return Hedge(False, Comparator.LEAST, True), at + 2
    if word == "or" and then in ("less", "fewer", "under"):
        return Hedge(False, Comparator.MOST, True), at + 2
    if word == "or" and then == "so":
        return Hedge(True, Comparator.EXACT, True), at + 2
    if word == "plus" and not then[:1].isdigit():
        return Hedge(False, Comparator.MORE, True), at + 1
    if word == "-" and then in ("ish", "odd", "plus") and cut.glued(at):
        return Hedge(then != "plus", Comparator.MORE if then == "plus" else Comparator.EXACT, True), at + 2
    if word == "ish" and cut.glued(at):
        return Hedge(True, Comparator.EXACT, True), at + 1
    return _NONE, at
