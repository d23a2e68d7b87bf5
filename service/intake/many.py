"""Reads the log of somebody who keeps one file a week, a month or a project: a folder or a zip of files, as one log.

Every file is read by itself, as it would be alone. What a file's path says of its time (`2024/Q3.md`, or a folder of
daily notes, each named by its day) holds for the entries in it that say nothing else. A file that is no log, or cannot
be read, is reported by name and costs nothing but itself.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.packet import Unread
from service.domain.when import Precision, When
from service.errors import CaseError, Fault, TooLarge, Unreadable
from service.intake.archives import MOST_FILES, TIMES_THE_LIMIT, NamedBytes, holds_a_document, is_zip, unzipped
from service.intake.decoding import LIMIT_BYTES
from service.intake.logs import read_log
from service.intake.named_times import day_in_name, period_in_path
from service.intake.reading import EntryFault, EntryLines, Heading, LogReading

# Files that stand beside a log and are none, by the names people give them everywhere.
_BESIDE = re.compile(
    r"(?:readme|licen[cs]e|copying|contributing|code_of_conduct|changelog|security|notice)(?:\.\w+)?"
    r"|.*\btemplates?\b[^/]*|.*\.(?:ics|css|js|ts|py|rb|sh|toml|ini|cfg|lock|svg|png|jpe?g|gif|webp|heic|mp4|mov|zip)",
    re.IGNORECASE,
)
_TEMPLATES = re.compile(r"_?templates?", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/|node_modules/|Thumbs\.db$)")
_NO_LOG = "a file that is not a log"
_DAILY_FROM, _DAILY_SHARE = 3, 0.6


def read_sent(
    raw: bytes, *, filename: str | None = None, limit_bytes: int = LIMIT_BYTES, strict: bool = False
) -> LogReading:
    """One log file, or a zip of them; raises what `read_log` and `read_files` raise."""
    if is_zip(raw) and len(raw) <= limit_bytes and not holds_a_document(raw):
        return read_files(unzipped(raw, limit_bytes=limit_bytes), limit_bytes=limit_bytes, form="zip")
    return read_log(raw, filename=filename, limit_bytes=limit_bytes, strict=strict)


def read_files(files: Sequence[NamedBytes], *, limit_bytes: int = LIMIT_BYTES, form: str = "folder") -> LogReading:
    """The entries of all files as one log, in the order of the files' names.

    Places name their file (`2024/w12.md, line 3`). Of entries that are the same to the letter the first is kept, the
    others are unread. Raises TooLarge for too many files or too much in them, Unreadable when no file gives an entry;
    its faults then say why, file by file.
    """
    logs = sorted((file for file in files if not _HIDDEN.search(file.name)), key=lambda file: _natural(file.name))
    if len(logs) > MOST_FILES:
        raise TooLarge(f"There are {len(logs):,} files; the limit is {MOST_FILES:,}", mend="Send them in several goes")
    if sum(len(file.raw) for file in logs) > TIMES_THE_LIMIT * limit_bytes:
        raise TooLarge(
            f"The files come to more than {TIMES_THE_LIMIT * limit_bytes:,} bytes", mend="Send them in several goes"
        )
    merged = _Merged(form)
    daily = _are_daily([file.name for file in logs])
    for file in logs:
        if len(logs) > 1 and is_beside(file.name):
            merged.set_aside(file.name, _NO_LOG)
            continue
        try:
            day = day_in_name(file.name) if daily else When()
            within = day if day.known else period_in_path(file.name)
            merged.add(file.name, read_log(file.raw, filename=file.name, limit_bytes=limit_bytes, within=within))
        except CaseError as failed:
            merged.set_aside(file.name, failed.message, failed)
    return merged.reading()


class _Merged:
    """The readings of the files as they come together."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._entries: dict[EntryId, BragEntry] = {}
        self._first: dict[str, tuple[EntryId, str]] = {}
        self._headings: list[Heading] = []
        self._unread: list[Unread] = []
        self._errors: list[EntryFault] = []
        self._lines: list[EntryLines] = []
        self._failed: list[Fault] = []

    def add(self, name: str, reading: LogReading) -> None:
        """One file's reading, its places under the file's name."""
        self._headings += [heading.model_copy(update={"file": name}) for heading in reading.headings]
        self._unread += [part.model_copy(update={"where": f"{name}, {part.where}"}) for part in reading.unread]
        self._errors += [EntryFault(where=f"{name}, {fault.where}", what=fault.what) for fault in reading.errors]
        lines = {read.entry: read.lines for read in reading.lines}
        for entry in reading.log.entries:
            self._keep(entry, name, lines.get(entry.id, ()))

    def _keep(self, entry: BragEntry, name: str, lines: tuple[int, ...]) -> None:
        digest = entry.digest()
        known = self._first.get(digest)
        if known and known[1] != name:
            where = f"{name}, line {lines[0]}" if lines else f"{name}, {entry.id}"
            self._unread.append(Unread(where=where, text=entry.text, why=f"the same entry as in {known[1]}"))
            self._lines.append(EntryLines(entry=known[0], lines=lines, file=name))
            return
        id, n = entry.id, 1
        while id in self._entries:
            n += 1
            id = EntryId(f"{entry.id}-{n}")
        self._entries[id] = entry.model_copy(update={"id": id})
        self._first.setdefault(digest, (id, name))
        self._lines.append(EntryLines(entry=id, lines=lines, file=name))

    def set_aside(self, name: str, why: str, failed: CaseError | None = None) -> None:
        """A whole file nothing was read from."""
        self._unread.append(Unread(where=name, text="", why=why))
        if failed is not None:
            places = "; ".join(f"{fault.where}: {fault.what}" for fault in failed.faults[:3])
            self._failed.append(Fault(name, f"{failed.message}{f' ({places})' if places else ''}"))
            self._errors.append(EntryFault(where=name, what=failed.message))

    def reading(self) -> LogReading:
        """All of it; raises Unreadable when no file gave an entry."""
        if not self._entries:
            count = len(self._unread)
            raise Unreadable(
                f"No log was found in the {self._form}" + (f" ({count} files set aside)" if count else ""),
                mend="Put your notes in as Markdown, text, CSV, JSON or office files",
                faults=self._failed,
            )
        return LogReading(
            log=BragLog(entries=tuple(self._entries.values())),
            headings=tuple(self._headings),
            unread=tuple(self._unread),
            errors=tuple(self._errors),
            lines=tuple(self._lines),
            format=self._form,
        )


def _natural(name: str) -> list[tuple[int, int | str]]:
    """`w2` before `w10`."""
    return [(0, int(part)) if part.isdecimal() else (1, part.casefold()) for part in re.split(r"(\d+)", name)]


def _are_daily(names: Sequence[str]) -> bool:
    """Whether the files are daily notes, so that the day in a name is the day of what stands in it.

    One file named by a day was only saved on that day.
    """
    days = [day for name in names if (day := day_in_name(name)).precision is Precision.DAY]
    return len(days) >= _DAILY_FROM and len(days) >= _DAILY_SHARE * len(names) and len(set(days)) > 1


def is_beside(name: str) -> bool:
    """Whether a file is no log by its name alone: a picture, a read-me, a template; its content need not be read."""
    path = PurePath(name)
    return bool(_BESIDE.fullmatch(path.name) or any(_TEMPLATES.fullmatch(part) for part in path.parent.parts))
