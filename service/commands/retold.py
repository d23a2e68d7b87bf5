"""`promocase brief`, `committee` and `legibility`: what is retold from a packet."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.coaching import put
from service.commands.inputs import packet_id_of
from service.commands.opened import local_owner, with_casework
from service.commands.parser import Commands, OneLineParser, add_command
from service.commands.told import as_json

if TYPE_CHECKING:
    from service.casework import Casework
    from service.domain.retold import Brief, Hearing, Legibility

_DOES = {
    "brief": "one page for whoever presents the case",
    "committee": "what a sceptical meeting would ask, answered from the log alone",
    "legibility": "who has seen each item, and two lines to share it by",
}


def add_retold(commands: "Commands[OneLineParser]") -> None:
    for name, does in _DOES.items():
        parser = add_command(commands, name, _retold, does)
        parser.set_defaults(what=name)
        parser.add_argument("packet", metavar="PACKET", help="a packet's id, or its JSON file")
        parser.add_argument("--format", choices=("md", "json"), default="md")
        parser.add_argument("--out", type=Path, metavar="PATH", help="write here instead")


def _retold(arguments: argparse.Namespace) -> int:
    from service.domain.retold import Brief, Hearing
    from service.rendering.retold import brief_markdown, hearing_markdown, legibility_markdown

    packet = packet_id_of(arguments.packet)

    async def work(casework: "Casework") -> "Brief | Hearing | Legibility":
        coaching = casework.coaching
        if arguments.what != "committee" and casework.chat:
            kept = await coaching.wording(local_owner(), packet)
            # Asked once a packet, and again only where the model failed.
            if kept is None or kept.note:
                await casework.word_items(local_owner(), packet)
        if arguments.what == "brief":
            return await coaching.brief(local_owner(), packet)
        if arguments.what == "committee":
            return await coaching.hearing(local_owner(), packet)
        return await coaching.legibility(local_owner(), packet)

    found = with_casework(work)
    if arguments.format == "json":
        words = as_json(found)
    elif isinstance(found, Brief):
        words = brief_markdown(found)
    else:
        words = hearing_markdown(found) if isinstance(found, Hearing) else legibility_markdown(found)
    put(arguments.out, words)
    return 0
