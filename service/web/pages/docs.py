"""The page at /docs: every route, to read and to try. All it loads comes from this process, and its policy says so."""

from importlib.metadata import distribution
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter(prefix="/docs", include_in_schema=False)

# The browser itself refuses whatever else the page, or a script of it, might ask for. Swagger UI styles its elements in
# place, so styles alone may stand in the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_OURS = Path(__file__).parents[1] / "static"


def _of_swagger_ui(name: str) -> Path:
    """Where Swagger UI's own file lies: only the package's files are served, its code is never imported."""
    return Path(str(distribution("fastapi-swagger").locate_file(f"fastapi_swagger/resources/{name}")))


@router.get("")
async def page() -> FileResponse:
    return FileResponse(_OURS / "docs.html", headers=_HEADERS)


@router.get("/docs.js")
async def start() -> FileResponse:
    return FileResponse(_OURS / "docs.js", headers=_HEADERS, media_type="text/javascript")


@router.get("/swagger-ui-bundle.js")
async def script() -> FileResponse:
    return FileResponse(_of_swagger_ui("swagger-ui-bundle.js"), headers=_HEADERS, media_type="text/javascript")


@router.get("/swagger-ui.css")
async def style() -> FileResponse:
    return FileResponse(_of_swagger_ui("swagger-ui.css"), headers=_HEADERS, media_type="text/css")


@router.get("/favicon-32x32.png")
async def icon() -> FileResponse:
    return FileResponse(_of_swagger_ui("favicon-32x32.png"), headers=_HEADERS, media_type="image/png")
