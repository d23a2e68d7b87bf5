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
_TEMPLATE = Path(__file__).with_name("packet.typ")
# Embedded in the typesetter; after these the first font of the machine that has a letter, whichever it is.
_FONTS = ("Libertinus Serif", "DejaVu Sans", "Noto Sans", "Noto Sans CJK SC")
_CODE = ("DejaVu Sans Mono", "Libertinus Serif")
_UNSHOWN = re.compile(r"the text `\"((?:[^\"\\]|\\.)+)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_TRIES = 4


def main() -> int:
    limit_this(MEMORY, SECONDS)
    told = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(typeset(told))
    return 0


def typeset(told: dict[str, object]) -> bytes:
    """The PDF; letters without a font are told as such, for the standard asked for refuses to leave a hole."""
    import typst

    missing: set[str] = set()
    for _ in range(_TRIES):
        shown = _without(told, missing) if missing else told
        given = {**shown, "paper": "a4", "fonts": _FONTS, "code": _CODE, "missing": len(missing)}
        try:
            made = typst.compile(
                _TEMPLATE,
                root=_TEMPLATE.parent,
                sys_inputs={"told": json.dumps(given)},
                format="pdf",
                pdf_standards="ua-1",
            )
        except typst.TypstError as failed:
            unshown = {letter for found in _UNSHOWN.findall(failed.diagnostic) for letter in _read(found)}
            if not unshown - missing:
                raise
            missing |= unshown
            continue
        assert isinstance(made, bytes)
        return made
    raise RuntimeError


def _read(quoted: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)


def _without(value: dict[str, object], missing: set[str]) -> dict[str, object]:
    one_of = f"[{''.join(map(re.escape, missing))}]"
    run = re.compile(rf"{one_of}(?:\W*{one_of})*")

    def told(part: object) -> object:
        if isinstance(part, str):
            return run.sub(lambda found: f"[{_count(found[0], missing)}]", part)
        if isinstance(part, dict):
            return {key: part[key] if key == "link" else told(part[key]) for key in part}
        return [told(one) for one in part] if isinstance(part, list) else part

    return {key: told(part) for key, part in value.items()}


def _count(words: str, missing: set[str]) -> str:
    letters = sum(letter in missing for letter in words)
    return f"{letters} {'letter' if letters == 1 else 'letters'} without a font"


if __name__ == "__main__":
    sys.exit(main())
