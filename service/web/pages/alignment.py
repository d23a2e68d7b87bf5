"""What two people agreed, as pages: written down, confirmed by each, held against the log since, written anew."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from service.domain.alignments import Alignment, Confirmation
from service.domain.notes import NoteId
from service.errors import CaseError, Fault, Invalid
from service.rendering.quoted import NO_PROMISE
from service.web.api.access import TheCasework, TheOwner
from service.web.api.alignments import AlignmentPost
from service.web.api.problems import status_of
from service.web.pages.forms import NOT_FILLED_IN, Field, Typed, faults_of, filled, typed_in
from service.web.pages.shown import page

router = APIRouter(prefix="/alignments", include_in_schema=False)

_FIELDS = {
    "when": Field("When", "Write the day 2026-02-02"),
    "person": Field("Your name", "Give a name, up to 200 characters"),
    "manager": Field("Your manager", "Give a name, up to 200 characters"),
    "target_level": Field("The level aimed at", "Name it, up to 200 characters"),
    "enough": Field("What would be enough", "Write at most 40 lines of up to 2,000 characters"),
    "missing": Field("What is missing", "Write at most 40 lines of up to 2,000 characters"),
    "next_check_in": Field("Next check-in", "Write the day 2026-05-04, or leave it empty"),
    "log_id": Field("The log it is about", "Choose one of yours, or none"),
}
_LISTS = ("enough", "missing")
_SAID = {
    "who": Field("Whose yes it is", "Choose one of the two names"),
    "when": Field("When it was said", "Write the day 2026-02-03"),
    "words": Field("Their words", "Paste the words, up to 4,000 characters"),
}


@router.get("")
async def listed(casework: TheCasework, owner: TheOwner, log: str = "", after: str = "") -> Response:
    """Those of a log, or all; the form is filled in with the one that a new version comes `after`."""
    typed = dict.fromkeys(_FIELDS, "") | {"log_id": log}
    if after:
        typed = _as_typed((await casework.coaching.alignment(owner, NoteId(after))).alignment)
    return await _listed(casework, owner, typed, log)


@router.post("")
async def keep(request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Keeps what was agreed and leads to it; the form as typed where something in it is wrong."""
    typed = await typed_in(request, _FIELDS)
    log = typed["log_id"]
    try:
        body = AlignmentPost.model_validate(filled(typed) | {name: _lines(typed[name]) for name in _LISTS})
        if body.log_id is not None:
            await casework.log(owner, body.log_id)
        made = await casework.coaching.keep_alignment(owner, body.as_alignment())
    except ValidationError as invalid:
        return await _listed(casework, owner, typed, log, Invalid(NOT_FILLED_IN, faults=faults_of(invalid, _FIELDS)))
    except CaseError as failed:
        return await _listed(casework, owner, typed, log, failed)
    return RedirectResponse(f"/alignments/{made.alignment.id}", status_code=303)


@router.get("/{alignment_id}")
async def read(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    return await _shown(casework, owner, alignment_id, dict.fromkeys(_SAID, ""))


@router.post("/{alignment_id}/confirmations")
async def confirm(alignment_id: NoteId, request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """One of the two saying yes; the form as typed where something in it is wrong."""
    typed = await typed_in(request, _SAID)
    try:
        said = Confirmation.model_validate(filled(typed))
        await casework.coaching.confirm(owner, alignment_id, said)
    except ValidationError as invalid:
        wrong = Invalid(NOT_FILLED_IN, faults=faults_of(invalid, _SAID))
        return await _shown(casework, owner, alignment_id, typed, wrong)
    except Invalid as failed:
        return await _shown(casework, owner, alignment_id, typed, failed)
    return RedirectResponse(f"/alignments/{alignment_id}", status_code=303)


@router.post("/{alignment_id}/delete")
async def delete(alignment_id: NoteId, casework: TheCasework, owner: TheOwner) -> Response:
    log = (await casework.coaching.alignment(owner, alignment_id)).alignment.log
    await casework.coaching.delete_alignment(owner, alignment_id)
    return RedirectResponse(f"/alignments?{urlencode({'log': log})}" if log else "/alignments", status_code=303)


def _lines(typed: str) -> tuple[str, ...]:
    lines = (line.strip().removeprefix("- ").strip() for line in typed.split("\n"))
    return tuple(line for line in lines if line)


def _as_typed(before: Alignment) -> Typed:
    """What a new version starts from: the words of the one before, its days left open."""
    return {
        "when": "",
        "person": before.person,
        "manager": before.manager,
        "target_level": before.target_level,
        "enough": "\n".join(before.enough),
        "missing": "\n".join(before.missing),
        "next_check_in": "",
        "log_id": before.log or "",
    }


async def _listed(
    casework: TheCasework, owner: TheOwner, typed: Typed, log: str, failed: CaseError | None = None
) -> Response:
    return page(
        "alignments.html",
        status=status_of(failed)[0] if failed else 200,
        kept=[one for one in await casework.coaching.alignments(owner) if not log or one.log == log],
        log_id=log,
        logs=await casework.logs(owner),
        typed=typed,
        **_told(failed),
        no_promise=NO_PROMISE,
    )


async def _shown(
    casework: TheCasework, owner: TheOwner, alignment_id: NoteId, typed: Typed, failed: CaseError | None = None
) -> Response:
    return page(
        "alignment.html",
        status=status_of(failed)[0] if failed else 200,
        agenda=await casework.coaching.agenda(owner, alignment_id),
        typed=typed,
        **_told(failed),
        no_promise=NO_PROMISE,
    )


def _told(failed: CaseError | None) -> dict[str, str | Sequence[Fault]]:
    return {"told": failed.told if failed else "", "faults": failed.faults if failed else ()}
