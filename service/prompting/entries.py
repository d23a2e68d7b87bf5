"""How a brag entry stands in a prompt: its own words, its outcome, the quotes with their speakers, as one note."""

from service.domain.brag import BragEntry, Corroboration
from service.prompting.fencing import Fenced, fence

LIMIT = 1_200
"""Characters of one note. A shortlist has a fixed length, so a section's prompt does not grow with the log."""

_QUOTE_LIMIT = 300


def fenced_entry(name: str, entry: BragEntry, *, limit: int = LIMIT) -> Fenced:
    """The entry as the note `name` (`E1`), with its date as written; over `limit` characters it is cut and marked."""
    lines = [passage.words for passage in entry.passages() if passage.speaker is None]
    lines += [_quoted(said) for said in entry.corroborations]
    return fence(f"{name} when={entry.when}", "\n".join(lines), limit=limit)


def _quoted(said: Corroboration) -> str:
    role = f" ({said.role})" if said.role else ""
    # A quote is given whole or not at all: half of one would be copied as if it were all that was said.
    words = said.quote if len(said.quote) <= _QUOTE_LIMIT else "[a longer quote, left out]"
    return f'{said.who}{role} said: "{words}"'
