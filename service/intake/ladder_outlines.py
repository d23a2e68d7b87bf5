"""A ladder in headings, bold leads and bullets (Markdown, or a page turned into it): texts and the names above them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from service.domain.packet import Unread
from service.intake.blocks import Block, Kind, Line, blocks_of, head_of
from service.intake.ladder_columns import GridReading, GridRow
from service.intake.ladder_grids import read_grid
from service.intake.ladder_leads import (
    BOLD_LEAD,
    TAG,
    flat,
    is_lead,
    is_name,
    lead_of,
    led_apart,
    plain_leads,
    shown_words,
    unwrapped,
)
from service.intake.ladder_levels import is_level
from service.intake.ladder_values import Step, Words

_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])|<https?://[^>]*>|https?://\S+")
_SUMMARY = re.compile(r"[ \t]*(?:<details[^>]*>\s*)?<summary[^>]*>(?P<name>.{1,200}?)</summary>[ \t]*", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_OUTLINE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=\S)")
_ITALIC = re.compile(r"(?<!\*)[*_](?![*_\s])(?P<words>.+)(?<![*_\s])[*_]", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{[#.:][^{}]*\}\s*$|\s+#+\s*$")
_LINE_LEVEL = 7


@dataclass(slots=True)
class Outline:
    """What a page holds: words under names, tables, its title, and what no cell can hold."""

    title: str = ""
    words: list[Words] = field(default_factory=list)
    tables: list[tuple[tuple[Step, ...], list[GridRow]]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def outline_of(text: str, place: Callable[[int], str]) -> Outline:
    """The outline of a Markdown text; `place` names the place of a line, counted from 1."""
    reading = _Outliner(place)
    reading.blocks(blocks_of(_unfolded(text)))
    return reading.outline


def _unfolded(text: str) -> str:
    """The text with the summaries of folded parts (`<summary>Senior</summary>`) as headings over what they fold."""
    if "<summary" not in text.lower():
        return text
    lines = text.split("\n")
    above = 0
    for n, line in enumerate(lines):
        summary = _SUMMARY.fullmatch(line)
        heading = _HEADING.match(line)
        if heading is not None:
            above = len(heading[1])
        if summary is None:
            continue
        end = next((m for m in range(n + 1, len(lines)) if "</details" in lines[m].lower()), len(lines))
        inner = [len(found[1]) for own in lines[n + 1 : end] if (found := _HEADING.match(own))]
        level = min(inner) - 1 if inner else above + 1
        if 1 <= level <= 6:
            lines[n] = f"{'#' * level} {TAG.sub('', summary['name']).strip()}"
    return "\n".join(lines)


def tables_of(outline: Outline, asked: Sequence[str]) -> list[GridReading]:
    """The tables that can be read as a ladder; the others' rows go to the outline's unread."""
    read: list[GridReading] = []
    for above, rows in outline.tables:
        found = read_grid(rows, above, asked)
        if found is None:
            outline.unread += [
                Unread(where=row.where, text=" | ".join(filter(None, row.cells)), why="a table without levels")
                for row in rows
                if any(row.cells)
            ]
        else:
            read.append(found)
    return read


def _is_link_only(text: str) -> bool:
    return _LINK.search(text) is not None and not re.search(r"\w", _LINK.sub("", text))


@dataclass(slots=True)
class _Outliner:
    place: Callable[[int], str]
    outline: Outline = field(default_factory=Outline)
    headings: list[tuple[int, Step]] = field(default_factory=list)
    lead: Step | None = None

    def steps(self) -> tuple[Step, ...]:
        return (*(step for _, step in self.headings), *((self.lead,) if self.lead else ()))

    def put(self, steps: tuple[Step, ...], text: str, line: int) -> None:
        if text.strip():
            self.outline.words.append(Words(steps, text.strip(), self.place(line)))

    def leave(self, text: str, line: int, why: str) -> None:
        if TAG.sub("", text).strip():
            self.outline.unread.append(Unread(where=self.place(line), text=text.strip(), why=why))

    def blocks(self, blocks: Sequence[Block]) -> None:
        for n, block in enumerate(blocks):
            following = blocks[n + 1].kind if n + 1 < len(blocks) else None
            if block.kind is Kind.HEADING:
                self.heading(block)
            elif block.kind is Kind.PARAGRAPH:
                self.paragraph(block.lines, before_list=following is Kind.LIST)
            elif block.kind is Kind.LIST:
                for entry in block.blocks:
                    self.bullet(entry, self.steps(), 0)
            elif block.kind is Kind.TABLE:
                rows = [
                    GridRow(self.place(row.number), tuple(shown_words(cell) for cell in row.cells))
                    for row in block.rows
                ]
                self.outline.tables.append((self.steps(), rows))
            elif block.kind is Kind.FENCE:
                self.leave("a code block", block.first, "a code block")
            elif block.blocks:
                self.blocks(block.blocks)

    def heading(self, block: Block) -> None:
        name = _ANCHOR.sub("", " ".join(shown_words(" ".join(line.text for line in block.lines)).split()))[:200].strip()
        number = _OUTLINE_NUMBER.match(name)
        if number is not None and ("." in number[0].strip().rstrip(".") or not is_level(name)):
            # The number of a part is no part of its name; that of a level may be.
            name = name[number.end() :]
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        self.lead = None
        if name:
            self.outline.title = self.outline.title or (name if block.level == 1 else "")
            self.headings.append((block.level, Step(name, f"h{block.level}", at=str(block.first))))

    def paragraph(self, lines: Sequence[Line], *, before_list: bool) -> None:
        text = "\n".join(line.text for line in lines)
        if not TAG.sub("", text).strip():
            return
        if _is_link_only(text):
            self.leave(text, lines[0].number, "a link")
            return
        parts = led_apart(lines)
        if len(parts) > 1:
            for part in parts:
                self.paragraph(part, before_list=before_list and part is parts[-1])
            return
        bold = BOLD_LEAD.fullmatch(text)
        if bold is not None and is_name(bold["name"]):
            self.bold(bold, lines)
            return
        shown = shown_words(text)
        if len(lines) == 1 and is_level(shown) and is_lead(shown) and not shown[0].isdigit():
            # A page without markup has its levels on lines of their own.
            self.lead = None
            while self.headings and self.headings[-1][1].slot == "line":
                self.headings.pop()
            self.headings.append((_LINE_LEVEL, Step(shown, "line", at=str(lines[0].number))))
            return
        if leads := plain_leads(lines):
            for n, named, rest in leads:
                name = shown_words(named)
                step = Step(name, "label 0", written=f"{name}:", inline=True, at=str(n))
                self.put((*self.steps(), step), shown_words(unwrapped(rest)), n)
            return
        if before_list and len(lines) == 1 and is_lead(shown):
            name = shown.rstrip(":").strip()
            self.lead = Step(name, "lead", written=shown, at=str(lines[0].number))
            return
        self.put(self.steps(), unwrapped(text), lines[0].number)

    def bold(self, bold: "re.Match[str]", lines: Sequence[Line]) -> None:
        """A bold lead: alone it stands over what follows, before words it is theirs."""
        name = shown_words(bold["name"]).rstrip(":.").strip()
        rest = bold["rest"].strip()
        at = str(lines[0].number)
        own_line = "\n" in bold[0][bold.end("name") : bold.start("rest")] or not rest
        if own_line or _ITALIC.fullmatch(rest):
            self.lead = Step(name, "bold", at=at)
            if rest and _ITALIC.fullmatch(rest):
                self.leave(rest, lines[-1].number, "describes a dimension")
            elif rest:
                self.put(self.steps(), unwrapped(rest), lines[0].number + 1)
            return
        headings = tuple(step for _, step in self.headings)
        written = shown_words(bold["name"]) + bold["sign"].rstrip()
        self.put(
            (*headings, Step(name, "label 0", written=written, inline=True, at=at)), unwrapped(rest), lines[0].number
        )
        self.lead = None

    def bullet(self, entry: Block, above: tuple[Step, ...], depth: int) -> None:
        head, nested = head_of(entry)
        lists = [block for block in nested if block.kind is Kind.LIST]
        others = [block for block in nested if block.kind is not Kind.LIST]
        line = head[0].number if head else entry.first
        text = "\n".join(part.text for part in head) if head else ""
        if _is_link_only(text) and not nested:
            self.leave(text, line, "a link")
            return
        own, rest = lead_of(text, depth, line, alone=bool(lists))
        if own is not None:
            above = (*above, own)
            if rest:
                self.put(above, unwrapped(rest), line)
        elif text and (lists or others):
            # A sentence with bullets of its own is one text with them.
            lines = [unwrapped(text), *(part for block in nested for part in flat(block))]
            self.put(above, "\n".join(lines), line)
            return
        elif text:
            self.put(above, unwrapped(text), line)
        for block in others:
            for part in flat(block):
                self.put(above, part, block.first)
        for block in lists:
            for inner in block.blocks:
                self.bullet(inner, above, depth + 1)
