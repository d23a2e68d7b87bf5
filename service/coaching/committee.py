"""The questions of a sceptical meeting, each answered by the entries' own sentences or said to be unanswerable."""

import re
from collections.abc import Callable, Sequence

from service.coaching.packets import bullets, cited_in, names_of, released, telling_of
from service.coaching.quoting import partners_of, quotes, said, says_we, telling
from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry, BragLog
from service.domain.coached import Quoted
from service.domain.evidence import Standing
from service.domain.packet import Packet, Section
from service.domain.quantities import changes
from service.domain.reach import Reach, reach_of
from service.domain.retold import Answer, Doubt, Hearing, Questioned

_MINE = re.compile(r"\bI(?:'ve|'d)?\s+(?!think|guess|hope|was|am|had|know|believe|suppose)\w+|\b[Mm]y part\b")

COLLECT = {
    Doubt.WHOSE: "Write down which part was yours and which was whose, and have one of them confirm it.",
    Doubt.BASELINE: "Find what it was before: a report, a ticket count, somebody who remembers. Say if it is rough.",
    Doubt.FLUKE: "Find or do a second and third piece of such work, in another quarter.",
    Doubt.WITNESS: "Ask somebody who saw it for a sentence in writing, with their name and role.",
    Doubt.REACH: "Find out who else uses it or was helped, and have one of them say so.",
    Doubt.WHEN: "Write down the day or the month.",
}


def hearing(packet: Packet, log: BragLog) -> Hearing:
    """What would be asked of each bullet."""
    names = names_of(packet)
    entries = log.by_id()
    return Hearing(
        packet=packet.id,
        items=tuple(
            Questioned(
                dimension=section.dimension,
                name=names.get(section.dimension, section.dimension),
                item=released(telling_of(bullet), entries),
                answers=_answers(cited_in(bullet, log), section, log),
            )
            for section, bullet in bullets(packet)
        ),
    )


def _answers(cited: Sequence[BragEntry], section: Section, log: BragLog) -> tuple[Answer, ...]:
    own = [quoted for entry in cited for quoted in said(entry)]
    found = {
        Doubt.WHOSE: [quoted for entry in cited for quoted in _whose(entry)],
        Doubt.BASELINE: _telling(own, lambda words: bool(changes(words))),
        Doubt.FLUKE: _others(section, log),
        Doubt.WITNESS: [quoted for entry in cited for quoted in quotes(entry)],
        Doubt.REACH: _telling(own, lambda words: reach_of(words) >= Reach.TEAM),
        Doubt.WHEN: [quoted for quoted in own if quoted.when.known][:1],
    }
    return tuple(
        Answer(doubt=doubt, evidence=tuple(evidence), collect="" if evidence else COLLECT[doubt])
        for doubt, evidence in found.items()
    )


def _telling(own: Sequence[Quoted], tells: Callable[[str], bool]) -> list[Quoted]:
    return [quoted for quoted in own if tells(quoted.words)]


def _whose(entry: BragEntry) -> list[Quoted]:
    """The sentences that say whose hand it was. Where the entry tells it as several people's, only those that tell the
    writer's own part apart."""
    own = said(entry)
    if says_we(entry) or partners_of(entry):
        return [quoted for quoted in own if _MINE.search(quoted.words)]
    return [quoted for quoted in own if agency_of(quoted.words) > Agency.CONTRIBUTED]


def _others(section: Section, log: BragLog) -> list[Quoted]:
    """One sentence of each entry of the section, where it stands as shown consistently."""
    if section.standing is not Standing.CONSISTENT:
        return []
    entries = log.by_id()
    listed = [entries[ranked.entry] for ranked in section.shortlist if ranked.entry in entries]
    return [quoted for entry in listed if (quoted := telling(entry))]
