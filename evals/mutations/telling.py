"""A true sentence about an entry, and what a rule needs to know of both before it makes a lie of it."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from service.domain.brag import BragEntry
from service.domain.claims import Kind, Ruling

Option = TypeVar("Option")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[A-Za-zÀ-ÿ']+")


@dataclass(frozen=True, slots=True)
class Lie:
    """A sentence made untrue by rule. `start` to `end` (code points) is what was changed, or, where words were left
    out, the words that close the gap."""

    kind: Kind
    ruling: Ruling
    rule: str
    source: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Telling:
    """A sentence that `entry` bears out: one of its own, or an honest rewording of it."""

    entry: BragEntry
    profession: str
    text: str

    @cached_property
    def written(self) -> str:
        """All that the entry says: text, outcome, quotes and who spoke them, date."""
        said = [f"{one.quote} {one.who} {one.role or ''}" for one in self.entry.corroborations]
        return "\n".join([self.entry.text, self.entry.outcome or "", *said, str(self.entry.when)])

    @cached_property
    def known(self) -> frozenset[str]:
        """The lower-case words of the entry and of this sentence, cut to their first six letters."""
        return frozenset(word.lower()[:6] for word in _WORD.findall(f"{self.written} {self.text}"))

    def find(self, pattern: str, flags: int = 0) -> Iterator[re.Match[str]]:
        """Where the sentence's own words match: nothing inside a quotation."""
        quoted = [match.span() for match in _QUOTED.finditer(self.text)]
        for match in re.finditer(pattern, self.text, flags):
            if not any(start <= match.start() < end for start, end in quoted):
                yield match

    def says(self, pattern: str) -> bool:
        """Whether the entry or this sentence has words that match, whatever their case."""
        return re.search(rf"\b(?:{pattern})\b", f"{self.written}\n{self.text}", re.IGNORECASE) is not None

    def lacks(self, words: str) -> bool:
        """Whether none of the longer words of a phrase stands in the entry, in any form near to it."""
        return not any(word.lower()[:6] in self.known for word in _WORD.findall(words) if len(word) > 4)

    def shuffled(self, options: Sequence[Option], salt: str) -> list[Option]:
        """The options in an order that hangs on this sentence alone: the same in every run and on every machine."""
        return sorted(options, key=lambda option: _digest(f"{self.entry.id}|{self.text}|{salt}|{option}"))

    def steady(self, options: Sequence[Option], salt: str) -> list[Option]:
        """The options in an order that hangs on the entry alone, whichever of its sentences is at hand."""
        return sorted(options, key=lambda option: _digest(f"{self.entry.id}|{salt}|{option}"))

    def change(self, kind: Kind, ruling: Ruling, rule: str, start: int, end: int, new: str) -> Lie:
        """The lie that has `new` where the sentence has `start` to `end`, mended at its seams."""
        text, new_start, new_end = _spliced(self.text, start, end, new)
        return Lie(kind, ruling, rule, self.text, text, new_start, new_end)

    def ending(self, kind: Kind, ruling: Ruling, rule: str, tail: str) -> Lie | None:
        """The lie with a tail before the closing stop; None where a quotation or a question closes the sentence."""
        body = self.text.rstrip(".")
        if self.text.endswith("...") or not body or not (body[-1].isalnum() or body[-1] in "%)"):
            return None
        return self.change(kind, ruling, rule, len(body), len(body), tail)


Rule = Callable[[Telling], Iterator[Lie]]


def order_of(lie: Lie) -> str:
    """A fixed order of lies that no rule can foresee."""
    return _digest(f"{lie.rule}|{lie.source}|{lie.text}")


def like(old: str, new: str) -> str:
    """`new` with a capital where `old` has one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def lowered(text: str) -> str:
    """A sentence without its opening capital, unless that is a name, an acronym or `I`."""
    first = re.match(r"[A-Za-z']+", text)
    if not first or first[0] == "I" or first[0].startswith("I'") or first[0][1:] != first[0][1:].lower():
        return text
    return text[:1].lower() + text[1:] if first[0].lower() in _OPENERS or _past_like(first[0]) else text


def _past_like(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4


_OPENERS = frozenset(
    """the a an my our we she he they it in on at of by for with two three four five six seven eight nine ten twelve
    about after all among as before both during each every from over some since this these those three under when
    while wrote ran led built made took gave sat set put got cut did had went came spent kept held taught drew found
    stood rewrote covered""".split()
)


def _spliced(text: str, start: int, end: int, new: str) -> tuple[str, int, int]:
    before, after = text[:start], text[end:]
    if not new:
        before, after, gap = before.rstrip(" "), after.lstrip(" "), True
        if before and after and after[0] not in ",.;:!?)":
            before += " "
        if not before:
            after = after[:1].upper() + after[1:]
        if after[:1] == "," and before.endswith(","):
            after = after[1:]
        # Nothing stands where the words were: the neighbours carry the change.
        lead = re.search(r"\S+\s*$", before)
        follow = re.match(r"[\s,.;:]*\S+", after)
        text = before + after
        left = lead.start() if lead else 0
        return text, left if not follow or gap else len(before), len(before) + (len(follow[0]) if follow else 0)
    if not before.strip():
        new = new[:1].upper() + new[1:]
    text = before + new + after
    lead_space = len(new) - len(new.lstrip(" ,;"))
    return text, len(before) + lead_space, len(before) + len(new)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
