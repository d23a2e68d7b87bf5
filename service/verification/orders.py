"""An entry as evidence: what gives orders to its reader is nothing the person did."""

from service.domain.addressed import own_sentences, speaks_to_the_reader
from service.domain.brag import BragEntry
from service.verification.sentences import sentence_spans


def without_orders_kept_in_place(entry: BragEntry) -> BragEntry:
    """The entry as evidence: lines that give orders to their reader are blanked, all others stay where they were.

    An order is nothing the person did, so no sentence may rest on it; offsets into the entry keep their meaning.
    """
    voices = tuple(
        said.model_copy(
            update={
                "quote": _blanked(said.quote),
                "who": "(name left out)" if speaks_to_the_reader(said.who) else said.who,
                "role": None if said.role and speaks_to_the_reader(said.role) else said.role,
            }
        )
        for said in entry.corroborations
    )
    outcome = _blanked(entry.outcome) if entry.outcome else None
    return entry.model_copy(update={"text": _blanked(entry.text), "outcome": outcome, "corroborations": voices})


def _blanked(text: str) -> str:
    spans = sentence_spans(text)
    _, aside = own_sentences([text[start:end] for start, end in spans])
    waiting = list(aside)
    # From the end: once a turn is faked all that follows is set aside, so the last ones are surely the right ones.
    for start, end in reversed(spans):
        if waiting and text[start:end] == waiting[-1]:
            waiting.pop()
            text = text[:start] + " " * (end - start) + text[end:]
    return text
