"""What changed between two versions of a packet, as Markdown: standings first, then the words, then what is asked."""

from collections.abc import Iterator, Sequence

from service.domain import packet_parts as fixed
from service.domain.evidence import Standing
from service.domain.packet_diff import PacketDiff, SectionDiff
from service.domain.word_diff import Change, Piece
from service.rendering.escaping import prose

_NOT_THERE = "not in the packet"


def diff_markdown(diff: PacketDiff) -> str:
    """The diff in CommonMark with strikethrough; nothing a person wrote becomes markup."""
    blocks = [*_opening(diff), *(block for section in diff.sections for block in _section(section))]
    return "\n\n".join(blocks) + "\n"


def _opening(diff: PacketDiff) -> Iterator[str]:
    yield f"# What changed from version {diff.before_version} to version {diff.after_version}"
    if diff.before_headline == diff.after_headline:
        yield f"**{prose(diff.after_headline)}** (as before)"
    else:
        yield f"**{prose(diff.after_headline)}**\n\nBefore: {prose(diff.before_headline)}"
    yield log_told(diff)


def log_told(diff: PacketDiff) -> str:
    """What became of the log between the two, in counts."""
    counted = (
        (len(diff.new_entries), "new in the log"),
        (len(diff.changed_entries), "amended"),
        (len(diff.missing_entries), "no longer in the log"),
    )
    told = [f"{count} {'entry' if count == 1 else 'entries'} {what}" for count, what in counted if count]
    return f"{', '.join(told)}." if told else "The log is as it was."


def _section(section: SectionDiff) -> Iterator[str]:
    was, is_now = _standing(section.before), _standing(section.after)
    yield f"## {prose(section.name)}: {is_now if was == is_now else f'{was}, now {is_now}'}"
    if section.is_same:
        yield "Its sentences stand letter for letter as before."
    lines = [f"- **New:** {prose(told.words)}" for told in section.added]
    lines += [f"- **Reworded:** {_marked(one.words)}" for one in section.reworded]
    lines += [f"- **Gone:** {prose(told.words)}" for told in section.removed]
    lines += [f"- **Your own words now, not verified:** {prose(words)}" for words in section.unverified]
    lines += [f"- **Withheld now:** {prose(words)}" for words in section.withheld]
    lines += [f"- **No longer withheld or proposed:** {prose(words)}" for words in section.resolved]
    lines += [f"- *No longer asked:* {prose(words)}" for words in section.closed]
    lines += [f"- *Asked now:* {prose(words)}" for words in section.opened]
    if lines:
        yield "\n".join(lines)


def _standing(standing: Standing | None) -> str:
    return fixed.STANDINGS[standing] if standing else _NOT_THERE


def _marked(pieces: Sequence[Piece]) -> str:
    marks = {Change.SAME: "", Change.REMOVED: "~~", Change.ADDED: "**"}
    return " ".join(
        f"{marks[piece.change]}{prose(piece.words.strip())}{marks[piece.change]}"
        for piece in pieces
        if piece.words.strip()
    )
