"""The packet as a page: a document first, and behind each sentence the entry and the words it rests on."""

import asyncio
import time
from calendar import month_abbr
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import NamedTuple

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from service.casework import Casework
from service.domain import packet_parts as fixed
from service.domain.brag import BragEntry, EntryId, Owner
from service.domain.claims import Span
from service.domain.coverage import coverage
from service.domain.drafts import Draft, Stage
from service.domain.evidence import Standing
from service.domain.packet import Bullet, DraftedBy, Level, Packet, PacketId, Ranked, Section, Sentence
from service.domain.packet_diff import SectionDiff
from service.errors import NotFound
from service.rendering.escaping import visible, without_foreign_addresses
from service.rendering.packet_diff import log_told
from service.web.api.access import TheCasework, TheDrafts, TheOwner
from service.web.api.problems import error_of
from service.web.pages.shown import page, words

router = APIRouter(include_in_schema=False)


class Piece(NamedTuple):
    """A stretch of an entry's words; `of` numbers, from 1, the sentences of the bullet that rest on it."""

    words: str
    of: tuple[int, ...] = ()


class Quote(NamedTuple):
    """What somebody said, the words that a sentence rests on marked."""

    pieces: tuple[Piece, ...]
    who: str
    role: str | None


class Evidence(NamedTuple):
    """An entry behind a sentence, its supporting words marked."""

    entry: BragEntry
    pieces: tuple[Piece, ...]
    outcome: tuple[Piece, ...]
    quotes: tuple[Quote, ...]


class Grounds(NamedTuple):
    """Why sentences that rest on the same entries may stand: the sentences where the bullet has others, the reasons
    each told once, and the entries."""

    retold: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]


class Said(NamedTuple):
    """A sentence and what the checks made of it."""

    words: str
    ruling: str


class ShownBullet(NamedTuple):
    """A bullet's sentences and what they rest on; `by` tells who worded them, where it was not code.

    `parts` are what the score of its entry is made of, each from 0 to 1.
    """

    id: str
    sentences: tuple[Said, ...]
    grounds: tuple[Grounds, ...]
    by: str
    score: float
    parts: tuple[tuple[str, float], ...]


class ShownSection(NamedTuple):
    """One dimension of the page."""

    name: str
    anchor: str
    standing: str
    tone: str
    asks: str
    section: Section
    next: tuple[ShownBullet, ...]
    closest: tuple[ShownBullet, ...]
    withheld: tuple[tuple[str, str, str, str], ...]


_BY = {
    DraftedBy.MODEL: "reworded by a model",
    DraftedBy.PERSON: "edited by you, verified",
    DraftedBy.VERBATIM: "",
}
_TONES = {Standing.CONSISTENT: "good", Standing.SOMETIMES: "some", Standing.NOT_YET: "none"}


_DOING = {
    Stage.WAITING: "Waiting to begin.",
    Stage.INDEXED: "Looking for evidence in your log.",
    Stage.SHORTLISTED: "Writing the sections, and checking every sentence against your log.",
    Stage.SECTION: "Writing the sections, and checking every sentence against your log.",
    Stage.STORED: "Putting it together.",
}
_SHOWN = 60
"""As many of the entries not used, and of the places not read, as the page lists: the other forms have all."""
_WAIT_S = 1.0
"""As long a page waits for a draft before it shows how that comes on: without a model most are done by then."""


