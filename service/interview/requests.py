"""The short message that asks a named colleague whether they may be quoted, with the claim quoted back as logged."""

from service.domain.brag import BragEntry
from service.domain.names import is_person, people_and_teams

_LONGEST = 400


def people_named(text: str) -> tuple[str, ...]:
    """The people a text names, in order."""
    return tuple(dict.fromkeys(name for name in people_and_teams(text) if is_person(name)))


def may_i_quote(who: str, entry: BragEntry) -> str:
    """A message to `who`: what the entry says, word for word, and an open question. It puts no words in their mouth."""
    claim = entry.text if len(entry.text) <= _LONGEST else entry.text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return (
        f"Hi {who}, I am putting my promotion case together and wrote this about work you saw: “{claim}” Does that"
        " match what you remember? If so, would you say in a sentence or two what it meant to you, and may I quote"
        " you on it by name? If it does not, tell me what to mend."
    )
