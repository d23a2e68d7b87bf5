"""The README shows what is there: the packet it quotes is today's, and the folders it draws are the folders."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAME = re.compile(r"\b(\w+)/(?=\s|$)")


def test_the_packet_it_quotes_is_drafted_today(tmp_path: Path) -> None:
    out = tmp_path / "packet.md"
    log = str(ROOT / "examples" / "brag-log.md")
    subprocess.run(
        [sys.executable, "-m", "service.cli", "draft", log, "--out", str(out)], cwd=tmp_path, check=True, timeout=120
    )
    quoted = "\n".join(line[1:].removeprefix(" ") for line in README.splitlines() if line.startswith(">"))
    blocks = [" ".join(block.split()) for block in re.split(r"\n\n|\n(?=- )", quoted)]
    packet = [" ".join(line.split()) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(blocks) >= 4
    assert [block for block in blocks if block not in packet] == []


def test_the_folders_it_draws_are_there_and_no_package_is_left_out() -> None:
    drawing = README.partition("## The folders\n\n")[2].partition("\n\n")[0]
    drawn: set[str] = set()
    above: list[tuple[int, str]] = []
    for line in drawing.splitlines():
        depth = len(line) - len(line.lstrip())
        above = [(indent, name) for indent, name in above if indent < depth]
        names = line.strip().partition("   ")[0]
        for name in NAME.findall(names):
            drawn.add("/".join([*(above_it for _, above_it in above), name]))
        above.append((depth, NAME.findall(names)[0]))
    assert [path for path in drawn if not (ROOT / path).is_dir()] == []
    packages = {
        path.parent.relative_to(ROOT).as_posix()
        for top in ("service", "evals")
        for path in (ROOT / top).rglob("__init__.py")
    }
    # What is drawn on the line of the folder above it, or is that folder's own affair.
    told_with_another = {
        "service/web/api",
        "service/web/pages",
        "service/adapters/migrations/versions",
        "evals/suite/report",
    }
    assert packages - drawn == told_with_another


GUIDES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_whatever_a_guide_points_to_is_there(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^()\s]+)\)", text):
        name, _, anchor = target.partition("#")
        file = guide.parent / name if name else guide
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_and_module_a_guide_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:service|evals|tests|prompts|docs|examples)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path
    for module in re.findall(r"python3? -m ((?:service|evals)[\w.]*)", text):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").exists(), module
