"""The one way a person's words enter a prompt: fenced, so that nothing inside can close the fence or look like ours."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CUT = " […cut]"
"""What stands where words were left out; the prompts say what it means."""

_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}( [a-z]+=[A-Za-z0-9.,_-]{1,40}){0,3}")
_LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Blank letters, and the variation selectors that can carry a hidden message; Unicode calls neither a format character.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U000e0100-\U000e01ef]")
# Persian, Indic scripts and joined emoji are spelt with these two; they carry no direction and hide no letters.
_JOINERS = "\u200c\u200d"
# What a chat template reads as the start of a turn. `p95 < 300 ms` stays as it is.
_MARKUP = re.compile(r"<(?=[^\s\d=<-])|<(?=<)|(?<=<)<")
_TURN = re.compile(r"\[(/?)(INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fenced:
    """People's words made safe for a prompt. Only `fence` and `fences` make one; a plain string is none."""

    block: str

    def __str__(self) -> str:
        return self.block


def fence(label: str, text: str, *, limit: int | None = None) -> Fenced:
    """`text` between two marks that carry `label`, each of its lines behind a bar.

    No mark and no bare line can come from inside: the marks' brackets are replaced there, every line starts with the
    bar, and what cannot be seen (control, direction, tag and blank characters) is gone. The words stay as written.
    Over `limit` characters they are cut at a space and marked. `label` is ours: letters and digits, then up to three
    ` name=value` pairs; anything else raises ValueError.
    """
    if not _LABEL.fullmatch(label):
        raise ValueError("a fence's label is ours: letters, digits and name=value pairs")
    words = _shortened(visible(text), limit).replace("⟦", "[").replace("⟧", "]")
    words = _TURN.sub(r"(\1\2)", _MARKUP.sub("‹", words))
    lines = "\n".join(f"| {line}".rstrip() for line in words.split("\n"))
    name = label.split(" ", 1)[0]
    return Fenced(f"⟦{label}⟧\n{lines}\n⟦/{name}⟧")


def fences(blocks: Iterable[Fenced]) -> Fenced:
    """Several blocks as one, a blank line between them."""
    return Fenced("\n\n".join(block.block for block in blocks))


def visible(text: str) -> str:
    """`text` without what a reader cannot see; every kind of line break becomes one line feed."""
    return _UNSEEN.sub("", "".join(_seen(_LINE_BREAK.sub("\n", text))))


def _seen(text: str) -> Iterator[str]:
    for character in text:
        if character in "\n\t" or character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
            yield character


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def _shortened(words: str, limit: int | None) -> str:
    if limit is None or len(words) <= limit:
        return words
    kept = words[:limit]
    at_space = max(kept.rfind(" "), kept.rfind("\n"))
    # A cut inside a number or a name would be a new one: the last, perhaps halved, word goes too.
    return kept[: at_space if at_space > limit // 2 else limit].rstrip() + CUT
