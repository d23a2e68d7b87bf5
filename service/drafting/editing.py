"""A bullet in the person's own words: ruled on at once, and released only where their entries bear all of it out."""

from collections.abc import Sequence

from service.domain.brag import BragLog, EntryId
from service.domain.claims import Claim, Evidence, Ruling
from service.domain.packet import Bullet, DraftedBy, Edit, Packet, Section, Sentence
from service.domain.rubric import Rubric
from service.drafting.packet import headline, new_packet_id
from service.drafting.ruled import RuledSentence
from service.drafting.screening import screen, shown
from service.drafting.tidying import on_one_line
from service.errors import Invalid, NotFound
from service.ports import StoredPacket
from service.verification.orders import without_orders_kept_in_place
from service.verification.panel import Panel
from service.verification.sentences import split_sentences

LONGEST = 2_000
_SENTENCES = 12


async def edited(stored: StoredPacket, bullet: str, text: str, panel: Panel) -> StoredPacket:
    """The packet's next version, with `text` in the bullet's place.

    Raises NotFound for a bullet it does not have, Invalid for no words, or more than 2,000 characters or 12 sentences.
    """
    section, instead_of = find_bullet(stored.packet, bullet)
    text = on_one_line(text)
    told = split_sentences(text)
    if not any(map(str.isalnum, text)):
        raise Invalid("There are no words in the edit", mend="Write what you did, or leave the bullet as it is")
    if len(text) > LONGEST or len(told) > _SENTENCES:
        raise Invalid(
            f"The edit is longer than {LONGEST:,} characters or {_SENTENCES} sentences", mend="Say it in fewer words"
        )
    cites = cited_by(instead_of)
    ruled = [await _ruled(one, cites, stored.log, stored.packet.rubric, panel) for one in told]
    return _next(stored, _with_edit(section, instead_of, text, ruled))


def restored(stored: StoredPacket, bullet: str) -> StoredPacket:
    """The packet's next version, with the bullet as it was drafted; raises NotFound where it was not edited."""
    section, instead_of = find_bullet(stored.packet, bullet)
    if all(edit.instead_of.id != bullet for edit in section.edits):
        raise NotFound("This bullet was not edited", mend="It stands as it was drafted")
    return _next(stored, _without_edit(section, instead_of))


def find_bullet(packet: Packet, bullet: str) -> tuple[Section, Bullet]:
    """The section of a bullet, and the bullet as it was drafted; raises NotFound."""
    for section in packet.sections:
        drafted = [edit.instead_of for edit in section.edits]
        found = next((one for one in (*drafted, *section.bullets) if one.id == bullet), None)
        if found is not None:
            return section, found
    raise NotFound("The packet has no such bullet", mend="Its sections list their bullets with their ids")


def cited_by(bullet: Bullet) -> tuple[EntryId, ...]:
    """Every entry that the bullet rests on."""
    return tuple(dict.fromkeys(cite for sentence in bullet.sentences for cite in sentence.cites))


def edits_kept(drafted: Packet, earlier: Packet, log: BragLog, panel: Panel) -> Packet:
    """A redraft with the edits of the version before it, ruled on by code where an entry they rest on has changed.

    An edit goes with its entry: one whose entry is no longer in the log is dropped.
    """
    then, now = earlier.provenance.entries, drafted.provenance.entries
    before = {section.dimension: section.edits for section in earlier.sections}
    sections = []
    for section in drafted.sections:
        for edit in before.get(section.dimension, ()):
            cites = cited_by(edit.instead_of)
            if not all(cite in now for cite in cites):
                continue
            at_home = next((one for one in section.bullets if one.before[0].entry == edit.entry), None)
            instead_of = at_home or edit.instead_of.model_copy(update={"id": f"{edit.instead_of.id}-kept"})
            rule_anew = any(then.get(cite) != now[cite] for cite in cites)
            if rule_anew:
                ruled = [_by_code(one, cites, log, earlier.rubric, panel) for one in split_sentences(edit.text)]
                section = _with_edit(section, instead_of, edit.text, ruled)
            else:
                section = _carried(section, instead_of, edit, earlier)
        sections.append(section)
    return drafted.model_copy(update={"sections": tuple(sections)})


