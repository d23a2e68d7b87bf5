"""Released sentences of a packet with those their entries credit: what everything retold from a packet is made of."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from service.coaching.quoting import credits_of, says_we
from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.packet import Bullet, DraftedBy, Packet, Section, Sentence
from service.domain.quantities import changes, quantities
from service.domain.retold import Released, Wording

NOTHING_TOLD: Mapping[EntryId, str] = MappingProxyType({})


def released(
    sentence: Sentence, entries: Mapping[EntryId, BragEntry], tellings: Mapping[EntryId, str] = NOTHING_TOLD
) -> Released:
    """The sentence as released, or its one entry's telling in its place, with the people its entries name and it does
    not."""
    cited = [entries[id] for id in sentence.cites if id in entries]
    telling = tellings.get(sentence.cites[0]) if len(sentence.cites) == 1 else None
    text = telling or sentence.text
    named = [name for entry in cited for name in credits_of(entry) if name not in text]
    return Released(
        text=text,
        cites=sentence.cites,
        credits=tuple(dict.fromkeys(named)),
        shared=any(says_we(entry) for entry in cited),
        by_model=telling is not None,
    )


def items_of(packet: Packet) -> dict[EntryId, str]:
    """What is retold from a packet, by the entry it tells, each dimension's strongest first.

    A bullet that the person worded stays in their words, as does one that rests on several entries.
    """
    told: dict[EntryId, list[str]] = {}
    own: set[EntryId] = set()
    ranked = sorted(
        ((place, bullet) for section in packet.sections for place, bullet in enumerate(section.bullets)),
        key=lambda one: one[0],
    )
    for _, bullet in ranked:
        said = telling_of(bullet)
        if bullet.drafted_by is DraftedBy.PERSON:
            own.update(said.cites)
        elif len(said.cites) == 1:
            told.setdefault(said.cites[0], []).append(said.text)
    return {entry: " ".join(said) for entry, said in told.items() if entry not in own}


def tellings_of(wording: Wording | None) -> dict[EntryId, str]:
    """What a model made of a packet's items, by entry."""
    return {one.entry: one.text for one in wording.tellings} if wording else {}


def worded(wording: Wording | None) -> str:
    """Whose words stand there, in a sentence or two; nothing where no model was asked."""
    if wording is None:
        return ""
    told = [wording.note] if wording.note else []
    if wording.tellings:
        items = "item" if len(wording.tellings) == 1 else "items"
        told.append(f"A model worded {len(wording.tellings)} {items}, each sentence checked against its entry.")
    if wording.refused or wording.note:
        told.append("Where a model's sentence did not hold, or there is none, the packet's own stands.")
    return " ".join(told)


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
