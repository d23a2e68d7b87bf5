"""Reads the sound entries of a YAML list in which one entry breaks the whole file: `text: Cut it: by half`."""

import re
from typing import NamedTuple

from service.errors import CaseError
from service.intake.trees import Broken, Listed, Span, Tree, yaml_tree

_ENTRY = re.compile(r"( *)-(?: |$)")
_KEY = re.compile(r"(?:entries|wins|achievements|accomplishments|brags|brag_log|log)\s*:\s*$|---\s*$")
# Every entry is parsed behind as many line ends as stand before it, so that its lines keep their numbers.
_MOST_LINES = 5_000
_WHY = "is not valid YAML: put quotation marks around text with a colon or # in it, and check its indentation"


class Pieces(NamedTuple):
    """The entries, broken ones among them; the lines that are comments, and those outside any entry."""

    entries: Listed
    comments: frozenset[int]
    other: frozenset[int]


def yaml_pieces(text: str) -> Pieces | None:
    """The list of a file that is not valid YAML, entry by entry; None where no entry of it can be read either."""
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if _ENTRY.match(line)]
    if not starts or len(lines) > _MOST_LINES:
        return None
    indent = min(len(line) - len(line.lstrip(" ")) for line in (lines[n] for n in starts))
    starts = [n for n in starts if lines[n][indent : indent + 1] == "-"]
    parts: list[Tree] = []
    spans: list[Span] = []
    comments: set[int] = set()
    other = {n for n, line in enumerate(lines[: starts[0]], start=1) if line.strip() and not _KEY.match(line)}
    for start, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        end = next((n for n in range(start + 1, after) if _is_outside(lines[n], indent)), after)
        other.update(n for n in range(end + 1, after + 1) if lines[n - 1].strip())
        last = max(n for n in range(start, end) if lines[n].strip()) + 1
        part, found = _piece(lines, start, last)
        parts.append(part)
        spans.append(Span(start + 1, last))
        comments |= found
    if all(isinstance(part, Broken) for part in parts):
        return None
    return Pieces(Listed(tuple(parts), tuple(spans)), frozenset(comments), frozenset(other))


def _is_outside(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) <= indent and not line.lstrip().startswith("#")


def _piece(lines: list[str], start: int, end: int) -> tuple[Tree, frozenset[int]]:
    words = "\n".join(lines[start:end])
    try:
        tree, comments = yaml_tree("\n" * start + words, keep_repeats=True)
    except CaseError:
        return Broken(_WHY, words), frozenset()
    if isinstance(tree, Listed) and len(tree.parts) == 1:
        return tree.parts[0], comments
    return Broken(_WHY, words), frozenset()
