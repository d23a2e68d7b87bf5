"""A kept log as a page: by months, newest first; add a win, mend one, take one out, search by meaning."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.casework import Casework
from service.domain.brag import BragEntry, EntryId, LogId, Owner
from service.domain.by_month import by_month, pages_of
from service.domain.when import When
from service.errors import CaseError, Fault, Invalid, Outdated
from service.intake.dated_text import dated_field
from service.intake.day_order import SlashOrder
from service.intake.log_edits import entry_of
from service.intake.marks import split_tags
from service.ports import StoredLog
from service.web.api.access import TheCasework, TheOwner
from service.web.api.entries import etag, seen
from service.web.api.problems import status_of
from service.web.pages.shown import page

router = APIRouter(prefix="/logs/{log_id}", include_in_schema=False)

_SHOWN = 12
_A_PAGE = 200
_FIELDS = ("when", "text", "outcome", "tags")
_SAID = ("quote", "who", "role")
Typed = dict[str, str]


@router.get("")
async def read(
    log_id: LogId, casework: TheCasework, owner: TheOwner, q: str = "", page: Annotated[int, Query(ge=1)] = 1
) -> Response:
    """The log, two hundred entries a page, or where `q` is given the entries nearest to it."""
    return await _listed(casework, owner, log_id, {}, wanted=q.strip()[:1_000], n=page)


@router.post("/entries")
async def add(log_id: LogId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Adds a win and shows the log again; the form as typed where something in it is wrong."""
    typed = await _typed(request)
    try:
        await casework.add_entry(owner, log_id, _parts(typed))
    except CaseError as failed:
        return await _listed(casework, owner, log_id, typed, failed=failed)
    return RedirectResponse(f"/logs/{log_id}#months", status_code=303)


@router.get("/entries/{entry_id}")
async def one(log_id: LogId, entry_id: EntryId, casework: TheCasework, owner: TheOwner) -> Response:
    """One entry, to be mended or taken out."""
    stored = await casework.log(owner, log_id)
    return _entry_page(stored, entry_id, _as_typed(entry_of(stored.log, entry_id)))


@router.post("/entries/{entry_id}")
async def change(
    log_id: LogId, entry_id: EntryId, request: Request, casework: TheCasework, owner: TheOwner
) -> Response:
    """Keeps what was typed in the place of what was there; both stay in sight where that cannot be."""
    typed = await _typed(request)
    try:
        before = entry_of((await casework.log(owner, log_id)).log, entry_id)
        await casework.change_entry(owner, log_id, entry_id, _parts(typed, before), seen(typed.get("version") or None))
    except CaseError as failed:
        stored = await casework.log(owner, log_id)
        return _entry_page(stored, entry_id, typed, failed=failed)
    return RedirectResponse(f"/logs/{log_id}#{entry_id}", status_code=303)


@router.post("/entries/{entry_id}/delete")
async def delete(
    log_id: LogId, entry_id: EntryId, request: Request, casework: TheCasework, owner: TheOwner
) -> Response:
    """Takes the entry out, unless the log was changed meanwhile; packets drafted before stay as they are."""
    typed = await _typed(request)
    try:
        await casework.delete_entry(owner, log_id, entry_id, seen(typed.get("version") or None))
    except (Invalid, Outdated) as failed:
        stored = await casework.log(owner, log_id)
        return _entry_page(stored, entry_id, _as_typed(entry_of(stored.log, entry_id)), failed=failed)
    return RedirectResponse(f"/logs/{log_id}#months", status_code=303)


async def _typed(request: Request) -> Typed:
    async with request.form(max_files=0, max_fields=200) as form:
        return {name: str(value).replace("\r\n", "\n") for name, value in form.items()}


def _parts(typed: Typed, before: BragEntry | None = None) -> Mapping[str, Any]:
    """The parts of an entry as typed; what the form has no field for stays. Raises Invalid."""
    said = []
    for n in range(sum(name.startswith("quote_") for name in typed)):
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


def _as_typed(entry: BragEntry) -> Typed:
    typed = {
        "when": entry.when.canonical or "",
        "text": entry.text,
        "outcome": entry.outcome or "",
        "tags": ", ".join(entry.dimensions),
    }
    for n, said in enumerate(entry.corroborations):
        typed |= {f"quote_{n}": said.quote, f"who_{n}": said.who, f"role_{n}": said.role or ""}
    empty = len(entry.corroborations)
    return typed | {f"{part}_{empty}": "" for part in _SAID}


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
        found = [entries[one.entry] for one in near[:_SHOWN]]
    else:
        stored, found = await casework.log(owner, log_id), []
    stretches = pages_of(() if wanted else by_month(stored.log.entries), _A_PAGE)
    n = min(n, len(stretches))
    fresh = {"when": f"{casework.today():%Y-%m-%d}", "text": "", "outcome": "", "tags": "", "quote_0": "", "who_0": ""}
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
        typed=fresh | {"role_0": ""} | typed,
        told=failed.told if failed else "",
        wrong={fault.where for fault in failed.faults} if failed else set(),
        faults=(),
    )


def _entry_page(stored: StoredLog, entry: EntryId, typed: Typed, *, failed: CaseError | None = None) -> Response:
    return page(
        "entry.html",
        status=status_of(failed)[0] if failed else 200,
        log_id=stored.id,
        entry_id=entry,
        typed={**dict.fromkeys(_FIELDS, ""), **typed},
        said=range(sum(name.startswith("quote_") for name in typed)),
        version=etag(stored).strip('"'),
        # Typed over what somebody else wrote meanwhile: both are seen before one is kept.
        standing=stored.log.by_id().get(entry) if isinstance(failed, Outdated) else None,
        told=failed.told if failed else "",
        wrong={fault.where for fault in failed.faults} if failed else set(),
        faults=(),
    )
