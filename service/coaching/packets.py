"""Released sentences of a packet with those their entries credit: what everything retold from a packet is made of."""

from collections.abc import Iterator, Mapping

from service.coaching.quoting import credits_of, says_we
from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.packet import Bullet, Packet, Section, Sentence
from service.domain.quantities import changes, quantities
from service.domain.retold import Released


def released(sentence: Sentence, entries: Mapping[EntryId, BragEntry]) -> Released:
    """The sentence as released, with the people its entries name and it does not."""
    cited = [entries[id] for id in sentence.cites if id in entries]
    named = [name for entry in cited for name in credits_of(entry) if name not in sentence.text]
    return Released(
        text=sentence.text,
        cites=sentence.cites,
        credits=tuple(dict.fromkeys(named)),
        shared=any(says_we(entry) for entry in cited),
    )


def telling_of(bullet: Bullet) -> Sentence:
    """The sentence a bullet is retold by: one with a before and after, else with a figure, else its first."""
    return max(bullet.sentences, key=lambda one: 2 * bool(changes(one.text)) + bool(quantities(one.text)))


def bullets(packet: Packet) -> Iterator[tuple[Section, Bullet]]:
    """Every bullet with its section; one that retells the entries of an earlier one is left out."""
    told: set[frozenset[EntryId]] = set()
    for section in packet.sections:
        for bullet in section.bullets:
            cites = frozenset(id for sentence in bullet.sentences for id in sentence.cites)
            if cites not in told:
                told.add(cites)
                yield section, bullet


def names_of(packet: Packet) -> dict[str, str]:
    """The names of the rubric's dimensions by their ids."""
    return {dimension.id: dimension.name for dimension in packet.rubric.dimensions}


def cited_in(bullet: Bullet, log: BragLog) -> tuple[BragEntry, ...]:
    """The entries a bullet rests on, in the order cited."""
    entries = log.by_id()
    ids = dict.fromkeys(id for sentence in bullet.sentences for id in sentence.cites)
    return tuple(entries[id] for id in ids if id in entries)
