"""Edits of the prompts with known worth: do the diff and the gates flag the harmful ones, and leave the others alone?

    python -m evals.suite.edits --base-url http://127.0.0.1:8090/v1 [--cases N] [--only ID ...]

Records what is missing with a real model, compares each edit with the unedited prompts over the same cases, and prints
which were flagged. Without --base-url replies come from recordings alone.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from evals.recording import Addressee
from evals.suite.cases import Case, read_cases
from evals.suite.comparing import compare
from evals.suite.gates import Gates, failing, read_gates
from evals.suite.grading import Grader, read_labels
from evals.suite.metrics import measure, scored
from evals.suite.running import RECORDINGS, Arm, run_cases
from evals.suite.runs import Run
from service.domain.packet import Usage
from service.errors import Invalid, ModelUnavailable
from service.ports import Answer, ChatModel, Embedder, Prompt, ReplyT
from service.prompting.library import PromptLibrary, default_prompts

EDITS = Path(__file__).parents[1] / "edits.yaml"
RECORDED = RECORDINGS / "edits"


class Edit(BaseModel):
    """One edit: in the prompt's file, the words `find`, which stand there once, become `replace`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    says: str
    prompt: str
    find: str
    replace: str


class FirstLook:
    """A model that is asked for neither a revision nor a ruling: an edit is judged by what is proposed at once.

    Which of those two are asked for hangs on the checker. Left out, replies stay good when the checker changes.
    """

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    @property
    def name(self) -> str:
        return self._chat.name

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        if prompt.id == "revise_section":
            return Answer(reply.model_validate({"bullets": []}), Usage())
        if prompt.id == "entail_sentence":
            raise ModelUnavailable("This bench asks for no ruling", why="not asked")
        return await self._chat.ask(prompt, reply)


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid")

    harmful: tuple[Edit, ...]
    harmless: tuple[Edit, ...]


class Flagged(NamedTuple):
    """What became of one edit; `because` are the gates that did not hold. `unscored` cases make it unusable."""

    edit: Edit
    harmful: bool
    because: tuple[str, ...]
    unscored: int


class Held(NamedTuple):
    """What every edit is held against."""

    gates: Gates
    grader: Grader
    embedder: Embedder


def read_edits(path: Path = EDITS) -> tuple[tuple[Edit, bool], ...]:
    """Every edit, and whether it is harmful."""
    written = _Written.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    return tuple((edit, True) for edit in written.harmful) + tuple((edit, False) for edit in written.harmless)


def edited(edit: Edit, folder: Path, prompts: Path | None = None) -> PromptLibrary:
    """The prompts with one edit, written into `folder`; raises Invalid where its words do not stand exactly once."""
    for file in (prompts or default_prompts()).glob("*.md"):
        words = file.read_text(encoding="utf-8")
        if file.stem == edit.prompt:
            if words.count(edit.find) != 1:
                raise Invalid(f"The words that the edit {edit.id} replaces stand {words.count(edit.find)} times")
            words = words.replace(edit.find, edit.replace)
        (folder / file.name).write_text(words, encoding="utf-8")
    return PromptLibrary.load(folder)


async def judge_edit(edit: Edit, harmful: bool, before: Run, cases: Sequence[Case], arm: Arm, held: Held) -> Flagged:
    """Runs the edited prompts over the cases and holds the comparison against the gates."""
    with tempfile.TemporaryDirectory(prefix="promocase-edit-") as folder:
        prompts = edited(edit, Path(folder))
        run = await run_cases(edit.id, cases, arm._replace(prompts=prompts), embedder=held.embedder)
    ones = scored(run, cases, held.grader)
    compared = compare(before, run, scored(before, cases, held.grader), ones)
    failed = failing(measure(ones), held.gates, compared)
    return Flagged(edit, harmful, tuple(f"{one.gate} ({one.because})" for one in failed), len(run.unscored))


async def _bench(base_url: str | None, model: str, count: int, only: Sequence[str]) -> int:
    from evals.suite.commands import BASE_URL
    from service.adapters.langchain_chat import LangChainChat
    from service.adapters.local_embedder import LocalEmbedder

    held = Held(_relative(read_gates()), Grader(read_labels()), LocalEmbedder())
    live = LangChainChat(model, base_url, None, deadline_s=1_200, concurrency=1) if base_url else None
    chat: ChatModel | None = live
    arm = Arm(
        Addressee(model, base_url or BASE_URL), PromptLibrary.load(default_prompts()), RECORDED, chat, between=FirstLook
    )
    try:
        # The unedited prompts' replies are those of the suite: nobody pays for them twice.
        unedited = arm._replace(recordings=RECORDINGS)
        before = await run_cases("unedited", _small(read_cases()), unedited, embedder=held.embedder)
        before, cases = _telling(before, _small(read_cases()), count)
        print(f"unedited: {len(cases)} cases, {len(before.unscored)} unscored", flush=True)
        found: list[Flagged] = []
        for edit, harmful in read_edits():
            if only and edit.id not in only:
                continue
            one = await judge_edit(edit, harmful, before, cases, arm, held)
            found.append(one)
            word = "harmful" if harmful else "harmless"
            told = "; ".join(one.because) if one.because else "not flagged"
            print(f"{word} {edit.id}: {told}" + (f"; {one.unscored} unscored" if one.unscored else ""), flush=True)
    finally:
        if live is not None:
            await live.close()
    for harmful in (True, False):
        those = [one for one in found if one.harmful is harmful and not one.unscored]
        flagged = sum(bool(one.because) for one in those)
        print(f"{'harmful' if harmful else 'harmless'} edits flagged: {flagged} of {len(those)}")
    unscored = sum(bool(one.unscored) for one in found)
    if unscored:
        print(f"{unscored} edits could not be judged: replies are not recorded for them")
    return 2 if unscored or before.unscored else 0


def _relative(gates: Gates) -> Gates:
    """The gates that compare and those that tolerate nothing: floors are set for the whole suite, not for a part."""
    return gates.model_copy(update={"at_least": {}, "at_most": {}, "cases": 0})


def _small(cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases with one dimension and few entries, family after family."""
    by_family: dict[str, list[Case]] = {}
    for case in cases:
        if len(case.rubric.dimensions) == 1 and len(case.log.entries) < 30:
            by_family.setdefault(case.family, []).append(case)
    most = max(map(len, by_family.values()))
    return tuple(family[n] for n in range(most) for family in by_family.values() if n < len(family))


def _telling(before: Run, cases: Sequence[Case], count: int) -> tuple[Run, tuple[Case, ...]]:
    """The first `count` cases about which the model is asked for something, and the run over those alone."""
    kept = {one.case: one for one in before.cases if one.proposed or one.unscored}
    telling = tuple(case for case in cases if case.id in kept)[:count]
    made = before.made.model_copy(update={"cases": {case.id: case.digest for case in telling}})
    return before.model_copy(update={"made": made, "cases": tuple(kept[case.id] for case in telling)}), telling


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--base-url")
    parser.add_argument("--model", default="openai:local-real")
    parser.add_argument("--cases", type=int, default=8)
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args(words)
    return asyncio.run(_bench(arguments.base_url, arguments.model, arguments.cases, arguments.only))


if __name__ == "__main__":
    raise SystemExit(main())
