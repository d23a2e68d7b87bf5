"""How well a decision's gap is told from a soft no, and whether stable goalposts are ever said to have moved.

`promocase eval coaching` prints it. Whoever wrote `blind`, `more` and `held-out` had read neither the rules nor each
other's texts; the weights were fitted to all but `held-out`.
"""

import asyncio
import json
from datetime import date
from pathlib import Path

from service.adapters.local_embedder import LocalEmbedder
from service.coaching.gap_reader import GapReader
from service.coaching.goalposts import goalposts
from service.domain.brag import BragLog
from service.domain.decisions import Decision, Verdict
from service.domain.notes import NoteId

HERE = Path(__file__).parent


def decisions_wrong(half: str) -> tuple[list[str], int]:
    """The ids of rows of a set (`decisions-<half>.jsonl`) read otherwise than labelled, and how many rows."""
    rows = [json.loads(line) for line in _lines(f"decisions-{half}.jsonl")]
    reader = GapReader(LocalEmbedder())
    return [row["id"] for row in rows if bool(asyncio.run(reader.read(row["text"])).gaps) != row["gap"]], len(rows)


def goalposts_wrong() -> tuple[list[str], list[str], int]:
    """Ids of stable rows said to have moved, of moved rows not found, and how many rows."""
    accused: list[str] = []
    missed: list[str] = []
    rows = [json.loads(line) for line in _lines("goalposts.jsonl")]
    reader = GapReader(LocalEmbedder())
    for row in rows:
        told = [
            Decision(id=NoteId(str(n)), when=date.fromisoformat(when), who="the manager", text=text)
            for n, (when, text) in enumerate(row["decisions"])
        ]
        log = BragLog.model_validate({"entries": row["entries"]}) if row["entries"] else None
        read = {one.id: (one, asyncio.run(reader.read(one.text))) for one in told}
        moved = goalposts(read, log).verdict is Verdict.MOVED
        if moved and not row["moved"]:
            accused.append(row["id"])
        if row["moved"] and not moved:
            missed.append(row["id"])
    return accused, missed, len(rows)


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]
