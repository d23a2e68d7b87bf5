"""What a command says and to whom: JSON and documents to standard output, everything for people to standard error."""

import contextlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.errors import Invalid, Unreadable

if TYPE_CHECKING:
    import argparse

    from pydantic import BaseModel

    from service.domain.drafts import Progress

# Valid inside a JSON string as they are; a terminal obeys some, and UTF-8 has no bytes for a lone surrogate.
_UNSHOWN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BYTES = frozenset(("docx", "pdf"))
_FORMS = {".md": "md", ".markdown": "md", ".json": "json", ".docx": "docx", ".pdf": "pdf"}


def say(words: str) -> None:
    """One line for people. A name in `words` may hold anything: what a terminal would obey becomes a space."""
    # print(file=None) would write to standard output, which is not for people.
    if sys.stderr is not None:
        shown = "".join(letter if letter.isprintable() else " " for letter in words)
        with contextlib.suppress(BrokenPipeError):
            print(shown, file=sys.stderr, flush=True)


def say_progress(progress: "Progress") -> None:
    """A step of a draft that is done."""
    say(f"[{progress.done}/{progress.total}] {progress.stage.value} {progress.note}".rstrip())


def tell(arguments: "argparse.Namespace", value: "BaseModel", words: str) -> None:
    """The outcome in the form asked for, on standard output."""
    sys.stdout.write(as_json(value) if arguments.format == "json" else words)


def as_json(value: "BaseModel") -> str:
    """The value as JSON that is safe to show in a terminal, with a line end."""
    return _UNSHOWN.sub(_escaped, value.model_dump_json(indent=2)) + "\n"


def json_line(value: object, indent: int | None = None) -> str:
    """The same for plain JSON values, without a line end."""
    return _UNSHOWN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: "re.Match[str]") -> str:
    # All of them lie inside strings, where JSON reads the escape as the very same character.
    return f"\\u{ord(found[0]):04x}"


def form_of(path: Path, asked: str | None) -> str:
    """The form to write at `path`: the one asked for, else the one its ending names; raises Invalid."""
    if path.is_dir():
        raise Invalid(f"--out {path} is a folder", mend="Name a file in it")
    if asked:
        return asked
    if path.suffix.lower() not in _FORMS:
        raise Invalid(
            f"--out {path} names no form this can write", mend="End it in .md, .docx, .pdf or .json, or say --format"
        )
    return _FORMS[path.suffix.lower()]


def printed_form(form: str) -> str:
    """The form to print; raises Invalid for one of bytes that a terminal would only be harmed by."""
    if form in _BYTES and sys.stdout is not None and sys.stdout.isatty():
        raise Invalid(f"A .{form} file is not printed in a terminal", mend="Say --out PATH")
    return form


def put_out(words: str | bytes) -> None:
    """To standard output."""
    if isinstance(words, str):
        sys.stdout.write(words)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(words)


def write_whole(path: Path, words: str | bytes) -> None:
    """Writes the file and its folders; it is either there whole or not at all. Raises Unreadable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".part")
        beside.write_bytes(words.encode() if isinstance(words, str) else words)
        beside.replace(path)
    except OSError as failed:
        raise Unreadable(f"{path} cannot be written ({failed.strerror})", mend="Choose another --out") from None
