"""`promocase draft`, `redraft`, `changes` and `map`: a log against a rubric, and what became of a packet."""

import argparse
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.inputs import log_of, packet_id_of, rubric_of, say_unread
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command, add_format, add_log, add_rubric
from service.commands.told import as_json, form_of, printed_form, put_out, say, say_progress, tell, write_whole
from service.errors import Invalid, Unreadable

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.brag import BragLog
    from service.domain.evidence import CaseMap
    from service.domain.packet import Packet


def add_draft(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "draft", _draft, "log to packet")
    add_log(parser)
    add_rubric(parser)
    _add_forms(parser)


def add_redraft(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(
        commands, "redraft", _redraft, "a packet's next version; sections whose evidence stands are carried over"
    )
    parser.add_argument("packet", metavar="PACKET", help="a packet's id, or its JSON file")
    _add_forms(parser)


def add_changes(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "changes", _changes, "what changed from one version of a packet to another")
    parser.add_argument("packet", metavar="PACKET", help="a packet's id, or its JSON file")
    parser.add_argument("--against", metavar="PACKET", help="compare with this one (default: the one it redrafts)")
    parser.add_argument("--format", choices=("md", "json"), default="md")


def _add_forms(parser: OneLineParser) -> None:
    parser.add_argument(
        "--format", choices=("md", "json", "docx", "pdf"), help="what to print (default: md), or write to --out"
    )
    parser.add_argument(
        "--out",
        action="append",
        type=Path,
        default=[],
        metavar="PATH",
        help="write here instead (.md, .docx, .pdf or .json); repeat for more forms",
    )
    parser.add_argument(
        "--template", type=Path, metavar="DOCX", help="fill in this Word document of your company's (docs/formats.md)"
    )
    parser.add_argument(
        "--clean", action="store_true", help="for a committee: without what was left out, asked, not read or not used"
    )


def _template_of(arguments: argparse.Namespace, forms: "list[tuple[Path, str]]") -> bytes | None:
    """The bytes of --template; raises Invalid where no form asked for is made from one."""
    path: Path | None = arguments.template
    if path is None:
        return None
    if not any(form == "docx" for _, form in forms):
        raise Invalid("--template is for Word", mend="Say --out with a path that ends in .docx")
    try:
        return path.read_bytes()
    except OSError as failed:
        raise Unreadable(f"{path} cannot be read ({failed.strerror})", mend="Name a .docx file") from None


def add_map(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "map", _map, "evidence per dimension, all entries ranked")
    add_log(parser)
    add_rubric(parser)
    add_format(parser)


def _draft(arguments: argparse.Namespace) -> int:
    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log)

    async def work(casework: "Casework") -> "tuple[Packet, BragLog]":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        return await casework.draft(local_owner(), stored, rubric, watch=say_progress), stored.log

    return _written(arguments, work, lambda: say_unread(reading))


def _redraft(arguments: argparse.Namespace) -> int:
    packet = packet_id_of(arguments.packet)

    async def work(casework: "Casework") -> "tuple[Packet, BragLog]":
        fresh = await casework.touched(local_owner(), packet)
        drafted = await casework.redraft(local_owner(), packet, watch=say_progress)
        from service.terminal import counted

        say(f"version {drafted.version}: {len(fresh)} of {counted(len(drafted.sections), 'section')} drafted anew")
        return drafted, (await casework.packet(local_owner(), drafted.id)).log

    return _written(arguments, work, lambda: None)


def _written(
    arguments: argparse.Namespace,
    work: "Callable[[Casework], Awaitable[tuple[Packet, BragLog]]]",
    told: "Callable[[], None]",
) -> int:
    """Does the work, and puts the packet where the arguments say, in every form asked for."""
    forms = [(path, form_of(path, arguments.format)) for path in arguments.out]
    printed = "" if forms else printed_form(arguments.format or "md")
    template = _template_of(arguments, forms)
    packet, log = with_casework(work)
    told()
    for path, form in forms:
        write_whole(path, _in_form(form, packet, log, template, clean=arguments.clean))
        say(f"wrote {path}")
    if printed:
        put_out(_in_form(printed, packet, log, template, clean=arguments.clean))
    return 0


def _in_form(form: str, packet: "Packet", log: "BragLog", template: bytes | None, *, clean: bool) -> str | bytes:
    # Each form costs its own library: only those asked for are loaded.
    match form:
        case "json":
            return as_json(packet)
        case "pdf":
            from service.rendering.packet_pdf import packet_pdf

            return packet_pdf(packet, log, clean=clean)
        case "docx" if template is not None:
            from service.rendering.company.packet import company_docx

            return company_docx(packet, log, template, clean=clean)
        case "docx":
            from service.rendering.packet_docx import packet_docx

            return packet_docx(packet, log, clean=clean)
        case _:
            from service.rendering.markdown import packet_markdown

            return packet_markdown(packet, log, clean=clean)


def _changes(arguments: argparse.Namespace) -> int:
    from service.rendering.packet_diff import diff_markdown

    packet = packet_id_of(arguments.packet)
    against = packet_id_of(arguments.against) if arguments.against else None
    found = with_casework(lambda casework: casework.packet_diff(local_owner(), packet, against))
    sys.stdout.write(as_json(found) if arguments.format == "json" else diff_markdown(found))
    return 0


def _map(arguments: argparse.Namespace) -> int:
    from service.terminal import map_text

    rubric = rubric_of(arguments.rubric, arguments.from_level, arguments.to_level)
    reading = log_of(arguments.log)

    async def work(casework: "Casework") -> "CaseMap":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread)
        return await casework.map(local_owner(), stored, rubric)

    mapped = with_casework(work)
    say_unread(reading)
    tell(arguments, mapped, map_text(mapped, rubric, reading.log))
    return 0
