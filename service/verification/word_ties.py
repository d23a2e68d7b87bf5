"""Which words of a sentence rest on its entry though no form of theirs stands there: units, dates, roots, directions.

Each of these is ruled on by a check of its own (figures, dates, comparison): here it only says that the word adds no
fact that nobody looks at.
"""

from functools import lru_cache

from service.domain.moments import moments
from service.domain.quantities import quantities
from service.domain.quantity import Quantity
from service.domain.wording import MONTHS, Word, stem
from service.verification.directions import DOWN, UP
from service.verification.reading import Reading

_ROOT = 5  # letters two words must open with to be one root
_SHARE = 0.6
_MOVES_UP = UP | frozenset(map(stem, "above over up ahead top exceed larger bigger longer older later".split()))
_MOVES_DOWN = DOWN | frozenset(
    map(stem, "below under down less lower shorter sooner earlier smaller faster quicker cheaper behind short".split())
)
_SAME = frozenset(map(stem, "unchanged same steady flat stable level constant held stayed remained".split()))


def tied(word: Word, reading: Reading, told: tuple[int, int]) -> bool:
    """Whether a word rests on the entry as a unit, a date, another form of its root, or a way its figures moved.

    `told` is where its clause stands in the sentence: a figure that says how far must stand there too.
    """
    return (
        _measures(word, reading.text)
        or _dates(word, reading.text)
        or _same_root(word, reading.stems)
        or _moves(word, reading, told)
    )


def _measures(word: Word, text: str) -> bool:
    return any(quantity.start <= word.start < quantity.end for quantity in _counted(text))


def _dates(word: Word, text: str) -> bool:
    if any(part in MONTHS for part in word.lower.split("-")):
        return True
    return any(moment.start <= word.start < moment.end for moment in moments(text) if not moment.opaque)


def _same_root(word: Word, stems: frozenset[str]) -> bool:
    """`refurbishment` rests on `refurb`, `Iberian` on `Iberia`, `reworded` on `wording`."""
    wanted = _bare(word.stem)
    if len(wanted) < _ROOT:
        return False
    for there in stems:
        bare = _bare(there)
        shorter = min(len(wanted), len(bare))
        if shorter >= _ROOT and wanted[:_ROOT] == bare[:_ROOT]:
            shared = next((n for n in range(shorter) if wanted[n] != bare[n]), shorter)
            if shared >= shorter - 1 or shared >= _SHARE * max(len(wanted), len(bare)):
                return True
    return False


def _bare(root: str) -> str:
    """Without a `re-` before it: doing over again what was done is the entry's to say, and the checks' to compare."""
    return root.removeprefix("re-").removeprefix("re") if len(root) > 6 else root


def _moves(word: Word, reading: Reading, told: tuple[int, int]) -> bool:
    """`rose` beside a figure of its own, where two figures of one kind in the entry went that way."""
    up, down, same = word.stem in _MOVES_UP, word.stem in _MOVES_DOWN, word.stem in _SAME
    if not (up or down or same) or not any(told[0] <= q.start < told[1] for q in _counted(reading.text)):
        return False
    counted = _counted(reading.source_text)
    for first, before in enumerate(counted):
        for after in counted[first + 1 :]:
            alike = before.measure is after.measure and (before.noun == after.noun or not before.noun or not after.noun)
            if alike and ((up and after.base > before.base) or (down and after.base < before.base)):
                return True
    return same and bool(counted)


@lru_cache(maxsize=2_048)
def _counted(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))
