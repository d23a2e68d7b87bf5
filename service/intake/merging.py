"""Puts the readings of several files, or of several sheets, together as one log; places keep the part's name."""

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.packet import Unread
from service.errors import CaseError, Fault, Unreadable
from service.intake.reading import EntryFault, EntryLines, Heading, LogReading


class Merged:
    """The readings of the files as they come together."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._entries: dict[EntryId, BragEntry] = {}
        self._first: dict[str, tuple[EntryId, str]] = {}
        self._headings: list[Heading] = []
        self._unread: list[Unread] = []
        self._errors: list[EntryFault] = []
        self._lines: list[EntryLines] = []
        self._failed: list[Fault] = []

    def add(self, name: str, reading: LogReading) -> None:
        """One file's reading, its places under the file's name."""
        self._headings += [
            heading.model_copy(update={"file": _inside(name, heading.file)}) for heading in reading.headings
        ]
        self._unread += [part.model_copy(update={"where": f"{name}, {part.where}"}) for part in reading.unread]
        self._errors += [EntryFault(where=f"{name}, {fault.where}", what=fault.what) for fault in reading.errors]
        stood = {read.entry: read for read in reading.lines}
        for entry in reading.log.entries:
            self._keep(entry, name, stood.get(entry.id) or EntryLines(entry=entry.id, lines=()))

    def _keep(self, entry: BragEntry, name: str, stood: EntryLines) -> None:
        digest, file = entry.digest(), _inside(name, stood.file)
        known = self._first.get(digest)
        if known and known[1] != name:
            place = stood.places[0] if stood.places else f"line {stood.lines[0]}" if stood.lines else entry.id
            why = f"the same entry as in {known[1]}"
            self._unread.append(Unread(where=f"{file}, {place}", text=entry.text, why=why))
            self._lines.append(stood.model_copy(update={"entry": known[0], "file": file}))
            return
        id, n = entry.id, 1
        while id in self._entries:
            n += 1
            id = EntryId(f"{entry.id}-{n}")
        self._entries[id] = entry.model_copy(update={"id": id})
        self._first.setdefault(digest, (id, name))
        self._lines.append(stood.model_copy(update={"entry": id, "file": file}))

    def set_aside(self, name: str, why: str, failed: CaseError | None = None) -> None:
        """A whole file nothing was read from."""
        self._unread.append(Unread(where=name, text="", why=why))
        if failed is not None:
            places = "; ".join(f"{fault.where}: {fault.what}" for fault in failed.faults[:3])
            self._failed.append(Fault(name, f"{failed.message}{f' ({places})' if places else ''}"))
            self._errors.append(EntryFault(where=name, what=failed.message))

    def reading(self) -> LogReading:
        """All of it; raises Unreadable when no file gave an entry."""
        if not self._entries:
            count = len(self._unread)
            raise Unreadable(
                f"No log was found in the {self._form}" + (f" ({count} files set aside)" if count else ""),
                mend="Put your notes in as Markdown, text, CSV, JSON or office files",
                faults=self._failed,
            )
        return LogReading(
            log=BragLog(entries=tuple(self._entries.values())),
            headings=tuple(self._headings),
            unread=tuple(self._unread),
            errors=tuple(self._errors),
            lines=tuple(self._lines),
            format=self._form,
        )


def _inside(name: str, file: str) -> str:
    return f"{name}, {file}" if file else name
