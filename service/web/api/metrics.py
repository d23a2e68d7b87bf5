"""`/metrics` for Prometheus: open on loopback; once there are tokens, for the owner `metrics` alone."""

import contextlib

from fastapi import APIRouter, Request, Response

from service.domain.brag import Owner
from service.errors import CaseError
from service.operations.meter import Depth, Meter
from service.web.api.access import TheAccess, TheCasework, TheDrafts, TheOwner
from service.web.api.problems import problem

router = APIRouter(tags=["health"])

SCRAPER = Owner("metrics")
"""Whose token opens it: Prometheus needs nothing of anybody's, and people need not see how busy others are."""


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(
    request: Request, access: TheAccess, casework: TheCasework, drafts: TheDrafts, owner: TheOwner
) -> Response:
    """Everything counted since the process started, in Prometheus' text format."""
    if owner != SCRAPER and await access.required():
        told = "Metrics are for a token of their own: promocase token create --owner metrics."
        return problem(403, "Not served", told)
    meter: Meter = request.app.state.meter
    depth: Depth | None = None
    with contextlib.suppress(CaseError):
        depth = Depth(await casework.records.unfinished_drafts(), drafts.under_way)
    return Response(meter.exposition(depth), media_type="text/plain; version=0.0.4; charset=utf-8")
