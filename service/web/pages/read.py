"""What was understood of a log and a ladder, before anything is drafted: every part of it is mended where it stands."""

import hashlib
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.casework import Casework
from service.domain.brag import BragLog, EntryId, LogId, Owner
from service.domain.built_in import BUILT_IN
from service.domain.language import notices_of
from service.domain.packet import Unread
from service.domain.rubric import DimensionId, Rubric
from service.errors import CaseError
from service.intake.ladder_edits import dimension_of, with_changed_dimension, with_dimension, without_dimension
from service.intake.log_edits import entry_of
from service.intake.logs import read_log
from service.intake.rubrics import RubricReading
from service.ports import StoredLog, StoredRubric
from service.web.api.access import TheCasework, TheOwner
from service.web.api.problems import status_of
from service.web.pages.entry_form import Typed, as_typed, empty, parts_of, said_in, typed_in
from service.web.pages.shown import page
from service.web.pages.start import find_stored

router = APIRouter(prefix="/read", include_in_schema=False)

_SHOWN = 300
_ALL_READ = "Every line was understood"


class Place(NamedTuple):
    """A part of the page that can be mended.

    `kind` is `entry` or `dimension`, `line` (of the log) or `criterion` (of the ladder) where it was not read. `key`
    is the id of the first two, empty for a new one, and made from the words of the others.
    """

    kind: str
    key: str

    @classmethod
    def parse(cls, written: str) -> "Place | None":
        """The place that `str` of one wrote; None for anything else."""
        kind, colon, key = written.partition(":")
        return cls(kind, key) if colon and kind in ("entry", "line", "dimension", "criterion") else None

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def in_log(self) -> bool:
        """Whether it is of the log, not of the ladder."""
        return self.kind in ("entry", "line")

    def unread_of(self, unread: tuple[Unread, ...]) -> Unread | None:
        """The line that was not read, where the place is one that is still there."""
        wanted = self.key if self.kind in ("line", "criterion") else None
        return next((line for line in unread if _key(line) == wanted), None)


def _key(line: Unread) -> str:
    """What tells a line from the others, wherever it stands among them by now."""
    return hashlib.sha256(f"{line.where}\n{line.text}".encode()).hexdigest()[:16]


class _Read(NamedTuple):
    """Both halves of the page as they are stored."""

    log: StoredLog
    ladder: StoredRubric

    @classmethod
    async def find(cls, casework: Casework, owner: Owner, log: str, ladder: str) -> "_Read":
        return cls(await casework.log(owner, LogId(log)), await find_stored(casework, owner, ladder))

    def address(self, **more: str) -> str:
        return f"/read?{urlencode({'log': self.log.id, 'rubric': self.ladder.id, **more})}"


@router.get("")
async def what_was_read(
    log: LogId, casework: TheCasework, owner: TheOwner, rubric: str = BUILT_IN, at: str = ""
) -> Response:
    """The page; `at` names the part whose form stands open."""
    return _shown(await _Read.find(casework, owner, log, rubric), Place.parse(at))


@router.post("/changes")
async def change(request: Request, casework: TheCasework, owner: TheOwner) -> Response:
    """Keeps what was typed at its place, or takes the part out; the form as typed where something in it is wrong."""
    typed = await typed_in(request)
    was = await _Read.find(casework, owner, typed.get("log", ""), typed.get("rubric", BUILT_IN))
    place = Place.parse(typed.get("at", "")) or Place("entry", "")
    remove = typed.get("do") == "remove"
    try:
        if place.in_log:
            anchor = await _changed_log(casework, owner, was.log, place, typed, remove=remove)
        else:
            was, anchor = await _changed_ladder(casework, owner, was, place, typed, remove=remove)
    except CaseError as failed:
        now = await _Read.find(casework, owner, was.log.id, was.ladder.id)
        return _shown(now, place, typed, failed)
    return RedirectResponse(f"{was.address()}#{anchor}", status_code=303)


async def _changed_log(
    casework: Casework, owner: Owner, log: StoredLog, place: Place, typed: Typed, *, remove: bool
) -> str:
    """Where the page has what was kept."""
    entry, seen = EntryId(place.key), typed.get("version") or None
    if place.kind == "entry" and place.key:
        if remove:
            await casework.delete_entry(owner, log.id, entry, seen)
            return "entries"
        await casework.change_entry(owner, log.id, entry, parts_of(typed, entry_of(log.log, entry)), seen)
    else:
        _, entry = await casework.add_entry(owner, log.id, parts_of(typed), tells=place.unread_of(log.unread))
    return f"entry-{entry}"


