"""Reads any draft as statements: its sentences without markup, each with the citations written beside it."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.domain.brag import EntryId
from service.domain.packet_parts import IN_FULL, NOT_CLAIMS, TITLE
from service.domain.quantities import quantities
from service.domain.wording import is_past, words
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
_POINTER = re.compile(rf"\({IN_FULL} [^()\n]{{1,200}}\)")
_TAG = re.compile(r"<[^<>\n]{1,400}>")


def read_draft(draft: str, known: Collection[EntryId]) -> DraftText:
    """The statements of a draft in Markdown or plain text. Words in code, tables and HTML are statements like others.

    `[^e3]` cites whatever stands in it; `(e3)` and `[e3, e5]` cite only where they name entries in `known`.
    """
    statements: list[Statement] = []
    passed: list[str] = []
    for text, heading in _blocks(draft):
        if _DEFINITION.match(text):
            continue
        read = [_cited(sentence, known) for sentence in _sentences(text)]
        nearby = tuple(dict.fromkeys(cite for _, cites in read for cite in cites))
        for bare, cites in read:
            if bare and _claims(bare, heading=heading):
                statements.append(Statement(bare, cites, nearby))
            elif bare:
                passed.append(bare)
    return DraftText(tuple(statements), tuple(passed))


def _blocks(draft: str) -> Iterator[tuple[str, bool]]:
    """The text of each paragraph, bullet, cell and line of code; and whether it is a heading or a table's head."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(draft)
    ours = _is_ours(tokens)
    heading = False
    within = ""
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type in {"heading_open", "th_open"}:
            heading = True
        elif token.type in {"heading_close", "th_close"}:
            heading = False
        elif token.type == "inline":
            text = _spoken(token.children or ())
            if heading and before is not None and before.type == "heading_open":
                within = text
            if ours and (within in NOT_CLAIMS or not _in_bullet(token)):
                continue
            yield _POINTER.sub("", text) if ours else text, heading
        elif token.type in {"code_block", "fence"}:
            yield token.content, False
        elif token.type == "html_block":
            yield _TAG.sub(" ", token.content), False


def _is_ours(tokens: Sequence[Token]) -> bool:
    """Whether this is a packet this program rendered: its notes, questions and withheld sentences are no claims."""
    return len(tokens) > 1 and tokens[0].tag == "h1" and tokens[1].content.startswith(TITLE)


def _in_bullet(token: Token) -> bool:
    # A packet's claims are its bullets; what hangs under one is the entry it came from.
    return token.level == 3


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
