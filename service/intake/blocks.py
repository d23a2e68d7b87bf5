"""The shape of a Markdown or plain text file: a tree of blocks that know their lines; no word of them is read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.intake.months import ENGLISH
from service.intake.named_points import WORD, month_named
from service.intake.pasted import opens_with_a_day, usual_bullets
from service.intake.sections import opens_a_section


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ENTRY = "list entry"
    QUOTE = "block quote"
    FENCE = "fence"
    RULE = "rule"
    TABLE = "table"


class Line(NamedTuple):
    """One line of the file, without indentation and list marker."""

    number: int
    text: str


class Row(NamedTuple):
    """One row of a table."""

    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Block:
    """A block and what stands in it. `marker` is an ordered list's number; `level` a heading's."""

    kind: Kind
    first: int
    last: int
    level: int = 0
    marker: str = ""
    lines: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)

    def all_lines(self) -> Iterator[int]:
        """The numbers of every line from first to last."""
        return iter(range(self.first, self.last + 1))


_OPENS = {
    "heading_open": Kind.HEADING,
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "ordered_list_open": Kind.LIST,
    "list_item_open": Kind.ENTRY,
    "blockquote_open": Kind.QUOTE,
    "table_open": Kind.TABLE,
}
_INDENT = re.compile(r"[ \t]*")
_MARKERS = re.compile(r"(?:>|(?:[-*+]|\d{1,9}[.)])[ \t]+)[ \t]*")
# Rules that are drawn with signs Markdown does not know, or drawn long.
_DRAWN_RULE = re.compile(r"([=–—―─━═])(?:[ \t]*\1){2,}[ \t]*|~(?:[ \t]*~){9,}[ \t]*")
_TABLE_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_MARKED = re.compile(r"[ \t]*(?:[-*+>#|]|\d{1,9}[.)])[ \t]")
_DAY_FIRST = re.compile(
    rf"([ \t]*(?:[-*+][ \t]+)*)(0?[1-9]|[12]\d|3[01])\.[ \t]+(?=(?:{ENGLISH}|(?P<name>{WORD})),?[ \t]+\d{{4}}\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[ \t]*(\d{1,9})\.[ \t]")
# markdown-it gives up on the rest of the file where its limit is reached, so nothing may reach it.
_WIDEST_INDENT = 24
_MOST_MARKERS = 10
_DEEPEST = 80


def blocks_of(text: str) -> list[Block]:
    """The top-level blocks of `text`; every block knows its lines, counted from 1."""
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "html": False}).enable("table")
    reader.disable(["code", "html_block", "reference"])
    # Only the shape is wanted: the words are taken as they were typed.
    reader.core.ruler.enableOnly(["normalize", "block"])
    lines, numbers = _parted(usual_bullets(text).split("\n"))
    return _tree(reader.parse("\n".join(map(_shallow, lines))), numbers)


def _parted(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """The lines with blank ones put in where people leave them out, and the number each had in the file.

    Markdown takes a table, a drawn rule or an unmarked line right under a bullet or quotation for more words of it:
    the goals below the last win would be that win's.
    """
    kept: list[str] = []
    numbers: list[int] = []
    in_table = False
    for n, line in enumerate(lines, start=1):
        before = lines[n - 2] if n > 1 else ""
        following = lines[n] if n < len(lines) else ""
        leaves_a_table = "|" not in line and (in_table or before.lstrip().startswith("|"))
        in_table = "|" in line and (in_table or ("|" in before and _TABLE_RULE.fullmatch(line) is not None))
        if (
            before.strip()
            and (
                _opens_a_table(before, line, following)
                or leaves_a_table
                or _leaves_a_quotation(before, line)
                # One dash is a bullet still to be filled in, not the line that underlines a heading.
                or line.strip() == "-"
                # A day at the start of its line opens something new, under a bullet as well.
                or (_MARKED.match(before) is not None and opens_with_a_day(line))
                or (not line[:1].isspace() and _MARKED.match(line) is None and opens_a_section(line))
            )
        ):
            kept.append("")
            numbers.append(n - 1)
        drawn = _DRAWN_RULE.fullmatch(line) is not None and not (line[0] == "=" and _may_be_underlined(before))
        kept.append("***" if drawn else _DAY_FIRST.sub(r"\1\2 ", line) if _is_day(lines, n - 1) else line)
        numbers.append(n)
    return kept, numbers


def _opens_a_table(before: str, line: str, following: str) -> bool:
    header = "|" in line and _TABLE_RULE.fullmatch(following) is not None
    return header and not before.lstrip(" \t>").startswith("|")


def _leaves_a_quotation(before: str, line: str) -> bool:
    """A line of its own under a quotation; one that goes on in lower case is the quotation's, wrapped."""
    first = line.strip()[:1]
    return before.lstrip().startswith(">") and bool(first) and first != ">" and not first.islower()


