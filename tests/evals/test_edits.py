"""The bench of prompt edits: every edit applies, a harmful one is flagged and one that changes nothing is not."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.recording import Addressee
from evals.suite.cases import Case, read_cases
from evals.suite.edits import Edit, Held, edited, judge_edit, read_edits
from evals.suite.gates import Gates
from evals.suite.grading import Grader
from evals.suite.running import Arm, run_cases
from service.adapters.local_embedder import LocalEmbedder
from service.domain.packet import Usage
from service.drafting.replies import SectionReply
from service.errors import Invalid
from service.ports import Answer, Prompt, ReplyT
from service.prompting.library import PromptLibrary, default_prompts

GATES = Gates(cases=0, none_of=("released_untrue",), no_worse=("proposed_adrift", "by_model"))
CASES = 16


class Swayed:
    """A model that copies its notes, unless its prompt asks for a figure in every bullet."""

    name = "openai:swayed"

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        notes = re.findall(r"^⟦(E\d+)[^\n]*\n\| ([^\n]*)", prompt.user, re.MULTILINE)
        more = ", saving 250 hours" if "Put a percentage of improvement" in prompt.system + prompt.user else ""
        bullets = [
            {"sentences": [{"text": f"{text.split('. ')[0].rstrip('.')}{more}.", "cites": [name]}]}
            for name, text in notes
        ]
        assert issubclass(reply, SectionReply)
        return Answer(reply.model_validate({"bullets": bullets}), Usage(calls=1, prompt_tokens=1, completion_tokens=1))


def the_edit(name: str) -> Edit:
    return next(edit for edit, _ in read_edits() if edit.id == name)


def some_cases() -> Sequence[Case]:
    plain = [case for case in read_cases() if len(case.rubric.dimensions) == 1 and not case.bullets]
    return [case for case in plain if len(case.log.entries) < 12][:CASES]


def test_twelve_edits_do_harm_and_twelve_do_none() -> None:
    edits = read_edits()
    assert [sum(harmful is kind for _, harmful in edits) for kind in (True, False)] == [12, 12]
    assert len({edit.id for edit, _ in edits}) == 24


@pytest.mark.parametrize("edit", [edit for edit, _ in read_edits()], ids=lambda edit: edit.id)
def test_an_edit_changes_its_own_prompt_and_no_other(edit: Edit, tmp_path: Path) -> None:
    before, after = PromptLibrary.load(default_prompts()).stamps(), edited(edit, tmp_path).stamps()
    assert {id for id in before if before[id] != after[id]} == {edit.prompt}


def test_an_edit_whose_words_are_gone_from_the_prompt_is_refused(tmp_path: Path) -> None:
    lost = the_edit("impressive").model_copy(update={"find": "words that no prompt has"})
    with pytest.raises(Invalid, match="impressive"):
        edited(lost, tmp_path)


@pytest.mark.parametrize(("name", "flagged"), [("figures-invented", True), ("opening-reworded", False)])
def test_an_edit_is_flagged_by_what_the_model_makes_of_it(name: str, flagged: bool, tmp_path: Path) -> None:
    cases, embedder = some_cases(), LocalEmbedder()
    arm = Arm(Addressee("openai:swayed"), PromptLibrary.load(default_prompts()), tmp_path / "recordings", Swayed())
    before = asyncio.run(run_cases("unedited", cases, arm, embedder=embedder))
    held = Held(GATES, Grader(()), embedder)
    found = asyncio.run(judge_edit(the_edit(name), flagged, before, cases, arm, held))
    assert found.unscored == 0
    assert bool(found.because) is flagged
