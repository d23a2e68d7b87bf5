"""Puts the words of a line where they belong in its entry: date, tags, quotations, outcome, links, and the rest."""

from collections.abc import Iterable, Sequence

from service.domain.when import When
from service.intake.dated_text import Dated, dated_field, dated_line
from service.intake.fields import Field, inline_outcome
from service.intake.jottings import Jotting, Ledger
from service.intake.marks import Bare, has_more_than_links, marked, tagged
from service.intake.pieces import Piece
from service.intake.sections import SectionKind, is_guidance
from service.intake.speakers import hear


class Writer:
    """Fills the entries of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.order = ledger.order

    def write(self, owner: Jotting, seen: Bare, within: When, *, dates: bool = True) -> None:
        """Takes date, tags, quotations and outcome off a text and gives all of it to the entry.

        `within` is the section's date; with `dates` off the text is a further part of an entry that has its own.
        """
        first = owner.lines[0]
        dated = dated_line(seen.words, self.order, within) if dates else Dated(When(), seen.words)
        words, tags = tagged(dated.rest)
        if dates and not dated.when.known and not dated.doubtful:
            dated = dated_line(words, self.order, within)
            words = dated.rest
        heard = hear(words, self.order)
        own, more = tagged(heard.own)
        own, outcome = inline_outcome(own)
        owner.when = dated.when if dated.when.known else owner.when
        owner.own_date = owner.own_date or dated.when.known or bool(dated.doubtful)
        if dated.doubtful:
            owner.when = When()
            self.ledger.note(first, "date", dated.doubtful, dated.why)
        owner.words.append(own)
        owner.outcomes += [outcome] if outcome else []
        owner.said += heard.said
        owner.tags += [*more, *tags]
        owner.links += seen.links
        self._note_refused(seen, first)

    def extend(self, owner: Jotting, piece: Piece) -> None:
        """More words of the same entry."""
        if is_guidance(piece.words):
            self.ledger.set_aside(piece.numbers, SectionKind.GUIDANCE.value)
            return
        owner.lines += piece.numbers
        _, words = marked(piece.words)
        self.write(owner, piece.bare._replace(words=words), When(), dates=False)

    def attach(self, owner: Jotting, found: tuple[Field, str, str], piece: Piece) -> None:
        """A `Key: value` line of an entry."""
        part, label, value = found
        if part is Field.KEYWORDS:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
            return
        owner.lines += piece.numbers
        owner.links += piece.bare.links
        owner.filled.add(part)
        owner.labels.add(label.lower())
        self._note_refused(piece.bare, piece.numbers[0])
        if part is Field.ROLE and not owner.columns.get(Field.QUOTE):
            # "Role: tech lead" beside no quotation says what the person themselves was.
            owner.words.append(f"{label}: {value}")
        elif part is Field.LINKS:
            if not piece.bare.links or has_more_than_links(piece.typed.partition(":")[2]):
                owner.words.append(value)
        else:
            self.fill(owner, part, value, piece.numbers)

    def fill(self, owner: Jotting, part: Field, value: str, numbers: Sequence[int]) -> None:
        """The value of a field, wherever it was written."""
        if part is Field.WHEN:
            dated = dated_field(value, self.order, owner.when)
            if dated.when.known:
                owner.when = dated.when
                owner.own_date = True
            elif value.strip():
                self.ledger.note(numbers[0], "date", value.strip(), dated.why)
        elif part in (Field.TITLE, Field.TEXT, Field.ASIDE):
            heard = hear(value, self.order)
            owner.said += heard.said
            words, tags = tagged(heard.own)
            owner.tags += tags
            owner.add(part, words)
        else:
            owner.add(part, value)

    def tag(self, owner: Jotting | None, tags: Iterable[str], piece: Piece) -> None:
        """A line of nothing but tags belongs to the entry before it."""
        if owner is None:
            self.ledger.set_aside(piece.numbers, SectionKind.KEYWORDS.value)
        else:
            owner.lines += piece.numbers
            owner.tags += tags

    def _note_refused(self, seen: Bare, line: int) -> None:
        for address in seen.refused:
            self.ledger.note(line, "link", address, "only http and https links are kept")
