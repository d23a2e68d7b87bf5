"""The `promocase` command: thin, and quick to say --help; everything heavy is imported by the command that needs it.

Exit 0: done. 1: done, and something was found. 2: bad input or usage. 3: two runs that cannot be compared.
70: a fault of ours. 130 and 141: stopped by Ctrl+C, or by a reader that went away.
JSON and documents go to standard output alone; everything for people goes to standard error.
"""

import argparse
import asyncio
import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from service.errors import CaseError, Fault, Invalid, Misconfigured, Unreadable

if TYPE_CHECKING:
    import socket

    from pydantic import BaseModel

    from service.casework import Casework, Progress
    from service.domain.brag import BragLog, Owner
    from service.domain.evidence import CaseMap
    from service.domain.packet import Unread
    from service.domain.rubric import Rubric
    from service.intake.logs import LogReading

T = TypeVar("T")

# Valid inside a JSON string as they are; a terminal obeys some, and UTF-8 has no bytes for a lone surrogate.
_UNSHOWN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

GUIDE = "Guides: docs/ in the checkout. A model, an embedder and a database are settings: see docs/settings.md."


def main(words: Sequence[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    _speak_utf8()
    arguments = _parser().parse_args(words)
    try:
        _stdin_is_read_once(arguments)
        code = arguments.run(arguments)
        sys.stdout.flush()
    except CaseError as told:
        _say(f"promocase: {told}")
        code = 2
    except BrokenPipeError:
        # The reader of our output went away (`promocase map ... | head`): nothing to tell, nobody to tell it to.
        # What is still buffered must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 141
    except KeyboardInterrupt:
        _say("promocase: stopped")
        code = 130
    except Exception as unforeseen:
        # The outermost edge. A message may hold brag text, so only the kind and the place are told.
        _say(f"promocase: something went wrong here: {type(unforeseen).__name__} at {_place_of(unforeseen)}. Report it")
        code = 70
    sys.exit(code)


class _Parser(argparse.ArgumentParser):
    """Usage errors take one line, as every error does."""

    def error(self, message: str) -> NoReturn:
        _say(f"promocase: {message}. See `{self.prog} --help`.")
        sys.exit(2)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"promocase {version('promocase')}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="promocase",
        description="A brag log and a leveling rubric in, a verified promotion packet out.",
        epilog=GUIDE,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    draft = _command(commands, "draft", _draft, "log to packet")
    _log_argument(draft)
    _rubric_arguments(draft)
    draft.add_argument("--format", choices=("md", "json"), help="what to print (default: md), or write to --out")
    draft.add_argument(
        "--out",
        action="append",
        type=Path,
        default=[],
        metavar="PATH",
        help="write here instead; repeat for more forms",
    )

    rewrite = _command(
        commands, "rewrite", _rewrite, "one vague bullet to one honest bullet, and the questions it raises"
    )
    rewrite.add_argument("text", metavar="TEXT", help="the bullet, or - for standard input")
    rewrite.add_argument("--log", type=str, help="the brag log it may draw on")
    _rubric_arguments(rewrite)
    _format_argument(rewrite)

    check = _command(commands, "check", _check, "a verdict for every sentence of any draft")
    check.add_argument("draft", metavar="DRAFT", nargs="?", help="the draft, or - for standard input")
    check.add_argument("--log", type=str, help="the brag log to rule against")
    check.add_argument("--rubric", help="the rubric whose wording is no evidence (default: the built-in)")
    check.add_argument("--pairs", metavar="FILE.jsonl", help='rows {"id","evidence","claim"} to rows with a ruling')
    check.add_argument("--format", choices=("text", "json", "jsonl"), default="text")

    map_ = _command(commands, "map", _map, "evidence per dimension, all entries ranked")
    _log_argument(map_)
    _rubric_arguments(map_)
    _format_argument(map_)

    import_ = _command(commands, "import", _import, "read a log only: the canonical log, and what was not understood")
    _log_argument(import_)
    _format_argument(import_)

    rubric = _command(commands, "rubric", _rubric, "read a ladder only: the canonical rubric")
    rubric.add_argument("files", metavar="FILE", nargs="+")
    _level_arguments(rubric)
    _format_argument(rubric)

    serve = _command(commands, "serve", _serve, "the service, on 127.0.0.1:8000")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    return parser


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    does: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _log_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "log", metavar="LOG", help="a brag log: Markdown, text, JSON, YAML or CSV; - for standard input"
    )


def _level_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="from_level", metavar="LEVEL", help="the level you hold")
    parser.add_argument("--to", dest="to_level", metavar="LEVEL", help="the level you argue for")


