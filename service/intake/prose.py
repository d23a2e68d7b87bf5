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
from dataclasses import replace

from service.domain.when import When
from service.intake.blocks import Block, Kind, Line, blocks_of, head_of, leaves
from service.intake.columns import Columns, columns_of
from service.intake.dated_text import dated_heading, dated_line
from service.intake.dates import SlashOrder, slash_order
from service.intake.fields import Field, labelled
from service.intake.front_matter import Preamble, preamble
from service.intake.jottings import Jotting, Ledger
from service.intake.marks import Mark, bare, definition, marked, only_tags, tagged
from service.intake.pieces import LONGEST, TOO_LONG, Piece, cut, field_of, numbered
from service.intake.places import NOT_DONE, Place, as_group, as_label, has_own_date, is_title, kind_below, why_not_a_win
from service.intake.reading import LogReading, written_lines
from service.intake.sections import (
    SectionKind,
    introduces_a_list,
    is_guidance,
    is_masthead,
    is_placeholder,
    opens_with_a_deed,
)
from service.intake.speakers import hear, hear_blockquote
from service.intake.writing import Writer

_TITLE_PREFIX = re.compile(
    r"^(?:\d+[.)]\s+)?(?:(?:accomplishment|achievement|win|project|entry|story|highlight|"
    r"brag)\s*(?:#?\d+)?\s*(?::|[–—-]\s)\s*)?",
    re.IGNORECASE,
)
_CODE = "a code block, not a win"


def read_prose(text: str, *, root: When, plain: bool) -> LogReading:
    """Reads decoded text; `root` dates what no heading dates. Raises Unreadable when there is no entry in it."""
    opening = preamble(text, slash_order(text))
    reader = _Reader(text, opening, opening.when if opening.when.known else root, plain)
    reader.read()
    return reader.ledger.close("text" if plain else "markdown")


