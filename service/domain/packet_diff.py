"""What changed from one version of a packet to another, section by section, in words a person can follow."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from service.domain.brag import EntryId
from service.domain.evidence import Standing
from service.domain.packet import Bullet, Packet, PacketId, Section
from service.domain.rubric import DimensionId
from service.domain.word_diff import Piece, word_diff


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reworded(_Value):
    """A bullet about the same entry, in other words."""

    entry: EntryId
    words: tuple[Piece, ...]


class Told(_Value):
    """A bullet that only one of the two has."""

    entry: EntryId
    words: str


class SectionDiff(_Value):
    """One dimension in both packets; `before` and `after` are None where a packet lacks the section.

    `resolved` and `withheld` are the sentences withheld then alone, and now alone; `closed` and `opened` the gap
    questions; `unverified` the person's own words that are new and not borne out. `is_same` tells that no bullet,
    withheld sentence or standing moved.
    """

    dimension: DimensionId
    name: str
    before: Standing | None
    after: Standing | None
    added: tuple[Told, ...] = ()
    removed: tuple[Told, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    resolved: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        moved = self.added or self.removed or self.reworded or self.resolved or self.withheld or self.unverified
        return self.before is self.after and not moved


class PacketDiff(_Value):
    """Two packets beside each other; entries are told new or changed by their digests."""

    before: PacketId
    after: PacketId
    before_version: int
    after_version: int
    before_headline: str
    after_headline: str
    sections: tuple[SectionDiff, ...]
    new_entries: tuple[EntryId, ...] = ()
    changed_entries: tuple[EntryId, ...] = ()
    missing_entries: tuple[EntryId, ...] = ()


def packet_diff(before: Packet, after: Packet) -> PacketDiff:
    """What of `after` is not as in `before`, in the order of the newer rubric, then what only the older had."""
    old = {section.dimension: section for section in before.sections}
    new = {section.dimension: section for section in after.sections}
    names = {dimension.id: dimension.name for packet in (before, after) for dimension in packet.rubric.dimensions}
    then, now = before.provenance.entries, after.provenance.entries
    return PacketDiff(
        before=before.id,
        after=after.id,
        before_version=before.version,
        after_version=after.version,
        before_headline=before.headline,
        after_headline=after.headline,
        sections=tuple(
            _section(names.get(id, str(id)), id, old.get(id), new.get(id)) for id in dict.fromkeys((*new, *old))
        ),
        new_entries=tuple(entry for entry in now if entry not in then),
        changed_entries=tuple(entry for entry in now if entry in then and then[entry] != now[entry]),
        missing_entries=tuple(entry for entry in then if entry not in now),
    )


def _section(name: str, id: DimensionId, before: Section | None, after: Section | None) -> SectionDiff:
    was, is_now = _bullets(before), _bullets(after)
    return SectionDiff(
        dimension=id,
        name=name,
        before=before.standing if before else None,
        after=after.standing if after else None,
        added=tuple(Told(entry=entry, words=words) for entry, words in is_now.items() if entry not in was),
        removed=tuple(Told(entry=entry, words=words) for entry, words in was.items() if entry not in is_now),
        reworded=tuple(
            Reworded(entry=entry, words=word_diff(was[entry], words))
            for entry, words in is_now.items()
            if entry in was and was[entry] != words
        ),
        resolved=_without(_withheld(before), _withheld(after)),
        withheld=_without(_withheld(after), _withheld(before)),
        closed=_without(_asked(before), _asked(after)),
        opened=_without(_asked(after), _asked(before)),
        unverified=_without(_unverified(after), _unverified(before)),
    )


def _bullets(section: Section | None) -> dict[EntryId, str]:
    return {_home(bullet): _words(bullet) for bullet in section.bullets} if section else {}


def _home(bullet: Bullet) -> EntryId:
    return bullet.before[0].entry


def _words(bullet: Bullet) -> str:
    return " ".join(sentence.text for sentence in bullet.sentences)


def _withheld(section: Section | None) -> Sequence[str]:
    return [one.text for one in section.withheld] if section else []


def _unverified(section: Section | None) -> Sequence[str]:
    return [edit.text for edit in section.unverified] if section else []


def _asked(section: Section | None) -> Sequence[str]:
    return [gap.question for gap in section.gaps] if section else []


def _without(these: Iterable[str], those: Iterable[str]) -> tuple[str, ...]:
    left = set(those)
    return tuple(one for one in these if one not in left)
