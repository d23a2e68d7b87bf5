"""What the terminal shows of a reading, a map, a rewrite or a check: plain text, nothing a terminal would obey."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from service.domain.brag import BragLog
from service.domain.claims import Ruling
from service.domain.evidence import CaseMap, RankedEntry
from service.domain.packet import Unread
from service.domain.rubric import Rubric
from service.domain.word_diff import Change
from service.drafting.checking import Checked
from service.drafting.resting import Basis
from service.drafting.rewriting import Rewrite

WIDTH = 100
SHOWN_PER_DIMENSION = 5


def safe(text: str) -> str:
    """The text without control characters, which a terminal would obey; line ends become spaces."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun: `1 entry`, `2 entries`, `0 lines`; `many` where it is not `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def reading_text(log: BragLog, unread: Sequence[Unread], left_out: str) -> str:
    """The entries with their dates and voices, then what was not understood: how much, and every line of it."""
    lines = [counted(len(log), "entry", "entries")]
    for entry in log.entries:
        lines += _wrapped(f"{entry.id}  {entry.when}  ", entry.text)
        if entry.outcome:
            lines += _wrapped("    outcome: ", entry.outcome)
        for said in entry.corroborations:
            lines += _wrapped(f"    {said.who}: ", f'"{said.quote}"')
    if unread:
        lines += ["", f"{left_out} not understood"]
        for line in unread:
            lines += _wrapped(f"{line.where}{f' ({line.why})' if line.why else ''}: ", line.text)
    return _page(lines)


def rubric_text(rubric: Rubric, levels: Sequence[str] = (), unread: Sequence[Unread] = ()) -> str:
    """Each dimension with what it asks now and next; then every level of the ladder, and what was not understood."""
    between = f"{rubric.from_level} to {rubric.to_level}" if rubric.from_level else f"to {rubric.to_level}"
    lines = [safe(f"{rubric.title}: {between}" if rubric.to_level else rubric.title)]
    if levels:
        lines += _wrapped("levels: ", ", ".join(levels))
    if len(rubric.dimensions) > 1:
        lines += _wrapped("dimensions: ", ", ".join(dimension.name for dimension in rubric.dimensions))
    for dimension in rubric.dimensions:
        lines += ["", f"{safe(dimension.name)} ({safe(dimension.id)})"]
        lines += _criteria("  now:  ", dimension.current or "(the ladder says nothing)")
        lines += _criteria("  next: ", dimension.next)
    if unread:
        lines += ["", f"{counted(len(unread), 'place')} not read into the rubric"]
        for part in unread:
            lines += _wrapped(f"{part.where}{f' ({part.why})' if part.why else ''}: ", part.text)
    return _page(lines)


def _criteria(lead: str, text: str) -> list[str]:
    """The words of a cell, each of its lines on one of its own."""
    first, *others = text.split("\n")
    return [*_wrapped(lead, first), *(line for other in others for line in _wrapped(" " * len(lead), other))]


def map_text(mapped: CaseMap, rubric: Rubric, log: BragLog) -> str:
    """Each dimension's standing and its strongest entries, with the parts of their scores."""
    entries, names = log.by_id(), {dimension.id: dimension.name for dimension in rubric.dimensions}
    lines: list[str] = [line for notice in mapped.notices for line in [*_wrapped("", notice), ""]]
    for dimension in mapped.dimensions:
        lines += [f"{safe(names[dimension.id])}: {dimension.standing.replace('_', ' ')}"]
        lines += _wrapped("  ", dimension.why_this_standing)
        for ranked in dimension.evidence[:SHOWN_PER_DIMENSION]:
            lines += _wrapped(f"  {ranked.score:.2f}  {ranked.entry}  ", entries[ranked.entry].text)
            lines += [f"        {_parts(ranked)}"]
        lines += [""]
    return _page(lines)


def rewrite_text(rewrite: Rewrite) -> str:
    """Before and after, the words taken away and added, and the questions that would make it stronger."""
    marks = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    diff = " ".join(marks[piece.change].format(piece.words.strip()) for piece in rewrite.diff)
    lines = [*_wrapped("before: ", rewrite.before), *_wrapped("after:  ", rewrite.after), *_wrapped("diff:   ", diff)]
    if rewrite.note:
        lines += _wrapped("note:   ", rewrite.note)
    for sentence in rewrite.sentences:
        backed = sentence.rests_on is Basis.LOG
        lead = f"from your log [{', '.join(sentence.cites)}]: " if backed else "NOT BACKED BY A LOG: "
        lines += ["", *_wrapped(lead, sentence.text)]
        if not backed:
            lines += _wrapped("  because ", f"{sentence.verdict.ruling}: {sentence.verdict.because}")
    for withheld in rewrite.withheld:
        lines += ["", *_wrapped("withheld: ", withheld.text), *_wrapped("  because ", withheld.because)]
    if rewrite.questions:
        lines += ["", "Answers to these would make it stronger:"]
        for question in rewrite.questions:
            lines += _wrapped("  ? ", question)
    return _page(lines)


def checked_text(checked: Checked) -> str:
    """Every sentence under its ruling, with the reason and the question that would settle it."""
    lines: list[str] = []
    for sentence in checked.sentences:
        cites = f" [{', '.join(sentence.cites)}]" if sentence.cites else ""
        lines += _wrapped(f"{sentence.verdict.ruling.upper():12s} ", sentence.text + cites)
        if sentence.verdict.ruling is not Ruling.SUPPORTED:
            lines += _wrapped("             because ", sentence.verdict.because)
        if sentence.question:
            lines += _wrapped("             ? ", sentence.question)
    counts = ", ".join(f"{count} {ruling}" for ruling, count in checked.counts.items() if count)
    return _page([*lines, "", f"{counted(len(checked.sentences), 'sentence')}: {counts or 'none'}"])


def _parts(ranked: RankedEntry) -> str:
    parts = ", ".join(f"{name} {value:.2f}" for name, value in asdict(ranked.strength).items())
    return parts + (", shows the next level" if ranked.shows_next else "")


def _wrapped(lead: str, text: str) -> list[str]:
    shown = safe(lead)  # it may carry a name or an id from the log
    return textwrap.wrap(safe(text), WIDTH, initial_indent=shown, subsequent_indent=" " * min(len(lead), 12)) or [shown]


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