class _Reader:
    def __init__(self, text: str, opening: Preamble, root: When, plain: bool) -> None:
        self.order: SlashOrder = slash_order(text)
        self.ledger = Ledger(written_lines(text), self.order)
        self.writer = Writer(self.ledger)
        self.plain = plain
        self.ledger.head(opening.lines)
        self.ledger.set_aside(opening.comments, "a comment")
        for line, words in opening.inline_comments:
            self.ledger.note(line, "comment", words, "a comment")
        long = {n for n, line in self.ledger.written.items() if len(line) > LONGEST}
        self.ledger.set_aside(sorted(long), TOO_LONG)
        lines = opening.body.split("\n")
        self.blocks = blocks_of("\n".join("" if n in long else line for n, line in enumerate(lines, start=1)))
        self.definitions = dict(
            found for line in opening.body.split("\n") if "]:" in line and (found := definition(line)) is not None
        )
        self.each_line = plain and not any(not line.strip() for line in text.strip().split("\n"))
        self.places = [Place(0, root, SectionKind.WINS)]
        self.open: Jotting | None = None
        self.swallows = False  # the open entry takes everything up to the next heading

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
            self.open, self.swallows = None, False
            if heading:
                self._enter(heading, body)
            before = len(self.ledger.jottings)
            self._read_blocks(body, self.places[-1])
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
        title, tags = tagged(_TITLE_PREFIX.sub("", dated.rest))
        kind = kind_below(dated.rest or words, above.kind, body)
        if mark is Mark.NOT_DONE:
            kind = SectionKind.GOALS
        when = dated.when if dated.when.known else above.when
        self.places.append(Place(heading.level, when, kind))
        if kind is SectionKind.WINS and title.strip() and is_title(dated, body):
            self.open = self.ledger.open(heading.all_lines(), when, is_record=True)
            self.open.words.append(title.strip())
            self.open.tags += tags
            self.open.links += seen.links
            self.swallows = True
        else:
            self.ledger.head(heading.all_lines())

    # Blocks

    def _read_blocks(self, blocks: Sequence[Block], place: Place) -> None:
        here = place
        aside: str = ""  # why the list that comes next is no win
        for n, block in enumerate(blocks):
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            if block.kind is Kind.RULE:
                self.ledger.head(block.all_lines())
            elif block.kind is Kind.FENCE:
                self._read_fence(block)
            elif block.kind is Kind.LIST and aside:
                self.ledger.set_aside(block.all_lines(), aside)
            elif here.kind is SectionKind.KEYWORDS and block.kind is Kind.LIST:
                self._read_names(block, here)
            elif here.kind in (SectionKind.GUIDANCE, SectionKind.KEYWORDS):
                self.ledger.set_aside(block.all_lines(), here.kind.value)
            elif block.kind is Kind.PARAGRAPH:
                here, aside = self._read_paragraph(block, following, here, place)
                continue
            elif block.kind is Kind.LIST:
                for bullet in block.blocks:
                    self._read_bullet(bullet, here)
                if here.kind is not place.kind:
                    here = replace(here, kind=place.kind)
            elif block.kind is Kind.QUOTE:
                self._read_quote(block, here)
            elif block.kind is Kind.TABLE:
                self._read_table(block, here)
            else:
                self.ledger.head(block.all_lines())
            aside = ""

    def _read_names(self, block: Block, here: Place) -> None:
        """A list of tools or skills; a bullet in it that is dated, or opens with a deed, is an entry all the same."""
        for bullet in block.blocks:
            head, _ = head_of(bullet)
            words = bare(head[0].text, self.definitions).words if head and len(head[0].text) <= LONGEST else ""
            if opens_with_a_deed(words) or dated_line(words, self.order, here.when).when.known:
                self._read_bullet(bullet, replace(here, kind=SectionKind.WINS))
            else:
                self.ledger.set_aside(bullet.all_lines(), here.kind.value)

    def _read_fence(self, block: Block) -> None:
        fences = [n for n in (block.first, block.last) if self._is_fence(n)]
        self.ledger.head(fences)
        self.ledger.set_aside((n for n in block.all_lines() if n not in fences), _CODE)

    def _is_fence(self, n: int) -> bool:
        return self.ledger.written.get(n, "").lstrip(" \t>-*+0123456789.)").startswith(("```", "~~~"))

    def _read_paragraph(self, block: Block, following: Block | None, here: Place, place: Place) -> tuple[Place, str]:
        aside = ""
        list_next = following is not None and following.kind is Kind.LIST
        lines = [line for line in block.lines if not self._is_definition(line)]
        pieces = cut(lines, self.order, here.when, self.definitions, plain=self.plain, each_line=self.each_line)
        if not self.ledger.jottings and pieces and all(is_masthead(piece.words) for piece in pieces):
            self.ledger.head(block.all_lines())
            return here, aside
        for n, piece in enumerate(pieces):
            last = n == len(pieces) - 1
            label = as_label(piece, here, place.kind, following if last else None, self.order)
            if label is not None:
                self.ledger.head(piece.numbers)
                here = label
                self.open, self.swallows = None, False
                if here.kind in (SectionKind.GUIDANCE, SectionKind.KEYWORDS) and last and list_next:
                    aside, here = here.kind.value, replace(here, kind=place.kind)
            elif here.kind in (SectionKind.GUIDANCE, SectionKind.KEYWORDS):
                self.ledger.set_aside(piece.numbers, here.kind.value)
            elif n and self.open is not None and self.open.is_record and _is_unknown_field(piece):
                self.writer.extend(self.open, piece)
            else:
                why = self._read_piece(piece, here)
                if why and not self.swallows:
                    self.open = None
                if self.open is not None:
                    self.open.stands_alone = True
                if last and list_next and why and piece.words.rstrip().endswith(":"):
                    aside = why
                elif last and list_next and not why and self.open and introduces_a_list(piece.words):
                    self.swallows = True
        return here, aside

    def _is_definition(self, line: Line) -> bool:
        if definition(line.text) is None:
            return False
        self.ledger.head([line.number])
        return True

    # Entries

    def _read_bullet(self, bullet: Block, here: Place) -> None:
        """A bullet at the top of its list."""
        head, rest = head_of(bullet)
        if head is None:
            self._read_blocks(rest, here)
            return
        pieces = cut(head, self.order, here.when, self.definitions, plain=self.plain, in_bullet=True)
        first = numbered(pieces[0], bullet.marker)
        if first.too_long:
            self.ledger.set_aside(bullet.all_lines(), TOO_LONG)
            return
        mark, _ = marked(first.words)
        if here.kind is SectionKind.GOALS and mark is not Mark.DONE:
            self.ledger.set_aside(bullet.all_lines(), here.kind.value)
            return
        if mark is Mark.NOT_DONE:
            self.ledger.set_aside(bullet.all_lines(), NOT_DONE)
            return
        if field_of(first) is not None and mark is Mark.NONE:
            self._read_field_bullet(pieces, first, rest, here)
            return
        grouping = as_group(first, rest, here, self.order)
        if grouping is not None:
            self.ledger.head(first.numbers)
            self.open = None if not self.swallows else self.open
            for piece in pieces[1:]:
                self._read_piece(piece, grouping)
            if grouping.kind in (SectionKind.GUIDANCE, SectionKind.KEYWORDS):
                for block in rest:
                    self.ledger.set_aside(block.all_lines(), grouping.kind.value)
            else:
                self._read_blocks(rest, grouping)
            return
        why = self._read_piece(first, here, in_bullet=True)
        if why:
            self.ledger.set_aside(bullet.all_lines(), why)
            return
        self._read_parts(pieces[1:], rest, here)

    def _read_field_bullet(self, pieces: Sequence[Piece], first: Piece, rest: Sequence[Block], here: Place) -> None:
        self._read_piece(first, here)
        found = field_of(first)
        if found is not None and not found[2].strip() and self.open is not None:
            # `Impact:` with its values as bullets below.
            for block in leaves(rest):
                for piece in cut(
                    block.lines, self.order, here.when, self.definitions, plain=self.plain, in_bullet=True
                ):
                    self.open.lines += piece.numbers
                    self.writer.fill(self.open, found[0], piece.words, piece.numbers)
            return
        self._read_parts(pieces[1:], rest, here)

    def _read_parts(self, pieces: Sequence[Piece], rest: Sequence[Block], here: Place) -> None:
        """What stands under a bullet, all of it part of that bullet's entry unless it has a date of its own."""
        owner, swallowed = self.open, self.swallows
        for piece in pieces:
            self._read_part(piece, owner, here)
        for block in rest:
            self._read_nested(block, owner, here)
        self.open, self.swallows = owner, swallowed

    def _read_nested(self, block: Block, owner: Jotting | None, here: Place) -> None:
        match block.kind:
            case Kind.RULE:
                self.ledger.head(block.all_lines())
            case Kind.FENCE:
                self._read_fence(block)
            case Kind.QUOTE:
                self.open = owner
                self._read_quote(block, here, nested=True)
            case Kind.TABLE:
                self._read_table(block, here)
            case Kind.LIST | Kind.ENTRY:
                for inner in block.blocks:
                    self._read_nested(inner, owner, here)
            case _:
                lines = [line for line in block.lines if not self._is_definition(line)]
                for piece in cut(lines, self.order, here.when, self.definitions, plain=self.plain, in_bullet=True):
                    self._read_part(piece, owner, here)

    def _read_part(self, piece: Piece, owner: Jotting | None, here: Place) -> None:
        if piece.too_long:
            self.ledger.set_aside(piece.numbers, TOO_LONG)
            return
        mark, _ = marked(piece.words)
        dated = dated_line(piece.words, self.order, here.when)
        if mark is Mark.NOT_DONE:
            self.ledger.set_aside(piece.numbers, NOT_DONE)
        elif owner is None or (dated.when.known and dated.rest.strip() and dated.when != owner.when):
            self._read_piece(piece, here)
        elif is_placeholder(piece.words):
            self.ledger.head(piece.numbers)
        else:
            found = field_of(piece)
            if found is not None:
                self.writer.attach(owner, found, piece)
            else:
                self.writer.extend(owner, piece)

    def _read_piece(self, piece: Piece, here: Place, *, in_bullet: bool = False) -> str:
        """One piece at the top: an entry, a field of the one before, or set aside; returns why it was set aside."""
        if piece.too_long:
            self.ledger.set_aside(piece.numbers, TOO_LONG)
            return TOO_LONG
        mark, words = marked(piece.words)
        found = field_of(piece)
        why = why_not_a_win(mark, words, piece, here, self.order)
        if is_placeholder(words):
            self.ledger.head(piece.numbers)
        elif found is not None and mark is Mark.NONE and not why:
            self._read_field(found, piece, here)
        elif why:
            self.ledger.set_aside(piece.numbers, why)
            return why
        elif tags := only_tags(words):
            self.writer.tag(self.open, tags, piece)
        elif self.swallows and self.open is not None and not has_own_date(words, here, self.order):
            self.writer.extend(self.open, piece)
        else:
            quote = hear(words, self.order)
            # A bullet beside others is no part of its neighbour.
            follows = self.swallows or (not in_bullet and self._is_about_the_last(piece.numbers[0]))
            if quote.said and not quote.own and self.open is not None and follows:
                self.open.lines += piece.numbers
                self.open.said += quote.said
            else:
                self.swallows = False
                self.open = self.ledger.open(piece.numbers, here.when)
                self.writer.write(self.open, piece.bare._replace(words=words), here.when)
        return ""

    def _is_about_the_last(self, line: int) -> bool:
        """Whether a quotation is about the entry before it: right under it, or after a paragraph, which stands alone.

        After a blank line under several bullets nobody can say which one it praises.
        """
        last = max(self.open.lines, default=0) if self.open else 0
        return self.swallows or line == last + 1 or (self.open is not None and self.open.stands_alone)

    def _read_field(self, found: tuple[Field, str, str], piece: Piece, here: Place) -> None:
        part = found[0]
        if part is Field.KEYWORDS:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
            return
        owner = self.open
        # Under a heading that is the title everything is about that title.
        if owner is None or (owner.starts_another(part, found[1]) and not self.swallows):
            owner = self.open = self.ledger.open([], here.when, is_record=True)
        self.writer.attach(owner, found, piece)

    def _read_quote(self, block: Block, here: Place, *, nested: bool = False) -> None:
        """A block quote: somebody's words about the entry before it."""
        parts = leaves(block.blocks)
        lines = [line for leaf in parts if leaf.kind is Kind.PARAGRAPH for line in leaf.lines]
        words = bare(" ".join(line.text for line in lines), self.definitions, markdown=not self.plain).words
        said = hear_blockquote(words, self.order) if words.strip() else None
        numbers = [n for leaf in parts for n in leaf.all_lines()]
        if here.kind is SectionKind.GOALS or not words.strip():
            self.ledger.set_aside(block.all_lines(), here.kind.value)
        elif (
            self.open is not None
            and (said or not is_guidance(words))
            and (nested or self._is_about_the_last(block.first))
        ):
            self.open.lines += numbers
            if said:
                self.open.said.append(said)
            else:
                self.open.words.append(words)
        elif said:
            jotting = self.ledger.open(numbers, here.when)
            jotting.words.append(words)
            jotting.said.append(said)
        else:
            self.ledger.set_aside(numbers, "a quotation without a speaker")

    def _read_table(self, block: Block, here: Place) -> None:
        header = block.rows[0]
        columns: Columns | None = columns_of(header.cells)
        if columns is None or here.kind is not SectionKind.WINS:
            why = here.kind.value if columns else "a table without a column for what was done"
            self.ledger.set_aside(block.all_lines(), why)
            return
        self.ledger.head([header.number, header.number + 1])
        for row in block.rows[1:]:
            seen = [bare(cell, self.definitions, markdown=True) for cell in row.cells]
            links = [link for cell in seen for link in cell.links]
            columns.read([cell.words for cell in seen], [row.number], self.ledger, here.when, links)


def _is_unknown_field(piece: Piece) -> bool:
    return field_of(piece) is None and labelled(piece.words) is not None