def _rubric_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rubric", help="a rubric: JSON, YAML, CSV or a Markdown table (default: the built-in)")
    _level_arguments(parser)


def _format_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _port(words: str) -> int:
    if not words.isascii() or not words.isdigit() or int(words) > 65_535:
        raise argparse.ArgumentTypeError("not a port from 0 to 65535")
    return int(words)


# The commands ---------------------------------------------------------------------------------------------------


def _draft(arguments: argparse.Namespace) -> int:
    from service.rendering.markdown import packet_markdown

    forms = [(path, _form_of(path, arguments.format)) for path in arguments.out]
    rubric = _read_rubric(arguments)
    reading = _read_log(arguments.log)

    async def work(casework: "Casework") -> tuple[str, str]:
        stored = await casework.keep_log(_owner(), reading.log, reading.unread)
        packet = await casework.draft(_owner(), stored, rubric, watch=_progress)
        return _json(packet), packet_markdown(packet, stored.log)

    as_json, as_markdown = _with_casework(work)
    _tell_unread(reading)
    written = {"json": as_json, "md": as_markdown}
    for path, form in forms:
        _write(path, written[form])
        _say(f"wrote {path}")
    if not forms:
        sys.stdout.write(written[arguments.format or "md"])
    return 0


def _rewrite(arguments: argparse.Namespace) -> int:
    from service.terminal import rewrite_text

    if _SURROGATE.search(arguments.text):
        raise Unreadable("TEXT is not valid UTF-8", mend="Mend the terminal's encoding, or give - and a file")
    text = _decode(_bytes_of("-"), "standard input") if arguments.text == "-" else arguments.text
    rubric = _read_rubric(arguments)
    reading = _read_log(arguments.log) if arguments.log else None
    log = reading.log if reading else None
    rewritten = _with_casework(lambda casework: casework.rewrite(text, log, rubric))
    _tell_unread(reading)
    _tell(arguments, rewritten, rewrite_text(rewritten))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from service.terminal import checked_text

    if arguments.pairs:
        if arguments.draft or arguments.log or arguments.rubric:
            raise Invalid("--pairs takes no DRAFT, --log or --rubric", mend="Give one or the other")
        return _check_pairs(arguments)
    if arguments.format == "jsonl":
        raise Invalid("--format jsonl is for --pairs", mend="Say --format json")
    if not arguments.draft or not arguments.log:
        raise Invalid("check needs a DRAFT and --log LOG", mend="Or give --pairs FILE.jsonl")
    arguments.from_level = arguments.to_level = None
    rubric = _read_rubric(arguments)
    draft = _decode(_bytes_of(arguments.draft), arguments.draft)
    reading = _read_log(arguments.log)
    checked = _with_casework(lambda casework: casework.check(draft, reading.log, rubric))
    _tell_unread(reading)
    _tell(arguments, checked, checked_text(checked))
    return 0 if checked.all_supported else 1


def _check_pairs(arguments: argparse.Namespace) -> int:
    rows = list(_pair_rows(arguments.pairs))
    found = False

    async def work(casework: "Casework") -> None:
        nonlocal found
        for row in rows:
            with _naming(f"{arguments.pairs}, {row.where}"):
                ruled = casework.check_pair(row.evidence, row.claim)
            found = found or ruled.ruling != "supported"
            sys.stdout.write(_json_line({"id": row.id, **ruled.model_dump(mode="json")}) + "\n")

    _with_casework(work)
    return 1 if found else 0


