"""Who has seen each strong item, and two lines to share it by in which everybody the entry names is named."""

from collections.abc import Iterable

from service.coaching.packets import bullets, cited_in, names_of, released, telling_of, tellings_of, worded
from service.coaching.quoting import credits_of, partners_of, quotes, says_we
from service.domain.brag import BragEntry, BragLog
from service.domain.packet import Bullet, Packet
from service.domain.retold import Legibility, Post, Voice, Wording


def legibility(packet: Packet, log: BragLog, wording: Wording | None = None) -> Legibility:
    """The items of a packet, those that nobody is known to have seen first; in a model's words where there are any."""
    names = names_of(packet)
    entries = log.by_id()
    tellings = tellings_of(wording)
    posts = [
        Post(
            dimension=section.dimension,
            name=names.get(section.dimension, section.dimension),
            item=item,
            seen_by=_seen_by(cited),
            links=tuple(dict.fromkeys(link for entry in cited for link in entry.links)),
            lines=(item.text, _thanks(cited)),
            uncredited=_uncredited(bullet, cited),
        )
        for section, bullet in bullets(packet)
        for cited, item in ((cited_in(bullet, log), released(telling_of(bullet), entries, tellings)),)
    ]
    ordered = sorted(posts, key=lambda post: len(post.seen_by))
    return Legibility(packet=packet.id, posts=tuple(ordered), wording=worded(wording))


def _seen_by(cited: Iterable[BragEntry]) -> tuple[Voice, ...]:
    found: dict[str, Voice] = {}
    for entry in cited:
        for one in quotes(entry):
            assert one.speaker is not None
            known = found.get(one.speaker)
            spoken = (*known.said, one) if known else (one,)
            found[one.speaker] = Voice(who=one.speaker, role=one.role, said=spoken)
    return tuple(found.values())


def _thanks(cited: Iterable[BragEntry]) -> str:
    """The second line: whoever the entries name, and those who spoke for it; never a name of anybody else."""
    entries = tuple(cited)
    partners = list(dict.fromkeys(name for entry in entries for name in partners_of(entry)))
    beside = " ".join(partners)
    named = dict.fromkeys(name for entry in entries for name in credits_of(entry) if name not in beside)
    voices = list(dict.fromkeys(one.speaker for entry in entries for one in quotes(entry) if one.speaker))
    parts = [f"With {', '.join(partners)}."] if partners else []
    parts += [f"Also named in my log for this: {', '.join(named)}."] if named else []
    if not parts and any(says_we(entry) for entry in entries):
        parts.append("My log says “we”: name here whoever did it with you, or take this out.")
    if voices:
        parts.append(f"Ask {', '.join(voices)} how it went.")
    return " ".join(parts) or "Ask me how it was done, or use it."


def _uncredited(bullet: Bullet, cited: Iterable[BragEntry]) -> tuple[str, ...]:
    whole = " ".join(sentence.text for sentence in bullet.sentences)
    named = [name for entry in cited for name in credits_of(entry)]
    return tuple(dict.fromkeys(name for name in named if name not in whole))
