"""The first page: give a log and a ladder, to see what is understood of both and only then have a packet drafted."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile

from service.casework import Casework
from service.domain.brag import LogId, Owner
from service.domain.built_in import BUILT_IN, built_in_rubric
from service.domain.interview import InterviewId
from service.domain.rubric import Rubric, RubricId
from service.errors import CaseError, Fault, Invalid, WrongLevels
from service.intake.many import read_sent
from service.intake.reading import LogReading
from service.intake.rubrics import LadderFile, RubricReading, read_ladder
from service.ports import StoredRubric
from service.web.api.access import TheCasework, TheDrafts, TheOwner, TheSettings
from service.web.api.problems import status_of
from service.web.pages.shown import STATIC, page

router = APIRouter(include_in_schema=False)

_PACKETS_LISTED = 20
_LOGS_LISTED = 10

ReadT = TypeVar("ReadT")


class Typed(BaseModel):
    """What a person typed into the form, to be there again when something in it is wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    log_text: str = ""
    ladder: str = "built_in"
    ladder_text: str = ""
    from_level: str = ""
    to_level: str = ""


class _Sent(NamedTuple):
    """A file of the form, or what was typed in its place."""

    raw: bytes
    filename: str | None


@router.get("/static/promocase.css")
async def style() -> FileResponse:
    return FileResponse(STATIC / "promocase.css", media_type="text/css")


@router.get("/static/packet.js")
@router.get("/static/progress.js")
@router.get("/static/talk.js")
async def script(request: Request) -> FileResponse:
    name = request.url.path.rpartition("/")[2]
    return FileResponse(STATIC / name, media_type="text/javascript", headers={"X-Content-Type-Options": "nosniff"})


@router.get("/static/icon.svg")
async def icon() -> FileResponse:
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")


@router.get("/")
async def start(casework: TheCasework, owner: TheOwner) -> Response:
    return page("start.html", typed=Typed(), **await _earlier(casework, owner), told="", faults=())


@router.post("/read")
async def read(request: Request, casework: TheCasework, owner: TheOwner, settings: TheSettings) -> Response:
    """Keeps the log and the ladder, and leads to what was read; the form again, as typed, when one cannot be read."""
    limit = settings.max_upload_bytes
    async with request.form(max_files=2, max_fields=10, max_part_size=limit) as form:
        typed = Typed(**{name: _text(form, name) for name in Typed.model_fields if name in form})
        log, ladder = await _sent(form, "log"), await _sent(form, "ladder")
    try:
        reading = _named("Your log", lambda: read_log_sent(log, limit))
        ladder_read = _named("Your ladder", lambda: read_ladder_sent(ladder, typed, limit))
    except CaseError as failed:
        kept = typed.model_copy(update={"log_text": typed.log_text or _as_text(log)})
        kept = kept.model_copy(update={"ladder_text": typed.ladder_text or _as_text(ladder)})
        status, _ = status_of(failed)
        earlier = await _earlier(casework, owner)
        return page("start.html", status=status, typed=kept, **earlier, told=failed.told, faults=failed.faults)
    stored = await casework.keep_log(owner, reading.log, reading.unread)
    rubric_id = (await casework.keep_rubric(owner, ladder_read)).id if ladder_read else BUILT_IN
    return RedirectResponse(f"/read?{urlencode({'log': stored.id, 'rubric': rubric_id})}", status_code=303)


async def _earlier(casework: Casework, owner: Owner) -> dict[str, Any]:
    """What the start page lists: the logs and packets that are there, and the packets being drafted."""
    return {
        "packets": (await casework.packets(owner))[:_PACKETS_LISTED],
        "drafts": await casework.drafts(owner),
        "logs": (await casework.logs(owner))[:_LOGS_LISTED],
    }


def read_log_sent(sent: _Sent | None, limit: int) -> LogReading:
    """The log of the form; raises Invalid when none was given, and what intake raises."""
    if sent is None:
        raise Invalid("there is none", mend="Choose a file, or paste it")
    return read_sent(sent.raw, filename=sent.filename, limit_bytes=limit)


def read_ladder_sent(sent: _Sent | None, typed: Typed, limit: int) -> RubricReading | None:
    """The ladder of the form; None for the built-in rubric. Raises what intake raises."""

    if typed.ladder != "own" and sent is None:
        if typed.from_level or typed.to_level:
            raise Invalid("levels are chosen in a ladder of your own", mend="Give the ladder, or leave the levels out")
        return None
    if sent is None:
        raise Invalid("there is none", mend="Choose a file, paste it, or take the built-in rubric")
    levels = {"from_level": typed.from_level.strip() or None, "to_level": typed.to_level.strip() or None}
    return read_ladder([LadderFile(sent.filename, sent.raw)], limit_bytes=limit, **levels)


@router.post("/drafts")
async def draft(request: Request, casework: TheCasework, drafts: TheDrafts, owner: TheOwner) -> Response:
    """Drafts the packet of a log and ladder that were read, and leads to it."""
    async with request.form(max_files=0, max_fields=4) as form:
        log, rubric, talk = _text(form, "log"), _text(form, "rubric"), _text(form, "interview")
    # An interview keeps the ladder it was held on, whatever became of the stored one.
    chosen = (
        (await casework.interview(owner, InterviewId(talk))).rubric
        if talk
        else await find(casework, owner, rubric or BUILT_IN)
    )
    ordered = await casework.order(owner, await casework.log(owner, LogId(log)), chosen)
    await drafts.enqueue(owner, ordered.id)
    return RedirectResponse(f"/packets/{ordered.id}", status_code=303)


async def find(casework: TheCasework, owner: TheOwner, rubric: str) -> Rubric:
    """The stored rubric of that id, or the built-in one."""
    return (await find_stored(casework, owner, rubric)).rubric


async def find_stored(casework: TheCasework, owner: TheOwner, rubric: str) -> StoredRubric:
    """The same with what was not read of it."""
    if rubric == BUILT_IN:
        return StoredRubric(RubricId(BUILT_IN), built_in_rubric())
    return await casework.rubric(owner, RubricId(rubric))


def _named(what: str, work: Callable[[], ReadT]) -> ReadT:
    """What `work` reads; its errors say which of the two files they are about."""
    try:
        return work()
    except WrongLevels as wrong:
        mend = "Write the level you hold and the one you argue for, as the ladder names them"
        raise WrongLevels(f"{what}: {wrong.message}", mend=mend, faults=wrong.faults) from None
    except CaseError as failed:
        faults = [Fault(fault.where, fault.what) for fault in failed.faults]
        raise type(failed)(f"{what}: {failed.message}", mend=failed.mend, faults=faults) from None


def _text(form: FormData, name: str) -> str:
    given = form.get(name)
    # A browser sends a typed line break as two characters.
    return given.replace("\r\n", "\n") if isinstance(given, str) else ""


async def _sent(form: FormData, name: str) -> _Sent | None:
    file = form.get(f"{name}_file")
    if isinstance(file, UploadFile) and file.filename:
        return _Sent(await file.read(), file.filename)
    typed = _text(form, f"{name}_text")
    return _Sent(typed.encode(), None) if typed.strip() else None


def _as_text(sent: _Sent | None) -> str:
    """A text file's words for the form, since a browser forgets which file was chosen; nothing of any other file."""
    try:
        words = sent.raw.decode("utf-8-sig") if sent and len(sent.raw) <= 1_000_000 else ""
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in words else words
