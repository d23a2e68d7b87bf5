"""`promocase trail`: what programs recorded of somebody's work, as candidates to write one's own entries beside."""

import argparse
import sys
from datetime import date

from service.commands.inputs import bytes_of, naming
from service.commands.parser import Commands, OneLineParser, add_command
from service.commands.told import as_json

_KINDS = ("git", "github", "gitlab", "jira", "ics")


def add_trail(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(
        commands, "trail", _trail, "candidates from git, GitHub, GitLab, Jira or a calendar; no network"
    )
    parser.add_argument("source", metavar="SOURCE", help="a git repository, or an exported file; - for standard input")
    parser.add_argument("--kind", choices=_KINDS, help="what it was exported from (default: told by the file)")
    parser.add_argument("--author", help="whose work: a name, login or e-mail")
    parser.add_argument("--since", type=_day, metavar="DAY", help="the first day, as 2026-03-14")
    parser.add_argument("--until", type=_day, metavar="DAY", help="the last day")
    parser.add_argument("--format", choices=("md", "json"), default="md")


def _trail(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from service.errors import Invalid
    from service.intake.trails.reading import read_repository, read_trail
    from service.intake.trails.telling import trail_markdown
    from service.intake.trails.trail import Asked, TrailKind
    from service.settings import read_settings

    asked = Asked(arguments.author, arguments.since, arguments.until)
    kind = TrailKind(arguments.kind) if arguments.kind else None
    source = arguments.source
    is_folder = source != "-" and Path(source).is_dir()
    if is_folder and kind not in (None, TrailKind.GIT):
        raise Invalid(f"{source} is a folder", mend="Name the exported file; only a git repository is a folder")
    raw = b"" if is_folder else bytes_of(source)
    with naming(source):
        if is_folder:
            trail = read_repository(Path(source), asked)
        else:
            trail = read_trail(raw, asked, kind=kind, limit_bytes=read_settings().max_upload_bytes)
    sys.stdout.write(as_json(trail) if arguments.format == "json" else trail_markdown(trail))
    return 0


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2026-03-14") from None
