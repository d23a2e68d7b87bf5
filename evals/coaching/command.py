"""`promocase eval coaching`: what the year around a packet makes of labelled cases, part by part."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.coaching.measure import decisions_wrong, goalposts_wrong
from evals.coaching.parts import Part, measure


async def measured() -> dict[str, Part]:
    """The parts, over records of their own that are dropped at the end."""
    from service.settings import read_settings
    from service.wiring import assemble

    with tempfile.TemporaryDirectory() as folder:
        async with assemble(read_settings(data_dir=Path(folder), model="none")) as casework:
            return await measure(casework)


def main(words: Sequence[str] | None = None) -> int:
    """1 where anything is invented or somebody is falsely accused of having moved the goalposts."""
    argparse.ArgumentParser(prog="promocase eval coaching", description=__doc__).parse_args(words)
    parts = asyncio.run(measured())
    for name, part in parts.items():
        told = f"{part.cases:3d} cases, {part.cases - len(part.wrong):3d} right, {len(part.invented)} invented"
        sys.stdout.write(f"{name:12} {told}\n")
        sys.stdout.writelines(f"    {fault}\n" for fault in (*part.wrong, *part.invented))
    for half in ("development", "test", "blind", "more", "held-out"):
        wrong, rows = decisions_wrong(half)
        sys.stdout.write(f"decisions ({half}): {rows - len(wrong)} of {rows} read as labelled; otherwise: {wrong}\n")
    accused, missed, rows = goalposts_wrong()
    sys.stdout.write(f"goalposts: {len(accused)} falsely accused, {len(missed)} missed, of {rows}\n")
    return 1 if accused or any(part.invented for part in parts.values()) else 0
