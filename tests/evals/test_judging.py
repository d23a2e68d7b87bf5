"""A judge counts only after it agreed with people, and what it cannot answer is left open."""

import asyncio
from collections.abc import Callable

from evals.suite.grading import Label
from evals.suite.judging import agreement, judge
from service.domain.packet import Usage
from service.errors import ModelUnavailable
from service.ports import Answer, Prompt, ReplyT

LABELS = tuple(Label(evidence=f"note {n}", text=f"sentence {n}", true=n % 2 == 0) for n in range(60))


class Judge:
    """Says what it is told to of the sentence's number; fails where that is None."""

    name = "judge"

    def __init__(self, word: Callable[[int], bool | None]) -> None:
        self._word = word

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        number = int(prompt.user.split("| sentence ")[1].split("\n")[0])
        said = self._word(number)
        if said is None:
            raise ModelUnavailable("It failed")
        return Answer(reply.model_validate({"doubt": "", "faithful": said}), Usage(calls=1))


def asked(word: Callable[[int], bool | None]) -> dict[tuple[str, str], bool]:
    return asyncio.run(judge([(label.evidence, label.text) for label in LABELS], Judge(word)))


def test_a_judge_that_agrees_counts() -> None:
    found = agreement(LABELS, asked(lambda n: n % 2 == 0))
    assert (found.rows, found.agreed, found.kappa, found.counts) == (60, 60, 1.0, True)


def test_a_judge_that_says_yes_to_everything_does_not_though_half_of_it_is_right() -> None:
    found = agreement(LABELS, asked(lambda _: True))
    assert found.agreed == 30
    assert found.kappa == 0
    assert not found.counts


def test_a_judge_that_is_right_three_times_in_four_is_not_good_enough() -> None:
    found = agreement(LABELS, asked(lambda n: (n % 2 == 0) is (n % 4 != 3)))
    assert 0.4 < found.kappa < 0.6
    assert not found.counts


def test_few_labels_prove_no_judge() -> None:
    words = asked(lambda n: n % 2 == 0)
    assert not agreement(LABELS[:20], words).counts


def test_what_it_could_not_answer_is_left_out() -> None:
    words = asked(lambda n: None if n < 10 else n % 2 == 0)
    assert len(words) == 50
    assert agreement(LABELS, words).rows == 50
    assert not agreement(LABELS, {}).counts
