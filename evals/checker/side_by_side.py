"""`promocase eval peers`: our checker beside other people's, on public claims and on the promotion benchmark, one run.

Exit 0: every system that runs offline was measured. 1: some of it was not (the table says which and why). 2: nothing
could be read.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from evals.checker.benchmark import Origin, rows_of
from evals.checker.beside import Ask, Promotion, SideBySide, compare, promotion_pairs
from evals.checker.cases import HALVES, Half, read_half
from evals.checker.peers import FOLDER, OFFLINE, PEERS, PeerUnavailable, ask, make, python_of
from evals.checker.public import CLAIMS, Pair, Scores
from service.errors import CaseError


def peers_offline(folder: Path = FOLDER) -> Ask:
    """Asks the peers that need no model; one whose environment cannot be made is wholly unscored, with the reason."""

    def put(pairs: Sequence[Pair]) -> list[Scores]:
        return list(_each(pairs, folder))

    return put


def _each(pairs: Sequence[Pair], folder: Path) -> Iterator[Scores]:
    for peer in (one for one in PEERS if not one.judge):
        try:
            make(peer.environment, folder)
            yield ask(peer, pairs, python=python_of(peer.environment, folder))
        except PeerUnavailable as told:
            yield Scores(system=peer.name, values=(None,) * len(pairs), cut=peer.cut, note=str(told))


def tables(found: SideBySide) -> str:
    """Every table as Markdown, for a terminal and for the docs alike."""
    lines = [*_public_table(found), *(line for one in found.promotion for line in ("", *_promotion_table(one)))]
    return "\n".join([*lines, *(f"\nSkipped: {one}" for one in found.skipped)]).strip()


def _public_table(found: SideBySide) -> Iterator[str]:
    if not found.public:
        return
    yield f"Public claims, balanced accuracy ({', '.join(f'{n} {name}' for name, n in found.public_rows.items())})"
    yield ""
    yield "| system | " + " | ".join(found.public_rows) + " | mean | 95 % interval | behind the fusion by | unscored |"
    yield "|---" * (len(found.public_rows) + 5) + "|"
    for line in found.public:
        rates = [_rate(line.sets[name].accuracy) for name in found.public_rows]
        around = _span(None if line.low is None or line.high is None else (line.low, line.high))
        unscored = f"{sum(share.unscored for share in line.sets.values())}{_because(line.note)}"
        shown = " | ".join([*rates, _rate(line.mean), around, _span(line.behind), unscored])
        yield f"| {line.system} | {shown} |"


def _promotion_table(found: Promotion) -> Iterator[str]:
    counts = ", ".join(f"{n} {name}" for name, n in found.rows.items())
    yield f"Promotion benchmark, {found.half} half ({counts})"
    yield ""
    yield (
        "| system | caught: by rule | by hand | by the model | false alarms | true bullets held | balanced accuracy "
        "| at its best threshold | unscored |"
    )
    yield "|---" * 9 + "|"
    for line in found.lines:
        caught = [line.recall[origin.value] for origin in (Origin.MUTATION, Origin.HAND, Origin.MODEL)]
        rates = (*caught, line.false_alarms, line.true_bullets_held, line.accuracy, line.best)
        yield f"| {line.system} | {' | '.join(map(_rate, rates))} | {line.unscored}{_because(line.note)} |"


def _span(span: tuple[float, float] | None) -> str:
    return "–" if span is None else f"{span[0]:.3f} to {span[1]:.3f}"


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.3f}"


def _because(note: str) -> str:
    return f" ({note})" if note else ""


def main(words: Sequence[str]) -> int:
    """Prints both tables; the exit code says whether every system was measured on every row."""
    parser = argparse.ArgumentParser(prog="promocase eval peers", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--half", choices=(*HALVES, "both"), default="development", help="test is looked at only to report"
    )
    parser.add_argument("--claims", type=Path, default=CLAIMS, metavar="FOLDER", help="public sets, a .jsonl each")
    parser.add_argument("--json", type=Path, metavar="FILE.json", help="write the figures here too")
    chosen = parser.parse_args(words)
    halves: tuple[Half, ...] = HALVES if chosen.half == "both" else (chosen.half,)
    started = time.monotonic()
    versions = {"promocase": version("promocase"), **dict(pin.split("==") for pin in OFFLINE)}
    try:
        promotion = {half: promotion_pairs(rows_of(read_half(half))) for half in halves}
        found = compare(promotion, chosen.claims, peers_offline(), versions)
        if chosen.json:
            chosen.json.write_text(found.model_dump_json(indent=2) + "\n", "utf-8")
    except (CaseError, OSError) as told:
        print(f"promocase eval peers: {told}", file=sys.stderr)
        return 2
    print(tables(found))
    print(f"\n{time.monotonic() - started:.0f} s; {', '.join(f'{name} {one}' for name, one in versions.items())}")
    return 0 if found.whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
