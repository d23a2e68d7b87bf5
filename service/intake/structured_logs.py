"""Reads a brag log from JSON or YAML: the canonical object, or a plain list of entries, strings or dated groups.

The canonical keys are read as they are: `text` byte for byte. Keys people use instead (`date`, `win`, `impact`, `tags`)
are understood; a key nobody here knows is reported as unread under its place (`entries[3].mood`), never an error.
What has the right key and the wrong kind of value is refused with that place.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from service.domain.brag import BragEntry, BragLog, Corroboration, EntryId, StatedBy
from service.domain.packet import Unread
from service.domain.when import When
from service.errors import Fault, Invalid, Unreadable
from service.intake.dated_text import dated_field, dated_line
from service.intake.dates import SlashOrder, slash_order, whole_date
from service.intake.fields import Field, field_named, is_undone
from service.intake.jottings import named
from service.intake.reading import EntryLines, Heading, LogReading, unread_lines, written_lines
from service.intake.speakers import speaker_says
from service.intake.trees import Listed, Mapped, Number, Span, Tree, json_tree, yaml_tree

_LISTS = ("entries", "wins", "achievements", "accomplishments", "brags", "brag_log", "log")
_ID = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_UNNAMED = EntryId("unnamed")


def read_json(text: str) -> LogReading:
    """Raises Unreadable for what is not JSON or holds no entry, Invalid for entries that break the rules."""
    return _Reader(text, slash_order(text)).read(json_tree(text), frozenset(), "json")


def read_yaml(text: str) -> LogReading:
    """Like `read_json`. Every scalar is taken as typed."""
    tree, comments = yaml_tree(text)
    return _Reader(text, slash_order(text)).read(tree, comments, "yaml")


@dataclass(slots=True)
class _Gathered:
    """One entry's parts, before it is an entry."""

    where: str
    span: Span
    id: str = ""
    when: When = field(default_factory=When)
    words: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    dimensions: list[str] = field(default_factory=list)
    said: list[Corroboration] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loose: dict[Field, str] = field(default_factory=dict)
    stated_by: StatedBy = StatedBy.LOG
    undone: bool = False


