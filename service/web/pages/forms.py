"""What small forms share: their fields as typed, and what is wrong with them in words that say how to mend it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fastapi import Request
from pydantic import ValidationError

from service.errors import Fault

Typed = dict[str, str]
FIELDS = 20
NOT_FILLED_IN = "Nothing was kept: the form is not filled in"


class Field(NamedTuple):
    """How a field is called on its page, and how it is mended where what was typed cannot stand."""

    called: str
    mend: str


async def typed_in(request: Request, names: Iterable[str]) -> Typed:
    """The named fields of a form as typed, empty where one was not sent."""
    async with request.form(max_files=0, max_fields=FIELDS) as form:
        # A browser sends a typed line break as two characters.
        return {name: str(form.get(name, "")).replace("\r\n", "\n") for name in names}


def filled(typed: Mapping[str, str]) -> Typed:
    """The fields in which something stands."""
    return {name: said for name, said in typed.items() if said.strip()}


def faults_of(invalid: ValidationError, fields: Mapping[str, Field]) -> list[Fault]:
    """One fault for each field that is wrong."""
    wrong = sorted({str(one["loc"][0]) for one in invalid.errors()})
    return [Fault(where=fields[name].called, what=fields[name].mend) for name in wrong]
