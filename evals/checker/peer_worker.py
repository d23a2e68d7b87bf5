"""Runs in a peer's own environment, without this project: JSON lines {n, evidence, claim} in, {n, score} out.

`score` is 0..1, higher is better supported; null where the peer failed on the row. Judges find their model through
PEER_MODEL_URL (OpenAI protocol) and PEER_MODEL.
"""

import json
import os
import sys
from collections.abc import Callable

Score = Callable[[str, str], float]
_QUESTION = "What did this person do?"


def anchorcite() -> Score:
    """The best sentence's score, its threshold put aside: the caller compares it with 0.4, the package's own."""
    from anchorcite import CitationAnchorer, LexicalScorer  # type: ignore[import-not-found]

    anchorer = CitationAnchorer(scorer=LexicalScorer(), threshold=0.0)

    def score(evidence: str, claim: str) -> float:
        found = anchorer.anchor(claim, evidence)
        return found.score if found is not None else 0.0

    return score


def corroborate() -> Score:
    """1.0 when it finds nothing critical, else 0.0: it knows no more."""
    import corroborate as package  # type: ignore[import-not-found]

    def score(evidence: str, claim: str) -> float:
        return float(package.check_answer(_QUESTION, [evidence], claim).ok())

    return score


def deepeval() -> Score:
    """FaithfulnessMetric: the share of the statements its model reads in the claim that the evidence does not deny."""
    from deepeval.metrics import FaithfulnessMetric  # type: ignore[import-not-found]
    from deepeval.models import LocalModel  # type: ignore[import-not-found]
    from deepeval.test_case import LLMTestCase  # type: ignore[import-not-found]

    url, model = _served()
    judge = LocalModel(model=model, base_url=url, api_key="none", temperature=0)
    metric = FaithfulnessMetric(model=judge, include_reason=False, async_mode=False)

    def score(evidence: str, claim: str) -> float:
        case = LLMTestCase(input=_QUESTION, actual_output=claim, retrieval_context=[evidence])
        return float(metric.measure(case, _show_indicator=False))

    return score


def ragas() -> Score:
    """Faithfulness: the share of the statements its model reads in the claim that it then finds in the evidence."""
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr
    from ragas import SingleTurnSample  # type: ignore[import-not-found]
    from ragas.llms import LangchainLLMWrapper  # type: ignore[import-not-found]
    from ragas.metrics import Faithfulness  # type: ignore[import-not-found]

    url, model = _served()
    chat = ChatOpenAI(model=model, base_url=url, api_key=SecretStr("none"), temperature=0)
    metric = Faithfulness(llm=LangchainLLMWrapper(chat))

    def score(evidence: str, claim: str) -> float:
        sample = SingleTurnSample(user_input=_QUESTION, response=claim, retrieved_contexts=[evidence])
        return float(metric.single_turn_score(sample))

    return score


def _served() -> tuple[str, str]:
    return os.environ["PEER_MODEL_URL"], os.environ["PEER_MODEL"]


PEERS = {"anchorcite": anchorcite, "corroborate": corroborate, "deepeval": deepeval, "ragas": ragas}


def main(name: str) -> None:
    """Answers every line of standard input, each as soon as it is known."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a package prints is no answer
    score = PEERS[name]()
    for line in sys.stdin:
        row = json.loads(line)
        try:
            value = score(row["evidence"], row["claim"])
        except Exception as failed:  # the outermost edge of a stranger's code: the row is unscored, the next is asked
            print(f"{type(failed).__name__} on row {row['n']}", file=sys.stderr)
            value = None
        # Not a number (ragas found no statement) is no score either.
        known = value if value is not None and value == value else None
        print(json.dumps({"n": row["n"], "score": known}), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
