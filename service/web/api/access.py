"""Who is asking, and what answers: the casework of this process, and the owner of what it may touch."""

from typing import Annotated

from fastapi import Depends, Request

from service.access import Access
from service.casework import Casework
from service.domain.brag import Owner
from service.ports import Drafts
from service.settings import Settings


def casework(request: Request) -> Casework:
    """The one Casework of this process."""
    built: Casework = request.app.state.casework
    return built


def settings(request: Request) -> Settings:
    """The settings the process started with."""
    read: Settings = request.app.state.settings
    return read


def drafts(request: Request) -> Drafts:
    """The engine that carries out this process's drafts."""
    opened: Drafts = request.app.state.drafts
    return opened


def access(request: Request) -> Access:
    """The access tokens of this service."""
    opened: Access = request.app.state.access
    return opened


def owner(request: Request) -> Owner:
    """Whom the gate let in."""
    let_in: Owner = request.state.owner
    return let_in


TheAccess = Annotated[Access, Depends(access)]
TheCasework = Annotated[Casework, Depends(casework)]
TheDrafts = Annotated[Drafts, Depends(drafts)]
TheOwner = Annotated[Owner, Depends(owner)]
TheSettings = Annotated[Settings, Depends(settings)]
