"""A log with one entry added, changed or taken out; every other entry stays byte for byte, under its id."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from service.domain.brag import BragEntry, BragLog, EntryId, stable_ids
from service.errors import Conflict, Fault, Invalid, NotFound
from service.faults import faults_of


def with_entry(log: BragLog, parts: Mapping[str, Any]) -> tuple[BragLog, EntryId]:
    """The log with an entry of these parts at its end, and its id, made from its content unless they name one.

    Raises Invalid, and Conflict for an id that another entry has.
    """
    unnamed = _entry({**parts, "id": parts.get("id") or "new"})
    taken = set(log.by_id())
    if parts.get("id"):
        if unnamed.id in taken:
            raise Conflict("Another entry has this id", mend="Leave `id` out, and one is made")
        return BragLog(entries=(*log.entries, unnamed)), unnamed.id
    (stem,) = stable_ids([unnamed.digest()])
    id, n = stem, 1
    while id in taken:
        n += 1
        id = EntryId(f"{stem}-{n}")
    return BragLog(entries=(*log.entries, unnamed.model_copy(update={"id": id}))), id


def with_changed(log: BragLog, entry: EntryId, parts: Mapping[str, Any]) -> BragLog:
    """The log with these parts of an entry in the place of its own; raises NotFound, Invalid."""
    known = entry_of(log, entry)
    changed = _entry({**known.model_dump(mode="json"), **parts})
    return BragLog(entries=tuple(changed if one.id == entry else one for one in log.entries))


def without_entry(log: BragLog, entry: EntryId) -> BragLog:
    """The log without an entry; raises NotFound, and Invalid for the last one there is."""
    entry_of(log, entry)
    if len(log) == 1:
        raise Invalid("It is the only entry of its log", mend="Delete the log instead")
    return BragLog(entries=tuple(one for one in log.entries if one.id != entry))


def entry_of(log: BragLog, entry: EntryId) -> BragEntry:
    """An entry of the log; raises NotFound."""
    found = log.by_id().get(entry)
    if found is None:
        raise NotFound("There is no such entry in the log", mend="Read the log again for the entries it has")
    return found


def _entry(parts: Mapping[str, Any]) -> BragEntry:
    try:
        entry = BragEntry.model_validate(parts)
    except ValidationError as wrong:
        raise Invalid(
            "The entry breaks a rule",
            mend="Mend what is named and send it again",
            faults=faults_of(wrong),
        ) from None
    if not entry.text.strip():
        raise Invalid("The entry says nothing", mend="Tell what you did", faults=[Fault("text", "is empty")])
    return entry
