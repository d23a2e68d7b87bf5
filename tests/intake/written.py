"""A log as a person typed it, read in one call."""

from service.domain.brag import BragEntry
from service.intake.decoding import decode
from service.intake.logs import LogReading, read_log
from service.intake.reading import accounting


def read(text: str, filename: str | None = "log.md") -> LogReading:
    """The reading of a text, after checking that no line of it got lost or was counted twice."""
    reading = read_log(text.encode(), filename=filename)
    account = accounting(decode(text.encode()), reading)
    assert account.missing == frozenset()
    assert account.twice == frozenset()
    return reading


def entries(text: str, filename: str | None = "log.md") -> tuple[BragEntry, ...]:
    return read(text, filename).log.entries


def only(text: str, filename: str | None = "log.md") -> BragEntry:
    (entry,) = entries(text, filename)
    return entry
