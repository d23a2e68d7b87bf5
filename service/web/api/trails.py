"""Work trails over HTTP: an exported file in, candidates out. Nothing is stored, and no path is ever opened."""

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from service.errors import Invalid, UnknownFormat
from service.intake.trails.telling import trail_markdown
from service.web.api.access import TheCasework, TheSettings
from service.web.api.schemas import TrailAsked, TrailOut, TrailPost

router = APIRouter(prefix="/trails", tags=["trails"])

_FILE = {"type": "string", "format": "binary"}
_FIELDS = {name: {"type": "string"} for name in TrailAsked.model_fields}
_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": TrailPost.model_json_schema(ref_template="#/components/schemas/{model}")},
            "multipart/form-data": {
                "schema": {"type": "object", "required": ["file"], "properties": {"file": _FILE, **_FIELDS}}
            },
        },
    }
}


@router.post("", openapi_extra=_BODIES)
async def read(request: Request, casework: TheCasework, settings: TheSettings) -> TrailOut:
    """Candidates from the export of a forge, a tracker or a calendar, or from a saved `git log`.

    A candidate is no entry: `markdown` is a log without any win, to write one's own words into.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=1, max_fields=8) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Invalid("There is no file in the form", mend="Send it as the multipart field `file`")
            raw, asked = await file.read(), _asked(form)
    elif kind == "application/json":
        posted = _posted(await request.body())
        raw, asked = posted.text.encode("utf-8", errors="surrogatepass"), posted
    else:
        raise UnknownFormat(
            "A trail is sent as JSON or as a form with a file", mend="Set Content-Type: application/json"
        )
    trail = await casework.trail(raw, asked.asked(), asked.kind, limit_bytes=settings.max_upload_bytes)
    return TrailOut(trail=trail, markdown=trail_markdown(trail))


def _posted(body: bytes) -> TrailPost:
    try:
        return TrailPost.model_validate_json(body)
    except ValidationError as invalid:
        raise _refused(invalid) from None


def _asked(form: FormData) -> TrailAsked:
    # A field of a form that was left empty says nothing.
    fields = {name: value for name, value in form.items() if name != "file" and value != ""}
    try:
        return TrailAsked.model_validate(fields)
    except ValidationError as invalid:
        raise _refused(invalid) from None


def _refused(invalid: ValidationError) -> RequestValidationError:
    return RequestValidationError(
        [{**error, "loc": ("body", *error["loc"])} for error in invalid.errors(include_input=False)]
    )
