"""`promocase token`: access tokens made, listed and revoked by whoever runs the service."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from service.commands.parser import Commands, OneLineParser, add_command, add_format
from service.commands.told import json_line, say

if TYPE_CHECKING:
    from service.access import Access
    from service.domain.access import Token

T = TypeVar("T")


def add_token(commands: "Commands[OneLineParser]") -> None:
    parser = add_command(commands, "token", _list, "access tokens, for a service that more than one person uses")
    doing = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=OneLineParser)
    create = add_command(doing, "create", _create, "make a token: its secret is told once, on standard output")
    create.add_argument("--owner", required=True, metavar="NAME", help="whose logs and packets it opens")
    create.add_argument("--label", default="", help="what it is for, to know it again in the list")
    create.add_argument("--expires", type=_days, metavar="DAYS", help="how long it lasts (default: until revoked)")
    listed = add_command(doing, "list", _list, "every token, never a secret")
    add_format(listed)
    revoke = add_command(doing, "revoke", _revoke, "end a token at once")
    revoke.add_argument("id", metavar="ID", help="as `promocase token list` shows it")


def _days(words: str) -> int:
    if not words.isascii() or not words.isdigit():
        raise argparse.ArgumentTypeError("not a number of days")
    return int(words)


def _create(arguments: argparse.Namespace) -> int:
    from service.domain.brag import Owner

    owner = Owner(arguments.owner)
    token, secret = _with_access(lambda access: access.create(owner, label=arguments.label, days=arguments.expires))
    sys.stdout.write(f"{secret}\n")
    until = f"until {token.expires_at:%Y-%m-%d}" if token.expires_at else "until it is revoked"
    say(f"promocase: {token.id} opens what belongs to {token.owner}, {until}. The secret is not shown again.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    tokens = _with_access(lambda access: access.tokens())
    if arguments.format == "json":
        sys.stdout.write(json_line([token.model_dump(mode="json") for token in tokens], indent=2) + "\n")
    else:
        for token in tokens:
            sys.stdout.write(f"{_line(token)}\n")
    return 0


def _line(token: "Token") -> str:
    told = [str(token.id), token.owner, f"made {token.made_at:%Y-%m-%d}"]
    told += [f"expires {token.expires_at:%Y-%m-%d}"] if token.expires_at else []
    told += [f"revoked {token.revoked_at:%Y-%m-%d}"] if token.revoked_at else []
    told += [f"last used {token.used_on}" if token.used_on else "never used"]
    return "  ".join([*told, token.label]).rstrip()


def _revoke(arguments: argparse.Namespace) -> int:
    from service.domain.access import TokenId

    _with_access(lambda access: access.revoke(TokenId(arguments.id)))
    say(f"promocase: {arguments.id} opens nothing any more.")
    return 0


def _with_access(work: "Callable[[Access], Awaitable[T]]") -> T:
    """What `work` returns on the tokens of the settings' database; raises what it and the wiring raise."""
    from service.settings import read_settings
    from service.wiring import access_of

    async def run() -> T:
        async with access_of(read_settings()) as access:
            return await work(access)

    return asyncio.run(run())
