"""One entry in the making, and the ledger that sees to it that no line of the file is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.domain.brag import BragEntry, BragLog, Corroboration, EntryId, stable_ids
from service.domain.packet import Unread
from service.domain.when import When
from service.errors import Fault, Unreadable
from service.intake.day_order import SlashOrder
from service.intake.fields import Field, is_done, is_undone
from service.intake.marks import split_tags
from service.intake.pieces import LONGEST, TOO_LONG
from service.intake.reading import EntryFault, EntryLines, Heading, LogReading, is_structure, unread_lines
from service.intake.sections import SectionKind
from service.intake.speakers import speaker_says, told_by_nobody

NOT_UNDERSTOOD = "not understood"
UNSIGNED = "a quotation without a speaker"
_NOBODY = EntryId("unnamed")


@dataclass(slots=True)
class Jotting:
    """What has been gathered of one entry so far, and the lines it came from."""

    lines: list[int]
    when: When = field(default_factory=When)
    id: str = ""
    words: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    said: list[Corroboration] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    columns: dict[Field, list[str]] = field(default_factory=dict)
    filled: set[Field] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    is_record: bool = False  # made of `Key: value` fields, so that a repeated key starts the next one
    stands_alone: bool = False  # a paragraph, not one bullet of several
    own_date: bool = False  # written on the entry itself, not lent by a heading
    undone: str = ""

    def add(self, part: Field, value: str) -> None:
        """Puts the value of a field where it belongs; quotes wait until their speaker is known."""
        if not value.strip():
            return
        match part:
            case Field.TITLE:
                self.words.insert(0, value)
            case Field.TEXT | Field.ASIDE:
                self.words.append(value)
            case Field.OUTCOME:
                self.outcomes.append(value)
            case Field.DIMENSIONS:
                self.tags += split_tags(value)
            case Field.STATUS:
                if is_undone(value):
                    self.undone = "its status says it is not done"
                elif not is_done(value):
                    # "Done: moved the archive" is no status but a win.
                    self.words.append(value)
            case _:
                self.columns.setdefault(part, []).append(value)

    def starts_another(self, part: Field, label: str) -> bool:
        """Whether a field begins the next record: it cannot be this one's, which has one like it already."""
        if part in (Field.TITLE, Field.TEXT, Field.WHEN):
            return not self.is_record or part in self.filled
        return self.is_record and part is Field.ASIDE and label.lower() in self.labels

    def quote_whom_it_may(self, order: SlashOrder) -> list[tuple[str, str]]:
        """Pairs quotes with their speakers; returns the columns that went nowhere as (column, words)."""
        if not self.columns:
            return []
        quotes = self.columns.pop(Field.QUOTE, [])
        who = ", ".join(self.columns.pop(Field.WHO, []))
        role = ", ".join(self.columns.pop(Field.ROLE, []))
        where = ", ".join(self.columns.pop(Field.WHERE, []))
        left: list[tuple[str, str]] = []
        paired = unnamed = False
        wordless = not any(part.strip() for part in (*self.words, *self.outcomes))
        for quote in quotes:
            said = speaker_says(quote, who, role, where, order)
            if said is None:
                self.words.append(told_by_nobody(quote, f"{who} ({role})" if who and role else who))
                self.undone = self.undone or (UNSIGNED if wordless else "")
                unnamed = unnamed or bool(who)
            else:
                self.said.append(said)
                paired = True
        if not paired:
            if role and not unnamed:
                self.words.append(role)
            left += [(column, words) for column, words in (("who", "" if unnamed else who), ("where", where)) if words]
        left += [("id", words) for words in self.columns.pop(Field.ID, [])]
        return left


