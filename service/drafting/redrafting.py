"""Which sections of an earlier packet still stand as they are: a redraft touches the others, and pays for no more."""

from collections.abc import Mapping, Sequence

from service.domain.brag import BragLog, EntryId, LogId
from service.domain.evidence import Shortlist
from service.domain.gaps import Gap
from service.domain.packet import Level, Packet, PacketId, Ranked, Section
from service.domain.rubric import Dimension, DimensionId, Rubric
from service.drafting.replies import BULLETS
from service.errors import Conflict
from service.ports import StoredPacket

_NO_MODEL = "none"


def standing_sections(
    earlier: Packet,
    drafted: Sequence[Section],
    log: BragLog,
    rubric: Rubric,
    shortlists: Sequence[Shortlist],
    *,
    model: str,
    prompts: Mapping[str, str],
) -> dict[DimensionId, Section]:
    """The sections that would be drafted from just what they were drafted from; `drafted` are those of the packet
    before entries told twice were thinned out, `prompts` the stamps of all prompts as they are now."""
    made = earlier.provenance
    if made.model != model or any(prompts.get(id) != stamp for id, stamp in made.prompts.items()):
        return {}
    then = {dimension.id: dimension for dimension in earlier.rubric.dimensions}
    sections = {section.dimension: section for section in drafted}
    digests = {entry.id: f"sha256:{entry.digest()}" for entry in log.entries}
    found: dict[DimensionId, Section] = {}
    for dimension, listed in zip(rubric.dimensions, shortlists, strict=True):
        section = sections.get(dimension.id)
        if section is None or then.get(dimension.id) != dimension or _was_short_of_its_model(section, model):
            continue
        if _lists_the_same(section, listed, made.entries, digests):
            found[dimension.id] = section
    return found


def source_of(stored: StoredPacket) -> LogId:
    """The log that a packet goes on from; raises Conflict where none is known."""
    if stored.source is None:
        raise Conflict("This packet does not know which log it was drafted from", mend="Draft a new one from the log")
    return stored.source


def earlier_of(packet: Packet) -> PacketId:
    """The packet that this one redrafts; raises Conflict for a first version."""
    if packet.redrafts is None:
        raise Conflict("This is the first version of its packet", mend="Name the packet to compare it with")
    return packet.redrafts


def carried(section: Section, listed: Shortlist, gaps: Sequence[Gap]) -> Section:
    """The section letter for letter, with the standing, scores and gaps of now."""
    return section.model_copy(
        update={
            "standing": listed.standing,
            "why_this_standing": listed.why_this_standing,
            "shortlist": tuple(Ranked(entry=r.entry, score=r.score, strength=r.strength) for r in listed.evidence),
            "gaps": tuple(gaps),
        }
    )


def touched(standing: Mapping[DimensionId, Section], rubric: Rubric) -> tuple[Dimension, ...]:
    """The dimensions whose sections a redraft would draft anew, in the rubric's order."""
    return tuple(dimension for dimension in rubric.dimensions if dimension.id not in standing)


def _was_short_of_its_model(section: Section, model: str) -> bool:
    """Whether a model failed when it was drafted: another attempt may do better."""
    return model != _NO_MODEL and bool(section.note)


def _lists_the_same(
    section: Section, listed: Shortlist, before: Mapping[EntryId, str], now: Mapping[EntryId, str]
) -> bool:
    ids = [ranked.entry for ranked in listed.evidence[:BULLETS]]
    if ids != [ranked.entry for ranked in section.shortlist[:BULLETS]]:
        return False
    levels = {ranked.entry: Level.NEXT if ranked.shows_next else Level.CURRENT for ranked in listed.evidence}
    same_levels = all(levels.get(bullet.before[0].entry) is bullet.shows.level for bullet in section.bullets)
    return same_levels and all(before.get(id) == now[id] for id in ids)
