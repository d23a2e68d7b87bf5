"""What an office file may unpack to, met before anything of it is read."""

import io
import zipfile
import zlib

MOST_PARTS = 5_000
MOST_UNPACKED = 200_000_000  # bytes
MOST_TIMES_PACKED = 400
"""How many times its packed size an archive may unpack to, from a megabyte on: XML shrinks well, bombs far better."""
_CHUNK = 1 << 18


class Refused(Exception):
    """A document that is not read on; its one argument is the key of the words for it."""


def within_limits(raw: bytes) -> None:
    """Unpacks every part of an office file once, keeping nothing, so that a bomb is met here. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise Refused("too_large")
            most = min(MOST_UNPACKED, max(1_000_000, MOST_TIMES_PACKED * len(raw)))
            left = most
            for part in parts:
                if part.flag_bits & 0x1:
                    raise Refused("locked")
                with archive.open(part) as file:
                    while chunk := file.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise Refused("too_large")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise Refused("damaged") from broken