def _map(arguments: argparse.Namespace) -> int:
    from service.terminal import map_text

    rubric = _read_rubric(arguments)
    reading = _read_log(arguments.log)

    async def work(casework: "Casework") -> "CaseMap":
        stored = await casework.keep_log(_owner(), reading.log, reading.unread)
        return await casework.map(_owner(), stored, rubric)

    mapped = _with_casework(work)
    _tell_unread(reading)
    _tell(arguments, mapped, map_text(mapped, rubric, reading.log))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from service.terminal import reading_text

    reading = _read_log(arguments.log)
    if arguments.format == "json":
        sys.stdout.write(_json_line(_canonical(reading.log, reading.unread), indent=2) + "\n")
    else:
        sys.stdout.write(reading_text(reading.log, reading.unread))
    return 0


def _rubric(arguments: argparse.Namespace) -> int:
    from service.terminal import rubric_text

    if len(arguments.files) > 1:
        raise Invalid("A ladder with one file a level is not read yet", mend="Give one file that holds both levels")
    arguments.rubric = arguments.files[0]
    rubric = _read_rubric(arguments)
    _tell(arguments, rubric, rubric_text(rubric))
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    import ipaddress

    loopback = arguments.host == "localhost"
    with contextlib.suppress(ValueError):
        loopback = loopback or ipaddress.ip_address(arguments.host).is_loopback
    if not loopback:
        raise Invalid(
            "Only loopback addresses are served: anybody who reaches another one could read every log",
            mend="Use --host 127.0.0.1",
        )

    import uvicorn

    from service.app import create_app, watch_opening
    from service.settings import read_settings

    app = create_app(read_settings())
    with _listening(arguments.host, arguments.port) as bound:
        host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
        ready = f"promocase: http://{host}:{bound.getsockname()[1]} (routes at /docs; stop with Ctrl+C)"
        failures = watch_opening(app, lambda: _say(ready))
        # At "error" uvicorn prints tracebacks, whose messages may hold brag text; the web's own problems say enough.
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on")
        with contextlib.suppress(KeyboardInterrupt):
            try:
                uvicorn.Server(config).run(sockets=[bound])
            except SystemExit:
                # How uvicorn ends when the application does not open: the reason is in `failures`.
                if not failures:
                    raise
    for failure in failures:
        raise failure
    return 0


def _listening(host: str, port: int) -> "socket.socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as failed:
        raise Misconfigured(
            f"Port {port} of {host} cannot be served ({failed.strerror})", mend="Choose another --port"
        ) from None


# What they share ------------------------------------------------------------------------------------------------


def _with_casework(work: "Callable[[Casework], Awaitable[T]]") -> T:
    from service.settings import read_settings
    from service.wiring import assemble

    async def run() -> T:
        async with assemble(read_settings(), alone=True) as casework:
            return await work(casework)

    return asyncio.run(run())


def _owner() -> "Owner":
    from service.wiring import LOCAL_OWNER

    return LOCAL_OWNER


