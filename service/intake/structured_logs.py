"""Reads a brag log from JSON or YAML: the canonical object, or a list of entries, strings or dated groups.

The canonical keys are read as they are: `text` byte for byte. Keys people use instead (`date`, `win`, `impact`, `tags`)
are understood; a key nobody here knows is reported as unread under its place (`entries[3].mood`), never an error.
An entry whose keys hold the wrong kind of value is left out and reported with that place; the others are read.
"""

from collections.abc import Sequence

from service.domain.brag import BragEntry, BragLog
from service.domain.packet import Unread
from service.domain.when import When
from service.errors import Fault, Invalid, Unreadable
from service.intake.dated_text import dated_field
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder, slash_order
from service.intake.fields import Field, field_named
from service.intake.jottings import named
from service.intake.json_lines import json_lines
from service.intake.notes_in_json import read_notes
from service.intake.reading import EntryFault, EntryLines, Heading, LogReading, place_of, unread_lines, written_lines
from service.intake.structured_entries import EntryReader, Gathered
from service.intake.structured_outlines import Outline, is_deep, is_resume, nested_outline, nests, resume_outline
from service.intake.structured_spans import with_all_spans
from service.intake.structured_words import shown
from service.intake.trees import Broken, Listed, Mapped, Number, Span, Tree, json_tree, yaml_tree
from service.intake.yaml_pieces import yaml_pieces

_LISTS = ("entries", "wins", "achievements", "accomplishments", "brags", "brag_log", "log")
_PERIODS = ("years", "halves", "quarters", "months", "weeks", "days", "periods", "sections")
_SHAPE = 'Write {"entries": [{"when": "2026-03-14", "text": "Cut the weekly report to an hour"}]}; only text is needed'


def read_json(text: str, *, strict: bool = False) -> LogReading:
    """Raises Unreadable for what is not JSON or holds no entry, Invalid where no entry keeps the rules of its form.

    With `strict` one entry that breaks them is enough.
    """
    try:
        root = json_tree(text, keep_repeats=True)
    except Unreadable:
        found = json_lines(text)
        if found is None:
            raise
        root = found
    notes = None if strict else read_notes(root, text)
    return notes or _Reader(text, slash_order(text), strict).read(root, frozenset(), "json")


def read_yaml(text: str, *, strict: bool = False) -> LogReading:
    """Like `read_json`. Every scalar is taken as typed."""
    reader = _Reader(text, slash_order(text), strict)
    try:
        tree, comments = yaml_tree(text, keep_repeats=True)
    except Unreadable:
        pieces = None if strict else yaml_pieces(text)
        if pieces is None:
            raise
        reader.unread += unread_lines(pieces.other, reader.written, "not valid YAML")
        tree, comments = pieces.entries, pieces.comments | pieces.other
        reader.reported = pieces.other
    return reader.read(tree, comments, "yaml")


