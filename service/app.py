"""The web application: its lifespan builds one Casework, and the routers are mounted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from service.settings import Settings, read_settings
from service.web.api import (
    alignments,
    answers,
    bullets,
    decisions,
    entries,
    health,
    interviews,
    logs,
    metrics,
    packet_forms,
    packets,
    person,
    retold,
    reviews,
    rubrics,
    trails,
)
from service.web.api.problems import install_problems
from service.web.described import install_description
from service.web.gate import Gate
from service.web.last_resort import LastResort
from service.web.limits import BodyLimit
from service.web.own_hosts import OwnHosts
from service.web.pages import (
    after_a_no,
    alignment,
    assessment,
    bullet,
    company,
    docs,
    interview,
    log,
    packet,
    review,
    sign_in,
    start,
)
from service.web.pages import (
    answers as answer_pages,
)
from service.web.pages import (
    read as read_page,
)
from service.web.pages import (
    retold as retold_pages,
)
from service.web.pages.shown import problem_page
from service.web.rates import Rates
from service.web.repeats import Repeats
from service.web.seen import Seen
from service.wiring import VERSION, access_of, answers_of, assemble, drafts_of, meter_of, retention_of, sweeps_of


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application for `settings`, or for the environment's; nothing is opened before it starts."""
    chosen = settings or read_settings()
    meter = meter_of(chosen)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            access_of(chosen) as access,
            answers_of(chosen) as answers,
            assemble(chosen, meter=meter) as casework,
            drafts_of(chosen, casework, meter) as drafts,
            sweeps_of(chosen, casework),
            retention_of(chosen, casework, meter),
        ):
            app.state.access = access
            app.state.answers = answers
            app.state.casework = casework
            app.state.drafts = drafts
            app.state.meter = meter
            app.state.settings = chosen
            try:
                yield
            finally:
                await asyncio.to_thread(meter.spans.close)

    app = FastAPI(
        title="Promocase",
        version=VERSION,
        summary="A brag log and a leveling rubric in, a verified promotion packet out.",
        lifespan=lifespan,
        docs_url=None,  # the framework's own pages load their scripts from elsewhere; ours is in web/pages
        redoc_url=None,
        # The framework would send spans, and errors with what was sent, to whatever the environment names.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    install_problems(app, problem_page)
    install_description(app)
    app.add_middleware(Repeats)
    app.add_middleware(BodyLimit, limit_bytes=chosen.max_upload_bytes)
    if chosen.requests_per_minute:
        app.add_middleware(Rates, a_minute=chosen.requests_per_minute, meter=meter)
    app.add_middleware(Gate)
    app.add_middleware(OwnHosts, allowed=chosen.hosts)
    app.add_middleware(LastResort)
    app.add_middleware(Seen, meter=meter)
    for part in (
        packets,
        logs,
        entries,
        rubrics,
        bullets,
        interviews,
        trails,
        person,
        packet_forms,
        reviews,
        decisions,
        answers,
        alignments,
        retold,
    ):
        app.include_router(part.router, prefix="/v1")
    app.include_router(health.router)
    app.include_router(metrics.router)
    for pages in (
        docs,
        start,
        read_page,
        log,
        packet,
        bullet,
        retold_pages,
        company,
        interview,
        review,
        assessment,
        after_a_no,
        alignment,
        answer_pages,
        sign_in,
    ):
        app.include_router(pages.router)
    return app


def watch_opening(app: FastAPI, ready: Callable[[], None]) -> list[Exception]:
    """Calls `ready` once the application is open; what kept it from opening is in the list when its server returns."""
    failures: list[Exception] = []
    opening = app.router.lifespan_context

    @asynccontextmanager
    async def watched(opened: FastAPI) -> AsyncIterator[None]:
        try:
            async with opening(opened):
                ready()
                yield
        except Exception as failed:
            failures.append(failed)
            raise

    app.router.lifespan_context = watched
    return failures
