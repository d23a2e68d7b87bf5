"""An independent judge of released sentences, believed only once it has agreed with people's labels often enough."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from evals.suite.grading import Label
from evals.suite.metrics import RESAMPLES, SEED
from service.errors import ModelUnavailable
from service.ports import ChatModel
from service.prompting.fencing import fence
from service.prompting.library import PromptLibrary

PROMPTS = Path(__file__).parents[1] / "prompts"
BAR = 0.6
"""What the lower end of Cohen's kappa with the labels must reach; below it, agreement is moderate at best."""
FEWEST = 40
_SOURCE_LIMIT = 4_000


class JudgeReply(BaseModel):
    """The judge's word; `doubt` is what it found least borne out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doubt: str = Field(default="", max_length=300)
    faithful: bool


class Agreement(BaseModel):
    """How often a judge says what people said of the same sentences. `kappa` with its 95 % interval; 0 is chance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    agreed: int
    kappa: float
    low: float
    high: float

    @property
    def counts(self) -> bool:
        """Whether the judge may grade anything."""
        return self.rows >= FEWEST and self.low >= BAR


async def judge(rows: Iterable[tuple[str, str]], chat: ChatModel) -> dict[tuple[str, str], bool]:
    """The judge's word on each (evidence, sentence); what it could not answer is left out, never guessed."""
    found: dict[tuple[str, str], bool] = {}
    for evidence, sentence in rows:
        prompt = _prompts().render(
            "judge_sentence",
            source=fence("source", evidence, limit=_SOURCE_LIMIT),
            sentence=fence("sentence", sentence),
        )
        try:
            answer = await chat.ask(prompt, JudgeReply)
        except ModelUnavailable:
            continue
        found[(evidence, sentence)] = answer.reply.faithful
    return found


def agreement(labels: Sequence[Label], words: dict[tuple[str, str], bool]) -> Agreement:
    """Cohen's kappa of the judge with the labels it answered on, with an interval from resampling rows."""
    pairs = np.array(
        [(label.true, words[key]) for label in labels if (key := (label.evidence, label.text)) in words], dtype=bool
    ).reshape(-1, 2)
    if not len(pairs):
        return Agreement(rows=0, agreed=0, kappa=0.0, low=0.0, high=0.0)
    draws = np.random.default_rng(SEED).integers(0, len(pairs), (RESAMPLES, len(pairs)))
    low, high = np.percentile([_kappa(pairs[draw]) for draw in draws], (2.5, 97.5))
    return Agreement(
        rows=len(pairs),
        agreed=int((pairs[:, 0] == pairs[:, 1]).sum()),
        kappa=_kappa(pairs),
        low=float(low),
        high=float(high),
    )


def _kappa(pairs: np.ndarray) -> float:
    seen = float((pairs[:, 0] == pairs[:, 1]).mean())
    first, second = float(pairs[:, 0].mean()), float(pairs[:, 1].mean())
    chance = first * second + (1 - first) * (1 - second)
    # Where both say one thing throughout, agreement proves nothing.
    return (seen - chance) / (1 - chance) if chance < 1 else 0.0


def judge_stamp() -> str:
    """The judge's prompt as a run keeps it."""
    return _prompts().stamps()["judge_sentence"]


@lru_cache(maxsize=1)
def _prompts() -> PromptLibrary:
    return PromptLibrary.load(PROMPTS)
