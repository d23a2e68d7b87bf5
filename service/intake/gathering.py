"""Gathers the pieces of a prose log into entries: which piece opens one, joins the one before, or is set aside."""

from collections.abc import Iterable, Sequence

from service.domain.brag import Corroboration
from service.domain.when import When
from service.intake.blocks import Block, Kind, Line, head_of, leaves
from service.intake.dated_text import dated_line
from service.intake.fields import Field, labelled
from service.intake.jottings import UNSIGNED, Jotting, Ledger
from service.intake.marks import Mark, bare, definition, marked, only_tags
from service.intake.pieces import TOO_LONG, Piece, cut, field_of
from service.intake.places import NOT_DONE, Place, has_own_date, why_not_a_win
from service.intake.sections import SectionKind, is_guidance, is_placeholder
from service.intake.speakers import hear, hear_blockquote, hear_praise
from service.intake.writing import Writer

CODE = "a code block, not a win"


class Gatherer:
    """The entries of one file as they grow.

    `open` is the entry that what follows may belong to; while it `swallows`, everything up to the next heading does.
    """

    def __init__(self, ledger: Ledger, definitions: dict[str, str], *, plain: bool, each_line: bool) -> None:
        self.ledger = ledger
        self.order = ledger.order
        self.writer = Writer(ledger)
        self.definitions = definitions
        self.plain = plain
        self.each_line = each_line
        self.open: Jotting | None = None
        self.swallows = False

    def close(self) -> None:
        """What follows belongs to no entry so far."""
        self.open, self.swallows = None, False

    def cut(self, lines: Sequence[Line], within: When, *, in_bullet: bool = False) -> list[Piece]:
        """The pieces of a paragraph or bullet, link definitions left out."""
        kept = [line for line in lines if not self._is_definition(line)]
        each_line = self.each_line and not in_bullet
        return cut(
            kept, self.order, within, self.definitions, plain=self.plain, each_line=each_line, in_bullet=in_bullet
        )

    def _is_definition(self, line: Line) -> bool:
        if definition(line.text) is None:
            return False
        self.ledger.head([line.number])
        return True

    def take(self, piece: Piece, here: Place, *, in_bullet: bool = False) -> str:
        """One piece at the top: an entry, a field of the one before, or set aside; returns why it was set aside."""
        if piece.too_long:
            self.ledger.set_aside(piece.numbers, TOO_LONG)
            return TOO_LONG
        mark, words = marked(piece.words)
        found = field_of(piece)
        why = why_not_a_win(mark, words, piece, here, self.order)
        if is_placeholder(words):
            self.ledger.set_empty(piece.numbers)
        elif found is not None and mark is Mark.NONE and not why:
            self._take_field(found, piece, here)
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

    def extends_record(self, piece: Piece) -> bool:
        """Whether a piece is a field of the open record under a name nobody knows, or its first words after a date."""
        if self.open is None or not self.open.is_record or field_of(piece) is not None:
            return False
        return labelled(piece.words) is not None or self.open.filled == {Field.WHEN}

    def take_part(self, piece: Piece, owner: Jotting | None, here: Place) -> None:
        """One piece under a bullet: part of that bullet's entry, unless it has a date of its own."""
        if piece.too_long:
            self.ledger.set_aside(piece.numbers, TOO_LONG)
            return
        mark, _ = marked(piece.words)
        dated = dated_line(piece.words, self.order, here.when)
        if mark is Mark.NOT_DONE:
            self.ledger.set_aside(piece.numbers, NOT_DONE)
        elif owner is None or (dated.when.known and dated.rest.strip() and dated.when != owner.when):
            self.take(piece, here)
        elif is_placeholder(piece.words):
            self.ledger.set_empty(piece.numbers)
        else:
            found = field_of(piece)
            if found is not None:
                self.writer.attach(owner, found, piece)
            else:
                self.writer.extend(owner, piece)

    def take_values(self, owner: Jotting, part: Field, blocks: Iterable[Block], here: Place) -> None:
        """The bullets below `Impact:` are the values of that field of `owner`."""
        for block in leaves(blocks):
            if not block.lines:
                self.ledger.set_empty(block.all_lines())
            elif part is Field.QUOTE and self._hear(owner, block.lines):
                continue
            for piece in self.cut(block.lines, here.when, in_bullet=True):
                if is_placeholder(piece.words):
                    self.ledger.set_empty(piece.numbers)
                else:
                    owner.lines += piece.numbers
                    self.writer.fill(owner, part, piece.words, piece.numbers)

    def _take_field(self, found: tuple[Field, str, str], piece: Piece, here: Place) -> None:
        part = found[0]
        if part is Field.KEYWORDS:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
            return
        owner = self.open
        # Under a heading that is the title everything is about that title.
        if owner is None or (owner.starts_another(part, found[1]) and not self.swallows):
            owner = self.open = self.ledger.open([], here.when, is_record=True)
        self.writer.attach(owner, found, piece)

    def _is_about_the_last(self, line: int) -> bool:
        """Whether a quotation is about the entry before it: right under it, or after a paragraph, which stands alone.

        After a blank line under several bullets nobody can say which one it praises.
        """
        last = max(self.open.lines, default=0) if self.open else 0
        return self.swallows or line == last + 1 or (self.open is not None and self.open.stands_alone)

    # What others said

    def take_quote(self, block: Block, here: Place, *, nested: bool = False) -> None:
        """A block quote: somebody's words about the entry before it."""
        parts = leaves(block.blocks)
        lines = [line for leaf in parts if leaf.kind is Kind.PARAGRAPH for line in leaf.lines]
        words = self._joined(lines)
        said = hear_blockquote(words, self.order) if words.strip() else None
        numbers = [n for leaf in parts for n in leaf.all_lines()]
        if here.kind is SectionKind.GOALS:
            self.ledger.set_aside(block.all_lines(), here.kind.value)
        elif not words.strip():
            self.ledger.set_empty(block.all_lines())
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
        else:
            self.ledger.set_aside(numbers, SectionKind.PRAISE.value if said else UNSIGNED)

    def take_praise(self, block: Block, owner: Jotting | None) -> None:
        """A block under a heading like Kudos: whoever speaks there, it is not the person telling what they did.

        What has a speaker is about `owner`, the only entry it can be about; the rest is set aside.
        """
        for leaf in self._spoken(block):
            if owner is None or not leaf.lines:
                self.ledger.set_aside(leaf.all_lines(), SectionKind.PRAISE.value)
            elif not self._hear(owner, leaf.lines):
                for line in leaf.lines:
                    if not self._hear(owner, [line]):
                        self.ledger.set_aside([line.number], SectionKind.PRAISE.value)

    def _spoken(self, block: Block) -> list[Block]:
        """The stretches in which one voice speaks: a bullet, a quote, a paragraph."""
        if block.kind is Kind.LIST:
            found: list[Block] = []
            for bullet in block.blocks:
                head, rest = head_of(bullet)
                found += [bullet.blocks[0]] if head else []
                found += leaves(rest)
            return found
        return leaves([block])

    def _hear(self, owner: Jotting, lines: Sequence[Line]) -> bool:
        said: Sequence[Corroboration] = hear_praise(self._joined(lines), self.order)
        if said:
            owner.lines += [line.number for line in lines]
            owner.said += said
        return bool(said)

    def _joined(self, lines: Sequence[Line]) -> str:
        return bare(" ".join(line.text for line in lines), self.definitions, markdown=not self.plain).words

    # What is no win

    def read_fence(self, block: Block) -> None:
        """Code is set aside, its fences are structure."""
        fences = [n for n in (block.first, block.last) if self._is_fence(n)]
        self.ledger.head(fences)
        self.ledger.set_aside((n for n in block.all_lines() if n not in fences), CODE)

    def _is_fence(self, n: int) -> bool:
        return self.ledger.written.get(n, "").lstrip(" \t>-*+0123456789.)").startswith(("```", "~~~"))
