"""Reads a brag log written as Markdown or plain text.

What becomes of what:
- a bullet, a paragraph, a dated line or a table row is an entry; bullets nested under it belong to it, unless they have
  a date of their own or it only groups them (it ends in a colon, or is a few words without a verb);
- `Key: value` fields under a heading make one entry with that heading as its title, fields behind a bullet or
  paragraph join it, and fields with a `What` of their own make an entry each;
- a heading lends its date to what stands under it and has none; one that opens with a day and has no bullets under it
  is an entry itself;
- quotations with a speaker become corroborations; goals, instructions, open tasks and code are set aside as unread.
"""

import re
from collections.abc import Sequence

from service.domain.when import When
from service.intake.blocks import Block, Kind, blocks_of
from service.intake.dated_text import dated_heading
from service.intake.day_order import SlashOrder, slash_order
from service.intake.front_matter import Preamble, preamble
from service.intake.gathering import CODE, Gatherer
from service.intake.jottings import Jotting, Ledger
from service.intake.marks import Mark, bare, definition, marked, tagged
from service.intake.pieces import LONGEST, STUB, TOO_LONG
from service.intake.places import Place, is_title, kind_below
from service.intake.prose_blocks import BlockReader
from service.intake.reading import LogReading, written_lines
from service.intake.sections import SectionKind
from service.intake.star_outlines import is_star_outline, unstarred

_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_TITLE_PREFIX = re.compile(
    r"^(?:\d+[.)]\s+)?(?:(?:accomplishment|achievement|win|project|entry|story|highlight|"
    r"brag)\s*(?:#?\d+)?\s*(?::|[–—-]\s)\s*)?",
    re.IGNORECASE,
)


def read_prose(text: str, *, root: When, plain: bool) -> LogReading:
    """Reads decoded text; `root` dates what no heading dates. Raises Unreadable when there is no entry in it."""
    starred = is_star_outline(text) if plain else False
    outline, for_programs = unstarred(text) if starred else (text, ())
    opening = preamble(outline, slash_order(text))
    reader = _Reader(text, opening, opening.when if opening.when.known else root, plain)
    reader.ledger.head(for_programs)
    reader.read()
    return reader.ledger.close("text" if plain else "markdown")


class _Reader:
    def __init__(self, text: str, opening: Preamble, root: When, plain: bool) -> None:
        self.order: SlashOrder = slash_order(text)
        self.ledger = Ledger(written_lines(text), self.order)
        self.ledger.head(opening.lines)
        self.ledger.set_aside(opening.comments, "a comment")
        self.ledger.set_aside(opening.code, CODE)
        for line, words in opening.inline_comments:
            self.ledger.note(line, "comment", words, "a comment")
        long = {n for n, line in self.ledger.written.items() if len(line) > LONGEST}
        self.ledger.set_aside(sorted(long), TOO_LONG)
        lines = opening.body.split("\n")
        # Of a bullet too long to be read its place is kept, so that what is nested in it goes nowhere else.
        short = [(bullet[0] + STUB if (bullet := _BULLET.match(line)) else "") for line in lines]
        self.blocks = blocks_of(
            "\n".join(short[n - 1] if n in long else lines[n - 1] for n in range(1, len(lines) + 1))
        )
        self.definitions = dict(found for line in lines if "]:" in line and (found := definition(line)) is not None)
        each_line = plain and not any(not line.strip() for line in text.strip().split("\n"))
        self.gatherer = Gatherer(self.ledger, self.definitions, plain=plain, each_line=each_line)
        self.reader = BlockReader(self.gatherer)
        self.places = [Place(0, root, SectionKind.WINS)]

    # Sections

    def read(self) -> None:
        """Walks the file heading by heading."""
        start = 0
        introductions: list[Jotting] = []
        while start < len(self.blocks):
            heading = self.blocks[start] if self.blocks[start].kind is Kind.HEADING else None
            end = start + 1 if heading else start
            while end < len(self.blocks) and self.blocks[end].kind is not Kind.HEADING:
                end += 1
            body = self.blocks[start + 1 if heading else start : end]
            self.gatherer.close()
            if heading:
                self._enter(heading, body)
            before = len(self.ledger.jottings)
            self.reader.read_blocks(body, self.places[-1])
            if heading is None or (start == 0 and heading.level == 1):
                opening = sum(1 for block in body if block.kind is Kind.LIST) == 0
                introductions += self.ledger.jottings[before:] if opening else []
            start = end
        self._leave_out(introductions)

    def _leave_out(self, introductions: Sequence[Jotting]) -> None:
        """Paragraphs above a log of bullets say what the file is; in a log of paragraphs they are entries."""
        bullets = sum(1 for jotting in self.ledger.jottings if not jotting.stands_alone)
        for jotting in introductions:
            if bullets >= 3 and jotting.stands_alone and not jotting.own_date:
                jotting.undone = "an introduction, not a win"

    def _enter(self, heading: Block, body: Sequence[Block]) -> None:
        while self.places[-1].level >= heading.level and len(self.places) > 1:
            self.places.pop()
        above = self.places[-1]
        typed = " ".join(line.text for line in heading.lines)
        seen = bare(typed.rstrip("#").rstrip() if typed.endswith("#") else typed, self.definitions, markdown=True)
        mark, words = marked(seen.words)
        dated = dated_heading(words, heading.level, self.order, above.when)
        self.reader.note_doubtful(dated, heading.first)
        title, tags = tagged(_TITLE_PREFIX.sub("", dated.rest))
        kind = kind_below(dated.rest or words, above.kind, body)
        if mark is Mark.NOT_DONE:
            kind = SectionKind.GOALS
        # Under a heading whose date cannot be told, the date above it would be a guess.
        when = above.when if not dated.when.known and not dated.doubtful else dated.when
        since = above.since if kind is SectionKind.PRAISE else len(self.ledger.jottings)
        self.places.append(Place(heading.level, when, kind, since))
        if kind is SectionKind.WINS and title.strip() and is_title(dated, body, of_the_file=heading.level == 1):
            entry = self.ledger.open(heading.all_lines(), when, is_record=True)
            entry.words.append(title.strip())
            entry.tags += tags
            entry.links += seen.links
            self.gatherer.open, self.gatherer.swallows = entry, True
        else:
            self.ledger.head(heading.all_lines())
