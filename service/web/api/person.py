"""Everything a person has here: taken out, or deleted everywhere."""

import asyncio

from fastapi import APIRouter, Response

from service.casework import Casework
from service.domain.brag import Owner
from service.rendering.export import as_json, log_files, packet_files, zipped
from service.web.api.access import TheAccess, TheCasework, TheDrafts, TheOwner
from service.web.api.schemas import ForgetIn, RubricOut

router = APIRouter(tags=["everything of a person"])


@router.get("/export", response_class=Response, responses={200: {"content": {"application/zip": {}}}})
async def export(casework: TheCasework, access: TheAccess, owner: TheOwner) -> Response:
    """A zip: logs, rubrics, packets, drafts, interviews, decisions and agreements, a list of tokens."""
    files = await _files(casework, owner)
    tokens = [token.model_dump(mode="json") for token in await access.tokens() if token.owner == owner]
    files["tokens.json"] = as_json(tokens)
    named = {"Content-Disposition": 'attachment; filename="promocase-export.zip"', "Cache-Control": "no-store"}
    return Response(await asyncio.to_thread(zipped, files), media_type="application/zip", headers=named)


async def _files(casework: Casework, owner: Owner) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for log in await casework.logs(owner):
        stored = await casework.log(owner, log.id)
        files.update(log_files(stored.id, stored.log, stored.unread))
        for interview in await casework.interviews(owner, log.id):
            files[f"interviews/{interview.id}.json"] = as_json(interview.model_dump(mode="json"))
    for rubric in await casework.rubrics(owner):
        files[f"rubrics/{rubric.id}.json"] = as_json(RubricOut.of(rubric).model_dump(mode="json"))
    for line in await casework.packets(owner):
        packet = await casework.packet(owner, line.id)
        files.update(packet_files(packet.packet, packet.log))
    for decision in await casework.coaching.decisions(owner):
        files[f"decisions/{decision.id}.json"] = as_json(decision.model_dump(mode="json"))
    for read in await casework.coaching.answers(owner):
        files[f"answers/{read.answer.id}.json"] = as_json(read.model_dump(mode="json"))
    for alignment in await casework.coaching.alignments(owner):
        files[f"alignments/{alignment.id}.json"] = as_json(alignment.model_dump(mode="json"))
    for beliefs in await casework.coaching.all_beliefs(owner):
        files[f"beliefs/{beliefs.id}.json"] = as_json(beliefs.model_dump(mode="json"))
    for wording in await casework.coaching.wordings(owner):
        files[f"wordings/{wording.packet}.json"] = as_json(wording.model_dump(mode="json"))
    for draft in await casework.drafts(owner):
        files[f"drafts/{draft.id}.json"] = as_json(draft.model_dump(mode="json"))
    return files


@router.delete("/me", status_code=204)
async def forget(_body: ForgetIn, casework: TheCasework, access: TheAccess, drafts: TheDrafts, owner: TheOwner) -> None:
    """Everything you have here, gone: records, vectors, drafts in the making, kept answers and your tokens."""
    for draft in await casework.drafts(owner):
        await casework.delete_packet(owner, draft.id)
        await drafts.stop(owner, draft.id)
    await drafts.forget(owner)
    await casework.forget(owner)
    # Last, so that whoever is cut off can ask again.
    await access.forget(owner)
    await casework.scrub()