class _Reader:
    def __init__(self, text: str, order: SlashOrder) -> None:
        self.written = written_lines(text)
        self.order = order
        self.faults: list[Fault] = []
        self.unread: list[Unread] = []
        self.gathered: list[_Gathered] = []

    def read(self, root: Tree, comments: frozenset[int], form: str) -> LogReading:
        """The reading of a parsed document."""
        name, entries = self._entries_of(root)
        self._read_list(entries, name, When())
        if self.faults:
            raise Invalid(
                "The log breaks the rules of its form", faults=self.faults, mend="See the canonical log in the README"
            )
        kept = [found for found in self.gathered if not found.undone]
        if not kept:
            raise Unreadable(
                "No entry was found in it", mend='Write {"entries": [{"text": "..."}]}, or a list of texts'
            )
        log = self._log(kept)
        lines = [frozenset(range(found.span.first, found.span.last + 1)) - comments for found in kept]
        claimed = frozenset[int]().union(*lines)
        aside = [n for found in self.gathered if found.undone for n in range(found.span.first, found.span.last + 1)]
        set_aside = unread_lines(sorted({*aside} - claimed - comments), self.written, "its status says it is not done")
        headings = self.written.keys() - claimed - comments - {*aside}
        return LogReading(
            log=log,
            headings=tuple(Heading(line=n, text=self.written[n].strip()) for n in sorted(headings)),
            unread=(*unread_lines(sorted(comments - claimed), self.written, "a comment"), *set_aside, *self.unread),
            lines=tuple(
                EntryLines(entry=entry.id, lines=tuple(sorted(n for n in found if n in self.written)))
                for entry, found in zip(log.entries, lines, strict=True)
            ),
            format=form,
        )

    def _entries_of(self, root: Tree) -> tuple[str, Listed]:
        if isinstance(root, Listed):
            return "entries", root
        if not isinstance(root, Mapped):
            raise Unreadable("There is no list of entries in it", mend='Write {"entries": [{"text": "..."}]}')
        name = next((key for key in _LISTS if isinstance(root.get(key), Listed)), "")
        if not name and root.pairs and all(self._is_date(key) for key, _ in root.pairs):
            return "entries", Listed((root,), (Span(1, max(self.written)),))
        if not name:
            where = next((key for key in _LISTS if any(key == found for found, _ in root.pairs)), "")
            what = "is not a list" if where else "there is no list called entries"
            raise Invalid("There is no list of entries in it", faults=[Fault(where or "the document", what)])
        for key, value in root.pairs:
            if key == "unread" and isinstance(value, Listed):
                self._read_back(value)
            elif key != name:
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
            elif isinstance(part, Mapped):
                self._read_entry(part, where, span, within)
            elif isinstance(part, str):
                self._read_text(part, where, span, within)
            elif part is not None:
                self.faults.append(Fault(where, "is neither an object nor a text"))

    def _read_groups(self, groups: Mapped, where: str, span: Span) -> None:
        """`2026-03-14: [did this, did that]`."""
        for key, value in groups.pairs:
            dated = whole_date(key, self.order, When())
            parts = value if isinstance(value, Listed) else Listed((value,))
            self._read_list(
                Listed(parts.parts, parts.spans or (span,) * len(parts.parts)),
                f"{where}.{key}"[:200],
                dated.when if dated else When(),
            )

    def _read_text(self, text: str, where: str, span: Span, within: When) -> None:
        found = _Gathered(where, span, when=within)
        dated = dated_line(text, self.order, within)
        if dated.when.known and dated.rest.strip():
            found.when, text = dated.when, dated.rest
        found.words.append(self._fit(text, where))
        self.gathered.append(found)

    def _read_entry(self, entry: Mapped, where: str, span: Span, within: When) -> None:
        found = _Gathered(where, span, when=within)
        before = len(self.faults)
        for key, value in entry.pairs:
            at = f"{where}.{key}"[:200]
            if value is None:
                continue
            if key == "corroborations":
                self._read_corroborations(value, at, found)
            elif key == "stated_by":
                self._read_stated_by(value, at, found)
            elif (part := field_named(key)) is not None:
                self._fill(found, part, value, at)
            else:
                self._leave(at, value)
        self._settle_loose(found)
        if not found.words and found.outcomes:
            found.words, found.outcomes = found.outcomes, []
        if not any(word.strip() for word in found.words) and len(self.faults) == before:
            self.faults.append(Fault(f"{where}.text", "is missing or empty"))
        self.gathered.append(found)

    def _fill(self, found: _Gathered, part: Field, value: Tree, at: str) -> None:
        match part:
            case Field.ID:
                found.id = self._name(value, at)
            case Field.WHEN:
                self._date(found, value, at)
            case Field.TEXT:
                found.words.insert(0, self._text(value, at))
            case Field.TITLE | Field.ASIDE:
                found.words.append(self._text(value, at))
            case Field.OUTCOME:
                found.outcomes.append(self._text(value, at))
            case Field.DIMENSIONS:
                found.dimensions += self._texts(value, at)
            case Field.LINKS:
                found.links += self._texts(value, at)
            case Field.STATUS:
                found.undone = is_undone(value.written if isinstance(value, Number) else self._text(value, at))
            case Field.KEYWORDS:
                self._leave(at, value)
            case Field.QUOTE | Field.WHO | Field.ROLE | Field.WHERE:
                found.loose[part] = self._text(value, at)

    def _date(self, found: _Gathered, value: Tree, at: str) -> None:
        written = value.written if isinstance(value, Number) else self._text(value, at)
        if not written.strip():
            return
        try:
            found.when = When.parse(written)
        except ValueError:
            dated = dated_field(written, self.order, found.when)
            if dated.when.known:
                found.when = dated.when
            else:
                self.unread.append(Unread(where=at, text=written, why="a date that cannot be told"))

    def _read_corroborations(self, value: Tree, at: str, found: _Gathered) -> None:
        for n, said in enumerate(value.parts if isinstance(value, Listed) else (value,)):
            where = f"{at}[{n}]"
            if not isinstance(said, Mapped):
                self.faults.append(Fault(where, "is not an object with quote and who"))
                continue
            parts: dict[str, str] = {}
            when = When()
            for key, inner in said.pairs:
                if key == "when" and inner is not None:
                    dated = _Gathered(where, found.span)
                    self._date(dated, inner, f"{where}.when")
                    when = dated.when
                elif key in ("quote", "who", "role", "where") and inner is not None:
                    parts[key] = self._text(inner, f"{where}.{key}")
                elif inner is not None:
                    self._leave(f"{where}.{key}"[:200], inner)
            if not parts.get("quote") or not parts.get("who"):
                self.faults.append(Fault(where, "needs both quote and who"))
                continue
            try:
                found.said.append(
                    Corroboration(
                        quote=parts["quote"],
                        who=parts["who"],
                        role=parts.get("role") or None,
                        when=when,
                        where=parts.get("where") or None,
                    )
                )
            except ValidationError as exc:
                self._fault(exc, where)

    def _settle_loose(self, found: _Gathered) -> None:
        """`quote`, `who` and `role` beside `text`, as people flatten them."""
        loose = found.loose
        quote, who = loose.pop(Field.QUOTE, ""), loose.pop(Field.WHO, "")
        role, place = loose.pop(Field.ROLE, ""), loose.pop(Field.WHERE, "")
        said = speaker_says(quote, who, role, place, self.order) if quote else None
        if said is not None:
            found.said.append(said)
            return
        for key, words in (("quote", quote), ("who", who), ("role", role), ("where", place)):
            if words:
                why = "a quotation needs its speaker" if key == "quote" else "nothing here was quoted"
                self.unread.append(Unread(where=f"{found.where}.{key}", text=words, why=why))

    def _read_stated_by(self, value: Tree, at: str, found: _Gathered) -> None:
        if value in tuple(StatedBy):
            found.stated_by = StatedBy(str(value))
        else:
            self.faults.append(Fault(at, "is neither log nor interview"))

    def _name(self, value: Tree, at: str) -> str:
        name = value.written if isinstance(value, Number) else self._text(value, at)
        if name and not _ID.fullmatch(name):
            self.faults.append(Fault(at, "is longer than 200 characters, or holds control characters"))
        elif name and any(other.id == name for other in self.gathered):
            self.faults.append(Fault(at, "repeats an id used before"))
        return name

    def _text(self, value: Tree, at: str) -> str:
        if not isinstance(value, str):
            self.faults.append(Fault(at, "is not a text"))
            return ""
        return self._fit(value, at)

    def _fit(self, text: str, at: str) -> str:
        # PostgreSQL stores neither, and half a surrogate pair cannot be written as UTF-8 at all.
        if _UNFIT.search(text):
            self.faults.append(Fault(at, "holds a NUL character or half of a surrogate pair"))
            return ""
        return text

    def _texts(self, value: Tree, at: str) -> list[str]:
        if isinstance(value, Listed):
            found = [self._text(part, f"{at}[{n}]") for n, part in enumerate(value.parts)]
        else:
            found = [self._text(value, at)]
        return [text for text in dict.fromkeys(found) if text]

    def _is_date(self, key: str) -> bool:
        return whole_date(key, self.order, When()) is not None

    def _leave(self, where: str, value: Tree) -> None:
        self.unread.append(Unread(where=where, text=_UNFIT.sub("\ufffd", _shown(value)), why="a key that is not read"))

    def _fault(self, exc: ValidationError, where: str) -> None:
        # pydantic's messages name the rule, never the value.
        for error in exc.errors(include_input=False, include_url=False):
            path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
            self.faults.append(Fault(f"{where}{path}", error["msg"].lower()))

    def _log(self, kept: Sequence[_Gathered]) -> BragLog:
        entries: list[BragEntry] = []
        for found in kept:
            try:
                entries.append(
                    BragEntry(
                        id=EntryId(found.id) or _UNNAMED,
                        when=found.when,
                        text="\n".join(found.words),
                        outcome="\n".join(found.outcomes) or None,
                        dimensions=tuple(found.dimensions),
                        corroborations=tuple(found.said),
                        links=tuple(found.links),
                        stated_by=found.stated_by,
                    )
                )
            except ValidationError as exc:
                self._fault(exc, found.where)
        if self.faults:
            raise Invalid("The log breaks the rules of its form", faults=self.faults)
        return BragLog(entries=tuple(named(entries, [found.id for found in kept])))


def _shown(value: Tree) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Tree) -> object:
    match value:
        case Mapped(pairs):
            return {key: _plain(inner) for key, inner in pairs}
        case Listed(parts):
            return [_plain(inner) for inner in parts]
        case Number(written):
            return written
        case _:
            return value
