"""Reads a brag log from JSON or YAML: the canonical object, or a plain list of entries, strings or dated groups.

The canonical keys are read as they are: `text` byte for byte. Keys people use instead (`date`, `win`, `impact`, `tags`)
are understood; a key nobody here knows is reported as unread under its place (`entries[3].mood`), never an error.
An entry whose keys hold the wrong kind of value is left out and reported with that place; the others are read.
"""

from collections.abc import Sequence

from service.domain.brag import BragEntry, BragLog
from service.domain.packet import Unread
from service.domain.when import When
from service.errors import Fault, Invalid, Unreadable
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder, slash_order
from service.intake.jottings import named
from service.intake.reading import EntryFault, EntryLines, Heading, LogReading, place_of, unread_lines, written_lines
from service.intake.structured_entries import EntryReader, Gathered, shown
from service.intake.trees import Broken, Listed, Mapped, Span, Tree, json_tree, yaml_tree
from service.intake.yaml_pieces import yaml_pieces

_LISTS = ("entries", "wins", "achievements", "accomplishments", "brags", "brag_log", "log")
_SHAPE = 'Write {"entries": [{"when": "2026-03-14", "text": "Cut the weekly report to an hour"}]}; only text is needed'


def read_json(text: str, *, strict: bool = False) -> LogReading:
    """Raises Unreadable for what is not JSON or holds no entry, Invalid where no entry keeps the rules of its form.

    With `strict` one entry that breaks them is enough.
    """
    return _Reader(text, slash_order(text), strict).read(json_tree(text, keep_repeats=True), frozenset(), "json")


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
        self.written = written_lines(text)
        self.order = order
        self.strict = strict
        self.entries = EntryReader(order)
        self.unread: list[Unread] = []
        self.reported: frozenset[int] = frozenset()
        self.gathered: list[Gathered] = []

    def read(self, root: Tree, comments: frozenset[int], form: str) -> LogReading:
        """The reading of a parsed document."""
        name, listed = self._entries_of(root)
        self._read_list(listed, name, When())
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
            own = sorted(lines) if not lines & taken else []
            taken |= lines
            why = "; ".join(f"{fault.where} {fault.what}" for fault in found.faults[:5])
            where = place_of(found.where, own)
            told.append(Unread(where=where, text=shown(found.tree), why=f"left out: {why}"))
        return told, taken - claimed

    def _entries_of(self, root: Tree) -> tuple[str, Listed]:
        if isinstance(root, Listed):
            return "entries", root
        if isinstance(root, Broken):
            raise Invalid("A key is repeated", mend="Keep one of them", faults=[Fault("the document", root.what)])
        if not isinstance(root, Mapped):
            raise Unreadable("There is no list of entries in it", mend=_SHAPE)
        name = next((key for key in _LISTS if isinstance(root.get(key), Listed)), "")
        if not name and root.pairs and all(self._is_date(key) for key, _ in root.pairs):
            return "entries", Listed((root,), (Span(1, max(self.written)),))
        if not name:
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
        return name, found

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
            if isinstance(part, Mapped) and part.pairs and all(self._is_date(key) for key, _ in part.pairs):
                self._read_groups(part, where, span)
            elif part is not None:
                self.gathered.append(self.entries.read(part, where, span, within))

    def _read_groups(self, groups: Mapped, where: str, span: Span) -> None:
        """`2026-03-14: [did this, did that]`."""
        for key, value in groups.pairs:
            dated = whole_date(key, self.order, When())
            if dated is not None and dated.doubtful:
                self._leave(f"{where}.{key}"[:200], key, dated.doubtful)
            parts = value if isinstance(value, Listed) else Listed((value,))
            self._read_list(
                Listed(parts.parts, parts.spans or (span,) * len(parts.parts)),
                f"{where}.{key}"[:200],
                dated.when if dated else When(),
            )

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

    def _is_date(self, key: str) -> bool:
        return whole_date(key, self.order, When()) is not None

    def _leave(self, where: str, value: Tree, why: str = "a key that is not read") -> None:
        self.unread.append(Unread(where=where, text=shown(value), why=why))

    def _log(self, kept: Sequence[tuple[Gathered, BragEntry]]) -> BragLog:
        ids: list[str] = [found.id for found, _ in kept]
        return BragLog(entries=tuple(named([entry for _, entry in kept], ids)))


def _is_of_an_import(key: str, value: Tree) -> bool:
    """What `import` writes beside the entries is about another file, and says nothing that is not in the entries."""
    about = {"headings": ("line", "text"), "lines": ("entry", "lines"), "errors": ("where", "what")}.get(key)
    if about is None or not isinstance(value, Listed):
        return False
    return all(isinstance(part, Mapped) and tuple(name for name, _ in part.pairs) == about for part in value.parts)
