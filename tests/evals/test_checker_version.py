"""A checker is another one when the code that rules on sentences is, and only then."""

import shutil
from pathlib import Path

import pytest

from evals.suite.checker_version import ROOT, checker_version


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "service", tmp_path / "service", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize(
    "file", ["verification/panel.py", "verification/checks/figures.py", "domain/quantities.py", "domain/agency.py"]
)
def test_an_edit_to_what_rules_on_sentences_makes_another_checker(copy: Path, file: str) -> None:
    edited = copy / "service" / file
    edited.write_text(edited.read_text() + "\nEDITED = True\n")
    assert checker_version(copy) != checker_version()


@pytest.mark.parametrize("file", ["domain/access.py", "domain/drafts.py", "drafting/packet.py", "adapters/clock.py"])
def test_an_edit_elsewhere_leaves_the_checker_as_it_was(copy: Path, file: str) -> None:
    edited = copy / "service" / file
    edited.write_text(edited.read_text() + "\nEDITED = True\n")
    assert checker_version(copy) == checker_version()
