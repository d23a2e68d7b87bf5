"""`promocase eval`: the benchmarks, with every word after it passed on to them."""

from collections.abc import Sequence


def evaluate(words: Sequence[str]) -> int:
    """Runs the evals' own command; its exit code."""
    # What the evals need is imported by them alone: no other command pays for it.
    from evals.command import main

    return main(words)
