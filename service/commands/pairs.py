"""`promocase check --pairs`: rows of evidence and claim to rows with a ruling, each row on its own."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from service.commands.inputs import has_half_a_character, name_of, text_of
from service.commands.opened import with_casework
from service.commands.told import json_line, say
from service.errors import CaseError, Fault, Invalid

if TYPE_CHECKING:
    from service.casework import Casework

_MEND = 'Write one {"id": ..., "evidence": ..., "claim": ...} a line'


class _Row(NamedTuple):
    """One pair to rule on; `id` comes back as it was given."""

    id: str | int
    evidence: str
    claim: str


def check_pairs(source: str) -> int:
    """Prints a ruling for every row that can be ruled on; the exit code.

    A row that cannot gets none: `unjudged` says that a claim was read and not settled, and a score would be made up. It
    is named on standard error, the rows after it are ruled all the same, and the code is 2; else 1 when any claim is
    not supported, else 0.
    """
    lines = list(_lines(source))

    async def work(casework: "Casework") -> int:
        code = 0
        for number, line in lines:
            try:
                row = _row(line)
                ruled = casework.check_pair(row.evidence, row.claim)
            except CaseError as told:
                where = Fault(f"line {number}", told.message)
                say(f"promocase: {Invalid(f'{name_of(source)}: no ruling', faults=[where], mend=told.mend)}")
                code = 2
                continue
            code = max(code, 0 if ruled.ruling == "supported" else 1)
            sys.stdout.write(json_line({"id": row.id, **ruled.model_dump(mode="json")}) + "\n")
        return code

    return with_casework(work)


def _lines(source: str) -> Iterator[tuple[int, str]]:
    # Split at line feeds alone: a JSON string may hold the other line ends as they are.
    for number, line in enumerate(text_of(source, "at least one line").split("\n"), start=1):
        if line.strip():
            yield number, line


def _row(line: str) -> _Row:
    try:
        read = json.loads(line)
        id, evidence, claim = read["id"], read["evidence"], read["claim"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Invalid('not a JSON object with "id", "evidence" and "claim"', mend=_MEND) from None
    if isinstance(id, bool) or not isinstance(id, str | int):
        raise Invalid('"id" is neither text nor a whole number', mend=_MEND)
    if not isinstance(evidence, str) or not isinstance(claim, str):
        raise Invalid('"evidence" or "claim" is not text', mend=_MEND)
    if has_half_a_character(evidence + claim):
        raise Invalid("half of a character (a lone surrogate)", mend=_MEND)
    return _Row(id, evidence, claim)
