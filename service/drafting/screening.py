"""What no sentence of a model may carry, ruled before the panel reads it: foreign links, markup, words to the reader.

It also says what may be shown of a sentence that is withheld: it stands in plain sight, but it must not do on the page
what it could not do in a bullet.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from service.domain.addressed import speaks_to_the_reader
from service.domain.brag import BragEntry
from service.domain.claims import Kind, Ruling, Verdict
from service.prompting.fencing import visible
from service.verification.sentences import split_sentences

REPEATED = "(lines that repeat the instructions given to the model)"
_RUN = 6
"""Words in a row that nobody writes by chance."""
# How our prompts name and mark what they hold.
_NOTATION = re.compile(r"\(cites (?:E\d|nothing)|--\s*(?:refused|fine)\b|⟦|^\W*(?:E\d+\s+)?when=", re.IGNORECASE)
SHOWN = 300
"""Characters of a withheld sentence that are shown."""

# An address, a host, a mail address; also `Node.js` and `notes.md`, which then have to stand in the entry as well.
_ADDRESS = re.compile(
    r"(?i)\b[a-z][a-z0-9+.-]{1,20}:(?://)?[^\s<>\"'`]{2,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:[/?#][^\s<>\"'`)]*)?"
)
_MARKUP = re.compile(r"<[a-z!/?]|\]\s*[(\[:]|!\[|`|\{\{|\$\{|<\||\[/?INST\]|&[a-z#0-9]{2,8};", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
# A list mark, or the bar our fence puts before each line of a note.
_LIST_MARK = re.compile(r"^\s*(?:[-*•–|]|\d{1,2}[.)])\s+")
_WORD = re.compile(r"[A-Za-z0-9][\w.'-]*")
_FEWEST_WORDS = 3
_TRAILING = ".,;:!?)]}'\"”’»"


class Screened(NamedTuple):
    """Why a sentence is refused unread, what is shown in its place, and the question that would settle it."""

    verdict: Verdict
    shown: str
    question: str


def tidied(text: str) -> str:
    """A model's sentence on one line, without what cannot be seen, list marks and bold marks; no word changes."""
    return _EMPHASIS.sub(r"\2", _LIST_MARK.sub("", " ".join(visible(text).split())))


def screen(sentence: str, cited: Iterable[BragEntry], instructions: str = "") -> Screened | None:
    """The reason to refuse `sentence` whatever else it says, or None.

    `cited` are the entries it rests on, `instructions` the words of our own that a weak model may hand back.
    """
    entries = tuple(cited)
    there = [words for entry in entries for words in (*_all_words(entry), *entry.links)]
    if _NOTATION.search(sentence) or not _runs(sentence).isdisjoint(_runs(instructions) - _runs("\n".join(there))):
        return _screened("it repeats what the model was told instead of telling your work", REPEATED, Kind.WORDING, "")
    if _says_too_little(sentence) and _bare(sentence) not in {_bare(s) for t in there for s in split_sentences(t)}:
        return _screened(
            "it is too short to say what was done", shown(sentence), Kind.WORDING, "What was done, in a whole sentence?"
        )
    if speaks_to_the_reader(sentence):
        return _screened(
            "it speaks to the reader of the packet instead of telling your work",
            "(a sentence that speaks to the reader of the packet)",
            Kind.WORDING,
            "Is there a win of yours in this entry that you would tell in other words?",
        )
    known = {address for words in there for address in addresses(words)}
    if any(address not in known for address in addresses(sentence)):
        return _screened(
            "it carries a link or an address that the entry does not have",
            "(a sentence with a link that is not in your log)",
            Kind.INVENTION,
            "Does a link belong to this entry? If so, add it there.",
        )
    whole = "\n".join(there)
    if any(mark[0] not in whole for mark in _MARKUP.finditer(sentence)):
        return _screened(
            "it carries markup that the entry does not have",
            "(a sentence with markup that is not in your log)",
            Kind.WORDING,
            "What should this sentence say in plain words?",
        )
    return None


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def shown(sentence: str) -> str:
    """A withheld sentence as it may be shown: one line, bounded."""
    line = tidied(sentence)
    return line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + "…"


def addresses(text: str) -> frozenset[str]:
    """The links, hosts and mail addresses of a text, in lower case, without the punctuation after them."""
    return frozenset(found.rstrip(_TRAILING).casefold() for found in _ADDRESS.findall(text))


def _says_too_little(sentence: str) -> bool:
    # Only where words are written apart: one run of Thai or Chinese letters may be a whole sentence.
    return sentence.isascii() and len(_WORD.findall(sentence)) < _FEWEST_WORDS


def _bare(sentence: str) -> str:
    return sentence.strip(_TRAILING + " ").casefold()


def _screened(because: str, shown: str, kind: Kind, question: str) -> Screened:
    return Screened(Verdict(ruling=Ruling.UNSUPPORTED, because=because, settled_by=kind), shown, question)


def _all_words(entry: BragEntry) -> list[str]:
    return [passage.words for passage in entry.passages()]
