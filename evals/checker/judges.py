"""Judges that put each claim to a language model (DeepEval, ragas), beside our panel on one small sample.

    python -m evals.checker.judges --url http://127.0.0.1:8090/v1 --model local-real --rows 12

Slow on a small machine, so it takes a seeded sample of the development half: as many honest rewordings as lies, the
lies in turn by rule, by hand and by the model. What a judge did not answer in time is unscored, and said so.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from itertools import chain, zip_longest

from evals.checker.benchmark import Origin, rows_of
from evals.checker.beside import promotion_pairs
from evals.checker.cases import read_half
from evals.checker.peers import JUDGES, PEERS, ask, make, python_of
from evals.checker.public import SEED, Pair, Scores, balanced_accuracy, passing
from evals.checker.signals import rulings
from service.domain.claims import Ruling
from service.errors import CaseError
from service.verification.panel import Panel


def sample(pairs: Sequence[Pair], count: int, seed: int = SEED) -> tuple[Pair, ...]:
    """`count` pairs, honest and lies in turn, so that any first part of it is as balanced as the whole."""
    drawn = random.Random(seed).sample(list(pairs), len(pairs))
    honest = [pair for pair in drawn if pair.group == Origin.HONEST]
    lies = chain.from_iterable(
        zip_longest(*([pair for pair in drawn if pair.group == kind and not pair.supported] for kind in _LIES))
    )
    told = (lie for lie in lies if lie is not None)
    return tuple(chain.from_iterable(zip(honest, told, strict=False)))[:count]


_LIES = (Origin.MUTATION, Origin.HAND, Origin.MODEL)


def line(scores: Scores, pairs: Sequence[Pair]) -> str:
    """What a judge caught and let pass, in counts: on so few rows a rate would say more than is known."""
    passed = passing(scores.values, scores.cut if scores.cut is not None else 0.5)
    scored = [(pair, one) for pair, one in zip(pairs, passed, strict=True) if one is not None]
    lies = [one for pair, one in scored if not pair.supported]
    truths = [one for pair, one in scored if pair.supported]
    accuracy = balanced_accuracy(passed, [pair.supported for pair in pairs])
    shown = "–" if accuracy is None else f"{accuracy:.2f}"
    caught, held = sum(not one for one in lies), sum(not one for one in truths)
    counts = f"{caught} of {len(lies)} | {held} of {len(truths)} | {shown} | {len(pairs) - len(scored)}"
    return f"| {scores.system} | {counts} | {scores.note} |"


def main(words: Sequence[str]) -> int:
    """Prints one line a judge and ours on the rows that judge answered; 2 where its environment cannot be made."""
    parser = argparse.ArgumentParser(prog="evals.checker.judges", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", required=True, help="where a model is served behind the OpenAI protocol")
    parser.add_argument("--model", required=True)
    parser.add_argument("--rows", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=1_800.0, help="time for each judge")
    parser.add_argument("--only", choices=[one.worker for one in PEERS if one.judge])
    chosen = parser.parse_args(words)
    try:
        make("judges")
        python = python_of("judges")
        rows = sample(promotion_pairs(rows_of(read_half("development"))), chosen.rows)
    except CaseError as told:
        print(told, file=sys.stderr)
        return 2
    print(f"{len(rows)} rows of the development half; {', '.join(JUDGES)}; model {chosen.model}\n")
    print("| system | lies caught | truths held back | balanced accuracy | unscored | |\n|---|---|---|---|---|---|")
    settings = {"PEER_MODEL_URL": chosen.url, "PEER_MODEL": chosen.model}
    panel = Panel()
    ruled = [float(all(one is Ruling.SUPPORTED for one in rulings(row, panel))) for row in rows]
    for peer in (one for one in PEERS if one.judge and chosen.only in (None, one.worker)):
        scores = ask(peer, rows, python=python, seconds=chosen.seconds, settings=settings)
        print(line(scores, rows), flush=True)
        same = tuple(own if value is not None else None for own, value in zip(ruled, scores.values, strict=True))
        print(line(Scores(system="our panel, the same rows", values=same, cut=0.5), rows), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
