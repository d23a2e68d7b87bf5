"""Which checker a run was made with: the code that rules on sentences, and no other of the service's."""

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the package `service`, in a checkout and where the wheel is installed."""

_NO_RULES = ("service.ports", "service.operations")
"""Modules that name shapes alone, or count what was decided: they decide nothing, and import much that does not."""


def checker_version(root: Path = ROOT) -> str:
    """sha256 in hex over service/verification and all of the service that it imports, however far.

    Two runs with different checkers prove nothing together; a change to any other file leaves a checker as it was.
    """
    digest = hashlib.sha256()
    for file in sorted(_reached(root)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _reached(root: Path) -> set[Path]:
    waiting = list((root / "service" / "verification").rglob("*.py"))
    reached: set[Path] = set()
    while waiting:
        file = waiting.pop()
        if file not in reached:
            reached.add(file)
            waiting.extend(found for name in _imported(file) if (found := _file_of(name, root)) is not None)
    return reached


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _file_of(module: str, root: Path) -> Path | None:
    if not module.startswith("service.") or module.startswith(_NO_RULES):
        return None
    path = root.joinpath(*module.split("."))
    return next((found for found in (path.with_suffix(".py"), path / "__init__.py") if found.is_file()), None)
