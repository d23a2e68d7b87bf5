"""Reads JSON Lines: a file with an object on every line, which is not JSON as a whole."""

from service.errors import CaseError
from service.intake.trees import Broken, Listed, Mapped, Span, Tree, json_tree


def json_lines(text: str) -> Listed | None:
    """The objects with their lines, one that cannot be read as Broken; None unless every line opens like an object."""
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) < 2 or not all(line.startswith("{") for _, line in lines):
        return None
    parts = tuple(_part(line, n) for n, line in lines)
    if 2 * sum(isinstance(part, Mapped) for part in parts) < len(parts):
        return None
    return Listed(parts, tuple(Span(n, n) for n, _ in lines))


def _part(line: str, n: int) -> Tree:
    try:
        root = json_tree(line, keep_repeats=True)
    except CaseError:
        return Broken("is not valid JSON", line)
    return Mapped(tuple((key, _on_line(value, n)) for key, value in root.pairs)) if isinstance(root, Mapped) else root


def _on_line(value: Tree, n: int) -> Tree:
    """A list inside a line's object: all of it stands on that line."""
    return Listed(value.parts, (Span(n, n),) * len(value.parts)) if isinstance(value, Listed) else value
