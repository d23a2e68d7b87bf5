"""Who is asking, and what answers: the casework of this process, and the owner of what it may touch."""

from typing import Annotated

from fastapi import Depends, Request

from service.casework import Casework
from service.domain.brag import Owner
from service.settings import Settings
from service.wiring import LOCAL_OWNER


def casework(request: Request) -> Casework:
    """The one Casework of this process."""
    built: Casework = request.app.state.casework
    return built


def settings(request: Request) -> Settings:
    """The settings the process started with."""
    read: Settings = request.app.state.settings
    return read


def owner() -> Owner:
    """Everybody on loopback is the one local person."""
    return LOCAL_OWNER


TheCasework = Annotated[Casework, Depends(casework)]
TheOwner = Annotated[Owner, Depends(owner)]
TheSettings = Annotated[Settings, Depends(settings)]
