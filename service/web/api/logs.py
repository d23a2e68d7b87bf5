"""Brag logs over HTTP: keep one (JSON or an uploaded file), list, read, delete."""

import asyncio

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from service.domain.brag import LogId
from service.errors import Invalid, UnknownFormat
from service.intake.many import read_sent
from service.intake.reading import LogReading
from service.ports import StoredLog
from service.rendering.logs import LogForm, log_bytes
from service.web.api.access import TheCasework, TheOwner, TheSettings
from service.web.api.entries import etag
from service.web.api.schemas import LogLineOut, LogOut, LogPost
from service.web.api.sources import parse_log

router = APIRouter(prefix="/logs", tags=["logs"])


def _json_body() -> dict[str, object]:
    # The shapes it refers to stand with the others of the document (web/described.py).
    shape = LogPost.model_json_schema(ref_template="#/components/schemas/{model}")
    return {name: told for name, told in shape.items() if name != "$defs"}


_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": _json_body()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}, "divide": {"type": "boolean"}},
                }
            },
        },
    }
}


@router.post("", status_code=201, openapi_extra=_BODIES)
async def keep(
    request: Request, casework: TheCasework, owner: TheOwner, settings: TheSettings, response: Response
) -> LogOut:
    """Stores a log: the canonical object or text in any format read, or an uploaded file.

    The very same words twice are one log.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        reading, divide = await _uploaded(request, settings.max_upload_bytes)
    elif kind == "application/json":
        posted = _posted(await request.body())
        reading, divide = parse_log(posted.log, settings), posted.divide
    else:
        raise UnknownFormat("A log is sent as JSON or as a form with a file", mend="Set Content-Type: application/json")
    if divide:
        reading = (await casework.divide(reading)).reading
    stored = await casework.keep_log(owner, reading.log, reading.unread)
    response.headers["Location"] = f"/v1/logs/{stored.id}"
    return _out(stored)


def _posted(body: bytes) -> LogPost:
    try:
        return LogPost.model_validate_json(body)
    except ValidationError as invalid:
        raise RequestValidationError(
            [{**error, "loc": ("body", *error["loc"])} for error in invalid.errors(include_input=False)]
        ) from None


async def _uploaded(request: Request, limit_bytes: int) -> tuple[LogReading, bool]:
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Invalid("There is no file in the form", mend="Send it as the multipart field `file`")
        divide = form.get("divide") in ("true", "1", "on")
        return read_sent(await file.read(), filename=file.filename, limit_bytes=limit_bytes), divide


@router.get("")
async def list_logs(casework: TheCasework, owner: TheOwner) -> list[LogLineOut]:
    """Newest first."""
    return [LogLineOut(id=line.id, made_at=line.made_at, entries=line.entries) for line in await casework.logs(owner)]


@router.get("/{log_id}.{form}", response_class=Response)
async def read_as(log_id: LogId, form: LogForm, casework: TheCasework, owner: TheOwner) -> Response:
    """The log as a file that reads back the same: md, csv, yaml, json or docx."""
    stored = await casework.log(owner, log_id)
    body = await asyncio.to_thread(log_bytes, stored.log, form)
    named = {"Content-Disposition": f'attachment; filename="brag-log.{form.value}"'}
    return Response(body, media_type=form.media_type, headers=named)


@router.get("/{log_id}")
async def read(log_id: LogId, casework: TheCasework, owner: TheOwner, response: Response) -> LogOut:
    """The canonical entries, and what was not understood."""
    stored = await casework.log(owner, log_id)
    response.headers["ETag"] = etag(stored)
    return _out(stored)


@router.delete("/{log_id}", status_code=204)
async def delete(log_id: LogId, casework: TheCasework, owner: TheOwner) -> None:
    """The log with its vectors, from the records and from the index."""
    await casework.delete_log(owner, log_id)


def _out(stored: StoredLog) -> LogOut:
    return LogOut(id=stored.id, entries=stored.log.entries, unread=stored.unread)
