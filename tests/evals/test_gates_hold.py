"""The committed prompts over the committed cases and recorded replies: what every change has to hold."""

from pathlib import Path

import pytest

from evals.command import main


def test_the_gates_hold_over_what_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["run"])
    assert code == 0, capsys.readouterr().out
