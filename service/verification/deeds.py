"""Which deed each figure of a text counts: the verbs it hangs on, and which deeds the text denies ("hired none").

A scan over words, not a parser: a figure hangs on the nearest verb before it, or, where it opens its own stretch, on
the verb behind it ("of whom 5 passed"). Where both may be meant, both are kept, so that nothing is refused for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from service.domain.quantities import quantities
from service.domain.quantity import Quantity
from service.domain.word_sets import word_set
from service.domain.wording import Word, is_participle, is_past, plain, words
from service.verification.paraphrase import stand_ins


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb and its place. `denied`: not done; `of_none`: of "none" or "nobody"; `loose`: to "most", "some"."""

    stem: str
    word: str
    start: int
    end: int
    denied: bool = False
    of_none: bool = False
    loose: bool = False

    def tells(self, other: "Deed") -> bool:
        """Whether this deed of a claim may word `other` of an entry."""
        return self.stem == other.stem or other.stem in stand_ins(self.stem)


@dataclass(frozen=True, slots=True)
class Counted:
    """The deeds a figure counts. Of the `readings` one must hold, with all its deeds; `direct`: it is their object."""

    readings: tuple[tuple[Deed, ...], ...] = ()
    direct: bool = False

    @property
    def every(self) -> tuple[Deed, ...]:
        return tuple(deed for reading in self.readings for deed in reading)


@dataclass(frozen=True, slots=True)
class Deeds:
    """All deeds of a text in order, and what each figure counts, by the place where the figure starts."""

    every: tuple[Deed, ...]
    counted: Mapping[int, Counted]

    def of(self, figure: Quantity) -> Counted:
        return self.counted.get(figure.start, _NO_DEED)


_NO_DEED = Counted()
_HARD = re.compile(r"[;!?\n—–•]|\.(?=\s|$)|\s-{1,2}\s|->|→|=>")
_SOFT = re.compile(r"[,:()]")
_JOINS = word_set("and but while whereas or then")
_BE = word_set("was were is are be been being am has have had do did does will would can could may might")
_DETERMINERS = word_set("a an the my our his her its their this that these those some any no each every both all")
_BEFORE_NOUN = _DETERMINERS | word_set("of for in on at from with into about per new under over as more most via")
_PREPOSITIONS = word_set("of for in on at from with into about per under over as to by across via among through")
_ENDS_SUBJECT = word_set("which who that to by because after before when while if since until than against")
_OPENS_SUBJECT = word_set("that where because when while after before if since so whereas although though as")
_FILLS = _DETERMINERS | word_set(
    "only just about around roughly nearly almost over under some up least than more least exactly another further "
    "additional total new and then also later now of whom them which those these newly first out"
)
_MORE_PAST = word_set(
    "beat beaten forecast flew ate sang swam rang hit met shot rode froze swore bore lit fed bred proofread reread"
)
_NOT_DEEDS = word_set("based used needed related combined said unused") | _BE
_NONE = word_set("none nobody nothing zero no-one")
_DENIES = word_set("not never without cannot no none nobody neither nor rather instead failed unable refused declined")
_LOOSE = word_set("some several most few many others half neither")
_THOSE = word_set("them both those these each all")
# A verb with its particle may be another deed than the verb alone.
_PHRASAL = {
    ("tak", "on"): "hir",
    ("bring", "on"): "hir",
    ("turn", "down"): "reject",
    ("sign", "up"): "enrol",
    ("let", "go"): "dismis",
    ("put", "through"): "pas",
}
_FAR = 28


@lru_cache(maxsize=256)
def deeds(text: str) -> Deeds:
    """The deeds of `text`. Costs what its length costs; a text without figures is read for its deeds alone."""
    return _Scan(text).read()


