"""The names that lines of a ladder open with (`**Scope**: ...`, `Scope: ...`), and the words as a reader sees them."""

import re
from collections.abc import Sequence

from service.intake.blocks import Block, Line
from service.intake.ladder_values import Step
from service.intake.marks import bare

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAKS = re.compile(r"<(?:br\b|/?(?:li|p|ul|ol|div|tr|h[1-6])\b)", re.IGNORECASE)
BOLD_LEAD = re.compile(
    r"(?P<mark>\*\*|__)(?P<name>(?:(?!(?P=mark)).)+?)(?P=mark)(?P<sign>\s*[:.–—-]?)\s*(?P<rest>.*)", re.DOTALL
)
_PLAIN_LEAD = re.compile(r"(?P<name>[^\W\d_][^:*_`\n]{1,60}):\s+(?P<rest>\S.*)", re.DOTALL)
_LONGEST_LEAD = 8


def shown_words(text: str) -> str:
    """The words as a reader sees them; lists and paragraphs in HTML, as people put them into cells, are lines."""
    plain = TAG.sub(lambda tag: "<br>" if _BREAKS.match(tag[0]) else "", text)
    lines = [line.strip() for line in bare(plain, {}).words.split("\n")]
    return "\n".join(line for line in lines if line)


def led_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A paragraph whose lines open with bold names, a part for each: nobody leaves blank lines between them."""
    starts = [n for n, line in enumerate(lines) if (lead := BOLD_LEAD.match(line.text)) and is_name(lead["name"])]
    if len(starts) < 2 or starts[0] != 0:
        return [lines]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def plain_leads(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """The (line, name, words) of a paragraph of `Scope: ...` lines, wrapped ones with them; empty where it is none."""
    found: list[tuple[int, str, str]] = []
    for line in lines:
        lead = _PLAIN_LEAD.fullmatch(line.text)
        if lead is not None and len(lead["name"].split()) <= 5:
            found.append((line.number, lead["name"], lead["rest"]))
        elif found and line.text[:1].islower():
            found[-1] = (found[-1][0], found[-1][1], f"{found[-1][2]}\n{line.text}")
        else:
            return []
    return found


def is_name(bold: str) -> bool:
    """Whether bold words are the name of a dimension or level, and no sentence."""
    shown = shown_words(bold)
    return 0 < len(shown.split()) <= _LONGEST_LEAD + 2 and not shown.endswith(("!", "?")) and shown.count(".") <= 1


def is_lead(shown: str) -> bool:
    """Whether a line may stand over what follows it: few words and no sentence."""
    return len(shown.split()) <= _LONGEST_LEAD and not shown.endswith((".", "!", "?", ";", ",")) and shown != ""


def lead_of(text: str, depth: int, line: int, *, alone: bool) -> tuple[Step | None, str]:
    """A bullet's own lead and the words behind it: `**Scope**: ...`, `Scope: ...`, or a short head over bullets."""
    slot = f"label {depth}"
    bold = BOLD_LEAD.fullmatch(text)
    if bold is not None and is_name(bold["name"]) and (bold["rest"] or alone):
        name = shown_words(bold["name"])
        return Step(
            name.rstrip(":.").strip(),
            slot,
            written=name + bold["sign"].rstrip(),
            inline=bool(bold["rest"]),
            at=str(line),
        ), bold["rest"]
    plain = _PLAIN_LEAD.fullmatch(text)
    if plain is not None and len(plain["name"].split()) <= 5 and not alone:
        name = shown_words(plain["name"])
        return Step(name, slot, written=f"{name}:", inline=True, at=str(line)), plain["rest"]
    shown = shown_words(text)
    if alone and is_lead(shown):
        return Step(shown.rstrip(":").strip(), slot, written=shown, at=str(line)), ""
    return None, text


def unwrapped(text: str) -> str:
    """Wrapped lines as one, without their marks."""
    return shown_words(" ".join(part.strip() for part in text.split("\n")))


def flat(block: Block) -> list[str]:
    """The texts of a block and all that is nested in it, a line each."""
    found: list[str] = []
    waiting = [block]
    while waiting:
        here = waiting.pop(0)
        if here.lines:
            found.append(unwrapped("\n".join(line.text for line in here.lines)))
        found += [" | ".join(shown_words(cell) for cell in row.cells) for row in here.rows]
        waiting = here.blocks + waiting
    return [part for part in found if part]