async def _changed_ladder(
    casework: Casework, owner: Owner, was: _Read, place: Place, typed: Typed, *, remove: bool
) -> tuple[_Read, str]:
    """The page's halves with the ladder as kept, and where the page has what was changed of it."""
    ladder, anchor, seen = was.ladder, "ladder", typed.get("version", "")
    parts = {name: typed.get(name, "").strip() for name in ("name", "current", "next")}
    dimension = DimensionId(place.key)
    unread = ladder.unread
    if place.kind == "dimension" and place.key:
        if remove:
            rubric = without_dimension(ladder.rubric, dimension)
        else:
            rubric, anchor = with_changed_dimension(ladder.rubric, dimension, parts), f"dimension-{dimension}"
    else:
        (rubric, dimension), seen = with_dimension(ladder.rubric, parts), ladder.rubric.digest()
        unread = tuple(line for line in unread if line != place.unread_of(ladder.unread))
        anchor = f"dimension-{dimension}"
    return was._replace(ladder=await _kept(casework, owner, ladder, rubric, unread, seen)), anchor


async def _kept(
    casework: Casework, owner: Owner, before: StoredRubric, rubric: Rubric, unread: tuple[Unread, ...], seen: str
) -> StoredRubric:
    if before.id == BUILT_IN:
        # Everybody has the built-in one: what is changed of it is the person's own from here on.
        return await casework.keep_rubric(owner, RubricReading(rubric=rubric, levels=before.levels, unread=unread))
    changed = StoredRubric(before.id, rubric, before.levels, unread)
    await casework.change_rubric(owner, changed, seen)
    return changed


def _shown(read: _Read, place: Place | None, typed: Typed | None = None, failed: CaseError | None = None) -> Response:
    log, ladder = read
    return page(
        "read.html",
        status=status_of(failed)[0] if failed else 200,
        log_id=log.id,
        rubric_id=ladder.id,
        entries=log.log.entries,
        entries_told=_counted(len(log.log.entries), "entry", "entries"),
        dates_told=_dates_told(log.log),
        notices=notices_of(log.log),
        unread=[(_key(line), line) for line in log.unread],
        unread_told=f"{_counted(len(log.unread), 'place', 'places')} not read" if log.unread else _ALL_READ,
        rubric=ladder.rubric,
        levels=ladder.levels,
        ladder_unread=[(_key(line), line) for line in ladder.unread],
        shown=_SHOWN,
        here=read.address(),
        **_form(read, place, typed),
        told=failed.told if failed else "",
        wrong={fault.where for fault in failed.faults} if failed else set(),
        faults=(),
    )


def _form(read: _Read, place: Place | None, typed: Typed | None) -> dict[str, Any]:
    """The one form that stands open: at its place, or as that of a new part where the place is gone meanwhile."""
    if place is None:
        return {"at": "", "version": "", "typed": {}, "said": ()}
    there = _as_it_stands(read, place)
    if there is None:
        place, there = Place("entry" if place.in_log else "dimension", ""), _new(place)
    filled = there | (typed or {})
    version = read.log.log.digest() if place.in_log else read.ladder.rubric.digest()
    return {"at": str(place), "version": version, "typed": filled, "said": said_in(filled)}


def _as_it_stands(read: _Read, place: Place) -> Typed | None:
    """The fields of a part as it is now; None where it is none of what the page has."""
    unread = place.unread_of(read.log.unread if place.in_log else read.ladder.unread)
    if not place.key:
        return _new(place)
    if unread is not None:
        return _of_line(unread.text) if place.in_log else _new(place) | {"next": unread.text}
    if place.kind == "entry" and place.key in read.log.log.by_id():
        return as_typed(entry_of(read.log.log, EntryId(place.key)))
    if place.kind == "dimension" and any(one.id == place.key for one in read.ladder.rubric.dimensions):
        dimension = dimension_of(read.ladder.rubric, DimensionId(place.key))
        return {"name": dimension.name, "current": dimension.current, "next": dimension.next}
    return None


def _new(place: Place) -> Typed:
    return empty() if place.in_log else {"name": "", "current": "", "next": ""}


def _of_line(text: str) -> Typed:
    """A line that was no win where it stood, as the one entry that it makes by itself; else its words as they are."""
    try:
        alone = read_log(text.encode())
    except CaseError:
        return empty() | {"text": text}
    return as_typed(alone.log.entries[0]) if len(alone.log) == 1 and not alone.unread else empty() | {"text": text}


def _dates_told(log: BragLog) -> str:
    undated = sum(not entry.when.known for entry in log.entries)
    quoted = sum(bool(entry.corroborations) for entry in log.entries)
    told = f"{undated} without a date" if undated else "all dated"
    return f"{told}, {quoted} with somebody else's words"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