def _bytes_of(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except IsADirectoryError:
        raise Unreadable(f"{source} is a folder", mend="Name a file") from None
    except OSError as failed:
        raise Unreadable(f"{source} cannot be read ({failed.strerror})", mend="Check the path") from None


def _decode(raw: bytes, source: str) -> str:
    from service.intake.decoding import decode

    with _naming(source):
        return decode(raw)


@contextlib.contextmanager
def _naming(source: str) -> Iterator[None]:
    """Puts the file's name into an error about its words."""
    try:
        yield
    except CaseError as told:
        name = "standard input" if source == "-" else source
        raise type(told)(f"{name}: {told.message}", mend=told.mend, faults=told.faults) from None


def _stdin_is_read_once(arguments: argparse.Namespace) -> None:
    given = [getattr(arguments, name, None) for name in ("log", "draft", "text", "pairs", "rubric")]
    if [*given, *getattr(arguments, "files", [])].count("-") > 1:
        raise Invalid("Standard input can stand for one file only", mend="Name a file for the other -")


def _read_log(source: str) -> "LogReading":
    from service.intake.logs import read_log
    from service.settings import read_settings

    limit = read_settings().max_upload_bytes
    raw = _bytes_of(source)
    with _naming(source):
        return read_log(raw, filename=None if source == "-" else source, limit_bytes=limit)


def _tell_unread(reading: "LogReading | None") -> None:
    # After the work: a command that fails says one line, and that line is about the failure.
    if reading is not None and reading.unread:
        _say(
            f"read {len(reading.log)} entries; {len(reading.unread)} lines were not understood (see `promocase import`)"
        )


def _read_rubric(arguments: argparse.Namespace) -> "Rubric":
    from service.domain.built_in import built_in_rubric
    from service.intake.rubrics import read_rubric

    if not arguments.rubric:
        if arguments.from_level or arguments.to_level:
            raise Invalid("--from and --to choose levels of a ladder", mend="Name the ladder with --rubric FILE")
        return built_in_rubric()
    raw = _bytes_of(arguments.rubric)
    with _naming(arguments.rubric):
        return read_rubric(
            raw,
            filename=None if arguments.rubric == "-" else arguments.rubric,
            from_level=arguments.from_level,
            to_level=arguments.to_level,
        )


class _Row(NamedTuple):
    """One pair to rule on; `id` comes back as it was given."""

    where: str
    id: str | int
    evidence: str
    claim: str


def _pair_rows(source: str) -> list[_Row]:
    rows = []
    # Split at line feeds alone: a JSON string may hold the other line ends as they are.
    for number, line in enumerate(_decode(_bytes_of(source), source).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            id, evidence, claim = row["id"], row["evidence"], row["claim"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise _bad_row(source, number, 'not a JSON object with "id", "evidence" and "claim"') from None
        if not isinstance(id, str | int) or not isinstance(evidence, str) or not isinstance(claim, str):
            raise _bad_row(source, number, '"evidence" and "claim" are text, "id" is text or a whole number')
        if _SURROGATE.search(evidence + claim):
            raise _bad_row(source, number, "half of a character (a lone surrogate)")
        rows.append(_Row(f"line {number}", id, evidence, claim))
    return rows


def _bad_row(source: str, number: int, what: str) -> Invalid:
    name = "standard input" if source == "-" else source
    return Invalid(
        f"{name}: A row of pairs cannot be used",
        faults=[Fault(f"line {number}", what)],
        mend='Write one {"id": ..., "evidence": ..., "claim": ...} a line',
    )


def _canonical(log: "BragLog", unread: "Sequence[Unread]") -> dict[str, object]:
    return {**log.model_dump(mode="json"), "unread": [line.model_dump(mode="json") for line in unread]}


def _form_of(path: Path, asked: str | None) -> str:
    if path.is_dir():
        raise Invalid(f"--out {path} is a folder", mend="Name a file in it")
    if asked:
        return asked
    forms = {".md": "md", ".markdown": "md", ".json": "json"}
    if path.suffix.lower() not in forms:
        raise Invalid(f"--out {path} names no form this can write", mend="End it in .md or .json, or say --format")
    return forms[path.suffix.lower()]


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A packet is either there whole or not at all.
        beside = path.with_name(path.name + ".part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as failed:
        raise Unreadable(f"{path} cannot be written ({failed.strerror})", mend="Choose another --out") from None


def _tell(arguments: argparse.Namespace, value: "BaseModel", words: str) -> None:
    sys.stdout.write(_json(value) if arguments.format == "json" else words)


def _json(value: "BaseModel") -> str:
    return _UNSHOWN.sub(_escaped, value.model_dump_json(indent=2)) + "\n"


def _json_line(value: object, indent: int | None = None) -> str:
    return _UNSHOWN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: "re.Match[str]") -> str:
    # All of them lie inside strings, where JSON reads the escape as the very same character.
    return f"\\u{ord(found[0]):04x}"


def _progress(progress: "Progress") -> None:
    _say(f"[{progress.done}/{progress.total}] {progress.stage.value} {progress.note}".rstrip())


def _say(words: str) -> None:
    # print(file=None) would write to standard output, which is not for people. A name in `words` may hold anything.
    if sys.stderr is not None:
        shown = "".join(letter if letter.isprintable() else " " for letter in words)
        with contextlib.suppress(BrokenPipeError):
            print(shown, file=sys.stderr, flush=True)


def _speak_utf8() -> None:
    # Whatever the terminal's code page: people's words hold more than it does, and JSON is UTF-8.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _place_of(error: BaseException) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "an unknown place"


if __name__ == "__main__":
    main()
