"""The `promocase` command: thin, and quick to say --help; everything heavy is imported by the command that needs it.

Exit 0: done. 1: done, and something was found. 2: bad input or usage. 3: two runs that cannot be compared.
JSON and documents go to standard output alone; everything for people goes to standard error.
"""

import argparse
import asyncio
import contextlib
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from service.errors import CaseError, Fault, Invalid, Unreadable

if TYPE_CHECKING:
    from pydantic import BaseModel

    from service.casework import Casework, Progress
    from service.domain.brag import BragLog
    from service.domain.packet import Unread
    from service.domain.rubric import Rubric
    from service.intake.logs import LogReading

T = TypeVar("T")

GUIDE = "Guides: docs/ in the checkout. A model, an embedder and a database are settings: see docs/settings.md."


def main(words: Sequence[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    arguments = _parser().parse_args(words)
    try:
        code = arguments.run(arguments)
    except CaseError as told:
        _say(f"promocase: {told}")
        code = 2
    except BrokenPipeError:
        # The reader of our output went away (`promocase map ... | head`): nothing to tell, nobody to tell it to.
        sys.stderr.close()
        code = 1
    except KeyboardInterrupt:
        _say("promocase: stopped")
        code = 130
    sys.exit(code)


class _Parser(argparse.ArgumentParser):
    """Usage errors take one line, as every error does."""

    def error(self, message: str) -> NoReturn:
        _say(f"promocase: {message}. See `{self.prog} --help`.")
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="promocase",
        description="A brag log and a leveling rubric in, a verified promotion packet out.",
        epilog=GUIDE,
    )
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
    serve.add_argument("--port", type=int, default=8000)
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


# The commands ---------------------------------------------------------------------------------------------------


def _draft(arguments: argparse.Namespace) -> int:
    from service.rendering.markdown import packet_markdown

    reading = _read_log(arguments.log)
    rubric = _read_rubric(arguments)
    forms = [(path, arguments.format or _form_of(path)) for path in arguments.out]

    async def work(casework: "Casework") -> tuple[str, str]:
        stored = await casework.keep_log(_owner(), reading.log, reading.unread)
        packet = await casework.draft(_owner(), stored, rubric, watch=_progress)
        return packet.model_dump_json(indent=2) + "\n", packet_markdown(packet, stored.log)

    as_json, as_markdown = _with_casework(work)
    written = {"json": as_json, "md": as_markdown}
    for path, form in forms:
        _write(path, written[form])
        _say(f"wrote {path}")
    if not forms:
        sys.stdout.write(written[arguments.format or "md"])
    return 0


def _rewrite(arguments: argparse.Namespace) -> int:
    from service.terminal import rewrite_text

    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    log = _read_log(arguments.log).log if arguments.log else None
    rubric = _read_rubric(arguments)
    rewritten = _with_casework(lambda casework: casework.rewrite(text, log, rubric))
    _tell(arguments, rewritten, rewrite_text(rewritten))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from service.terminal import checked_text

    if arguments.pairs:
        return _check_pairs(arguments)
    if not arguments.draft or not arguments.log:
        raise Invalid("check needs a DRAFT and --log LOG", mend="Or give --pairs FILE.jsonl")
    draft = _decode(_bytes_of(arguments.draft), arguments.draft)
    log = _read_log(arguments.log).log
    arguments.from_level = arguments.to_level = None
    rubric = _read_rubric(arguments)
    checked = _with_casework(lambda casework: casework.check(draft, log, rubric))
    _tell(arguments, checked, checked_text(checked))
    return 0 if checked.all_supported else 1


def _check_pairs(arguments: argparse.Namespace) -> int:
    rows = list(_pair_rows(arguments.pairs))
    found = False

    async def work(casework: "Casework") -> None:
        nonlocal found
        for id, evidence, claim in rows:
            ruled = casework.check_pair(evidence, claim)
            found = found or ruled.ruling != "supported"
            sys.stdout.write(json.dumps({"id": id, **ruled.model_dump(mode="json")}, ensure_ascii=False) + "\n")

    _with_casework(work)
    return 1 if found else 0


def _map(arguments: argparse.Namespace) -> int:
    from service.terminal import map_text

    reading = _read_log(arguments.log)
    rubric = _read_rubric(arguments)

    async def work(casework: "Casework") -> "BaseModel":
        stored = await casework.keep_log(_owner(), reading.log, reading.unread)
        return await casework.map(_owner(), stored, rubric)

    mapped = _with_casework(work)
    _tell(arguments, mapped, map_text(mapped, rubric, reading.log))  # type: ignore[arg-type]
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from service.terminal import reading_text

    reading = _read_log(arguments.log)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(_canonical(reading.log, reading.unread), ensure_ascii=False, indent=2) + "\n")
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

    import uvicorn

    from service.app import create_app
    from service.settings import read_settings

    loopback = arguments.host == "localhost"
    with contextlib.suppress(ValueError):
        loopback = loopback or ipaddress.ip_address(arguments.host).is_loopback
    if not loopback:
        raise Invalid(
            "Only loopback addresses are served: anybody who reaches another one could read every log",
            mend="Use --host 127.0.0.1",
        )
    app = create_app(read_settings())
    _say(f"promocase: http://{arguments.host}:{arguments.port} (routes at /docs; stop with Ctrl+C)")
    uvicorn.run(app, host=arguments.host, port=arguments.port, log_level="warning", access_log=False)
    return 0


