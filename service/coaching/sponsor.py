"""The page a manager retells the case from: released sentences, those to call, and the weak spots said first."""

from collections.abc import Mapping

from service.coaching.packets import names_of, released, telling_of, tellings_of, worded
from service.coaching.quoting import quotes
from service.domain.brag import BragLog, EntryId
from service.domain.evidence import Standing
from service.domain.packet import Packet, Section
from service.domain.retold import Brief, Released, Strongest, Voice, Weakness, Wording

SENTENCES = 3
VOICES = 6
LACKS = 2
_ORDER = {Standing.CONSISTENT: 0, Standing.SOMETIMES: 1, Standing.NOT_YET: 2}


def brief(packet: Packet, log: BragLog, wording: Wording | None = None) -> Brief:
    """The sponsor's page of a packet and the log it was drafted from, in a model's words where there are any."""
    names = names_of(packet)
    tellings = tellings_of(wording)
    strongest = tuple(
        Strongest(
            dimension=section.dimension,
            name=names.get(section.dimension, section.dimension),
            standing=section.standing,
            item=_item(section, log, tellings),
        )
        for section in packet.sections
    )
    weak = [section for section in packet.sections if section.standing is not Standing.CONSISTENT]
    return Brief(
        packet=packet.id,
        target_level=packet.rubric.to_level,
        headline=packet.headline,
        case=_case(strongest),
        strongest=strongest,
        voices=_voices(packet, log),
        weak=tuple(
            Weakness(
                dimension=section.dimension,
                name=names.get(section.dimension, section.dimension),
                why=section.why_this_standing,
                answer=_item(section, log, tellings),
                lacks=tuple(gap.question for gap in section.gaps[:LACKS]),
            )
            for section in weak
        ),
        wording=worded(wording),
    )


def _item(section: Section, log: BragLog, tellings: Mapping[EntryId, str]) -> Released | None:
    return released(telling_of(section.bullets[0]), log.by_id(), tellings) if section.bullets else None


def _case(strongest: tuple[Strongest, ...]) -> tuple[Released, ...]:
    """At most three sentences of different entries, from the dimensions that stand best."""
    ordered = sorted(strongest, key=lambda one: _ORDER[one.standing])
    found: list[Released] = []
    for one in ordered:
        if one.item is not None and not any(set(one.item.cites) & set(other.cites) for other in found):
            found.append(one.item)
    return tuple(found[:SENTENCES])


def _voices(packet: Packet, log: BragLog) -> tuple[Voice, ...]:
    cited = {
        id for section in packet.sections for one in section.bullets for said in one.sentences for id in said.cites
    }
    found: dict[str, Voice] = {}
    for entry in log.entries:
        for said in quotes(entry) if entry.id in cited else ():
            assert said.speaker is not None
            known = found.get(said.speaker)
            spoken = (*known.said, said) if known else (said,)
            found[said.speaker] = Voice(
                who=said.speaker, role=said.role or (known.role if known else None), said=spoken
            )
    return tuple(sorted(found.values(), key=lambda voice: -len(voice.said)))[:VOICES]
