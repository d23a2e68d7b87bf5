"""A chat model that plants what a case knows: one honest telling and one lie about each entry it is shown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.suite.cases import Case, Trap
from evals.suite.notes import noted
from service.domain.brag import EntryId
from service.domain.packet import Usage
from service.ports import Answer, Prompt, ReplyT


class Planting(NamedTuple):
    """What is planted about one entry in one round: honest telling and lie, either of which may be missing."""

    entry: EntryId
    truth: str
    lie: Trap | None


def rounds(case: Case) -> Iterator[tuple[Planting, ...]]:
    """Every honest telling and every lie of a case, at most one of each about an entry in a round."""
    truths: dict[EntryId, list[str]] = {}
    lies: dict[EntryId, list[Trap]] = {}
    for truth in case.truths:
        truths.setdefault(case.entry(truth.about).id, []).extend(truth.tells)
    for trap in case.traps:
        lies.setdefault(case.entry(trap.about).id, []).append(trap)
    entries = list(dict.fromkeys([*truths, *lies]))
    longest = max((max(len(truths.get(entry, ())), len(lies.get(entry, ()))) for entry in entries), default=0)
    for n in range(longest):
        planted = (
            Planting(entry, _nth(truths.get(entry, ()), n), _nth_lie(lies.get(entry, ()), n)) for entry in entries
        )
        yield tuple(one for one in planted if one.truth or one.lie)


def _nth(told: Sequence[str], n: int) -> str:
    return told[n] if n < len(told) else ""


def _nth_lie(lies: Sequence[Trap], n: int) -> Trap | None:
    return lies[n] if n < len(lies) else None


class PlantingChat:
    """Replies with one round's plantings, and with the same again when asked to mend them.

    Asked whether a sentence follows, it does not know.
    """

    name = "planted"

    def __init__(self, case: Case, planted: Sequence[Planting]) -> None:
        self._log = case.log
        self._planted = {one.entry: one for one in planted}

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        if "ruling" in reply.model_fields:
            return Answer(reply.model_validate({"ruling": "unjudged", "quote": ""}), Usage(calls=1))
        bullets = [
            {"sentences": [{"text": text, "cites": [name]} for text in self._sentences(entry)]}
            for name, entry in noted(prompt, self._log).items()
            if entry in self._planted
        ]
        if "bullets" not in reply.model_fields:
            return Answer(reply.model_validate({"sentences": []}), Usage(calls=1))
        return Answer(reply.model_validate({"bullets": bullets}), Usage(calls=1))

    def _sentences(self, entry: EntryId) -> Iterator[str]:
        planted = self._planted[entry]
        if planted.truth:
            yield planted.truth
        if planted.lie:
            yield planted.lie.text