# What they share ------------------------------------------------------------------------------------------------


def _with_casework(work: "Callable[[Casework], Awaitable[T]]") -> T:
    from service.settings import read_settings
    from service.wiring import assemble

    async def run() -> T:
        async with assemble(read_settings(), alone=True) as casework:
            return await work(casework)

    return asyncio.run(run())


def _owner() -> "Owner":  # type: ignore[name-defined]  # noqa: F821
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
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{source} is not UTF-8 text", mend="Save it as UTF-8") from None


def _read_log(source: str) -> "LogReading":
    from service.intake.logs import read_log
    from service.settings import read_settings

    reading = read_log(
        _bytes_of(source), filename=None if source == "-" else source, limit_bytes=read_settings().max_upload_bytes
    )
    if reading.unread:
        _say(
            f"read {len(reading.log)} entries; {len(reading.unread)} lines were not understood (see `promocase import`)"
        )
    return reading


def _read_rubric(arguments: argparse.Namespace) -> "Rubric":
    from service.domain.built_in import built_in_rubric
    from service.intake.rubrics import read_rubric

    if not arguments.rubric:
        if arguments.from_level or arguments.to_level:
            raise Invalid("--from and --to choose levels of a ladder", mend="Name the ladder with --rubric FILE")
        return built_in_rubric()
    return read_rubric(
        _bytes_of(arguments.rubric),
        filename=None if arguments.rubric == "-" else arguments.rubric,
        from_level=arguments.from_level,
        to_level=arguments.to_level,
    )


def _pair_rows(source: str) -> "list[tuple[str, str, str]]":
    rows = []
    for number, line in enumerate(_decode(_bytes_of(source), source).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.append((str(row["id"]), str(row["evidence"]), str(row["claim"])))
        except (ValueError, KeyError, TypeError):
            raise Invalid(
                "A row of pairs cannot be used",
                faults=[Fault(f"line {number}", 'not a JSON object with "id", "evidence" and "claim"')],
                mend='Write one {"id": ..., "evidence": ..., "claim": ...} a line',
            ) from None
    return rows


def _canonical(log: "BragLog", unread: "Sequence[Unread]") -> dict[str, object]:
    return {**log.model_dump(mode="json"), "unread": [line.model_dump(mode="json") for line in unread]}


def _form_of(path: Path) -> str:
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
    sys.stdout.write(value.model_dump_json(indent=2) + "\n" if arguments.format == "json" else words)


def _progress(progress: "Progress") -> None:
    _say(f"[{progress.done}/{progress.total}] {progress.stage.value} {progress.note}".rstrip())


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
