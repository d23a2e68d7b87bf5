"""Unpacks a zip of log files into memory, within limits; nothing of it ever touches the disk.

Names are labels only: they are shown, never opened. Sizes are counted while reading, since the sizes an archive
declares are its maker's to choose.
"""

import io
import zipfile
import zlib
from typing import NamedTuple

from service.errors import Fault, TooLarge, Unreadable

MOST_FILES = 2_000
TIMES_THE_LIMIT = 5
"""How many times the limit for one file the files of a folder or archive may come to together."""
_FIRST_NAMES = 50
_CHUNK = 1 << 16
_LONGEST_NAME = 200


class NamedBytes(NamedTuple):
    """A file's path inside its folder or archive, and what is in it."""

    name: str
    raw: bytes


def is_zip(raw: bytes) -> bool:
    """Whether the bytes open like a zip archive, one without any file in it among them."""
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def holds_a_document(raw: bytes) -> bool:
    """Whether the archive is one Word, Excel or OpenDocument file, which are zip archives too."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()[:_FIRST_NAMES]
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return "[Content_Types].xml" in names or "mimetype" in names


def unzipped(raw: bytes, *, limit_bytes: int) -> tuple[NamedBytes, ...]:
    """The files in the archive, folders and system leftovers left out, in order of name.

    Raises Unreadable (damaged, encrypted, a way of packing that is not read) or TooLarge (a file over `limit_bytes`,
    all of them over five times that, or too many of them).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > MOST_FILES:
                raise TooLarge(f"The archive holds {len(members):,} files; the limit is {MOST_FILES:,}", mend=_SPLIT)
            left = TIMES_THE_LIMIT * limit_bytes
            found = []
            for n, info in enumerate(members, start=1):
                if info.flag_bits & 0x1:
                    raise Unreadable("The archive is locked with a password", mend="Unpack it and send the files")
                content = _content(archive, info, f"file {n} of the archive", min(limit_bytes, left))
                left -= len(content)
                found.append(NamedBytes(label(info.filename), content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise Unreadable("The archive is damaged or packed in a way that is not read", mend=_REPACK) from broken
    return tuple(sorted(found, key=lambda file: file.name.casefold()))


def label(path: str) -> str:
    """A path as it may be shown: one line, no control characters, not endless, and never a way out of its folder."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shown = "".join(char if char.isprintable() else "\ufffd" for char in "/".join(parts))
    return shown if len(shown) <= _LONGEST_NAME else "…" + shown[-_LONGEST_NAME + 1 :]


_SPLIT = "Send the files in several goes"
_REPACK = "Pack it again as an ordinary zip, or send the files one by one"


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, most: int) -> bytes:
    parts, size = [], 0
    with archive.open(info) as file:
        while part := file.read(_CHUNK):
            size += len(part)
            if size > most:
                raise TooLarge(
                    "The archive unpacks to more than is read at once",
                    mend=_SPLIT,
                    faults=[Fault(where, f"goes over {most:,} bytes")],
                )
            parts.append(part)
    return b"".join(parts)
