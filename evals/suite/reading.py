"""Plain readings of a sentence beside its entries, for metrics: words, digits and set phrases; no check is asked."""

import re
from collections.abc import Sequence
from functools import lru_cache

from evals.suite.cases import Case, words_of
from evals.suite.runs import Released
from service.domain.brag import BragEntry, EntryId

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_PRAISE = re.compile(
    r"(?i)\b(?:significant(?:ly)?|substantial(?:ly)?|seamless(?:ly)?|successful(?:ly)?|exceptional|outstanding|robust"
    r"|demonstrat\w+|showcas\w+|proven|strategic(?:ally)?|spearhead\w*|leverag\w+|ensur\w+|enhanc\w+|streamlin\w+"
    r"|fostering|resulting in|leading to|which (?:improved|reduced|increased|helped|led)|dramatic(?:ally)?|excell\w+"
    r"|exemplary|instrumental|world-class|impact(?:ful)?)\b"
)
_LEADING = re.compile(
    r"(?i)\b(?:would(?:n't| not) you|don't you|isn't it|wasn't it|right\?|surely|obviously|how (?:much|greatly) did it"
    r" improve|is it fair to say|can we say|shall (?:we|i) (?:say|write)|so you led)\b"
)
_OPEN = re.compile(r"(?i)\b(?:what|who|when|where|which|how|did|was|were|is|are|could|can|do|does)\b")


def holds_any(text: str, words: Sequence[str]) -> bool:
    """Whether the text holds any of these words or phrases, as whole words, whatever the case."""
    return any(re.search(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def figures(text: str) -> set[str]:
    """The digits of a text, each run as it stands without its thousands separators."""
    return {_plain(found) for found in _FIGURE.findall(text)}


def _plain(figure: str) -> str:
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", figure).rstrip(".,")


_TELLING = 4
"""Long words below which a sentence is too short to be judged by how many of them are its own."""


def adrift(text: str, cites: Sequence[EntryId], case: Case) -> bool:
    """Whether a sentence holds a digit, or a set phrase of praise or glued-on benefit, that no entry it cites holds, or
    is for the most part made of words that none of them has.

    A coarse reading: derived figures and free retellings count as adrift, and a lie in the notes' own words does not.
    """
    entries = _cited(cites, case)
    known = "\n".join(f"{words_of(entry)}\n{entry.when}" for entry in entries)
    counted = figures(known) | {str(n) for n, word in enumerate(_NUMBER_WORDS) if holds_any(known, [word])}
    if figures(text) - counted:
        return True
    stems = _stems(text)
    if len(stems) >= _TELLING and 2 * len(stems - _stems(known)) > len(stems):
        return True
    return any(found.group(0).casefold() not in known.casefold() for found in _PRAISE.finditer(text))


def figures_kept(sentences: Sequence[Released], case: Case) -> tuple[float, float]:
    """Of the digits in entries told by these sentences, how many the tellings of that entry keep, and of how many."""
    told: dict[EntryId, set[str]] = {}
    for sentence in sentences:
        for cite in sentence.cites:
            told.setdefault(cite, set()).update(figures(sentence.text))
    kept = of = 0
    for entry in _cited(tuple(told), case):
        wanted = figures("\n".join(passage.words for passage in entry.passages() if passage.speaker is None))
        kept += len(wanted & told[entry.id])
        of += len(wanted)
    return kept, of


def citation_precision(sentence: Released, case: Case) -> float:
    """Of the entries a sentence cites, the share that holds at least two of its words that are rare in the log."""
    entries = _cited(sentence.cites, case)
    if not entries:
        return 0.0
    rare = _rare(sentence.text, case)
    needed = min(2, len(rare))
    return sum(len(rare & _stems(words_of(entry))) >= needed for entry in entries) / len(entries)


def citation_recall(sentence: Released, case: Case) -> float:
    """Of a sentence's words that stand anywhere in the log, the share that stands in what it cites."""
    anywhere = _stems(sentence.text) & frozenset().union(*(_stems(words_of(entry)) for entry in case.log.entries))
    cited = frozenset[str]().union(*(_stems(words_of(entry)) for entry in _cited(sentence.cites, case)))
    return len(anywhere & cited) / len(anywhere) if anywhere else 1.0


def leads_with(text: str, outcome: str) -> bool:
    """Whether the first half of a sentence holds half of the outcome's words and digits."""
    wanted = _stems(outcome) | figures(outcome)
    half = text[: max(40, len(text) * 6 // 10)]
    return 2 * len(wanted & (_stems(half) | figures(half))) >= len(wanted)


def sound_questions(questions: Sequence[str], case: Case) -> int:
    """How many questions ask something, suggest no answer, bring no figure of their own, and were not asked before."""
    known = figures("\n".join([*map(words_of, case.log.entries), *(bullet.text for bullet in case.bullets)]))
    seen: set[str] = set()
    sound = 0
    for question in questions:
        fresh = question.casefold() not in seen
        seen.add(question.casefold())
        asks = "?" in question and bool(_OPEN.search(question))
        sound += fresh and asks and not _LEADING.search(question) and not figures(question) - known
    return sound


def _cited(cites: Sequence[EntryId], case: Case) -> list[BragEntry]:
    return [entry for entry in case.log.entries if entry.id in cites]


def _rare(text: str, case: Case) -> frozenset[str]:
    most = max(1, len(case.log.entries) // 5)
    stems = _stems(text)
    counts = {stem: sum(stem in _stems(words_of(entry)) for entry in case.log.entries) for stem in stems}
    return frozenset(stem for stem, count in counts.items() if 0 < count <= most)


@lru_cache(maxsize=4_096)
def _stems(text: str) -> frozenset[str]:
    """Words of four letters or more, cut to their first six: enough to tell subjects apart."""
    return frozenset(word.casefold()[:6] for word in _WORD.findall(text))