@router.get("/packets/{packet_id}")
async def read(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    draft = await _still_drafted(packet_id, casework, owner)
    return _drafting(draft) if draft else await _packet(packet_id, casework, owner)


@router.post("/packets/{packet_id}/stop")
async def stop(packet_id: PacketId, casework: TheCasework, drafts: TheDrafts, owner: TheOwner) -> Response:
    """Ends a draft, and what it would still cost; a packet that is there by now stays."""
    try:
        await casework.ordered(owner, packet_id)
    except NotFound:
        await casework.packet(owner, packet_id)
    else:
        await casework.delete_packet(owner, packet_id)
        await drafts.stop(owner, packet_id)
    return RedirectResponse("/", status_code=303)


async def _still_drafted(packet_id: PacketId, casework: Casework, owner: Owner) -> Draft | None:
    """The draft while it is one; None as soon as the packet is there."""
    until = time.monotonic() + _WAIT_S
    while True:
        try:
            draft = await casework.ordered(owner, packet_id)
        except NotFound:
            return None
        if draft.trouble is not None or time.monotonic() > until:
            return draft
        await asyncio.sleep(0.05)


def _drafting(draft: Draft) -> Response:
    return page(
        "drafting.html",
        id=draft.id,
        dimensions=draft.order.rubric.dimensions,
        finished={section.dimension: section for section in draft.headway.sections},
        doing=_DOING[draft.headway.stage],
        usage=draft.headway.usage,
        begun=draft.begun,
        seconds=int((datetime.now(UTC) - draft.begun).total_seconds()) if draft.begun else 0,
        trouble=error_of(draft.trouble).told if draft.trouble else "",
    )


async def _packet(packet_id: PacketId, casework: Casework, owner: Owner) -> Response:
    stored = await casework.packet(owner, packet_id)
    versions = await casework.packet_versions(owner, packet_id)
    entries = stored.log.by_id()
    covered = coverage(stored.packet, stored.log)
    return page(
        "packet.html",
        packet=stored.packet,
        newest=versions[-1].id if versions[-1].id != packet_id else "",
        goes_on=stored.source is not None and versions[-1].id == packet_id,
        fixed=fixed,
        sections=[_section(section, stored.packet, entries) for section in stored.packet.sections],
        covered=covered,
        years=[(year, [(one, _label(one)) for one in found]) for year, found in groupby(covered.periods, key=_year)],
        shown=_SHOWN,
        left=[entries[id] for id in stored.packet.not_used if id in entries],
    )


@router.post("/packets/{packet_id}/redrafts")
async def redraft(packet_id: PacketId, casework: TheCasework, drafts: TheDrafts, owner: TheOwner) -> Response:
    """Drafts the newest version again, and leads to what changed."""
    newest = (await casework.packet_versions(owner, packet_id))[-1]
    ordered = await casework.reorder(owner, newest.id)
    await drafts.enqueue(owner, ordered.id)
    return RedirectResponse(f"/packets/{ordered.id}/changes", status_code=303)


@router.get("/packets/{packet_id}/changes")
async def changes(packet_id: PacketId, casework: TheCasework, owner: TheOwner) -> Response:
    draft = await _still_drafted(packet_id, casework, owner)
    if draft:
        return _drafting(draft)
    diff = await casework.packet_diff(owner, packet_id)
    return page(
        "changes.html",
        diff=diff,
        log_told=log_told(diff),
        sections=[_changed(section) for section in diff.sections],
    )


class ChangedSection(NamedTuple):
    """One dimension of the page of changes; `was` is empty where the standing did not move."""

    diff: SectionDiff
    standing: str
    tone: str
    was: str


def _changed(section: SectionDiff) -> ChangedSection:
    standing = fixed.STANDINGS[section.after] if section.after else "no longer in the packet"
    was = fixed.STANDINGS[section.before] if section.before else "not in the packet"
    tone = _TONES[section.after] if section.after else "none"
    return ChangedSection(section, standing, tone, was if section.before is not section.after else "")


def _year(period: str) -> str:
    return period[:4]


def _label(period: str) -> str:
    """A period as it stands under its year."""
    part = period[5:]
    return month_abbr[int(part)] if part.isdigit() else part or "all"


def _section(section: Section, packet: Packet, entries: dict[EntryId, BragEntry]) -> ShownSection:
    dimension = next((one for one in packet.rubric.dimensions if one.id == section.dimension), None)
    ranked = {one.entry: one for one in section.shortlist}
    logged = "\n".join(entry.model_dump_json() for entry in entries.values())

    def bullets(level: Level) -> tuple[ShownBullet, ...]:
        return tuple(_bullet(bullet, entries, ranked) for bullet in section.bullets if bullet.shows.level is level)

    return ShownSection(
        name=dimension.name if dimension else section.dimension,
        anchor=f"dimension-{[one.dimension for one in packet.sections].index(section.dimension) + 1}",
        standing=fixed.STANDINGS[section.standing],
        tone=_TONES[section.standing],
        asks=dimension.next if dimension else "",
        section=section,
        next=bullets(Level.NEXT),
        closest=bullets(Level.CURRENT),
        withheld=tuple(
            (without_foreign_addresses(held.text, logged), held.ruling.value, held.because, held.question)
            for held in section.withheld
        ),
    )


def _bullet(bullet: Bullet, entries: dict[EntryId, BragEntry], ranked: dict[EntryId, Ranked]) -> ShownBullet:
    home = ranked.get(bullet.before[0].entry)
    numbered = list(enumerate(bullet.sentences, 1))
    runs = [list(run) for _, run in groupby(numbered, key=lambda one: one[1].cites)]
    return ShownBullet(
        id=bullet.id,
        sentences=tuple(Said(sentence.text, sentence.verdict.ruling.value) for sentence in bullet.sentences),
        grounds=tuple(_grounds(run, entries, alone=len(runs) == 1) for run in runs),
        by=_BY[bullet.drafted_by],
        score=home.score if home else 0.0,
        parts=tuple(asdict(home.strength).items()) if home else (),
    )


def _grounds(run: Sequence[tuple[int, Sentence]], entries: dict[EntryId, BragEntry], *, alone: bool) -> Grounds:
    spans = [(span, n) for n, sentence in run for span in sentence.verdict.spans]
    reasons = dict.fromkeys((sentence.verdict.ruling.value, sentence.verdict.because) for _, sentence in run)
    return Grounds(
        retold=() if alone else tuple(sentence.text for _, sentence in run),
        reasons=tuple(reasons),
        evidence=tuple(_evidence(entries[id], spans) for id in run[0][1].cites if id in entries),
    )


def _evidence(entry: BragEntry, spans: Sequence[tuple[Span, int]]) -> Evidence:
    def of(field: str, whole: str) -> tuple[Piece, ...]:
        here = [(span.start, span.end, n) for span, n in spans if span.entry == entry.id and span.field == field]
        return tuple(_pieces(whole, here))

    return Evidence(
        entry,
        of("text", entry.text),
        of("outcome", entry.outcome or ""),
        tuple(
            Quote(of(f"corroborations.{n}", said.quote), said.who, said.role)
            for n, said in enumerate(entry.corroborations)
        ),
    )


def _pieces(whole: str, spans: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    if words(whole) != visible(whole):
        # What gave orders to its reader is taken out, and the places of the spans with it.
        yield Piece(words(whole))
        return
    edges = sorted({0, len(whole), *(min(edge, len(whole)) for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        yield Piece(_stretch(whole[start:end]), tuple(sorted({n for a, b, n in spans if a <= start and end <= b})))


def _stretch(text: str) -> str:
    """A part of a line as a reader sees it, with the spaces at its ends."""
    shown = visible(text)
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return f"{before}{shown}{after}" if shown else before
