"""The rows the checker got wrong, told for a person to read, or one JSON object a line for a program."""

import json
from collections.abc import Iterator, Sequence
from textwrap import fill

from evals.checker.benchmark import Answer, Origin
from evals.checker.cases import KINDS
from service.domain.brag import BragEntry

_WIDTH = 116


def as_lines(wrong: Sequence[Answer]) -> str:
    """One JSON object a line, in the order of the rows."""
    return "".join(_object(one) + "\n" for one in wrong)


def as_page(wrong: Sequence[Answer]) -> str:
    """Markdown: truths held first, then lies let through, a kind at a time. What makes a lie stands in [[ ]]."""
    return "\n".join(_page(wrong)) + "\n" if wrong else ""


def _page(wrong: Sequence[Answer]) -> Iterator[str]:
    truths = [one for one in wrong if one.row.true]
    lies = [one for one in wrong if not one.row.true]
    yield f"# What the checker got wrong: {len(truths)} truths held, {len(lies)} lies let through"
    for name, held in (("rewordings", Origin.HONEST), ("bullets of the model", Origin.MODEL)):
        rows = [one for one in truths if one.row.origin is held]
        if rows:
            yield f"\n## True {name} held ({len(rows)})"
            # By the check that objected: one fault there is many rows here.
            for one in sorted(rows, key=lambda one: (one.settled_by.value, one.ruling.value, one.row.id)):
                yield from _told(one)
    for kind in KINDS:
        rows = [one for one in lies if one.row.kind is kind]
        if rows:
            yield f"\n## Lies let through: {kind.value} ({len(rows)})"
            for one in rows:
                yield from _told(one)


def _told(one: Answer) -> Iterator[str]:
    row = one.row
    yield f"\n### {row.id}"
    yield _line("says", row.text if row.span is None else _marked(row.text, *row.span))
    if row.source:
        yield _line("made from", row.source)
    yield _line("entry", _entry(row.entry))
    if row.true:
        yield _line("ruled", f"{one.ruling.value} by {one.settled_by.value}: {one.because}")
        yield from (_line("points at", row.text[start:end]) for start, end in one.claimed)
    else:
        yield _line("should be", str(row.ruling.value if row.ruling else "held"))
    if row.reason:
        yield _line("label", row.reason)


def _line(name: str, told: str) -> str:
    words = " ".join(told.split())
    return fill(
        f"{name:10s} {words}", _WIDTH, subsequent_indent=" " * 11, break_long_words=False, break_on_hyphens=False
    )


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}[[{text[start:end]}]]{text[end:]}"


def _entry(entry: BragEntry) -> str:
    said = [f'"{said.quote}" ({said.who}, {said.role or "no role"})' for said in entry.corroborations]
    return " / ".join([entry.text, entry.outcome or "-", *said, str(entry.when)])


def _object(one: Answer) -> str:
    row = one.row
    told = {
        "id": row.id,
        "origin": row.origin.value,
        "label": "true" if row.true else f"{row.kind}: {row.ruling or 'untrue'}",
        "text": row.text,
        "changed": row.text[slice(*row.span)] if row.span else None,
        "entry": _entry(row.entry),
        "ruling": one.ruling.value,
        "settled_by": one.settled_by.value,
        "because": one.because,
        "pointed_at": [row.text[start:end] for start, end in one.claimed],
        "made_from": row.source,
        "reason": row.reason,
    }
    return json.dumps(told, ensure_ascii=False)
