"""Which names are names of levels (`L4`, `Senior Engineer`, `2/ Medior`), their order, and how one is asked for."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from service.intake.ladder_words import FILLERS, RANKS, ROLES, WEAK_RANKS

# "Level 3", "Stufe 2", "L4", "IC3 Software Engineer", "D1 - Developer 1", "3", "2/ Medior", "E3.5", "Niveau II".
_NUMBERED = re.compile(
    r"(?:(?:level|lvl|grade|band|stage|tier|rank|milestone|step|phase|nivel|niveau|n[ií]vel|livello|stufe|ebene|poziom|"
    r"niv[aå]|taso|уровень|рівень|seviye|レベル|等级|级别|级)[\s:#.–—-]*(?:\d{1,2}|[ivx]{1,4})(?![\w%])|"
    r"[a-z]{1,4}[\s.-]?\d{1,2}(?:\.\d)?[a-e+]?(?![\w%.])|\d{1,2}(?![\w%.,]|\s*%))",
    re.IGNORECASE,
)
# "Level 3: Senior, who ...": what comes behind the name explains it.
_OWN_WORDS = re.compile(r"[:(\n–—,]|\s-\s")
_ROMAN = re.compile(r"(?<!\w)(?:I{1,3}|IV|VI{0,3}|IX|X)(?!\w)")
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def plain(name: str) -> str:
    """The name without pictures, signs and case, for comparing."""
    kept = "".join(" " if unicodedata.category(c)[0] in "SCP" else c for c in unicodedata.normalize("NFC", name))
    return " ".join(kept.casefold().split())


def is_sure_level(name: str) -> bool:
    """Whether a name is one of a level whatever stands around it: `L4`, `Level 3`, `Senior Engineer`."""
    words = plain(_OWN_WORDS.split(name, maxsplit=1)[0] if len(plain(name).split()) > 8 else name).split()
    if not words or len(words) > 8:
        return False
    numbered = _NUMBERED.match(" ".join(words)) is not None and not " ".join(words)[:2].isdigit()
    if numbered and not words[0].isdigit():
        return not (words[0] in ("q1", "q2", "q3", "q4", "h1", "h2") and len(words) == 1)
    return _is_rank(words) and len(words) > 1 and any(word in ROLES for word in words)


def is_level(name: str) -> bool:
    """Whether a name may be one of a level, which its neighbours must bear out: `Senior`, `3`, `Engineer`."""
    words = plain(name).split()
    if is_sure_level(name):
        return True
    if not words or len(words) > 8:
        return False
    if words[0].isdigit() and len(words[0]) <= 2:
        return len(words) == 1 or _is_rank(words[1:]) or _is_role(words[1:])
    return _is_rank(words) or _is_role(words)


def _is_rank(words: Sequence[str]) -> bool:
    known = [word for word in words if word in RANKS or word in ROLES or word in FILLERS or word.isdigit()]
    ranks = [word for word in words if word in RANKS]
    if not ranks:
        return False
    if len(words) == 1:
        return True
    if len(known) == len(words):
        return any(word not in WEAK_RANKS for word in ranks) or words[-1] in ROLES
    # "Senior Payments Engineer": a rank at the start and a role at the end hold any subject between them.
    return words[0] in RANKS and words[-1] in ROLES and len(words) <= 6


def _is_role(words: Sequence[str]) -> bool:
    roles = any(word in ROLES for word in words)
    return roles and len(words) <= 6 and all(w in ROLES or w in FILLERS or w in RANKS or w.isdigit() for w in words)


def share_of_levels(names: Iterable[str]) -> float:
    """How many of the different names are names of levels, from 0 to 1."""
    known = {plain(name): name for name in names if name.strip()}
    return sum(map(is_level, known.values())) / len(known) if known else 0.0


def number_of(name: str) -> str:
    """The one number in a name (`D3 - Developer 3` has 3, `SE II` has 2); empty where there is none or are several."""
    found = {str(int(digits)) for digits in _DIGITS.findall(name)}
    if not found:
        found = {str(_roman(roman)) for roman in _ROMAN.findall(name)}
    return found.pop() if len(found) == 1 else ""


def _roman(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in written]
    return sum(-v if any(later > v for later in values[n + 1 : n + 2]) else v for n, v in enumerate(values))


def found_levels(calls: Sequence[Sequence[str]], asked: str) -> list[int]:
    """The levels that `asked` means, by what each is called (name, id, number); the first sort of match that has any.

    Exact, exact without signs and case, a whole word of it (`L4` of `L4 - Senior`), its number (`3`, `Level 3`), the
    start of a word of it (`sen`).
    """
    wanted = " ".join(asked.casefold().split())
    signless = plain(asked)
    number = number_of(asked) if re.fullmatch(r"\D{0,12}\d{1,3}", signless) else ""
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: " ".join(name.casefold().split()) == wanted,
        lambda name: bool(signless) and plain(name) == signless,
        lambda name: bool(signless) and re.search(rf"(?<!\w){re.escape(signless)}(?!\w)", plain(name)) is not None,
        lambda name: bool(number) and number_of(name) == number and _may_mean(asked, name),
        lambda name: bool(signless) and re.search(rf"(?<!\w){re.escape(signless)}", plain(name)) is not None,
    )
    for test in tests:
        found = [n for n, names in enumerate(calls) if any(test(name) for name in names)]
        if found:
            return found
    return []


def _may_mean(asked: str, name: str) -> bool:
    """Whether a number asked for with letters may mean a level: `L3` is `Level 3` and `3`, but never `M3`."""
    letters = [plain(re.split(r"\d", words)[0]).replace(" ", "") for words in (asked, name)]
    first, second = (word[:1] if word in ("l", "level", "lvl", "") else word for word in letters)
    return not first or not second or first == second


def in_order(sequences: Sequence[Sequence[str]]) -> list[str]:
    """The names of all sequences in one, each kept behind the one it follows; sorted where all are numbered alike."""
    merged: list[str] = []
    for sequence in sorted(sequences, key=len, reverse=True):
        at = 0
        for name in sequence:
            if name in merged:
                at = merged.index(name) + 1
            else:
                later = next((merged.index(n) for n in sequence[sequence.index(name) + 1 :] if n in merged), None)
                at = later if later is not None and not at else at
                merged.insert(at if at or later is not None else len(merged), name)
                at = merged.index(name) + 1
    stems = {plain(re.split(r"\d", name)[0]) for name in merged}
    numbers = [re.match(r"\D*(\d{1,2})(?!\d)", name) for name in merged]
    if len(stems) == 1 and all(numbers):
        merged.sort(key=lambda name: int(match[1]) if (match := re.match(r"\D*(\d{1,2})", name)) else 0)
    return merged
