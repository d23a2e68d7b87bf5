"""Logs of any length for benchmarks: entries we wrote, retold with other figures and dates so no two are equal."""

import random
import re
from datetime import date, timedelta
from pathlib import Path

import yaml

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.when import When

LOGS = Path(__file__).parent / "retrieval" / "logs"
FIRST_DAY = date(2022, 1, 3)


def a_log_of(entries: int, seed: int = 7) -> BragLog:
    """The same log of that many entries in every run: each a written entry under another date, its figures changed."""
    written = [
        str(row["text"]) for path in sorted(LOGS.glob("*.yaml")) for row in yaml.safe_load(path.read_text())["entries"]
    ]
    chance = random.Random(seed)
    chance.shuffle(written)
    return BragLog(
        entries=tuple(
            BragEntry(
                id=EntryId(f"e{n}"),
                when=When.parse((FIRST_DAY + timedelta(days=chance.randrange(1_700))).isoformat()),
                text=_retold(written[n % len(written)], chance) if n >= len(written) else written[n],
            )
            for n in range(entries)
        )
    )


def _retold(text: str, chance: random.Random) -> str:
    changed = re.sub(r"\d+", lambda figure: str(max(2, int(figure[0]) + chance.randrange(1, 90))), text)
    return f"{changed} ({chance.choice(PLACES)}, round {chance.randrange(2, 999)})"


PLACES = (
    "north site",
    "second floor",
    "the Leeds office",
    "night team",
    "new intake",
    "pilot group",
    "annex",
    "west depot",
)
