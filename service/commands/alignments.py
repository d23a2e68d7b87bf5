"""`promocase align` and `agenda`: what two people agreed, and what to go through when they meet next."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.coaching import put
from service.commands.decisions import day_of
from service.commands.inputs import log_of, say_unread
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command
from service.commands.told import as_json, say
from service.errors import Invalid

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.alignments import Agenda, Alignment, Confirmation


def add_align(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "align", _align, "keep what you and your manager agreed, or confirm it")
    parser.add_argument("--on", required=True, metavar="DATE", help="the day, as 2026-06-30")
    parser.add_argument("--person", metavar="NAME", help="whose promotion it is about")
    parser.add_argument("--manager", metavar="NAME", help="who will speak for it")
    parser.add_argument("--target", metavar="LEVEL", help="the level aimed at")
    parser.add_argument("--enough", action="append", default=[], metavar="TEXT", help="evidence that would be enough")
    parser.add_argument("--missing", action="append", default=[], metavar="TEXT", help="what is missing so far")
    parser.add_argument("--next", metavar="DATE", help="the next check-in")
    parser.add_argument("--log", help="your brag log, for the agenda")
    parser.add_argument("--confirm", metavar="ID", help="confirm this one instead, with --by and --words")
    parser.add_argument("--by", metavar="NAME", help="who confirms it")
    parser.add_argument("--words", metavar="TEXT", help="what they wrote, word for word")
    _add_forms(parser)


def add_agenda(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "agenda", _agenda, "what to go through at the next talk about what was agreed")
    parser.add_argument("alignment", nargs="?", metavar="ID", help="an alignment's id (default: the latest)")
    _add_forms(parser)


def _add_forms(parser: OneLineParser) -> None:
    parser.add_argument("--format", choices=("md", "json"), default="md")
    parser.add_argument("--out", type=Path, metavar="PATH", help="write here instead")


def _align(arguments: argparse.Namespace) -> int:
    from service.domain.notes import NoteId

    if arguments.confirm:
        confirmation = _confirmation(arguments)

        async def confirm(casework: "Casework") -> "Agenda":
            kept = await casework.coaching.confirm(local_owner(), NoteId(arguments.confirm), confirmation)
            return await casework.coaching.agenda(local_owner(), kept.alignment.id)

        return _told(arguments, with_casework(confirm))
    alignment = _alignment(arguments)
    reading = log_of(arguments.log) if arguments.log else None

    async def keep(casework: "Casework") -> "Agenda":
        stored = await casework.keep_log(local_owner(), reading.log, reading.unread) if reading else None
        made = alignment.model_copy(update={"log": stored.id if stored else None})
        kept = await casework.coaching.keep_alignment(local_owner(), made)
        return await casework.coaching.agenda(local_owner(), kept.alignment.id)

    found = with_casework(keep)
    say_unread(reading)
    say(f"kept as {found.aligned.alignment.id}")
    return _told(arguments, found)


def _alignment(arguments: argparse.Namespace) -> "Alignment":
    from service.domain.alignments import Alignment
    from service.domain.notes import NoteId

    when, following = day_of(arguments.on, "--on"), day_of(arguments.next, "--next")
    if when is None or not (arguments.person and arguments.manager and arguments.target):
        raise Invalid("An alignment names two people and a level", mend="Give --person, --manager and --target")
    return Alignment(
        id=NoteId("new"),
        when=when,
        person=arguments.person,
        manager=arguments.manager,
        target_level=arguments.target,
        enough=tuple(arguments.enough),
        missing=tuple(arguments.missing),
        next_check_in=following,
    )


def _confirmation(arguments: argparse.Namespace) -> "Confirmation":
    from service.domain.alignments import Confirmation

    when = day_of(arguments.on, "--on")
    if when is None or not (arguments.by and arguments.words):
        raise Invalid("A confirmation is somebody's words", mend="Give --by NAME and --words TEXT")
    return Confirmation(who=arguments.by, when=when, words=arguments.words)


def _agenda(arguments: argparse.Namespace) -> int:
    from service.domain.notes import NoteId

    async def work(casework: "Casework") -> "Agenda":
        asked: NoteId | None = NoteId(arguments.alignment) if arguments.alignment else None
        if asked is None:
            kept = await casework.coaching.alignments(local_owner())
            if not kept:
                raise Invalid("No alignment is kept here", mend="Keep one with `promocase align`")
            asked = max(kept, key=lambda one: (one.when, one.id)).id
        return await casework.coaching.agenda(local_owner(), asked)

    return _told(arguments, with_casework(work))


def _told(arguments: argparse.Namespace, found: "Agenda") -> int:
    from service.rendering.alignment import agenda_markdown

    put(arguments.out, as_json(found) if arguments.format == "json" else agenda_markdown(found))
    return 0
