"""How a page is made: a template, autoescaped, with a policy under which the browser runs no script but ours."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.domain.addressed import without_orders
from service.domain.when import When
from service.errors import Fault
from service.rendering.escaping import visible
from service.rendering.markdown import when_words

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # A page holds a person's log: nothing of it stays in a shared cache, nor in a history that others open.
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}
STATIC = Path(__file__).parents[1] / "static"
_TEMPLATES = Path(__file__).parents[1] / "templates"


def page(template: str, *, status: int = 200, **shown: object) -> HTMLResponse:
    """The page of a template; every value in it is text, whatever it looks like."""
    return HTMLResponse(_environment().get_template(template).render(**shown), status_code=status, headers=HEADERS)


def words(text: str) -> str:
    """A person's words for a reader: what hides or reorders them made visible, orders to a program left out."""
    return visible(without_orders(text)[0])


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["words"] = words
    made.filters["date"] = _date
    return made


def _date(when: When) -> str:
    return when_words(when)


def problem_page(request: Request, status: int, title: str, told: str, faults: Sequence[Fault]) -> Response | None:
    """An error as a page for whoever asked for a page; None for a program, which gets a problem document."""
    if request.url.path.startswith("/v1/") or "text/html" not in request.headers.get("accept", ""):
        return None
    return page("problem.html", status=status, title=title, told=told, faults=faults)