class _Scan:
    """One text, cut into words, with the breaks between them."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        self.words: tuple[Word, ...] = words(text)
        self.figures = quantities(text)
        self.inside = [-1] * len(self.words)
        self.breaks = bytearray(len(self.words))
        self._mark_figures()
        self._mark_breaks()
        self.deed_at: dict[int, Deed] = {}

    def _mark_figures(self) -> None:
        at = 0
        for n, figure in enumerate(self.figures):
            while at < len(self.words) and self.words[at].end <= figure.start:
                at += 1
            while at < len(self.words) and self.words[at].start < figure.end:
                self.inside[at] = n
                at += 1

    def _mark_breaks(self) -> None:
        """2 where a sentence or a like stretch begins, 1 where a clause may, else 0."""
        end = 0
        for n, word in enumerate(self.words):
            if n == 0:
                self.breaks[n] = 2
            elif word.start - end != 1 or self.text[end] != " ":
                gap = self.text[end : word.start]
                self.breaks[n] = 2 if _HARD.search(gap) else 1 if _SOFT.search(gap) else 0
            if not self.breaks[n] and word.lower in _JOINS and self.inside[n] < 0:
                self.breaks[n] = 1
            end = word.end

    def read(self) -> Deeds:
        for n in range(len(self.words)):
            if self.inside[n] < 0 and self._is_verb(n):
                self.deed_at[n] = self._deed(n)
        places = {figure: n for n, figure in reversed(tuple(enumerate(self.inside))) if figure >= 0}
        ends = {figure: n for n, figure in enumerate(self.inside) if figure >= 0}
        counted = {
            self.figures[figure].start: self._counted(first, ends[figure], figure)
            for figure, first in places.items()
            if self.deed_at
        }
        self._share_with_them(counted)
        return Deeds(tuple(self.deed_at.values()), MappingProxyType(counted))

    def _lower(self, n: int) -> str:
        return self.words[n].lower if 0 <= n < len(self.words) else ""

    def _opens(self, n: int) -> bool:
        return n >= len(self.words) or self.breaks[n] > 0

    def _is_verb(self, n: int) -> bool:
        lower, before = self.words[n].lower, self._lower(n - 1)
        if lower in _NOT_DEEDS:
            return False
        if is_past(lower) or lower in _MORE_PAST:
            if before == "to":
                return True
            if not self.breaks[n] and before in _BEFORE_NOUN:
                return False
            counted = n - 2 if before.endswith("ly") else n - 1
            # "4 planned sessions" tells what kind; "320 came" and "14 hired in May" tell what they did.
            return not (
                n > 0
                and not self.breaks[n]
                and self.inside[counted] >= 0
                and not self._opens(n + 1)
                and self._lower(n + 1) not in _PREPOSITIONS
                and lower.endswith("ed")
            )
        if is_participle(lower):
            return bool(self.breaks[n]) or before in {"by", "while", "after", "before", "when", "and", "without", "of"}
        return before == "to" and lower.isalpha() and lower not in _FILLS and not lower.endswith("s")

    def _deed(self, n: int) -> Deed:
        word, then = self.words[n], self._lower(n + 1)
        stem = _PHRASAL.get((word.stem, then), word.stem)
        at = n + 1
        while (
            at < n + 3 and self._lower(at) in {"only", "just", "up", "on", "over", "in", "the"} and not self._opens(at)
        ):
            at += 1
        following = "" if at < len(self.words) and self.breaks[at] == 2 else self._lower(at)
        figure = self.figures[self.inside[at]] if at < len(self.words) and self.inside[at] >= 0 else None
        nothing = following in _NONE or (figure is not None and figure.value == 0 and figure.high is None)
        nothing |= following == "no" and self._lower(at + 1) not in {"more", "fewer", "less", "longer", "later"}
        before = self._denied_before(n)
        return Deed(
            stem,
            word.lower,
            word.start,
            word.end,
            denied=nothing or bool(before),
            of_none=nothing or before in _NONE,
            loose=following in _LOOSE,
        )

    def _denied_before(self, n: int) -> str:
        """The word that denies it: "none were hired", "did not hire", "without hiring", "failed to hire"."""
        for at in range(n - 1, max(-1, n - 5), -1):
            if self.breaks[at + 1] == 2 or (self.breaks[at + 1] and at + 1 < n):
                return ""
            lower = self._lower(at)
            if lower in _DENIES or lower.endswith("n't"):
                return "" if self._lower(at + 1) == "only" else "nobody" if self._no_one(at) else lower
            if at in self.deed_at or (self.inside[at] >= 0 and self.figures[self.inside[at]].value != 0):
                return ""
            if self.inside[at] >= 0 or lower == "zero":
                return "zero"
        return ""

    def _no_one(self, n: int) -> bool:
        return (self._lower(n), self._lower(n + 1)) in {("no", "one"), ("not", "one"), ("not", "a")}

    def _counted(self, first: int, last: int, figure: int) -> Counted:
        left, crossed, direct = self._before(first)
        right = self._behind(last)
        if self._of_another(figure):
            left = ()  # the whole of "5 of the 20": no verb before it is said of all twenty
        if left and not crossed:
            return Counted((left, right) if right and not direct else (left,), direct)
        # "Trained 20, of whom 5 passed": what opens its own stretch and has a verb there hangs on no earlier one.
        return Counted((right or left,) if right or left else (), direct and not right and bool(left))

    def _before(self, first: int) -> tuple[tuple[Deed, ...], bool, bool]:
        """The deeds before a figure, whether another clause begins in between, whether it is their plain object."""
        crossed, direct = False, True
        for n in range(first, max(-1, first - _FAR), -1):
            if n in self.deed_at and n != first:
                return self._coordinated(n), crossed, direct
            if self.breaks[n] == 2:
                return (), crossed, False
            crossed |= self.breaks[n] == 1
            if n != first and direct and self._lower(n) in _OPENS_SUBJECT:
                return (), crossed, False  # "a club that 34 pupils come to"
            if n != first:
                direct &= self._lower(n) in _FILLS and self._lower(n) not in _PREPOSITIONS - {"over", "under"}
        return (), crossed, False

    def _coordinated(self, n: int) -> tuple[Deed, ...]:
        """ "Planned, wrote and ran 12 workshops": three deeds of the twelve."""
        found = [self.deed_at[n]]
        at = n - 1
        while at >= max(0, n - _FAR) and self.breaks[at + 1] < 2:
            if at in self.deed_at:
                found.append(self.deed_at[at])
            elif not (self._lower(at) in {"and", "then", "also", "or"} or self._lower(at).endswith("ly")) or (
                not self.breaks[at] and self._lower(at) not in {"and", "then", "also", "or"}
            ):
                break
            at -= 1
        return tuple(found)

    def _behind(self, last: int) -> tuple[Deed, ...]:
        for n in range(last + 1, min(len(self.words), last + 10)):
            if self.breaks[n] or (self._lower(n) in _ENDS_SUBJECT and self._lower(n - 1) != "of"):
                return ()  # but "60 of which survived" goes on
            if n in self.deed_at:
                return (self.deed_at[n],)
            if self.inside[n] >= 0 and self._lower(n - 1) not in _PREPOSITIONS:
                return ()
        return ()

    def _of_another(self, figure: int) -> bool:
        return is_whole(self.text, self.figures, figure)

    def _share_with_them(self, counted: dict[int, Counted]) -> None:
        """ "Collected 300 samples and tested them": both deeds are of the three hundred."""
        for n, deed in self.deed_at.items():
            if self._lower(n + 1) not in _THOSE or not (self._opens(n + 2) or self._lower(n + 2) in _PREPOSITIONS):
                continue
            earlier = next((self.inside[at] for at in range(n - 1, max(-1, n - _FAR), -1) if self.inside[at] >= 0), -1)
            if earlier >= 0:
                start = self.figures[earlier].start
                told = counted.get(start, _NO_DEED)
                readings = tuple((*reading, deed) for reading in told.readings) or ((deed,),)
                counted[start] = Counted(readings, told.direct)


_OF_PART = re.compile(
    r"(?:\b(?:none|one|some|most|half|few|several|many|part|share|rest|majority)|[%])\s+of\s+[a-z ]{0,12}$"
)
_OF = re.compile(r"\s*(?:(?:out )?of|/)\s*(?:the |our |my |its |their |those |a possible |a total of |all )?\s*")
# "40 units of the 100 aimed for": at most two words of a noun stand before the "of".
_OF_AFTER_NOUN = re.compile(r"(?: [a-z-]+){1,2} (?:out )?of (?:the|our|my|its|their|those) ")
_EACH_OF = re.compile(r"\b(?:each|every one|all) of [a-z ]{0,12}$")
_SEVERAL_WORDS = 30


def is_whole(text: str, figures: Sequence[Quantity], at: int) -> bool:
    """Whether figure `at` is what another is a part of: the 9 of "2 of 9 sites", the 14 of "none of the 14"."""
    figure = figures[at]
    if _EACH_OF.search(text[max(0, figure.start - 30) : figure.start].lower()):
        return False
    if at and 0 < figure.start - figures[at - 1].end <= _SEVERAL_WORDS:
        gap = text[figures[at - 1].end : figure.start].lower()
        if _OF.fullmatch(gap) or _OF_AFTER_NOUN.fullmatch(gap):
            return True
    return _OF_PART.search(text[max(0, figure.start - 30) : figure.start].lower()) is not None


def rivals(deed: Deed, told: Deeds, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """The figures that count `deed`."""
    for figure in figures:
        if any(one.start == deed.start for one in told.of(figure).every):
            yield figure
