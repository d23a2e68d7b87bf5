"""What the ladders of ownership, reach and completion share: ordered rungs that compare."""

from enum import IntEnum
from typing import Self


class Rung(IntEnum):
    """A rung of a ladder; higher claims more. Written in lower case words, compared by height."""

    @property
    def word(self) -> str:
        """The rung as a reader sees it: `several teams` for `SEVERAL_TEAMS`."""
        return self.name.lower().replace("_", " ")

    @classmethod
    def highest(cls, rungs: "list[Self]") -> Self:
        """The highest of `rungs`, or the lowest rung of the ladder when there are none."""
        return max(rungs, default=min(cls))
