"""Scores the reading of ladders against gold written by hand: levels, dimensions, and the words of every cell.

The ladders are other people's and stay where they are, so the gold holds their names and sha256 of each cell's words
with white space made single.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from service.errors import CaseError
from service.intake.rubrics import LadderFile, whole_ladder

GOLD = Path(__file__).resolve().parents[1] / "gold" / "intake" / "ladders"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldDimension(_Value):
    """A dimension and, for each level that has words for it, their fingerprint."""

    name: str
    cells: dict[str, str]


class GoldLadder(_Value):
    """What a person found in a ladder."""

    file: str
    levels: tuple[str, ...]
    dimensions: tuple[GoldDimension, ...]


@dataclass(frozen=True, slots=True)
class LadderScore:
    """How a reading compares: cells of the gold that are exact, cells read that the gold lacks, and names found."""

    file: str
    levels_right: bool
    cells: int
    exact: int
    invented: int
    dimensions_f1: float
    refused: str = ""


def gold_ladders(folder: Path = GOLD) -> list[GoldLadder]:
    """Every gold file in the folder."""
    return [GoldLadder.model_validate(yaml.safe_load(path.read_text())) for path in sorted(folder.glob("*.yaml"))]


def fingerprint(words: str) -> str:
    """sha256 in hex of the words with white space made single."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def score_ladder(gold: GoldLadder, ladders: Path) -> LadderScore:
    """The score of one ladder; a refused file scores nothing and says why."""
    wanted = {(own.name, level): print_ for own in gold.dimensions for level, print_ in own.cells.items()}
    try:
        read = whole_ladder([LadderFile(gold.file, (ladders / gold.file).read_bytes())])
    except CaseError as refused:
        return LadderScore(gold.file, False, len(wanted), 0, 0, 0.0, str(refused))
    found = {(row.name, level): fingerprint(text) for row in read.rows for level, text in row.by_level.items()}
    exact = sum(found.get(key) == print_ for key, print_ in wanted.items())
    names, known = {row.name for row in read.rows}, {own.name for own in gold.dimensions}
    f1 = 2 * len(names & known) / (len(names) + len(known)) if names or known else 1.0
    return LadderScore(gold.file, read.levels == gold.levels, len(wanted), exact, len(found.keys() - wanted.keys()), f1)


def score_ladders(ladders: Path) -> list[LadderScore]:
    """The scores of all gold ladders whose files are in the folder."""
    return [score_ladder(gold, ladders) for gold in gold_ladders() if (ladders / gold.file).is_file()]
