"""Where in a log the reader stands: the date and kind a section lends, and which lines open a section of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.domain.when import When
from service.intake.blocks import Block, Kind, leaves
from service.intake.dated_text import Dated, dated_heading, dated_line
from service.intake.dates import is_full_day
from service.intake.day_order import SlashOrder
from service.intake.fields import Field, field_line, field_named, labelled
from service.intake.marks import Mark, bare
from service.intake.pasted import is_without_year
from service.intake.pieces import Piece, field_of
from service.intake.sections import (
    SectionKind,
    is_goal,
    is_guidance,
    is_label,
    is_question,
    kind_of,
    names_a_section,
    opens_with_a_deed,
    talks_about_the_file,
)

NOT_DONE = "marked as not done"


@dataclass(frozen=True, slots=True)
class Place:
    """A section: how deep its heading is, the date it lends, what stands in it, and how many entries came before.

    The date of a titled label, as in `Project Beta (April 2025)`, is for its own list; `outside` is the date beyond it.
    A label that is a date stands in the period `around` it: `Feb` after `Jan` is of the same year.
    """

    level: int
    when: When
    kind: SectionKind
    since: int = 0
    outside: When | None = None
    around: When = field(default_factory=When)

    @property
    def period(self) -> When:
        """What a label's own date stands in."""
        return self.around if self.around.known else self.lent

    @property
    def lent(self) -> When:
        """The date for what stands outside the label's list."""
        return self.when if self.outside is None else self.outside


def kind_below(title: str, above: SectionKind, body: Sequence[Block]) -> SectionKind:
    """What a heading announces, `Notes` by what is written under it."""
    kind = kind_of(title, above)
    if kind is SectionKind.NOTES:
        about = any(talks_about_the_file(line.text) for block in leaves(body) for line in block.lines)
        return SectionKind.GUIDANCE if about else SectionKind.WINS
    return kind


def fields_first(block: Block) -> list[Field]:
    """The fields a block consists of; empty unless its first words are one."""
    lines = [line.text for leaf in leaves([block]) if leaf.kind is Kind.PARAGRAPH for line in leaf.lines]
    found = [field_line(bare(line[:200], {}).words) for line in lines[:200]]
    return [part[0] for part in found if part] if found and found[0] else []


def is_title(dated: Dated, body: Sequence[Block], *, of_the_file: bool = False) -> bool:
    """Whether a heading is the title of one entry: fields follow that need one, or it opens with a day.

    Over the fields of a single record that say what was done it is the title too, unless it is the file's own.
    """
    content = [block for block in body if block.kind is not Kind.RULE]
    own_day = is_full_day(dated.when)
    if not content:
        return own_day
    if fields_first(content[0]):
        told = [part for block in content for part in fields_first(block) if part in (Field.TEXT, Field.TITLE)]
        own_words = bool(dated.rest.strip()) and not of_the_file and not names_a_section(dated.rest)
        return not told or (told == [Field.TEXT] and own_words)
    return own_day and content[0].kind is Kind.PARAGRAPH and all(block.kind is not Kind.LIST for block in content)


def as_label(piece: Piece, here: Place, above: SectionKind, following: Block | None, order: SlashOrder) -> Place | None:
    """The section that a bare line opens: a date alone, `Wins:`, `Goals for next year`; None when it opens none.

    It takes its date from the label before it (`here`), its kind from the heading above both.
    """
    words = piece.words.strip()
    named = field_of(piece)
    if len(words) > 80 or (named and named[2]):
        return None
    below = [following] if following else []
    around, dated = here.when, dated_line(words.rstrip(":"), order, here.when)
    if here.around.known and not dated.when.known:
        around, dated = here.around, dated_line(words.rstrip(":"), order, here.around)
    if (dated.when.known or dated.doubtful) and not dated.rest.strip():
        return replace(here, when=dated.when, kind=above, outside=None, around=around)
    if is_without_year(words):
        return replace(here, when=When(), kind=above, outside=None)
    kind = kind_below(words, above, below)
    if names_a_section(words):
        return _titled(here, words, kind, order)
    before_list = following is not None and following.kind is Kind.LIST
    if before_list and not words.endswith((".", "!", "?")) and not opens_with_a_deed(words):
        # "Project Alpha | Jan 2025 - Mar 2025" over its bullets, as in a résumé; "2025-03-14 Led it" is a win.
        headed = dated_heading(words, 3, order, here.period).when.known or opens_with_a_month(words)
        a_title = headed and not opens_with_a_deed(dated.rest)
        if (a_title and not is_full_day(dated.when)) or (field_named(words) is not None and not words.endswith(":")):
            return _titled(here, words, kind, order)
    # A label in front of a list covers that list; in plain text a line that ends in a colon covers what follows.
    if words.endswith(":") and not is_guidance(words) and len(words.split()) <= 7 and (before_list or not named):
        return _titled(here, words, kind, order)
    if labelled(words) is not None and not words.endswith(":"):
        return None
    announces = kind_of(words, above) not in (above, SectionKind.NOTES) and len(words.split()) <= 8
    return replace(here, kind=kind) if announces and not words.endswith((".", "!")) else None


def _titled(here: Place, words: str, kind: SectionKind, order: SlashOrder) -> Place:
    """The place under a label with words of its own, whose date is for it alone."""
    headed = dated_heading(words, 3, order, here.period)
    # "March, first half" in a year nobody can tell is not of the month before it.
    when = When() if opens_with_a_month(words) else here.lent
    return replace(here, when=headed.when if headed.when.known else when, kind=kind, outside=here.lent)


def opens_with_a_month(words: str) -> bool:
    """Whether a label begins with a month or quarter that has no year, and says more."""
    first, _, rest = words.partition(" ")
    return bool(rest) and len(words.split()) <= 5 and is_without_year(first.strip(",;:"))


def as_group(first: Piece, rest: Sequence[Block], here: Place, order: SlashOrder) -> Place | None:
    """The section a bullet opens for the bullets under it, when it is no entry itself."""
    words = first.words.strip()
    if not any(block.kind is Kind.LIST for block in rest) or any(fields_first(block) for block in rest):
        return None
    dated = dated_line(words.rstrip(":"), order, here.when)
    when = dated.when if dated.when.known or dated.doubtful else here.when
    if (dated.when.known or dated.doubtful) and not dated.rest.strip():
        return replace(here, when=when)
    if is_without_year(words):
        return replace(here, when=When())
    label = dated.rest if dated.when.known or dated.doubtful else words
    return replace(here, when=when, kind=kind_below(label, here.kind, rest)) if is_label(label) else None


def has_own_date(words: str, here: Place, order: SlashOrder) -> bool:
    """Whether a text carries a date of its own, even one that cannot be told."""
    dated = dated_line(words, order, here.when)
    return dated.when.known or bool(dated.doubtful)


def why_not_a_win(mark: Mark, words: str, piece: Piece, here: Place, order: SlashOrder) -> str:
    """Why a piece is set aside; empty when it may be an entry. A dated line is neither guidance nor a prompt."""
    if mark is Mark.NOT_DONE:
        return NOT_DONE
    if here.kind is SectionKind.GOALS and mark is not Mark.DONE:
        return here.kind.value
    if is_goal(words):
        return SectionKind.GOALS.value
    if has_own_date(words, here, order):
        return ""
    if is_guidance(words):
        return SectionKind.GUIDANCE.value
    return "a question, not a win" if is_question(words) and not piece.bare.links else ""
