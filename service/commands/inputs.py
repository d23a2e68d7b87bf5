"""The files a command is given, read: logs, ladders and drafts, with the file's name in whatever is wrong with them."""

import argparse
import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.told import say
from service.errors import CaseError, Invalid, Unreadable, WrongLevels

if TYPE_CHECKING:
    from service.domain.packet import PacketId, Unread
    from service.domain.rubric import Rubric
    from service.intake.archives import NamedBytes
    from service.intake.logs import LogReading
    from service.intake.rubrics import RubricReading

_ALONE = "Name the folder of the log alone"
_SURROGATE = re.compile("[\ud800-\udfff]")


def has_half_a_character(text: str) -> bool:
    """Whether a lone surrogate is in it, which UTF-8 has no bytes for."""
    return _SURROGATE.search(text) is not None


def stdin_is_read_once(arguments: argparse.Namespace) -> None:
    """Raises Invalid when `-` stands for two files."""
    given = [getattr(arguments, name, None) for name in ("log", "draft", "text", "pairs")]
    if [*given, *(getattr(arguments, "rubric", None) or ()), *getattr(arguments, "files", [])].count("-") > 1:
        raise Invalid("Standard input can stand for one file only", mend="Name a file for the other -")


def name_of(source: str) -> str:
    """How a person calls the file."""
    return "standard input" if source == "-" else source


def packet_id_of(source: str) -> "PacketId":
    """The id of a packet named by it, or by its JSON file; raises Unreadable for a file that holds none."""
    from service.domain.packet import PacketId

    if not source.endswith(".json"):
        return PacketId(source)
    try:
        return PacketId(json.loads(bytes_of(source))["id"])
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"{source} is not a packet", mend="Name a packet's id, or the JSON file of one") from None


def bytes_of(source: str) -> bytes:
    """The file's bytes, or standard input's for `-`; raises Unreadable."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except IsADirectoryError:
        raise Unreadable(f"{source} is a folder", mend="Name a file; only a log can be a folder of files") from None
    except OSError as failed:
        raise Unreadable(f"{source} cannot be read ({failed.strerror})", mend="Check the path") from None


def text_of(source: str, needs: str) -> str:
    """The file's words; raises what intake raises, with the file's name. `needs` is what an empty one lacks."""
    from service.intake.decoding import decode

    raw = bytes_of(source)
    with naming(source):
        return decode(raw, needs=needs)


@contextlib.contextmanager
def naming(source: str) -> Iterator[None]:
    """Puts the file's name into an error about its words."""
    try:
        yield
    except CaseError as told:
        raise type(told)(f"{name_of(source)}: {told.message}", mend=told.mend, faults=told.faults) from None


def log_of(source: str) -> "LogReading":
    """The brag log in a file, a zip of files or a folder, and what was not understood of it."""
    from service.intake.many import read_files, read_sent
    from service.settings import read_settings

    limit = read_settings().max_upload_bytes
    with naming(source):
        if source != "-" and Path(source).is_dir():
            return read_files(files_in(Path(source), limit), limit_bytes=limit)
    raw = bytes_of(source)
    with naming(source):
        return read_sent(raw, filename=None if source == "-" else source, limit_bytes=limit)


def files_in(folder: Path, limit_bytes: int) -> "list[NamedBytes]":
    """The files under a folder, hidden ones and links left out; a file too large to be a log is read no further than
    to say so. Raises Unreadable for one that may not be read, TooLarge for more than any log has."""
    from service.errors import TooLarge
    from service.intake.archives import MOST_FILES, TIMES_THE_LIMIT, NamedBytes, label
    from service.intake.many import is_beside

    found: list[NamedBytes] = []
    left = TIMES_THE_LIMIT * limit_bytes
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            path = Path(where, name)
            if name.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            if len(found) == MOST_FILES:
                raise TooLarge(f"There are more than {MOST_FILES:,} files in it", mend=_ALONE)
            shown = label(str(path.relative_to(folder)))
            try:
                with path.open("rb") as file:
                    found.append(NamedBytes(shown, b"" if is_beside(shown) else file.read(limit_bytes + 1)))
            except OSError as failed:
                raise Unreadable(f"{shown} cannot be read ({failed.strerror})", mend="Check who may read it") from None
            left -= len(found[-1].raw)
            if left < 0:
                raise TooLarge(
                    f"The files in it come to more than {TIMES_THE_LIMIT * limit_bytes:,} bytes", mend=_ALONE
                )
    return found


def left_out(unread: "Sequence[Unread]") -> str:
    """How much was not understood: whole lines, and parts of lines that were read otherwise; never both as one."""
    from service.intake.reading import whole_lines
    from service.terminal import counted

    whole = [len(whole_lines(part.where)) for part in unread]
    parts = whole.count(0)
    said = [counted(sum(whole), "line")] if sum(whole) else []
    said += [counted(parts, "part of a line", "parts of lines")] if parts else []
    return " and ".join(said)


def say_unread(reading: "LogReading | None") -> None:
    """How much of the log was not understood; nothing when all was.

    After the work: a command that fails says one line, and that line is about the failure.
    """
    from service.terminal import counted

    if reading is not None and reading.unread:
        were = "was" if len(reading.unread) == 1 else "were"
        read = counted(len(reading.log), "entry", "entries")
        say(f"read {read}; {left_out(reading.unread)} {were} not understood (see `promocase import`)")


def rubric_of(sources: "Sequence[str] | None", from_level: str | None = None, to_level: str | None = None) -> "Rubric":
    """The rubric in a file (or in one file a level) between two levels; the built-in one when no file is named."""
    from service.domain.built_in import built_in_rubric

    if not sources:
        if from_level or to_level:
            raise Invalid("--from and --to choose levels of a ladder", mend="Name the ladder with --rubric FILE")
        return built_in_rubric()
    return ladder_of(sources, from_level, to_level).rubric


def ladder_of(sources: "Sequence[str]", from_level: str | None, to_level: str | None) -> "RubricReading":
    """The rubric in the files, with the ladder's levels and what was not understood of it."""
    from service.intake.rubrics import LadderFile, read_ladder
    from service.settings import read_settings

    limit = read_settings().max_upload_bytes
    files = [LadderFile(None if source == "-" else source, bytes_of(source)) for source in sources]
    # With several files the words about them name the one that is meant.
    with naming(sources[0]) if len(sources) == 1 else contextlib.nullcontext():
        try:
            return read_ladder(files, from_level=from_level, to_level=to_level, limit_bytes=limit)
        except WrongLevels as wrong:
            mend = "Name the level you hold with --from and the one you argue for with --to"
            raise WrongLevels(wrong.message, mend=mend, faults=wrong.faults) from None
