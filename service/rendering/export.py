"""Everything of one person as a zip of open formats: what our own reader takes in again, and what people read."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.rendering.logs import LogForm, log_bytes
from service.rendering.markdown import packet_markdown

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can tell: equal exports are equal bytes."""


def log_files(id: str, log: BragLog, unread: Iterable[BaseModel]) -> Iterator[tuple[str, bytes]]:
    """A log in both forms that carry every character, and what was not read of it."""
    yield f"logs/{id}.json", log_bytes(log, LogForm.JSON)
    yield f"logs/{id}.yaml", log_bytes(log, LogForm.YAML)
    yield f"logs/{id}.unread.json", as_json([one.model_dump(mode="json") for one in unread])


def packet_files(packet: Packet, log: BragLog) -> Iterator[tuple[str, bytes]]:
    """A packet as data and as its page, with the log as it was when it was drafted."""
    yield f"packets/{packet.id}.json", as_json(packet.model_dump(mode="json"))
    yield f"packets/{packet.id}.md", packet_markdown(packet, log).encode()
    yield f"packets/{packet.id}.log.json", log_bytes(log, LogForm.JSON)


def as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip, in the order of their names."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            told = zipfile.ZipInfo(name, _EPOCH)
            told.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(told, files[name])
    return whole.getvalue()