@dataclass(slots=True)
class Ledger:
    """Every entry, heading and unread line of one file."""

    written: dict[int, str]
    order: SlashOrder
    jottings: list[Jotting] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    notes: list[Unread] = field(default_factory=list)
    errors: list[EntryFault] = field(default_factory=list)

    def open(self, lines: Iterable[int], when: When, *, is_record: bool = False) -> Jotting:
        """A new entry."""
        jotting = Jotting(list(lines), when, is_record=is_record)
        self.jottings.append(jotting)
        return jotting

    def head(self, lines: Iterable[int]) -> None:
        """Lines that shape the file."""
        for n in lines:
            if n in self.written:
                self.headings[n] = self.written[n].strip()

    def set_aside(self, lines: Iterable[int], why: str) -> None:
        """Lines that are not a win, reported with their words."""
        self.unread += unread_lines(lines, self.written, why)

    def set_empty(self, lines: Iterable[int]) -> None:
        """Lines without words of their own: structure where they are a bare mark, else reported."""
        for n in lines:
            if is_structure(self.written.get(n, "")):
                self.head([n])
            else:
                self.set_aside([n], "nothing is written there")

    def note(self, line: int, part: str, words: str, why: str) -> None:
        """A part of a line that an entry was read from, which went nowhere."""
        self.notes.append(Unread(where=f"line {line}, {part}", text=words, why=why))

    def close(self, form: str) -> LogReading:
        """The reading; raises Unreadable when there is no entry in it."""
        kept: list[tuple[Jotting, BragEntry]] = []
        for jotting in self.jottings:
            for part, words in jotting.quote_whom_it_may(self.order):
                self.note(jotting.lines[0], part, words, "nothing here was quoted")
            why = jotting.undone or _unfit(jotting)
            if why:
                self.set_aside(jotting.lines, why)
            else:
                kept.append((jotting, _entry(jotting)))
        if not kept:
            raise self._without_entry()
        entries = named([entry for _, entry in kept], [jotting.id for jotting, _ in kept])
        claimed = {n for jotting, _ in kept for n in jotting.lines}
        headings = {n: text for n, text in self.headings.items() if n not in claimed}
        unread = self._unread(claimed | headings.keys())
        # No line may be lost, whatever the reader above overlooked; only lines that hold no words at all are structure.
        for n in self.written.keys() - claimed - headings.keys() - unread.keys():
            if is_structure(self.written[n]):
                headings[n] = self.written[n].strip()
            else:
                unread[n] = Unread(where=f"line {n}", text=self.written[n].strip(), why=NOT_UNDERSTOOD)
        return LogReading(
            log=BragLog(entries=tuple(entries)),
            headings=tuple(Heading(line=n, text=headings[n]) for n in sorted(headings)),
            unread=(*(unread[n] for n in sorted(unread)), *self.notes),
            errors=tuple(self.errors),
            lines=tuple(
                EntryLines(entry=entry.id, lines=tuple(sorted({n for n in jotting.lines if n in self.written})))
                for entry, (jotting, _) in zip(entries, kept, strict=True)
            ),
            format=form,
        )

    def _without_entry(self) -> Unreadable:
        reasons: dict[str, set[int]] = {}
        for n, part in self._unread(set()).items():
            reasons.setdefault(part.why or NOT_UNDERSTOOD, set()).add(n)
        faults = [
            Fault(f"line {min(lines)}" + (f" and {len(lines) - 1} more" if len(lines) > 1 else ""), why)
            for why, lines in reasons.items()
        ]
        mend = "Write what you did as bullets, one a line: `- 2026-03-14 Cut the weekly report to an hour`"
        if TOO_LONG in reasons:
            mend = "Split it: a bullet or paragraph for each thing you did"
        return Unreadable(
            "No entry was found in it",
            mend=mend,
            faults=faults or [Fault("file", f"{len(self.written)} lines, none of them a win")],
        )

    def _unread(self, taken: set[int]) -> dict[int, Unread]:
        found: dict[int, Unread] = {}
        for part in self.unread:
            n = int(part.where.removeprefix("line "))
            if n not in taken:
                found.setdefault(n, part)
        return found


def _unfit(jotting: Jotting) -> str:
    text, outcome = _words(jotting)
    if not text.strip():
        return SectionKind.PRAISE.value if jotting.said else "no words about what was done"
    if len(text) > LONGEST or len(outcome) > LONGEST or any(len(said.quote) > LONGEST for said in jotting.said):
        return TOO_LONG
    return ""


def _words(jotting: Jotting) -> tuple[str, str]:
    text = "\n".join(part.strip() for part in jotting.words if part.strip())
    outcome = "\n".join(part.strip() for part in jotting.outcomes if part.strip())
    return (text, outcome) if text else (outcome, "")


def _entry(jotting: Jotting) -> BragEntry:
    text, outcome = _words(jotting)
    return BragEntry(
        id=_NOBODY,
        when=jotting.when,
        text=text,
        outcome=outcome or None,
        dimensions=tuple(dict.fromkeys(jotting.tags)),
        corroborations=tuple(jotting.said),
        links=tuple(dict.fromkeys(jotting.links)),
    )


def named(entries: Sequence[BragEntry], ids: Sequence[str]) -> list[BragEntry]:
    """The entries under the ids they came with, or under ids made from their content and nothing else."""
    taken = set(filter(None, ids))
    made = list(stable_ids([entry.digest() for entry in entries]))
    chosen: list[EntryId] = []
    for given, stable in zip(ids, made, strict=True):
        name, n = given or stable, 1
        while not given and name in taken:
            n += 1
            name = f"{stable}-{n}"
        taken.add(name)
        chosen.append(EntryId(name))
    return [entry.model_copy(update={"id": name}) for entry, name in zip(entries, chosen, strict=True)]
