"""What the service writes on stderr: one line an event, with ids, counts and durations; never anybody's words."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

_FIELDS = "seen"


def tell(logger: logging.Logger, event: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Logs an event with its fields: ids, names of ours, numbers."""
    logger.log(level, event, extra={_FIELDS: {name: told for name, told in fields.items() if told is not None}})


def install(form: str, stream: TextIO | None = None) -> None:
    """Writes what this program logs as `json` or `text`; of other libraries nothing: it may hold anything."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logger = logging.getLogger("promocase")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logging.getLogger().addHandler(logging.NullHandler())
    logging.captureWarnings(True)


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
