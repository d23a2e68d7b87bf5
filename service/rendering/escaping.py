"""Makes a person's words inert in Markdown: they are read as written, and never become markup, a link or an image."""

import re
import unicodedata

# Invisible characters with no meaning of their own in a line of prose; two of them join letters in some scripts.
_DROPPED = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\u061c\u180e\ufff9-\ufffb]")
_JOINERS = re.compile("(?<=[\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\x7f]|$)")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS = re.compile("[\U000e0000-\U000e0fff]+")
# With two that are no characters, which an office file cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]+")

_MARKUP = re.compile(r"[\\`*_\[\]<|~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENER = re.compile(r"^(?:[#>+=:-]|(\d{1,9})(?=[.)](?:\s|$)))")

# Renderers that link bare addresses do so outside code only; so every address is shown as code.
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp|file|data|javascript|vbscript|mailto):|www\.)[^\s<>\"'`\])}|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\((https?://[^\s()<>|]{1,900})\)")


def visible(text: str) -> str:
    """One line of `text` with everything that hides, reorders or controls it taken out or shown as such."""
    shown = _TAGS.sub(lambda run: f"⟨{len(run[0])} hidden characters⟩", text)
    shown = _BIDI.sub("", _DROPPED.sub("", shown))
    shown = _JOINERS.sub("", shown)
    shown = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", shown)
    shown = "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(mark) in {"Cs", "Co"} else mark for mark in shown
    )
    return " ".join(shown.split())


def prose(text: str) -> str:
    """`text` as one line of Markdown prose, safe at the start of a block and inside one."""
    line = visible(text)
    written: list[str] = []
    at = 0
    for link in _LINK.finditer(line):
        written += [_inert(line[at : link.start()]), _inert(link[1]), " (", code(link[2]), ")"]
        at = link.end()
    written.append(_inert(line[at:]))
    return _unopened("".join(written))


def cell(text: str, limit: int = 160) -> str:
    """`prose` for a table cell, cut at a word when longer than `limit` characters."""
    line = visible(text)
    if len(line) > limit:
        line = line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return prose(line)


def code(text: str) -> str:
    """`text` as a code span that its own backticks cannot close."""
    line = visible(text)
    runs = [len(run) for run in re.findall("`+", line)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def addresses(text: str) -> tuple[str, ...]:
    """The web and mail addresses written in a text, longest first."""
    return tuple(
        sorted({found[0].rstrip(".,;:!?") for found in _ADDRESS.finditer(visible(text))}, key=len, reverse=True)
    )


def without_foreign_addresses(text: str, logged: str) -> str:
    """The text with each address that `logged` does not hold taken out: a model may have been talked into one that
    collects what is put behind it."""
    for address in addresses(text):
        if address not in logged:
            text = text.replace(address, "(an address that is not in the log)")
    return text


def _inert(text: str) -> str:
    written: list[str] = []
    at = 0
    for address in _ADDRESS.finditer(text):
        shown = address[0].rstrip(".,;:!?")
        written += [_escaped(text[at : address.start()]), code(shown)]
        at = address.start() + len(shown)
    written.append(_escaped(text[at:]))
    return "".join(written)


def _escaped(text: str) -> str:
    return _ENTITY.sub(r"\\&", _MARKUP.sub(r"\\\g<0>", text))


def _unopened(line: str) -> str:
    """A line that opens no heading, list, quotation, rule or numbered list when it stands first in its block."""
    opener = _OPENER.match(line)
    if opener is None:
        return line
    if opener[1]:
        return f"{opener[1]}\\{line[len(opener[1]) :]}"
    return f"\\{line}"
