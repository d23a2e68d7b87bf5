"""A packet as blocks of runs with marks to its notes: what Word and PDF set, taken from the words of the Markdown."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTE = re.compile(r"^\[\^([\w-]+)\]: (.*)$", re.MULTILINE)
_REFERENCE = re.compile(r"((?:^|[^\\])(?:\\\\)*)\[\^([\w-]+)\]")
# Private characters reach no page of ours: a person's are shown as replaced.
_MARK = re.compile("\ue000([\\w-]+)\ue001")


class Run(NamedTuple):
    """Words set alike; or, with a `note`, no words but the mark to the note of that label."""

    words: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    note: str = ""


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    BULLET = "bullet"
    TABLE = "table"


class Block(NamedTuple):
    """A block: `level` is that of a heading or the depth of a bullet, from 1; a table has `rows` of cells, its head
    first, and no runs of its own."""

    kind: Kind
    level: int
    runs: tuple[Run, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()


class Blocks(NamedTuple):
    """A packet's blocks in order, and the runs of each note by its label."""

    body: tuple[Block, ...]
    notes: dict[str, tuple[Run, ...]]


def blocks_of(markdown: str) -> Blocks:
    """The blocks of a packet that `packet_markdown` wrote."""
    notes = {label: _note(words) for label, words in _NOTE.findall(markdown)}
    body = _NOTE.sub("", markdown)
    # Marks may stand side by side, and a match takes the letter before it.
    while (marked := _REFERENCE.sub("\\1\ue000\\2\ue001", body)) != body:
        body = marked
    return Blocks(tuple(_blocks(_parsed(body))), notes)


def _parsed(text: str) -> "list[Token]":
    return MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)


def _blocks(tokens: "Sequence[Token]") -> Iterator[Block]:
    depth, quoted, heading = 0, False, 0
    rest = iter(tokens)
    for token in rest:
        match token.type:
            case "bullet_list_open":
                depth += 1
            case "bullet_list_close":
                depth -= 1
            case "blockquote_open" | "blockquote_close":
                quoted = token.type == "blockquote_open"
            case "heading_open" | "heading_close":
                heading = int(token.tag[1]) if token.type == "heading_open" else 0
            case "table_open":
                yield Block(Kind.TABLE, 0, (), _rows(rest))
            case "inline":
                kind = Kind.HEADING if heading else Kind.QUOTE if quoted else Kind.BULLET if depth else Kind.PARAGRAPH
                yield Block(kind, heading or depth, tuple(_runs(token)))
            case _:
                pass


def _rows(tokens: "Iterator[Token]") -> tuple[tuple[tuple[Run, ...], ...], ...]:
    rows: list[list[tuple[Run, ...]]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(tuple(_runs(token)))
    return tuple(tuple(row) for row in rows)


def _runs(inline: "Token") -> Iterator[Run]:
    bold = italic = False
    for child in inline.children or []:
        match child.type:
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case "em_open" | "em_close":
                italic = child.type == "em_open"
            case "softbreak" | "hardbreak":
                yield Run(" ", bold, italic)
            case "code_inline":
                # In code a mark is no mark: an address may hold what looks like one.
                yield Run(_MARK.sub(r"[^\1]", child.content), bold, italic, code=True)
            case "text" | "text_special":
                # Text and the labels of notes, in turn.
                for n, piece in enumerate(_MARK.split(child.content)):
                    if n % 2:
                        yield Run("", note=piece)
                    elif piece:
                        yield Run(piece, bold, italic)
            case _:
                pass


def _note(words: str) -> tuple[Run, ...]:
    return tuple(run for token in _parsed(words) if token.type == "inline" for run in _runs(token))
