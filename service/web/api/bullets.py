"""One bullet or one draft over HTTP: rewrite it honestly, rule on it."""

from fastapi import APIRouter

from service.domain.built_in import built_in_rubric
from service.drafting.checking import Checked
from service.drafting.rewriting import Rewrite
from service.web.api.access import TheCasework, TheOwner, TheSettings
from service.web.api.schemas import CheckIn, RewriteIn
from service.web.api.sources import find_log

router = APIRouter(tags=["bullets and claims"])


@router.post("/bullets/rewrite")
async def rewrite(body: RewriteIn, casework: TheCasework, owner: TheOwner, settings: TheSettings) -> Rewrite:
    """One vague bullet to one honest bullet: a word diff, never a made-up number, at most three questions."""
    log = None
    if body.log is not None or body.log_id is not None:
        log = (await find_log(casework, owner, settings, body.log, body.log_id)).log
    return await casework.rewrite(body.text, log, built_in_rubric())


@router.post("/claims/check")
async def check(body: CheckIn, casework: TheCasework, owner: TheOwner, settings: TheSettings) -> Checked:
    """A verdict for every sentence of a draft, whoever wrote it."""
    log = (await find_log(casework, owner, settings, body.log, body.log_id)).log
    return await casework.check(body.draft, log, built_in_rubric())
