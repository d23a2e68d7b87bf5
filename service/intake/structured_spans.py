"""Finds the lines on which the elements of nested JSON lists stand, for logs whose entries lie deeper than one list."""

import json
from bisect import bisect_right

from service.intake.trees import Listed, Mapped, Span, Tree

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_SPACE = " \t\n\r,:"


def with_all_spans(root: Tree, text: str) -> Tree:
    """The same tree with a span for every element of every list; `text` is the JSON it was read from."""
    walk = _Walk(text)
    return walk.spanned(root, walk.past_space(0))[0]


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == "\n")]

    def past_space(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in _SPACE:
            at += 1
        return at

    def spanned(self, value: Tree, at: int) -> tuple[Tree, int]:
        """The value that begins at `at`, with spans, and where it ends."""
        if isinstance(value, Listed):
            parts: list[Tree] = []
            spans: list[Span] = []
            at += 1
            for part in value.parts:
                at = self.past_space(at)
                made, end = self.spanned(part, at)
                parts.append(made)
                spans.append(Span(bisect_right(self.starts, at), bisect_right(self.starts, end - 1)))
                at = end
            return Listed(tuple(parts), tuple(spans)), self.past_space(at) + 1
        if isinstance(value, Mapped):
            pairs: list[tuple[str, Tree]] = []
            at += 1
            for key, inner in value.pairs:
                _, at = _DECODER.raw_decode(self.text, self.past_space(at))
                made, at = self.spanned(inner, self.past_space(at))
                pairs.append((key, made))
            return Mapped(tuple(pairs)), self.past_space(at) + 1
        _, end = _DECODER.raw_decode(self.text, at)
        return value, end
