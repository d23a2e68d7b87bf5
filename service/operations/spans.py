"""Spans of a trace, where somebody collects traces: how long each part of a piece of work took."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

Attribute = str | int | float | bool


class Note(Protocol):
    """Adds attributes to a span: ids, counts and names of ours; never a person's words or name."""

    def __call__(self, **attributes: Attribute) -> None: ...


class Spans(Protocol):
    """Where spans go. One begun in the block of another is a part of it."""

    def span(self, name: str, **attributes: Attribute) -> AbstractContextManager[Note]:
        """Times its block. Of an exception that ends it the type alone is told."""
        ...

    def close(self) -> None:
        """Sends what is not sent yet; may wait some seconds for a collector that does not answer."""
        ...


class Untraced:
    """Nobody collects them."""

    @contextlib.contextmanager
    def span(self, name: str, **attributes: Attribute) -> Iterator[Note]:
        def note(**more: Attribute) -> None: ...

        yield note

    def close(self) -> None: ...
