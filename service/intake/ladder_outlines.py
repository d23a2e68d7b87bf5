"""A ladder in headings, bold leads and bullets (Markdown, or a page turned into it): texts and the names above them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from service.domain.packet import Unread
from service.intake.blocks import Block, Kind, Line, blocks_of, head_of
from service.intake.ladder_columns import GridReading, GridRow
from service.intake.ladder_grids import read_grid
from service.intake.ladder_levels import is_level
from service.intake.ladder_values import Step, Words
from service.intake.marks import bare

_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])|<https?://[^>]*>|https?://\S+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAKS = re.compile(r"<(?:br\b|/?(?:li|p|ul|ol|div|tr|h[1-6])\b)", re.IGNORECASE)
_SUMMARY = re.compile(r"[ \t]*(?:<details[^>]*>\s*)?<summary[^>]*>(?P<name>.{1,200}?)</summary>[ \t]*", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_OUTLINE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=\S)")
_BOLD_LEAD = re.compile(
    r"(?P<mark>\*\*|__)(?P<name>(?:(?!(?P=mark)).)+?)(?P=mark)(?P<sign>\s*[:.–—-]?)\s*(?P<rest>.*)", re.DOTALL
)
_ITALIC = re.compile(r"(?<!\*)[*_](?![*_\s])(?P<words>.+)(?<![*_\s])[*_]", re.DOTALL)
_PLAIN_LEAD = re.compile(r"(?P<name>[^\W\d_][^:*_`\n]{1,60}):\s+(?P<rest>\S.*)", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{[#.:][^{}]*\}\s*$|\s+#+\s*$")
_LONGEST_LEAD = 8
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
            lines[n] = f"{'#' * level} {_TAG.sub('', summary['name']).strip()}"
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


def _shown(text: str) -> str:
    """The words as a reader sees them; lists and paragraphs in HTML, as people put them into cells, are lines."""
    plain = _TAG.sub(lambda tag: "<br>" if _BREAKS.match(tag[0]) else "", text)
    lines = [line.strip() for line in bare(plain, {}).words.split("\n")]
    return "\n".join(line for line in lines if line)


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
        if _TAG.sub("", text).strip():
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
                    GridRow(self.place(row.number), tuple(_shown(cell) for cell in row.cells)) for row in block.rows
                ]
                self.outline.tables.append((self.steps(), rows))
            elif block.kind is Kind.FENCE:
                self.leave("a code block", block.first, "a code block")
            elif block.blocks:
                self.blocks(block.blocks)

    def heading(self, block: Block) -> None:
        name = _ANCHOR.sub("", " ".join(_shown(" ".join(line.text for line in block.lines)).split()))[:200].strip()
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
        if not _TAG.sub("", text).strip():
            return
        if _is_link_only(text):
            self.leave(text, lines[0].number, "a link")
            return
        bold = _BOLD_LEAD.fullmatch(text)
        if bold is not None and _is_name(bold["name"]):
            self.bold(bold, lines)
            return
        shown = _shown(text)
        if len(lines) == 1 and is_level(shown) and _is_lead(shown) and not shown[0].isdigit():
            # A page without markup has its levels on lines of their own.
            self.lead = None
            while self.headings and self.headings[-1][1].slot == "line":
                self.headings.pop()
            self.headings.append((_LINE_LEVEL, Step(shown, "line", at=str(lines[0].number))))
            return
        leads = [_PLAIN_LEAD.fullmatch(line.text) for line in lines]
        if all(leads) and all(lead and len(lead["name"].split()) <= 5 for lead in leads):
            for line, lead in zip(lines, leads, strict=True):
                assert lead is not None
                name = _shown(lead["name"])
                step = Step(name, "label 0", written=f"{name}:", inline=True, at=str(line.number))
                self.put((*self.steps(), step), _shown(lead["rest"]), line.number)
            return
        if before_list and len(lines) == 1 and _is_lead(shown):
            name = shown.rstrip(":").strip()
            self.lead = Step(name, "lead", written=shown, at=str(lines[0].number))
            return
        self.put(self.steps(), _unwrapped(text), lines[0].number)

    def bold(self, bold: "re.Match[str]", lines: Sequence[Line]) -> None:
        """A bold lead: alone it stands over what follows, before words it is theirs."""
        name = _shown(bold["name"]).rstrip(":.").strip()
        rest = bold["rest"].strip()
        at = str(lines[0].number)
        own_line = "\n" in bold[0][bold.end("name") : bold.start("rest")] or not rest
        if own_line or _ITALIC.fullmatch(rest):
            self.lead = Step(name, "bold", at=at)
            if rest and _ITALIC.fullmatch(rest):
                self.leave(rest, lines[-1].number, "describes a dimension")
            elif rest:
                self.put(self.steps(), _unwrapped(rest), lines[0].number + 1)
            return
        headings = tuple(step for _, step in self.headings)
        written = _shown(bold["name"]) + bold["sign"].rstrip()
        self.put(
            (*headings, Step(name, "label 0", written=written, inline=True, at=at)), _unwrapped(rest), lines[0].number
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
        own, rest = _lead_of(text, depth, line, alone=bool(lists))
        if own is not None:
            above = (*above, own)
            if rest:
                self.put(above, _unwrapped(rest), line)
        elif text and (lists or others):
            # A sentence with bullets of its own is one text with them.
            lines = [_unwrapped(text), *(part for block in nested for part in _flat(block))]
            self.put(above, "\n".join(lines), line)
            return
        elif text:
            self.put(above, _unwrapped(text), line)
        for block in others:
            for part in _flat(block):
                self.put(above, part, block.first)
        for block in lists:
            for inner in block.blocks:
                self.bullet(inner, above, depth + 1)


def _is_name(bold: str) -> bool:
    shown = _shown(bold)
    return 0 < len(shown.split()) <= _LONGEST_LEAD + 2 and not shown.endswith(("!", "?")) and shown.count(".") <= 1


def _is_lead(shown: str) -> bool:
    return len(shown.split()) <= _LONGEST_LEAD and not shown.endswith((".", "!", "?", ";", ",")) and shown != ""


def _lead_of(text: str, depth: int, line: int, *, alone: bool) -> tuple[Step | None, str]:
    """A bullet's own lead and the words behind it: `**Scope**: ...`, `Scope: ...`, or a short head over bullets."""
    slot = f"label {depth}"
    bold = _BOLD_LEAD.fullmatch(text)
    if bold is not None and _is_name(bold["name"]) and (bold["rest"] or alone):
        name = _shown(bold["name"])
        return Step(
            name.rstrip(":.").strip(),
            slot,
            written=name + bold["sign"].rstrip(),
            inline=bool(bold["rest"]),
            at=str(line),
        ), bold["rest"]
    plain = _PLAIN_LEAD.fullmatch(text)
    if plain is not None and len(plain["name"].split()) <= 5 and not alone:
        name = _shown(plain["name"])
        return Step(name, slot, written=f"{name}:", inline=True, at=str(line)), plain["rest"]
    shown = _shown(text)
    if alone and _is_lead(shown):
        return Step(shown.rstrip(":").strip(), slot, written=shown, at=str(line)), ""
    return None, text


def _unwrapped(text: str) -> str:
    return _shown(" ".join(part.strip() for part in text.split("\n")))


def _flat(block: Block) -> list[str]:
    """The texts of a block and all that is nested in it, a line each."""
    found: list[str] = []
    waiting = [block]
    while waiting:
        here = waiting.pop(0)
        if here.lines:
            found.append(_unwrapped("\n".join(line.text for line in here.lines)))
        found += [" | ".join(_shown(cell) for cell in row.cells) for row in here.rows]
        waiting = here.blocks + waiting
    return [part for part in found if part]
