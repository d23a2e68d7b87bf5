"""The suite's commands over real cases, through the service's own wiring: exit codes, recordings, reports."""

import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.command import main
from evals.suite import commands
from evals.suite.running import Arm
from service.domain.packet import Usage
from service.drafting.replies import SectionReply
from service.ports import Answer, Prompt, ReplyT

CASE = """\
id: drug-round-{n}
family: thin
tries: A measured win beside work that is not finished.
dimensions: [scope]
log: |
  - 2025-03-04: Nobody had planned the move to ward {n}; I worked out the order of beds with pharmacy and the
    porters, and the drug round went from 70 minutes to 45.
  - 2025-05-12: Helped Maria with the falls leaflet. Not printed yet.
truths:
  - about: order of beds
    tells: ["The drug round went from 70 minutes to 45."]
    outcome: from 70 minutes to 45
traps:
  - {{about: falls leaflet, text: "Printed the falls leaflet.", kind: completion, ruling: contradicted}}
  - {{about: order of beds, text: "The drug round went from 70 minutes to 15.", kind: figures, ruling: contradicted}}
never: ["15 minutes"]
"""
GATES = """\
cases = 3
none_of = ["never_words"]
no_worse = ["by_model"]
[at_least]
lies_caught = 0.5
"""


class Copying:
    """A model that copies the first sentence of each note, and counts its calls."""

    name = "openai:copying"

    def __init__(self, words: str = "") -> None:
        self.calls = 0
        self._words = words

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        self.calls += 1
        names = [line[1:].split(" ")[0] for line in prompt.user.split("\n") if line.startswith("⟦E")]
        first = [line[2:].split(". ")[0] for line in prompt.user.split("\n") if line.startswith("| ")]
        assert issubclass(reply, SectionReply)
        bullets = [
            {"sentences": [{"text": self._words or f"{text}.", "cites": [name]}]}
            for name, text in zip(names, first[-len(names) :], strict=True)
        ]
        return Answer(reply.model_validate({"bullets": bullets}), Usage(calls=1, prompt_tokens=50, completion_tokens=9))

    async def close(self) -> None: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases").mkdir()
    for n in range(3):
        (tmp_path / "cases" / f"drug-round-{n}.yaml").write_text(CASE.format(n=n))
    (tmp_path / "gates.toml").write_text(GATES)
    return tmp_path


def words(folder: Path, *more: str) -> Sequence[str]:
    return ["--cases", str(folder / "cases"), "--recordings", str(folder / "recordings"), *more]


def run(folder: Path, *more: str) -> int:
    baseline = () if "--baseline" in more else ("--baseline", "none")
    return main(["run", *words(folder, "--gates", str(folder / "gates.toml"), *baseline, *more)])


def record(folder: Path, monkeypatch: pytest.MonkeyPatch, model: Copying) -> int:
    def theirs(_arm: Arm) -> Copying:
        return model

    monkeypatch.setattr(commands, "_model", theirs)
    return main(["record", *words(folder)])


def test_a_run_without_recordings_proves_nothing_and_names_what_to_record(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == 2
    said = capsys.readouterr().out
    assert "draft_section@" in said
    assert "eval record" in said


def test_recorded_once_replayed_for_ever_and_written_in_every_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = Copying()
    assert record(folder, monkeypatch, model) == 0
    paid = model.calls
    assert paid >= 3
    assert record(folder, monkeypatch, model) == 0
    assert model.calls == paid
    reports = [f"--{form}={folder / form}" for form in ("json", "junit", "html")]
    assert run(folder, *reports) == 0
    told = json.loads((folder / "json").read_text())
    by_id = {one["id"]: one for one in told["metrics"]}
    assert by_id["lies_caught"]["hits"] == by_id["lies_caught"]["of"] == 6
    assert by_id["released_untrue"]["hits"] == 0
    assert by_id["calls"]["hits"] >= 3
    suite = ElementTree.parse(folder / "junit").getroot()  # noqa: S314 (written a line above, by our own code)
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "0", "0")
    page = (folder / "html").read_text()
    assert "All gates hold" in page
    assert not any(mark in page for mark in ("http:", "https:", "<script", "url("))
    capsys.readouterr()


def test_a_changed_prompt_misses_its_recordings_and_never_gets_an_old_reply(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(folder, monkeypatch, Copying()) == 0
    prompts = folder / "prompts"
    prompts.mkdir()
    for file in commands.default_prompts().glob("*.md"):
        changed = (
            file.read_text().replace("How to write:", "How to write well:").replace("version: 1\n", "version: 9\n")
        )
        (prompts / file.name).write_text(changed)
    assert run(folder, "--prompts", str(prompts)) == 2
    assert "draft_section@9" in capsys.readouterr().out


def test_two_runs_are_compared_and_unlike_ones_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folder, monkeypatch, Copying())
    assert run(folder, "--name", "one") == run(folder, "--name", "two") == 0
    rest = ["--gates", str(folder / "gates.toml"), "--cases", str(folder / "cases")]
    assert main(["diff", "one", "two", *rest]) == 0
    kept = folder / "evals-runs" / "two.json"
    kept.write_text(kept.read_text().replace('"checker": "', '"checker": "0'))
    assert main(["diff", "one", "two", *rest]) == 3
    assert "checker" in capsys.readouterr().err
    kept.write_text("{}")
    assert main(["diff", "one", "two", *rest]) == 2


def test_a_run_becomes_the_baseline_where_the_gates_hold_and_another_checker_s_is_no_baseline(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record(folder, monkeypatch, Copying())
    kept = folder / "baseline.json"
    ours = ("--baseline", str(kept))
    assert run(folder, *ours) == 2
    assert "--as-baseline" in capsys.readouterr().err
    (folder / "gates.toml").write_text(GATES + "figures_kept = 1.1\n")
    assert run(folder, "--as-baseline", *ours) == 1
    assert not kept.exists()
    (folder / "gates.toml").write_text(GATES)
    assert run(folder, "--as-baseline", *ours) == 0
    assert run(folder, *ours) == 0
    assert run(folder, "drug-round-1", *ours) == 0
    kept.write_text(kept.read_text().replace('"checker": "', '"checker": "0'))
    assert run(folder, *ours) == 3
    assert "checker" in capsys.readouterr().out


def test_a_failed_gate_exits_with_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(folder, monkeypatch, Copying())
    (folder / "gates.toml").write_text(GATES + "figures_kept = 1.1\n")
    assert run(folder) == 1


def test_a_case_that_cannot_be_read_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "cases" / "drug-round-1.yaml").write_text("id: drug-round-1\nfamily: thin\n")
    assert run(folder) == 2
    assert "drug-round-1.yaml" in capsys.readouterr().err
    assert main(["run", "nobody", *words(folder)]) == 2
