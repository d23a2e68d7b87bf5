"""Errors as RFC 9457 problem documents; the one place where an error gets its status code."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from service import errors
from service.errors import CaseError, Fault
from service.web.api.schemas import AS_OBJECT, AS_TEXT

# Most particular first: the first class an error belongs to decides.
STATUSES: tuple[tuple[type[CaseError], int, str], ...] = (
    (errors.UnknownFormat, 415, "Unknown format"),
    (errors.Unreadable, 400, "Cannot be read"),
    (errors.TooLarge, 413, "Too large"),
    (errors.Invalid, 422, "Breaks a rule"),
    (errors.NotFound, 404, "Not found"),
    (errors.Conflict, 409, "Conflict"),
    (errors.ModelUnavailable, 503, "The model is unavailable"),
    (errors.EmbedderUnavailable, 503, "The embedder is unavailable"),
    (errors.DiskFull, 507, "No space left"),
    (errors.StorageUnavailable, 503, "Storage is unavailable"),
    (errors.Misconfigured, 500, "A setting cannot be used"),
)


def problem(status: int, title: str, detail: str, faults: Sequence[Fault] = ()) -> JSONResponse:
    """A problem document."""
    return JSONResponse(
        {
            "type": f"urn:promocase:problem:{title.lower().replace(' ', '-')}",
            "title": title,
            "status": status,
            "detail": detail,
            "errors": [{"where": fault.where, "what": fault.what} for fault in faults],
        },
        status_code=status,
        media_type="application/problem+json",
    )


def case_problem(error: CaseError) -> JSONResponse:
    """The problem document of one of our own errors."""
    status, title = next((s, t) for kind, s, t in STATUSES if isinstance(error, kind))
    detail = ". ".join(part.rstrip(".") for part in (error.message, error.mend) if part) + "."
    return problem(status, title, detail, error.faults)


def install_problems(app: FastAPI) -> None:
    """Answers every error anybody foresaw with a problem document."""

    @app.exception_handler(CaseError)
    async def told(_request: Request, error: CaseError) -> JSONResponse:
        return case_problem(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        found = error.errors()
        # FastAPI's own errors repeat the input; a brag log must not travel back in an error.
        if any(one["type"] == "json_invalid" for one in found):
            return problem(400, "Cannot be read", "The body is not valid JSON. Send application/json.")
        faults = [Fault(_place(one["loc"]), str(one["msg"])) for one in found]
        return problem(422, "Breaks a rule", "The request is well-formed, but a part of it cannot be used.", faults)

    @app.exception_handler(HTTPException)
    async def plain(_request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(error.status_code, "Not served", str(error.detail))
        answer.headers.update(error.headers or {})
        return answer


def _place(location: Sequence[object]) -> str:
    # ("body", "log", "as an object", "entries", 3, "when") reads as log.entries[3].when
    words = ""
    for part in location[1:]:
        if isinstance(part, int):
            words += f"[{part}]"
        elif part not in (AS_OBJECT, AS_TEXT):
            words += f".{part}" if words else str(part)
    return words or "body"
