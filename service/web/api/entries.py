"""The entries of a kept log over HTTP: add one, change it, take it out, search by meaning."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Response

from service.domain.brag import BragEntry, EntryId, LogId
from service.intake.log_edits import entry_of
from service.ports import StoredLog
from service.web.api.access import TheCasework, TheOwner
from service.web.api.schemas import EntryIn, EntryPatch, FoundOut

router = APIRouter(prefix="/logs/{log_id}/entries", tags=["logs"])

IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=200)]


def etag(stored: StoredLog) -> str:
    """The log as it is now: sent back as If-Match, a change goes through only while nothing else has changed."""
    return f'"{stored.log.digest()}"'


def seen(if_match: str | None) -> str | None:
    """The digest that a client has read; None where it does not say, or takes whatever is there."""
    return None if if_match is None or if_match.strip() == "*" else if_match.strip().removeprefix("W/").strip('"')


@router.post("", status_code=201)
async def add(
    log_id: LogId, entry: EntryIn, casework: TheCasework, owner: TheOwner, response: Response, if_match: IfMatch = None
) -> BragEntry:
    """Adds an entry at the end of the log; the id is made for it."""
    stored, id = await casework.add_entry(owner, log_id, entry.model_dump(mode="json"), seen(if_match))
    response.headers["Location"] = f"/v1/logs/{log_id}/entries/{quote(id, safe='')}"
    return _answer(stored, id, response)


@router.get("")
async def search(
    log_id: LogId,
    casework: TheCasework,
    owner: TheOwner,
    q: Annotated[str | None, Query(min_length=1, max_length=1_000)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> list[FoundOut]:
    """The entries nearest in meaning to `q`, the nearest first, none where nothing is near; without `q` the newest."""
    if q is None:
        newest = (await casework.log(owner, log_id)).log.entries[::-1]
        return [FoundOut(entry=entry, similarity=None) for entry in newest[:limit]]
    stored, found = await casework.search(owner, log_id, q)
    entries = stored.log.by_id()
    return [FoundOut(entry=entries[one.entry], similarity=round(one.similarity, 4)) for one in found[:limit]]


@router.get("/{entry_id}")
async def read(
    log_id: LogId, entry_id: EntryId, casework: TheCasework, owner: TheOwner, response: Response
) -> BragEntry:
    """One entry."""
    return _answer(await casework.log(owner, log_id), entry_id, response)


@router.patch("/{entry_id}")
async def change(
    log_id: LogId,
    entry_id: EntryId,
    patch: EntryPatch,
    casework: TheCasework,
    owner: TheOwner,
    response: Response,
    if_match: IfMatch = None,
) -> BragEntry:
    """Puts the parts that are sent in the place of the entry's own; null takes one away. The id stays."""
    parts = patch.model_dump(mode="json", exclude_unset=True)
    stored = await casework.change_entry(owner, log_id, entry_id, parts, seen(if_match))
    return _answer(stored, entry_id, response)


@router.delete("/{entry_id}", status_code=204)
async def delete(
    log_id: LogId, entry_id: EntryId, casework: TheCasework, owner: TheOwner, if_match: IfMatch = None
) -> None:
    """Takes an entry out of the log, its vector with it; packets drafted before stay as they are."""
    await casework.delete_entry(owner, log_id, entry_id, seen(if_match))


def _answer(stored: StoredLog, entry: EntryId, response: Response) -> BragEntry:
    response.headers["ETag"] = etag(stored)
    return entry_of(stored.log, entry)
