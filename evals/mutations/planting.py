"""Plants lies by rule: every true sentence of an entry, and every honest rewording, through every rule.

Nothing here knows the checker: no rule reads the service's word lists, and a rule that cannot be sure that its sentence
is untrue for this entry makes none. The same entry yields the same lies in every run.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from evals.mutations.rules import RULES
from evals.mutations.telling import Lie, Telling, order_of
from service.domain.brag import BragEntry
from service.domain.claims import Kind

MOST_A_KIND = 3
"""Lies of one kind that one entry may yield: more would be the same lie again."""
_SHORTEST, _LONGEST = 4, 60
_STOP = re.compile(
    r"(?<!Dr\.)(?<!Prof\.)(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!St\.)(?<!approx\.)(?<!vs\.)(?<=[a-z0-9%)][.!?])\s+(?=[\"“A-Z0-9£$€])|\n+"
)


def tellings(entry: BragEntry, profession: str, honest: Sequence[str]) -> tuple[Telling, ...]:
    """The true sentences a lie can be made from, each once: the entry's own and its honest rewordings."""
    own = [sentence for field in (entry.text, entry.outcome or "") for sentence in _STOP.split(field)]
    told = dict.fromkeys(sentence.strip() for sentence in (*honest, *own))
    fit = [text for text in told if _SHORTEST <= len(text.split()) <= _LONGEST and text[0].isalnum()]
    return tuple(Telling(entry, profession, text) for text in fit)


def plant(entry: BragEntry, profession: str, honest: Sequence[str]) -> tuple[Lie, ...]:
    """The lies of every kind that can be made of an entry by rule, at most `MOST_A_KIND` a kind, in a fixed order."""
    true = {_plain(text) for text in (*honest, entry.text, entry.outcome or "")}
    found: dict[str, Lie] = {}
    for telling in tellings(entry, profession, honest):
        for rule in RULES:
            for lie in rule(telling):
                same = _plain(lie.text)
                if same not in true and same not in _plain(telling.written) and lie.start < lie.end:
                    found.setdefault(same, lie)
    chosen: list[Lie] = []
    for _, lies in groupby(sorted(found.values(), key=lambda lie: lie.kind.value), key=lambda lie: lie.kind):
        chosen += _varied(list(lies))
    return tuple(chosen)


def _varied(lies: Sequence[Lie]) -> Iterator[Lie]:
    """The most varied few: another rule and another sentence before the same again."""
    left = sorted(lies, key=order_of)
    rules: dict[str, int] = {}
    sources: dict[str, int] = {}
    for _ in range(min(MOST_A_KIND, len(left))):
        best = min(left, key=lambda lie: (rules.get(lie.rule, 0), sources.get(lie.source, 0), order_of(lie)))
        left.remove(best)
        rules[best.rule] = rules.get(best.rule, 0) + 1
        sources[best.source] = sources.get(best.source, 0) + 1
        yield best


def count_by_kind(lies: Sequence[Lie]) -> dict[Kind, int]:
    """How many lies there are of each kind."""
    counts: dict[Kind, int] = {}
    for lie in lies:
        counts[lie.kind] = counts.get(lie.kind, 0) + 1
    return counts


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%£$€]+", text.lower()))
