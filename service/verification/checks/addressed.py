"""Settles whether a sentence may be shown at all: orders, foreign links, hidden letters, questions; not its truth."""

import re
import unicodedata

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.names import names
from service.domain.wording import FUNCTION_WORDS, is_number, is_past, words
from service.verification.testimony import gives_orders

_LINK = re.compile(
    r"(?i)\b(?:https?|ftp|javascript|data|vbscript|file):\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org"
    r"|net|io|dev|example|ai|co|uk|de|app|xyz|info)\b(?:/\S*)?"
)
_MARKUP = re.compile(
    r"<\s*/?\s*[A-Za-z!][^>\n]{0,200}>|!\[[^\]\n]*\]\([^)\n]*\)|\{\{.{0,80}\}\}|\$\{.{0,80}\}|<\|"
    r"|\]\(\s*(?:javascript|vbscript|data):"
)
_CODE_QUOTES = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"|'[^'\n]*'")
_COURTESIES = frozenset("please now just also then and so do don't always never kindly simply first finally".split())
# Whom only a reader can be, and where only a reader can go from here.
_READER = re.compile(
    r"(?i)\b(?:you|your|yours|yourself|yourselves|us|me|here|below|for\s+more"
    r"|(?:in|to|from|on|via)\s+(?:the|this)\s+(?:\w+\s+)?(?:comments?|replies|thread|chat|links?|button|post|page))\b"
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to what could act on a reader or a program instead of telling them something."""
    if any(_hides(ch) for ch in claim.text):
        return (_refused("it holds control or invisible characters", "What should the sentence say in plain letters?"),)
    if gives_orders(claim.text) or (_bids_the_reader(claim.text) and not _stands_whole(claim.text, evidence)):
        return (
            _refused("it speaks to the reader or to a program instead of telling what was done", "What did you do?"),
        )
    entries = " ".join(passage.words for entry in evidence.cited for passage in entry.passages()) + " ".join(
        link for entry in evidence.cited for link in entry.links
    )
    for pattern, because in (
        (_LINK, "it holds a link that no cited entry has"),
        (_MARKUP, "it holds markup that no cited entry has"),
    ):
        for match in pattern.finditer(claim.text):
            if match[0].rstrip(".,;:!?)>'\"") not in entries:
                return (_refused(because, "Is the address right? Add it to the entry's links.", match.span()),)
    if _MARKUP.search(_CODE_QUOTES.sub(" ", claim.text)):
        return (_refused("it holds markup", "What should the sentence say in plain words?"),)
    if claim.text.rstrip("\"' ").endswith("?") and words(claim.text):
        return (_refused("a question tells nothing that was done", "What did you do?"),)
    return ()


def _stands_whole(text: str, evidence: Evidence) -> bool:
    """`See my review here` is the person's own line, where an entry of theirs has it."""
    wanted = " ".join(text.split()).strip(" .!").lower()
    own = (passage.words for entry in evidence.cited for passage in entry.passages() if passage.speaker is None)
    return any(wanted in " ".join(line.split()).lower() for line in own)


def _bids_the_reader(text: str) -> bool:
    """Whether a sentence opens with a bare verb and turns to its reader: `Tell us what you think`, `Vote below`.

    A deed is told in the past, or in the present without a *you*: "Lead the weekly huddle" stays.
    """
    unquoted = _CODE_QUOTES.sub(" ", text)
    told = [word for word in words(unquoted) if word.lower not in _COURTESIES]
    reader = _READER.search(unquoted)
    if not told or not reader or reader.start() < told[0].end:
        return False
    verb = told[0]
    if verb.lower in FUNCTION_WORDS or (verb.lower.endswith(("ing", "s")) and not verb.lower.endswith("ss")):
        return False
    if is_number(verb) or any(name.certain and name.start == verb.start for name in names(unquoted)):
        return False
    if len(told) > 1 and told[1].lower in {"from", "of", "by"}:
        return False  # "Feedback from Rosa below": a thing, no order
    before = [word for word in told if word.start < reader.start()]
    return not any(is_past(word.lower) or word.lower in _FINITE for word in before)


_FINITE = frozenset("is are was were am has have had will would can could may might must shall should i we".split())


def _hides(ch: str) -> bool:
    return unicodedata.category(ch) in {"Cc", "Cf", "Co", "Cn", "Cs"} and ch not in "\n\t\r\u200c\u200d\u00ad"


def _refused(because: str, question: str, claimed: tuple[int, int] | None = None) -> Finding:
    return Finding(kind=Kind.WORDING, ruling=Ruling.UNSUPPORTED, because=because, question=question, claimed=claimed)