def _may_be_underlined(before: str) -> bool:
    return bool(before.strip()) and _MARKED.match(before) is None


def _is_day(lines: Sequence[str], at: int) -> bool:
    """Whether `15. March 2025` opens with the day: behind a bullet, or where nobody has counted up to 14 above it."""
    match = _DAY_FIRST.match(lines[at])
    if match is None or (match["name"] and month_named(match["name"]) is None):
        return False
    counted = {int(found[1]) for line in lines[max(0, at - 400) : at] if (found := _NUMBERED.match(line))}
    return bool(match[1].strip()) or not counted.issuperset(range(1, int(match[2])))


def _shallow(line: str) -> str:
    """A line without the indentation and markers that nest deeper than anybody writes."""
    indent = _INDENT.match(line)
    start = indent.end() if indent else 0
    at, markers = start, 0
    kept = start
    while match := _MARKERS.match(line, at):
        at, markers = match.end(), markers + 1
        kept = at if markers == _MOST_MARKERS else kept
    front = " " * _WIDEST_INDENT if len(line[:start].expandtabs(4)) > _WIDEST_INDENT else line[:start]
    return f"{front}{line[start:kept]}{line[at:]}" if markers > _MOST_MARKERS else f"{front}{line[start:]}"


def _tree(tokens: Sequence[Token], numbers: Sequence[int]) -> list[Block]:
    root = Block(Kind.QUOTE, 1, 1)
    stack = [root]
    row_line = 0
    for token in tokens:
        first, last = stack[-1].first, stack[-1].last
        if token.map:
            first, last = numbers[token.map[0]], numbers[max(token.map[0], token.map[1] - 1)]
        if token.type in _OPENS:
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            block = Block(_OPENS[token.type], first, last, level=level)
            if token.type == "list_item_open":
                block.marker = token.info
            elif token.type == "heading_open" and token.markup in "=-":
                block.marker = token.markup
            stack[-1].blocks.append(block)
            stack.append(block)
        elif token.type.removesuffix("_close") + "_open" in _OPENS:
            closed = stack.pop()
            if closed.kind is Kind.HEADING and closed.marker:
                _settle_underlined(stack[-1], closed)
        elif token.type == "tr_open":
            row_line = first
            stack[-1].rows.append(Row(row_line, ()))
        elif token.type == "inline":
            if stack[-1].kind is Kind.TABLE:
                row = stack[-1].rows[-1]
                stack[-1].rows[-1] = Row(row.number, (*row.cells, token.content))
            else:
                stack[-1].lines += [
                    Line(n, line.strip()) for n, line in enumerate(token.content.split("\n"), start=first)
                ]
        elif token.type == "fence":
            stack[-1].blocks.append(Block(Kind.FENCE, first, last))
        elif token.type == "hr":
            stack[-1].blocks.append(Block(Kind.RULE, first, last))
    return root.blocks


def _settle_underlined(parent: Block, heading: Block) -> None:
    """A rule typed right under a paragraph makes it a heading in Markdown; a whole sentence was never meant as one."""
    words = " ".join(line.text for line in heading.lines)
    sentence = len(heading.lines) > 1 or len(words) > 80 or words.endswith((".", "!", '"', "”"))
    if sentence:
        heading.kind = Kind.PARAGRAPH
        heading.marker = ""
        parent.blocks.append(Block(Kind.RULE, heading.last, heading.last))
        heading.last -= 1


def leaves(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that hold lines, in order, however deep they stand."""
    found: list[Block] = []
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        if block.blocks:
            waiting += block.blocks[::-1]
        else:
            found.append(block)
    return found


def head_of(bullet: Block) -> tuple[list[Line] | None, list[Block]]:
    """A bullet's own lines (None when it has none) and what is nested in it."""
    blocks = bullet.blocks
    if blocks and blocks[0].kind in (Kind.PARAGRAPH, Kind.HEADING) and blocks[0].lines:
        return blocks[0].lines, blocks[1:]
    return None, blocks
