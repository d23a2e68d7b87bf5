"""A kept log as a page: by months, newest first; add a win, mend one, take one out, search by meaning."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.casework import Casework
from service.domain.brag import EntryId, LogId, Owner
from service.domain.by_month import Stretch, by_month, pages_of
from service.errors import CaseError, Invalid, Outdated
from service.intake.log_edits import entry_of
from service.ports import StoredLog
from service.web.api.access import TheCasework, TheOwner
from service.web.api.entries import etag, seen
from service.web.api.problems import status_of
from service.web.pages.entry_form import Typed, as_typed, empty, parts_of, said_in, typed_in
from service.web.pages.shown import page

router = APIRouter(prefix="/logs/{log_id}", include_in_schema=False)

_SHOWN = 12
_A_PAGE = 200


@router.get("")
async def read(
    log_id: LogId, casework: TheCasework, owner: TheOwner, q: str = "", page: Annotated[int, Query(ge=1)] = 1
) -> Response:
    """The log, two hundred entries a page, or where `q` is given the entries nearest to it."""
    return await _listed(casework, owner, log_id, {}, wanted=q.strip()[:1_000], n=page)


@router.post("/entries")
async def add(log_id: LogId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Adds a win and shows the log again; the form as typed where something in it is wrong."""
    typed = await typed_in(request)
    try:
        now, entry = await casework.add_entry(owner, log_id, parts_of(typed))
    except CaseError as failed:
        return await _listed(casework, owner, log_id, typed, failed=failed)
    return _at(now, entry)


@router.get("/entries/{entry_id}")
async def one(log_id: LogId, entry_id: EntryId, casework: TheCasework, owner: TheOwner) -> Response:
    """One entry, to be mended or taken out."""
    stored = await casework.log(owner, log_id)
    return _entry_page(stored, entry_id, as_typed(entry_of(stored.log, entry_id)))


@router.post("/entries/{entry_id}")
async def change(
    log_id: LogId, entry_id: EntryId, request: Request, casework: TheCasework, owner: TheOwner
) -> Response:
    """Keeps what was typed in the place of what was there; both stay in sight where that cannot be."""
    typed = await typed_in(request)
    digest = seen(typed.get("version") or None)
    try:
        before = entry_of((await casework.log(owner, log_id)).log, entry_id)
        now = await casework.change_entry(owner, log_id, entry_id, parts_of(typed, before), digest)
    except CaseError as failed:
        stored = await casework.log(owner, log_id)
        return _entry_page(stored, entry_id, typed, failed=failed)
    return _at(now, entry_id)


@router.post("/entries/{entry_id}/delete")
async def delete(
    log_id: LogId, entry_id: EntryId, request: Request, casework: TheCasework, owner: TheOwner
) -> Response:
    """Takes the entry out, unless the log was changed meanwhile; packets drafted before stay as they are."""
    typed = await typed_in(request)
    try:
        await casework.delete_entry(owner, log_id, entry_id, seen(typed.get("version") or None))
    except (Invalid, Outdated) as failed:
        stored = await casework.log(owner, log_id)
        return _entry_page(stored, entry_id, as_typed(entry_of(stored.log, entry_id)), failed=failed)
    return RedirectResponse(f"/logs/{log_id}#months", status_code=303)


async def _listed(
    casework: Casework,
    owner: Owner,
    log_id: LogId,
    typed: Typed,
    *,
    wanted: str = "",
    n: int = 1,
    failed: CaseError | None = None,
) -> Response:
    if wanted:
        stored, near = await casework.search(owner, log_id, wanted)
        entries = stored.log.by_id()
        found, stretches = [entries[one.entry] for one in near[:_SHOWN]], pages_of((), _A_PAGE)
    else:
        stored, found = await casework.log(owner, log_id), []
        stretches = _pages(stored)
    n = min(n, len(stretches))
    return page(
        "log.html",
        status=status_of(failed)[0] if failed else 200,
        log_id=stored.id,
        count=len(stored.log),
        unread=len(stored.unread),
        stretches=stretches[n - 1],
        n=n,
        last=len(stretches),
        wanted=wanted,
        found=found,
        typed=empty() | {"when": f"{casework.today():%Y-%m-%d}"} | typed,
        told=failed.told if failed else "",
        wrong={fault.where for fault in failed.faults} if failed else set(),
        faults=(),
    )


def _at(stored: StoredLog, entry: EntryId) -> RedirectResponse:
    """To where an entry stands in the log, on whichever page of it."""
    n = next(n for n, stretches in enumerate(_pages(stored), 1) for one in stretches if one.holds(entry))
    return RedirectResponse(f"/logs/{stored.id}{f'?page={n}' if n > 1 else ''}#{quote(entry)}", status_code=303)


def _pages(stored: StoredLog) -> tuple[tuple[Stretch, ...], ...]:
    return pages_of(by_month(stored.log.entries), _A_PAGE)


def _entry_page(stored: StoredLog, entry: EntryId, typed: Typed, *, failed: CaseError | None = None) -> Response:
    return page(
        "entry.html",
        status=status_of(failed)[0] if failed else 200,
        log_id=stored.id,
        entry_id=entry,
        typed=empty() | typed,
        said=said_in(typed),
        version=etag(stored).strip('"'),
        # Typed over what somebody else wrote meanwhile: both are seen before one is kept.
        standing=stored.log.by_id().get(entry) if isinstance(failed, Outdated) else None,
        told=failed.told if failed else "",
        wrong={fault.where for fault in failed.faults} if failed else set(),
        faults=(),
    )
