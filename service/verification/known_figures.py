"""Everything the checks ask of some entries' figures: those written, those that follow, and how they are looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from service.domain.brag import BragEntry
from service.domain.noun_phrases import is_plural, stem
from service.domain.quantities import changes, quantities
from service.domain.quantity import Quantity
from service.domain.units import PERIODS
from service.verification.derived_figures import Derived, derived, sums
from service.verification.written_figures import Written, WrittenChange, clause_words, content_words, listed, untold


@dataclass(frozen=True)
class Known:
    """Everything the checks ask of some entries' figures."""

    figures: tuple[Written, ...] = ()
    changes: tuple[WrittenChange, ...] = ()
    entries: tuple[BragEntry, ...] = ()
    words: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    lists: tuple[int, ...] = ()

    @cached_property
    def by_size(self) -> Mapping[Decimal, tuple[Written, ...]]:
        """The figures by their size in base units."""
        found: dict[Decimal, list[Written]] = {}
        for written in self.figures:
            found.setdefault(written.figure.base, []).append(written)
        return {size: tuple(some) for size, some in found.items()}

    @cached_property
    def following(self) -> tuple[Derived, ...]:
        """What follows from the figures without summing."""
        return tuple(derived(self.figures, self.changes))

    @cached_property
    def sums(self) -> tuple[Derived, ...]:
        """Figures of one kind taken together."""
        return tuple(sums(self.figures))


def know(entries: Sequence[BragEntry]) -> Known:
    """Reads the figures of every passage of `entries`; those that several checks ask of in a row are read once."""
    return _know(tuple(entries))


@lru_cache(maxsize=64)
def _know(entries: tuple[BragEntry, ...]) -> Known:
    figures: list[Written] = []
    told: list[WrittenChange] = []
    words: set[str] = set()
    spoken: set[str] = set()
    lists: list[int] = []
    for entry in entries:
        for passage in entry.passages():
            said = passage.words
            words |= content_words(said)
            here = quantities(said)
            spoken |= content_words(_without_rates(said, here))
            lists += listed(said)
            if not here:
                continue
            figures += [Written(q, entry.id, passage.field, clause_words(said, q), said) for q in here]
            told += [WrittenChange(c, entry.id, (passage.field,) * 2) for c in changes(said)]
    # "Weekly", "a week": what a rate may be by; and any other thing named here ("per run").
    # "4 hospitals" makes nothing so many per hospital, as "a run" may.
    single = (word for word in spoken if word not in _PLURAL_PERIODS and (word in PERIODS or not is_plural(word)))
    periods = frozenset(PERIODS.get(word) or stem(word) for word in single)
    loose = untold(figures, told)
    return Known(tuple(figures), (*told, *loose), entries, frozenset(words), periods, tuple(lists))


def _without_rates(said: str, figures: Sequence[Quantity]) -> str:
    """The text less its rates: the week of "3 clinics a week" is the clinics' own, and makes no other figure weekly."""
    for q in reversed(figures):
        if q.per:
            said = said[: q.start] + said[q.end :]
    return said


_PLURAL_PERIODS = frozenset(word for word in PERIODS if word.endswith("s") and word[:-1] in PERIODS)