def _carried(section: Section, instead_of: Bullet, edit: Edit, earlier: Packet) -> Section:
    was = next((one for part in earlier.sections for one in part.bullets if one.id == edit.instead_of.id), None)
    bullet = was.model_copy(update={"id": instead_of.id, "shows": instead_of.shows}) if was else None
    kept = edit.model_copy(update={"instead_of": instead_of})
    return _replaced(section, instead_of, kept, bullet if not edit.refused else None)


async def _ruled(text: str, cites: Sequence[EntryId], log: BragLog, rubric: Rubric, panel: Panel) -> RuledSentence:
    by_code = _by_code(text, cites, log, rubric, panel)
    if by_code.verdict.ruling is not Ruling.UNJUDGED:
        return by_code
    claim, evidence = _put(text, cites, log, rubric)
    word = await panel.rule(claim, evidence)
    return RuledSentence(claim, word.verdict, word.question, shown(text))


def _by_code(text: str, cites: Sequence[EntryId], log: BragLog, rubric: Rubric, panel: Panel) -> RuledSentence:
    claim, evidence = _put(text, cites, log, rubric)
    screened = screen(text, evidence.cited)
    if screened is not None:
        return RuledSentence(claim, screened.verdict, screened.question, screened.shown)
    word = panel.rule_by_code(claim, evidence)
    return RuledSentence(claim, word.verdict, word.question, shown(text))


def _put(text: str, cites: Sequence[EntryId], log: BragLog, rubric: Rubric) -> tuple[Claim, Evidence]:
    wanted = set(cites)
    cited = tuple(without_orders_kept_in_place(entry) for entry in log.entries if entry.id in wanted)
    others = tuple(entry for entry in log.entries if entry.id not in wanted)
    return Claim(text=text, cites=tuple(cites)), Evidence(cited=cited, others=others, rubric=rubric)


def _with_edit(section: Section, instead_of: Bullet, text: str, ruled: Sequence[RuledSentence]) -> Section:
    refused = tuple(one.withheld() for one in ruled if not one.stands)
    edit = Edit(instead_of=instead_of, text=text, refused=refused)
    if refused:
        # All or nothing: what is left of a paragraph can say what the whole did not.
        return _replaced(section, instead_of, edit, None)
    sentences = tuple(Sentence(text=s.claim.text, cites=s.claim.cites, verdict=s.verdict) for s in ruled)
    bullet = instead_of.model_copy(update={"drafted_by": DraftedBy.PERSON, "sentences": sentences})
    return _replaced(section, instead_of, edit, bullet)


def _without_edit(section: Section, drafted: Bullet) -> Section:
    return _replaced(section, drafted, None, drafted)


def _replaced(section: Section, instead_of: Bullet, edit: Edit | None, bullet: Bullet | None) -> Section:
    """The section with `bullet` where the one it is instead of stood, or stood in the draft."""
    others = [one for one in section.edits if one.instead_of.id != instead_of.id]
    edits = tuple(others) + ((edit,) if edit else ())
    if any(one.id == instead_of.id for one in section.bullets):
        placed = [bullet if one.id == instead_of.id else one for one in section.bullets]
    else:
        placed = [*section.bullets, bullet]
    return section.model_copy(update={"edits": edits, "bullets": tuple(one for one in placed if one is not None)})


def _next(stored: StoredPacket, changed: Section) -> StoredPacket:
    packet = stored.packet
    sections = tuple(changed if one.dimension == changed.dimension else one for one in packet.sections)
    newer = packet.model_copy(
        update={
            "id": new_packet_id(),
            "version": packet.version + 1,
            "redrafts": packet.id,
            "sections": sections,
            "headline": headline(packet.rubric, sections),
        }
    )
    return StoredPacket(newer, stored.log, stored.source, stored.drafted)
