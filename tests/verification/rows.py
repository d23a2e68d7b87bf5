"""The development rows: honest rewordings and planted lies over made-up entries, read from two text files."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from service.domain.brag import BragEntry, Corroboration, EntryId
from service.domain.claims import Claim, Evidence


class Row(NamedTuple):
    """A sentence, what it cites, and what it is: `honest`, or the kind of the lie planted in it."""

    kind: str
    claim: Claim
    evidence: Evidence


@cache
def rows() -> tuple[Row, ...]:
    entries: dict[str, BragEntry] = {}
    found: list[Row] = []
    cited: list[str] = []
    files = ("rows.txt", "more_rows.txt", "third_rows.txt", "fourth_rows.txt")
    for line in "\n".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in files).splitlines():
        if not line or line.startswith("#"):
            continue
        mark, _, rest = line.partition(" ")
        if mark == "==":
            names = rest.split()
            cited = names[1:] if names[0] == "M" else names
        elif mark == "E:":
            entries[cited[0]] = BragEntry(id=EntryId(cited[0]), text=rest)
        elif mark == "Q:":
            who, role, quote = (part.strip() for part in rest.split("|"))
            old = entries[cited[0]]
            said = (*old.corroborations, Corroboration(quote=quote, who=who, role=role or None))
            entries[cited[0]] = old.model_copy(update={"corroborations": said})
        else:
            kind, text = ("honest", rest) if mark == "H:" else rest.split(": ", 1)
            ids = tuple(EntryId(name) for name in cited)
            found.append(Row(kind, Claim(text=text, cites=ids), Evidence(cited=tuple(entries[name] for name in ids))))
    return tuple(found)


def honest() -> Iterator[Row]:
    return (row for row in rows() if row.kind == "honest")


def lies() -> Iterator[Row]:
    return (row for row in rows() if row.kind != "honest")