class _Reader:
    def __init__(self, text: str, order: SlashOrder, strict: bool) -> None:
        self.text = text
        self.written = written_lines(text)
        self.order = order
        self.strict = strict
        self.entries = EntryReader(order)
        self.unread: list[Unread] = []
        self.reported: frozenset[int] = frozenset()
        self.gathered: list[Gathered] = []

    def read(self, root: Tree, comments: frozenset[int], form: str) -> LogReading:
        """The reading of a parsed document."""
        if form == "json" and is_deep(root) and (isinstance(root, Mapped) or self.text.lstrip()[:1] == "["):
            root = with_all_spans(root, self.text)
        self._read_root(root)
        self._settle_ids()
        built = [(found, found.entry()) for found in self.gathered]
        kept = [(found, entry) for found, entry in built if entry is not None and not found.undone]
        bad = [found for found in self.gathered if found.faults]
        faults = [fault for found in bad for fault in found.faults]
        if faults and (self.strict or not kept):
            raise Invalid("The log breaks the rules of its form", faults=faults, mend=_SHAPE)
        if not kept:
            raise Unreadable("No entry was found in it", mend=_SHAPE)
        lines = [self._lines(found) - comments for found, _ in kept]
        claimed = frozenset[int]().union(*lines)
        undone = [n for found in self.gathered if found.undone and not found.faults for n in self._lines(found)]
        left_out, left_lines = self._left_out(bad, claimed)
        notes = [note for found, _ in kept for note in found.unread]
        aside = {*undone, *left_lines}
        headings = self.written.keys() - claimed - comments - aside
        log = self._log(kept)
        return LogReading(
            log=log,
            headings=tuple(Heading(line=n, text=self.written[n].strip()) for n in sorted(headings)),
            unread=(
                *unread_lines(sorted(comments - claimed - left_lines - self.reported), self.written, "a comment"),
                *unread_lines(sorted({*undone} - claimed - comments), self.written, "its status says it is not done"),
                *left_out,
                *self.unread,
                *notes,
            ),
            errors=tuple(EntryFault(where=fault.where, what=fault.what) for fault in faults),
            lines=tuple(
                EntryLines(entry=entry.id, lines=tuple(sorted(found)))
                for entry, found in zip(log.entries, lines, strict=True)
            ),
            format=form,
        )

    def _lines(self, found: Gathered) -> frozenset[int]:
        return frozenset(n for n in range(found.span.first, found.span.last + 1) if n in self.written)

    def _left_out(self, bad: Sequence[Gathered], claimed: frozenset[int]) -> tuple[list[Unread], frozenset[int]]:
        """The entries that could not be read, and the lines that are theirs alone."""
        told: list[Unread] = []
        taken = claimed
        for found in bad:
            lines = self._lines(found)
            shared = bool(lines & taken)
            why = "; ".join(f"{fault.where} {fault.what}" for fault in found.faults[:5])
            where = found.where if shared else place_of(found.where, sorted(lines))
            told.append(Unread(where=where, text=shown(found.tree), why=f"left out: {why}"))
            if shared:
                told += unread_lines(sorted(lines - taken), self.written, f"left out with {found.where}")
            taken |= lines
        return told, taken - claimed

    def _read_root(self, root: Tree) -> None:
        if isinstance(root, Listed):
            self._read_list(root, "entries", When())
            return
        if isinstance(root, Broken):
            raise Invalid("A key is repeated", mend="Keep one of them", faults=[Fault("the document", root.what)])
        if not isinstance(root, Mapped):
            raise Unreadable("There is no list of entries in it", mend=_SHAPE)
        name = next((key for key in _LISTS if isinstance(root.get(key), Listed)), "")
        if not name and is_resume(root):
            self._take_outline(resume_outline(root, self.order))
            return
        if not name and self._holds_entries(root, When()):
            self._read_group(root, "", Span(1, max(self.written)), When())
            return
        if not name:
            outline = nested_outline(root, self.order)
            if outline.portions:
                self._take_outline(outline)
                return
            where = next((key for key in _LISTS if any(key == found for found, _ in root.pairs)), "")
            what = "is not a list" if where else "there is no list called entries"
            raise Invalid(
                "There is no list of entries in it", faults=[Fault(where or "the document", what)], mend=_SHAPE
            )
        for key, value in root.pairs:
            if key == "unread" and isinstance(value, Listed):
                self._read_back(value)
            elif key != name and not _is_of_an_import(key, value):
                self._leave(key, value)
        found = root.get(name)
        assert isinstance(found, Listed)
        self._read_list(found, name, When())

    def _read_back(self, unread: Listed) -> None:
        """What an earlier import could not read comes along as it was."""
        for part in unread.parts:
            where, text = (part.get("where"), part.get("text")) if isinstance(part, Mapped) else (None, None)
            if isinstance(where, str) and isinstance(text, str):
                why = part.get("why") if isinstance(part, Mapped) else ""
                self.unread.append(Unread(where=f"earlier {where}", text=text, why=why if isinstance(why, str) else ""))
            else:
                self._leave("unread", part)

    def _read_list(self, entries: Listed, name: str, within: When) -> None:
        spans = entries.spans or (Span(1, max(self.written)),) * len(entries.parts)
        for n, (part, span) in enumerate(zip(entries.parts, spans, strict=True)):
            where = f"{name}[{n}]"
            if isinstance(part, Mapped) and self._holds_entries(part, within):
                self._read_group(part, where, span, within)
            elif isinstance(part, Mapped) and nests(part) and self._take_nested(part, where, span, within):
                continue
            elif part is not None:
                self.gathered.append(self.entries.read(part, where, span, within))

    def _take_outline(self, outline: Outline) -> None:
        whole = Span(1, max(self.written))
        for one in outline.portions:
            self.gathered.append(
                self.entries.read(one.tree, one.where, one.span if one.span.first else whole, one.within)
            )
        self.unread += outline.aside

    def _take_nested(self, part: Mapped, where: str, span: Span, within: When) -> bool:
        """The entries nested in a part of a list that is none itself; False where nothing in it reads like one."""
        outline = nested_outline(part, self.order, where, within)
        for one in outline.portions:
            self.gathered.append(
                self.entries.read(one.tree, one.where, one.span if one.span.first else span, one.within)
            )
        self.unread += outline.aside if outline.portions else []
        return bool(outline.portions)

    def _holds_entries(self, part: Mapped, within: When) -> bool:
        """Whether a mapping is no entry but a year, quarter or the like with entries in it."""
        if part.pairs and all(self._is_date(key, within) for key, _ in part.pairs):
            return True
        told = any(field_named(key) is Field.TEXT and isinstance(value, str) for key, value in part.pairs)
        return not told and any(self._is_group(key, value, within) for key, value in part.pairs)

    def _is_group(self, key: str, value: Tree, within: When) -> bool:
        named = key.casefold() in _LISTS or key.casefold() in _PERIODS
        if isinstance(value, Listed):
            return named or self._is_date(key, within)
        return (
            isinstance(value, Mapped) and (named or self._is_date(key, within)) and self._holds_entries(value, within)
        )

    def _read_group(self, group: Mapped, where: str, span: Span, within: When) -> None:
        """`2026-03-14: [did this, did that]`, or `{year: 2026, entries: [...]}`; either may hold further groups."""
        lead = f"{where}." if where else ""
        all_dates = all(self._is_date(key, within) for key, _ in group.pairs)
        lent = within if all_dates else self._date_of(group, lead, within)
        for key, value in group.pairs:
            at = f"{lead}{key}"[:200]
            if value is None or (not all_dates and field_named(key) is Field.WHEN and not isinstance(value, Listed)):
                continue
            if not all_dates and not self._is_group(key, value, lent):
                self._leave(at, value)
                continue
            dated = whole_date(key, self.order, lent)
            if dated is not None and dated.doubtful:
                self._leave(at, key, dated.doubtful)
            when = dated.when if dated else lent
            if isinstance(value, Mapped) and self._holds_entries(value, when):
                self._read_group(value, at, span, when)
                continue
            parts = value if isinstance(value, Listed) else Listed((value,))
            self._read_list(Listed(parts.parts, parts.spans or (span,) * len(parts.parts)), at, when)

    def _date_of(self, group: Mapped, lead: str, within: When) -> When:
        """The date that a group's own `year` or `period` lends to what is in it."""
        for key, value in group.pairs:
            written = value.written if isinstance(value, Number) else value
            if field_named(key) is Field.WHEN and isinstance(written, str):
                dated = dated_field(written, self.order, within)
                if not dated.when.known:
                    self._leave(f"{lead}{key}"[:200], written, dated.why)
                return dated.when
        return within

    def _settle_ids(self) -> None:
        """The second entry under one id gets another; asked to be strict, that is a fault."""
        taken: set[str] = set()
        for found in self.gathered:
            if found.id and found.id in taken:
                at = f"{found.where}.id"
                if self.strict:
                    found.faults.append(Fault(at, "repeats an id used before"))
                else:
                    found.leave(at, found.id, "an id used before: the entry got another")
                    found.id = ""
            taken.add(found.id)

    def _is_date(self, key: str, within: When) -> bool:
        return whole_date(key, self.order, within) is not None

    def _leave(self, where: str, value: Tree, why: str = "a key that is not read") -> None:
        self.unread.append(Unread(where=where, text=shown(value), why=why))

    def _log(self, kept: Sequence[tuple[Gathered, BragEntry]]) -> BragLog:
        ids: list[str] = [found.id for found, _ in kept]
        return BragLog(entries=tuple(named([entry for _, entry in kept], ids)))


def _is_of_an_import(key: str, value: Tree) -> bool:
    """What `import` writes beside the entries is about another file, and says nothing that is not in the entries."""
    about = {"headings": {"line", "text"}, "lines": {"entry", "lines"}, "errors": {"where", "what"}}.get(key)
    if about is None or not isinstance(value, Listed):
        return False
    extra = {"file", "place", "places"}
    return all(isinstance(part, Mapped) and {name for name, _ in part.pairs} - extra == about for part in value.parts)
