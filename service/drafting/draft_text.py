"""Reads any draft as statements: its sentences without markup, each with the citations written beside it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.domain.brag import BragEntry, EntryId
from service.domain.quantities import quantities
from service.domain.rubric import Rubric
from service.domain.wording import is_past, words
from service.drafting.own_packet import Block, OwnPacket, is_own_packet
from service.drafting.tidying import on_one_line, unwrapped
from service.verification.sentences import split_sentences


class Statement(NamedTuple):
    """A sentence that claims something, with the ids written beside it; `nearby` are those of its whole bullet."""

    text: str
    cites: tuple[EntryId, ...]
    nearby: tuple[EntryId, ...] = ()


class DraftText(NamedTuple):
    """What a draft states, and the lines passed over because they claim nothing (headings, labels, questions)."""

    statements: tuple[Statement, ...]
    passed_over: tuple[str, ...]


_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]")
_GROUP = re.compile(r"[(\[]((?:[A-Za-z0-9_-]{1,60})(?:\s*[,;]\s*[A-Za-z0-9_-]{1,60}){0,9})[)\]]")
_DEFINITION = re.compile(r"^\s*\[\^[^\]\s]{1,80}\]:")
_TAG = re.compile(r"<[^<>\n]{1,400}>")


def read_draft(draft: str, known: Mapping[EntryId, BragEntry], rubric: Rubric | None = None) -> DraftText:
    """The statements of a draft in Markdown or plain text. Words in code, tables and HTML are statements like others.

    `[^e3]` cites whatever stands in it; `(e3)` and `[e3, e5]` cite only where they name entries in `known`. Of a packet
    this program rendered, only its own fixed parts are no statements; what anybody wrote into it is one.
    """
    statements: list[Statement] = []
    passed: list[str] = []
    blocks = _blocks(draft)
    ours = is_own_packet(blocks)
    told = OwnPacket(blocks, known, rubric).told() if ours else ((block.text, bool(block.heading)) for block in blocks)
    for text, heading in told:
        if not ours and _DEFINITION.match(text):
            continue
        read = [_cited(sentence, known) for sentence in _sentences(text)]
        nearby = tuple(dict.fromkeys(cite for _, cites in read for cite in cites))
        for bare, cites in read:
            if bare and _claims(bare, heading=heading):
                statements.append(Statement(bare, cites, nearby))
            elif bare:
                passed.append(bare)
    return DraftText(tuple(statements), tuple(passed))


def _blocks(draft: str) -> tuple[Block, ...]:
    """Each paragraph, bullet, cell and line of code of a draft, in order."""
    found: list[Block] = []
    heading, depth, within = "", 0, ""
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(draft):
        if token.type in {"heading_open", "th_open"}:
            heading = token.tag
        elif token.type in {"heading_close", "th_close"}:
            heading = ""
        elif token.type in {"list_item_open", "list_item_close"}:
            depth += token.nesting
        elif token.type == "inline":
            text = _spoken(token.children or ())
            if heading.startswith("h"):
                within = text
            found.append(Block(text, heading, within, depth))
        elif token.type in {"code_block", "fence"}:
            found.append(Block(token.content, "", within, depth))
        elif token.type == "html_block":
            found.append(Block(_TAG.sub(" ", token.content), "", within, depth))
    return tuple(found)


def _spoken(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for child in children:
        if child.type in {"text", "code_inline", "image"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append(" ")
    return "".join(parts)


def _sentences(text: str) -> list[str]:
    """Sentences; a citation that stands after the full stop belongs to the sentence before it."""
    found: list[str] = []
    for sentence in split_sentences(unwrapped(text)):
        mark = re.match(r"^((?:\[\^[^\]\s]{1,80}\]|\s)+)", sentence)
        if mark and found:
            found[-1] += mark[0].strip()
            sentence = sentence[mark.end() :].strip()
        if sentence:
            found.append(sentence)
    # "…minutes.[^e1] Next sentence" has no space to split at: cut after the mark.
    return [piece for sentence in found for piece in _after_marks(sentence)]


def _after_marks(sentence: str) -> list[str]:
    pieces = re.split(r"(?<=\])\s+(?=[A-Z0-9“\"'])", sentence)
    joined: list[str] = []
    for piece in pieces:
        if joined and not re.search(r"[.!?][\"'”’)]?\s*(?:\[\^[^\]\s]{1,80}\])+$", joined[-1]):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _cited(sentence: str, known: Collection[EntryId]) -> tuple[str, tuple[EntryId, ...]]:
    cites: dict[EntryId, None] = {EntryId(mark): None for mark in _FOOTNOTE.findall(sentence)}

    def take(group: re.Match[str]) -> str:
        named = [EntryId(part) for part in re.split(r"\s*[,;]\s*", group[1])]
        if not all(name in known for name in named):
            return group[0]
        cites.update(dict.fromkeys(named))
        return ""

    bare = _GROUP.sub(take, _FOOTNOTE.sub("", sentence))
    return re.sub(r"\s+([.,;!?])", r"\1", on_one_line(bare)), tuple(cites)


def _claims(sentence: str, *, heading: bool) -> bool:
    """Whether a sentence claims anything: not a question, a label, or a heading without a deed and a figure."""
    if not any(mark.isalpha() for mark in sentence) or sentence.rstrip("\"'”’)").endswith(("?", "？")):
        return False
    if heading:
        found = [word.lower for word in words(sentence)]
        return any(is_past(word) for word in found[:3]) and bool(quantities(sentence))
    if sentence.endswith(":") and len(sentence.split()) <= 12:
        return False
    # "Scope", "Senior engineer": a name or a mark in a table. With a full stop, a verb or a figure it is a claim.
    label = len(words(sentence)) <= 3 and not re.search(r"[.!。！]$", sentence)
    return not label or bool(quantities(sentence)) or any(is_past(word.lower) for word in words(sentence))
