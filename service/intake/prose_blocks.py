"""Reads the blocks under one heading of a prose log: paragraphs, bullets with what is nested in them, tables."""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.when import When
from service.intake.blocks import Block, Kind, head_of
from service.intake.columns import Columns, columns_of
from service.intake.dated_text import Dated, dated_heading, dated_line
from service.intake.fields import Field
from service.intake.gathering import Gatherer
from service.intake.jottings import Jotting
from service.intake.marks import Mark, bare, marked
from service.intake.pasted import CHAT, NO_YEAR, is_chat, is_mail_head, is_without_year
from service.intake.pieces import LONGEST, TOO_LONG, Piece, field_of, numbered
from service.intake.places import NOT_DONE, Place, as_group, as_label, opens_with_a_month
from service.intake.section_words import names_the_file
from service.intake.sections import SectionKind, introduces_a_list, is_masthead, is_placeholder, opens_with_a_deed

_ASIDE = (SectionKind.GUIDANCE, SectionKind.KEYWORDS, SectionKind.MESSAGE)


class BlockReader:
    """Hands every block of one file to its gatherer."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.gatherer = gatherer
        self.ledger = gatherer.ledger
        self.order = gatherer.order
        self.definitions = gatherer.definitions

    def note_doubtful(self, dated: Dated, line: int) -> None:
        """Reports the date of a heading or label that cannot be told."""
        if dated.doubtful:
            self.ledger.note(line, "date", dated.doubtful, dated.why)

    def _note_label(self, piece: Piece, here: Place) -> None:
        words = piece.words.strip().rstrip(":")
        dated = dated_line(words, self.order, here.when)
        if not dated.when.known:
            dated = dated_heading(words, 3, self.order, here.period)
        if not dated.when.known and not dated.doubtful and (is_without_year(words) or opens_with_a_month(words)):
            dated = Dated(When(), "", words, NO_YEAR)
        self.note_doubtful(dated, piece.numbers[0])

    def read_blocks(self, blocks: Sequence[Block], place: Place) -> None:
        """The blocks under a heading, or under a bullet that only groups what is below it."""
        here = place
        aside: str = ""  # why the list that comes next is no win
        for n, block in enumerate(blocks):
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            if block.kind is Kind.RULE:
                self.ledger.head(block.all_lines())
            elif block.kind is Kind.FENCE:
                self.gatherer.read_fence(block)
            elif block.kind is Kind.LIST and aside:
                self.ledger.set_aside(block.all_lines(), aside)
            elif here.kind is SectionKind.PRAISE and block.kind is not Kind.PARAGRAPH:
                self.gatherer.take_praise(block, self._praised(here))
            elif here.kind is SectionKind.KEYWORDS and block.kind is Kind.LIST:
                self._read_names(block, here)
            elif here.kind in _ASIDE:
                self.ledger.set_aside(block.all_lines(), here.kind.value)
            elif block.kind is Kind.PARAGRAPH:
                here, aside = self._read_paragraph(block, following, here, place)
                continue
            elif block.kind is Kind.LIST:
                for bullet in block.blocks:
                    self._read_bullet(bullet, here)
                # A label in front of a list covers that list.
                here = replace(here, kind=place.kind, when=here.lent, outside=None)
            elif block.kind is Kind.QUOTE:
                self.gatherer.take_quote(block, here)
            elif block.kind is Kind.TABLE:
                self._read_table(block, here)
            else:
                self.ledger.head(block.all_lines())
            aside = ""

    def _praised(self, here: Place) -> Jotting | None:
        """The one entry that praise here can be about: the only one of its section."""
        written = self.ledger.jottings[here.since :]
        return written[0] if len(written) == 1 else None

    def _read_names(self, block: Block, here: Place) -> None:
        """A list of tools or skills; a bullet in it that is dated, or opens with a deed, is an entry all the same."""
        for bullet in block.blocks:
            head, _ = head_of(bullet)
            words = bare(head[0].text, self.definitions).words if head and len(head[0].text) <= LONGEST else ""
            if opens_with_a_deed(words) or dated_line(words, self.order, here.when).when.known:
                self._read_bullet(bullet, replace(here, kind=SectionKind.WINS))
            else:
                self.ledger.set_aside(bullet.all_lines(), here.kind.value)

    def _read_paragraph(self, block: Block, following: Block | None, here: Place, place: Place) -> tuple[Place, str]:
        aside = ""
        hand = self.gatherer
        list_next = following is not None and following.kind is Kind.LIST
        words = [line.text for line in block.lines]
        if is_chat(words):
            self.ledger.set_aside(block.all_lines(), CHAT)
            return here, aside
        if is_mail_head(words):
            here = replace(here, kind=SectionKind.MESSAGE)
            self.ledger.set_aside(block.all_lines(), here.kind.value)
            return here, aside
        pieces = hand.cut(block.lines, here.when)
        if not self.ledger.jottings and pieces and all(self._is_about_the_file(piece) for piece in pieces):
            self.ledger.head(block.all_lines())
            return here, aside
        for n, piece in enumerate(pieces):
            last = n == len(pieces) - 1
            label = as_label(piece, here, place.kind, following if last else None, self.order)
            if label is not None:
                self.ledger.head(piece.numbers)
                self._note_label(piece, here)
                since = here.since if label.kind is SectionKind.PRAISE else len(self.ledger.jottings)
                here = replace(label, since=since)
                hand.close()
                if here.kind in _ASIDE and last and list_next:
                    aside, here = here.kind.value, replace(here, kind=place.kind)
            elif here.kind in _ASIDE:
                self.ledger.set_aside(piece.numbers, here.kind.value)
            elif here.kind is SectionKind.PRAISE:
                hand.take_praise(piece.as_block(), self._praised(here))
            elif n and hand.extends_record(piece) and hand.open is not None:
                hand.writer.extend(hand.open, piece)
            else:
                why = hand.take(piece, here)
                if why and not hand.swallows:
                    hand.open = None
                if hand.open is not None:
                    hand.open.stands_alone = True
                if last and list_next and why and piece.words.rstrip().endswith(":"):
                    aside = why
                elif last and list_next and not why and hand.open and introduces_a_list(piece.words):
                    hand.swallows = True
        return here, aside

    def _is_about_the_file(self, piece: Piece) -> bool:
        return is_masthead(piece.words) or (len(piece.numbers) == 1 and names_the_file(piece.words))

    # Entries

    def _read_bullet(self, bullet: Block, here: Place) -> None:
        """A bullet at the top of its list."""
        head, rest = head_of(bullet)
        if head is None:
            self.read_blocks(rest, here)
            return
        hand = self.gatherer
        pieces = hand.cut(head, here.when, in_bullet=True)
        if not pieces:
            self._read_parts([], rest, here)
            return
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
            self._note_label(first, here)
            hand.open = None if not hand.swallows else hand.open
            for piece in pieces[1:]:
                hand.take(piece, grouping)
            if grouping.kind in _ASIDE:
                for block in rest:
                    self.ledger.set_aside(block.all_lines(), grouping.kind.value)
            else:
                self.read_blocks(rest, grouping)
            return
        if is_placeholder(marked(first.words)[1]):
            # What is nested in a bullet without words is no part of the bullet before it.
            hand.close()
        why = hand.take(first, here, in_bullet=True)
        if why:
            self.ledger.set_aside(bullet.all_lines(), why)
            return
        self._read_parts(pieces[1:], rest, here)

    def _read_field_bullet(self, pieces: Sequence[Piece], first: Piece, rest: Sequence[Block], here: Place) -> None:
        self.gatherer.take(first, here)
        found = field_of(first)
        if found is not None and not found[2].strip() and self.gatherer.open is not None:
            # `Impact:` with its values as bullets below.
            self.gatherer.take_values(self.gatherer.open, found[0], rest, here)
            return
        self._read_parts(pieces[1:], rest, here)

    def _read_parts(self, pieces: Sequence[Piece], rest: Sequence[Block], here: Place) -> None:
        """What stands under a bullet, all of it part of that bullet's entry unless it has a date of its own."""
        hand = self.gatherer
        owner, swallowed = hand.open, hand.swallows
        for piece in pieces:
            hand.take_part(piece, owner, here)
        for block in rest:
            self._read_nested(block, owner, here)
        hand.open, hand.swallows = owner, swallowed

    def _read_nested(self, block: Block, owner: Jotting | None, here: Place) -> None:
        match block.kind:
            case Kind.RULE:
                self.ledger.head(block.all_lines())
            case Kind.FENCE:
                self.gatherer.read_fence(block)
            case Kind.QUOTE:
                self.gatherer.open = owner
                self.gatherer.take_quote(block, here, nested=True)
            case Kind.TABLE:
                self._read_table(block, here)
            case Kind.ENTRY if owner is not None and (part := self._named_part(block, here)) is not None:
                head, rest = head_of(block)
                owner.lines += [line.number for line in head or ()]
                self.gatherer.take_values(owner, part, rest, here)
            case Kind.LIST | Kind.ENTRY:
                for inner in block.blocks:
                    self._read_nested(inner, owner, here)
            case _:
                for piece in self.gatherer.cut(block.lines, here.when, in_bullet=True):
                    self.gatherer.take_part(piece, owner, here)

    def _named_part(self, bullet: Block, here: Place) -> Field | None:
        """The field that the bullets below a bullet like `Impact:` hold."""
        head, rest = head_of(bullet)
        pieces = self.gatherer.cut(head, here.when, in_bullet=True) if head and rest else []
        found = field_of(pieces[0]) if len(pieces) == 1 else None
        return found[0] if found and not found[2].strip() and found[0] is not Field.KEYWORDS else None

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
