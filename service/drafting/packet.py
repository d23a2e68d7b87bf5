"""Puts the sections together into the packet: one headline made of counts, the voices, and no entry telling it all."""

from collections.abc import Iterable, Mapping, Sequence
from secrets import token_hex

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.evidence import Standing
from service.domain.language import notices_of
from service.domain.packet import (
    Bullet,
    Corroborator,
    DraftedBy,
    Level,
    Packet,
    PacketId,
    Provenance,
    Section,
    Unread,
    Usage,
)
from service.domain.rubric import Rubric

# An argument that keeps pointing at one piece of work reads as one piece of work.
TELLINGS = 2


def new_packet_id() -> PacketId:
    """A fresh opaque id."""
    return PacketId("p" + token_hex(10))


def assemble_packet(
    *,
    id: PacketId,
    rubric: Rubric,
    sections: Sequence[Section],
    log: BragLog,
    unread: Sequence[Unread] = (),
    provenance: Provenance,
    earlier: Packet | None = None,
) -> Packet:
    """The packet of these sections, in the rubric's order; the next version of `earlier` where it redrafts one."""
    order = {dimension.id: n for n, dimension in enumerate(rubric.dimensions)}
    told = numbered(spread(sorted(sections, key=lambda section: order.get(section.dimension, len(order)))))
    return Packet(
        id=id,
        version=earlier.version + 1 if earlier else 1,
        redrafts=earlier.id if earlier else None,
        rubric=rubric,
        headline=headline(rubric, told),
        sections=tuple(told),
        corroborators=corroborators(told, log.by_id()),
        unread=tuple(unread),
        notices=notices_of(log),
        not_used=_not_used(told, log),
        provenance=provenance,
    )


def _not_used(sections: Sequence[Section], log: BragLog) -> tuple[EntryId, ...]:
    cited = {cite for one in sections for bullet in one.bullets for said in bullet.sentences for cite in said.cites}
    listed = {ranked.entry for section in sections for ranked in section.shortlist}
    return tuple(entry.id for entry in log.entries if entry.id not in cited | listed)


def provenance_of(
    *,
    service: str,
    log: BragLog,
    rubric: Rubric,
    model: str,
    embedder: str,
    prompts: Mapping[str, str],
    usage: Usage,
) -> Provenance:
    """What the packet was made from: digests of every entry and of the rubric, the prompts' stamps, the models."""
    return Provenance(
        service=service,
        prompts=dict(prompts),
        model=model,
        embedder=embedder,
        rubric=f"sha256:{rubric.digest()}",
        entries={entry.id: f"sha256:{entry.digest()}" for entry in log.entries},
        usage=usage,
    )


def headline(rubric: Rubric, sections: Sequence[Section]) -> str:
    """The case in one line: counts and names of dimensions, no praise; plain about a thin log."""
    name = {dimension.id: dimension.name for dimension in rubric.dimensions}
    opening = f"Case for {rubric.to_level}" if rubric.to_level else "Case for the next level"
    many = f"{len(sections)} dimension{'' if len(sections) == 1 else 's'}"
    consistent = [section for section in sections if section.standing is Standing.CONSISTENT]
    sometimes = [section for section in sections if section.standing is Standing.SOMETIMES]
    if not consistent and not sometimes:
        return f"{opening}: no dimension of {len(sections)} is shown at the next level yet."
    if consistent:
        counted = f"{len(consistent)} of {many} shown consistently"
        if sometimes:
            counted += f", {len(sometimes)} sometimes"
    else:
        counted = f"no dimension of {len(sections)} shown consistently yet, {len(sometimes)} sometimes"
    strongest = _strongest(consistent or sometimes)
    if strongest is not None:
        counted += f". Most evidence: {name.get(strongest.dimension, strongest.dimension)}"
    missing = [name.get(s.dimension, s.dimension) for s in sections if s.standing is Standing.NOT_YET]
    if missing:
        counted += f". Not shown yet: {_listed(missing)}"
    return f"{opening}: {counted}."


def corroborators(sections: Iterable[Section], entries: Mapping[EntryId, BragEntry]) -> tuple[Corroborator, ...]:
    """Everybody quoted in an entry the packet uses, under one name each, most entries first."""
    used = dict.fromkeys(
        entry
        for section in sections
        for entry in [
            *(cite for bullet in section.bullets for sentence in bullet.sentences for cite in sentence.cites),
            *(ranked.entry for ranked in section.shortlist),
        ]
    )
    names: dict[str, str] = {}
    roles: dict[str, str | None] = {}
    spoken: dict[str, dict[EntryId, None]] = {}
    for id in used:
        for said in entries[id].corroborations if id in entries else ():
            key = " ".join(said.who.split()).casefold()
            names.setdefault(key, " ".join(said.who.split()))
            roles[key] = roles.get(key) or said.role
            spoken.setdefault(key, {})[id] = None
    found = [Corroborator(who=names[key], role=roles[key], entries=tuple(spoken[key])) for key in names]
    return tuple(sorted(found, key=lambda voice: (-len(voice.entries), voice.who.casefold())))


def spread(sections: Sequence[Section]) -> list[Section]:
    """No entry is told in more than two dimensions while the others of a section can stand without it.

    What is left out of a section is named in its note: a packet hides nothing.
    """
    tellings: dict[EntryId, int] = {}
    spread_out: list[Section] = []
    for section in sections:
        fresh = [bullet for bullet in section.bullets if not _worn(bullet, tellings)]
        worn = [bullet for bullet in section.bullets if _worn(bullet, tellings)]
        kept = fresh or worn[:1]
        dropped = [bullet for bullet in section.bullets if bullet not in kept]
        for entry in {cite for bullet in kept for cite in _cites(bullet)}:
            tellings[entry] = tellings.get(entry, 0) + 1
        if dropped:
            named = _listed(sorted({cite for bullet in dropped for cite in _cites(bullet)}))
            note = f"Also relevant here, and told above: {named}"
            section = section.model_copy(
                update={"bullets": tuple(kept), "note": f"{section.note.rstrip('.')}. {note}" if section.note else note}
            )
        spread_out.append(section)
    return spread_out


def numbered(sections: Iterable[Section]) -> list[Section]:
    """Bullets under ids that are unique in the packet: `scope-1`."""
    return [
        section.model_copy(
            update={
                "bullets": tuple(
                    bullet.model_copy(update={"id": f"{section.dimension}-{n}"})
                    for n, bullet in enumerate(section.bullets, start=1)
                )
            }
        )
        for section in sections
    ]


def drafted_by(packet: Packet) -> frozenset[DraftedBy]:
    """Who wrote the packet's bullets."""
    return frozenset(bullet.drafted_by for section in packet.sections for bullet in section.bullets)


def _strongest(sections: Sequence[Section]) -> Section | None:
    def weight(section: Section) -> int:
        return len({cite for b in section.bullets if b.shows.level is Level.NEXT for cite in _cites(b)})

    best = max(sections, key=weight, default=None)
    return best if best is not None and weight(best) > 0 else None


def _worn(bullet: Bullet, tellings: Mapping[EntryId, int]) -> bool:
    return all(tellings.get(entry, 0) >= TELLINGS for entry in _cites(bullet))


def _cites(bullet: Bullet) -> tuple[EntryId, ...]:
    return tuple(dict.fromkeys(cite for sentence in bullet.sentences for cite in sentence.cites))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
