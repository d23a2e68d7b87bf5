"""Which entries a rendered prompt shows, and under which names: read back from our own fences."""

import re
from collections.abc import Mapping

from evals.suite.cases import words_of
from service.domain.brag import BragLog, EntryId
from service.ports import Prompt

_NOTE = re.compile(r"^⟦(E\d+)[^⟧]*⟧\n(.*?)\n⟦/\1⟧", re.DOTALL | re.MULTILINE)
_ENOUGH = 60


def noted(prompt: Prompt, log: BragLog) -> Mapping[str, EntryId]:
    """`E1` and so on, each with the entry whose words stand behind it; a name no entry fits is left out."""
    first_words = {entry.id: _flat(words_of(entry)) for entry in log.entries}
    found: dict[str, EntryId] = {}
    for name, block in _NOTE.findall(prompt.user):
        shown = _flat(block.replace("\n|", "\n").removeprefix("|"))[:_ENOUGH].split("‹")[0].split(" […cut]")[0].strip()
        entry = next((id for id, words in first_words.items() if words.startswith(shown)), None)
        if entry is not None and shown:
            found[name] = entry
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())
