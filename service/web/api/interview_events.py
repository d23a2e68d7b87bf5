"""An interview's answer as Server-Sent Events: what code settled at once, then the question once it is worded.

A model's words reach nobody before code has checked them whole, so `token` events carry the checked question.
"""

import asyncio
import re
from collections.abc import AsyncIterator

from fastapi import Request
from fastapi.sse import EventSourceResponse

from service.casework import Casework
from service.domain.brag import Owner
from service.domain.interview import Interview
from service.errors import CaseError, NotFound
from service.web.api.events import DONE, HEADERS, error_event, event
from service.web.api.schemas import GapOut, HeardOut, InterviewOut, PieceOut, WaitOut

BEAT_S = 1.0
"""Seconds between two signs of life while a model is asked; a client that has gone is noticed by then at the latest."""


def interview_events(
    request: Request, casework: Casework, owner: Owner, heard: Interview, *, status: int = 200, location: str = ""
) -> EventSourceResponse:
    """The stream over an interview that was stored with its question in plain words.

    A client that goes away ends the model's call with it.
    """
    headers = HEADERS | ({"Location": location} if location else {})
    return EventSourceResponse(_events(request, casework, owner, heard), status, headers)


async def interview_out(casework: Casework, owner: Owner, interview: Interview) -> InterviewOut:
    """The interview, and once it is over on a packet that still stands, what a redraft of that would touch."""
    if interview.asked is not None or interview.packet is None:
        return InterviewOut.of(interview)
    try:
        return InterviewOut.of(interview, await casework.touched(owner, interview.packet))
    except NotFound:
        return InterviewOut.of(interview)


async def _events(request: Request, casework: Casework, owner: Owner, heard: Interview) -> AsyncIterator[bytes]:
    yield event("heard", _heard(heard))
    wording = asyncio.create_task(casework.word_question(owner, heard))
    try:
        waited = 0.0
        while not (await asyncio.wait({wording}, timeout=BEAT_S))[0]:
            if await request.is_disconnected():
                return
            waited += BEAT_S
            yield event("progress", WaitOut(waited_s=waited))
        interview, fault = await wording
        told = await interview_out(casework, owner, interview)
    except CaseError as failed:
        yield error_event(failed)
    else:
        if fault is not None:
            yield error_event(fault)
        for piece in re.findall(r"\s*\S+\s*", interview.asked.words if interview.asked else ""):
            yield event("token", PieceOut(text=piece))
        yield event("turn", told)
    finally:
        # Closes the connection to the provider where the call is still open: nobody waits for its words.
        wording.cancel()
    yield DONE


def _heard(interview: Interview) -> HeardOut:
    asked, last = interview.asked, len(interview.turns) - 1
    return HeardOut(
        id=interview.id,
        version=interview.version,
        turn=interview.turns[-1] if interview.turns else None,
        amendments=tuple(one for one in interview.amendments if one.turn == last),
        gap=GapOut(kind=asked.kind, dimension=asked.dimension, entry=asked.entry, why=asked.why, worth=asked.worth)
        if asked
        else None,
        ended=interview.ended,
    )
