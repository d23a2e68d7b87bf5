"""Reads a brag log written as Markdown or plain text.

What becomes of what:
- a bullet, a paragraph, a dated line or a table row is an entry; bullets nested under it belong to it, unless they have a
  date of their own or it only groups them (it ends in a colon, or is a few words without a verb);
- `Key: value` fields under a heading make one entry with that heading as its title, fields behind a bullet or
  paragraph join it, and fields with a `What` of their own make an entry each;
- a heading lends its date to what stands under it and has none; one that opens with a day and has no bullets is an entry;
- quotations with a speaker become corroborations; goals, instructions, open tasks and code are set aside as unread.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.domain.when import When
from service.intake.blocks import Block, Kind, Line, blocks_of
from service.intake.columns import Columns, columns_of
from service.intake.dated_text import Dated, dated_field, dated_heading, dated_line
from service.intake.dates import SlashOrder, is_full_day, slash_order
from service.intake.fields import Field, field_line, inline_outcome
from service.intake.front_matter import Preamble, preamble
from service.intake.jottings import Jotting, Ledger
from service.intake.marks import Bare, Mark, bare, definition, marked, only_tags, tagged
from service.intake.pieces import LONGEST, TOO_LONG, Piece, cut, field_of
from service.intake.reading import LogReading, written_lines
from service.intake.sections import (
    SectionKind,
    introduces_a_list,
    is_goal,
    is_guidance,
    is_label,
    is_placeholder,
    is_question,
    kind_of,
    talks_about_the_file,
)
from service.intake.speakers import hear, hear_blockquote

_TITLE_PREFIX = re.compile(
    r"^(?:\d+[.)]\s+)?(?:(?:accomplishment|achievement|win|project|entry|story|highlight|brag)\s*(?:#?\d+)?\s*(?::|[–—-]\s)\s*)?",
    re.IGNORECASE,
)
_YEAR_OR_DAY = re.compile(r"19[5-9]\d|20\d\d|\d{1,2}")
_MONTH_AHEAD = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_STARTERS = (Field.TITLE, Field.TEXT, Field.WHEN)
_CODE = "a code block, not a win"
_TASK = "marked as not done"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file the reader is: the section's date and kind."""

    level: int
    when: When
    kind: SectionKind


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
        self.places = [_Place(0, root, SectionKind.WINS)]
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
        kind = self._kind(dated.rest or words, above.kind, body)
        if mark is Mark.NOT_DONE:
            kind = SectionKind.GOALS
        when = dated.when if dated.when.known else above.when
        self.places.append(_Place(heading.level, when, kind))
        if kind is SectionKind.WINS and title.strip() and self._is_title(dated, body):
            self.open = self.ledger.open(heading.all_lines(), when, is_record=True)
            self.open.words.append(title.strip())
            self.open.tags += tags
            self.open.links += seen.links
            self.swallows = True
        else:
            self.ledger.head(heading.all_lines())

    def _kind(self, title: str, above: SectionKind, body: Sequence[Block]) -> SectionKind:
        kind = kind_of(title, above)
        if kind is SectionKind.NOTES:
            about = any(talks_about_the_file(line.text) for block in _leaves(body) for line in block.lines)
            return SectionKind.GUIDANCE if about else SectionKind.WINS
        return kind

    def _is_title(self, dated: Dated, body: Sequence[Block]) -> bool:
        """Whether a heading is the title of one entry: fields follow that need one, or it opens with a day."""
        content = [block for block in body if block.kind is not Kind.RULE]
        own_day = is_full_day(dated.when)
        if not content:
            return own_day
        fields = self._fields_first(content[0])
        if fields:
            return not any(part in (Field.TEXT, Field.TITLE) for part in fields)
        return own_day and content[0].kind is Kind.PARAGRAPH and all(block.kind is not Kind.LIST for block in content)

    def _fields_first(self, block: Block) -> list[Field]:
        """The fields a block consists of; empty unless its first words are one."""
        leaves = _leaves([block])
        lines = [line.text for leaf in leaves if leaf.kind is Kind.PARAGRAPH for line in leaf.lines]
        found = [field_line(bare(line, {}, markdown=not self.plain).words) for line in lines]
        return [part[0] for part in found if part] if found and found[0] else []

    # Blocks

    def _read_blocks(self, blocks: Sequence[Block], place: _Place) -> None:
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

    def _read_fence(self, block: Block) -> None:
        fences = [n for n in (block.first, block.last) if self._is_fence(n)]
        self.ledger.head(fences)
        self.ledger.set_aside((n for n in block.all_lines() if n not in fences), _CODE)

    def _is_fence(self, n: int) -> bool:
        return self.ledger.written.get(n, "").lstrip(" \t>-*+0123456789.)").startswith(("```", "~~~"))

    def _read_paragraph(self, block: Block, following: Block | None, here: _Place, place: _Place) -> tuple[_Place, str]:
        aside = ""
        list_next = following is not None and following.kind is Kind.LIST
        lines = [line for line in block.lines if not self._is_definition(line)]
        pieces = cut(lines, self.order, here.when, self.definitions, plain=self.plain, each_line=self.each_line)
        for n, piece in enumerate(pieces):
            last = n == len(pieces) - 1
            label = self._as_label(piece, last and list_next, here)
            if label is not None:
                self.ledger.head(piece.numbers)
                here = replace(label, kind=self._kind_below(label, piece, following))
                self.open, self.swallows = None, False
                if here.kind in (SectionKind.GUIDANCE, SectionKind.KEYWORDS) and last and list_next:
                    aside, here = here.kind.value, replace(here, kind=place.kind)
            elif here.kind in (SectionKind.GUIDANCE, SectionKind.KEYWORDS):
                self.ledger.set_aside(piece.numbers, here.kind.value)
            else:
                why = self._read_piece(piece, here)
                if self.open is not None:
                    self.open.stands_alone = True
                if last and list_next and why and piece.words.rstrip().endswith(":"):
                    aside = why
                elif last and list_next and not why and self.open and introduces_a_list(piece.words):
                    self.swallows = True
        return here, aside

    def _kind_below(self, label: _Place, piece: Piece, following: Block | None) -> SectionKind:
        return self._kind(piece.words, label.kind, [following] if following else [])

    def _is_definition(self, line: Line) -> bool:
        if definition(line.text) is None:
            return False
        self.ledger.head([line.number])
        return True

    def _as_label(self, piece: Piece, before_list: bool, here: _Place) -> _Place | None:
        """The section that a bare line opens: a date alone, `Wins:`, `Goals for next year`."""
        words = piece.words.strip()
        field = field_of(piece)
        if len(words) > 80 or (field and field[2]):
            return None
        dated = dated_line(words.rstrip(":"), self.order, here.when)
        if dated.when.known and not dated.rest.strip():
            return replace(here, when=dated.when)
        kind = kind_of(words, here.kind)
        names_a_kind = kind not in (here.kind, SectionKind.NOTES) and len(words.split()) <= 8
        # A label in front of a list covers that list; in plain text a line that ends in a colon covers what follows.
        if words.endswith(":") and not is_guidance(words) and len(words.split()) <= 7 and (before_list or not field):
            headed = dated_heading(words, 3, self.order, here.when)
            return replace(here, when=headed.when if headed.when.known else here.when)
        return here if names_a_kind and not words.endswith((".", "!")) else None

    # Entries

    def _read_bullet(self, bullet: Block, here: _Place) -> None:
        """A bullet at the top of its list."""
        head, rest = _head(bullet)
        if head is None:
            self._read_blocks(rest, here)
            return
        pieces = cut(head, self.order, here.when, self.definitions, plain=self.plain, in_bullet=True)
        first = _numbered(pieces[0], bullet.marker)
        if first.too_long:
            self.ledger.set_aside(bullet.all_lines(), TOO_LONG)
            return
        mark, _ = marked(first.words)
        if here.kind is SectionKind.GOALS and mark is not Mark.DONE:
            self.ledger.set_aside(bullet.all_lines(), here.kind.value)
            return
        if mark is Mark.NOT_DONE:
            self.ledger.set_aside(bullet.all_lines(), _TASK)
            return
        if field_of(first) is not None and mark is Mark.NONE:
            self._read_field_bullet(pieces, first, rest, here)
            return
        grouping = self._as_group(first, rest, here)
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
        why = self._read_piece(first, here)
        if why:
            self.ledger.set_aside(bullet.all_lines(), why)
            return
        self._read_parts(pieces[1:], rest, here)

    def _read_field_bullet(self, pieces: Sequence[Piece], first: Piece, rest: Sequence[Block], here: _Place) -> None:
        self._read_piece(first, here)
        found = field_of(first)
        if found is not None and not found[2].strip() and self.open is not None:
            # `Impact:` with its values as bullets below.
            for block in _leaves(rest):
                for piece in cut(
                    block.lines, self.order, here.when, self.definitions, plain=self.plain, in_bullet=True
                ):
                    self.open.lines += piece.numbers
                    self._fill(self.open, found[0], piece.words, piece.numbers)
            return
        self._read_parts(pieces[1:], rest, here)

    def _read_parts(self, pieces: Sequence[Piece], rest: Sequence[Block], here: _Place) -> None:
        """What stands under a bullet, all of it part of that bullet's entry unless it has a date of its own."""
        owner, swallowed = self.open, self.swallows
        for piece in pieces:
            self._read_part(piece, owner, here)
        for block in rest:
            self._read_nested(block, owner, here)
        self.open, self.swallows = owner, swallowed

    def _read_nested(self, block: Block, owner: Jotting | None, here: _Place) -> None:
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

    def _read_part(self, piece: Piece, owner: Jotting | None, here: _Place) -> None:
        if piece.too_long:
            self.ledger.set_aside(piece.numbers, TOO_LONG)
            return
        mark, _ = marked(piece.words)
        dated = dated_line(piece.words, self.order, here.when)
        if mark is Mark.NOT_DONE:
            self.ledger.set_aside(piece.numbers, _TASK)
        elif owner is None or (dated.when.known and dated.rest.strip() and dated.when != owner.when):
            self._read_piece(piece, here)
        elif is_placeholder(piece.words):
            self.ledger.head(piece.numbers)
        else:
            found = field_of(piece)
            if found is not None:
                self._attach(owner, found, piece)
            else:
                self._extend(owner, piece, here)

    def _as_group(self, first: Piece, rest: Sequence[Block], here: _Place) -> _Place | None:
        """The section a bullet opens for the bullets under it, when it is no entry itself."""
        words = first.words.strip()
        if not any(block.kind is Kind.LIST for block in rest) or any(self._fields_first(block) for block in rest):
            return None
        dated = dated_line(words.rstrip(":"), self.order, here.when)
        when = dated.when if dated.when.known else here.when
        if dated.when.known and not dated.rest.strip():
            return replace(here, when=when)
        label = dated.rest if dated.when.known else words
        return replace(here, when=when, kind=self._kind(label, here.kind, rest)) if is_label(label) else None

    def _read_piece(self, piece: Piece, here: _Place) -> str:
        """One piece at the top: an entry, a field of the one before, or set aside; returns why it was set aside."""
        if piece.too_long:
            self.ledger.set_aside(piece.numbers, TOO_LONG)
            return TOO_LONG
        mark, words = marked(piece.words)
        found = field_of(piece)
        why = self._not_a_win(mark, words, piece, here)
        if is_placeholder(words):
            self.ledger.head(piece.numbers)
        elif found is not None and mark is Mark.NONE and not why:
            self._read_field(found, piece, here)
        elif why:
            self.ledger.set_aside(piece.numbers, why)
            return why
        elif tags := only_tags(words):
            self._tag(tags, piece)
        elif self.swallows and self.open is not None and not self._has_own_date(words, here):
            self._extend(self.open, piece, here)
        else:
            quote = hear(words, self.order)
            if quote.said and not quote.own and self.open is not None and self._is_about_the_last(piece.numbers[0]):
                self.open.lines += piece.numbers
                self.open.said += quote.said
            else:
                self.swallows = False
                self.open = self.ledger.open(piece.numbers, here.when)
                self._write(self.open, Bare(words, piece.bare.links, piece.bare.refused), here)
        return ""

    def _is_about_the_last(self, line: int) -> bool:
        """Whether a quotation is about the entry before it: right under it, or after a paragraph, which stands alone.

        After a blank line under several bullets nobody can say which one it praises.
        """
        last = max(self.open.lines, default=0) if self.open else 0
        return self.swallows or line == last + 1 or (self.open is not None and self.open.stands_alone)

    def _not_a_win(self, mark: Mark, words: str, piece: Piece, here: _Place) -> str:
        if mark is Mark.NOT_DONE:
            return _TASK
        if here.kind is SectionKind.GOALS and mark is not Mark.DONE:
            return here.kind.value
        if is_guidance(words):
            return SectionKind.GUIDANCE.value
        if is_goal(words):
            return SectionKind.GOALS.value
        dated = self._has_own_date(words, here)
        if is_question(words) and not dated and not piece.bare.links:
            return "a question, not a win"
        return ""

    def _has_own_date(self, words: str, here: _Place) -> bool:
        dated = dated_line(words, self.order, here.when)
        return dated.when.known or bool(dated.doubtful)

    def _read_field(self, found: tuple[Field, str, str], piece: Piece, here: _Place) -> None:
        part = found[0]
        if part is Field.KEYWORDS:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
            return
        owner = self.open
        fresh = owner is None or (part in _STARTERS and (not owner.is_record or owner.knows(part)))
        if owner is None or (fresh and not (self.swallows and part is Field.WHEN)):
            owner = self.open = self.ledger.open([], here.when, is_record=True)
        self._attach(owner, found, piece)

    def _attach(self, owner: Jotting, found: tuple[Field, str, str], piece: Piece) -> None:
        part, label, value = found
        if part is Field.KEYWORDS:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
            return
        owner.lines += piece.numbers
        owner.links += piece.bare.links
        self._note_refused(piece.bare, piece.numbers[0])
        if part is Field.ROLE and not owner.columns.get(Field.QUOTE):
            # "Role: tech lead" beside no quotation says what the person themselves was.
            owner.words.append(f"{label}: {value}")
            return
        self._fill(owner, part, value, piece.numbers)

    def _fill(self, owner: Jotting, part: Field, value: str, numbers: Sequence[int]) -> None:
        if part is Field.WHEN:
            dated = dated_field(value, self.order, owner.when)
            if dated.when.known:
                owner.when = dated.when
            elif value.strip():
                self.ledger.note(numbers[0], "date", value.strip(), "a date that cannot be told")
            owner.columns.setdefault(Field.WHEN, [])
        elif part is Field.LINKS:
            seen = bare(value, self.definitions, markdown=not self.plain)
            owner.links += seen.links
            if not owner.links:
                owner.words.append(value)
        elif part in (Field.TITLE, Field.TEXT, Field.ASIDE):
            heard = hear(value, self.order)
            owner.said += heard.said
            words, tags = tagged(heard.own)
            owner.tags += tags
            owner.add(part, words)
        else:
            owner.add(part, value)

    def _tag(self, tags: Iterable[str], piece: Piece) -> None:
        if self.open is None:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
        else:
            self.open.lines += piece.numbers
            self.open.tags += tags

    def _extend(self, owner: Jotting, piece: Piece, here: _Place) -> None:
        """More words of the same entry."""
        if is_guidance(piece.words):
            self.ledger.set_aside(piece.numbers, SectionKind.GUIDANCE.value)
            return
        owner.lines += piece.numbers
        mark, words = marked(piece.words)
        kept = owner.when
        self._write(owner, Bare(words, piece.bare.links, piece.bare.refused), here, dates=False)
        owner.when = kept

    def _write(self, owner: Jotting, seen: Bare, here: _Place, *, dates: bool = True) -> None:
        """Takes date, tags, quotations and outcome off a text and gives all of it to the entry."""
        first = owner.lines[0]
        dated = dated_line(seen.words, self.order, here.when) if dates else Dated(When(), seen.words)
        words, tags = tagged(dated.rest)
        if dates and not dated.when.known and not dated.doubtful:
            dated = dated_line(words, self.order, here.when)
            words = dated.rest
        heard = hear(words, self.order)
        own, more = tagged(heard.own)
        own, outcome = inline_outcome(own)
        owner.when = dated.when if dated.when.known else owner.when
        owner.own_date = owner.own_date or dated.when.known or bool(dated.doubtful)
        if dated.doubtful:
            owner.when = When()
            self.ledger.note(first, "date", dated.doubtful, "a date that cannot be told: which part is the month?")
        owner.words.append(own)
        owner.outcomes += [outcome] if outcome else []
        owner.said += heard.said
        owner.tags += [*more, *tags]
        owner.links += seen.links
        self._note_refused(seen, first)

    def _note_refused(self, seen: Bare, line: int) -> None:
        for address in seen.refused:
            self.ledger.note(line, "link", address, "only http and https links are kept")

    def _read_quote(self, block: Block, here: _Place, *, nested: bool = False) -> None:
        """A block quote: somebody's words about the entry before it."""
        leaves = _leaves(block.blocks)
        lines = [line for leaf in leaves if leaf.kind is Kind.PARAGRAPH for line in leaf.lines]
        words = bare(" ".join(line.text for line in lines), self.definitions, markdown=not self.plain).words
        said = hear_blockquote(words, self.order) if words.strip() else None
        numbers = [n for leaf in leaves for n in leaf.all_lines()]
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

    def _read_table(self, block: Block, here: _Place) -> None:
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


def _head(bullet: Block) -> tuple[list[Line] | None, list[Block]]:
    """A bullet's own lines and what is nested in it."""
    blocks = bullet.blocks
    if blocks and blocks[0].kind in (Kind.PARAGRAPH, Kind.HEADING) and blocks[0].lines:
        return blocks[0].lines, blocks[1:]
    return None, blocks


def _numbered(piece: Piece, marker: str) -> Piece:
    """`2022. Shipped it` and `14. March: shipped it` look like a numbered list, but the number is a date's."""
    year = len(marker) == 4 and _YEAR_OR_DAY.fullmatch(marker)
    day = _YEAR_OR_DAY.fullmatch(marker) and _MONTH_AHEAD.match(piece.words)
    if not (year or day):
        return piece
    front = f"{marker}: " if year else f"{marker} "
    return Piece(piece.numbers, front + piece.typed, piece.bare._replace(words=front + piece.words))


def _leaves(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that hold lines, in order."""
    found: list[Block] = []
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        if block.blocks:
            waiting += block.blocks[::-1]
        else:
            found.append(block)
    return found
