"""Cuts the lines of a paragraph into pieces: a wrapped sentence is one, a field or dated line starts another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.domain.when import When
from service.intake.blocks import Block, Kind, Line
from service.intake.dated_text import dated_line
from service.intake.dates import is_full_day, whole_date
from service.intake.day_order import SlashOrder
from service.intake.fields import Field, field_line, labelled
from service.intake.marks import Bare, Mark, bare, marked
from service.intake.pasted import is_without_year, opens_with_a_day
from service.intake.sections import opens_a_section
from service.intake.speakers import hear

_BOLD_LABEL = re.compile(r"\s*(?:\*\*|__)[^*_\n:]{1,60}(?::(?:\*\*|__)|(?:\*\*|__)\s*:)")
_SENTENCE_END = (".", "!", "?", ".)", '."', ".”", ":", ";")
_WRAPPED_AT = 60
_YEAR = re.compile(r"19[5-9]\d|20\d\d")
LONGEST = 20_000
STUB = "\ufdd0"  # stands for words too long to be read
TOO_LONG = f"longer than {LONGEST:,} characters: one entry is one win"


@dataclass(slots=True)
class Piece:
    """Some lines that belong together: their numbers, the joined words as typed, and as a reader sees them."""

    numbers: list[int]
    typed: str
    bare: Bare
    lines: tuple[Line, ...] = ()

    @property
    def too_long(self) -> bool:
        """Whether nobody could have meant this as one entry; its words are then left as typed."""
        return len(self.typed) > LONGEST or self.typed.startswith(STUB)

    @property
    def words(self) -> str:
        return self.bare.words

    def as_block(self) -> Block:
        """The piece as a paragraph of its lines."""
        return Block(Kind.PARAGRAPH, self.numbers[0], self.numbers[-1], lines=list(self.lines))


def cut(
    lines: Sequence[Line],
    order: SlashOrder,
    within: When,
    definitions: dict[str, str],
    *,
    plain: bool,
    each_line: bool = False,
    in_bullet: bool = False,
) -> list[Piece]:
    """The pieces, in order.

    A line starts a piece when it is a field (`Impact: ...`, or any label where the first line is a field), opens with a
    box or outcome emoji, names a section (under one, every finished line is a piece), is a quotation with its speaker,
    or opens with a date while the first line does too (a wrapped sentence may break right before a date). `each_line`
    is for plain text without blank lines, where every finished line is a piece.
    """
    if len(lines) == 1:
        return [_piece(lines, definitions, plain)]
    # A line without a word belongs to nothing: it must not join the sentence before it, nor make a question of it.
    wordless = [line for line in lines if _is_wordless(line.text)]
    lines = [line for line in lines if not _is_wordless(line.text)]
    groups: list[list[Line]] = []
    dated = bool(lines) and not in_bullet and _is_dated(lines[0].text, order, within, plain)
    keyed = bool(lines) and field_line(_plain_words(lines[0].text, plain)) is not None
    opens_section = below_a_name = False
    # Where the first line is in small letters, a small letter does not tell that a line goes on.
    told = lines[1:] if lines and _opens(lines[0].text, order, within, plain) else lines
    small = bool(told) and told[0].text.lstrip()[:1].islower()
    each_line = each_line or (plain and not in_bullet and small and all(_is_note(line.text) for line in told))
    for n, line in enumerate(lines):
        words = _plain_words(line.text, plain)
        starts = (
            not groups
            or field_line(words) is not None
            or (keyed and labelled(words) is not None)
            or (keyed and _is_date_field(groups[-1], order, within, plain))
            or _is_quotation(words, order)
            or _BOLD_LABEL.match(line.text) is not None
            or marked(line.text)[0] is not Mark.NONE
            or (not in_bullet and opens_a_section(words) and _is_finished(lines[n - 1].text, words))
            or (dated and _is_dated(line.text, order, within, plain))
            or ((each_line or below_a_name) and _is_finished(groups[-1][-1].text, line.text, small=small))
            or (not in_bullet and opens_section)
            or ((dated or each_line) and opens_with_a_day(words))
        )
        if starts:
            groups.append([line])
        else:
            groups[-1].append(line)
        # The name of a section stands at the head of its paragraph, or after a finished line.
        before = groups[-1][-2].text if len(groups[-1]) > 1 else ""
        opens_section = not before and (opens_a_section(words) or _opens(line.text, order, within, plain))
        below_a_name = below_a_name or (opens_section and not in_bullet)
    groups += [[line] for line in wordless]
    return [_piece(group, definitions, plain) for group in sorted(groups, key=lambda group: group[0].number)]


@lru_cache(maxsize=256)  # of one line, for each of the questions put to it
def _plain_words(text: str, plain: bool) -> str:
    return bare(text, {}, markdown=not plain).words


def _is_date_field(group: Sequence[Line], order: SlashOrder, within: When, plain: bool) -> bool:
    """Whether the lines so far are a whole `Date: 14/03/2025`, which no line after it can go on with."""
    found = field_line(_plain_words(group[0].text, plain)) if len(group) == 1 else None
    return found is not None and found[0] is Field.WHEN and whole_date(found[2], order, within) is not None


def field_of(piece: Piece) -> tuple[Field, str, str] | None:
    """The known field a piece is, as (field, label, value)."""
    return field_line(piece.words)


def _piece(group: Sequence[Line], definitions: dict[str, str], plain: bool) -> Piece:
    typed = " ".join(line.text.strip().removesuffix("\\").rstrip() for line in group)
    seen = Bare(typed) if len(typed) > LONGEST else bare(typed, definitions, markdown=not plain)
    return Piece([line.number for line in group], typed, seen, tuple(group))


def _is_dated(text: str, order: SlashOrder, within: When, plain: bool) -> bool:
    words = _plain_words(text, plain)
    dated = dated_line(words, order, within)
    return (dated.when.known or bool(dated.doubtful)) and not words.startswith(dated.rest or "\0")


def _is_quotation(words: str, order: SlashOrder) -> bool:
    if not words.startswith(('"', "“", "«")):
        return False
    heard = hear(words, order)
    return bool(heard.said) and not heard.own


def _is_wordless(text: str) -> bool:
    return bool(text.strip()) and not any(char.isalnum() for char in text)


def _opens(text: str, order: SlashOrder, within: When, plain: bool) -> bool:
    """Whether a line heads those below it: a month, quarter or the like (below a day stands one story), or `Other:`."""
    words = _plain_words(text, plain).strip()
    if plain and words.endswith(":") and len(words.split()) <= 4 and field_line(words) is None:
        return True
    dated = dated_line(words.rstrip(":"), order, within)
    alone = bool(dated.when.known or dated.doubtful) and not dated.rest.strip() and not is_full_day(dated.when)
    return alone or is_without_year(words.rstrip(":"))


def _is_note(line: str) -> bool:
    return len(line) < _WRAPPED_AT and not line.rstrip().endswith((".", ",", ";", "-", "–"))


def _is_finished(line: str, following: str, *, small: bool = False) -> bool:
    """Whether a line is not wrapped onto the one `following` it; `small` where the writer begins in small letters."""
    ended = line.rstrip().endswith(_SENTENCE_END) or len(line) < _WRAPPED_AT
    return ended and (small or not following.lstrip()[:1].islower())


def numbered(piece: Piece, marker: str) -> Piece:
    """`2022. Shipped it` looks like a numbered list, but the number is the year; `1. May 5` is left alone."""
    if _YEAR.fullmatch(marker) is None:
        return piece
    front = f"{marker}: "
    seen = piece.bare._replace(words=front + piece.words)
    return Piece(piece.numbers, front + piece.typed, seen, piece.lines)
