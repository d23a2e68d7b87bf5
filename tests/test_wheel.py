"""The built wheel works outside the checkout: what the service reads at run time travels with it."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (found,) = out.glob("*.whl")
    return found


def test_everything_read_at_run_time_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"service/_prompts/{path.name}" for path in (ROOT / "prompts").iterdir()}
    for folder in ("service", "evals"):
        wanted |= {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }
    assert "service/adapters/migrations/script.py.mako" in wanted
    assert "service/retrieval/concepts.yaml" in wanted
    assert "service/_prompts/versions.lock" in wanted
    assert any(name.startswith("service/adapters/migrations/versions/v0001") for name in wanted)
    assert wanted - held == set()
    assert not any(name.split("/")[0] in ("tests", "examples", "data", "out") for name in held)


@pytest.fixture(scope="module")
def target(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("target")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel)],
        check=True,
        capture_output=True,
    )
    return folder


def settings_of(target: Path, folder: Path) -> dict[str, str]:
    # Without site (-S) the checkout's editable install is not on the path: only the target and the dependencies are.
    settings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(target), sysconfig.get_path("purelib")]),
        "XDG_DATA_HOME": str(folder / "share"),
    }
    settings.pop("PROMOCASE_DATA_DIR")
    return settings


def test_an_installed_wheel_finds_every_eval_case(target: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-m", "service.cli", "eval", "run", "no-case-of-this-name"],
        cwd=tmp_path,
        env=settings_of(target, tmp_path),
        capture_output=True,
        text=True,
    )
    # Every case is read before the names are looked up.
    assert ran.returncode == 2, ran.stderr
    assert "cannot be used" not in ran.stdout + ran.stderr
    assert "goes by that name" in ran.stdout + ran.stderr


def test_an_installed_wheel_drafts_outside_the_checkout(target: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    settings = settings_of(target, tmp_path)
    whence = "import service.cli; print(service.cli.__file__)"
    found = subprocess.run(
        [sys.executable, "-S", "-c", whence], cwd=elsewhere, env=settings, capture_output=True, text=True
    )
    assert Path(found.stdout.strip()).is_relative_to(target), found.stderr
    log = str(ROOT / "examples" / "brag-log.md")
    drafted = subprocess.run(
        [sys.executable, "-S", "-m", "service.cli", "draft", log, "--out", "packet.md"],
        cwd=elsewhere,
        env=settings,
        capture_output=True,
        text=True,
    )
    assert drafted.returncode == 0, drafted.stderr
    assert (elsewhere / "packet.md").read_text(encoding="utf-8").startswith("# ")
    if sys.platform == "linux":
        # Not in the place it was installed to, but where a user's own data goes.
        assert (tmp_path / "share" / "promocase" / "promocase.db").is_file()


def test_the_image_is_given_all_that_the_wheel_is_built_from() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    wanted = {Path(path).parts[0] for path in [*wheel["packages"], *wheel["force-include"]]}
    copied = set(re.findall(r"^COPY (\w+) \./", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    let_in = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    assert wanted <= copied & let_in
