"""Reads the log of somebody who keeps one file a week, a month or a project: a folder or a zip of files, as one log.

Every file is read by itself, as it would be alone. What a file's path says of its time (`2024/Q3.md`, or a folder of
daily notes, each named by its day) holds for the entries in it that say nothing else. A file that is no log, or cannot
be read, is reported by name and costs nothing but itself.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath

from service.domain.when import Precision, When
from service.errors import CaseError, TooLarge
from service.intake.archives import MOST_FILES, TIMES_THE_LIMIT, NamedBytes, holds_a_document, is_zip, unzipped
from service.intake.decoding import LIMIT_BYTES
from service.intake.logs import read_log
from service.intake.merging import Merged
from service.intake.named_times import day_in_name, period_in_path
from service.intake.reading import LogReading

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
    merged = Merged(form)
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
