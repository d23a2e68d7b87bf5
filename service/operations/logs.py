"""What the service writes on stderr: one line an event, with ids, counts and durations; never anybody's words."""

import contextlib
import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

_FIELDS = "seen"


def tell(logger: logging.Logger, event: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Logs an event with its fields: ids, names of ours, numbers."""
    logger.log(level, event, extra={_FIELDS: {name: told for name, told in fields.items() if told is not None}})


@contextlib.contextmanager
def written(form: str) -> Iterator[None]:
    """For the block, writes what this program logs on stderr, as `json` or `text`.

    What other libraries log goes nowhere: it may hold anything.
    """
    handler, nowhere = logging.StreamHandler(sys.stderr), logging.NullHandler()
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    ours, root = logging.getLogger("promocase"), logging.getLogger()
    before = ours.level, ours.propagate
    ours.addHandler(handler)
    root.addHandler(nowhere)
    ours.setLevel(logging.INFO)
    ours.propagate = False
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        ours.setLevel(before[0])
        ours.propagate = before[1]
        root.removeHandler(nowhere)
        ours.removeHandler(handler)


class JsonLines(logging.Formatter):
    """One JSON object a line: `time`, `level`, `event` and the event's fields. Of an exception nothing but its type."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"time": _time(record), "level": record.levelname.lower(), **_told(record)})


class TextLines(logging.Formatter):
    """The same to be read by people."""

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record)
        event = told.pop("event")
        return " ".join([_time(record), record.levelname, str(event), *(f"{name}={one}" for name, one in told.items())])


def _told(record: logging.LogRecord) -> dict[str, object]:
    told: dict[str, object] = {"event": record.getMessage(), **getattr(record, _FIELDS, {})}
    if record.exc_info and record.exc_info[0]:
        told["error"] = record.exc_info[0].__name__
    return told


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
