"""Errors as RFC 9457 problem documents; the one place where an error gets its status code."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from service import errors
from service.domain.drafts import Trouble
from service.errors import CaseError, Fault
from service.faults import in_plain_words
from service.web.api.schemas import AS_OBJECT, AS_TEXT

# Most particular first: the first class an error belongs to decides.
STATUSES: tuple[tuple[type[CaseError], int, str], ...] = (
    (errors.UnknownFormat, 415, "Unknown format"),
    (errors.Unreadable, 400, "Cannot be read"),
    (errors.TooLarge, 413, "Too large"),
    (errors.Invalid, 422, "Breaks a rule"),
    (errors.NotSignedIn, 401, "Not signed in"),
    (errors.NotFound, 404, "Not found"),
    (errors.Outdated, 412, "Changed meanwhile"),
    (errors.Conflict, 409, "Conflict"),
    (errors.DayOver, 429, "Used up for today"),
    (errors.Busy, 429, "Too much at once"),
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
    status, title = status_of(error)
    return problem(status, title, error.told, error.faults)


def status_of(error: CaseError) -> tuple[int, str]:
    """The status code of one of our own errors, and what that class of error is called."""
    return next((status, title) for kind, status, title in STATUSES if isinstance(error, kind))


def error_of(trouble: Trouble) -> CaseError:
    """The error that a draft failed of, to be raised where somebody asks for the packet."""
    kind = next((kind for kind, _, _ in STATUSES if kind.__name__ == trouble.kind), None)
    if kind is None:
        return errors.StorageUnavailable(trouble.message, mend=trouble.mend or "Draft it anew")
    return kind(trouble.message, mend=trouble.mend)


Shown = Callable[[Request, int, str, str, Sequence[Fault]], Response | None]
"""An error as a page, from status, title, words and faults; None where the request is not a page's."""


def install_problems(app: FastAPI, shown: Shown) -> None:
    """Answers every error anybody foresaw with a problem document, or with a page where `shown` gives one."""

    def answer(request: Request, status: int, title: str, detail: str, faults: Sequence[Fault] = ()) -> Response:
        return shown(request, status, title, detail, faults) or problem(status, title, detail, faults)

    @app.exception_handler(CaseError)
    async def told(request: Request, error: CaseError) -> Response:
        status, title = status_of(error)
        response = answer(request, status, title, error.told, error.faults)
        if isinstance(error, errors.Busy):
            response.headers["Retry-After"] = str(error.retry_after_s)
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()
        # FastAPI's own errors repeat the input; a brag log must not travel back in an error.
        if any(one["type"] == "json_invalid" for one in found):
            return answer(request, 400, "Cannot be read", "The body is not valid JSON.")
        # A body that does not call itself JSON is not read as JSON, whatever it holds: it was sent in the wrong form.
        whole = [one for one in found if tuple(one["loc"]) == ("body",) and one["type"] != "missing"]
        if whole and not _is_json(request.headers.get("content-type", "")):
            detail = "The body is read as JSON alone. Set Content-Type: application/json."
            return answer(request, 415, "Unknown format", detail)
        # A list whose parts all failed counts as too short as well: that would be told beside what is wrong.
        within = {tuple(one["loc"][:n]) for one in found for n in range(len(one["loc"]))}
        faults = [
            Fault(_place(one["loc"]), _what(one["type"], one["loc"], one.get("ctx", {})))
            for one in found
            if one["type"] != "too_short" or tuple(one["loc"]) not in within
        ]
        detail = "The request is well-formed, but a part of it cannot be used."
        return answer(request, 422, "Breaks a rule", detail, faults)

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        title, detail = "Not served", f"This request cannot be answered ({error.status_code})."
        if error.status_code == 404:
            detail = "There is no such route. The routes are listed at /docs."
        elif error.status_code == 405:
            detail = "This route does not take that method. The routes are listed at /docs."
        elif error.status_code == 400:
            title, detail = "Cannot be read", "The body cannot be read: it is not whole, or not what its headers say."
        told = answer(request, error.status_code, title, detail)
        told.headers.update(error.headers or {})
        return told


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _what(kind: str, location: Sequence[object], bounds: Mapping[str, object]) -> str:
    if kind in ("model_attributes_type", "model_type") and location[-1] == AS_OBJECT:
        return "is neither an object nor text"
    return in_plain_words(kind, bounds)


def _place(location: Sequence[object]) -> str:
    # ("body", "log", "as an object", "entries", 3, "when") reads as log.entries[3].when
    words = ""
    for part in location[1:]:
        if isinstance(part, int):
            words += f"[{part}]"
        elif part not in (AS_OBJECT, AS_TEXT):
            words += f".{part}" if words else str(part)
    return words or "body"
