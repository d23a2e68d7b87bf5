"""The process that sets a packet: what it is told as JSON on standard input, the PDF on standard output.

python -I -m service.rendering.pdf.child
"""

import json
import re
import sys
from pathlib import Path

from service.apart.running import limit_this

MEMORY = 2_000_000_000  # bytes of address space
SECONDS = 30  # of CPU
_TEMPLATE, _PROBE = (Path(__file__).with_name(name) for name in ("packet.typ", "probe.typ"))
# Embedded in the typesetter; after these the first font of the machine that has a letter, whichever it is.
_FONTS = ("Libertinus Serif", "DejaVu Sans", "Noto Sans", "Noto Sans CJK SC")
_CODE = ("DejaVu Sans Mono", "Libertinus Serif")
_UNSHOWN = re.compile(r"the text `\"((?:[^\"\\]|\\.)+)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_NOT_WORDS = frozenset(("link", "kind", "dir"))
_TRIES = 6


def main() -> int:
    limit_this(MEMORY, SECONDS)
    told = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(typeset(told))
    return 0


def typeset(told: dict[str, object]) -> bytes:
    """The PDF; characters without a font are told as such, for the standard asked for refuses to leave a hole."""
    missing: set[str] = set()
    for _ in range(_TRIES):
        shown = _without(told, missing) if missing else told
        given = {**shown, "paper": "a4", "fonts": _FONTS, "code": _CODE, "missing": len(missing)}
        made = _compiled(_TEMPLATE, given)
        if isinstance(made, bytes):
            return made
        missing |= _alone(made - missing)
    raise RuntimeError


def _compiled(source: Path, told: dict[str, object]) -> bytes | set[str]:
    """The PDF, or the characters that no font could show where they stood."""
    import typst

    try:
        made = typst.compile(
            source, root=source.parent, sys_inputs={"told": json.dumps(told)}, format="pdf", pdf_standards="ua-1"
        )
    except typst.TypstError as failed:
        unshown = {character for found in _UNSHOWN.findall(failed.diagnostic) for character in _read(found)}
        if not unshown:
            raise
        return unshown
    assert isinstance(made, bytes)
    return made


def _alone(unshown: set[str]) -> set[str]:
    """Those of them that no font shows alone either: a letter is reported with the sign that stands on it."""
    found = _compiled(_PROBE, {"fonts": _FONTS, "characters": sorted(unshown)})
    # Each is shown alone: then it is the signs among them that cannot stand where they do.
    return found if isinstance(found, set) else {one for one in unshown if not one.isalnum()} or unshown


def _read(quoted: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)


def _without(value: dict[str, object], missing: set[str]) -> dict[str, object]:
    one = f"[{re.escape(''.join(sorted(missing)))}]"
    run = re.compile(rf"{one}(?:[\s,.;:、。，]*{one})*")

    def told(part: object) -> object:
        if isinstance(part, str):
            return run.sub(lambda found: f"[{_count(sum(map(missing.__contains__, found[0])))}]", part)
        if isinstance(part, dict):
            return {key: part[key] if key in _NOT_WORDS else told(part[key]) for key in part}
        return [told(each) for each in part] if isinstance(part, list) else part

    return {key: told(part) for key, part in value.items()}


def _count(characters: int) -> str:
    return f"{characters} {'character' if characters == 1 else 'characters'} without a font"


if __name__ == "__main__":
    sys.exit(main())
