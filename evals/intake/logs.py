"""Scores the reading of brag logs against gold written by hand: entry boundaries, dates, words, and lines lost.

The gold of other people's logs holds no word of them: line numbers, dates, how many quotations, and the sha256 of each
entry's own words with white space made single. The logs written for this project stand beside their gold, with words.
"""

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.domain.brag import BragEntry
from service.domain.when import When
from service.errors import CaseError
from service.intake.decoding import decode
from service.intake.logs import LogReading, read_log
from service.intake.reading import whole_lines, written_lines

_GOLD = Path(__file__).resolve().parents[1] / "gold" / "intake"
SHARED_GOLD = _GOLD / "logs"
WRITTEN = _GOLD / "written"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldEntry(_Value):
    """One entry as a person reads it: its lines (`22-24, 30`), its date (null for none), its quotes and its words.

    The words are text and outcome together, as they are or as their fingerprint; what others said is not among them.
    """

    lines: str
    when: When
    quotes: int = 0
    text: str = ""
    sha256: str = Field(default="", pattern=r"^(?:[0-9a-f]{64})?$")

    @model_validator(mode="after")
    def _has_words(self) -> "GoldEntry":
        if bool(self.text) == bool(self.sha256):
            raise ValueError("an entry has its words or their sha256")
        return self

    def words(self) -> str:
        """The fingerprint of its words."""
        return self.sha256 or fingerprint(self.text)


class GoldLog(_Value):
    """What a person found in a log: its entries, and the lines that hold words and are no entry's."""

    file: str
    entries: tuple[GoldEntry, ...] = Field(min_length=1)
    unread: str = ""


@dataclass(frozen=True, slots=True)
class LogScore:
    """How a reading compares. An entry is found when it is made of exactly the gold's lines.

    `dates` counts found entries that are dated as the gold is; `invented` the dates that the gold denies: another day,
    or one where there is none. `lost` are the lines nobody could find again: in no entry, no heading and not unread,
    or words that were taken for structure.
    """

    file: str
    gold: int
    read: int
    found: int
    dates: int
    invented: tuple[int, ...]
    quotes: int
    words: int
    lost: tuple[int, ...]
    refused: str = ""

    @property
    def boundaries_f1(self) -> float:
        """The harmonic mean of precision and recall over whole entries."""
        return 2 * self.found / (self.gold + self.read) if self.gold + self.read else 1.0


def gold_logs(folder: Path) -> list[GoldLog]:
    """Every gold file in the folder."""
    return [
        GoldLog.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.yaml"))
    ]


def fingerprint(words: str) -> str:
    """sha256 in hex of the words with white space made single."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def spans(written: str) -> frozenset[int]:
    """`22-24, 30` as the lines it names."""
    lines: set[int] = set()
    for part in filter(None, (part.strip() for part in written.split(","))):
        first, _, last = part.partition("-")
        lines |= set(range(int(first), int(last or first) + 1))
    return frozenset(lines)


def score_log(gold: GoldLog, folder: Path) -> LogScore:
    """The score of one log; a refused file scores nothing and says why."""
    raw = (folder / gold.file).read_bytes()
    try:
        reading = read_log(raw, filename=gold.file)
    except CaseError as refused:
        return LogScore(gold.file, len(gold.entries), 0, 0, 0, (), 0, 0, (), str(refused))
    return compared(gold, reading, decode(raw))


def compared(gold: GoldLog, reading: LogReading, text: str) -> LogScore:
    """The score of a reading of `text`."""
    entries = reading.log.by_id()
    left = [(frozenset(one.lines), entries[one.entry]) for one in reading.lines]
    found: list[tuple[GoldEntry, BragEntry]] = []
    for wanted in gold.entries:
        lines = spans(wanted.lines)
        alike = [read for read in left if read[0] == lines]
        # Several entries may stand on one line of a JSON file; their words tell them apart.
        same = next((read for read in alike if fingerprint(read[1].own_words()) == wanted.words()), None)
        if chosen := same or next(iter(alike), None):
            left.remove(chosen)
            found.append((wanted, chosen[1]))
    denied = [min(spans(wanted.lines)) for wanted, read in found if read.when.known and read.when != wanted.when]
    # An entry that the gold lacks may be dated as its lines are there, and no other way.
    allowed = {(line, wanted.when) for wanted in gold.entries for line in spans(wanted.lines)}
    denied += [
        min(lines) for lines, read in left if read.when.known and not any((n, read.when) in allowed for n in lines)
    ]
    return LogScore(
        file=gold.file,
        gold=len(gold.entries),
        read=len(reading.log),
        found=len(found),
        dates=sum(read.when == wanted.when for wanted, read in found),
        invented=tuple(sorted(denied)),
        quotes=sum(len(read.corroborations) == wanted.quotes for wanted, read in found),
        words=sum(fingerprint(read.own_words()) == wanted.words() for wanted, read in found),
        lost=tuple(sorted(_lost(gold, reading, text))),
    )


def _lost(gold: GoldLog, reading: LogReading, text: str) -> set[int]:
    written = frozenset(written_lines(text))
    entries = {line for read in reading.lines for line in read.lines}
    unread = {n for part in reading.unread for n in whole_lines(part.where)}
    told = entries | unread
    headings = {heading.line for heading in reading.headings}
    worded = spans(gold.unread).union(*(spans(wanted.lines) for wanted in gold.entries))
    return set((written - told - headings) | (worded & headings - told))


def score_logs(folder: Path, golds: Sequence[GoldLog]) -> list[LogScore]:
    """The scores of all gold logs whose files are in the folder."""
    return [score_log(gold, folder) for gold in golds if (folder / gold.file).is_file()]


def main(folders: Sequence[str]) -> int:
    """Prints the scores: of the logs written here, and of the other people's in the one folder named."""
    scores = score_logs(WRITTEN, gold_logs(WRITTEN))
    if folders:
        scores += score_logs(Path(folders[0]), gold_logs(SHARED_GOLD))
    print(f"{'log':44}  f1    dates    quotes   words    invented  lost")
    for one in scores:
        counts = f"{one.dates:>3}/{one.found:<3}  {one.quotes:>3}/{one.found:<3}  {one.words:>3}/{one.found:<3}"
        refused = f"  refused: {one.refused}" if one.refused else ""
        print(f"{one.file:44}  {one.boundaries_f1:.2f}  {counts}  {list(one.invented)}  {list(one.lost)}{refused}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
