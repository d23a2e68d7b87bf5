"""Settles whether a sentence may be shown at all: orders, foreign links, hidden letters, questions; not its truth."""

import re
import unicodedata

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.wording import words
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


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to what could act on a reader or a program instead of telling them something."""
    if any(_hides(ch) for ch in claim.text):
        return (_refused("it holds control or invisible characters", "What should the sentence say in plain letters?"),)
    if gives_orders(claim.text):
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


def _hides(ch: str) -> bool:
    return unicodedata.category(ch) in {"Cc", "Cf", "Co", "Cn", "Cs"} and ch not in "\n\t\r\u200c\u200d\u00ad"


def _refused(because: str, question: str, claimed: tuple[int, int] | None = None) -> Finding:
    return Finding(kind=Kind.WORDING, ruling=Ruling.UNSUPPORTED, because=because, question=question, claimed=claimed)
