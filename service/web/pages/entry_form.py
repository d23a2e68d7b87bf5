"""The form of an entry: what was typed into it, the parts of an entry that makes, and an entry as one would type it."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from service.domain.brag import BragEntry
from service.domain.when import When
from service.errors import Fault, Invalid
from service.intake.dated_text import dated_field
from service.intake.day_order import SlashOrder
from service.intake.marks import split_tags

_FIELDS = ("when", "text", "outcome", "tags")
_SAID = ("quote", "who", "role")
Typed = dict[str, str]


async def typed_in(request: Request) -> Typed:
    """Every field as a person typed it."""
    async with request.form(max_files=0, max_fields=200) as form:
        return {name: str(value).replace("\r\n", "\n") for name, value in form.items()}


def parts_of(typed: Typed, before: BragEntry | None = None) -> Mapping[str, Any]:
    """The parts of an entry as typed; what the form has no field for stays. Raises Invalid."""
    said = []
    for n in said_in(typed):
        quote, who, role = (typed.get(f"{part}_{n}", "").strip() for part in _SAID)
        if bool(quote) != bool(who):
            missing = "who" if quote else "quote"
            raise Invalid(
                "Somebody's words need their name, and a name needs words",
                mend="Fill in both, or neither",
                faults=[Fault(f"{missing}_{n}", "is empty")],
            )
        if quote:
            earlier = before.corroborations[n] if before and n < len(before.corroborations) else None
            kept = earlier.model_dump(mode="json") if earlier else {}
            said.append({**kept, "quote": quote, "who": who, "role": role or None})
    return {
        "when": _date(typed.get("when", "")),
        "text": typed.get("text", "").strip(),
        "outcome": typed.get("outcome", "").strip() or None,
        "dimensions": split_tags(typed.get("tags", "")),
        "corroborations": said,
    }


def _date(written: str) -> str | None:
    """The canonical date of what was typed; None for nothing, Invalid for what cannot be told."""
    if not written.strip():
        return None
    try:
        return When.parse(written.strip()).canonical
    except ValueError:
        dated = dated_field(written, SlashOrder.UNDECIDED, When())
        if dated.when.known and not dated.rest.strip():
            return dated.when.canonical
    raise Invalid(
        "Nobody can tell that date",
        mend="Write it as 2026-03-14, 2026-03, 2026-Q1 or 2026, or leave it empty",
        faults=[Fault("when", "cannot be told")],
    )


def empty() -> Typed:
    """The form with nothing in it."""
    return dict.fromkeys((*_FIELDS, *(f"{part}_0" for part in _SAID)), "")


def said_in(typed: Typed) -> range:
    """The numbers of the quotes that the form has fields for."""
    return range(sum(name.startswith("quote_") for name in typed))


def as_typed(entry: BragEntry) -> Typed:
    """The entry in the form's fields, with an empty place for one more quote."""
    typed = {
        "when": entry.when.canonical or "",
        "text": entry.text,
        "outcome": entry.outcome or "",
        "tags": ", ".join(entry.dimensions),
    }
    for n, said in enumerate(entry.corroborations):
        typed |= {f"quote_{n}": said.quote, f"who_{n}": said.who, f"role_{n}": said.role or ""}
    more = len(entry.corroborations)
    return typed | {f"{part}_{more}": "" for part in _SAID}
