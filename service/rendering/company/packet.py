"""A packet in a company's own Word template: its placeholders filled in, in a process of its own."""

import json

from service.apart.running import KILLED_FOR_TIME, run_apart
from service.domain.brag import BragLog
from service.domain.packet import Packet
from service.errors import CaseError, Fault, Invalid, TooLarge, Unreadable
from service.rendering.blocks import blocks_of
from service.rendering.company.placeholders import Placeholders, placeholders_of
from service.rendering.markdown import packet_markdown

_WAIT_S = 20
_SAVE = "Save it again as a plain .docx"
_TOLD = {
    "damaged": (Unreadable, "The template is damaged", "Open it in Word and save it again"),
    "locked": (Unreadable, "The template is locked with a password", "Save it without one"),
    "no_docx": (Unreadable, "The template is no Word document", _SAVE),
    "too_large": (TooLarge, "The template unpacks to more than is read", "Take pictures out of it"),
    "too_much": (TooLarge, "The template takes too long, or too much memory, to fill in", "Take loops out of it"),
    "runs": (Invalid, "The template holds a macro or an embedded object", f"{_SAVE}, without it"),
    "outside": (Invalid, "The template takes in something from outside it", "Break its links to other files"),
    "fields": (Invalid, "The template has a field that takes in or runs something", "Take the field out"),
    "markup": (Invalid, "The template has a part that is no plain XML", _SAVE),
    "syntax": (Invalid, "A placeholder of the template cannot be read", "Compare with docs/formats.md"),
    "unused": (Invalid, "The template has no placeholder", "Write {{ headline }} where the headline belongs"),
    "unknown": (Invalid, "The template asks for what no packet has", f"Use: {', '.join(Placeholders.model_fields)}"),
}


def company_docx(packet: Packet, log: BragLog, template: bytes, *, clean: bool = False) -> bytes:
    """The template with the packet in it, as .docx; `clean` as in `packet_markdown`.

    Raises Unreadable, TooLarge, or Invalid with the placeholder or the part of the template at fault.
    """
    blocks = blocks_of(packet_markdown(packet, log, clean=clean))
    words = {
        name: placeholders_of(packet, blocks, clean=clean, marks=name == "marked").model_dump(mode="json")
        for name in ("marked", "plain")
    }
    given = json.dumps(words).encode() + b"\n" + template
    try:
        ended = run_apart("service.rendering.company.child", given=given, wait_s=_WAIT_S)
    except TimeoutError:
        raise _refused("too_much") from None
    if ended.code:
        raise _refused("too_much" if ended.code in KILLED_FOR_TIME else "damaged")
    if ended.out.startswith(b"refused "):
        raise _refused(ended.out.removeprefix(b"refused ").decode("utf-8", "replace"))
    return ended.out


def _refused(told: str) -> CaseError:
    key, _, part = told.partition(":")
    kind, message, mend = _TOLD.get(key, _TOLD["damaged"])
    return kind(message, mend=mend, faults=_fault(key, part))


def _fault(key: str, part: str) -> list[Fault]:
    if key == "unknown":
        return [Fault(f"{{{{ {part} }}}}", "is no placeholder")]
    return [Fault(part, "is not taken")] if part else []
