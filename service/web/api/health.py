"""Whether the process lives, and whether it can work."""

from fastapi import APIRouter

from service.web.api.access import TheCasework
from service.web.api.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def alive(casework: TheCasework) -> Health:
    """The process answers."""
    return Health(status="ok", version=casework.version)


@router.get("/readyz")
async def ready(casework: TheCasework) -> Health:
    """The database answers too; a 503 problem otherwise."""
    await casework.ready()
    return Health(status="ready", version=casework.version)
