"""The sign-in page: an access token in, a cookie out that scripts cannot read and other sites cannot send."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.errors import CaseError
from service.web.api.access import TheAccess
from service.web.api.problems import status_of
from service.web.gate import SIGN_IN, cookie_name
from service.web.pages.shown import page

router = APIRouter(include_in_schema=False)

_LASTS_S = 30 * 24 * 3_600


@router.get(SIGN_IN)
async def form(request: Request, access: TheAccess, next: str = "/") -> Response:
    return await _form(request, access, next)


@router.post(SIGN_IN)
async def sign_in(request: Request, access: TheAccess) -> Response:
    """Leads on to the page that was wanted; the form again where the token opens nothing."""
    async with request.form(max_files=0, max_fields=2) as sent:
        secret, wanted = str(sent.get("token", "")).strip(), str(sent.get("next", "/"))
    try:
        await access.token_of(secret)
    except CaseError as failed:
        status, _ = status_of(failed)
        return await _form(request, access, wanted, status=status, told=failed.told)
    answer = RedirectResponse(_here(wanted), status_code=303)
    scheme = request.url.scheme
    answer.set_cookie(
        cookie_name(scheme),
        secret,
        max_age=_LASTS_S,
        path="/",
        secure=scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Takes the cookie away; the token itself lasts until it is revoked."""
    scheme = request.url.scheme
    answer = RedirectResponse(SIGN_IN, status_code=303)
    answer.delete_cookie(cookie_name(scheme), secure=scheme == "https", httponly=True, samesite="strict")
    return answer


async def _form(request: Request, access: TheAccess, wanted: str, *, status: int = 200, told: str = "") -> Response:
    required = await access.required()
    owner = ""
    secret = request.cookies.get(cookie_name(request.url.scheme), "")
    if required and secret:
        try:
            owner = (await access.token_of(secret)).owner
        except CaseError:
            owner = ""
    return page(
        "sign_in.html", status=status, told=told, faults=(), required=required, owner=owner, wanted=_here(wanted)
    )


def _here(wanted: str) -> str:
    """The path, where it is one of this service: never a way to another site."""
    second = wanted[1:2]
    return wanted if wanted.startswith("/") and second not in ("/", "\\") and wanted.isprintable() else "/"
